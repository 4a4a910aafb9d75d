"""The checks of the actions: one function each, thresholds from `actions/thresholds.csv`.

>>> from secap.method.actions.action import Action
>>> from secap.method.actions.checks import PlanActions, check_actions
>>> [finding.id for finding in check_actions(PlanActions([Action("A1", t=-5)]), frozenset({"negative"}))]
['actions.negative']
"""

from __future__ import annotations

from secap.method.actions.checks import claims, complete, money, plausible, sums
from secap.method.actions.checks.data import PlanActions
from secap.method.actions.checks.registry import REGISTRY, Check
from secap.method.basis.findings import Finding, Severity

__all__ = ["LIST_CHECKS", "REGISTRY", "Check", "PlanActions", "check_actions"]

GROUPS = (sums, plausible, money, claims, complete)  # importing them registers their checks

# What can be asked of a bare list: arithmetic and plausibility, nothing that only a plan can have.
LIST_CHECKS = frozenset(
    {
        "sum_over_target",
        "sum_below_target",
        "sum_over_bei",
        "negative",
        "missing_effect",
        "implied_factor",
        "printed_eur_per_t",
        "printed_share",
        "duplicate",
        "trivial",
    }
)


def check_actions(data: PlanActions, only: frozenset[str] | None = None) -> list[Finding]:
    """Return what is wrong with the actions, the gravest first, then in the order of the checks.

    only : names of the checks to make, without `actions.`; None: all.
    Source: jrc_gcom_script (rows 26-33 and 35), com_faq, design; worked cases tests/cases/action_checks.yaml
    """
    found = [
        finding for id, check in REGISTRY.items() if only is None or id in only for finding in check(data)
    ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))
