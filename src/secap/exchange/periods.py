"""Periods as people write them in a plan: "2025.–2027. gads", "līdz 2030", "2026. gada II ceturksnis"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from secap.exchange.wording import plain
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

MONTHS = {
    name: at
    for at, names in enumerate(
        (
            "janvaris janvari janvara january jan", "februaris februari februara february feb",
            "marts marta march mar", "aprilis aprili aprila april apr", "maijs maija may mai",
            "junijs junija june jun", "julijs julija july jul", "augusts augusta august aug",
            "septembris septembri septembra september sept sep", "oktobris oktobri oktobra october okt oct",
            "novembris novembri novembra november nov", "decembris decembri decembra december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEAR = r"(?:19[5-9]\d|20\d\d|2100)"
QUARTER = r"(?P<quarter>iv|iii|ii|i|[1-4])\.? ?(?:cet(?:urksn\w*)?|quarter|q)\b\.?|\bq(?P<q>[1-4])\b"
HALF = r"(?P<half>ii|i|[12])\.? ?(?:pusgad\w*|half)"
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
DAY_FORMS = (
    re.compile(rf"(?P<year>{YEAR})-(?P<mm>\d\d?)-(?P<dd>\d\d?)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<dd>\d\d?)[./](?P<mm>\d\d?)[./](?P<year>{YEAR})\.?(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>{YEAR})\.? ?(?:gada|g\.?)? ?(?P<dd>\d\d?)\. ?{MONTH}"),
    re.compile(rf"(?<!\d)(?P<dd>\d\d?)\.? {MONTH} ?(?P<year>{YEAR})(?!\d)"),
    re.compile(rf"(?<![\d.])(?P<mm>0?[1-9]|1[0-2])[./](?P<year>{YEAR})\.?(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>{YEAR})\.? ?(?:gada|g\.?)?,? ?(?:{QUARTER})"),
    re.compile(rf"(?:{QUARTER}),? ?(?P<year>{YEAR})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>{YEAR})\.? ?(?:gada|g\.?)?,? ?{HALF}"),
    re.compile(rf"{HALF},? ?(?P<year>{YEAR})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>{YEAR})\.? ?(?:gada|g\.?)? ?{MONTH}"),
    re.compile(rf"{MONTH} ?(?P<year>{YEAR})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>{YEAR})(?!\d)"),
)
SHORT = re.compile(rf"(?<!\d)({YEAR})(\.? ?[-–—/] ?)(\d\d)\.?(?= ?(?:g|$))")  # 2025-27
UNTIL = re.compile(r"^(?:lidz|uz|ne velak ka|by|until|till|before|to|no later than)\b|^[-–—≤<]")
SINCE = re.compile(r"^(?:no|sakot(?: ar| no)?|kops|from|since|starting|after|pec)\b")
AFTER = re.compile(
    r"(?:\+|[-–—](?: ?(?:pastavig\w*|nepartrauk\w*|continu\w*|ongoing))?|\.\.\.|…|→|"
    r"un turpmak|un talak|onwards?|and later)$"
)
OPEN = (
    "pastavig", "regular", "katru gadu", "ik gadu", "ikgad", "nepartrauk", "visu", "visa ",
    "planosanas perioda", "ilgtermin", "videj", "istermin", "terminu nav", "beztermin", "periodiski",
    "pec ", "nav", "tiks", "continu", "ongoing", "permanent", "always", "yearly", "annual", "every year",
    "long", "medium", "short", "tbd", "tbc", "n/a", "whole", "not ",
)  # fmt: skip
NOTHING = frozenset({"", "-", "–", "—", "?", "x"})
WORDS = re.compile(
    r"\b(?:gads|gada|gadi|gadam|gadiem|gadu|g|gg|year|years|periods|perioda|lidz|no|sakot|ar|kops|uz|"
    r"un|and|to|from|since|until|till|by|starting|before|aptuveni|ap|ca|turpmak|talak|onwards?|"
    r"in|ne velak ka|ne|velak|ka|after|pec|beigam|sakuma|sakums|beigas|sakumam|planots|the|end|"
    r"of|later|termins|katru|ik|pastavig\w*|regular\w*|nepartrauk\w*|continu\w*|ongoing)\b"
)


@dataclass(frozen=True, slots=True)
class Period:
    """What a text says of time: either day may be open; both are where it says that there is no term."""

    start: date | None = None
    end: date | None = None
    is_listed: bool = False  # several years, of which only the first and the last were taken

    @property
    def is_open(self) -> bool:
        return self.start is None and self.end is None


def read_period(text: str, *, is_deadline: bool = False) -> Period:
    """Return the days that a text means: a year is the whole of it, a quarter its three months.

    is_deadline : the heading asks by when, so that a year alone is an end and no start.
    Raises: InvalidInput where the text says something else
    """
    words = plain(text)
    if words in NOTHING:
        return Period()
    words = SHORT.sub(lambda found: f"{found[1]}-{found[1][:2]}{found[3]}", words)
    spans, rest = _spans(text, words)
    if not spans:
        if words.startswith(OPEN) and not re.search(r"\d", words):
            return Period()
        raise _unreadable(text)
    if re.search(r"[^\W\d_]{2,}|\d", WORDS.sub(" ", rest)):
        raise _unreadable(text)
    first, last = spans[0], spans[-1]
    if len(spans) == 1:
        if UNTIL.match(words):
            return Period(None, first[1])
        if SINCE.match(words) or AFTER.search(words):
            return Period(first[0], None)
        return Period(None if is_deadline else first[0], first[1])
    if last[1] < first[0]:
        raise _unreadable(text)
    return Period(first[0], last[1], is_listed=len(spans) > 2 or bool(re.search(r"[,;] ?\d|\bun\b|&", words)))


def _spans(text: str, words: str) -> tuple[list[tuple[date, date]], str]:
    """Return the (first, last) days that stand in a text in order, and what else stands there."""
    found: list[tuple[int, tuple[date, date]]] = []
    for form in DAY_FORMS:
        for hit in list(form.finditer(words)):
            found.append((hit.start(), _span(text, hit.groupdict())))
            words = words[: hit.start()] + "#" * len(hit.group()) + words[hit.end() :]
    return [span for _place, span in sorted(found)], words.replace("#", " ")


def _span(text: str, parts: dict[str, str | None]) -> tuple[date, date]:
    year = int(parts["year"] or 0)
    month = int(parts.get("mm") or 0) or MONTHS.get(parts.get("month") or "", 0)
    quarter, half = parts.get("quarter") or parts.get("q"), parts.get("half")
    try:
        if month and parts.get("dd"):
            day = date(year, month, int(parts["dd"] or 0))
            return day, day
        if month:
            return _months(year, month, month)
        if quarter:
            return _months(year, 3 * ROMAN[quarter] - 2, 3 * ROMAN[quarter])
        if half:
            return _months(year, 6 * ROMAN[half] - 5, 6 * ROMAN[half])
    except ValueError:
        raise _unreadable(text) from None
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _unreadable(text: str) -> InvalidInput:
    return InvalidInput(
        Message("“{text}” can't be read as a date or a period.", text=text.strip()[:60]),
        hint=Message("Write it as 2025-2030, as 2027-06-30, or empty the cell."),
    )
