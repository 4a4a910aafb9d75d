"""Stakeholders in the plan: who they are, where they stand, who is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secap.method.basis.findings import Finding

if TYPE_CHECKING:
    from secap.plan.plan import Plan


class Engagement:
    """What the book makes of a plan's stakeholders. Computed when asked for, once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @property
    def findings(self) -> list[Finding]:
        return []


def engagement_of(plan: Plan) -> Engagement:
    """Return the engagement of a plan."""
    return Engagement(plan)
