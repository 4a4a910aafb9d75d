"""Combined heat and power (CHP): a plant's emissions divided between its heat and its electricity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secap.method.basis.derivations import Derivation
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.inventory.derive import GUIDEBOOK, Lines, checked, checked_efficiency
from secap.method.inventory.plants import FuelInput, fuel_emissions

FORMULA = "CO2CHPH = CO2CHPT × (PH / ηh) / (PH / ηh + PE / ηe);  CO2CHPE = CO2CHPT - CO2CHPH"
HEAT = Message("Heat produced (PH)")
ELECTRICITY = Message("Electricity produced (PE)")
TOTAL_T = Message("Emissions of the plant (CO2CHPT)")
ETA_HEAT = Message("Reference efficiency of heat (ηh)")
ETA_ELECTRICITY = Message("Reference efficiency of electricity (ηe)")


@dataclass(frozen=True, slots=True)
class ChpSplit:
    """A CHP plant's emissions by product, t/a; the two shares add up to 1.

    heat_t_per_mwh, electricity_t_per_mwh : per MWh of the product, None where the plant made none of it;
    heat_biogenic_t, electricity_biogenic_t : CO2 of sustainable biomass, divided alike.
    """

    heat_t: float
    electricity_t: float
    heat_share: float
    electricity_share: float
    heat_t_per_mwh: float | None
    electricity_t_per_mwh: float | None
    heat_biogenic_t: float
    electricity_biogenic_t: float
    derivation: Derivation


def heat_share(
    *, heat_mwh: float, electricity_mwh: float, heat_efficiency: float, electricity_efficiency: float
) -> float:
    """Return the share of a CHP plant's emissions that its heat bears, by the efficiency method.

    Each product counts with the fuel that a separate plant of the reference efficiency would have burnt.

    Parameters: heat_mwh, electricity_mwh : produced, MWh/a, >= 0, not both 0
        heat_efficiency, electricity_efficiency : reference efficiencies as fractions, such as 0.9 and 0.4
    Returns: share between 0 and 1; electricity bears the rest
    Raises: InvalidInput naming the value and the remedy
    Source: jrc_guidebook_2010, part II, local heat production, CHP (formula and defaults unverified)
    Example:
        >>> round(heat_share(
        ...     heat_mwh=900, electricity_mwh=400, heat_efficiency=0.9, electricity_efficiency=0.4), 3)
        0.5
    """
    heat = checked(heat_mwh, HEAT, "MWh")
    electricity = checked(electricity_mwh, ELECTRICITY, "MWh")
    heat_part = heat / checked_efficiency(heat_efficiency, ETA_HEAT)
    electricity_part = electricity / checked_efficiency(electricity_efficiency, ETA_ELECTRICITY, highest=1.0)
    if heat_part + electricity_part <= 0:
        raise InvalidInput(
            Message("The plant made neither heat nor electricity, so its emissions can't be divided."),
            hint=Message("Enter the heat and the electricity it delivered."),
        )
    return heat_part / (heat_part + electricity_part)


def chp_split(
    *,
    heat_mwh: float,
    electricity_mwh: float,
    heat_efficiency: float,
    electricity_efficiency: float,
    fuel_t: float | None = None,
    fuels: Sequence[FuelInput] = (),
    biogenic_t: float = 0.0,
    plant: str = "",
) -> ChpSplit:
    """Return a CHP plant's emissions divided between heat and electricity, with the derivation.

    Parameters: heat_mwh, electricity_mwh, heat_efficiency, electricity_efficiency : as in `heat_share`
        fuel_t : emissions of all its fuel, t/a, where stated; otherwise computed from `fuels`
        biogenic_t : CO2 of sustainable biomass, t/a, where `fuels` are not given
    Raises: InvalidInput naming the value and the remedy
    Source: jrc_guidebook_2010, part II, local heat production, CHP; reference efficiencies from
        codes/chp_efficiencies.csv
    """
    lines = Lines()
    if fuel_t is None and not fuels:
        raise InvalidInput(
            Message("The emissions of the CHP plant are missing."),
            where=(plant,) if plant else (),
            hint=Message("Enter the fuels it burnt, or the emissions that its operator states."),
        )
    total = biogenic = 0.0
    if fuels:
        total, biogenic = fuel_emissions(fuels, lines, plant=plant, stated_t=fuel_t)
    elif fuel_t is not None:
        total, biogenic = checked(fuel_t, TOTAL_T, "t", where=(plant,) if plant else ()), biogenic_t
    share = heat_share(
        heat_mwh=heat_mwh,
        electricity_mwh=electricity_mwh,
        heat_efficiency=heat_efficiency,
        electricity_efficiency=electricity_efficiency,
    )
    heat_t = total * share
    electricity_t = total - heat_t
    lines.add(TOTAL_T, total, "t")
    lines.add(HEAT, heat_mwh, "MWh")
    lines.add(ELECTRICITY, electricity_mwh, "MWh")
    lines.add(ETA_HEAT, heat_efficiency, "")
    lines.add(ETA_ELECTRICITY, electricity_efficiency, "")
    heat_fuel, electricity_fuel = heat_mwh / heat_efficiency, electricity_mwh / electricity_efficiency
    lines.add(Message("Fuel of separate heat production"), heat_fuel, "MWh", "PH / ηh")
    lines.add(Message("Fuel of separate electricity production"), electricity_fuel, "MWh", "PE / ηe")
    lines.add(Message("Share of heat"), share, "", "(PH / ηh) / (PH / ηh + PE / ηe)")
    lines.add(Message("Share of electricity"), 1 - share, "", Message("1 - share of heat"))
    lines.add(Message("Emissions of the heat (CO2CHPH)"), heat_t, "t", Message("CO2CHPT × share of heat"))
    lines.add(Message("Emissions of the electricity (CO2CHPE)"), electricity_t, "t", "CO2CHPT - CO2CHPH")
    title = Message("CHP: emissions divided between heat and electricity")
    if plant:
        title = Message("CHP plant {plant}: emissions divided between heat and electricity", plant=plant)
    return ChpSplit(
        heat_t=heat_t,
        electricity_t=electricity_t,
        heat_share=share,
        electricity_share=1 - share,
        heat_t_per_mwh=heat_t / heat_mwh if heat_mwh > 0 else None,
        electricity_t_per_mwh=electricity_t / electricity_mwh if electricity_mwh > 0 else None,
        heat_biogenic_t=biogenic * share,
        electricity_biogenic_t=biogenic * (1 - share),
        derivation=lines.derivation(title, FORMULA, GUIDEBOOK, heat_t, "t"),
    )
