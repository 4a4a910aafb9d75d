"""Runs of days that fulfil a condition, and sums over some days in a row; whole years of many sites at once.

The same definitions as xclim's functions (tests hold them equal); those of runs compile themselves at their
first call, which takes longer than everything else about one site (docs/decisions/0010).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from secap.method.climate.days import DayAxis

Flags = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]

GROWING_DAYS = 6
MIDSUMMER_MONTH = 7


def _ago(condition: Flags) -> npt.NDArray[np.int32]:
    """Return [..., day]: how many days the run that holds the day has lasted, 0 where there is none."""
    days = np.arange(1, condition.shape[-1] + 1, dtype=np.int32)
    last_false = np.maximum.accumulate(np.where(condition, np.int32(0), days), axis=-1)
    return days - last_false


def in_runs(condition: Flags, min_days: int) -> Flags:
    """Return [..., day]: whether the day belongs to a run of at least `min_days`."""
    length = _ago(condition) + _ago(condition[..., ::-1])[..., ::-1] - 1
    return condition & (length >= min_days)


def run_days(condition: Flags, axis: DayAxis, min_days: int) -> Values:
    """Return [..., year]: days in runs of at least `min_days`; each day counts in its own year, and a run
    goes on over New Year.

    Source: design; within a year as xclim.indices.hot_spell_total_length
    """
    return np.add.reduceat(in_runs(condition, min_days), axis.year_starts[:-1], axis=-1, dtype=np.float64)


def run_number(condition: Flags, axis: DayAxis, min_days: int) -> Values:
    """Return [..., year]: runs of at least `min_days`, counted in the year in which they begin.

    Source: design; within a year as xclim.indices.hot_spell_frequency
    """
    inside = in_runs(condition, min_days)
    begins = inside.copy()
    begins[..., 1:] &= ~inside[..., :-1]
    return np.add.reduceat(begins, axis.year_starts[:-1], axis=-1, dtype=np.float64)


def longest_run(condition: Flags, axis: DayAxis) -> Values:
    """Return [..., year]: days of the longest run within the calendar year.

    Source: etccdi_2011 (CDD, CWD), cut at New Year as xclim does
    """
    starts = axis.year_starts[:-1]
    days = np.arange(1, condition.shape[-1] + 1, dtype=np.int32)
    last_false = np.where(condition, np.int32(0), days)
    # nothing of a run before New Year counts in the new year
    last_false[..., starts] = np.maximum(last_false[..., starts], starts.astype(np.int32))
    ago = days - np.maximum.accumulate(last_false, axis=-1)
    return np.maximum.reduceat(np.where(condition, ago, 0), starts, axis=-1).astype(np.float64)


def highest_sum(values: Values, axis: DayAxis, days: int) -> Values:
    """Return [..., year]: highest sum of so many days in a row, which counts in the year of the last of them.

    Sums with a missing day don't count; NaN where no sum is left.

    Source: etccdi_2011 (Rx5day)
    """
    sums = np.full(values.shape, np.nan)
    count = values.shape[-1] - days + 1
    total = values[..., :count].copy()
    for shift in range(1, days):
        total += values[..., shift : shift + count]
    sums[..., days - 1 :] = total
    return np.fmax.reduceat(sums, axis.year_starts[:-1], axis=-1)


def growing_season_days(warm: Flags, axis: DayAxis) -> Values:
    """Return [..., year]: days from the first run of 6 warm days to the first run of 6 others after 1 July.

    Without such a run before 1 July the season has 0 days; without an end it lasts until 31 December.

    warm : [..., day], daily mean above 5 °C

    Source: etccdi_2011 (GSL, northern hemisphere), as xclim.indices.growing_season_length
    """
    found = np.zeros((*warm.shape[:-1], axis.n_years))
    for at, (begin, end) in enumerate(zip(axis.year_starts[:-1], axis.year_starts[1:], strict=True)):
        year = warm[..., begin:end]
        midsummer = int(axis.month_starts[12 * at + MIDSUMMER_MONTH - 1] - begin)
        first = _first_run(year, GROWING_DAYS)
        later = _first_run(~year[..., midsummer:], GROWING_DAYS)
        last = np.where(later < 0, end - begin, later + midsummer)
        found[..., at] = np.where((first >= 0) & (first <= midsummer), last - first, 0)
    return found


def _first_run(condition: Flags, days: int) -> npt.NDArray[np.int64]:
    """Return [...]: where the first run of at least `days` begins, -1 without one."""
    full = _ago(condition) == days
    return np.where(full.any(axis=-1), full.argmax(axis=-1) - days + 1, -1)
