"""Whole years of days, one behind the other, in the calendar of a station or of a climate model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

Whole = npt.NDArray[np.int64]

STANDARD, NO_LEAP, DAYS_360 = "standard", "noleap", "360_day"
CALENDARS = (STANDARD, NO_LEAP, DAYS_360)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Return whether February has 29 days in the Gregorian calendar."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int, calendar: str = STANDARD) -> int:
    """Return the number of days of a month, 1 to 12."""
    if calendar == DAYS_360:
        return 30
    leap = calendar == STANDARD and month == 2 and is_leap(year)
    return _LENGTHS[month - 1] + leap


@dataclass(frozen=True)
class DayAxis:
    """Every day from 1 January of the first year to the last day of the last.

    calendar : standard (Gregorian) | noleap (365 days) | 360_day (twelve months of 30 days).
    """

    first_year: int
    n_years: int
    calendar: str = STANDARD

    def __post_init__(self) -> None:
        if self.calendar not in CALENDARS:
            raise InvalidInput(
                Message("The calendar “{calendar}” is not known.", calendar=self.calendar[:40]),
                hint=Message("Use one of: {names}.", names=list(CALENDARS)),
            )

    @cached_property
    def years(self) -> Whole:
        """[year], calendar years."""
        return np.arange(self.first_year, self.first_year + self.n_years, dtype=np.int64)

    @property
    def month_starts(self) -> Whole:
        """[12 * year + month], position of the first day of each month; the last item is the number of
        days."""
        return _month_starts(self.first_year, self.n_years, self.calendar)

    @property
    def year_starts(self) -> Whole:
        """[year], position of 1 January of each year; the last item is the number of days."""
        return self.month_starts[::12]

    @property
    def n_days(self) -> int:
        return int(self.month_starts[-1])

    def position(self, day: date) -> int:
        """Return where a day lies on the axis. A day that the calendar lacks counts as the one before."""
        month = 12 * (day.year - self.first_year) + day.month - 1
        length = month_length(day.year, day.month, self.calendar)
        return int(self.month_starts[month]) + min(day.day, length) - 1

    def triple(self, position: int) -> tuple[int, int, int]:
        """Return (year, month, day) of a position."""
        month = int(np.searchsorted(self.month_starts, position, side="right")) - 1
        year, in_year = divmod(month, 12)
        return self.first_year + year, in_year + 1, position - int(self.month_starts[month]) + 1

    def day(self, position: int) -> date:
        """Return the date of a position; 29 and 30 February of a model become the last day of the month."""
        year, month, day = self.triple(position)
        return date(year, month, min(day, month_length(year, month)))


@lru_cache(maxsize=256)
def _month_starts(first_year: int, n_years: int, calendar: str) -> Whole:
    lengths = [
        month_length(year, month, calendar)
        for year in range(first_year, first_year + n_years)
        for month in range(1, 13)
    ]
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def axis_of(start: date, n_days: int, calendar: str = STANDARD) -> DayAxis:
    """Return the whole years that hold `n_days` from `start` on."""
    # 360 days is the shortest year: so many years hold all days, then those that are not reached go
    most = DayAxis(start.year, n_days // 360 + 2, calendar)
    last = most.position(start) + max(n_days, 1) - 1
    return DayAxis(start.year, most.triple(last)[0] - start.year + 1, calendar)
