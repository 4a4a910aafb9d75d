"""Checks of the vulnerability indicators: sources, weights, values that say nothing or are not there."""

from __future__ import annotations

from collections.abc import Iterator

from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.risk.checks import places
from secap.method.risk.checks.data import RiskData
from secap.method.risk.vulnerability import (
    ALL_EQUAL,
    BAD_WEIGHT,
    NO_REFERENCE,
    NO_VALUE,
    NO_WEIGHT,
    REVERSED,
    TOWN,
    IndicatorView,
)

TOWN_NAME = Message("the whole town")

# {why an indicator does not count: (name of the check, severity, what, what to do)}
EXCLUDED = {
    BAD_WEIGHT: (
        "indicator_weight",
        Severity.ERROR,
        Message("The weight of this indicator is negative or no number, so it does not count."),
        Message("Enter a weight of 0 or more: {place}.", place=places.INDICATORS),
    ),
    NO_VALUE: (
        "indicator_no_value",
        Severity.WARNING,
        Message("This indicator has no value, so it does not count."),
        Message("Enter its values, or take it out: {place}.", place=places.SCORE),
    ),
    ALL_EQUAL: (
        "indicator_equal",
        Severity.WARNING,
        Message("All values of this indicator are equal: it tells no district apart and does not count."),
        Message("Choose another one, or enter lowest and highest values to compare with: {place}.",
                place=places.INDICATORS),
    ),
    NO_REFERENCE: (
        "indicator_reference",
        Severity.WARNING,
        Message("One value for the whole town can't be scored without values to compare it with."),
        Message("Enter lowest and highest values to compare with: {place}.", place=places.INDICATORS),
    ),
    REVERSED: (
        "indicator_reference",
        Severity.ERROR,
        Message("The lowest value to compare with is not below the highest: the indicator does not count."),
        Message("Correct the two values: {place}.", place=places.INDICATORS),
    ),
}  # fmt: skip


def check_indicators(data: RiskData) -> Iterator[Finding]:
    """Indicators without source, without weight, or that do not count for another reason."""
    for one in data.indicators:
        if not one.source.strip():
            yield _of(
                one,
                "indicator_source",
                Severity.WARNING,
                Message("This indicator has no source."),
                Message("Name where its values stand: {place}.", place=places.INDICATORS),
            )
        why = data.vulnerability.excluded.get(one.uid, "")
        if why in EXCLUDED:
            id, severity, message, hint = EXCLUDED[why]
            yield _of(one, id, severity, message, hint)
    excluded = data.vulnerability.excluded
    if data.indicators and all(excluded.get(one.uid) == NO_WEIGHT for one in data.indicators):
        yield Finding(
            "risk.weights_zero",
            Severity.WARNING,
            (places.CHAPTER,),
            Message("The weights of all indicators are 0, so there is no vulnerability score."),
            Message("Give the indicators that matter a weight, such as 1: {place}.", place=places.INDICATORS),
        )


def check_districts(data: RiskData) -> Iterator[Finding]:
    """Districts without a value, and values beyond what they are compared with."""
    found = data.vulnerability
    titles = {one.uid: one.title for one in data.indicators}
    weights = {one.uid for one in data.indicators if one.uid in found.weights}
    told = {uid for row in found.rows for uid in row.parts} if data.districts else weights
    whole = [found.town] if found.town and not data.districts else []
    for row in (*found.rows, *whole):
        missing = [titles[uid] for uid in titles if uid in weights & told and uid not in row.parts]
        if not missing:
            continue
        values = {"titles": missing, "coverage": Amount(100 * row.coverage_share, "%", 0)}
        yield Finding(
            "risk.district_no_value",
            Severity.WARNING,
            (places.CHAPTER, row.district.name if data.districts else TOWN_NAME),
            Message("No value of {titles}; less than half of the weights are known ({coverage}): no score.",
                    **values)
            if row.score is None
            else Message("No value of {titles}: the score rests on {coverage} of the weights.", **values),
            Message("Enter what is known: {place}.", place=places.SCORE),
        )  # fmt: skip
    names = {one.uid: one.name for one in data.districts}
    by_uid = {one.uid: one for one in data.indicators}
    for uid, district in found.outside:
        one = by_uid[uid]
        values = {"value": Amount(one.values[district], one.unit)}
        name = TOWN_NAME if district == TOWN else names[district]
        yield Finding(
            "risk.value_outside",
            Severity.WARNING,
            (places.CHAPTER, one.title, name),
            Message("The answer {value} is not between 1 and 5, so it does not count.", **values)
            if one.is_qualitative
            else Message("The value {value} lies beyond what it is compared with and counts as the bound.",
                         **values),
            Message("Correct the value or the values to compare with: {place}.", place=places.SCORE),
        )  # fmt: skip


def _of(one: IndicatorView, id: str, severity: Severity, message: Message, hint: Message) -> Finding:
    return Finding(f"risk.{id}", severity, (places.CHAPTER, one.title), message, hint)
