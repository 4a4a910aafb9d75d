"""Vision, directions, priority areas, actions: what hangs on what, and what hangs loose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.actions.models import Action, Direction, Goal, PriorityArea
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.method.actions.hierarchy import Node, check_hierarchy
from secap.method.basis.findings import Finding


@dataclass(slots=True)
class GoalNode:
    goal: Goal
    actions: int


@dataclass(slots=True)
class AreaNode:
    """A priority area with its actions, each with what it avoids a year in t (None: unknown)."""

    area: PriorityArea
    actions: list[tuple[Action, float | None]] = field(default_factory=list)


@dataclass(slots=True)
class DirectionNode:
    direction: Direction
    goals: list[GoalNode] = field(default_factory=list)
    areas: list[AreaNode] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """The hierarchy;  loose_*: what hangs on nothing."""

    directions: list[DirectionNode]
    loose_goals: list[GoalNode]
    loose_areas: list[AreaNode]
    loose_actions: list[tuple[Action, float | None]]

    @property
    def is_empty(self) -> bool:
        return not (self.directions or self.loose_goals or self.loose_areas or self.loose_actions)

    @property
    def goals(self) -> list[GoalNode]:
        return [*(goal for node in self.directions for goal in node.goals), *self.loose_goals]

    @property
    def areas(self) -> list[AreaNode]:
        return [*(area for node in self.directions for area in node.areas), *self.loose_areas]


@member("view")
def hierarchy(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the tree, with loose ends marked and a way to hang something below everything."""
    plan = whole_of(request, municipality)
    tree = tree_of(plan)
    context = {
        "plan": plan,
        "vision": plan.strategy.vision,
        "tree": tree,
        "findings": findings_of(tree),
        "counts": {
            "directions": len(tree.directions),
            "areas": len(tree.areas),
            "goals": len(tree.goals),
            "actions": len(plan.actions),
        },
    }
    return render(request, "actions/hierarchy.html", context)


def tree_of(plan: Any) -> Tree:
    """Return the plan's directions, areas, goals and actions as a tree.  plan : secap.plan.Plan"""
    avoided_t = {line.records.action.pk: line.action.t for line in plan.portfolio.lines}
    actions = [one.action for one in plan.actions]
    serving = [action.goal_id for action in actions]
    goals = [GoalNode(goal, serving.count(goal.pk)) for goal in plan.goals]
    areas = {area.pk: AreaNode(area) for area in plan.priority_areas}
    loose: list[tuple[Action, float | None]] = []
    for action in actions:
        node = areas.get(action.priority_area_id)
        (node.actions if node else loose).append((action, avoided_t.get(action.pk)))
    known = {direction.pk for direction in plan.directions}
    return Tree(
        directions=[
            DirectionNode(
                direction,
                [node for node in goals if node.goal.direction_id == direction.pk],
                [node for node in areas.values() if node.area.direction_id == direction.pk],
            )
            for direction in plan.directions
        ],
        loose_goals=[node for node in goals if node.goal.direction_id not in known],
        loose_areas=[node for node in areas.values() if node.area.direction_id not in known],
        loose_actions=loose,
    )


def findings_of(tree: Tree) -> list[Finding]:
    """Return what the book says of the tree's loose ends."""
    return check_hierarchy(
        directions=[Node(str(node.direction), below=len(node.areas)) for node in tree.directions],
        areas=list(_areas(tree)),
        goals=[Node(str(node.goal), str(node.goal.direction or ""), node.actions) for node in tree.goals],
        has_goals_by={str(node.direction): len(node.goals) for node in tree.directions},
    )


def _areas(tree: Tree) -> Iterable[Node]:
    for direction in tree.directions:
        for node in direction.areas:
            yield Node(str(node.area), str(direction.direction), len(node.actions))
    for node in tree.loose_areas:
        yield Node(str(node.area), "", len(node.actions))
