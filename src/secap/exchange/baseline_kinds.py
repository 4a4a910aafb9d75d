"""The kinds of table of risk and vulnerability, of the adaptation scoreboard and of energy poverty."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.poverty.models import PovertyIndicator
from secap.desk.registry.records import Record
from secap.desk.risk import models as risk
from secap.exchange.baseline_words import (
    DESCRIPTION,
    DISTRICT_WORDS,
    EVENT_WORDS,
    GROUPS,
    HAZARD,
    HAZARDS,
    INDICATOR_WORDS,
    INDICATORS,
    LEVEL,
    PEOPLE,
    POVERTY_WORDS,
    PROBABILITY,
    SECTOR,
    SOURCE,
    TIMEFRAME,
    TOLERATED,
    Words,
)
from secap.exchange.indicator_values import DISTRICT, INDICATOR, NamedInValues, ValueExtension
from secap.exchange.kind import Kind
from secap.exchange.plain_extension import PlainExtension

RISK = _("Risk and vulnerability")


def _kind(
    code: str,
    title: str | Promise,
    intro: str | Promise,
    model: type[Record],
    identity: tuple[str, ...],
    spellings: Words,
    *,
    shown_at: str,
    group: str | Promise = RISK,
    extension: PlainExtension | None = None,
    **more: Any,
) -> Kind:
    made = extension or PlainExtension(model, spellings)
    return Kind(
        code, title, intro, model, identity, spellings, extension=made, group=group, shown_at=shown_at, **more
    )


RISK_KINDS = (
    _kind(
        "hazards",
        _("Climate hazards"),
        _("One row per hazard: probability, impact, change, timeframe. An empty level is not assessed."),
        risk.Hazard,
        ("hazard",),
        {
            "hazard": HAZARD,
            "probability": PROBABILITY,
            "impact": ("ietekme", "ietekmes līmenis", "sekas", "current impact", "impact level"),
            "change_intensity": ("intensitāte", "intensitātes izmaiņas", "sagaidāmās intensitātes izmaiņas",
                                 "paredzamās intensitātes izmaiņas", "change in intensity", "intensity"),
            "change_frequency": ("biežums", "biežuma izmaiņas", "sagaidāmās biežuma izmaiņas",
                                 "paredzamās biežuma izmaiņas", "change in frequency", "frequency"),
            "timeframe": TIMEFRAME,
            "confidence": ("ticamība", "vērtējuma ticamība", "pārliecība", "confidence", "certainty"),
            "indicators": INDICATORS,
            "evidence": ("pierādījumi", "pamatojums", *DESCRIPTION, "justification"),
            "source": SOURCE,
            "tolerated_reason": TOLERATED,
        },
        is_unique=True,
        shown_at="risk:hazards",
    ),
    _kind(
        "past_events",
        _("Past events"),
        _("One row per event: hazard, what happened, day, damage, people. A year alone is no day."),
        risk.PastEvent,
        ("hazard", "title", "date"),
        EVENT_WORDS,
        extension=PlainExtension(risk.PastEvent, EVENT_WORDS, remarks="description"),
        shown_at="risk:past-events",
    ),
    _kind(
        "sector_impacts",
        _("Impacted sectors"),
        _("One row per hazard and sector: likelihood, level of the impact, whom and what it affects."),
        risk.SectorImpact,
        ("hazard", "sector"),
        {
            "hazard": HAZARD,
            "sector": SECTOR,
            "likelihood": ("varbūtība", "iespējamība", "ietekmes iespējamība", "ietekmes varbūtība",
                           "probability"),
            "impact": ("ietekme", "ietekmes līmenis", "impact level", "level of impact"),
            "vulnerability": ("ievainojamība", "nozares ievainojamība", "vulnerability level"),
            "timeframe": TIMEFRAME,
            "domains": ("ietekmes jomas", "ietekmes joma", "impact domains", "affected"),
            "groups": GROUPS,
            "people": PEOPLE,
            "property": ("īpašums", "infrastruktūra", "ēkas un infrastruktūra", "assets"),
            "livelihoods": ("iztika", "ienākumi", "nodarbinātība", "income"),
            "environment": ("vide", "ietekme uz vidi", "daba"),
            "description": (*DESCRIPTION, "sagaidāmā ietekme", "paredzamā ietekme", "ietekmes apraksts",
                            "expected impacts"),
            "indicator": ("rādītājs", "ietekmes rādītājs", "impact indicator"),
            "source": SOURCE,
            "tolerated_reason": TOLERATED,
        },
        is_unique=True,
        shown_at="risk:impacts",
    ),
    _kind(
        "impact_chains",
        _("Impact chains"),
        _("One row per chain: hazard, exposure, vulnerability, impact, sector, groups."),
        risk.ImpactChain,
        ("hazard", "sector"),
        {
            "hazard": HAZARD,
            "exposure": ("pakļautība", "ekspozīcija", "kas pakļauts", "exposed"),
            "vulnerability": ("ievainojamība", "jutīgums", "kāpēc ievainojams", "sensitivity"),
            "impact": ("ietekme", "sekas", "impacts", "consequences"),
            "sector": SECTOR,
            "groups": GROUPS,
        },
        shown_at="risk:impact-chains",
    ),
    _kind(
        "vulnerabilities",
        _("Vulnerabilities"),
        _("One row per vulnerability: kind, level, hazards and sectors, of which a cell may name several."),
        risk.Vulnerability,
        ("title", "kind"),
        {
            "title": ("ievainojamība", "ievainojamības faktors", "nosaukums", "vulnerability", "name",
                      "factor"),
            "kind": ("veids", "ievainojamības veids", "type", "vulnerability type"),
            "level": LEVEL,
            "hazards": HAZARDS,
            "sectors": ("nozares", "sektori", "ietekmētās nozares", "impacted sectors"),
            "description": DESCRIPTION,
            "indicator": ("rādītājs", "indikators", "vulnerability indicator"),
            "source": SOURCE,
        },
        shown_at="risk:vulnerabilities",
    ),
    _kind(
        "vulnerable_groups",
        _("Vulnerable groups"),
        _("One row per group, or per group and place: hazards, number of people, why they are vulnerable."),
        risk.VulnerableGroup,
        ("group", "place"),
        {
            "group": ("grupa", "iedzīvotāju grupa", "mazaizsargātā grupa", "ievainojamā grupa", "riska grupa",
                      "group", "population group"),
            "hazards": HAZARDS,
            "people": ("skaits", "iedzīvotāju skaits", "cilvēku skaits", "people", "count", "size"),
            "place": ("vieta", "dzīvesvieta", "teritorija", "place", "location", "where"),
            "description": (*DESCRIPTION, "pamatojums", "kāpēc", "why"),
            "source": SOURCE,
        },
        shown_at="risk:groups",
    ),
    _kind(
        "adaptive_capacity",
        _("Adaptive capacity"),
        _("One row per factor, for the whole town or for a sector: capacity and how it acts on adaptation."),
        risk.AdaptiveCapacity,
        ("factor", "sector"),
        {
            "factor": ("faktors", "pielāgošanās spējas faktors", "pielāgošanās spēja",
                       "adaptive capacity factor"),
            "sector": SECTOR,
            "level": (*LEVEL, "spējas līmenis", "capacity level", "level"),
            "direction": ("ietekme", "virziens", "ietekme uz pielāgošanos", "degree of effect", "effect"),
            "description": DESCRIPTION,
            "source": SOURCE,
        },
        shown_at="risk:capacity",
    ),
    _kind(
        "districts",
        _("Districts"),
        _("One row per district: name, code, population, area. Boundaries come from a map file."),
        risk.District,
        ("name",),
        DISTRICT_WORDS,
        extension=NamedInValues(risk.District, DISTRICT_WORDS),
        is_unique=True,
        shown_at="risk:districts",
    ),
    _kind(
        "vulnerability_indicators",
        _("Vulnerability indicators"),
        _("One row per indicator: kind, unit, direction, weight. Their values are a table of their own."),
        risk.VulnerabilityIndicator,
        ("title",),
        INDICATOR_WORDS,
        extension=NamedInValues(risk.VulnerabilityIndicator, INDICATOR_WORDS),
        is_unique=True,
        shown_at="risk:indicators",
    ),
    _kind(
        "indicator_values",
        _("Values of vulnerability indicators"),
        _("One row per district and one column per indicator, or one row per value. Empty is not zero."),
        risk.IndicatorValue,
        (INDICATOR, DISTRICT),
        {"value": ("vērtība", "rādītāja vērtība", "skaits", "amount")},
        extension=ValueExtension(
            risk.IndicatorValue, {"value": ("vērtība", "value")}, links=(INDICATOR, DISTRICT)
        ),
        wide=(INDICATOR, "value"),
        is_unique=True,
        shown_at="risk:values",
    ),
    _kind(
        "scoreboard",
        _("Adaptation scoreboard"),
        _("One row per item and day with its grade from D to A. A later day never changes an earlier one."),
        risk.ScoreboardRating,
        ("item", "date"),
        {
            "item": ("punkts", "solis", "jautājums", "kritērijs", "darbība", "question", "criterion"),
            "date": ("datums", "vērtējuma datums", "day"),
            "grade": (*LEVEL, "atzīme", "statuss", "status", "score"),
            "comment": DESCRIPTION,
            "rated_by": ("vērtētājs", "vērtēja", "kas vērtēja", "who", "by"),
        },
        asked=("date", "rated_by"),
        is_unique=True,
        shown_at="risk:ratings",
    ),
)  # fmt: skip
BASELINE_KINDS = (
    *RISK_KINDS,
    _kind(
        "poverty_indicators",
        _("Indicators of energy poverty"),
        _("One row per indicator and year: a number, or yes or no in the same column or one of its own."),
        PovertyIndicator,
        ("indicator", "year"),
        POVERTY_WORDS,
        extension=PlainExtension(PovertyIndicator, POVERTY_WORDS, answers=("value", "answer")),
        asked=("year", "source"),
        group=_("Energy poverty"),
        is_unique=True,
        shown_at="poverty:indicators",
    ),
)
