"""Columns of daily values as text, turned into numbers at once; what is no number is counted and told.

Daily values are written in tenths, so that a column has few different texts: each of them is read once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

# How tables write "missing", and codes for it that no thermometer or gauge reads.
EMPTY = frozenset(
    {"", "-", "–", "—", "--", "na", "nan", "n/a", "null", "none", "nd", "m", "x", "*", ".", "..."}
)
TRACE = frozenset({"t", "trace", "tr"})
CODES = frozenset({-99.0, -99.9, -99.99, -999.0, -999.9, -999.99, -9999.0, -9999.9, -32768.0, -99999.0,
                   999.9, 9999.0, 9999.9, 99999.0, 99999.9, 999999.0})  # fmt: skip
APART = 20.0


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """values : [row], NaN where missing;  bad : rows whose text is no number;  coded : {code: how often}."""

    values: Values
    bad: tuple[int, ...] = ()
    coded: tuple[tuple[float, int], ...] = ()


def read_numbers(texts: Sequence[str], decimal: str, *, is_precipitation: bool = False) -> NumberColumn:
    """Return a column of numbers.

    decimal : "," or ".";  is_precipitation : a trace (T) is then no rain to speak of, 0.
    """
    known: dict[str, float] = {}
    wrong = set()
    for text in set(texts):
        value = _number(text, decimal, is_precipitation=is_precipitation)
        if value is None:
            wrong.add(text)
        known[text] = math.nan if value is None or not math.isfinite(value) else value
    found = {value for value in known.values() if value in CODES}
    codes = {code for code in found if _is_apart(known.values(), code)}
    coded = tuple(
        (code, sum(texts.count(text) for text, value in known.items() if value == code))
        for code in sorted(codes)
    )
    for text, value in known.items():
        if value in codes:
            known[text] = math.nan
    values = np.fromiter(map(known.__getitem__, texts), np.float64, len(texts))
    bad = tuple(row for row, text in enumerate(texts) if text in wrong) if wrong else ()
    return NumberColumn(values, bad, coded)


def _number(text: str, decimal: str, *, is_precipitation: bool) -> float | None:
    """Return the number, NaN for a text that says “missing”, None for one that is no number."""
    plain = text.strip().replace("−", "-")
    if decimal == ",":
        plain = plain.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        word = plain.casefold()
    if is_precipitation and word in TRACE:
        return 0.0
    if word in EMPTY:
        return math.nan
    try:
        return float(plain.replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        return None


def _is_apart(values: Iterable[float], code: float) -> bool:
    """Return whether no other value lies near a code: -99 tenths of a degree are a cold day, not a gap."""
    return not any(0 < abs(value - code) < APART for value in values)


def decimal_sign(columns: Sequence[Sequence[str]], separator: str) -> str:
    """Return the decimal sign of the columns: a comma where cells hold one and no cell holds a point."""
    if separator == ",":
        commas = any("," in text for column in columns for text in column[:2000])
        return "," if commas else "."
    for column in columns:
        for text in column:
            if "." in text and any(sign.isdigit() for sign in text):
                return "."
            if "," in text:
                return ","
    return "."
