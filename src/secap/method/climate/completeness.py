"""Which years are complete enough to have an indicator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from secap.method.climate.days import DayAxis

MOST_MISSING_IN_YEAR = 15
MOST_MISSING_IN_MONTH = 3

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def complete_months(values: Values, axis: DayAxis) -> Flags:
    """Return [..., month]: whether at most 3 days of the month are missing.

    values : [..., day of the axis], NaN where missing

    Source: rclimdex_2004
    """
    missing = np.add.reduceat(np.isnan(values), axis.month_starts[:-1], axis=-1, dtype=np.int64)
    return missing <= MOST_MISSING_IN_MONTH


def complete_years(values: Values, axis: DayAxis) -> Flags:
    """Return [..., year]: whether at most 15 days of the year and 3 of each of its months are missing.

    values : [..., day of the axis], NaN where missing

    Source: rclimdex_2004
    """
    missing = np.add.reduceat(np.isnan(values), axis.year_starts[:-1], axis=-1, dtype=np.int64)
    months = complete_months(values, axis)
    by_year = months.reshape(*months.shape[:-1], axis.n_years, 12)
    return (missing <= MOST_MISSING_IN_YEAR) & by_year.all(axis=-1)
