"""Languages: one folder each, holding `LC_MESSAGES/django.po` (sentences) and `labels.csv` (names of codes).

This package imports nothing of the project, so the book, the desk and the command may all ask it.
English is the language of the code, so it needs no catalogue.
"""

from __future__ import annotations

import csv
import gettext
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent
LANGUAGES = {"lv": "Latviešu", "en": "English"}
REGIONS = {"en": "en_GB"}  # whose habits a language follows, where it has several


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("django", localedir=FOLDER, languages=[lang], fallback=True)


@cache
def _labels(lang: str) -> dict[tuple[str, str], str]:
    path = FOLDER / lang / "labels.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["table"], row["code"]): row["name"] for row in csv.DictReader(file)}


def translate(text: str, lang: str) -> str:
    """Return `text` (an English sentence of the code) in `lang`, or unchanged where no translation exists."""
    return _catalogue(lang).gettext(text) if text else text


# A town's own names for rows whose official wording could not be checked: {(table, code, language): name}.
_own: ContextVar[Mapping[tuple[str, str, str], str]] = ContextVar("own labels", default=MappingProxyType({}))


@contextmanager
def own_labels(names: Mapping[tuple[str, str, str], str]) -> Iterator[None]:
    """Let `names` stand before the published names within the block."""
    token = _own.set(names)
    try:
        yield
    finally:
        _own.reset(token)


def own_codes(table: str, lang: str | None = None) -> list[tuple[str, str]]:
    """Return (own name, code) of a table, in one language or all of them, within `own_labels`."""
    return [
        (name, code)
        for (of_table, code, of_lang), name in _own.get().items()
        if of_table == table and lang in (None, of_lang)
    ]


def label(table: str, code: str, lang: str, english: str) -> str:
    """Return the name of `code` of `table` in `lang`, the town's own before the published one; `english` is
    the table's own name for it."""
    return _own.get().get((table, code, lang)) or published_label(table, code, lang, english)


def published_label(table: str, code: str, lang: str, english: str) -> str:
    """Return the name of `code` of `table` in `lang` that every town has."""
    return _labels(lang).get((table, code), english)


LONGEST = 1e18  # a larger number is written with its power of ten


def number(value: float | None, lang: str, digits: int | None = None) -> str:
    """Return `value` the way a reader of `lang` writes it (lv: decimal comma); a missing value is a dash.

    digits : fixed number of decimals; without it up to three, none of them trailing zeros.
    """
    if value is None:
        return "–"
    from babel.numbers import format_decimal, format_scientific

    if LONGEST <= abs(value) < math.inf:  # more digits than format_decimal can count, or anybody can read
        return format_scientific(value, format="0.###E0", locale=lang)
    pattern = "#,##0.###" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    # format_decimal prints "-0" for tiny negatives; adding 0.0 after rounding removes the sign.
    rounded = value if digits is None else round(value, digits) + 0.0
    return format_decimal(rounded, format=pattern, locale=lang, group_separator=True)


def day(value: date | None, lang: str) -> str:
    """Return a date the way a reader of `lang` writes it; a missing date is a dash."""
    if value is None:
        return "–"
    from babel.dates import format_date

    return format_date(value, format=_day_pattern(lang), locale=REGIONS.get(lang, lang))


@cache
def _day_pattern(lang: str) -> str:
    """Return the pattern of figures in the European order: 24.11.2026. (lv), 24/11/2026 (en).

    Finding it among a language's patterns takes ten times as long as writing a date with it.
    """
    from babel import Locale
    from babel.dates import match_skeleton

    patterns = Locale.parse(REGIONS.get(lang, lang)).datetime_skeletons
    return str(patterns[match_skeleton("yMMdd", patterns)].pattern)
