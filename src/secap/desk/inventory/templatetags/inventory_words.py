"""How sources, editions, gases and units are printed on the pages of the chapter."""

from __future__ import annotations

import math
from typing import Any

from django import template
from django.utils.translation import gettext

from secap import locale
from secap.desk.inventory.words import source_words, unit_words
from secap.desk.registry.language import lang
from secap.method.basis.editions import editions
from secap.method.basis.messages import speak

register = template.Library()


@register.filter
def source_title(key: str | None) -> str:
    """Print the title of a source of the book; a source of the town's own stays as it is."""
    return source_words(key, lang())


@register.filter
def edition_title(code: str | None) -> str:
    """Print the title of a factor edition, or in words that the factor is the town's own or a local one."""
    own = {"own": gettext("the town's own"), "local": gettext("computed from the town's own supply")}
    if code in own:
        return own[code]
    titles = {edition.code: edition.title for edition in editions()}
    return locale.label("editions", code or "", lang(), titles.get(code or "", code or ""))


@register.filter
def edition_note(code: str) -> str:
    """Print what a reader must know of an edition."""
    notes = {edition.code: edition.note for edition in editions()}
    return locale.label("edition_notes", code, lang(), notes.get(code, ""))


@register.filter
def significant(value: float | None) -> str:
    """Print a number of a derivation: large ones with two decimals, small ones with six significant
    digits."""
    if value is None:
        return "–"
    size = abs(value)
    digits = 2 if size >= 1000 else max(0, 5 - math.floor(math.log10(size))) if size >= 1e-12 else 0
    text = locale.number(value, lang(), digits)
    separator = locale.number(0.5, lang(), 1)[1]
    return (text.rstrip("0").rstrip(separator) if separator in text else text).replace("-", "−")


@register.filter
def gas_label(gas: str) -> str:
    """Print a gas as chemists write it."""
    return {
        "co2": "CO₂",
        "ch4": "CH₄",
        "n2o": "N₂O",
        "co2eq_unsplit": gettext("CO₂eq, gases not told apart"),
    }.get(gas, gas)


@register.filter
def unit_label(unit: str) -> str:
    """Print a unit; those that are words in the reader's language."""
    return unit_words(unit)


@register.filter
def spoken(value: Any) -> str:
    """Print a message, code, amount or number of the book."""
    return "" if value is None or value == "" else speak(value, lang())


@register.filter
def row_quality(quality: str) -> str:
    """Print how sure a row of a table is."""
    words = {
        "published": gettext("published"),
        "derived": gettext("derived"),
        "assumed": gettext("assumed"),
        "unverified": gettext("unverified"),
    }
    return words.get(quality, quality)


@register.filter
def quality_level(level: str | None) -> str:
    """Print the level of a quality score."""
    words = {"high": gettext("high"), "medium": gettext("medium"), "low": gettext("low")}
    return words.get(level or "", gettext("not graded"))


@register.filter
def change_share(value: float | None) -> str:
    """Print a change such as −12,3 %; a missing one is a dash."""
    if value is None:
        return "–"
    sign = "−" if value < 0 else "+"
    return f"{sign}{locale.number(abs(value) * 100, lang(), 1)}\u00a0%"


@register.filter
def difference(value: float | None, digits: int = 0) -> str:
    """Print a difference with its sign."""
    if value is None:
        return "–"
    text = locale.number(abs(value), lang(), digits)
    if not any(sign in "123456789" for sign in text):
        return text
    return f"{'−' if value < 0 else '+'}{text}"


@register.filter
def wrappable(text: str) -> str:
    """Let a long name such as `Heat/cold` break after its slash."""
    return str(text).replace("/", "/\u200b")
