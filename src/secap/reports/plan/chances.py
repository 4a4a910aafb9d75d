"""Section 4: the chance of meeting each target, what it hangs on, and what dropping an action does to it."""

from __future__ import annotations

from typing import Any

from secap.method.basis.messages import Message
from secap.outlook import charts
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Note, Paragraph, Picture, Table
from secap.reports.outlook import Outlook
from secap.reports.plan.tongue import Tongue

SHOWN = 10  # actions whose loss costs most
SURE = 0.995  # a chance beyond it is not printed as certainty


def chances(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return chances, fan, tornado and what the plan loses without an action."""
    heading = Heading(3, say(Message("How sure the plan is to meet its targets")))
    found = outlook.with_plan
    if found is None:
        return []
    if not outlook.target_years:
        missing = Message("Without a target for emissions there is no chance to tell.")
        return [heading, say.missing(missing, remedy=Message("Set one for 2030: Strategy > Targets."))]
    text = Message(
        "Data, factors, growth and the effects of the actions are not exact. {count} uncertain inputs were "
        "drawn {draws} times within their ranges (Latin hypercube, seed {seed}); the chance is the share of "
        "the draws that meet the target.",
        count=found["inputs"], draws=say.number(outlook.draws, 0), seed=str(outlook.seed),
    )  # fmt: skip
    year = outlook.main_year(plan) or outlook.target_years[0]
    return [
        heading,
        Paragraph(say(text)),
        _table(outlook, found, say),
        *_picture(charts.fan(found, say.lang)),
        *_tornado(found, year, say),
        *_dropped(found, year, say),
    ]


def chance(share: float | None, say: Tongue) -> str:
    """Return a chance in whole percent; what is nearly sure or nearly impossible is not called certain."""
    if share is None:
        return "–"
    if share > SURE:
        return f">\u00a0{say.share(0.99, 0)}"
    return f"<\u00a0{say.share(0.01, 0)}" if share < 1 - SURE else say.share(share, 0)


def _table(outlook: Outlook, found: dict[str, Any], say: Tongue) -> Table:
    unit = found["unit"]
    header = (
        say(Message("Target")), say(Message("At most, {unit}", unit=unit)),
        say(Message("As planned, {unit}", unit=unit)), say(Message("Chance with the plan")),
        say(Message("Standard error, points")), say(Message("Chance with business as usual")),
    )  # fmt: skip
    rows = []
    for one in found["targets"]:
        without = outlook.chance(one["year"], with_plan=False)
        rows.append(
            (
                str(one["year"]), say.whole(one["max_t"]), say.whole(one["expected_t"]),
                chance(one["chance"], say), say.number(100 * one["standard_error"], 1),
                chance(without["chance"] if without else None, say),
            )
        )  # fmt: skip
    caption = say(Message("Chance of meeting each target"))
    return Table(caption, header, tuple(rows), frozenset(range(1, 6)), (0.7, 1.4, 1.6, 1.1, 1.1, 1.4))


def _picture(figure: Any) -> list[Block]:
    return [Picture(figure)] if figure else []


def _tornado(found: dict[str, Any], year: int, say: Tongue) -> list[Block]:
    matters = found["tornado"].get(str(year))
    figure = charts.tornado(str(year), matters, found["unit"], say.lang)
    if not matters or figure is None:
        return []
    header = (
        say(Message("Uncertain input")), say(Message("At its 10th percentile")),
        say(Message("At its 90th percentile")), say(Message("Rank correlation")),
        say(Message("Share of the spread")),
    )  # fmt: skip
    rows = tuple(
        (
            one["name"].get(say.lang) or one["name"]["en"], say.whole(one["low_t"]), say.whole(one["high_t"]),
            say.number(one["correlation"], 2), say.share(one["first_order"], 0),
        )
        for one in matters["inputs"][:SHOWN]
        if one["low_t"] != one["high_t"]
    )  # fmt: skip
    caption = Message("What the emissions of {year} hang on, {unit}", year=year, unit=found["unit"])
    return [
        Picture(figure),
        Table(say(caption), header, rows, frozenset({1, 2, 3, 4}), (3.6, 1.2, 1.2, 1, 1)),
    ]


def _dropped(found: dict[str, Any], year: int, say: Tongue) -> list[Block]:
    lost = [one for one in found["dropped"].get(str(year), []) if one["more_t"] > 0]
    if not lost:
        return []
    first = lost[0]
    header = (
        say(Message("Without this action")), say(Message("the chance falls from")), say(Message("to")),
        say(Message("Emitted more, {unit}", unit=found["unit"])),
    )  # fmt: skip
    rows = tuple(
        (one["title"], chance(one["chance"], say), chance(one["without"], say), say.whole(one["more_t"]))
        for one in lost[:SHOWN]
    )
    title = Message("If an action is dropped: chance of meeting the target for {year}", year=year)
    table = Table(say(title), header, rows, frozenset({1, 2, 3}), (4, 1.2, 0.9, 1.3))
    if first["chance"] - first["without"] <= 0:
        return [table]
    text = Message(
        "Without “{action}” the chance of meeting the target for {year} falls from {chance} to {without}.",
        action=first["title"], year=year, chance=chance(first["chance"], say),
        without=chance(first["without"], say),
    )  # fmt: skip
    return [Note("info", say(Message("Most hangs on one action")), say(text)), table]
