"""Words for what the book writes short: sources, units."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secap.method.basis import tables

# Units of the book that are words; all others are symbols and the same in every language.
UNITS = {
    "share": _("share"),
    "ratio": _("ratio"),
    "inhabitants": _("inhabitants"),
    "households": _("households"),
    "jobs": _("jobs"),
    "vehicles": _("vehicles"),
    "degree days": _("degree days"),
    "number": _("number"),
    "million EUR": _("million EUR"),
    "of 100": _("of 100"),
    "m2": "m²",
    "kWh/m2": "kWh/m²",
    "MWh/a": _("MWh a year"),
    "km/a": _("km a year"),
    "d/a": _("days a year"),
    "MWh heat/MWh": _("MWh of heat per MWh"),
}


def unit_words(unit: str) -> str:
    """Return a unit in the reader's language."""
    return str(UNITS.get(unit, unit))


def source_words(key: str | None, lang: str) -> str:
    """Return a source's title with publisher and year; what is no key of the book is the town's own words.

    lang : of the reader; titles of publications stay in their own language.
    """
    if not key:
        return ""
    if key == "design":
        return gettext("assumption of this workbench")
    source = tables.sources().get(key)
    if source is None:
        return key
    behind = ", ".join(part for part in (source.publisher, source.year) if part)
    return f"{source.title} ({behind})" if behind else source.title
