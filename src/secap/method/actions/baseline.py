"""What the effects of actions are counted against: one inventory's factors, energy and emissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class Factor:
    """An emission factor as an action uses it, with the row it came from.

    carrier : code;  t_per_mwh : t CO2 (or CO2eq, after the inventory's gases) per MWh of final energy;
    source : key of sources.yaml, or the town's own words;  place : where in the source;
    year : that the factor describes;  edition : code of the factor edition, empty for an own factor.
    """

    carrier: str
    t_per_mwh: float
    source: str = ""
    place: str = ""
    year: int | None = None
    edition: str = ""
    quality: str = "published"
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """One inventory as the actions see it.

    year : of the inventory;  factors : by carrier;  mwh : {sector: {carrier: MWh/a}}, final energy;
    by_sector_t : {sector: t/a}, non-energy sectors included;  total_t : t/a, sinks not deducted;
    population : inhabitants, None where unknown;  gas_unit : of every tonne here, "t CO₂" or "t CO₂eq".
    Sectors are codes of `sectors`.
    """

    year: int
    factors: Mapping[str, Factor] = field(default_factory=dict)
    mwh: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    by_sector_t: Mapping[str, float] = field(default_factory=dict)
    total_t: float = 0.0
    population: float | None = None
    gas_unit: str = "t CO₂"

    def factor(self, carrier: str) -> Factor:
        """Return the factor of a carrier. Raises InvalidInput that names carrier and year."""
        found = self.factors.get(carrier)
        if found is None:
            raise InvalidInput(
                Message(
                    "No emission factor for {carrier} in the inventory of {year}.",
                    carrier=codes.code("carriers", carrier),
                    year=self.year,
                ),
                where=("carrier",),
                hint=Message(
                    "Enter an own factor with the action, or in the inventory (Baseline emission inventory > "
                    "Own factors)."
                ),
            )
        return found

    def energy_mwh(self, sector: str, carrier: str | None = None) -> float:
        """Return the final energy of an action sector (see `inventory_sectors`), MWh/a; 0 where none."""
        return sum(
            mwh
            for code in inventory_sectors(sector)
            for used, mwh in self.mwh.get(code, {}).items()
            if carrier in (None, used)
        )

    def energy_mwh_of(self, carrier: str) -> float:
        """Return the final energy of a carrier in all sectors, MWh/a."""
        return sum(used.get(carrier, 0.0) for used in self.mwh.values())

    def emissions_t(self, sector: str) -> float:
        """Return the emissions of an action sector, t/a."""
        return sum(self.by_sector_t.get(code, 0.0) for code in inventory_sectors(sector))


def inventory_sectors(sector: str) -> tuple[str, ...]:
    """Return the inventory's sectors that an action sector covers; an inventory sector covers itself.

    Local production of electricity and heat has no final energy of its own: it changes the factors.
    """
    row = codes.table("action_sectors").get(sector)
    return tuple(str(row.inventory_sectors).split()) if row else (sector,)
