"""Made daily values for the tests of the climate chapter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import numpy as np

from secap.method.climate.days import DayAxis
from secap.method.climate.series import DailySeries


def weather(axis: DayAxis, seed: int = 1) -> dict[str, np.ndarray]:
    """Return [day of the axis] of every variable, in tenths, so that thresholds are met exactly at times."""
    random = np.random.default_rng(seed)
    day = np.arange(axis.n_days)
    noise = np.convolve(random.normal(0, 3, axis.n_days + 4), np.ones(5) / 2.2, "valid")
    mean = 6.5 - 11.5 * np.cos(2 * np.pi * (day - 15) / 365.25) + 0.4 * day / 3652.5 + noise
    spread = random.gamma(4, 1.1, axis.n_days)
    wet = random.random(axis.n_days) < 0.5
    values = {
        "tx": mean + spread,
        "tn": mean - spread,
        "tm": mean,
        "pr": np.where(wet, random.gamma(0.7, 5.0, axis.n_days), 0.0),
        "wind": random.gamma(4, 1.0, axis.n_days),
        "gust": 4 + random.gamma(4, 1.5, axis.n_days),
    }
    return {name: np.round(one, 1) for name, one in values.items()}


def with_gaps(values: Mapping[str, np.ndarray], seed: int = 2) -> dict[str, np.ndarray]:
    """Return the values with single days, weeks and a whole year missing."""
    random = np.random.default_rng(seed)
    found = {}
    for name, one in values.items():
        found[name] = one.copy()
        found[name][random.integers(0, len(one), 30)] = np.nan
        hole = int(random.integers(0, len(one) - 400))
        found[name][hole : hole + int(random.integers(5, 380))] = np.nan
    return found


def series(first_year: int = 1961, n_years: int = 40, seed: int = 1, **more: object) -> DailySeries:
    values = weather(DayAxis(first_year, n_years), seed)
    return DailySeries("made", dt.date(first_year, 1, 1), values, **more)  # type: ignore[arg-type]
