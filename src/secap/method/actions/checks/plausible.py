"""Checks of each action's effect: its size, its sign, and the factor it implies."""

from __future__ import annotations

import math
from collections.abc import Iterator

from secap.method.actions.action import Action
from secap.method.actions.baseline import inventory_sectors
from secap.method.actions.checks.data import PlanActions, sector_code
from secap.method.actions.checks.registry import NEGLIGIBLE, Asked, check, threshold
from secap.method.actions.checks.sums import tonnes
from secap.method.actions.sectors import action_sector
from secap.method.actions.totals import lacks_effect
from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message

WITHOUT_ENERGY = frozenset({"waste", "other"})  # sectors whose tonnes do not come from energy
RECALCULATE = Message(
    "Check MWh and tonnes, or calculate the effect with the factors of the plan; with a factor of its own, "
    "enter that factor and its source."
)


@check("negative", Severity.ERROR)
def negative(asked: Asked) -> Iterator[Finding]:
    """An effect, a renewable production or a cost below zero."""
    for one in asked.each():
        values: list[tuple[Message, float | None, str]] = [
            (Message("Emissions avoided"), one.t, "t"),
            (Message("Emissions removed"), one.removals_t, "t"),
            (Message("Renewable energy"), one.renewable_mwh, "MWh"),
            (Message("Energy"), one.stated_mwh, "MWh"),
            (Message("Cost"), one.cost_eur, "EUR"),
        ]
        for what, value, unit in values:
            if value is not None and value < 0:
                yield asked.finding(
                    one.id,
                    message=Message("{what}: {value} is negative.", what=what, value=Amount(value, unit)),
                    hint=Message("What is saved, avoided or spent is positive: correct the sign."),
                )


@check("missing_effect", Severity.INFO)
def missing_effect(asked: Asked) -> Iterator[Finding]:
    """A mitigation action of which nobody knows what it avoids."""
    for one in asked.each():
        if lacks_effect(one):
            yield asked.finding(
                one.id,
                message=Message("What the action avoids is unknown, so nothing is counted."),
                hint=Message("Calculate or state its effect; unknown is not zero."),
            )


@check("implied_factor", Severity.WARNING)
def implied_factor(asked: Asked) -> Iterator[Finding]:
    """Tonnes per MWh out of any range (JRC), or like no factor of the plan."""
    low, high = threshold("implied_factor_low"), threshold("implied_factor_high")
    for one in asked.each():
        energy = _energy_mwh(one)
        if energy is None or energy <= 0 or one.t is None or one.t < 0:
            continue
        if action_sector(one.sector) in WITHOUT_ENERGY:
            continue
        value = one.t / energy
        if value > high or (value < low and not _may_be_nothing(asked.data, one)):
            yield asked.finding(
                one.id,
                message=Message(
                    "{t} for {mwh} are {factor}; between {low} and {high} is usual.",
                    t=tonnes(one.t),
                    mwh=Amount(energy, "MWh", 0 if energy >= 100 else 1),
                    factor=_rate(value),
                    low=_rate(low),
                    high=_rate(high),
                ),
                hint=RECALCULATE,
            )
        elif not one.uses_own_factor:
            yield from _unlike_the_plan(asked, one, value)


def _unlike_the_plan(asked: Asked, one: Action, value: float) -> Iterator[Finding]:
    factors = asked.data.t_per_mwh
    tolerance = threshold("factor_match_tolerance")
    if not factors or any(_alike(value, factor, tolerance) for factor in factors.values()):
        return
    low, high = min(factors.values()), max(factors.values())
    within = (0.0 if _is_switch(one) else low * (1 - tolerance)) <= value <= high * (1 + tolerance)
    if within and _is_switch(one):
        return  # the difference of two factors: any value below the highest is possible
    nearest = min(factors, key=lambda carrier: abs(factors[carrier] - value))
    yield asked.finding(
        one.id,
        message=Message(
            "{t} for {mwh} are {factor}, which matches no factor of the plan; the nearest is {nearest} of "
            "{carrier}.",
            t=tonnes(one.t or 0.0),
            mwh=Amount(_energy_mwh(one), "MWh", 0),
            factor=_rate(value),
            nearest=_rate(factors[nearest]),
            carrier=codes.code("carriers", nearest),
        ),
        hint=RECALCULATE,
        severity=Severity.INFO if within and _may_mix(one) else Severity.WARNING,
    )


def _energy_mwh(one: Action) -> float | None:
    """Return the energy that the tonnes stand for: of a switch the energy no longer used, not the balance."""
    if one.saved_mwh is None or not _is_switch(one):
        return one.energy_mwh
    saved = math.fsum(mwh for mwh in one.saved_mwh.values() if mwh > 0)
    return saved + (one.renewable_mwh or 0.0) + (one.stated_mwh or 0.0)


def _may_be_nothing(data: PlanActions, one: Action) -> bool:
    """Whether next to no tonnes are right: of a switch, or where the carriers saved emit nothing."""
    saved = [carrier for carrier, mwh in (one.saved_mwh or {}).items() if mwh > 0]
    least = threshold("implied_factor_low")
    return _is_switch(one) or (
        bool(saved) and all(data.t_per_mwh.get(carrier, least) < least for carrier in saved)
    )


def _is_switch(one: Action) -> bool:
    """Whether one carrier takes another's place."""
    return any(mwh < 0 for mwh in (one.saved_mwh or {}).values())


def _may_mix(one: Action) -> bool:
    """Whether the energy is of several carriers, or of carriers that nobody names."""
    kinds = sum(mwh != 0 for mwh in (one.saved_mwh or {}).values()) + bool(one.renewable_mwh)
    return kinds != 1 or bool(one.stated_mwh)


def _alike(value: float, factor: float, tolerance: float) -> bool:
    return abs(value - factor) <= tolerance * max(abs(factor), NEGLIGIBLE)


def _rate(value: float) -> Amount:
    return Amount(value, "t/MWh", 3)


@check("over_sector", Severity.ERROR)
def over_sector(asked: Asked) -> Iterator[Finding]:
    """An action, or all of a sector together, avoids more than the sector emits."""
    by_sector: dict[str, list[Action]] = {}
    for one in asked.each():
        if one.t is not None:
            by_sector.setdefault(one.sector, []).append(one)
    for sector, actions in by_sector.items():
        emitted = _emitted_t(asked.data, sector)
        if emitted is None:
            continue
        total, most = math.fsum(one.t or 0.0 for one in actions), emitted * (1 + NEGLIGIBLE)
        single = [one for one in actions if (one.t or 0.0) > most]
        for one in single:
            yield asked.finding(
                one.id,
                message=Message(
                    "The action avoids {t}, but {sector} emits only {emitted}.",
                    t=tonnes(one.t or 0.0),
                    sector=sector_code(sector),
                    emitted=tonnes(emitted),
                ),
                hint=Message("Check sector and units, and whether the inventory covers the sector."),
            )
        if total > most and not single:
            yield asked.finding(
                *(one.id for one in actions),
                message=Message(
                    "The actions in {sector} together avoid {t}, but the sector emits only {emitted}.",
                    sector=sector_code(sector),
                    t=tonnes(total),
                    emitted=tonnes(emitted),
                ),
                hint=Message("Look for a saving that two of them claim, and for wrong units."),
            )


def _emitted_t(data: PlanActions, sector: str) -> float | None:
    """Return what an action in the sector can avoid at most, t/a; None where the inventory can't tell.

    Local production acts on a carrier: the emissions of all its use count.
    """
    baseline = data.baseline
    if baseline is None or not baseline.by_sector_t or action_sector(sector) is None:
        return None
    row = codes.table("action_sectors").get(sector)
    carrier = str(row.carrier) if row else ""
    if not carrier:
        return baseline.emissions_t(sector) if inventory_sectors(sector) else None
    factor = baseline.factors.get(carrier)
    if factor is None:
        return None
    return factor.t_per_mwh * math.fsum(by_carrier.get(carrier, 0.0) for by_carrier in baseline.mwh.values())
