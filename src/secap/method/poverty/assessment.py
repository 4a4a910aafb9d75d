"""Indicators of energy poverty: how worrying each macro-area and the whole are, and what is not known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.messages import Code

INDICATORS, AREAS, CONCERNS = "poverty_indicators", "poverty_macro_areas", "poverty_concerns"
YES_NO, NUMBER = "yes_no", "number"
NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator in one year.

    indicator : code of `poverty_indicators`;  value : a number, or answer : yes or no, None: not told;
    unit : its own, empty: that of the list;  concern : code of `poverty_concerns`, empty: not assessed;
    reference : the record behind it.
    """

    indicator: str
    year: int | None = None
    value: float | None = None
    answer: bool | None = None
    unit: str = ""
    concern: str = ""
    assessment: str = ""
    source: str = ""
    uid: str = ""
    reference: object = None

    @property
    def code(self) -> Code:
        """The indicator for a sentence."""
        return codes.code(INDICATORS, self.indicator)

    @property
    def macro_area(self) -> str:
        """Code of `poverty_macro_areas`, empty for an indicator that the list does not hold."""
        row = codes.table(INDICATORS).get(self.indicator)
        return str(row.macro_area) if row else ""

    @property
    def is_told(self) -> bool:
        """It has a number or an answer."""
        return self.value is not None or self.answer is not None

    @property
    def score(self) -> int | None:
        """1 (low concern) to 3, None where the concern is not assessed or not known."""
        return concern_score(self.concern)


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One macro-area.

    indicators : the latest year of each chosen one;  told : how many have a number or an answer;
    assessed : how many have a scored concern;  score : mean of these, 1-3, None without any;
    concern : the nearest level, None without any;  unknown : concern looked at, but not known.
    """

    macro_area: str
    indicators: tuple[IndicatorView, ...]
    told: int
    assessed: int
    score: float | None
    concern: str | None
    unknown: tuple[IndicatorView, ...]

    @property
    def is_covered(self) -> bool:
        """At least one of its indicators has a number or an answer."""
        return self.told > 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """All macro-areas.

    covered : how many have an indicator with a number or an answer;
    score : mean of the areas' scores, 1-3, None without any;  concern : the nearest level;
    assessed_share : of the chosen indicators whose concern is scored, 0-1, 0 without any.
    """

    areas: tuple[AreaResult, ...]
    covered: int
    score: float | None
    concern: str | None
    assessed_share: float


def concern_score(concern: str) -> int | None:
    """Return the score of a concern, 1 to 3; None where it is empty (not assessed) or not known.

    Raises: InvalidInput where there is no such level
    """
    if not concern:
        return None
    score = codes.get(CONCERNS, concern).score
    return None if score == "" else int(score)


def nearest_concern(score: float | None) -> str | None:
    """Return the level nearest to a score, the more worrying one half way between two; None without one.

    Source: design

    >>> nearest_concern(1.5), nearest_concern(1.4), nearest_concern(None)
    ('moderate', 'low', None)
    """
    if score is None:
        return None
    scored = {code: known for code in codes.table(CONCERNS) if (known := concern_score(code)) is not None}
    return min(scored, key=lambda code: (abs(scored[code] - score), -scored[code]))


def latest(indicators: Iterable[IndicatorView]) -> list[IndicatorView]:
    """Return the latest year of each indicator, in the order of the list of indicators.

    An earlier year never fills in for what the latest one does not tell.
    """
    found: dict[str, IndicatorView] = {}
    for one in indicators:
        before = found.get(one.indicator)
        if before is None or (one.year or 0) > (before.year or 0):
            found[one.indicator] = one
    order = list(codes.table(INDICATORS))
    return sorted(
        found.values(),
        key=lambda one: (order.index(one.indicator) if one.indicator in order else len(order), one.indicator),
    )


def assess(indicators: Iterable[IndicatorView]) -> Assessment:
    """Return the concern in each macro-area and in the whole.

    area = mean of the scored concerns of its indicators (low 1, moderate 2, high 3);  whole = mean of the
    areas, so that an area with many indicators does not outweigh the others. What is not assessed or not
    known is never scored.

    Source: design; macro-areas com_energy_poverty_2022; worked cases in tests/cases/poverty.yaml
    """
    chosen = latest(indicators)
    areas = tuple(
        _area(code, [one for one in chosen if one.macro_area == code]) for code in codes.table(AREAS)
    )
    score = _mean([one.score for one in areas if one.score is not None])
    assessed = sum(one.score is not None for one in chosen)
    return Assessment(
        areas,
        sum(one.is_covered for one in areas),
        score,
        nearest_concern(score),
        assessed / len(chosen) if chosen else 0.0,
    )


def _area(code: str, chosen: Sequence[IndicatorView]) -> AreaResult:
    scores = [one.score for one in chosen if one.score is not None]
    score = _mean(scores)
    return AreaResult(
        code,
        tuple(chosen),
        sum(one.is_told for one in chosen),
        len(scores),
        score,
        nearest_concern(score),
        tuple(one for one in chosen if one.concern == NOT_KNOWN),
    )


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
