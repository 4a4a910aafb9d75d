"""Section 4: the scenarios side by side, what each action brings, weights and ranking, what is assumed."""

from __future__ import annotations

from secap.desk.scenarios import charts
from secap.desk.scenarios.standing import SHOWN_YEARS, Standing
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Note, Paragraph, Picture, Table
from secap.reports.outlook import Outlook
from secap.reports.plan import chances, contributions, path_points, ranking
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue


def scenarios(plan: Plan, outlook: Outlook, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the chapter of the scenarios."""
    heading = Heading(2, say(Message("Scenarios")))
    if outlook.problem is not None:
        hint = outlook.problem.hint or Message("Correct it: Scenarios.")
        return [heading, say.missing(outlook.problem.message, remedy=hint)]
    drawn = [one for one in outlook.standings if one.results is not None]
    blocks: list[Block] = [heading, *_stories(outlook, say)]
    if not drawn:
        return blocks
    figure = charts.comparison(drawn, charts.points_of(plan), say.lang)
    blocks += [Picture(figure)] if figure else []
    for year in _years(plan, drawn):
        blocks.append(_table(drawn, year, plan.allowed_t.get(year), say))
    blocks += _together(drawn, say)
    return [
        *blocks,
        *contributions.contributions(plan, outlook, say),
        *ranking.ranking(plan, outlook, say),
        *chances.chances(plan, outlook, say),
        *path_points.assumptions(plan, outlook, say, sources),
    ]


def _stories(outlook: Outlook, say: Tongue) -> list[Block]:
    text = Message(
        "The yearly model goes from the latest inventory to the horizon of each scenario. Actions act on "
        "what others leave: two savings on the same use do not add up."
    )
    rows = tuple((one.name, one.story or "–") for one in outlook.standings)
    header = (say(Message("Scenario")), say(Message("What happens in it")))
    table = Table(say(Message("The scenarios")), header, rows, widths=(1.6, 4.4))
    broken = [
        Note("error", say(Message("Not computed: {scenario}", scenario=one.name)), say(one.problem.message))
        for one in outlook.standings
        if one.problem is not None
    ]
    return [Paragraph(say(text)), table, *broken]


def _years(plan: Plan, drawn: list[Standing]) -> list[int]:
    """Return the years of the targets that a scenario reaches; without a target the usual ones."""
    wanted = sorted(plan.allowed_t) or list(SHOWN_YEARS)
    return [year for year in wanted if any(one.at(year) for one in drawn)]


def _table(drawn: list[Standing], year: int, goal_t: float | None, say: Tongue) -> Table:
    header = [
        say(Message("Scenario")), say(Message("Emissions, {unit}", unit=_unit(drawn))),
        say(Message("Final energy, MWh")), say(Message("Renewable share")),
    ]  # fmt: skip
    if goal_t is not None:
        header[2:2] = [say(Message("Above (+) or below (−) the target"))]
    rows = []
    for one in drawn:
        cells = [
            one.name, say.whole(one.total_t(year)), say.whole(one.energy_mwh(year)),
            say.share(one.renewable_share(year)),
        ]  # fmt: skip
        if goal_t is not None:
            total = one.total_t(year)
            cells[2:2] = [say.signed(None if total is None else total - goal_t)]
        rows.append(tuple(cells))
    caption = (
        Message("Scenarios in {year}", year=year)
        if goal_t is None
        else Message(
            "Scenarios in {year}; target: {goal}", year=year, goal=f"{say.whole(goal_t)} {_unit(drawn)}"
        )
    )
    widths = (2.6, *([1.2] * (len(header) - 1)))
    return Table(say(caption), tuple(header), tuple(rows), frozenset(range(1, len(header))), widths)


def _together(drawn: list[Standing], say: Tongue) -> list[Block]:
    header = (
        say(Message("Scenario")), say(Message("Horizon")),
        say(Message("Emitted until then, {unit}", unit=_unit(drawn))),
        say(Message("Left of the budget (−: overdrawn)")),
        say(Message("Discounted cost of its actions, EUR")),
    )  # fmt: skip
    rows = []
    partly = []
    for one in drawn:
        if one.results is None:
            continue
        budget, costs = one.results.budget, one.results.costs
        if one.cost_eur is not None and not costs.is_complete:
            partly.append(one.name)
        rows.append(
            (
                one.name, str(one.results.frame.years[-1]), say.whole(one.cumulative_t),
                say.signed(budget.left_t if budget else None, plus=False), say.eur(one.cost_eur),
            )
        )  # fmt: skip
    blocks: list[Block] = [
        Table(
            say(Message("Scenarios from the latest inventory to the horizon")), header, tuple(rows),
            frozenset({1, 2, 3, 4}), (2.6, 0.9, 1.3, 1.4, 1.4),
        )
    ]  # fmt: skip
    if partly:
        text = Message(
            "Cost or operation of some actions is not known; the real cost is higher: {scenarios}.",
            scenarios=partly,
        )
        blocks.append(Paragraph(say(text)))
    return blocks


def _unit(drawn: list[Standing]) -> str:
    return next((one.results.gas_unit for one in drawn if one.results), "t")
