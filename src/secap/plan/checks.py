"""All findings of a plan: the chapters' own, and what only shows in the whole."""

from __future__ import annotations

from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.inventory import comparison
from secap.method.targets import checks as target_checks
from secap.plan import governance_groups
from secap.plan.contents import records
from secap.plan.plan import Plan

ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def findings(plan: Plan) -> list[Finding]:
    """Return every finding, gravest first, otherwise in the order of the plan."""
    found = [*_no_inventory(plan), *_awaiting(plan)]
    for account in plan.accounts:
        found.extend(account.findings)
    found.extend(comparison.comparability_of_all([account.compared for account in plan.accounts]))
    found.extend(target_checks.check_strategy(plan.course.strategy))
    found.extend(plan.action_findings)
    found.extend(plan.resilience.findings)
    found.extend(plan.hardship.findings)
    found.extend(plan.process.findings)
    found.extend(plan.administration.findings)
    found.extend(governance_groups.findings(plan))
    found.extend(plan.engagement.findings)
    found.extend(plan.dialogue.findings)
    return sorted(found, key=lambda finding: ORDER[finding.severity])


def _no_inventory(plan: Plan) -> list[Finding]:
    if plan.inventories:
        return []
    return [
        Finding(
            "plan.no_inventory",
            Severity.ERROR,
            (plan.municipality.name,),
            Message(
                "The plan has no emission inventory. A plan rests on a baseline emission inventory (BEI)."
            ),
            Message("Begin one: Baseline emission inventory > New inventory."),
        )
    ]


def _awaiting(plan: Plan) -> list[Finding]:
    waiting = sum(not record.accepted for record in records(plan))
    if not waiting:
        return []
    return [
        Finding(
            "plan.awaiting_acceptance",
            Severity.INFO,
            (plan.municipality.name,),
            Message(
                "Figures that count but that the co-ordinator has not accepted yet: {count}.", count=waiting
            ),
            Message("Look at them: To accept."),
        )
    ]
