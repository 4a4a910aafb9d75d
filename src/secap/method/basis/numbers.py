"""Numbers as people write them: decimal comma or dot, thousands in every style; what is ambiguous is said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
# A single sign with three digits behind it may stand for thousands or for decimals.
AMBIGUOUS = re.compile(r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")
NUMBER = re.compile(r"^[+-]?(\d+([.,]\d+)*)?([.,]\d*)?(e[+-]?\d+)?$", re.IGNORECASE)
EMPTY = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Style:
    """How a block of numbers is written.

    decimal : "," or ".";  certain : False where no number of the block tells;
    contradictory : some numbers can only be read one way and some only the other.
    """

    decimal: str
    certain: bool
    contradictory: bool = False


def _bare(text: str) -> str:
    return SPACES.sub("", text.strip()).replace("−", "-")


def is_ambiguous(text: str) -> bool:
    """Return True where the text alone can be read as thousands or as decimals, such as 42.178."""
    return bool(AMBIGUOUS.match(_bare(text)))


def _decimal_of(text: str) -> str | None:
    """Return the decimal sign that a number proves, or None."""
    bare = _bare(text)
    comma, dot = bare.count(","), bare.count(".")
    if not NUMBER.match(bare) or (not comma and not dot) or AMBIGUOUS.match(bare):
        return None
    if comma and dot:
        return "," if bare.rindex(",") > bare.rindex(".") else "."
    sign = "," if comma else "."
    other = "." if sign == "," else ","
    return other if max(comma, dot) > 1 else sign  # two of a kind are thousands


def detect_decimal(texts: Iterable[str], default: str = ",") -> Style:
    """Return how the numbers among `texts` are written, looking at all of them together.

    default : the sign where no number tells.
    """
    found = [sign for sign in map(_decimal_of, texts) if sign]
    if not found:
        return Style(default, certain=False)
    commas = found.count(",")
    return Style("," if 2 * commas >= len(found) else ".", True, contradictory=0 < commas < len(found))


def read_number(text: str, decimal: str = ",") -> float | None:
    """Return the number, None for an empty cell or a dash.

    decimal : the decimal sign; the other of comma and dot then separates thousands.
    Raises: InvalidInput that says what is wrong (a unit, a percent sign, misplaced thousands, words).
    """
    bare = _bare(text)
    if bare in EMPTY:
        return None
    if not NUMBER.match(bare) or not any(sign.isdigit() for sign in bare):
        raise InvalidInput(Message("“{text}” is not a number.", text=text.strip()[:60]), hint=_hint(bare))
    thousands = "." if decimal == "," else ","
    whole, _, fraction = bare.partition(decimal)
    if decimal in fraction or thousands in fraction or not _well_grouped(whole, thousands):
        raise InvalidInput(
            Message(
                "“{text}” can't be read with “{sign}” as the decimal sign.",
                text=text.strip()[:60],
                sign=decimal,
            ),
            hint=Message("Choose the other decimal sign, or write the number without separators."),
        )
    value = float(
        whole.replace(thousands, "") + "." + (fraction or "0")
        if "e" not in bare.lower()
        else bare.replace(decimal, ".")
    )
    if not math.isfinite(value):
        raise InvalidInput(Message("“{text}” is too large.", text=text.strip()[:60]))
    return value


def _well_grouped(whole: str, thousands: str) -> bool:
    """Thousands come in groups of three: 1.234.567 but not 12.34."""
    parts = whole.lstrip("+-").split(thousands)
    return len(parts) == 1 or (1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]))


def _hint(bare: str) -> Message:
    if bare.endswith("%"):
        return Message("Write a share without the percent sign.")
    if re.match(r"^[+-]?[\d.,]+[^\d.,]+$", bare):
        return Message("Write the number alone; the unit has its own column.")
    return Message("Write a number such as 1250,5, or leave the cell empty.")
