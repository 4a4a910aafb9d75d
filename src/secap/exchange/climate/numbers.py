"""Columns of daily values as text, turned into numbers at once; what is no number is counted and told.

Daily values are written in tenths, so that a column has few different texts: each of them is read once.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
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
HIGHEST = 99.0  # no code lies nearer to 0


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
        known[text] = math.nan if value is None else value
    values = np.fromiter(map(known.__getitem__, texts), np.float64, len(texts))
    bad = tuple(row for row, text in enumerate(texts) if text in wrong) if wrong else ()
    return without_codes(values, bad)


def read_quickly(
    body: str, separator: str, decimal: str, columns: Sequence[int]
) -> dict[int, NumberColumn] | None:
    """Return columns of a table whose rows are all alike, or None where a cell needs a closer look.

    pandas reads numbers without making a text of each cell, in a third of the time. It comes with the extra
    `climate`; without it everything is looked at closely.
    """
    try:
        import pandas  # type: ignore[import-untyped]
    except ImportError:
        return None
    try:
        frame = pandas.read_csv(
            io.StringIO(body),
            sep=separator,
            decimal=decimal,
            header=None,
            usecols=list(columns),
            skipinitialspace=True,
            low_memory=False,
        )
    except (ValueError, OverflowError):
        return None
    if any(frame[column].dtype.kind not in "fi" for column in columns):
        return None
    return {column: without_codes(frame[column].to_numpy(np.float64, copy=True)) for column in columns}


def without_codes(values: Values, bad: tuple[int, ...] = ()) -> NumberColumn:
    """Return a column in which codes for “missing” are NaN."""
    values[~np.isfinite(values)] = np.nan
    with np.errstate(invalid="ignore"):
        suspects = values[(values <= -HIGHEST) | (values >= HIGHEST)]
    coded = []
    for code in np.unique(suspects).tolist():
        if code in CODES and _is_apart(values, code):
            hits = values == code
            coded.append((code, int(hits.sum())))
            values[hits] = np.nan
    return NumberColumn(values, bad, tuple(coded))


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


def _is_apart(values: Values, code: float) -> bool:
    """Return whether no other value lies near a code: -99 tenths of a degree are a cold day, not a gap."""
    with np.errstate(invalid="ignore"):
        near = (np.abs(values - code) < APART) & (values != code)
    return not near.any()


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
