"""Inventories with common settings: what the same energy would emit, and whether two can be compared at
all."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

from secap.desk.inventory.account import Account, accounts
from secap.desk.inventory.models import Inventory, ProfileValue
from secap.desk.registry.models import Municipality
from secap.method.basis.findings import Finding
from secap.method.inventory.comparison import Compared, Recalculation, comparability, comparability_of_all

# What two inventories must have in common to be compared.
SETTINGS = ("fuel_edition", "electricity_edition", "approach", "gas_basis", "gwp", "biomass_sustainable")


def compared(account: Account) -> Compared:
    """Return the account as the book compares it."""
    return Compared(account.choice, account.final, account.factors)


def comparability_of_accounts(those: Sequence[Account]) -> list[Finding]:
    """Return why the inventories can't be compared with the BEI (or the first of them)."""
    ordered = base_first(those)
    return comparability_of_all([compared(account) for account in ordered])


def base_first(those: Sequence[Account], year: int | None = None) -> list[Account]:
    """Return the accounts with the one of `year`, else the BEI, else the oldest in front."""
    base = next((account for account in those if account.year == year), None)
    base = base or next((account for account in those if account.inventory.is_bei), None)
    return sorted(those, key=lambda account: (account is not base, account.year))


def differing_settings(base: Account, other: Account) -> list[str]:
    """Return the fields in which two inventories' settings differ."""
    return [name for name in SETTINGS if getattr(base.inventory, name) != getattr(other.inventory, name)]


def with_settings_of(
    base: Account,
    other: Account,
    municipality: Municipality,
    profile: Sequence[ProfileValue],
    *,
    current_year: int,
) -> Account:
    """Return the account that `other` would be with the settings of `base`; nothing is stored.

    Local factors and CHP follow, because the whole account is computed anew.
    """
    inventory: Inventory = copy.copy(other.inventory)
    for name in SETTINGS:
        setattr(inventory, name, getattr(base.inventory, name))
    records = replace(other.records, inventory=inventory)
    return accounts(municipality, [records], profile, current_year=current_year)[0]


def recalculation(other: Account, again: Account) -> Recalculation:
    """Return both results side by side, as the book does."""
    return Recalculation(other.year, again.choice, other.result, again.result)


def reasons(base: Account, other: Account) -> list[Finding]:
    """Return every reason why `other` can't be compared with `base` as it stands."""
    return comparability(compared(base), compared(other))
