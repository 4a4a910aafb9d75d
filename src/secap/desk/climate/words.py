"""How units and settings of the climate profile are said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from secap import locale
from secap.desk.registry.language import lang as spoken

# Units of the indicators that are words; all others are symbols and the same in every language.
UNITS = {"days": gettext_noop("days"), "events": gettext_noop("events"), "mm/day": gettext_noop("mm a day")}
REFERENCE = "reference"
# Settings in the order of the form: name, label, unit.
SETTINGS = (
    ("hdd_base_c", _("Base temperature of heating degree days"), "°C"),
    ("hdd_limit_c", _("Heating days only up to a daily mean of"), "°C"),
    ("cooling_base_c", _("Base temperature of cooling degree days"), "°C"),
    ("heat_wave_tx_c", _("Hot day from a maximum of"), "°C"),
    ("heat_wave_days", _("Days in a row that make a heat wave"), ""),
    ("cold_wave_tm_c", _("Cold wave below a daily mean of"), "°C"),
    ("cold_wave_days", _("Days in a row that make a cold wave"), ""),
    ("gust_ms", _("Windy day from a gust of"), "m/s"),
    ("wind_ms", _("Windy day from a mean wind of, where no gust is measured"), "m/s"),
)


def unit_word(unit: str, lang: str = "") -> str:
    """Return a unit of the book in `lang`, the reader's language where none is given."""
    return locale.translate(UNITS.get(unit, unit), lang or spoken())


def settings_told(settings: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """Return (label, value with unit) of the settings that a series was computed with."""
    found = [
        (str(label), f"{locale.number(float(settings[name]), lang, None)} {unit}".strip().replace("-", "−"))
        for name, label, unit in SETTINGS
        if settings.get(name) is not None
    ]
    reference = settings.get(REFERENCE)
    if reference:
        found.append((gettext("Reference period"), f"{reference[0]}–{reference[1]}"))
    return found
