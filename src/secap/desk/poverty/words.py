"""Units, values and answers of the indicators as the reader says them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap import locale
from secap.desk.registry.reader import lang

MINUS = "\u2212"
# How the units of the list are written; a unit that is not here stays as it is.
UNITS = {
    "degree days/yr": gettext_lazy("degree days a year"),
    "C": "°C",
    "days/yr": gettext_lazy("days a year"),
    "nights/yr": gettext_lazy("nights a year"),
    "kWh/m2/yr": gettext_lazy("kWh/m² a year"),
    "% per class": gettext_lazy("% by class"),
    "m2/person": gettext_lazy("m² a person"),
    "%/yr": gettext_lazy("% a year"),
    "cars/1000 inhabitants": gettext_lazy("cars per 1000 inhabitants"),
    "EUR/yr": gettext_lazy("EUR a year"),
    "number": gettext_lazy("number"),
    "number or %": gettext_lazy("number or %"),
}


def unit_in_words(unit: str) -> str:
    return str(UNITS.get(unit, unit))


def value_in_words(record: Any) -> str:
    """Return an indicator's value or answer without its unit; a dash where there is none."""
    if record.answer is not None:
        return _("yes") if record.answer else _("no")
    return locale.number(record.value, lang()).replace("-", MINUS) if record.value is not None else "–"
