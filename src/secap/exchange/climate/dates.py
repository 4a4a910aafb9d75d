"""Days as tables write them, read for a whole column at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

Days = npt.NDArray[np.int64]  # days since 1970-01-01; NO_DAY where the text is none

NO_DAY = np.iinfo(np.int64).min
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}")
_YEAR_FIRST = re.compile(r"^(\d{4})[-./ ]+(\d{1,2})[-./ ]+(\d{1,2})(?:\D|$)")
_YEAR_LAST = re.compile(r"^(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})(?:\D|$)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\.0)?(?:\d{2,6})?$")
_MONTH = re.compile(r"^(\d{4})[-./]?(\d{2})$")
_LOOKS = (_ISO, _YEAR_FIRST, _YEAR_LAST, _COMPACT, _MONTH)
HINT = Message("Write days as 2020-07-31, 31.07.2020 or 20200731.")


@dataclass(frozen=True, slots=True)
class DateColumn:
    """days : [row];  is_order_guessed : whether 03/04/2020 could be read in two ways."""

    days: Days
    is_order_guessed: bool = False


def is_date(text: str) -> bool:
    """Return whether a text looks like a day."""
    return any(pattern.match(text.strip()) for pattern in _LOOKS)


def read_dates(texts: Sequence[str]) -> DateColumn:
    """Return the days of a column of dates, NO_DAY where a text is none."""
    if texts and len(texts[0]) >= 10 and _ISO.match(texts[0]):
        lengths = set(map(len, texts))
        if min(lengths) >= 10:
            try:
                days = np.array(
                    texts if lengths == {10} else [text[:10] for text in texts], dtype="datetime64[D]"
                )
                return DateColumn(days.astype(np.int64))
            except ValueError:  # a day such as 2020-02-30 among them, or another style
                pass
    stripped = [text.strip() for text in texts]
    triples = np.zeros((len(stripped), 3), dtype=np.int64)
    last: list[int] = []
    for row, text in enumerate(stripped):
        if match := _COMPACT.match(text) or _YEAR_FIRST.match(text):
            triples[row] = int(match[1]), int(match[2]), int(match[3])
        elif match := _YEAR_LAST.match(text):
            triples[row] = int(match[3]), int(match[2]), int(match[1])
            last.append(row)
        elif match := _MONTH.match(text):  # monthly values: told as such later on
            triples[row] = int(match[1]), int(match[2]), 1
    guessed = False
    if last:
        first, second = triples[last, 2], triples[last, 1]
        is_american = bool((second > 12).any() and not (first > 12).any())
        if is_american:
            triples[last, 1], triples[last, 2] = first, second
        guessed = not (second > 12).any() and not (first > 12).any()
    return DateColumn(days_of(triples[:, 0], triples[:, 1], triples[:, 2]), guessed)


def days_of(years: Days, months: Days, days: Days) -> Days:
    """Return days since 1970-01-01, NO_DAY where there is no such day."""
    good = (years >= 1600) & (years <= 2400) & (months >= 1) & (months <= 12) & (days >= 1) & (days <= 31)
    safe_years, safe_months = np.where(good, years, 1970), np.where(good, months, 1)
    starts = ((safe_years - 1970) * 12 + safe_months - 1).astype("datetime64[M]")
    found = starts.astype("datetime64[D]").astype(np.int64) + np.where(good, days, 1) - 1
    lengths = (starts + 1).astype("datetime64[D]").astype(np.int64) - starts.astype("datetime64[D]").astype(
        np.int64
    )
    return np.where(good & (days <= lengths), found, NO_DAY)


def days_of_year(years: Days, days: Days) -> Days:
    """Return days since 1970-01-01 from year and day of the year, NO_DAY where there is no such day."""
    first = days_of(years, np.ones_like(years), np.ones_like(years))
    good = (first != NO_DAY) & (days >= 1) & (days <= 366)
    return np.where(good, np.where(good, first, 0) + days - 1, NO_DAY)


def whole_numbers(texts: Sequence[str]) -> Days:
    """Return whole numbers, -1 where a text is none."""
    return np.array(
        [int(text) if text.isdigit() else _rounded(text) for text in (one.strip() for one in texts)],
        dtype=np.int64,
    )


def _rounded(text: str) -> int:
    try:
        return int(float(text.replace(",", ".")))
    except (ValueError, OverflowError):
        return -1


def iso(day: int) -> str:
    """Return a day as 2020-07-31."""
    return str(np.datetime64(int(day), "D"))


def no_dates(name: str, names: Sequence[str]) -> InvalidInput:
    """Return the error of a table without a column of days."""
    return InvalidInput(
        Message("No column holds the day. The columns are: {names}.", names=list(names)[:40]),
        where=(name,),
        hint=Message("Name the column “date”, or three columns “year”, “month” and “day”."),
    )
