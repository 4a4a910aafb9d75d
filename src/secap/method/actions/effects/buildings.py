"""Effects of using less: energy saving, behaviour, street lighting."""

from __future__ import annotations

from secap.method.actions.baseline import Baseline
from secap.method.actions.effects.defaults import calculator_name, defaulted
from secap.method.actions.effects.model import CARRIER, SHARE, Calculator, Input, Outcome
from secap.method.actions.effects.values import Values, plain
from secap.method.basis.messages import Message

GUIDEBOOK = "jrc_guidebook_2010"
DESIGN = "design"


def saving(values: Values, carrier: str, mwh: float, how: str) -> Outcome:
    """Return the outcome of saving `mwh` of one carrier; how : the arithmetic of the energy.

    Returns: saved {carrier: mwh}, t/a = ΔE x EF
    Source: jrc_guidebook_2010 (emissions = final energy x emission factor)
    """
    factor = values.factor(carrier)
    values.add(Message("Energy saved a year"), mwh, "MWh/a", how)
    return values.outcome({carrier: mwh}, t=mwh * factor, how=f"ΔE × EF = {plain(mwh)} × {plain(factor)}")


def energy_saving(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of using less of one carrier: an amount, or a share of what the sector uses.

    Returns: saved {carrier: MWh/a}; t/a = ΔE x EF
    Raises: InvalidInput where neither or both are given, or the sector uses nothing of the carrier
    Source: jrc_guidebook_2010 (emissions = final energy x emission factor)
    """
    carrier = values.carrier("carrier")
    if values.either("saving_mwh", "saving_percent"):
        mwh = values.number("saving_mwh")
        return saving(values, carrier, mwh, f"ΔE = {plain(mwh)}")
    share, used = values.number("saving_percent"), values.sector_mwh(sector, carrier)
    return saving(values, carrier, share * used, f"ΔE = s × E = {plain(share)} × {plain(used)}")


def behaviour(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of people who use less: those reached x share that takes part x kWh each.

    Returns: saved {carrier: MWh/a}; t/a = N x u x s / 1000 x EF
    Source: design
    """
    carrier = values.carrier("carrier")
    reach, uptake = values.number("reach"), values.number("uptake_percent")
    each = values.number("saving_kwh_per_participant")
    how = f"ΔE = N × u × s / 1000 = {plain(reach)} × {plain(uptake)} × {plain(each)} / 1000"
    return saving(values, carrier, reach * uptake * each / 1000, how)


def street_lighting(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of lamps of less power, dimmed for a part of the energy.

    Returns: saved {electricity: MWh/a}; ΔE = n x h x (P_old - P_new x (1 - d)) / 10^6, powers in W
    Source: design
    """
    lamps, hours = values.number("lamps"), values.number("hours_per_year")
    old, new = values.number("old_w"), values.number("new_w")
    dimmed = values.number("dimming_percent")
    mwh = lamps * hours * (old - new * (1 - dimmed)) / 1e6
    how = (
        f"ΔE = n × h × (P_old − P_new × (1 − d)) / 10⁶ = "
        f"{plain(lamps)} × {plain(hours)} × ({plain(old)} − {plain(new)} × (1 − {plain(dimmed)})) / 10⁶"
    )
    return saving(values, "electricity", mwh, how)


CALCULATORS = (
    Calculator(
        "energy_saving",
        calculator_name("energy_saving"),
        Message("Less energy of one carrier is used: insulation, controls, efficient appliances."),
        "ΔCO₂ = ΔE × EF, ΔE entered or s × E",
        GUIDEBOOK,
        (
            Input("carrier", Message("Energy carrier saved"), kind=CARRIER),
            Input(
                "saving_mwh", Message("Energy saved a year"), "MWh/a", required=False, is_key=True,
                help=Message("Final energy, as in the bills. Enter this or the percentage."),
            ),
            Input(
                "saving_percent", Message("Saving, part of what the sector uses of this carrier"), "%",
                SHARE, required=False, is_key=True,
                help=Message("Of the energy in the inventory that effects are counted against."),
            ),
        ),
        energy_saving,
    ),
    Calculator(
        "behaviour",
        calculator_name("behaviour"),
        Message("People use less because they know more: campaigns, competitions, advice."),
        "ΔCO₂ = N × u × s / 1000 × EF",
        DESIGN,
        (
            Input("carrier", Message("Energy carrier saved"), kind=CARRIER),
            Input("reach", Message("People or households reached"), is_key=True),
            Input("uptake_percent", Message("Share of them that takes part"), "%", SHARE, is_key=True),
            Input(
                "saving_kwh_per_participant", Message("Saving of each that takes part"), "kWh/a", is_key=True,
                help=Message("Per person or household, as in the number reached."),
            ),
        ),
        behaviour,
    ),
    Calculator(
        "street_lighting",
        calculator_name("street_lighting"),
        Message("Lamps are replaced by lamps of less power, or dimmed at night."),
        "ΔCO₂ = n × h × (P_old − P_new × (1 − d)) / 10⁶ × EF",
        DESIGN,
        (
            Input("lamps", Message("Lamps"), is_key=True),
            Input(
                "old_w", Message("Power of an old lamp"), "W", is_key=True,
                help=Message("With its ballast: the power drawn from the grid."),
            ),
            Input("new_w", Message("Power of a new lamp"), "W", is_key=True),
            defaulted("hours_per_year", Message("Burning hours a year"), "lamp_hours", maximum=8784.0),
            Input(
                "dimming_percent", Message("Energy that dimming saves of the new lamps' use"), "%", SHARE,
                required=False, default=0.0, is_key=True,
                help=Message("0 where the new lamps always burn at full power."),
            ),
        ),
        street_lighting,
    ),
)  # fmt: skip
