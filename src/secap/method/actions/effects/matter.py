"""Effects that don't start from bought energy: biogas, waste, sinks, and stated values."""

from __future__ import annotations

from secap.method.actions.baseline import Baseline
from secap.method.actions.effects.defaults import (
    calculator_name,
    ch4_potentials,
    defaulted,
    effect_defaults,
)
from secap.method.actions.effects.model import CARRIER, CHOICE, SHARE, TEXT, Calculator, Input, Outcome
from secap.method.actions.effects.values import Values, plain
from secap.method.basis import codes
from secap.method.basis.messages import Message

DESIGN = "design"
GRID = frozenset({"electricity", "heat_cold"})  # displaced in the networks: nobody buys less of them
KG_PER_T = 1000


def biogas(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of methane that is used, and of the part of it that would have escaped.

    Returns: renewable MWh/a E = V x NCV / 1000 x η; saved {carrier: E} where a fuel is displaced, {} where
        the gas makes electricity or district heat; t/a = E x EF + V x r x ρ / 1000 x GWP
    Parameters: V in m3 CH4 at 0 °C and 101.325 kPa, NCV kWh/m3, ρ kg/m3, r the share that would have escaped
    Source: design; ipcc_gwp (potentials)
    """
    methane, ncv = values.number("methane_m3"), values.number("ncv_kwh_per_m3")
    carrier = values.carrier("carrier")
    kind = "electricity" if carrier == "electricity" else "heat"
    eta = values.number("use_efficiency_percent", effect_defaults()[f"biogas_to_{kind}"])
    energy, factor = methane * ncv / 1000 * eta, values.factor(carrier)
    values.add(
        Message("Energy displaced a year"), energy, "MWh/a",
        f"E = V × NCV / 1000 × η = {plain(methane)} × {plain(ncv)} / 1000 × {plain(eta)}",
    )  # fmt: skip
    t, how = energy * factor, f"E × EF = {plain(energy)} × {plain(factor)}"
    released = values.number("released_percent")
    if released > 0:
        density = values.number("density_kg_per_m3")
        row = ch4_potentials()[values.choice("gwp_set")]
        values.add(
            Message("Global warming potential of methane"), row.value, row.unit, "", row.source,
        )  # fmt: skip
        avoided = methane * released * density / KG_PER_T * row.value
        values.add(
            Message("Methane release avoided a year"), avoided, "t CO₂eq/a",
            f"V × r × ρ / 1000 × GWP = "
            f"{plain(methane)} × {plain(released)} × {plain(density)} / 1000 × {plain(row.value)}",
        )  # fmt: skip
        t, how = t + avoided, f"{how} + {plain(avoided)}"
        if "eq" not in baseline.gas_unit:
            values.add(Message("The inventory counts CO₂ alone: the methane is on top of it."), None, "")
    saved = {} if carrier in GRID else {carrier: energy}
    return values.outcome(saved, t=t, how=how, renewable_mwh=energy)


def waste(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of waste that is avoided or treated otherwise.

    Returns: t/a = m x k, tonnes of waste times emissions avoided per tonne
    Source: design
    """
    tonnes, each = values.number("waste_t"), values.number("avoided_t_per_t")
    return values.outcome(t=tonnes * each, how=f"m × k = {plain(tonnes)} × {plain(each)}")


def sinks(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return what sinks take up, apart from the emissions avoided.

    Returns: removals t CO2/a = A x k; t = 0
    Source: design
    """
    area, each = values.number("area_ha"), values.number("removal_t_per_ha")
    how = f"A × k = {plain(area)} × {plain(each)}"
    return values.outcome(removals_t=area * each, how=how, is_removal=True)


def stated(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return an effect as somebody states it, with the reason.

    Returns: t, saved MWh by carrier and renewable MWh as entered; energy left out is none
    Source: design
    """
    values.text("reason")
    t, renewable = values.number("avoided_t"), values.number("renewable_mwh")
    saved = {carrier: values.number(name) for carrier, name in _SAVED.items() if values.has(name)}
    values.grade("assumed")
    return values.outcome(saved, t=t, how="ΔCO₂", renewable_mwh=renewable)


_SAVED = {carrier: f"saved_{carrier}_mwh" for carrier in codes.table("carriers")}

CALCULATORS = (
    Calculator(
        "biogas",
        calculator_name("biogas"),
        Message("Methane from waste water, manure, biowaste or a landfill is caught and used."),
        "ΔCO₂ = V × NCV / 1000 × η × EF + V × r × ρ / 1000 × GWP",
        DESIGN,
        (
            Input(
                "methane_m3", Message("Methane used a year"), "m³ CH₄/a", is_key=True,
                help=Message("Pure methane at 0 °C and 101.325 kPa: cubic metres of biogas times its "
                             "share of methane, about 60 %."),
            ),
            defaulted("ncv_kwh_per_m3", Message("Net calorific value of methane"), "methane_ncv"),
            Input("carrier", Message("Energy carrier displaced"), kind=CARRIER),
            Input(
                "use_efficiency_percent", Message("Efficiency of use"), "%", SHARE, required=False,
                is_key=True,
                help=Message("Energy of the displaced carrier per energy of the methane. Left empty: the "
                             "usual value of an engine for electricity, of a boiler otherwise."),
            ),
            Input(
                "released_percent", Message("Share of this methane that would have escaped"), "%", SHARE,
                required=False, default=0.0, is_key=True,
                help=Message("Counts as emissions avoided, in CO₂ equivalents. 0 where the gas was flared or "
                             "would not have formed, and in an inventory of CO₂ alone."),
            ),
            defaulted("density_kg_per_m3", Message("Density of methane"), "methane_density"),
            Input(
                "gwp_set", Message("Global warming potentials"), kind=CHOICE, required=False, default="ar4",
                choices=tuple(
                    (code, Message("{name}", name=codes.code("gwp_sets", code))) for code in ch4_potentials()
                ),
                help=Message("As in the inventory."),
            ),
        ),
        biogas,
    ),
    Calculator(
        "waste",
        calculator_name("waste"),
        Message("Waste is avoided, recycled or treated otherwise; energy from it counts elsewhere."),
        "ΔCO₂ = m × k",
        DESIGN,
        (
            Input("waste_t", Message("Waste avoided or treated otherwise a year"), "t/a", is_key=True),
            Input(
                "avoided_t_per_t", Message("Emissions avoided per tonne of waste"), "t/t", is_key=True,
                help=Message("From a study of the same waste and the same treatment before."),
            ),
        ),
        waste,
    ),
    Calculator(
        "sinks",
        calculator_name("sinks"),
        Message("Forest, soil or peatland takes up carbon. Shown apart, never within the emissions avoided."),
        "R = A × k",
        DESIGN,
        (
            Input("area_ha", Message("Area"), "ha", is_key=True),
            Input(
                "removal_t_per_ha", Message("Carbon dioxide taken up per hectare"), "t CO₂/ha/a", is_key=True,
                help=Message("Additional to what the land takes up without the action."),
            ),
        ),
        sinks,
    ),
    Calculator(
        "stated",
        calculator_name("stated"),
        Message("None of the others fits, and a study, a supplier or a comparable town gives a value."),
        "ΔCO₂ as stated",
        DESIGN,
        (
            Input(
                "avoided_t", Message("Emissions avoided a year"), "t/a", is_key=True,
                help=Message("In the unit of the inventory, CO₂ or CO₂ equivalents. 0 where there are none."),
            ),
            Input(
                "reason", Message("Reason"), kind=TEXT,
                help=Message("Where the value comes from, so that somebody else can check it."),
            ),
            Input(
                "renewable_mwh", Message("Renewable energy produced a year"), "MWh/a", required=False,
                default=0.0, is_key=True,
            ),
            *(
                Input(
                    name, Message("{carrier} saved a year", carrier=codes.code("carriers", carrier)), "MWh/a",
                    required=False, minimum=None, help=Message("Negative where more of it is used."),
                )
                for carrier, name in _SAVED.items()
            ),
        ),
        stated,
    ),
)  # fmt: skip
