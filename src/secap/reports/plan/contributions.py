"""Section 4: what the actions avoid in the yearly model, as wedges that add up, and each for itself."""

from __future__ import annotations

import numpy as np

from secap.desk.scenarios import charts
from secap.desk.scenarios.standing import Standing
from secap.desk.scenarios.wedge_chart import wedge_chart
from secap.method.basis.messages import Message
from secap.method.scenarios import contributions as book
from secap.method.scenarios.frame import Array
from secap.plan.plan import Plan
from secap.reports.blocks import COLUMNS_PER_TABLE, Block, Heading, Paragraph, Picture, Table, split_columns
from secap.reports.outlook import Outlook
from secap.reports.plan.tongue import Tongue, in_order

SHOWN = 10  # actions that bring most


def contributions(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return wedges and the largest contributions; nothing where no action of the plan avoids anything."""
    one = outlook.plan
    if one is None or one.model is None or one.results is None:
        return []
    by_action = book.wedges(one.model)
    figure = wedge_chart(one, by_action, charts.points_of(plan), say.lang)
    if figure is None:
        return []
    years = outlook.target_years or [one.results.frame.years[-1]]
    year = outlook.main_year(plan) or years[0]
    return [
        Heading(3, say(Message("What the actions avoid year by year"))),
        Picture(figure),
        *_sectors(one, by_action, years, say),
        *_largest(plan, one, by_action, year, outlook.seed, say),
    ]


def _sectors(one: Standing, by_action: Array, years: list[int], say: Tongue) -> list[Table]:
    """Return the wedges by sector: with what remains they add up to the level without the actions."""
    assert one.model is not None and one.results is not None
    places = [one.model.frame.year(year) for year in years]
    by_sector = book.wedges_by_sector(one.model, by_action)
    order = [*in_order("action_sectors", [code for code in by_sector if code])]
    order += [""] if "" in by_sector else []

    def cells(values: Array) -> tuple[str, ...]:
        return tuple(say.whole(float(values[place])) for place in places)

    rows = [
        (
            say.code("action_sectors", code) if code else say(Message("Without a sector")),
            *cells(by_sector[code]),
        )
        for code in order
        if np.any(np.abs(by_sector[code]) > 1e-6)
    ]
    left, avoided = one.results.total_t, by_action.sum(axis=0)
    rows += [
        (say(Message("Avoided together")), *cells(avoided)),
        (say(Message("What remains")), *cells(left)),
        (say(Message("Level without actions")), *cells(left + avoided)),
    ]
    caption = Message("What the actions avoid by sector, {unit} a year", unit=one.results.gas_unit)
    header = (say(Message("Sector of the actions")), *(str(year) for year in years))
    table = Table(say(caption), header, tuple(rows), frozenset(range(1, len(header))), total=True)
    return list(split_columns(table, say.part, COLUMNS_PER_TABLE))


def _largest(plan: Plan, one: Standing, by_action: Array, year: int, seed: int, say: Tongue) -> list[Block]:
    model, results = one.model, one.results
    assert model is not None and results is not None
    alone, last = book.stand_alone_t(model, year), book.last_in_t(model, year)
    fair, error_t = book.shapley_t(model, year, generator=np.random.default_rng(seed))
    wedge = by_action[:, model.frame.year(year)]
    order = sorted(np.flatnonzero(model.on), key=lambda place: -fair[place])
    rows = [
        (
            str(plan.portfolio.lines[place].records.action),
            *(say.whole(float(values[place])) for values in (alone, last, fair, wedge)),
        )
        for place in order[:SHOWN]
    ]
    rest = order[SHOWN:]
    if rest:
        sums = (say.whole(float(values[rest].sum())) for values in (alone, last, fair, wedge))
        rows.append((say(Message("Other actions ({count})", count=len(rest))), *sums))
    rows.append(
        (
            say(Message("Sum")),
            *(say.whole(float(values[order].sum())) for values in (alone, last, fair, wedge)),
        )
    )
    header = (
        say(Message("Action")), say(Message("Alone")), say(Message("Last, after all others")),
        say(Message("Fair share (Shapley)")), say(Message("Wedge")),
    )  # fmt: skip
    caption = Message("What the largest actions bring in {year}, {unit}", year=year, unit=results.gas_unit)
    text = Message(
        "Alone: if it were the only one. Last: what would be emitted more without it. Fair share: its "
        "average over all orders in which the actions may come; fair shares and wedges add up to what "
        "all avoid together, the others do not, because actions interact."
    )
    blocks: list[Block] = [
        Heading(3, say(Message("What each action brings"))),
        Paragraph(say(text)),
        Table(say(caption), header, tuple(rows), frozenset({1, 2, 3, 4}), (3.4, 1, 1.2, 1.2, 1), total=True),
    ]
    if np.any(error_t > 0):
        told = Message(
            "Fair shares come from sampled orders; largest standard error: {error} {unit}.",
            error=say.number(float(error_t.max()), 1),
            unit=results.gas_unit,
        )
        blocks.append(Paragraph(say(told)))
    return blocks
