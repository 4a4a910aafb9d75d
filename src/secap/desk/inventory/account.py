"""The door between records and book: one inventory with its factors, results, derivations and findings.

`account` turns amounts as delivered into MWh, collects the factors that the inventory chose, lets the book compute,
and keeps for every line the record, the conversion and the factor row it came from. Nothing is computed here that the
book could compute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from secap.desk.inventory.models import EnergyUse, Inventory, Plant, ProfileValue
from secap.desk.inventory.supply import LocalSupply, local_supply
from secap.desk.inventory.year import PARTS, InventoryYear
from secap.desk.registry.models import Municipality
from secap.method.basis import units
from secap.method.basis.errors import SecapError
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.inventory import checks, degree_days, emissions, energy, factors, quality

Factors = dict[tuple[str, str | None], factors.EmissionFactor]


@dataclass(frozen=True)
class Account:
    """An inventory and what the book makes of it.

    conversions : how each energy use became MWh, by uid;  factors : by (carrier, fuel);
    supply : local electricity, heat and CHP with their derivations;
    corrected : with heating at the degree days of an average year, None without the data;
    pending : records that wait for acceptance.
    """

    records: InventoryYear
    population: float | None
    choice: factors.FactorChoice
    result: emissions.InventoryResult
    factors: Factors
    supply: LocalSupply
    quality: quality.QualityScore
    conversions: dict[str, units.Conversion]
    findings: tuple[Finding, ...] = ()
    corrected: degree_days.Corrected | None = None
    pending: int = 0

    @property
    def inventory(self) -> Inventory:
        return self.records.inventory

    @property
    def year(self) -> int:
        return self.records.inventory.year


@dataclass
class _Read:
    """Energy uses as the book takes them, and what could not be read."""

    final: list[energy.EnergyUse] = field(default_factory=list)
    transformed: list[energy.EnergyUse] = field(default_factory=list)
    conversions: dict[str, units.Conversion] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def accounts(
    municipality: Municipality, years: Sequence[InventoryYear], profile: Sequence[ProfileValue]
) -> list[Account]:
    """Return the account of each inventory, oldest first; the earlier ones are the later ones' comparison."""
    done: list[Account] = []
    for records in sorted(years, key=lambda year: year.year):
        done.append(account(municipality, records, profile, done))
    return done


def choice_of(municipality: Municipality, inventory: Inventory) -> factors.FactorChoice:
    """Return the factor choice that an inventory's fields stand for."""
    return factors.FactorChoice(
        year=inventory.year,
        country=municipality.country,
        fuel_edition=inventory.fuel_edition,
        electricity_edition=inventory.electricity_edition,
        approach=inventory.approach,
        gas_basis=inventory.gas_basis,
        gwp=inventory.gwp,
        biomass_sustainable=inventory.biomass_sustainable,
    )
