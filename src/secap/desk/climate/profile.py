"""`SeriesProfile`: a series with what the book makes of its yearly values. Nothing of it is stored."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.climate.chapter import SeriesRecords
from secap.desk.climate.models import ClimateIndicator, ClimateSeries
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.climate.findings import spans
from secap.method.climate.periods import PeriodChange, Projection, changes
from secap.method.climate.results import RECENT_YEARS, IndicatorSeries, indicator_series
from secap.method.climate.trends import Trend
from secap.method.climate.wording import words

TABLE = "climate_indicators"
OBSERVED = "observed"
MAIN = (
    "tm", "txx", "su", "hot_days", "heat_wave_days", "fd", "hdd", "cooling_degree_days", "prcptot", "rx1day",
    "cdd",
)  # fmt: skip
HEADLINES = ("tm", "hot_days", "fd", "hdd", "prcptot", "rx1day")
MULTIPLES = 6
LEAST_COMPARED = 10  # values that a mean of a period needs

GROUPS: tuple[tuple[str, Promise], ...] = (
    ("temperature", _("Temperature")),
    ("heat", _("Heat")),
    ("cold", _("Cold")),
    ("degree_days", _("Degree days")),
    ("precipitation", _("Precipitation and drought")),
    ("wind", _("Wind")),
)


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar years, both ends included."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


def group_of(code: str) -> str:
    """Return under which heading an indicator stands; it follows from its row of the table."""
    row = codes.get(TABLE, code)
    if "pr" in str(row.needs):
        return "precipitation"
    if {"gust", "wind"} & set(str(row.needs).split("|")):
        return "wind"
    if row.unit == "K·d":
        return "degree_days"
    if row.unit == "°C" or row.statistic == "length":
        return "temperature"
    return "cold" if row.higher_is == "colder" else "heat"


def yearly(record: ClimateIndicator) -> tuple[list[int], list[float | None]]:
    """Return (years without a gap, values) of a stored indicator."""
    known = {int(year): value for year, value in record.years.items() if str(year).lstrip("-").isdigit()}
    if not known:
        return [], []
    years = list(range(min(known), max(known) + 1))
    return years, [known.get(year) for year in years]


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of a series.  before, recent : the periods that are compared, None where too short."""

    record: ClimateIndicator
    indicator: IndicatorSeries
    before: Period | None
    recent: Period | None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> str:
        return str(self.record)

    @property
    def short_name(self) -> str:
        """The name without what stands in brackets."""
        return self.name.split(" (")[0]

    def indicator_name(self, lang: str) -> str:
        """Return the indicator's name in a language, whatever the page's is."""
        return codes.get(TABLE, self.code).label(lang)

    @property
    def digits(self) -> int:
        return int(codes.get(TABLE, self.code).decimals)

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def trend(self) -> Trend | None:
        return self.indicator.trend

    @property
    def words(self) -> Message:
        return words(self.trend, self.code)

    @property
    def is_clear(self) -> bool:
        return bool(self.trend and self.trend.direction)

    def _mean(self, period: Period | None) -> float | None:
        if period is None:
            return None
        mean, count = self.indicator.mean_of(period.first, period.last)
        return mean if count >= LEAST_COMPARED else None

    @property
    def before_mean(self) -> float | None:
        return self._mean(self.before)

    @property
    def recent_mean(self) -> float | None:
        return self._mean(self.recent)

    @property
    def difference(self) -> float | None:
        """Mean of the recent years minus that of the first years."""
        before, recent = self.before_mean, self.recent_mean
        return None if before is None or recent is None else recent - before

    @property
    def used(self) -> int:
        """Years with a value."""
        return len(self.indicator.known)

    @property
    def left_out(self) -> list[int]:
        """Years between the first and the last that have no value."""
        known = self.indicator.known
        if not known:
            return list(self.indicator.years)
        return [year for year in range(min(known), max(known) + 1) if year not in known]

    @property
    def left_out_text(self) -> str:
        return spans(self.left_out)


@dataclass
class SeriesProfile:
    """A series as its pages show it."""

    records: SeriesRecords

    @property
    def series(self) -> ClimateSeries:
        return self.records.series

    @property
    def is_observed(self) -> bool:
        return self.series.kind == OBSERVED

    @cached_property
    def period(self) -> Period | None:
        """The years that any indicator has a value for."""
        known = [
            int(year)
            for one in self.records.indicators
            for year, value in one.years.items()
            if value is not None
        ]
        return Period(min(known), max(known)) if known else None

    @cached_property
    def compared(self) -> tuple[Period | None, Period | None]:
        """The first and the last 30 years; of a series below 60 years its two halves."""
        whole = self.period
        if whole is None:
            return None, None
        length = min(RECENT_YEARS, (whole.last - whole.first + 1) // 2)
        if length < LEAST_COMPARED:
            return None, None
        return Period(whole.first, whole.first + length - 1), Period(whole.last - length + 1, whole.last)

    @cached_property
    def lines(self) -> dict[str, IndicatorLine]:
        """{code: indicator}, in the order of the table."""
        there = {one.code: one for one in self.records.indicators}
        before, recent = self.compared
        return {
            code: IndicatorLine(there[code], indicator_series(code, *yearly(there[code])), before, recent)
            for code in codes.table(TABLE)
            if code in there
        }

    @property
    def indicators(self) -> dict[str, IndicatorSeries]:
        return {code: line.indicator for code, line in self.lines.items()}

    @property
    def groups(self) -> list[tuple[str, str, list[IndicatorLine]]]:
        """(code, name, indicators) of the headings that have any."""
        found = [
            (code, str(name), [line for line in self.lines.values() if group_of(line.code) == code])
            for code, name in GROUPS
        ]
        return [one for one in found if one[2]]

    @property
    def headlines(self) -> list[IndicatorLine]:
        """What stands on top, as far as the series has it."""
        return [self.lines[code] for code in HEADLINES if code in self.lines]

    @property
    def multiples(self) -> list[IndicatorLine]:
        """The six that stand side by side."""
        ranked = [self.lines[code] for code in (*HEADLINES, *MAIN) if code in self.lines]
        return list(dict.fromkeys(ranked))[:MULTIPLES]


def profiles(records: Iterable[SeriesRecords]) -> list[SeriesProfile]:
    """Return the series as profiles: observed before projected, the longest record first."""
    found = [SeriesProfile(one) for one in records]
    return sorted(found, key=lambda one: (not one.is_observed, -_length(one.period), one.series.title))


def _length(period: Period | None) -> int:
    return period.last - period.first + 1 if period else 0


def projections(
    observed: IndicatorSeries | None, code: str, runs: Sequence[SeriesProfile]
) -> list[PeriodChange]:
    """Return what the town's model runs expect of an indicator, by emission scenario and period."""
    found = []
    for run in runs:
        record = next((one for one in run.records.indicators if one.code == code), None)
        if run.is_observed or record is None:
            continue
        years, values = yearly(record)
        series = IndicatorSeries(code, tuple(years), tuple(values), None)
        found.append(Projection(run.series.model or run.series.title, run.series.experiment, series))
    return changes(observed, found) if found else []


def reference_mean(indicator: IndicatorSeries, period: Period | None) -> float | None:
    """Return the mean of a period, of the whole series where the period is None or has no value."""
    known = indicator.known
    within = [value for year, value in known.items() if period and period.first <= year <= period.last]
    chosen = within or list(known.values())
    return math.fsum(chosen) / len(chosen) if chosen else None
