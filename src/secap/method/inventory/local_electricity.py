"""The local electricity emission factor (EFE): what local production and certified green purchases change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Code, Message
from secap.method.inventory.derive import TECHNICAL_ANNEX, Lines, LocalFactor, checked
from secap.method.inventory.factors import EmissionFactor

FORMULA = "EFE = ((TCE - LPE - GEP) × NEEFE + CO2LPE + CO2GEP) / TCE"
FORMULA_EXPORTER = "EFE = (CO2LPE + CO2GEP) / (LPE + GEP)"
CONSUMPTION = Message("Total electricity consumption (TCE)")
LOCAL = Message("Local electricity production (LPE)")
GREEN = Message("Certified green electricity, net (GEP)")
NATIONAL = Message("National electricity factor (NEEFE)")
LOCAL_T = Message("Emissions of local production (CO2LPE)")
GREEN_T = Message("Emissions of green electricity (CO2GEP)")


@dataclass(frozen=True, slots=True)
class LocalElectricity:
    """Electricity made by one plant of the territory.

    mwh : MWh/a;  t : emissions of its electricity, t/a (0 for renewables in the IPCC approach; of a CHP
    plant, the electricity's part);  biogenic_t : CO2 of sustainable biomass, t/a, shown apart.
    """

    name: str
    mwh: float
    t: float = 0.0
    biogenic_t: float = 0.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class GreenElectricity:
    """Certified green electricity bought, or guarantees of origin sold, within the territory (table B1).

    t_per_mwh : 0 in the IPCC approach, the life-cycle value in the LCA approach.
    """

    name: str
    mwh: float
    t_per_mwh: float = 0.0
    is_sale: bool = False
    source: str = ""


def local_electricity_factor(
    *,
    consumption_mwh: float,
    local_mwh: float,
    green_mwh: float,
    national_t_per_mwh: float,
    local_t: float = 0.0,
    green_t: float = 0.0,
) -> float:
    """Return the local electricity emission factor (EFE).

    National electricity covers what local production and certified green purchases do not. Where these exceed
    the consumption (a net exporter), the factor is theirs alone.

    Parameters: consumption_mwh : TCE, electricity consumed in the territory, MWh/a, > 0
        local_mwh : LPE, produced by plants that count as local, MWh/a, >= 0
        green_mwh : GEP, certified green electricity bought less sold, MWh/a; negative where more is sold, but
            not below -local_mwh
        national_t_per_mwh : NEEFE, t/MWh, >= 0
        local_t, green_t : emissions of LPE and GEP, t/a; green_t follows the sign of the purchases less sales
    Returns: t CO2 (or CO2eq) per MWh
    Raises: InvalidInput naming the value and the remedy
    Source: com_technical_annex_2010, local electricity factor; worked case tests/cases/prato.yaml
    Example:
        >>> factor = local_electricity_factor(
        ...     consumption_mwh=846251.41, local_mwh=54218, green_mwh=0, national_t_per_mwh=0.415)
        >>> round(factor, 5)
        0.38841
    """
    consumption = checked(
        consumption_mwh,
        CONSUMPTION,
        "MWh",
        positive=True,
        hint=Message("Enter the electricity consumed by all sectors of the territory."),
    )
    local = checked(local_mwh, LOCAL, "MWh")
    national = checked(national_t_per_mwh, NATIONAL, "t/MWh")
    local_emissions = checked(local_t, LOCAL_T, "t")
    if not (math.isfinite(green_mwh) and math.isfinite(green_t)):
        checked(green_mwh, GREEN, "MWh")
        checked(green_t, GREEN_T, "t")
    if local + green_mwh < 0:
        raise InvalidInput(
            Message(
                "More certified green electricity is sold ({sold}) than is made locally ({local}).",
                sold=Amount(-green_mwh, "MWh"),
                local=Amount(local, "MWh"),
            ),
            hint=Message("Correct the sales, or enter the local production they belong to."),
        )
    emissions = local_emissions + green_t
    if emissions < 0:
        raise InvalidInput(
            Message(
                "Emissions of local production and green electricity come to {value}, which is negative.",
                value=Amount(emissions, "t"),
            ),
            hint=Message("Correct the emissions of the certified green electricity sold."),
        )
    own = local + green_mwh
    if own > consumption:
        return emissions / own
    return ((consumption - own) * national + emissions) / consumption


def local_electricity(
    *,
    consumption_mwh: float,
    national: EmissionFactor | float,
    plants: Sequence[LocalElectricity] = (),
    green: Sequence[GreenElectricity] = (),
) -> LocalFactor:
    """Return the EFE with every line of its derivation: plants, purchases and sales, the case that applies.

    Parameters: consumption_mwh : TCE, MWh/a, > 0
        national : the national factor's row, or its value in t/MWh
    Returns: LocalFactor, t/MWh
    Raises: InvalidInput as `local_electricity_factor`, and where a plant's or purchase's value is negative
    Source: com_technical_annex_2010, local electricity factor
    """
    lines = Lines()
    value = national.t_per_mwh if isinstance(national, EmissionFactor) else float(national)
    lines.add(CONSUMPTION, consumption_mwh, "MWh")
    for plant in plants:
        where = (plant.name,)
        made = checked(plant.mwh, Message("Electricity produced"), "MWh", where=where)
        checked(plant.t, Message("Emissions"), "t", where=where)
        lines.add(
            Message("{plant}: electricity produced", plant=plant.name), made, "MWh", source=plant.source
        )
        lines.add(Message("{plant}: emissions", plant=plant.name), plant.t, "t")
    local_mwh = math.fsum(plant.mwh for plant in plants)
    local_t = math.fsum(plant.t for plant in plants)
    green_mwh, green_t = _net_green(green, lines)
    lines.add(LOCAL, local_mwh, "MWh", "Σ" if plants else "")
    lines.add(GREEN, green_mwh, "MWh", Message("Σ bought - Σ sold") if green else "")
    lines.add(LOCAL_T, local_t, "t", "Σ" if plants else "")
    lines.add(GREEN_T, green_t, "t", "Σ MWh × t/MWh" if green else "")
    if isinstance(national, EmissionFactor):
        place = ", ".join(filter(None, [national.edition, str(national.year), national.place]))
        lines.add(NATIONAL, value, "t/MWh", source=national.source, place=place)
    else:
        lines.add(NATIONAL, value, "t/MWh")
    factor = local_electricity_factor(
        consumption_mwh=consumption_mwh,
        local_mwh=local_mwh,
        green_mwh=green_mwh,
        national_t_per_mwh=value,
        local_t=local_t,
        green_t=green_t,
    )
    own = local_mwh + green_mwh
    if own > consumption_mwh:
        formula = FORMULA_EXPORTER
        surplus = Message("Net exporter: local and green electricity exceed consumption by")
        lines.add(surplus, own - consumption_mwh, "MWh", "LPE + GEP - TCE")
    else:
        formula = FORMULA
        rest = consumption_mwh - own
        lines.add(Message("Electricity from the national grid"), rest, "MWh", "TCE - LPE - GEP")
        grid_t = Message("Emissions of electricity from the national grid")
        lines.add(grid_t, rest * value, "t", "(TCE - LPE - GEP) × NEEFE")
    derivation = lines.derivation(
        Message("Local electricity emission factor (EFE)"),
        formula,
        TECHNICAL_ANNEX,
        factor,
        "t/MWh",
        subject=Code("carriers", "electricity", "Electricity"),
    )
    biogenic = math.fsum(plant.biogenic_t for plant in plants) / max(own, consumption_mwh)
    return LocalFactor(factor, biogenic, derivation)


def _net_green(green: Sequence[GreenElectricity], lines: Lines) -> tuple[float, float]:
    """Add a line for each purchase and sale; return purchases less sales in MWh/a and t/a."""
    mwh, t = [], []
    for item in green:
        where = (item.name,) if item.name else ()
        amount = checked(item.mwh, Message("Certified green electricity"), "MWh", where=where)
        factor = checked(item.t_per_mwh, Message("Emission factor"), "t/MWh", where=where)
        sign = -1 if item.is_sale else 1
        label = (
            Message("Guarantees of origin sold: {name}", name=item.name)
            if item.is_sale
            else Message("Certified green electricity bought: {name}", name=item.name)
        )
        lines.add(label, sign * amount, "MWh", source=item.source)
        mwh.append(sign * amount)
        t.append(sign * amount * factor)
    return math.fsum(mwh), math.fsum(t)
