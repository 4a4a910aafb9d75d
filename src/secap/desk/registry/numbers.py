"""Numbers in single fields of a form: typed as people write them, shown without thousands separators."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import get_decimal_symbol
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from secap.method.basis.errors import InvalidInput
from secap.method.basis.numbers import detect_decimal, is_ambiguous, read_number


def typed_number(text: str, lang: str) -> float | None:
    """Return the number that a person typed; a comma and a dot both count as decimal signs.

    Raises ValidationError for what is no number, and for what can be read in two ways: in a language with a
    decimal comma `42.178` may be forty-two thousand or forty-two and a bit.
    """
    decimal = get_decimal_symbol(lang)
    if is_ambiguous(text) and decimal not in text:
        thousands = text.strip().replace(",", "").replace(".", "")
        fraction = text.strip().replace(",", decimal).replace(".", decimal)
        raise ValidationError(
            _("“%(text)s” can be read in two ways. Write %(thousands)s or %(fraction)s."),
            params={"text": text.strip(), "thousands": thousands, "fraction": fraction},
        )
    try:
        return read_number(text, detect_decimal([text], default=decimal).decimal)
    except InvalidInput as error:
        raise ValidationError(error.text(lang)) from error


def plain_number(value: float, lang: str) -> str:
    """Return the number for a form field: all its digits, the language's decimal sign, no separators."""
    digits = format(Decimal(repr(float(value))), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.replace(".", get_decimal_symbol(lang))
