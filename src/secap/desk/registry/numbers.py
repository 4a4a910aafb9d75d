"""Numbers in single fields of a form: typed as people write them, shown without thousands separators."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from babel.numbers import get_decimal_symbol
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]")
AMBIGUOUS = re.compile(r"^-?[1-9]\d{0,2}[.,]\d{3}$")


def typed_number(text: str, lang: str) -> float:
    """Return the number that a person typed; a comma and a dot both count as decimal signs.

    Raises ValidationError for what is no number, and for what can be read in two ways: in a language with a decimal
    comma `42.178` may be forty-two thousand or forty-two and a bit.
    """
    bare = SPACES.sub("", text.strip()).replace("−", "-")
    decimal = get_decimal_symbol(lang)
    if AMBIGUOUS.match(bare) and decimal not in bare:
        whole, part = re.split("[.,]", bare)
        raise ValidationError(
            _("“%(text)s” can be read in two ways. Write %(thousands)s or %(fraction)s."),
            params={"text": text.strip(), "thousands": whole + part, "fraction": f"{whole}{decimal}{part.rstrip('0') or '0'}"},
        )
    if "," in bare and "." in bare:  # the last of the two is the decimal sign
        thousands = "," if bare.rindex(",") < bare.rindex(".") else "."
        bare = bare.replace(thousands, "")
    elif bare.count(",") > 1 or bare.count(".") > 1:  # only thousands can come twice
        bare = bare.replace(",", "").replace(".", "")
    try:
        value = float(bare.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValidationError(
            _("“%(text)s” is not a number. Write it without a unit, such as %(example)s."),
            params={"text": text.strip(), "example": f"1250{decimal}5"},
        )
    return value


def plain_number(value: float, lang: str) -> str:
    """Return the number for a form field: all its digits, the language's decimal sign, no separators."""
    digits = format(Decimal(repr(float(value))), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.replace(".", get_decimal_symbol(lang))
