"""Columns of daily values as text, turned into numbers at once; what is no number is counted and told."""

from __future__ import annotations

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
LOW_CODES = (-99.0, -99.9, -99.99, -999.0, -999.9, -999.99, -9999.0, -9999.9, -32768.0, -99999.0)
HIGH_CODES = (999.9, 9999.0, 9999.9, 99999.0, 99999.9, 999999.0)
APART = 20.0
CODES = frozenset({*LOW_CODES, *HIGH_CODES})


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
    prepared = [text or "nan" for text in texts]
    if decimal == ",":
        prepared = [text.replace(",", ".") for text in prepared]
    try:
        values = np.array(prepared, dtype=np.float64)
        bad: list[int] = []
    except ValueError:
        values, bad = _one_by_one([text.strip() for text in prepared], is_precipitation)
    values[~np.isfinite(values)] = np.nan
    coded = []
    with np.errstate(invalid="ignore"):
        suspects = values[(values <= max(LOW_CODES)) | (values >= min(HIGH_CODES))]
    for code in np.unique(suspects).tolist():
        if code not in CODES or not _is_apart(values, code):
            continue
        hits = values == code
        if count := int(hits.sum()):
            coded.append((code, count))
            values[hits] = np.nan
    return NumberColumn(values, tuple(bad), tuple(coded))


def _is_apart(values: Values, code: float) -> bool:
    """Return whether no other value lies near a code: -99 tenths of a degree are a cold day, not a gap."""
    with np.errstate(invalid="ignore"):
        near = (np.abs(values - code) < APART) & (values != code)
    return not near.any()


def _one_by_one(texts: Sequence[str], is_precipitation: bool) -> tuple[Values, list[int]]:
    values = np.full(len(texts), np.nan)
    bad = []
    for row, text in enumerate(texts):
        try:
            values[row] = float(text)
        except ValueError:
            plain = text.casefold().replace("−", "-")
            if is_precipitation and plain in TRACE:
                values[row] = 0.0
            elif plain not in EMPTY:
                try:
                    values[row] = float(plain.replace("\u00a0", "").replace(" ", ""))
                except ValueError:
                    bad.append(row)
    return values, bad


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
