"""Degree days of the climate series, where inventories and scenarios need them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secap.desk.climate.chapter import SeriesRecords
from secap.desk.climate.profile import yearly
from secap.desk.inventory.models import ProfileValue
from secap.method.climate.results import indicator_series
from secap.method.climate.trends import Trend

HEATING, COOLING, MEAN = "heating_degree_days", "cooling_degree_days", "heating_degree_days_mean"
# The profile's indicator, and that of the climate series.
CARRIED = {HEATING: "hdd", COOLING: "cooling_degree_days"}
BASES = {HEATING: "hdd_base_c", MEAN: "hdd_base_c", COOLING: "cooling_base_c"}
LEAST_MEAN_YEARS = 20
SCENARIO_YEARS = (2030, 2050)
NEW, SAME, DIFFERS = "new", "same", "differs"


def degree_days(records: SeriesRecords, indicator: str = HEATING) -> dict[int, float]:
    """Return {year: K·d} of a series; years with too many missing days are left out.

    indicator : heating_degree_days | cooling_degree_days
    """
    code = CARRIED[indicator]
    part = next((one for one in records.indicators if one.code == code), None)
    if part is None:
        return {}
    return {year: value for year, value in zip(*yearly(part), strict=True) if value is not None}


def base_c(records: SeriesRecords, indicator: str) -> float | None:
    """Return the base temperature that a series' degree days were computed with, None where it is unknown."""
    value = records.series.settings.get(BASES[indicator])
    return float(value) if isinstance(value, int | float) else None


@dataclass(frozen=True, slots=True)
class Mean:
    """The long-term mean of heating degree days over a reference period; count : years with a value."""

    first: int
    last: int
    value: float
    count: int


def long_term_mean(records: SeriesRecords, first: int, last: int) -> Mean | None:
    """Return the mean of heating degree days, None where fewer than 20 years of the period have a value."""
    known = [value for year, value in degree_days(records).items() if first <= year <= last]
    if len(known) < LEAST_MEAN_YEARS:
        return None
    return Mean(first, last, math.fsum(known) / len(known), len(known))


def usual_period(records: SeriesRecords) -> tuple[int, int] | None:
    """Return the reference period of the series' settings, else its last 30 years."""
    chosen = records.series.settings.get("reference")
    if isinstance(chosen, list | tuple) and len(chosen) == 2:
        return int(chosen[0]), int(chosen[1])
    known = degree_days(records)
    return (max(max(known) - 29, min(known)), max(known)) if known else None


@dataclass(frozen=True, slots=True)
class Carry:
    """One value that could stand in the baseline profile.

    value : K·d, whole;  record : what stands there now, None where nothing does;
    state : new | same | differs.
    """

    indicator: str
    year: int
    value: float
    record: ProfileValue | None

    @property
    def state(self) -> str:
        if self.record is None:
            return NEW
        return SAME if abs(self.record.value - self.value) < 0.5 else DIFFERS

    @property
    def key(self) -> str:
        """Name exactly this value and the state it was shown in: what changes meanwhile is not written
        unseen."""
        revision = self.record.revision if self.record else 0
        return f"{self.indicator}:{self.year}:{revision}:{self.value:.0f}"


def carries(
    records: SeriesRecords, profile: Iterable[ProfileValue], mean: Mean | None
) -> dict[str, list[Carry]]:
    """Return by indicator what could be carried into the profile, the latest year first."""
    there: Mapping[tuple[str, int], ProfileValue] = {(one.indicator, one.year): one for one in profile}
    found = {
        indicator: [
            Carry(indicator, year, float(round(value)), there.get((indicator, year)))
            for year, value in sorted(degree_days(records, indicator).items(), reverse=True)
        ]
        for indicator in CARRIED
    }
    if mean is not None:
        one = Carry(MEAN, mean.last, float(round(mean.value)), there.get((MEAN, mean.last)))
        found[MEAN] = [one]
    return {indicator: values for indicator, values in found.items() if values}


@dataclass(frozen=True, slots=True)
class Path:
    """Heating degree days of a coming year in % of the start year's, along Sen's trend and its interval."""

    year: int
    percent: float
    low: float
    high: float


def scenario_path(records: SeriesRecords, start_year: int) -> tuple[Trend | None, list[Path]]:
    """Return (trend of heating degree days, its continuation in 2030 and 2050).

    The trend's own value in the start year counts as 100, not what was measured then: one cold winter must
    not bend the way to 2050. Never below 0.
    """
    known = degree_days(records)
    if not known:
        return None, []
    years = sorted(known)
    trend = indicator_series("hdd", years, [known[year] for year in years]).trend
    if trend is None:
        return None, []
    middle_year, middle = _median(years), _median(sorted(known.values()))

    def percent(slope: float, year: int) -> float:
        at_start = middle + slope * (start_year - middle_year) / 10
        then = middle + slope * (year - middle_year) / 10
        return round(max(0.0, 100 * then / at_start), 1) if at_start > 0 else 100.0

    found = []
    for year in SCENARIO_YEARS:
        if year > start_year:
            edges = sorted((percent(trend.sen_low, year), percent(trend.sen_high, year)))
            found.append(Path(year, percent(trend.sen_per_decade, year), edges[0], edges[1]))
    return trend, found


def _median(ordered: list[int] | list[float]) -> float:
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
