"""What a factor is held against where the caller gives no reference of its own: the published factors."""

from __future__ import annotations

from functools import cache

from secap.method.basis import codes
from secap.method.basis.editions import supply_rows
from secap.method.basis.errors import SecapError
from secap.method.inventory.checks.data import FactorReference, InventoryData
from secap.method.inventory.choosing import fuel_factor, national_factor
from secap.method.inventory.factors import FactorChoice

KINDS = {"electricity": "electricity", "heat_cold": "heat"}


def reference_of(data: InventoryData, carrier: str) -> FactorReference | None:
    """Return the caller's reference of a carrier, or the published one of the inventory's choice."""
    given = data.references.factors.get(carrier)
    if given is not None or data.choice is None:
        return given
    return published_reference(data.choice, carrier)


@cache
def published_reference(choice: FactorChoice, carrier: str) -> FactorReference | None:
    """Return the factor of the chosen edition and year, and the largest one published.

    Electricity and heat: the largest of all years of the country. A fuel: the largest of the carrier's fuels.
    Returns: None where the edition has none, or where it is 0 (biomass), with which nothing can be compared
    Source: the edition's own; the rule's largest value in history, jrc_gcom_script
    """
    try:
        national = national_factor(choice, carrier)
    except SecapError:
        return None
    value = national.t_per_mwh
    if value <= 0:
        return None
    others = _in_history(choice, carrier) if carrier in KINDS else _of_fuels(choice, carrier)
    return FactorReference(value, max([value, *others]), national.source)


def _in_history(choice: FactorChoice, carrier: str) -> list[float]:
    key = (choice.country, choice.approach, choice.gas_basis)
    return [row.value for row in supply_rows(choice.electricity_edition, KINDS[carrier])[key].values()]


def _of_fuels(choice: FactorChoice, carrier: str) -> list[float]:
    found = []
    for fuel in codes.table("fuels").values():
        if fuel.carrier == carrier:
            try:
                found.append(fuel_factor(choice, carrier, fuel.code).t_per_mwh)
            except SecapError:
                continue
    return found
