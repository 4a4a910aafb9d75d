"""Checks of a scenario: what the model had to cut off or could not use, and what can't work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from secap.method.actions.action import Action
from secap.method.actions.baseline import inventory_sectors
from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.scenarios import levers as kinds
from secap.method.scenarios.contributions import emissions_t, last_in_t, stand_alone_t
from secap.method.scenarios.frame import ELECTRICITY, places
from secap.method.scenarios.setup import Model

DOUBLE_WORK_SHARE = 0.2  # of the effect alone: what leaves less when it comes last does others' work again
WHOLE_FROM = 100.0  # amounts are said without decimals
NEGLIGIBLE = 1e-6  # of a quantity: rounding
# What is computed from such input says nothing, so it isn't checked.
UNUSABLE = frozenset({"scenarios.negative_path", "scenarios.share_out_of_range"})
MONEY = {
    "investment_eur": Message("investment"),
    "other_cost_eur": Message("other cost"),
    "yearly_cost_eur": Message("cost of operation"),
    "yearly_saving_eur": Message("money saved a year"),
}
PATHS = {
    "activity": Message("activity"),
    "intensity": Message("energy intensity"),
    "mix": Message("mix of carriers"),
    "factor_t_per_mwh": Message("emission factor"),
    "non_energy": Message("emissions that are not energy's"),
    "sinks": Message("sinks"),
    "price_eur_per_mwh": Message("price"),
}


def check_model(
    model: Model, *, targets: Mapping[int, float] | None = None, year: int | None = None
) -> list[Finding]:
    """Return what is wrong with a scenario, the gravest first.

    targets : {year: t that may be emitted};  year : in which actions are held against each other, by default
    the last target within the years, else the horizon.
    Source: design
    """
    frame = model.frame
    within = [one for one in sorted(targets or {}) if frame.years[0] <= one <= frame.years[-1]]
    looked_at = year if year is not None else within[-1] if within else frame.years[-1]
    found = [*_paths(model), *_shares(model), *_times(model), *_money(model), *_lost(model)]
    if not any(finding.id in UNUSABLE for finding in found):
        found += [
            *_surplus(model),
            *_unreachable(model, targets or {}, within),
            *_double_work(model, looked_at),
        ]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _carried(model: Model) -> Iterator[tuple[int, Action]]:
    return ((place, one) for place, one in enumerate(model.actions) if model.on[place] > 0)


def _paths(model: Model) -> Iterator[Finding]:
    """Indices, weights, factors and prices below zero, with their first year."""
    frame = model.frame
    axes: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
        "activity": (("sectors", frame.sectors),),
        "intensity": (("sectors", frame.sectors),),
        "mix": (("sectors", frame.sectors), ("carriers", frame.carriers)),
        "factor_t_per_mwh": (("carriers", frame.carriers),),
        "non_energy": (("sectors", frame.sources),),
        "sinks": (),
        "price_eur_per_mwh": (("carriers", frame.carriers),),
    }
    for name, what in PATHS.items():
        below = getattr(model.paths, name) < 0
        for at in np.argwhere(below.any(axis=0)):
            first = int(np.argmax(below[(slice(None), *at)]))
            named = [codes.code(table, axis[i]) for (table, axis), i in zip(axes[name], at, strict=True)]
            yield Finding(
                "scenarios.negative_path",
                Severity.ERROR,
                (what, *named, frame.years[first]),
                Message("Below zero from {year}: {what}.", what=what, year=frame.years[first]),
                Message("Correct the values of that driver: a level and a share can't be negative."),
            )
    if model.start.renewable is not None:
        for column in np.flatnonzero((model.start.renewable < 0) | (model.start.renewable > 1)):
            yield Finding(
                "scenarios.share_out_of_range",
                Severity.ERROR,
                (codes.code("carriers", frame.carriers[column]),),
                Message(
                    "The renewable share is {percent}, but must lie between 0 and 100 %.",
                    percent=Amount(100 * float(model.start.renewable[column]), "%"),
                ),
                Message("Correct the share of that carrier."),
            )


def _shares(model: Model) -> Iterator[Finding]:
    """Actions carried out to less than nothing or more than whole, and savings above what is used."""
    for place, action in enumerate(model.actions):
        if not 0 <= model.on[place] <= 1:
            yield Finding(
                "scenarios.share_out_of_range",
                Severity.ERROR,
                (action.id,),
                Message(
                    "{id} is carried out to {percent}, but must be between 0 and 100 %.",
                    id=action.id,
                    percent=Amount(100 * float(model.on[place]), "%"),
                ),
                Message("Choose whether, or to which part, the scenario carries the action out."),
            )
    for _, action in _carried(model):
        for carrier, mwh in (action.saved_mwh or {}).items():
            used = _used_mwh(model, action, carrier)
            if 0 < used < mwh * (1 - NEGLIGIBLE):
                yield Finding(
                    "scenarios.share_above_one",
                    Severity.WARNING,
                    (action.id, codes.code("carriers", carrier)),
                    Message(
                        "{id} takes {saved} from {used}: the scenario counts no more than what is used.",
                        id=action.id,
                        saved=_amount(mwh, "MWh"),
                        used=_amount(used, "MWh"),
                    ),
                    Message("Correct the saving, or the energy of the sector in the inventory."),
                )


def _times(model: Model) -> Iterator[Finding]:
    """Ramps that end before they start, and actions without any effect within the years."""
    acting = {lever.action for lever in model.levers}
    for place, action in _carried(model):
        begin = action.start
        ends = [action.full_effect_year, action.end.year if action.end is not None else None]
        end = min((one for one in ends if one is not None), default=None)
        if begin is not None and end is not None and end < begin.year:
            yield Finding(
                "scenarios.ramp_reversed",
                Severity.ERROR,
                (action.id,),
                Message("{id} ends in {end}, before it starts in {start}.", id=action.id, end=end,
                        start=begin.year),
                Message("Correct the start, the end or the year of the full effect."),
            )  # fmt: skip
        elif place in acting and not np.any(model.ramps[place]):
            yield Finding(
                "scenarios.outside_years",
                Severity.WARNING,
                (action.id,),
                Message(
                    "{id} has no effect between {first} and {last}.",
                    id=action.id,
                    first=model.frame.years[0],
                    last=model.frame.years[-1],
                ),
                Message("Correct its dates and lifetime, or move the horizon."),
            )


def _money(model: Model) -> Iterator[Finding]:
    for _, action in _carried(model):
        for name, what in MONEY.items():
            eur = getattr(action, name)
            if eur is not None and eur < 0:
                yield Finding(
                    "scenarios.negative_cost",
                    Severity.ERROR,
                    (action.id, what),
                    Message("{id}: the {what} is negative ({eur}).", id=action.id, what=what,
                            eur=Amount(eur, "EUR")),
                    Message("Enter what comes in as money saved a year, and costs as positive amounts."),
                )  # fmt: skip


def _lost(model: Model) -> Iterator[Finding]:
    """Effects that the model can't apply: nothing there that they could act on."""
    of: dict[int, set[int]] = {}
    for lever in model.levers:
        of.setdefault(lever.action, set()).add(lever.kind)
    for place, action in _carried(model):
        stated = any(
            (action.t, action.removals_t, action.renewable_mwh, any((action.saved_mwh or {}).values()))
        )
        if place not in of and stated:
            yield Finding(
                "scenarios.lost_effect",
                Severity.WARNING,
                (action.id,),
                Message("{id} has nothing to act on in the inventory: its effect is lost.", id=action.id),
                Message("Choose a sector and a carrier that the inventory has, or complete the inventory."),
            )
        elif kinds.SOURCE not in of.get(place, set()):
            unused = [
                codes.code("carriers", carrier)
                for carrier, mwh in (action.saved_mwh or {}).items()
                if mwh > 0 and _used_mwh(model, action, carrier) <= 0
            ]
            if unused:
                yield Finding(
                    "scenarios.lost_effect",
                    Severity.WARNING,
                    (action.id, *unused),
                    Message(
                        "{id} saves {carriers}, which its sector does not use: that part is lost.",
                        id=action.id,
                        carriers=unused,
                    ),
                    Message("Choose a carrier that the sector uses, or complete the inventory."),
                )


def _surplus(model: Model) -> Iterator[Finding]:
    """More local electricity than is used: what is beyond replaces nothing."""
    if ELECTRICITY not in model.frame.carriers:
        return
    way = model.pathway()
    used = way.energy_mwh[0, :, :, model.frame.carriers.index(ELECTRICITY)].sum(axis=1)
    over = way.local_mwh[0] - used
    if np.any(over > NEGLIGIBLE * np.maximum(used, 1.0)):
        at = int(np.argmax(over))
        yield Finding(
            "scenarios.surplus_electricity",
            Severity.WARNING,
            (model.frame.years[at],),
            Message(
                "The actions make {surplus} more electricity than is used in {year}; it replaces nothing.",
                surplus=_amount(float(over[at]), "MWh"),
                year=model.frame.years[at],
            ),
            Message("Use it within (heating, vehicles), or plan less production."),
        )


def _unreachable(model: Model, targets: Mapping[int, float], within: list[int]) -> Iterator[Finding]:
    if not within:
        return
    on = [[1.0 if one.is_active or model.on[place] > 0 else 0.0 for place, one in enumerate(model.actions)]]
    everything = emissions_t(model, np.array(on))[0]
    for year in within:
        short = float(everything[model.frame.year(year)]) - targets[year]
        if short > NEGLIGIBLE * max(abs(targets[year]), 1.0):
            yield Finding(
                "scenarios.unreachable_target",
                Severity.WARNING,
                (year,),
                Message(
                    "Even with all actions the target of {year} is missed by {short}.",
                    year=year,
                    short=_amount(short, model.start.gas_unit),
                ),
                Message("Add actions, start them earlier, or look at the drivers of the scenario."),
            )


def _double_work(model: Model, year: int) -> Iterator[Finding]:
    alone, last = stand_alone_t(model, year), last_in_t(model, year)
    for place, action in _carried(model):
        if alone[place] > NEGLIGIBLE * max(model.start.total_t, 1.0) and (
            last[place] < DOUBLE_WORK_SHARE * alone[place]
        ):
            yield Finding(
                "scenarios.double_work",
                Severity.INFO,
                (action.id, year),
                Message(
                    "{id} would avoid {alone} alone, but only {last} beside the other actions in {year}.",
                    id=action.id,
                    alone=_amount(float(alone[place]), model.start.gas_unit),
                    last=_amount(float(last[place]), model.start.gas_unit),
                    year=year,
                ),
                Message("Others do its work already: consider whether it is needed, or where else it helps."),
            )


def _used_mwh(model: Model, action: Action, carrier: str) -> float:
    """Return what the action's sector uses of a carrier in the start year."""
    rows = places(model.frame.sectors, inventory_sectors(action.sector))
    column = places(model.frame.carriers, [carrier])
    return float(model.start.mwh[rows, column[0]].sum()) if rows and column else 0.0


def _amount(value: float, unit: str) -> Amount:
    """Whole units, unless there are few of them."""
    return Amount(value, unit, 0 if abs(value) >= WHOLE_FROM else None)
