"""The cells of an action list: figures with units and large-number words, words for unknown, totals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.numbers import read_number

Cell = str | float | None

EUR = r"(?:eur|euro|€)"
TONNES = r"(?:t|tonnes|tonnas)(?:\s*co[2₂])?(?:\s*-?(?:eq|e|ekv\.?))?"
A_YEAR = r"(?:\s*(?:/|per)?\s*(?:a|y|yr|year|gadā|g\.))?"
# The column's own unit may stand with a figure; any other one is refused.
UNITS = {
    "cost": EUR,
    "printed_eur_per_t": rf"{EUR}(?:\s*(?:/|per)\s*{TONNES})?{A_YEAR}",
    "printed_share": "%",
    **dict.fromkeys(("t", "t_low", "t_high", "removals_t"), TONNES + A_YEAR),
    **dict.fromkeys(("mwh", "renewable_mwh"), "mwh" + A_YEAR),
}
# {word: times}, folded, of money in words such as "1,2 milj. EUR".
LARGE = {
    **dict.fromkeys(("k", "thousand", "tukst", "tukstosi"), 1e3),
    **dict.fromkeys(("m", "mio", "mln", "million", "milj", "miljoni"), 1e6),
}
UNKNOWN_WORDS = frozenset(
    ("n a", "na", "nd", "n d", "tbd", "unknown", "not known", "not available", "no data", "nav", "nav zinams",
     "nav datu", "nezinams", "nav noteikts", "nav aprekinats", "nav pieejams")
)  # fmt: skip
TOTALS = frozenset(
    ("total", "totals", "grand total", "sum", "kopa", "pavisam", "pavisam kopa", "summa", "kopsumma")
)
MOST_DECIMALS = 6  # of a number stored in a workbook: what is beyond was not printed


@dataclass(frozen=True, slots=True)
class Read:
    """A figure.  unit_of_last_place : one unit of the last decimal as written;  is_multiplied : by a word."""

    value: float
    unit_of_last_place: float
    is_multiplied: bool = False


def as_text(cell: Cell) -> str:
    """Return a name or number as text, 1.0 as "1", an empty cell as nothing."""
    return f"{cell:.15g}" if isinstance(cell, float) else (cell or "").strip()


def is_total(*names: Cell) -> bool:
    """Whether a row named so sums up the others."""
    words = [codes.folded(text) for cell in names if (text := as_text(cell))]
    return bool(words) and any(word in TOTALS for word in words)


def is_unknown_word(text: str) -> bool:
    """Whether a text says that the figure is not known."""
    words = codes.folded(text)
    if not words:
        return "?" in text
    return words in UNKNOWN_WORDS or text.strip().upper() in codes.table("notation_keys")


def number_text(code: str, cell: str) -> str:
    """Return a figure's text without the unit of its column.

    >>> number_text("cost", "EUR 1 200"), number_text("t", "12,5 t CO2/a")
    ('1 200', '12,5')
    """
    unit = UNITS[code]
    text = re.sub(rf"^\s*[~≈]?\s*(?:{unit})?\s*(?=[-+−\d])", "", cell, flags=re.IGNORECASE)
    return re.sub(rf"(?<=[\d.\s])\s*(?:{unit})\s*$", "", text, flags=re.IGNORECASE).strip()


def read_amount(code: str, cell: Cell, decimal: str) -> Read | None:
    """Return the figure in a cell of column `code`, None where the cell is empty or holds a dash.

    Raises: InvalidInput that says what is wrong
    """
    if cell is None:
        return None
    if isinstance(cell, float):
        return Read(cell, _unit(f"{cell:.{MOST_DECIMALS}f}".rstrip("0"), "."))
    text, times = number_text(code, cell), 1.0
    if code == "cost" and (match := re.match(r"^([\d\s.,'’]*\d)\s*([^\W\d]+)\.?$", text)):
        times = LARGE.get(codes.folded(match[2]), 1.0)
        text = match[1] if times > 1 else text
    value = read_number(text, decimal)
    return None if value is None else Read(value * times, _unit(text, decimal) * times, times > 1)


def _unit(text: str, decimal: str) -> float:
    """Return one unit of the last place of a number as written, 0.01 of "12,50", 100 of "1.2e3"."""
    mantissa, _, exponent = text.lower().partition("e")
    digits = sum(sign.isdigit() for sign in mantissa.partition(decimal)[2])
    return 10.0 ** (int(exponent or 0) - digits)
