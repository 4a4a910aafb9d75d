"""Vision > direction > priority area > action: nothing hangs loose (deck row 1.2-20)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class Node:
    """A direction, an area, a goal or a programme.  above : what it hangs on, empty where loose;
    below : how many things hang on it."""

    name: str
    above: str = ""
    below: int = 0


def check_hierarchy(
    *, directions: Iterable[Node], areas: Iterable[Node], goals: Iterable[Node], has_goals_by: dict[str, int]
) -> list[Finding]:
    """Return what hangs loose.  has_goals_by : {direction: number of its goals}."""
    found = []
    for node in directions:
        if not has_goals_by.get(node.name):
            found.append(
                Finding(
                    "actions.direction_without_goal",
                    Severity.WARNING,
                    (node.name,),
                    Message("The direction has no goal."),
                    Message("Give it a goal, or hang one of the goals below it: Strategy > Goals."),
                )
            )
        if not node.below:
            found.append(
                Finding(
                    "actions.empty_direction",
                    Severity.INFO,
                    (node.name,),
                    Message("The direction has no priority area."),
                    Message("Add a priority area below it, or remove the direction."),
                )
            )
    for node in areas:
        if not node.above:
            found.append(
                Finding(
                    "actions.loose_area",
                    Severity.WARNING,
                    (node.name,),
                    Message("The priority area belongs to no direction."),
                    Message("Choose its direction."),
                )
            )
        if not node.below:
            found.append(
                Finding(
                    "actions.empty_area",
                    Severity.INFO,
                    (node.name,),
                    Message("The priority area has no action."),
                    Message("Add an action below it, or remove the area."),
                )
            )
    for node in goals:
        if not node.below:
            found.append(
                Finding(
                    "actions.goal_without_action",
                    Severity.WARNING,
                    (node.name,),
                    Message("No action serves the goal."),
                    Message("Add one, or choose the goal in an action that serves it."),
                )
            )
    return found
