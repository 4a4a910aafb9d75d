"""What weakens the indicators of a series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.climate.completeness import (
    MOST_MISSING_IN_MONTH,
    MOST_MISSING_IN_YEAR,
    complete_years,
)
from secap.method.climate.results import RECENT_YEARS, IndicatorSeries
from secap.method.climate.series import DailySeries
from secap.method.climate.trends import LEAST_YEARS


def findings_of(series: DailySeries, indicators: Mapping[str, IndicatorSeries]) -> list[Finding]:
    """Return what a reader of the indicators must know."""
    return [
        *_nothing(series, indicators),
        *_derived(series),
        *_incomplete(series, indicators),
        *_short(series, indicators),
    ]


def _nothing(series: DailySeries, indicators: Mapping[str, IndicatorSeries]) -> Iterator[Finding]:
    if not indicators:
        yield Finding(
            "climate.no_complete_year",
            Severity.ERROR,
            (series.name,),
            Message(
                "No year is complete enough for an indicator (at most {year} days of a year and {month} "
                "of each month may be missing).",
                year=MOST_MISSING_IN_YEAR,
                month=MOST_MISSING_IN_MONTH,
            ),
            Message("Give a series with whole years."),
        )


def _derived(series: DailySeries) -> Iterator[Finding]:
    if "tm" in series.derived:
        yield Finding(
            "climate.derived_mean",
            Severity.INFO,
            (series.name, codes.code("climate_variables", "tm")),
            Message("No daily mean is given; it was computed as the middle of maximum and minimum."),
            Message("Give the measured mean where there is one: degree days may differ by some percent."),
        )


def _incomplete(series: DailySeries, indicators: Mapping[str, IndicatorSeries]) -> Iterator[Finding]:
    """Years with some values, but too few; those without any are told when the file is read."""
    if not indicators:
        return
    values = series.on(series.axis)
    for name, one in values.items():
        whole = complete_years(one, series.axis)
        some = np.add.reduceat(np.isfinite(one), series.axis.year_starts[:-1], dtype=np.int64) > 0
        years = [int(year) for year in series.axis.years[some & ~whole]]
        if years:
            yield Finding(
                "climate.incomplete_years",
                Severity.INFO if len(years) <= 2 else Severity.WARNING,
                (series.name, codes.code("climate_variables", name)),
                Message("Years without indicators, because too many days are missing ({count}): {years}.",
                        count=len(years), years=spans(years)),
                Message("Nothing is filled. Look for the missing days at the station's owner."),
            )  # fmt: skip


def _short(series: DailySeries, indicators: Mapping[str, IndicatorSeries]) -> Iterator[Finding]:
    longest = max((len(one.known) for one in indicators.values()), default=0)
    if indicators and longest < LEAST_YEARS:
        yield Finding(
            "climate.too_short",
            Severity.WARNING,
            (series.name,),
            Message("Complete years: {count}, too few for a trend (at least {least}).",
                    count=longest, least=LEAST_YEARS),
            Message("Use a longer series."),
        )  # fmt: skip
    elif indicators and longest < RECENT_YEARS:
        yield Finding(
            "climate.short",
            Severity.INFO,
            (series.name,),
            Message("Complete years: {count}, fewer than the {usual} that describe a climate.",
                    count=longest, usual=RECENT_YEARS),
            Message("Take means and trends with care, or use a longer series."),
        )  # fmt: skip


def spans(years: list[int]) -> str:
    """Return years as text, neighbours drawn together: 1961–1963, 1970."""
    parts: list[list[int]] = []
    for year in sorted(years):
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
