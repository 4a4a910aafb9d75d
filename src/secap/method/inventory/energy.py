"""What an inventory is made of: energy uses, emissions that are not energy's, and sinks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EnergyUse:
    """Final energy consumption of one sector and carrier: a cell of template table A, or a part of it.

    sector, carrier : codes of the tables (a file may bring its own);  mwh : MWh/a;
    scope : 1 fuel burnt in the territory, 2 grid-supplied energy, 3 outside the territory;
    fuel : code of `fuels`, where the carrier alone does not say which (None: the carrier's default fuel);
    reference : whatever the caller needs to find its record again.
    """

    sector: str
    carrier: str
    mwh: float
    scope: int = 1
    fuel: str | None = None
    reference: object = None


@dataclass(frozen=True, slots=True)
class NonEnergyEmission:
    """Emissions without energy (waste, waste water, other), t CO2eq/a; a sink is negative.

    sector : a code of `sectors` whose kind is non_energy;  is_sink : removals, always shown apart.
    """

    sector: str
    t_co2eq: float
    scope: int = 1
    is_sink: bool = False
    reference: object = None
