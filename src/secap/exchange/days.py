"""Days as people write them: 2023-08-07, 07.08.2023., "2023. gada 7. augustā". A year alone is no day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from secap.exchange.periods import MONTHS
from secap.exchange.wording import plain
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")[a-z]?\b\.?"
YEAR = r"(?P<year>1\d{3}|20\d\d)"
FORMS = (
    re.compile(rf"{YEAR}-(?P<mm>\d\d?)-(?P<dd>\d\d?)(?:[t ][\d:.]+z?)?"),
    re.compile(rf"(?P<dd>\d\d?)\. ?(?P<mm>\d\d?)\. ?{YEAR}\.?(?: ?g(?:ads|ada|\.)?)?"),
    re.compile(rf"(?P<dd>\d\d?)/(?P<mm>\d\d?)/{YEAR}"),
    re.compile(rf"{YEAR}\. ?(?:gada|g\.)? ?(?P<dd>\d\d?)\. ?{MONTH}"),
    re.compile(rf"(?P<dd>\d\d?)(?:st|nd|rd|th|\.)? {MONTH},? {YEAR}"),
    re.compile(rf"{MONTH} (?P<dd>\d\d?)(?:st|nd|rd|th)?,? {YEAR}"),
)
CLEAR = FORMS[:2]  # read by everybody alike
BETWEEN = re.compile(r" ?[–—] ?| - |(?<=\d\d\d\d)\.? ?- ?(?=\d\d?\.)| lidz | to ")
A_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|20\d\d)(?!\d)")
HINT = Message("Write the day as 2023-08-07 or 07.08.2023, or empty the cell.")


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a text names; `is_clear`: nobody would read them in another way."""

    first: date
    last: date
    is_clear: bool = True


class NoDay(InvalidInput):
    """The text names a year or a month, but no day."""


def read_days(text: str) -> Days:
    """Return the day or the two days that a text names.

    Raises: NoDay where it names a time that is longer than a day, InvalidInput where it names none

    >>> read_days("07.08.2023.").first.isoformat()
    '2023-08-07'
    """
    words = plain(text)
    pieces = [piece for piece in BETWEEN.split(words) if piece]
    found = [_day(text, piece) for piece in pieces]
    days = [day for day in found if day is not None]
    if len(days) == len(found) and len(days) in {1, 2} and days[0] <= days[-1]:
        is_clear = all(any(form.fullmatch(piece) for form in CLEAR) for piece in pieces)
        return Days(days[0], days[-1], is_clear)
    if A_YEAR.search(words) and not days:
        raise NoDay(Message("No exact day can be read from “{text}”.", text=text.strip()[:60]), hint=HINT)
    raise _unreadable(text)


def _day(text: str, words: str) -> date | None:
    """Return the day that a text is; None where it has no form of a day."""
    for form in FORMS:
        if (hit := form.fullmatch(words)) is None:
            continue
        parts = hit.groupdict()
        month = int(parts.get("mm") or 0) or MONTHS[parts["month"]]
        try:
            return date(int(parts["year"]), month, int(parts["dd"]))
        except ValueError:
            raise _unreadable(text) from None
    return None


def _unreadable(text: str) -> InvalidInput:
    return InvalidInput(Message("“{text}” can't be read as a date.", text=text.strip()[:60]), hint=HINT)
