"""The chances of the decision sheet: of the targets, without single actions, and without the plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from secap.desk.scenarios import charts
from secap.desk.scenarios.standing import Standing
from secap.method.basis.errors import SecapError
from secap.method.basis.messages import Message
from secap.method.scenarios.results import results
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Items, Picture, Table
from secap.reports.decision.short import short
from secap.reports.outlook import Outlook
from secap.reports.plan.chances import chance
from secap.reports.plan.tongue import Tongue

DECISIVE, MOST_TARGETS = 5, 3
PICTURE_PX = 105


def _missing(outlook: Outlook, say: Tongue) -> list[Block]:
    """Return why there are no chances."""
    if outlook.problem is not None:
        hint = outlook.problem.hint or Message("Correct it: Scenarios.")
        return [say.missing(outlook.problem.message, remedy=hint)]
    missing = Message("Without a target for emissions there is no chance to tell.")
    return [say.missing(missing, remedy=Message("Set one for 2030: Strategy > Targets."))]


def picture(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return the emissions with business as usual and with the plan as a low chart; nothing without both."""
    both = [one for one in (outlook.business_as_usual, outlook.plan) if one is not None]
    figure = charts.comparison(both, charts.points_of(plan), say.lang) if len(both) > 1 else None
    if figure is None:
        return []
    return [Picture(replace(figure, code="decision", spec=figure.spec | {"height": PICTURE_PX}))]


def chances(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return the chance of meeting each target with the plan and with business as usual."""
    years = outlook.target_years
    if not years:
        return _missing(outlook, say)
    if len(years) > MOST_TARGETS:
        main = outlook.main_year(plan)
        years = sorted({year for year in (main, *years[: MOST_TARGETS - 1], years[-1]) if year})[
            :MOST_TARGETS
        ]
    rows = []
    for year in years:
        with_plan, without = outlook.chance(year), outlook.chance(year, with_plan=False)
        if with_plan is not None:
            shares = (with_plan["chance"], without["chance"] if without else None)
            rows.append((str(year), say.whole(with_plan["max_t"]), *(chance(share, say) for share in shares)))
    unit = outlook.with_plan["unit"] if outlook.with_plan else ""
    header = (
        say(Message("Target")), say(Message("At most, {unit}", unit=unit)), say(Message("With the plan")),
        say(Message("Business as usual")),
    )  # fmt: skip
    caption = say(Message("Chance of meeting each target"))
    return [Table(caption, header, tuple(rows), frozenset({1, 2, 3}), (0.7, 1.7, 1, 1.2))]


def decisive(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return the actions whose loss costs most, and the chance that is left."""
    year = outlook.main_year(plan)
    if year is None or outlook.with_plan is None:
        return _missing(outlook, say)
    lost = [one for one in outlook.with_plan["dropped"].get(str(year), []) if one["more_t"] > 0][:DECISIVE]
    if not lost:
        missing = Message("No action lowers emissions in {year} yet.", year=year)
        return [say.missing(missing, remedy=Message("Calculate the effects on the actions' pages."))]
    lines = {line.records.action.uid: line.action for line in plan.portfolio.lines}
    rows = []
    for one in lost:
        action = lines.get(one["uid"])
        rows.append(
            (
                short(one["title"], 62), say.whole(one["more_t"]),
                say.eur(action.cost_eur if action else None),
                chance(one["chance"], say), chance(one["without"], say),
            )
        )  # fmt: skip
    header = (
        say(Message("Action")),
        say(Message("Avoids, {unit}", unit=outlook.with_plan["unit"])),
        say(Message("Cost once, EUR")),
        say(Message("Chance with it")),
        say(Message("Without it")),
    )
    caption = say(Message("Chance of meeting the target for {year} without this action", year=year))
    return [Table(caption, header, tuple(rows), frozenset({1, 2, 3, 4}), (4.4, 1.4, 1.2, 1, 0.9))]


def nothing_done(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return emissions and energy bill of business as usual beside those of the plan."""
    bau, planned = outlook.business_as_usual, outlook.plan
    if bau is None or bau.results is None or planned is None:
        return _missing(outlook, say)
    year = outlook.main_year(plan) or bau.results.frame.years[-1]
    unit, goal = bau.results.gas_unit, plan.allowed_t.get(year)
    texts = [
        Message(
            "Emissions in {year}: {t} {unit} instead of {with_plan}.",
            year=year, t=say.whole(bau.total_t(year)), unit=unit, with_plan=say.whole(planned.total_t(year)),
        )
    ]  # fmt: skip
    total = bau.total_t(year)
    if goal is not None and total is not None:
        texts.append(
            Message("That is {by} {unit} above the target.", by=say.whole(total - goal), unit=unit)
            if total > goal
            else Message(
                "The target is met all the same, with {by} {unit} to spare.",
                by=say.whole(goal - total),
                unit=unit,
            )
        )
    if bau.cumulative_t is not None and planned.cumulative_t is not None:
        texts.append(
            Message(
                "Until {year} {t} {unit} more are emitted than with the plan.",
                year=bau.results.frame.years[-1], unit=unit,
                t=say.whole(bau.cumulative_t - planned.cumulative_t),
            )
        )  # fmt: skip
    return [Items(tuple(say(text) for text in [*texts, _bill(plan, outlook, bau, planned, year, say)]))]


def _bill(plan: Plan, outlook: Outlook, bau: Standing, planned: Standing, year: int, say: Tongue) -> Message:
    """Return the energy bill without and with the plan, at the prices of the first scenario with all."""
    for one in (bau, planned, *outlook.standings):
        bills = [bill_eur(plan, scenario, one, year) for scenario in (bau, planned)]
        if bills[0] is not None and bills[1] is not None:
            return Message(
                "Energy bill of the town in {year}: {bau} EUR instead of {plan} EUR a year (prices "
                "of “{name}”).",
                year=year, bau=say.eur(bills[0]), plan=say.eur(bills[1]), name=short(one.name, 40),
            )  # fmt: skip
    return Message("The energy bill is not known: no scenario has a price for every energy carrier in use.")


def bill_eur(plan: Plan, scenario: Standing, prices: Standing, year: int) -> float | None:
    """Return a scenario's energy bill in a year at another's prices, EUR; None where a price is lacking."""
    if scenario.model is None or prices.model is None:
        return None
    if scenario.model.frame != prices.model.frame or scenario.at(year) is None:
        return None
    paths = replace(scenario.model.paths, price_eur_per_mwh=prices.model.paths.price_eur_per_mwh)
    try:
        found = results(
            replace(scenario.model, paths=paths),
            rate=plan.appraisal.discount_rate_percent / 100,
            price_year=plan.appraisal.price_year or plan.today.year,
        )
    except SecapError:
        return None
    value = float(found.costs.bill_eur[scenario.model.frame.year(year)])
    return value if np.isfinite(value) else None
