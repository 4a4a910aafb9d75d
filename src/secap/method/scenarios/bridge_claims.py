"""What the plan's own completed actions claim between two years, to be held against the change."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.actions.action import Action
from secap.method.actions.schedule import effect_share, full_effect_year
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message

COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Claims:
    """What completed actions say they avoid in the second year more than in the first.

    t : t a year, positive where emissions fall;  by_action_t : {id: t};
    unknown : ids of completed actions whose effect or date is unknown; they are not in `t`.
    """

    t: float
    by_action_t: dict[str, float]
    unknown: tuple[str, ...]

    @property
    def findings(self) -> list[Finding]:
        """Say which completed actions could not be counted."""
        if not self.unknown:
            return []
        return [
            Finding(
                "scenarios.bridge_claims",
                Severity.WARNING,
                (list(self.unknown),),
                Message(
                    "Completed actions without a known effect or date: {ids}. What they claim is not known.",
                    ids=list(self.unknown),
                ),
                Message("Enter effect and dates of the actions (Actions > Effect)."),
            )
        ]


def claims_between(actions: Iterable[Action], start_year: int, end_year: int) -> Claims:
    """Return what completed actions claim: Σ t × (share of the effect in the second year - in the first).

    Parameters: actions : of the plan; only those completed and counting are looked at
    Returns: Claims, t a year
    Source: design
    """
    known: dict[str, float] = {}
    unknown = []
    for action in actions:
        if action.status != COMPLETED or not action.is_active:
            continue
        if action.t is None and "mitigation" not in action.kinds:
            continue
        if action.t is None or full_effect_year(action) is None:
            unknown.append(action.id)
            continue
        share = effect_share(action, end_year) - effect_share(action, start_year)
        known[action.id] = action.t * share
    return Claims(math.fsum(known.values()), known, tuple(unknown))
