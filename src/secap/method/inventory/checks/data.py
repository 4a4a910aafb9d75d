"""What the checks look at: one inventory with its surroundings, as plain data."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from secap.method.inventory.double_counting import StatedTotal, TransformationInput
from secap.method.inventory.energy import EnergyUse, NonEnergyEmission
from secap.method.inventory.factors import EmissionFactor, FactorChoice
from secap.method.inventory.places import is_industry, is_stationary

if TYPE_CHECKING:
    from secap.method.inventory.emissions import InventoryResult

FactorKey = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Notation:
    """A notation key with its explanation (empty: none given)."""

    key: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class LocalProduction:
    """What one plant or supply row of the territory produced in the year.

    product : electricity | heat_cold;  renewable_mwh, fossil_mwh : MWh/a produced;
    t : its emissions, t/a; None where they aren't known.
    """

    name: str
    product: str
    renewable_mwh: float = 0.0
    fossil_mwh: float = 0.0
    t: float | None = None

    @property
    def mwh(self) -> float:
        return self.renewable_mwh + self.fossil_mwh


@dataclass(frozen=True, slots=True)
class OtherInventory:
    """Another inventory of the same municipality.

    total_t : None where its emissions couldn't be computed.
    """

    year: int
    is_bei: bool
    energy_mwh: float
    total_t: float | None = None
    by_sector_mwh: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactorReference:
    """What a carrier's factor is held against: the published value of the year and the largest of all "
    "years."""

    t_per_mwh: float
    highest_t_per_mwh: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """Reference values of the place. None: not at hand, so the check that needs it isn't evaluated.

    electricity_mwh_per_capita, thermal_mwh_per_capita : largest national value of comparable municipalities;
    factors : {carrier: reference}; a carrier that isn't in it is held against the published factors.
    """

    electricity_mwh_per_capita: float | None = None
    thermal_mwh_per_capita: float | None = None
    factors: Mapping[str, FactorReference] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InventoryData:
    """One inventory as the checks see it.

    uses : final energy consumption (without transformation inputs);  result : the computed emissions, if any;
    factors : {(carrier, fuel or None): factor used};  transformation : fuel burnt for heat or electricity;
    green_purchases_mwh : certified green electricity bought less sold, None where unknown;
    notation : {(sector, carrier or None for the whole sector): key};
    others : the municipality's other inventories, any order;  base_year : of the plan, where chosen.
    """

    year: int
    is_bei: bool
    uses: tuple[EnergyUse, ...] = ()
    population: float | None = None
    factors: Mapping[FactorKey, EmissionFactor] = field(default_factory=dict)
    choice: FactorChoice | None = None
    result: InventoryResult | None = None
    non_energy: tuple[NonEnergyEmission, ...] = ()
    production: tuple[LocalProduction, ...] = ()
    transformation: tuple[TransformationInput, ...] = ()
    green_purchases_mwh: float | None = None
    stated_totals: tuple[StatedTotal, ...] = ()
    notation: Mapping[FactorKey, Notation] = field(default_factory=dict)
    others: tuple[OtherInventory, ...] = ()
    base_year: int | None = None
    references: References = field(default_factory=References)

    def mwh(self, wanted: Callable[[EnergyUse], bool] = lambda use: True) -> float:
        """Return the energy of the uses that `wanted` picks, MWh/a."""
        return math.fsum(use.mwh for use in self.uses if wanted(use))

    def mwh_by_sector(self) -> dict[str, float]:
        """Return {sector: MWh/a}."""
        parts: dict[str, list[float]] = {}
        for use in self.uses:
            parts.setdefault(use.sector, []).append(use.mwh)
        return {sector: math.fsum(values) for sector, values in parts.items()}

    def electricity_mwh(self) -> float | None:
        """Return electricity without industry, MWh/a; None where no electricity is entered."""
        return self._group(lambda use: use.carrier == "electricity" and not is_industry(use.sector))

    def thermal_mwh(self) -> float | None:
        """Return all but electricity in stationary sectors without industry, MWh/a; None without any."""
        return self._group(
            lambda use: (
                use.carrier != "electricity" and is_stationary(use.sector) and not is_industry(use.sector)
            )
        )

    def _group(self, wanted: Callable[[EnergyUse], bool]) -> float | None:
        return self.mwh(wanted) if any(wanted(use) for use in self.uses) else None

    def earlier(self) -> OtherInventory | None:
        """Return the latest inventory before this one."""
        before = [other for other in self.others if other.year < self.year]
        return max(before, key=lambda other: other.year, default=None)
