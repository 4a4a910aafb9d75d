"""How units, changes and chances are printed on the pages of the climate profile."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from secap import locale
from secap.desk.climate.words import unit_word
from secap.desk.registry.language import lang as spoken

register = template.Library()
MINUS, PLUS = "\u2212", "+"


@register.filter
def unit_words(unit: str) -> str:
    """Print a unit in the reader's language."""
    return unit_word(unit)


@register.filter
def signed(value: float | None, digits: int = 1) -> str:
    """Print a change with its sign; a missing one is a dash."""
    if value is None:
        return "–"
    text = locale.number(abs(value), spoken(), digits)
    is_zero = round(value, digits) == 0
    return text if is_zero else f"{PLUS if value > 0 else MINUS}{text}"


@register.filter
def p_value(value: float | None) -> str:
    """Print a chance of error: three decimals, tiny ones as below a bound."""
    if value is None:
        return "–"
    lang = spoken()
    return f"< {locale.number(0.001, lang, 3)}" if value < 0.001 else locale.number(value, lang, 3)


@register.filter
def significance_words(code: str | None) -> str:
    """Print how clearly a trend stands out."""
    words = {
        "very_clear": gettext("very likely no chance"),
        "clear": gettext("likely no chance"),
        "faint": gettext("may be chance"),
        "none": gettext("cannot be told from chance"),
    }
    return words.get(code or "", gettext("too few years"))
