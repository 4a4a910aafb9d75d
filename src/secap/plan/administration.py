"""Who carries the plan: structure, duties, gaps, skills, the yearly rounds of the action group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secap.method.basis.findings import Finding

if TYPE_CHECKING:
    from secap.plan.plan import Plan


class Administration:
    """What the book makes of a plan's administration. Computed when asked for, once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @property
    def findings(self) -> list[Finding]:
        return []


def administration_of(plan: Plan) -> Administration:
    """Return the administration of a plan."""
    return Administration(plan)
