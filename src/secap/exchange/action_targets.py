"""Columns of an action list that are more than a field: effects, financing, indicators, bodies, periods."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.registry.language import lang as spoken
from secap.exchange.action_columns import column_of
from secap.exchange.wording import plain
from secap.locale import LANGUAGES
from secap.method.basis import codes
from secap.method.basis.messages import Message

SOURCES = "financing_sources"
PERIOD, DEADLINE = "period", "deadline"
BODIES, DIRECTION, FINANCING = "bodies", "direction", "financing"
SHARE, SAVED = "financing.", "saved."


@dataclass(frozen=True, slots=True)
class Target:
    """A column: its label, and how people head it."""

    label: str | Promise
    words: tuple[str, ...]


TARGETS: dict[str, Target] = {
    PERIOD: Target(
        gettext_lazy("Period (start and end)"),
        ("periods", "īstenošanas periods", "īstenošanas laiks", "izpildes laiks", "izpildes periods",
         "ieviešanas periods", "ieviešanas laiks", "laika periods", "laiks", "laika grafiks",
         "realizācijas laiks", "gads", "gadi", "īstenošanas gads", "implementation period", "period",
         "timeframe", "time frame", "timeline", "when", "years", "year"),
    ),
    DEADLINE: Target(
        gettext_lazy("Deadline, or a period"),
        ("termiņš", "izpildes termiņš", "īstenošanas termiņš", "ieviešanas termiņš", "realizācijas termiņš",
         "plānotais termiņš", "beigu termiņš", "deadline", "due", "due date", "term"),
    ),
    BODIES: Target(
        gettext_lazy("Bodies taking part"),
        ("iesaistītās institūcijas", "iesaistītās puses", "iesaistītie", "sadarbības partneri", "partneri",
         "līdzatbildīgais", "līdzatbildīgie", "līdzatbildīgā institūcija", "citi iesaistītie", "partners",
         "partner", "bodies", "bodies involved", "involved", "participants"),
    ),
    DIRECTION: Target(
        gettext_lazy("Direction"),
        ("virziens", "rīcības virziens", "rīcībpolitikas virziens", "darbības virziens", "direction",
         "main direction"),
    ),
    FINANCING: Target(
        gettext_lazy("Financing in words (sources with shares or amounts)"),
        ("finansējums", "finansējuma avots", "finansējuma avoti", "finanšu avots", "finanšu avoti",
         "finanšu resursi", "iespējamais finansējuma avots", "iespējamie finansējuma avoti",
         "plānotais finansējuma avots", "finansēšanas avots", "finansēšanas avoti",
         "finansējuma avots un apmērs", "finansējuma sadalījums", "funding", "funding source",
         "funding sources", "financing", "source of financing", "sources of financing", "financing source",
         "financing sources", "source of funding", "sources of funding"),
    ),
    "effect.avoided_t": Target(
        gettext_lazy("Effect: tonnes avoided a year"),
        ("co2 samazinājums", "co2 emisiju samazinājums", "seg emisiju samazinājums", "seg samazinājums",
         "emisiju samazinājums", "co2 ietaupījums", "plānotais co2 samazinājums", "co2 reduction",
         "emission reduction", "ghg reduction", "tco2", "t co2", "tco2 a"),
    ),
    "effect.saved_mwh": Target(
        gettext_lazy("Effect: MWh saved a year"),
        ("enerģijas ietaupījums", "plānotais enerģijas ietaupījums", "enerģijas patēriņa samazinājums",
         "energoietaupījums", "energy saving",
         "energy savings", "energy saved", "mwh", "mwh saved"),
    ),
    "effect.renewable_mwh": Target(
        gettext_lazy("Effect: renewable MWh a year"),
        ("saražotā atjaunīgā enerģija", "saražotā atjaunojamā enerģija", "atjaunīgā enerģija", "aer",
         "aer ražošana", "saražotā enerģija", "atjaunojamo energoresursu ražošana", "renewable energy",
         "renewable energy production", "res production", "renewable mwh"),
    ),
    "effect.carrier": Target(
        gettext_lazy("Effect: energy carrier saved"),
        ("enerģijas nesējs", "energonesējs", "energoresurss", "kurināmais", "carrier", "energy carrier",
         "fuel"),
    ),
    "indicator.name": Target(
        gettext_lazy("Indicators"),
        ("rezultatīvais rādītājs", "rezultatīvie rādītāji", "rezultāta rādītājs", "rezultātu rādītāji",
         "rādītājs", "rādītāji", "indikators", "indikatori", "izpildes rādītājs", "izpildes rādītāji",
         "sasniedzamais rādītājs", "sasniedzamie rādītāji", "sasniedzamais rezultāts",
         "sagaidāmais rezultāts", "sagaidāmie rezultāti", "plānotais rezultāts", "plānotie rezultāti",
         "darbības rezultāts", "rezultāts", "rezultāti", "monitoringa rādītājs", "indicator", "indicators",
         "kpi", "monitoring indicator", "expected result", "expected results"),
    ),
    "indicator.unit": Target(
        gettext_lazy("Indicator: unit"), ("rādītāja mērvienība", "mērvienība", "indicator unit", "unit")
    ),
    "indicator.base_value": Target(
        gettext_lazy("Indicator: base value"),
        ("bāzes vērtība", "sākotnējā vērtība", "esošā vērtība", "base value", "baseline value", "baseline"),
    ),
    "indicator.target_value": Target(
        gettext_lazy("Indicator: target value"),
        ("mērķa vērtība", "sasniedzamā vērtība", "plānotā vērtība", "target value", "target"),
    ),
}  # fmt: skip
# The other list's names for the same columns (`secap actions`), which knows more ways to write them.
SAME = {
    "id": "number", "title": "title", "sector": "sector", "t": "effect.avoided_t", "mwh": "effect.saved_mwh",
    "renewable_mwh": "effect.renewable_mwh", "cost": "investment_eur",
    "printed_eur_per_t": "stated_eur_per_t", "printed_share": "stated_share_percent",
}  # fmt: skip
UNIT = re.compile(
    r"\(.*?\)|\[.*?\]|\b(?:tukst|milj|mln)\.?|(?:\b[tkm]?eur\b|\beuro\b|\beiro\b|€)(?! ?/ ?t)|%|\b[kmg]wh\b|"
    r"\bt ?co2 ?(?:eq|ekv|e)?\b|\btonn\w*|\bt(?= ?/| gada|$)|/ ?(?:gada|gads|gad|a|year|yr|g)\b\.?|\bgada\b|"
    r"\bper year\b|\ba year\b|\bkg\b"
)
# Beginnings of words in the heading of saved energy that tell the carrier.
CARRIER_ROOTS = (
    (r"\bsiltum|\bheat", "heat_cold"), (r"\belektro|\belectric", "electricity"),
    (r"dabasgaz|natural gas", "natural_gas"), (r"dizel|diesel", "diesel"),
    (r"benzin|gasoline|petrol", "gasoline"),
)  # fmt: skip
# Columns that the download writes and no import reads.
CALCULATED = (
    Message("t/a (calculated)"),
    Message("MWh/a saved (calculated)"),
    Message("MWh/a renewable (calculated)"),
)


def columns() -> list[tuple[str, str]]:
    """Return (target, label) of every such column, in the present language."""
    lang = spoken()
    found = [(name, str(target.label)) for name, target in TARGETS.items()]
    for code, row in codes.table(SOURCES).items():
        found.append(
            (f"{SHARE}{code}.percent", _("Financing by %(source)s, %%") % {"source": row.label(lang)})
        )
        found.append((f"{SHARE}{code}.eur", _("Financing by %(source)s, EUR") % {"source": row.label(lang)}))
    for code, row in codes.table("carriers").items():
        found.append(
            (SAVED + code, _("Effect: %(carrier)s saved, MWh a year") % {"carrier": row.label(lang)})
        )
    return found


def of_source(target: str) -> tuple[str, str] | None:
    """Return (source, `percent` or `eur`) of a column that holds what one source pays."""
    parts = target.split(".")
    return (parts[1], parts[2]) if len(parts) == 3 and target.startswith(SHARE) else None


def without_unit(heading: str) -> str:
    """Return a heading without its unit, for comparing.

    >>> without_unit("Plānotais enerģijas ietaupījums, MWh/gadā")
    'planotais energijas ietaupijums'
    """
    return codes.folded(UNIT.sub(" ", plain(heading)))


def source_column(heading: str) -> str | None:
    """Return the column of one source of money that a heading names with its unit, such as "ES fondi, %"."""
    words = plain(heading)
    is_percent = "%" in words or "procent" in words
    if not is_percent and not re.search(r"\b[tkm]?eur\b|€|\beuro\b|\beiro\b", words):
        return None
    code = codes.match(SOURCES, without_unit(heading))
    return f"{SHARE}{code}.{'percent' if is_percent else 'eur'}" if code else None


def of_other_list(heading: str) -> str | None:
    """Return the column by the spellings that the command `secap actions` knows."""
    return SAME.get(column_of(heading) or "")


_WORDS = {codes.folded(word): name for name, target in reversed(TARGETS.items()) for word in target.words}


def of_words(heading: str) -> str | None:
    """Return the column that a heading, with or without a unit, is a spelling of."""
    folded = codes.folded(heading)
    if folded in {codes.folded(one.text(lang)) for one in CALCULATED for lang in LANGUAGES}:
        return ""
    return _WORDS.get(folded) or _WORDS.get(without_unit(heading))


def unit_of(heading: str) -> str:
    """Return the sort of unit a heading names: `mwh`, `t`, `eur`, `percent`, `eur_per_t`, or nothing."""
    words = plain(heading)
    is_money = bool(re.search(r"\b[tkm]?eur\b|€|\beuro\b|\beiro\b", words))
    if is_money:
        return "eur_per_t" if re.search(r"(?:/|par|per) ?t", words) else "eur"
    if "%" in words or "procent" in words:
        return "percent"
    if re.search(r"\b[kmg]wh", words):
        return "mwh"
    return "t" if re.search(r"\bt ?co2|co2.*\bt\b|\btonn|\bt ?/", words) else ""


def of_unit(heading: str) -> str | None:
    """Return the column that the unit of a heading and what becomes less or more tell."""
    words, unit = plain(heading), unit_of(heading)
    is_less = bool(re.search(r"ietaup|samazin|noverst|sav|reduc|avoid", words))
    if unit == "mwh" and re.search(r"sarazot|razosan|atjaun|\baer\b|renewabl|produc|\bres\b", words):
        return "effect.renewable_mwh"
    if unit == "mwh" and is_less:
        return "effect.saved_mwh"
    return "effect.avoided_t" if unit == "t" and is_less else None


def of_saved_carrier(heading: str) -> str | None:
    """Return the column of one carrier's saved energy, such as "Siltumenerģijas ietaupījums, MWh/gadā"."""
    if of_unit(heading) != "effect.saved_mwh":
        return None
    return next((SAVED + code for root, code in CARRIER_ROOTS if re.search(root, plain(heading))), None)


def fits(heading: str, target: str) -> bool:
    """Whether a column may have the unit that its heading names."""
    unit = unit_of(heading)
    if unit == "mwh":
        return target in {"effect.saved_mwh", "effect.renewable_mwh"} or target.startswith(SAVED)
    if unit == "t":
        return target in {"effect.avoided_t", "stated_eur_per_t"}
    if unit == "eur":
        return target.endswith(("_eur", ".eur")) or target == FINANCING
    if unit == "eur_per_t":
        return target == "stated_eur_per_t"
    return unit != "percent" or target.endswith("percent") or target == FINANCING
