"""Section 3: the vulnerability score of the districts: weights, scores, and what other weights change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secap.desk.risk.charts import district_scores
from secap.desk.risk.map_chart import district_map
from secap.method.basis.messages import Amount, Message
from secap.method.risk.sensitivity import SWING_SHARE, Sensitivity
from secap.method.risk.vulnerability import (
    ALL_EQUAL,
    BAD_WEIGHT,
    LEAST_COVERAGE_SHARE,
    NO_REFERENCE,
    NO_VALUE,
    NO_WEIGHT,
    REVERSED,
    IndicatorView,
    Vulnerability,
)
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Note, Paragraph, Picture, Table, split_columns
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue

EXCLUDED = {
    NO_WEIGHT: Message("its weight is 0"),
    BAD_WEIGHT: Message("its weight is no number of 0 or more"),
    NO_VALUE: Message("it has no value"),
    ALL_EQUAL: Message("all districts have the same value"),
    NO_REFERENCE: Message("the lowest and the highest value to compare with are missing"),
    REVERSED: Message("its lowest value to compare with is not below the highest"),
}


def score(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return indicators with their weights, scores with their coverage, map or bars, and sensitivity."""
    heading = Heading(2, say(Message("Vulnerability score")))
    if not plan.vulnerability_indicators:
        missing = say.missing(
            Message("No indicator of vulnerability is chosen, so districts are not compared."),
            remedy=Message("Choose three to six: Risk and vulnerability > Vulnerability indicators."),
        )
        return [heading, missing]
    found, views = plan.resilience.vulnerability, plan.resilience.indicators
    text = Message(
        "Each indicator is brought on a scale from 0 to 1 between its lowest and its highest value "
        "{source}, turned round where less is more vulnerable; the score is the weighted mean times 100. "
        "Unknown values are left out, not scored; where less than {least} of the weights are known there is "
        "no score.",
        source=sources.cite("oecd_jrc_2008"),
        least=say.share(LEAST_COVERAGE_SHARE, 0),
    )
    blocks: list[Block] = [heading, Paragraph(say(text)), _weights(views, found, say)]
    blocks += _excluded(views, found, say)
    if not found.ranked and found.town is None:
        missing = say.missing(
            Message("There is no score yet: values of the indicators are missing."),
            remedy=Message("Enter them by district: Risk and vulnerability > Vulnerability score."),
        )
        return [*blocks, missing]
    figure = district_map(found.rows, say.lang) or district_scores(found.rows, say.lang)
    blocks += [Picture(figure)] if figure else []
    blocks += [*_scores(views, found, say), *_values(views, found, say)]
    return [*blocks, *_town(found, say), *_sensitivity(plan, say)]


def _weights(views: Sequence[IndicatorView], found: Vulnerability, say: Tongue) -> Table:
    header = (
        say(Message("Indicator")), say(Message("Kind")), say(Message("Direction")), say(Message("Weight")),
        say(Message("Compared with")), say(Message("Source")),
    )  # fmt: skip
    rows = tuple(
        (
            f"{one.title}, {one.unit}" if one.unit else one.title,
            say.name("vulnerability_types", one.kind),
            say.name("indicator_directions", one.direction),
            say.share(found.weights.get(one.uid), 0),
            _bounds(found.bounds.get(one.uid), say),
            ", ".join(filter(None, [one.source, str(one.year or "")])) or say(Message("no source given")),
        )
        for one in views
    )
    caption = say(Message("Indicators of vulnerability and their weights"))
    return Table(caption, header, rows, frozenset({3}), (2.6, 1.4, 1.4, 0.8, 1.2, 2))


def _bounds(bounds: tuple[float, float] | None, say: Tongue) -> str:
    return "–".join(say.number(bound) for bound in bounds) if bounds else "–"


def _excluded(views: Sequence[IndicatorView], found: Vulnerability, say: Tongue) -> list[Block]:
    told = tuple(
        f"{one.title}: {say(EXCLUDED[found.excluded[one.uid]])}" for one in views if one.uid in found.excluded
    )
    if not told:
        return []
    title = Message("Indicators that do not count: {count}", count=len(told))
    return [Note("warning", say(title), ""), Items(told)]


def _scores(views: Sequence[IndicatorView], found: Vulnerability, say: Tongue) -> list[Block]:
    """Return the score of every district with what it rests on, 0-100 by indicator."""
    if not found.rows:
        return []
    header = (
        say(Message("District")), say(Message("Place")), say(Message("Score, 0-100")),
        say(Message("Weights known")), say(Message("Indicators that are missing")),
    )  # fmt: skip
    counting = [one for one in views if one.uid in found.weights]
    rows = tuple(
        (
            row.district.name,
            "–" if row.rank is None else str(row.rank),
            say(Message("no score")) if row.score is None else say.number(row.score, 0),
            say.share(row.coverage_share, 0),
            "; ".join(one.title for one in counting if one.uid not in row.parts) or "–",
        )
        for row in found.rows
    )
    caption = say(Message("Districts by their vulnerability score, the most vulnerable first"))
    return [Table(caption, header, rows, frozenset({1, 2, 3}), (2.2, 0.7, 1.5, 1.1, 2.8))]


def _values(views: Sequence[IndicatorView], found: Vulnerability, say: Tongue) -> list[Block]:
    """Return the values as entered; what is missing is a dash."""
    if not found.rows:
        return []
    header = (
        say(Message("District")),
        *(f"{one.title}, {one.unit}" if one.unit else one.title for one in views),
    )
    rows = tuple(
        (row.district.name, *(say.number(one.values.get(row.district.uid)) for one in views))
        for row in found.rows
    )
    table = Table(say(Message("Values of the indicators by district")), header, rows)
    return list(split_columns(table, say.part))


def _town(found: Vulnerability, say: Tongue) -> list[Block]:
    if found.town is None or found.town.score is None:
        return []
    text = Message(
        "The whole town: {score} of 100; weights known: {known}.",
        score=Amount(found.town.score, "", 0),
        known=say.share(found.town.coverage_share, 0),
    )
    return [Paragraph(say(text))]


def _sensitivity(plan: Plan, say: Tongue) -> list[Block]:
    """Return what the ranking owes to the weights that were chosen."""
    found = plan.resilience.sensitivity
    if found is None:
        return []
    header = (
        say(Message("District")), say(Message("Place")),
        say(Message("Places when one weight moves by {share}", share=say.share(SWING_SHARE, 0))),
        say(Message("Keeps its place")), say(Message("Is the most vulnerable")),
    )  # fmt: skip
    rows = tuple(
        (
            one.district.name,
            str(one.rank),
            "–".join(dict.fromkeys((str(one.best), str(one.worst)))),
            say.share(one.kept_share, 0),
            say.share(one.first_share, 0),
        )
        for one in found.swings
    )
    text = Message(
        "How much the order owes to the weights: each weight alone was moved by half of itself, then all of "
        "them were drawn {draws} times at random around those chosen (seed {seed}); the last two columns are "
        "shares of the draws.",
        draws=say.number(found.draws, 0),
        seed=plan.resilience.seed,
    )
    caption = say(Message("Order of the districts with other weights"))
    table = Table(caption, header, rows, frozenset({1, 2, 3, 4}), (2.6, 0.8, 2, 1.4, 1.6))
    return [
        Heading(3, say(Message("If the weights were others"))),
        Paragraph(say(text)),
        table,
        *_holds(found, {one.uid: one.title for one in plan.resilience.indicators}, say),
    ]


def _holds(found: Sensitivity, titles: Mapping[str, str], say: Tongue) -> list[Block]:
    """Return between which weights the first district stays first."""
    told = tuple(
        say(
            Message(
                "{indicator}: {low} to {high} of the weights (chosen: {share})",
                indicator=titles.get(one.indicator, one.indicator),
                low=say.share(one.low_share, 0),
                high=say.share(one.high_share, 0),
                share=say.share(one.share, 0),
            )
        )
        for one in found.holds
    )
    if not told:
        return []
    text = Message(
        "{district} stays in first place as long as the weight of one indicator, the others left alone, lies "
        "between these bounds:",
        district=found.swings[0].district.name,
    )
    return [Paragraph(say(text)), Items(told)]
