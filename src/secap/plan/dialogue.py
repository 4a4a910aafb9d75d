"""The talk with stakeholders: objectives, events, contacts and follow-ups, issues, what came out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secap.method.basis.findings import Finding

if TYPE_CHECKING:
    from secap.plan.plan import Plan


class Dialogue:
    """What the book makes of a plan's engagement. Computed when asked for, once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @property
    def findings(self) -> list[Finding]:
        return []


def dialogue_of(plan: Plan) -> Dialogue:
    """Return the dialogue of a plan."""
    return Dialogue(plan)
