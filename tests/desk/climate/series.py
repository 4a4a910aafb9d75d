"""Invented daily series: forty years from a seed, as a file and as records."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np

from secap.desk.climate.models import ClimateIndicator, ClimateSeries
from secap.desk.registry.models import Attachment
from tests.cast import Cast

FIRST, LAST = 1981, 2020
SETTINGS = {
    "hdd_base_c": 15.0, "hdd_limit_c": None, "cooling_base_c": 18.0, "heat_wave_tx_c": 27.0,
    "heat_wave_days": 3, "cold_wave_tm_c": -10.0, "cold_wave_days": 5, "gust_ms": 15.0, "wind_ms": 10.8,
    "reference": None,
}  # fmt: skip


@cache
def daily_csv(*, seed: int = 5, first: int = FIRST, last: int = LAST, per_decade: float = 0.6) -> bytes:
    """Return a table of days with a season, a warming and rain; a week of January 1985 is missing."""
    start, end = date(first, 1, 1), date(last, 12, 31)
    count = (end - start).days + 1
    rng = np.random.default_rng(seed)
    day = np.arange(count)
    tm = (
        6.5
        - 11 * np.cos(2 * np.pi * (day - 20) / 365.25)
        + per_decade / 3652.5 * day
        + rng.normal(0, 3, count)
    )
    spread = rng.uniform(2.5, 6, count)
    rain = np.where(rng.random(count) < 0.4, rng.exponential(5, count), 0.0)
    lines = ["date;tx;tn;tm;pr"]
    gap = {date(1985, 1, 10) + timedelta(one) for one in range(7)}
    for at in range(count):
        today = start + timedelta(at)
        if today in gap:
            lines.append(f"{today};;;;")
        else:
            high, low = tm[at] + spread[at], tm[at] - spread[at]
            lines.append(f"{today};{high:.1f};{low:.1f};{tm[at]:.1f};{rain[at]:.1f}")
    return "\n".join(lines).encode()


def yearly_values(
    start: float, per_year: float, *, first: int = FIRST, last: int = LAST, seed: int = 3
) -> dict[str, float | None]:
    """Return values that rise steadily with a little noise; one year is missing."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, abs(start) * 0.03 + 0.05, last - first + 1)
    found: dict[str, float | None] = {
        str(year): round(float(start + per_year * (year - first) + noise[year - first]), 3)
        for year in range(first, last + 1)
    }
    found["1985"] = None
    return found


def keep_series(
    cast: Cast,
    *,
    title: str = "Upesciems",
    codes: dict[str, dict[str, float | None]] | None = None,
    **fields: object,
) -> ClimateSeries:
    """Save a measured series with stored yearly values, as reading a file leaves it behind."""
    values = codes if codes is not None else {
        "tm": yearly_values(6.0, 0.04),
        "hot_days": yearly_values(8.0, 0.2),
        "heat_wave_number": yearly_values(1.0, 0.05),
        "fd": yearly_values(120.0, -0.9),
        "tnn": yearly_values(-24.0, 0.1),
        "hdd": yearly_values(3600.0, -14.0),
        "cooling_degree_days": yearly_values(60.0, 1.0),
        "prcptot": yearly_values(700.0, 0.0),
        "rx1day": yearly_values(40.0, 0.0),
    }  # fmt: skip
    series = cast.keep(
        cast.ada,
        ClimateSeries(
            **{
                "title": title, "source": "Izdomāta stacija", "first_day": date(FIRST, 1, 1),
                "last_day": date(LAST, 12, 31), "missing": {"tm": 7}, "settings": SETTINGS, **fields,
            }
        ),
    )  # fmt: skip
    assert isinstance(series, ClimateSeries)
    for code, years in values.items():
        cast.keep(cast.ada, ClimateIndicator(series=series, code=code, years=years))
    return series


def nothing_is_kept() -> bool:
    """Whether no series and no file of one is in the database."""
    return not (ClimateSeries.everything.exists() or Attachment.everything.exists())
