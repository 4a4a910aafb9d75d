"""Invented weather: the days behind the climate series of the example town and docs/reference/daily.csv.

Nothing here was measured or modelled anywhere. A season, a warming by year, anomalies that last some days,
wet and dry spells: enough to look like Vidzeme, from one seed. `random.Random` keeps its stream from version
to version, so the same seed gives the same days everywhere.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SEED = 111
FIRST_YEAR, LAST_YEAR = 1966, 2025

# By how much a year was warmer (+) than the trend, °C. Solved for the years whose heating degree days (base
# 18 °C) stand in the town's baseline profile, so that both agree to the degree day.
ANOMALY_C = {
    2008: 0.630, 2010: -0.676, 2012: -1.374, 2014: -0.464, 2016: -0.388,
    2018: -0.520, 2020: 1.770, 2021: -0.116, 2022: 0.952, 2023: -1.181,
}  # fmt: skip

# Days that nobody observed: (first, last, variables).
GAPS = [
    (date(1971, 1, 9), date(1971, 1, 17), ("tn", "tm")),
    (date(1993, 6, 1), date(1993, 9, 20), ("tx", "tn", "tm", "pr")),  # the station was moved
    (date(2017, 7, 10), date(2017, 7, 12), ("pr",)),
]


@dataclass(frozen=True, slots=True)
class Model:
    """A climate model that does not exist. bias_c : against the station;  rates in °C per decade."""

    name: str
    seed: int
    bias_c: float
    until_2050: float
    after: float

    def warming_c(self, year: int) -> float:
        """Return a warming that slackens after 2050, as under RCP4.5."""
        return self.until_2050 / 10 * max(0, min(year, 2050) - 1975) + self.after / 10 * max(0, year - 2050)


MODELS = [Model("IZDOMA-1", 71, -0.5, 0.36, 0.12), Model("IZDOMA-2", 2100, 0.5, 0.44, 0.16)]
MODEL_FIRST_YEAR, MODEL_LAST_YEAR = 1971, 2100
MEAN_C = 5.95  # of a year before the warming began


@dataclass(frozen=True, slots=True)
class Day:
    """tx, tn, tm in °C, pr in mm; None where nothing was observed."""

    date: date
    tx: float | None
    tn: float | None
    tm: float | None
    pr: float | None


def observed_warming_c(year: int) -> float:
    """Return the warming since the seventies, °C: 0.35 °C per decade."""
    return 0.035 * max(0, year - 1975)


def days(
    seed: int, first_year: int, last_year: int, warming_c: Callable[[int], float], *,
    mean_c: float = MEAN_C, anomaly_c: Mapping[int, float] | None = None,
) -> Iterator[Day]:  # fmt: skip
    """Yield every day of the years.

    mean_c : of a year before the warming began;  anomaly_c : {year: instead of a drawn one}.
    """
    draw = random.Random(seed)
    lasting, is_wet, winter, year_c = 0.0, False, 0.0, 0.0
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        if day.month == day.day == 1:
            year_c = draw.gauss(0, 0.45)
            year_c = (anomaly_c or {}).get(day.year, year_c)
        if day.month == 7 and day.day == 1:
            winter = draw.gauss(0, 1.4)  # mild or hard, from one summer to the next
        season = math.cos(2 * math.pi * (day.timetuple().tm_yday - 20) / 365.25)  # 1 in deep winter
        lasting = 0.80 * lasting + draw.gauss(0, 0.6) * (4.1 + 1.2 * season)
        warm = warming_c(day.year)
        tm = mean_c + year_c + warm * (1 + 0.15 * season) + winter * max(0.0, season)
        tm += -10.9 * season + (lasting if lasting < 0 else 13 * math.tanh(lasting / 13))  # heat has a lid
        is_wet = draw.random() < (0.60 if is_wet else 0.31) + 0.04 * season
        pr = 0.0
        if is_wet:
            heavy = draw.random() < 0.12 - 0.05 * season
            pr = draw.expovariate(1 / (3.1 - 1.2 * season)) * (3.4 if heavy else 1.0)
            pr *= 1 + 0.03 * warm  # a warmer air holds more water
        swing = (7.9 - 3.1 * season) * draw.uniform(0.65, 1.4) * (0.72 if is_wet else 1.12)
        upper = swing * draw.uniform(0.46, 0.58)
        yield Day(day, round(tm + upper, 1), round(tm + upper - swing, 1), round(tm, 1), round(pr, 1))
        day += timedelta(days=1)


def observed() -> list[Day]:
    """Return the days of the example town's station, gaps left open."""
    found = []
    for day in days(SEED, FIRST_YEAR, LAST_YEAR, observed_warming_c, anomaly_c=ANOMALY_C):
        missing = {name for first, last, names in GAPS if first <= day.date <= last for name in names}
        values = {name: None if name in missing else getattr(day, name) for name in ("tx", "tn", "tm", "pr")}
        found.append(Day(day.date, **values))
    return found


def projected(model: Model) -> list[Day]:
    """Return the days that a model "computed"."""
    mean_c = MEAN_C + model.bias_c
    return list(days(model.seed, MODEL_FIRST_YEAR, MODEL_LAST_YEAR, model.warming_c, mean_c=mean_c))


def of_the_documentation() -> str:
    """Return docs/reference/daily.csv: the last twelve years of the station."""
    return as_csv([day for day in observed() if day.date.year > LAST_YEAR - 12])


def as_csv(series: list[Day]) -> str:
    """Return the days as a table, an empty cell where nothing was observed."""
    lines = ["date;tx;tn;tm;pr"]
    for day in series:
        values = ("" if value is None else f"{value:.1f}" for value in (day.tx, day.tn, day.tm, day.pr))
        lines.append(";".join((day.date.isoformat(), *values)))
    return "\n".join(lines) + "\n"
