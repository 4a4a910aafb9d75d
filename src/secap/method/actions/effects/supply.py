"""Effects on supply: renewable electricity and heat, fuel switch, district heat."""

from __future__ import annotations

from secap.method.actions.baseline import Baseline
from secap.method.actions.effects.defaults import calculator_name, effect_defaults
from secap.method.actions.effects.model import CARRIER, CHOICE, SHARE, Calculator, Input, Outcome
from secap.method.actions.effects.values import Values, plain
from secap.method.basis.messages import Message

GUIDEBOOK = "jrc_guidebook_2010"
DESIGN = "design"
MOST_EFFICIENCY = 10.0  # no heat pump gives more; 92 typed for 92 % is caught


def combined(parts: list[tuple[str, float]]) -> dict[str, float]:
    """Return {carrier: MWh} of parts that may name one carrier twice."""
    found: dict[str, float] = {}
    for carrier, mwh in parts:
        found[carrier] = found.get(carrier, 0.0) + mwh
    return found


def renewable_electricity(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of renewable electricity that displaces electricity from the grid.

    Returns: renewable MWh/a = production, or P x h / 1000; t/a = E x (EF_el - EF_res); no final energy saved
    Raises: InvalidInput where neither or both of production and capacity are given
    Source: jrc_guidebook_2010 (local electricity production), design for full-load hours
    """
    if values.either("production_mwh", "capacity_kw"):
        mwh = values.number("production_mwh")
    else:
        kw = values.number("capacity_kw")
        kind = None if values.has("full_load_hours") else values.choice("technology")
        fallback = effect_defaults()[f"full_load_hours_{kind}"] if kind else None
        hours = values.number("full_load_hours", fallback)
        mwh = kw * hours / 1000
        values.add(
            Message("Electricity produced a year"),
            mwh,
            "MWh/a",
            f"E = P × h / 1000 = {plain(kw)} × {plain(hours)} / 1000",
        )
    displaced, own = values.factor("electricity"), values.number("own_factor_t_per_mwh")
    how = f"E × (EF_el − EF_res) = {plain(mwh)} × ({plain(displaced)} − {plain(own)})"
    return values.outcome(t=mwh * (displaced - own), how=how, renewable_mwh=mwh)


def fuel_switch(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of giving the same heat with another carrier.

    Returns: saved {old: E_old, new: -E_new}, E_new = E_old x η_old / η_new;
        t/a = E_old x EF_old - E_new x EF_new
    Raises: InvalidInput where an efficiency is missing and several heating systems use the carrier
    Source: jrc_guidebook_2010 (emissions = final energy x emission factor), design for efficiencies
    """
    old, new = values.carrier("from_carrier"), values.carrier("to_carrier")
    if values.either("replaced_mwh", "replaced_percent"):
        before = values.number("replaced_mwh")
    else:
        share, used = values.number("replaced_percent"), values.sector_mwh(sector, old)
        before = share * used
        values.add(
            Message("Energy replaced a year"),
            before,
            "MWh/a",
            f"E_old = s × E = {plain(share)} × {plain(used)}",
        )
    eta_old, eta_new = values.efficiency("efficiency_before", old), values.efficiency("efficiency_after", new)
    after = before * (eta_old / eta_new)
    ef_old, ef_new = values.factor(old), values.factor(new)
    values.add(
        Message("Energy of the new carrier a year"), after, "MWh/a",
        f"E_new = E_old × η_old / η_new = {plain(before)} × {plain(eta_old)} / {plain(eta_new)}",
    )  # fmt: skip
    how = (
        f"E_old × EF_old − E_new × EF_new = "
        f"{plain(before)} × {plain(ef_old)} − {plain(after)} × {plain(ef_new)}"
    )
    saved = combined([(old, before), (new, -after)])
    return values.outcome(saved, t=before * ef_old - after * ef_new, how=how)


def renewable_heat(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of renewable heat made where it is used.

    Returns: renewable MWh/a = heat; saved {displaced: Q / η}; t/a = Q / η x EF - Q x EF_res
    Source: design
    """
    carrier, heat = values.carrier("carrier"), values.number("heat_mwh")
    eta = values.efficiency("efficiency_before", carrier)
    factor, own = values.factor(carrier), values.number("own_factor_t_per_mwh")
    displaced = heat / eta
    values.add(
        Message("Energy displaced a year"), displaced, "MWh/a", f"Q / η = {plain(heat)} / {plain(eta)}"
    )
    how = f"Q / η × EF − Q × EF_res = {plain(displaced)} × {plain(factor)} − {plain(heat)} × {plain(own)}"
    return values.outcome(
        {carrier: displaced}, t=displaced * factor - heat * own, how=how, renewable_mwh=heat
    )


def heat_mix(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of making the same district heat with fewer emissions.

    Returns: t/a = Q x (EF_old - EF_new); no final energy saved; renewable MWh/a as entered
    Source: jrc_guidebook_2010, part II, local heat/cold factor
    """
    heat = values.number("heat_mwh")
    old = _heat_factor(values, "old_factor_t_per_mwh")
    new = values.number("new_factor_t_per_mwh")
    renewable = values.number("renewable_heat_mwh")
    how = f"Q × (EF_old − EF_new) = {plain(heat)} × ({plain(old)} − {plain(new)})"
    return values.outcome(t=heat * (old - new), how=how, renewable_mwh=renewable)


def heat_connection(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of heating with district heat instead of a boiler.

    Returns: saved {old: Q / η, heat_cold: -Q}; t/a = Q / η x EF_old - Q x EF_heat
    Source: jrc_guidebook_2010 (emissions = final energy x emission factor), design for efficiencies
    """
    heat, old = values.number("heat_mwh"), values.carrier("from_carrier")
    eta = values.efficiency("efficiency_before", old)
    ef_old, ef_heat = values.factor(old), _heat_factor(values, "heat_factor_t_per_mwh")
    before = heat / eta
    values.add(Message("Energy replaced a year"), before, "MWh/a", f"Q / η = {plain(heat)} / {plain(eta)}")
    how = (
        f"Q / η × EF_old − Q × EF_heat = {plain(before)} × {plain(ef_old)} − {plain(heat)} × {plain(ef_heat)}"
    )
    saved = combined([(old, before), ("heat_cold", -heat)])
    return values.outcome(saved, t=before * ef_old - heat * ef_heat, how=how)


def _heat_factor(values: Values, name: str) -> float:
    return values.number(name) if values.has(name) else values.factor("heat_cold")


def _factor(name: str, label: Message, help: Message, *, required: bool = False) -> Input:
    return Input(name, label, "t/MWh", required=required, is_key=True, help=help)


def _efficiency(name: str, label: Message) -> Input:
    return Input(
        name, label, "MWh/MWh", required=False, is_key=True, maximum=MOST_EFFICIENCY, above_minimum=True,
        help=Message("Heat given per energy bought: 0.92 for 92 %, 3 for a heat pump. Left empty: the usual "
                     "value, where one kind of heating uses the carrier."),
    )  # fmt: skip


_OWN_FACTOR = Input(
    "own_factor_t_per_mwh", Message("Emission factor of the renewable source"), "t/MWh", required=False,
    default=0.0, is_key=True, default_source=DESIGN, default_quality="assumed",
    help=Message("0 under the IPCC approach for sun, wind, water and sustainable biomass; above 0 for a "
                 "life-cycle inventory."),
)  # fmt: skip
_HEAT = Message("Heat needed a year, at the building")

CALCULATORS = (
    Calculator(
        "fuel_switch",
        calculator_name("fuel_switch"),
        Message("The same heat comes from another carrier: a heat pump or pellets instead of gas or coal."),
        "ΔCO₂ = E_old × EF_old − E_old × η_old / η_new × EF_new",
        GUIDEBOOK,
        (
            Input("from_carrier", Message("Old energy carrier"), kind=CARRIER),
            Input("to_carrier", Message("New energy carrier"), kind=CARRIER),
            Input(
                "replaced_mwh", Message("Energy of the old carrier replaced a year"), "MWh/a",
                required=False, is_key=True, help=Message("Enter this or the percentage."),
            ),
            Input(
                "replaced_percent", Message("Part replaced of what the sector uses of the old carrier"), "%",
                SHARE, required=False, is_key=True,
                help=Message("Of the energy in the inventory that effects are counted against."),
            ),
            _efficiency("efficiency_before", Message("Efficiency with the old carrier")),
            _efficiency("efficiency_after", Message("Efficiency with the new carrier")),
        ),
        fuel_switch,
    ),
    Calculator(
        "renewable_electricity",
        calculator_name("renewable_electricity"),
        Message("Electricity is made in the territory from sun, wind, water or biomass."),
        "ΔCO₂ = E × (EF_el − EF_res), E entered or P × h / 1000",
        GUIDEBOOK,
        (
            Input(
                "production_mwh", Message("Electricity produced a year"), "MWh/a",
                required=False, is_key=True, help=Message("Enter this or the capacity."),
            ),
            Input("capacity_kw", Message("Installed capacity"), "kW", required=False, is_key=True),
            Input(
                "technology", Message("Technology"), kind=CHOICE, required=False, default="photovoltaics",
                help=Message("Decides the usual full-load hours."),
                choices=(
                    ("photovoltaics", Message("Photovoltaics")),
                    ("wind", Message("Wind power")),
                    ("hydro", Message("Hydropower")),
                    ("biomass_chp", Message("Combined heat and power from biomass or biogas")),
                ),
            ),
            Input(
                "full_load_hours", Message("Full-load hours"), "h/a", required=False, is_key=True,
                maximum=8784.0, help=Message("Left empty: the usual value of the technology."),
            ),
            _OWN_FACTOR,
        ),
        renewable_electricity,
    ),
    Calculator(
        "renewable_heat",
        calculator_name("renewable_heat"),
        Message("Heat from sun, ground or biomass is made where it is used."),
        "ΔCO₂ = Q / η × EF − Q × EF_res",
        DESIGN,
        (
            Input("heat_mwh", Message("Renewable heat a year"), "MWh/a", is_key=True),
            Input("carrier", Message("Energy carrier displaced"), kind=CARRIER),
            _efficiency("efficiency_before", Message("Efficiency with the displaced carrier")),
            _OWN_FACTOR,
        ),
        renewable_heat,
    ),
    Calculator(
        "heat_mix",
        calculator_name("heat_mix"),
        Message("The plants of the district heat network burn something else, or less."),
        "ΔCO₂ = Q × (EF_old − EF_new)",
        GUIDEBOOK,
        (
            Input("heat_mwh", Message("District heat delivered a year"), "MWh/a", is_key=True),
            _factor(
                "old_factor_t_per_mwh", Message("Emission factor of the heat, old"),
                Message("Left empty: the factor of district heat in the inventory."),
            ),
            _factor(
                "new_factor_t_per_mwh", Message("Emission factor of the heat, new"),
                Message("Emissions of the plants divided by the heat delivered."), required=True,
            ),
            Input(
                "renewable_heat_mwh", Message("Renewable heat added a year"), "MWh/a", required=False,
                default=0.0, is_key=True,
                help=Message("Counts as renewable production; 0 where none is added."),
            ),
        ),
        heat_mix,
    ),
    Calculator(
        "heat_connection",
        calculator_name("heat_connection"),
        Message("Buildings with their own boilers are connected to district heat."),
        "ΔCO₂ = Q / η × EF_old − Q × EF_heat",
        GUIDEBOOK,
        (
            Input("heat_mwh", _HEAT, "MWh/a", is_key=True),
            Input("from_carrier", Message("Old energy carrier"), kind=CARRIER),
            _efficiency("efficiency_before", Message("Efficiency with the old carrier")),
            _factor(
                "heat_factor_t_per_mwh", Message("Emission factor of the district heat"),
                Message("Left empty: the factor of district heat in the inventory."),
            ),
        ),
        heat_connection,
    ),
)  # fmt: skip
