"""A month as weeks of days, each with what is dated on it."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from secap import locale
from secap.agenda.entry import Date

MOST_IN_A_CELL = 4  # the rest of a day opens on demand
_MONTH = re.compile(r"(\d{4})-(\d{2})")
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(slots=True)
class Day:
    """One cell.  is_outside : of the month before or after."""

    day: date
    is_outside: bool
    is_today: bool
    dates: list[Date] = field(default_factory=list)

    @property
    def shown(self) -> list[Date]:
        return self.dates[:MOST_IN_A_CELL]

    @property
    def hidden(self) -> list[Date]:
        return self.dates[MOST_IN_A_CELL:]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a page shows it.  before, after : `2026-10`, empty at the ends of what is offered."""

    first: date
    weeks: list[list[Day]]
    before: str
    after: str

    @property
    def code(self) -> str:
        return code_of(self.first)

    @property
    def is_empty(self) -> bool:
        return not any(day.dates for week in self.weeks for day in week)


def code_of(day: date) -> str:
    """Return a day's month for addresses, such as `2026-11`."""
    return f"{day:%Y-%m}"


def first_of(text: str, today: date) -> date:
    """Return the first day of a month written as `2026-11`; of the present month for anything else."""
    found = _MONTH.fullmatch(text)
    if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12:
        return date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)


def month_of(first: date, dates: Iterable[Date], today: date) -> Month:
    """Return the month that begins on `first`, in whole weeks from Monday to Sunday."""
    by_day: dict[date, list[Date]] = defaultdict(list)
    for one in dates:
        by_day[one.day].append(one)
    weeks = [
        [Day(day, day.month != first.month, day == today, by_day.get(day, [])) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    return Month(first, weeks, _step(first, -1), _step(first, 1))


def month_name(first: date, lang: str) -> str:
    """Return a month as a heading: November 2026, 2026. g. novembris."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", first, locale=locale.REGIONS.get(lang, lang))


def weekdays(lang: str) -> list[tuple[str, str]]:
    """Return (name, short name) of the days from Monday on."""
    from babel.dates import get_day_names

    named = locale.REGIONS.get(lang, lang)
    long = get_day_names("wide", "stand-alone", named)
    short = get_day_names("abbreviated", "stand-alone", named)
    return [(long[day], short[day]) for day in range(7)]


def _step(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 + months
    year, month = divmod(number, 12)
    return code_of(date(year, month + 1, 1)) if FIRST_YEAR <= year <= LAST_YEAR else ""
