"""What each indicator means: a sentence with the settings it was computed with, and a formula.

The definitions are those of the book (method.climate.indicators, docs/method/climate.md); this is how a page
says them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.climate.settings import Settings

FORMULAS = {
    "tm": "Σ TG / n",
    "tx": "Σ TX / n",
    "tn": "Σ TN / n",
    "txx": "max TX",
    "tnn": "min TN",
    "su": "#{TX > 25}",
    "hot_days": "#{TX ≥ T_hot}",
    "tx30": "#{TX > 30}",
    "tr": "#{TN > 20}",
    "fd": "#{TN < 0}",
    "id": "#{TX < 0}",
    "heat_wave_days": "Σ L, L = run(TX ≥ T_hot) ≥ d",
    "heat_wave_number": "#{L : L = run(TX ≥ T_hot) ≥ d}",
    "cold_wave_days": "Σ L, L = run(TG < T_cold) ≥ d",
    "hdd": "Σ max(0, T_base − TG)",
    "cooling_degree_days": "Σ max(0, TG − T_base)",
    "gsl": "first 6 days TG > 5 … first 6 days TG < 5 after 1 July",
    "rr": "Σ RR",
    "prcptot": "Σ RR, RR ≥ 1",
    "rx1day": "max RR",
    "rx5day": "max Σ₅ RR",
    "r10mm": "#{RR ≥ 10}",
    "r20mm": "#{RR ≥ 20}",
    "sdii": "Σ RR / #{RR ≥ 1}, RR ≥ 1",
    "cdd": "max run(RR < 1)",
    "cwd": "max run(RR ≥ 1)",
    "spi12": "Φ⁻¹(F_Γ(Σ₁₂ RR))",
    "fxx": "max FX",
    "windy_days": "#{FX ≥ v}",
}


def formula(code: str) -> str:
    """Return the formula in the symbols of ECA&D: TX, TN, TG daily maximum, minimum, mean, RR precipitation,
    FX gust; # counts days."""
    return FORMULAS.get(code, "")


def settings_of(stored: Mapping[str, Any]) -> Settings:
    """Return the settings that a series was computed with; the usual ones where they can't be read."""
    try:
        return Settings.from_dict(dict(stored))
    except (TypeError, ValueError):
        return Settings()


def definition(code: str, settings: Settings) -> Message:
    """Return what an indicator means, with the thresholds it was computed with."""
    hot, wave = Amount(settings.heat_wave_tx_c, "°C"), settings.heat_wave_days
    plain = {
        "tm": Message("Mean of the daily mean temperatures of a year."),
        "tx": Message("Mean of the daily maximum temperatures of a year."),
        "tn": Message("Mean of the daily minimum temperatures of a year."),
        "txx": Message("The highest daily maximum temperature of a year."),
        "tnn": Message("The lowest daily minimum temperature of a year."),
        "su": Message("Days of a year with a maximum above 25 °C."),
        "hot_days": Message("Days of a year with a maximum of at least {hot}.", hot=hot),
        "tx30": Message("Days of a year with a maximum above 30 °C."),
        "tr": Message("Days of a year whose minimum stays above 20 °C."),
        "fd": Message("Days of a year with a minimum below 0 °C."),
        "id": Message("Days of a year whose maximum stays below 0 °C."),
        "heat_wave_days": Message(
            "Days of a year that belong to at least {days} days in a row with a maximum of at least {hot}.",
            days=wave, hot=hot,
        ),
        "heat_wave_number": Message(
            "How often a year had at least {days} days in a row with a maximum of at least {hot}.",
            days=wave, hot=hot,
        ),
        "cold_wave_days": Message(
            "Days of a year that belong to at least {days} days in a row with a mean below {cold}.",
            days=settings.cold_wave_days, cold=Amount(settings.cold_wave_tm_c, "°C"),
        ),
        "hdd": Message(
            "How far the daily means of a year lie below {base}, added up over all days; warmer days count "
            "nothing.",
            base=Amount(settings.hdd_base_c, "°C"),
        ),
        "cooling_degree_days": Message(
            "How far the daily means of a year lie above {base}, added up over all days; colder days count "
            "nothing.",
            base=Amount(settings.cooling_base_c, "°C"),
        ),
        "gsl": Message(
            "Days between the first six days in a row with a mean above 5 °C and, after 1 July, the first "
            "six below it."
        ),
        "rr": Message("Precipitation of all days of a year, added up."),
        "prcptot": Message("Precipitation of a year on days with at least 1 mm, added up."),
        "rx1day": Message("The highest precipitation of one day of a year."),
        "rx5day": Message("The highest precipitation of five days in a row that end in a year."),
        "r10mm": Message("Days of a year with at least 10 mm of precipitation."),
        "r20mm": Message("Days of a year with at least 20 mm of precipitation."),
        "sdii": Message("Mean precipitation of the days of a year that have at least 1 mm."),
        "cdd": Message("The longest run of days below 1 mm in a year."),
        "cwd": Message("The longest run of days of at least 1 mm in a year."),
        "spi12": Message(
            "How unusual the precipitation of a year is for this place: 0 is usual, −1 dry, −2 extremely "
            "dry, +2 extremely wet."
        ),
        "fxx": Message("The strongest gust of a year."),
        "windy_days": Message(
            "Days of a year with a gust of at least {gust}; where no gust is measured, with a mean wind of "
            "at least {wind}.",
            gust=Amount(settings.gust_ms, "m/s"), wind=Amount(settings.wind_ms, "m/s"),
        ),
    }  # fmt: skip
    return plain.get(code) or Message("{name}.", name=codes.code("climate_indicators", code))


def needs(code: str, lang: str) -> str:
    """Return what is measured for an indicator, in words; alternatives after “or”."""
    table = codes.table("climate_variables")
    alternatives = str(codes.get("climate_indicators", code).needs).split("|")
    said = [
        " + ".join(table[one].label(lang) for one in each.split("+") if one in table) for each in alternatives
    ]
    if len(said) == 1:
        return said[0]
    return Message("{one} or {other}", one=said[0], other=said[1]).text(lang)
