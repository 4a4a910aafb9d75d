"""What the indicators say about hazards: a proposal that a person accepts or changes.

The thresholds are assumptions of this workbench (tables/climate/hazard_rules.csv), not part of any method.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from secap.method.basis import codes, tables
from secap.method.basis.messages import Amount, Message
from secap.method.climate.periods import PeriodChange
from secap.method.climate.results import IndicatorSeries
from secap.method.climate.wording import amount, words

NOT_KNOWN = "not_known"
MID_CENTURY = (2041, 2070)


@dataclass(frozen=True, slots=True)
class Rule:
    """What one indicator says of one hazard.

    aspect : frequency | intensity;  direction : 1 where more of the indicator is more of the hazard, -1
    where less is;  moderate_from, high_from : mean of the last 30 years from which the probability is so,
    None where the indicator says nothing of it.
    """

    hazard: str
    indicator: str
    aspect: str
    direction: int
    moderate_from: float | None
    high_from: float | None
    quality: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Probability and expected change of a hazard, with the reason.

    probability : low | moderate | high | not_known;  changes : increase | decrease | no_change | not_known;
    quality : of the thresholds.
    """

    hazard: str
    probability: str
    change_intensity: str
    change_frequency: str
    reason: Message
    indicators: tuple[str, ...]
    quality: str = "assumed"

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the proposal JSON-ready."""
        return {
            "hazard": self.hazard,
            "name": codes.get("hazards", self.hazard).label(lang),
            "probability": self.probability,
            "change_intensity": self.change_intensity,
            "change_frequency": self.change_frequency,
            "reason": self.reason.text(lang),
            "indicators": list(self.indicators),
            "quality": self.quality,
        }


def rules() -> dict[str, list[Rule]]:
    """Return {hazard: its rules}."""
    found: dict[str, list[Rule]] = {}
    for row in tables.rows("climate/hazard_rules.csv"):
        rule = Rule(
            row["hazard"],
            row["indicator"],
            row["aspect"],
            {"up": 1, "down": -1}[row["direction"]],
            float(row["moderate_from"]) if row["moderate_from"] else None,
            float(row["high_from"]) if row["high_from"] else None,
            row["quality"],
        )
        found.setdefault(rule.hazard, []).append(rule)
    return found


def proposals(
    indicators: Mapping[str, IndicatorSeries],
    projected: Mapping[str, Sequence[PeriodChange]] | None = None,
) -> list[Proposal]:
    """Return a proposal for each hazard of which at least one indicator is known.

    The probability comes from the mean of the last 30 years. The change comes from the models where all of
    them agree about the middle of the century, else from the observed trend: increase or decrease where
    chance alone brings such a trend in fewer than 5 of 100 cases, else no change; not known below 10 years.

    Parameters: indicators : {code: as observed};  projected : {code: what models expect}
    Source: design, tables/climate/hazard_rules.csv
    """
    found = []
    for hazard, own in rules().items():
        used = [rule for rule in own if rule.indicator in indicators and indicators[rule.indicator].known]
        if not used:
            continue
        probability, changes, reasons = NOT_KNOWN, {"frequency": NOT_KNOWN, "intensity": NOT_KNOWN}, []
        for rule in used:
            series = indicators[rule.indicator]
            level, state = _probability(rule, series)
            if probability == NOT_KNOWN:
                probability = level
            changes[rule.aspect], course = _change(rule, series, (projected or {}).get(rule.indicator, ()))
            reasons.append(Message("{one} {two}", one=state, two=course))
        found.append(
            Proposal(
                hazard,
                probability,
                changes["intensity"],
                changes["frequency"],
                reduce(lambda one, two: Message("{one} {two}", one=one, two=two), reasons),
                tuple(rule.indicator for rule in used),
            )
        )
    return found


def _probability(rule: Rule, series: IndicatorSeries) -> tuple[str, Message]:
    name = codes.code("climate_indicators", rule.indicator)
    mean, first, last = series.recent()
    if mean is None:
        return NOT_KNOWN, Message("{indicator}: too few years for a recent mean.", indicator=name)
    told = amount(mean, rule.indicator)
    if rule.moderate_from is None or rule.high_from is None:
        return NOT_KNOWN, Message(
            "{indicator}: {mean} on average in {first}–{last}.",
            indicator=name, mean=told, first=first, last=last,
        )  # fmt: skip
    signed = rule.direction * mean
    level = (
        "high"
        if signed >= rule.direction * rule.high_from
        else "moderate"
        if signed >= rule.direction * rule.moderate_from
        else "low"
    )
    return level, Message(
        "{indicator}: {mean} on average in {first}–{last} "
        "(assumed: moderate from {moderate}, high from {high}).",
        indicator=name,
        mean=told,
        first=first,
        last=last,
        moderate=Amount(rule.moderate_from),
        high=Amount(rule.high_from),
    )


def _change(rule: Rule, series: IndicatorSeries, projected: Sequence[PeriodChange]) -> tuple[str, Message]:
    coming = [one for one in projected if one.period == MID_CENTURY]
    agreed = {one.agreed for one in coming}
    if len(agreed) == 1 and 0 not in agreed:
        told = [one.words() for one in coming]
        both = reduce(lambda one, two: Message("{one} {two}", one=one, two=two), told)
        return _named(rule.direction * agreed.pop()), Message("Models expect: {words}", words=both)
    said = words(series.trend, rule.indicator)
    if coming:
        said = Message("{one} {two}", one=said, two=Message("Models do not agree about the change."))
    if series.trend is None:
        return NOT_KNOWN, said
    return _named(rule.direction * series.trend.direction), said


def _named(direction: int) -> str:
    return "increase" if direction > 0 else "decrease" if direction < 0 else "no_change"
