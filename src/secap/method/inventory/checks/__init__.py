"""The inventory's checks: one function each, thresholds and severity from `validation_checks.csv`.

>>> from secap.method.inventory.checks import InventoryData, check_inventory
>>> [finding.id for finding in check_inventory(InventoryData(year=2019, is_bei=True), current_year=2026)][:2]
['inventory.no_energy', 'inventory.population']
"""

from __future__ import annotations

from secap.method.basis.findings import Finding
from secap.method.inventory.checks import coverage, energy, factors, per_capita, production
from secap.method.inventory.checks.data import (
    FactorReference,
    InventoryData,
    LocalProduction,
    Notation,
    OtherInventory,
    References,
)
from secap.method.inventory.checks.registry import REGISTRY, Check, Outcome, outcome
from secap.method.inventory.double_counting import StatedTotal, TransformationInput

__all__ = [
    "REGISTRY",
    "Check",
    "FactorReference",
    "InventoryData",
    "LocalProduction",
    "Notation",
    "OtherInventory",
    "Outcome",
    "References",
    "StatedTotal",
    "TransformationInput",
    "check_inventory",
    "outcomes",
]

GROUPS = (energy, per_capita, coverage, factors, production)  # importing them registers their checks


def outcomes(data: InventoryData, *, current_year: int) -> list[Outcome]:
    """Return what became of every check, in the table's order: findings, passed, or no data with the reason.

    Parameters: data : one inventory;  current_year : decides whether a base year lies in the past.
    Source: jrc_gcom_script (rows 1-24 and 34), com_faq, design; worked case tests/cases/checks.yaml
    """
    in_order = sorted(REGISTRY.values(), key=lambda check: check.no)
    return [outcome(one, data, current_year) for one in in_order]


def check_inventory(data: InventoryData, *, current_year: int) -> list[Finding]:
    """Return every finding about the inventory, in the table's order.

    A check without the data it needs gives no finding; `outcomes` tells such checks from passed ones.
    """
    return [finding for one in outcomes(data, current_year=current_year) for finding in one.findings]
