"""The ten steps of a plan: what proves each, its state, its tasks, and the gates between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secap.method.basis.findings import Finding

if TYPE_CHECKING:
    from secap.plan.plan import Plan


class Process:
    """What the book makes of a plan's steps and tasks. Computed when asked for, once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @property
    def findings(self) -> list[Finding]:
        return []


def process_of(plan: Plan) -> Process:
    """Return the process of a plan."""
    return Process(plan)
