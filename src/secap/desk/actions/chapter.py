"""One action with everything that belongs to it, from the database or from a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from secap.desk.actions.models import (
    Action,
    ActionPart,
    Activity,
    Body,
    Effect,
    Financing,
    Indicator,
    ProgressReport,
    StageMove,
)
from secap.desk.registry.models import Municipality

# What belongs to an action, in the order of the plan file.
PARTS: dict[str, type[ActionPart]] = {
    "effects": Effect,
    "financing": Financing,
    "bodies": Body,
    "indicators": Indicator,
    "activities": Activity,
    "stage_moves": StageMove,
    "progress_reports": ProgressReport,
}


@dataclass(slots=True)
class ActionRecords:
    """Model instances, saved or not: nothing here needs a database."""

    action: Action
    effects: list[Effect] = field(default_factory=list)
    financing: list[Financing] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    stage_moves: list[StageMove] = field(default_factory=list)
    progress_reports: list[ProgressReport] = field(default_factory=list)


def load_actions(municipality: Municipality, actions: Iterable[Action] | None = None) -> list[ActionRecords]:
    """Return actions with their parts, in one query per kind of record.

    actions : already read from the database; None: all living actions of the municipality.
    """
    chosen = list(Action.objects.filter(municipality=municipality)) if actions is None else list(actions)
    found = {action.pk: ActionRecords(action) for action in chosen}
    narrow = {} if actions is None else {"action__in": list(found)}
    for name, model in PARTS.items():
        for part in model.objects.filter(municipality=municipality, **narrow):
            owner = found.get(part.action_id)
            if owner is not None:
                part.action = owner.action
                getattr(owner, name).append(part)
    return list(found.values())
