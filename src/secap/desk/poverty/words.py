"""Names of codes and people as the reader says them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from secap import locale
from secap.desk.registry.models import Person
from secap.method.basis import codes

MINUS = "\u2212"


def lang() -> str:
    """Return the reader's language, `lv` or `en`."""
    return (get_language() or "en")[:2]


def name(table: str, code: str) -> str:
    """Return the name of a code; an empty text for none, the code itself where the table lacks it."""
    row = codes.table(table).get(code) if code else None
    return row.label(lang()) if row else code


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in; only behind the door of `member`."""
    assert isinstance(request.user, Person)
    return request.user


def waiting_note(request: HttpRequest) -> str:
    """Return what a contributor is told after saving; nothing for the co-ordinator."""
    if request.role == "coordinator":  # type: ignore[attr-defined]
        return ""
    return " " + _("What you entered counts at once and is marked until the co-ordinator accepts it.")


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
