"""The local heat (or cold) emission factor (EFH): own plants, imports, exports, and the network's losses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Code, Message
from secap.method.inventory.derive import GUIDEBOOK, Lines, LocalFactor, checked
from secap.method.inventory.plants import FuelInput, fuel_emissions

FORMULA = "EFH = (CO2LPH + CO2IH - CO2EH) / LHC"
CONSUMPTION = Message("Heat/cold consumed in the territory (LHC)")
LOCAL_T = Message("Emissions of local production (CO2LPH)")
IMPORT_T = Message("Emissions of imported heat (CO2IH)")
EXPORT_T = Message("Emissions of exported heat (CO2EH)")
# Meters at plants and at customers never agree to the last MWh; beyond this share, supply is missing.
METERING_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class HeatPlant:
    """A plant that delivers heat (or cold) to the network.

    heat_mwh : delivered to the network, MWh/a, None where it isn't known;  fuels : burnt for the heat;
    stated_t, biogenic_t : emissions of its heat, t/a, where stated or taken from a CHP split.
    """

    name: str
    heat_mwh: float | None
    fuels: tuple[FuelInput, ...] = ()
    stated_t: float | None = None
    biogenic_t: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class HeatExchange:
    """Heat brought into the territory, or delivered out of it, MWh/a with its factor in t/MWh."""

    name: str
    mwh: float
    t_per_mwh: float
    is_export: bool = False
    source: str = ""


def local_heat_factor(
    *, consumption_mwh: float, local_t: float, import_t: float = 0.0, export_t: float = 0.0
) -> float:
    """Return the local heat/cold emission factor (EFH). Network losses raise it: the divisor is consumption.

    Parameters: consumption_mwh : LHC, heat consumed in the territory, MWh/a, > 0
        local_t, import_t, export_t : CO2LPH, CO2IH, CO2EH, t/a, >= 0
    Returns: t CO2 (or CO2eq) per MWh consumed
    Raises: InvalidInput naming the value and the remedy; also where the exports' emissions exceed the rest
    Source: jrc_guidebook_2010, part II, local heat/cold factor
    Example:
        >>> local_heat_factor(consumption_mwh=1000, local_t=260, import_t=20, export_t=30)
        0.25
    """
    consumption = checked(
        consumption_mwh,
        CONSUMPTION,
        "MWh",
        positive=True,
        hint=Message("Enter the district heat or cold sold to all sectors."),
    )
    total = (
        checked(local_t, LOCAL_T, "t") + checked(import_t, IMPORT_T, "t") - checked(export_t, EXPORT_T, "t")
    )
    if total < 0:
        raise InvalidInput(
            Message(
                "Emissions of exported heat ({export}) exceed those of all heat produced and imported.",
                export=Amount(export_t, "t"),
            ),
            hint=Message("Check the exported heat and its emission factor."),
        )
    return total / consumption


def local_heat(
    *,
    consumption_mwh: float,
    plants: Sequence[HeatPlant],
    exchanges: Sequence[HeatExchange] = (),
) -> LocalFactor:
    """Return the EFH with every line of its derivation: plants, fuels, imports, exports and network losses.

    Parameters: consumption_mwh : LHC, MWh/a, > 0
    Returns: LocalFactor, t/MWh; its loss_share is None where a plant's heat isn't known
    Raises: InvalidInput where a value is negative, a plant has neither fuel nor stated emissions, or more
        heat is consumed than was supplied
    Source: jrc_guidebook_2010, part II, local heat/cold factor
    """
    lines = Lines()
    local_t, biogenic_t = _production(plants, lines)
    import_t, export_t = _exchanged(exchanges, lines)
    lines.add(LOCAL_T, local_t, "t", "Σ")
    lines.add(IMPORT_T, import_t, "t", "Σ MWh × t/MWh" if exchanges else "")
    lines.add(EXPORT_T, export_t, "t", "Σ MWh × t/MWh" if exchanges else "")
    factor = local_heat_factor(
        consumption_mwh=consumption_mwh, local_t=local_t, import_t=import_t, export_t=export_t
    )
    loss_share = _losses(consumption_mwh, plants, exchanges, lines)
    lines.add(CONSUMPTION, consumption_mwh, "MWh")
    derivation = lines.derivation(
        Message("Local heat/cold emission factor (EFH)"),
        FORMULA,
        GUIDEBOOK,
        factor,
        "t/MWh",
        subject=Code("carriers", "heat_cold", "Heat/cold"),
    )
    return LocalFactor(factor, biogenic_t / consumption_mwh, derivation, loss_share)


def _production(plants: Sequence[HeatPlant], lines: Lines) -> tuple[float, float]:
    """Add each plant's lines; return (t/a, biogenic CO2 in t/a) of all of them."""
    emitted, biogenic = [], []
    for plant in plants:
        if plant.heat_mwh is not None:
            checked(plant.heat_mwh, Message("Heat delivered"), "MWh", where=(plant.name,))
        if not plant.fuels and plant.stated_t is None:
            raise InvalidInput(
                Message("Neither fuel nor emissions are entered for this plant."),
                where=(plant.name,),
                hint=Message("Enter the fuels it burnt; for solar or waste heat, state emissions of 0."),
            )
        delivered = Message("{plant}: heat delivered to the network", plant=plant.name)
        lines.add(delivered, plant.heat_mwh, "MWh", source=plant.source)
        t, from_fuels = fuel_emissions(plant.fuels, lines, plant=plant.name, stated_t=plant.stated_t)
        emitted.append(t)
        biogenic.append(from_fuels if plant.biogenic_t is None else plant.biogenic_t)
    return math.fsum(emitted), math.fsum(biogenic)


def _exchanged(exchanges: Sequence[HeatExchange], lines: Lines) -> tuple[float, float]:
    """Add each exchange's lines; return the emissions of imports and of exports, t/a."""
    imported: list[float] = []
    exported: list[float] = []
    for item in exchanges:
        where = (item.name,) if item.name else ()
        mwh = checked(item.mwh, Message("Heat exchanged"), "MWh", where=where)
        factor = checked(item.t_per_mwh, Message("Emission factor"), "t/MWh", where=where)
        label = (
            Message("Heat exported: {name}", name=item.name)
            if item.is_export
            else Message("Heat imported: {name}", name=item.name)
        )
        lines.add(label, mwh, "MWh", source=item.source)
        lines.add(Message("Emission factor: {fuel}", fuel=item.name), factor, "t/MWh")
        (exported if item.is_export else imported).append(mwh * factor)
    return math.fsum(imported), math.fsum(exported)


def _losses(
    consumption_mwh: float, plants: Sequence[HeatPlant], exchanges: Sequence[HeatExchange], lines: Lines
) -> float | None:
    """Add the lines of supply and losses; return the losses' share of the supply, None where unknown."""
    known = [plant.heat_mwh for plant in plants if plant.heat_mwh is not None]
    if len(known) < len(plants) or not (plants or exchanges):
        lines.add(Message("Network losses: unknown, a plant's heat is missing"), None, "MWh")
        return None
    imports = math.fsum(item.mwh for item in exchanges if not item.is_export)
    exports = math.fsum(item.mwh for item in exchanges if item.is_export)
    supply = math.fsum(known) + imports - exports
    if consumption_mwh > supply * (1 + METERING_SHARE):
        raise InvalidInput(
            Message(
                "More heat is consumed ({consumed}) than supplied ({supplied}).",
                consumed=Amount(consumption_mwh, "MWh", 0),
                supplied=Amount(supply, "MWh", 0),
            ),
            hint=Message("Enter the missing plant or import, or correct the heat delivered to the network."),
        )
    losses = supply - consumption_mwh
    share = losses / supply
    lines.add(
        Message("Heat supplied to the territory"), supply, "MWh", Message("produced + imported - exported")
    )
    lines.add(Message("Network losses"), losses, "MWh", Message("supplied - LHC"))
    lines.add(Message("Network losses, share of the heat supplied"), share, "", Message("losses / supplied"))
    return share
