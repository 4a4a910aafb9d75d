"""Gates between the steps: no approval before the plan can be approved, no submission before its approval.

Deck rows 1.2-14 (inventory and risk assessment come before the action plan) and 1.3-13 (the council approves
the budget of at least the first year).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secap.method.basis.messages import Message
from secap.method.governance.steps import Facts


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a gate is closed: what is missing, what to do, and on which page."""

    code: str
    message: Message
    hint: Message
    page: str


def before_elaboration(facts: Facts) -> tuple[Reason, ...]:
    """Return what is missing for the plan of action: it answers the inventory and the risk assessment."""
    found = []
    if not facts.has_bei:
        found.append(
            Reason(
                "bei", Message("There is no baseline emission inventory (BEI) with energy."),
                Message("Enter it: Baseline emission inventory > Inventories."), "inventory:index",
            )
        )  # fmt: skip
    if not facts.has_rva:
        found.append(
            Reason(
                "rva", Message("There is no risk and vulnerability assessment (RVA): no hazard is rated."),
                Message("Rate the hazards: Risk and vulnerability > Hazards."), "risk:hazards",
            )
        )  # fmt: skip
    return tuple(found)


def may_approve(facts: Facts) -> tuple[Reason, ...]:
    """Return why the council can't approve the plan yet; empty where it can."""
    found = list(before_elaboration(facts))
    if not facts.mitigation:
        found.append(
            Reason(
                "mitigation", Message("There is no mitigation action."),
                Message("Plan one: Actions > New action, kind mitigation."), "actions:actions",
            )
        )  # fmt: skip
    if not facts.adaptation:
        found.append(
            Reason(
                "adaptation", Message("There is no adaptation action."),
                Message("Plan one: Actions > New action, kind adaptation."), "actions:actions",
            )
        )  # fmt: skip
    return tuple(found)


def may_submit(facts: Facts, on: date | None = None) -> tuple[Reason, ...]:
    """Return why the plan can't be submitted; empty where it can.

    on : the day of the submission: later approvals do not count; None: today
    """
    found = list(may_approve(facts))
    approved = [one for one in facts.carried if one.date <= (on or facts.today)]
    if not approved:
        found.append(
            Reason(
                "approved", (
                    Message("The council had not approved the plan by that day.")
                    if facts.carried
                    else Message("The council has not approved the plan.")
                ),
                Message("Enter the decision: The ten steps > Approvals by the council."),
                "governance:approvals",
            )
        )  # fmt: skip
    elif not any(one.has_budget for one in approved):
        found.append(
            Reason(
                "budget", Message("No decision holds the budget of the first year."),
                Message("Add the budget that was approved: The ten steps > Approvals by the council."),
                "governance:approvals",
            )
        )  # fmt: skip
    return tuple(found)


def gate(step: str, facts: Facts) -> tuple[Reason, ...]:
    """Return why a step can't begin in earnest: what the gate before it lacks. Most steps have no gate."""
    if step == "elaboration":
        return before_elaboration(facts)
    return may_approve(facts) if step == "approval" else ()


def gate_to_finish(step: str, facts: Facts) -> tuple[Reason, ...]:
    """Return why a step can't be recorded as done; approval and submission are one step."""
    return may_submit(facts) if step == "approval" else gate(step, facts)
