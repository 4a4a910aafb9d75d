"""An indicator year by year, with its trend: what pages store, and what trends and proposals are made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from secap.method.basis import codes
from secap.method.climate.settings import indicator_unit
from secap.method.climate.trends import Trend, trend
from secap.method.climate.wording import words

RECENT_YEARS = 30
LEAST_RECENT = 10
DECIMALS = 6  # of a stored yearly value

YearlyValues = Mapping[str, Mapping[str, Sequence[float | int | None]]]


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """One indicator.

    years : rising, without a gap;  values : None where the year is not complete enough;  trend : None below
    10 values.
    """

    code: str
    years: tuple[int, ...]
    values: tuple[float | None, ...]
    trend: Trend | None

    @property
    def unit(self) -> str:
        return indicator_unit(self.code)

    @property
    def known(self) -> dict[int, float]:
        """{year: value}, years without a value left out."""
        return {year: value for year, value in zip(self.years, self.values, strict=True) if value is not None}

    @property
    def mean(self) -> float | None:
        known = self.known
        return math.fsum(known.values()) / len(known) if known else None

    def mean_of(self, first: int, last: int) -> tuple[float | None, int]:
        """Return (mean of the years from first to last, how many of them have a value)."""
        found = [value for year, value in self.known.items() if first <= year <= last]
        return (math.fsum(found) / len(found) if found else None), len(found)

    def recent(self) -> tuple[float | None, int, int]:
        """Return (mean, first year, last year) of the last 30 years; no mean below 10 values."""
        last = max(self.known, default=0)
        first = last - RECENT_YEARS + 1
        mean, count = self.mean_of(first, last)
        begin = min((year for year in self.known if year >= first), default=0)
        return (mean if count >= LEAST_RECENT else None), begin, last

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the indicator JSON-ready: its figures and trend, without the yearly values."""
        known, found = self.known, self.trend
        row = codes.get("climate_indicators", self.code)
        return {
            "name": row.label(lang),
            "unit": self.unit,
            "n_years": len(known),
            "first_year": min(known, default=None),
            "last_year": max(known, default=None),
            "mean": self.mean,
            "ols_per_decade": found.ols_per_decade if found else None,
            "ols_low": found.ols_low if found else None,
            "ols_high": found.ols_high if found else None,
            "sen_per_decade": found.sen_per_decade if found else None,
            "sen_low": found.sen_low if found else None,
            "sen_high": found.sen_high if found else None,
            "mk_s": found.mk_s if found else None,
            "mk_z": found.mk_z if found else None,
            "mk_p": found.mk_p if found else None,
            "mk_p_autocorrelated": found.mk_p_autocorrelated if found else None,
            "lag1": found.lag1 if found else None,
            "significance": found.significance if found else None,
            "words": words(found, self.code).text(lang),
        }


def indicator_series(code: str, years: Sequence[int], values: Sequence[float | None]) -> IndicatorSeries:
    """Return an indicator with its trend from its yearly values, such as those that were stored.

    Parameters: years : rising;  values : None or NaN where missing
    Source: as method.climate.trends
    """
    codes.get("climate_indicators", code)
    known = tuple(None if value is None or not math.isfinite(value) else float(value) for value in values)
    return IndicatorSeries(code, tuple(int(year) for year in years), known, trend(years, known))


def from_yearly(yearly: YearlyValues) -> dict[str, IndicatorSeries]:
    """Return the indicators of stored yearly values, {code: {"years": [...], "values": [...]}}."""
    return {
        code: indicator_series(code, [int(year or 0) for year in one["years"]], list(one["values"]))
        for code, one in yearly.items()
    }


def trimmed(years: Sequence[int], values: np.ndarray) -> tuple[tuple[int, ...], tuple[float | None, ...]]:
    """Return years and values without the years before the first and after the last value."""
    known = np.flatnonzero(np.isfinite(values))
    if not known.size:
        return (), ()
    begin, end = int(known[0]), int(known[-1]) + 1
    rounded = np.round(values[begin:end], DECIMALS).tolist()
    kept = tuple(value if value == value else None for value in rounded)  # NaN alone differs from itself
    return tuple(years[begin:end]), kept
