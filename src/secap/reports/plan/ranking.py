"""Section 4: the scenarios weighed against each other."""

from __future__ import annotations

from secap.desk.scenarios.models import ScenarioSettings
from secap.desk.scenarios.standing import Standing
from secap.desk.scenarios.weighing import candidates, comparable, weights_of
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.comparison import TABLE, Comparison, compare
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table, split_columns
from secap.reports.outlook import Outlook
from secap.reports.plan.tongue import Tongue

LEAST, COLUMNS = 2, 5  # scenarios that can be ranked; side by side


def ranking(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return criteria, weights and ranking; nothing below two scenarios that reach the year."""
    year = outlook.main_year(plan)
    if year is None:
        return []
    of = {one.uid: one for one in comparable(outlook.standings)}
    weighed = candidates(of.values(), year)
    if len(weighed) < LEAST:
        return []
    settings = plan.scenario_settings[0] if plan.scenario_settings else ScenarioSettings()
    try:
        result = compare(weighed, weights_of(settings), year=year)
    except InvalidInput:  # a weight that is no number; its page says so
        return []
    return [
        Heading(3, say(Message("Scenarios weighed against each other"))),
        *_order(result, of, say),
        *_criteria(result, of, say),
    ]


def _order(result: Comparison, of: dict[str, Standing], say: Tongue) -> list[Block]:
    header = (
        say(Message("Place")), say(Message("Scenario")), say(Message("Points of 100")),
        say(Message("Share of the weights known")), say(Message("Places with other weights")),
    )  # fmt: skip
    rows = tuple(
        (
            "–" if line.rank is None else str(line.rank),
            of[line.candidate.name].name,
            say.number(None if line.score is None else 100 * line.score, 0),
            say.share(line.known_share, 0),
            "–".join(dict.fromkeys(str(place) for place in (line.best, line.worst) if place is not None))
            or "–",
        )
        for line in result.lines
    )
    text = {
        True: Message(
            "The first place is stable: no single weight that is halved, doubled or left out moves it."
        ),
        False: Message(
            "The first place hangs on the weights: halving, doubling or leaving out one may move it."
        ),
        None: Message("No scenario could be ranked: nothing that has weight is known."),
    }[result.is_stable]
    caption = say(Message("Ranking of the scenarios for {year}", year=result.year))
    return [
        Table(caption, header, rows, frozenset({2, 3, 4}), (0.7, 3.2, 1.1, 1.5, 1.5)),
        Paragraph(say(text)),
    ]


def _criteria(result: Comparison, of: dict[str, Standing], say: Tongue) -> list[Table]:
    whole = sum(result.weights.values())
    lines = {line.candidate.name: line for line in result.lines}
    rows = tuple(
        (
            _named(code, result.weights.get(code, 0.0) / whole if whole else None, say),
            *(_value(code, lines[uid].values.get(code), say) for uid in of if uid in lines),
        )
        for code in codes.table(TABLE)
    )
    header = (say(Message("Criterion (weight)")), *(one.name for uid, one in of.items() if uid in lines))
    caption = say(Message("What the criteria say of each scenario in {year}", year=result.year))
    table = Table(caption, header, rows, frozenset(range(1, len(header))))
    return list(split_columns(table, say.part, COLUMNS))


def _named(code: str, share: float | None, say: Tongue) -> str:
    unit = str(codes.table(TABLE)[code].unit)
    name = say.code(TABLE, code)
    unit = "" if unit in {"share", "1-5", "jobs"} else f", {unit}"
    return f"{name}{unit} ({say.share(share, 0)})"


def _value(code: str, value: float | None, say: Tongue) -> str:
    return say.share(value) if codes.table(TABLE)[code].unit == "share" else say.number(value, 0)
