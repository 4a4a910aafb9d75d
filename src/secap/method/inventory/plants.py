"""Plants of the territory: what they burn and what that emits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from secap.method.basis.messages import Code, Message
from secap.method.inventory.derive import Lines, checked


@dataclass(frozen=True, slots=True)
class FuelInput:
    """Fuel that a plant burnt in a year.

    name : how a derivation names the fuel;  mwh : MWh/a by net calorific value;
    t_per_mwh : its emission factor;  biogenic_t_per_mwh : CO2 of sustainable biomass, shown apart.
    """

    name: str | Code
    mwh: float
    t_per_mwh: float
    biogenic_t_per_mwh: float = 0.0
    source: str = ""
    place: str = ""


def fuel_emissions(
    fuels: Sequence[FuelInput], lines: Lines, *, plant: str = "", stated_t: float | None = None
) -> tuple[float, float]:
    """Return what a plant emits: (t/a, biogenic CO2 in t/a), adding a line for each fuel.

    Σ fuel MWh × EF, or `stated_t` where the operator states the emissions.
    Raises: InvalidInput naming plant and fuel where a value is negative or no number
    Source: jrc_guidebook_2010, part II, local heat production
    """
    found, biogenic = [], []
    for fuel in fuels:
        where = (plant, fuel.name) if plant else (fuel.name,)
        mwh = checked(fuel.mwh, Message("Fuel burnt"), "MWh", where=where)
        factor = checked(fuel.t_per_mwh, Message("Emission factor"), "t/MWh", where=where)
        burnt = Message("{plant}: {fuel} burnt", plant=plant, fuel=fuel.name)
        lines.add(burnt if plant else Message("{fuel} burnt", fuel=fuel.name), mwh, "MWh")
        name = Message("Emission factor: {fuel}", fuel=fuel.name)
        lines.add(name, factor, "t/MWh", source=fuel.source, place=fuel.place)
        found.append(mwh * factor)
        biogenic.append(mwh * fuel.biogenic_t_per_mwh)
    if stated_t is None:
        total = math.fsum(found)
        how = Message("Σ MWh × EF")
    else:
        stated = Message("Emissions stated by the operator")
        total = checked(stated_t, stated, "t", where=(plant,) if plant else ())
        how = Message("as stated by the operator")
    label = Message("{plant}: emissions", plant=plant) if plant else Message("Emissions of the fuels")
    lines.add(label, total, "t", how)
    return total, math.fsum(biogenic)
