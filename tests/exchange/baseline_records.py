"""Records of each kind of risk, vulnerability, scoreboard and energy poverty, with what tables easily lose;
a messy table; the steps of an import."""

from __future__ import annotations

from datetime import date
from typing import Any

from secap.desk.poverty.models import PovertyIndicator
from secap.desk.registry.models import Person
from secap.desk.registry.records import Record
from secap.desk.risk import models as risk
from secap.exchange import importing
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from tests.cast import Cast
from tests.exchange import files

MESSY = files.csv(
    "Klimata riski Upesciemā;;;;",
    "Apdraudējums;Varbūtība;Ietekme;Intensitātes izmaiņas;Avots",
    "Karstuma vilnis;augsta;vidēja;pieaug;LVĢMC",
    "plūdi;Vidējs;liela;pieaugs;",
    "Mežu ugunsgrēki;zema;-;nav zināms;",
    "Sausums;nav vērtēts;;bez izmaiņām;",
)
BASELINE = [code for code, kind in KINDS.items() if kind.model._meta.app_label in {"risk", "poverty"}]


def begin(
    cast: Cast, kind: str, content: bytes, name: str = "dati.csv", person: Person | None = None
) -> ImportRun:
    return importing.begin(cast.town, person or cast.ada, KINDS[kind], None, name, content)


def checked(run: ImportRun) -> Any:
    reading, found = importing.check(run)
    run.save()
    return reading, found


def applied(cast: Cast, kind: str, content: bytes, person: Person | None = None) -> ImportRun:
    run = begin(cast, kind, content, person=person)
    reading, _found = checked(run)
    assert [str(problem.message) for problem in reading.problems if problem.is_error] == []
    importing.apply(run, person or cast.ada, remove_missing=False)
    return run


def errors(cast: Cast, kind: str, *lines: str) -> list[tuple[str, str]]:
    """Return (cell, message) of what stops an import."""
    reading, _found = checked(begin(cast, kind, files.csv(*lines)))
    return [(problem.cell, str(problem.message)) for problem in reading.problems if problem.is_error]


def records_of(cast: Cast, kind: str) -> list[Record]:
    """Save two or three records of a kind in the town, and return them as the plan holds them."""
    if kind == "indicator_values":
        _values(cast)
    for record in _made(kind):
        cast.keep(cast.ada, record)
    return KINDS[kind].records(cast.town, None)


def _values(cast: Cast) -> None:
    share = cast.keep(
        cast.ada, risk.VulnerabilityIndicator(title="Seniori, %; 65+", kind="socio_economic", unit="%")
    )
    judged = cast.keep(
        cast.ada,
        risk.VulnerabilityIndicator(title="Ēku stāvoklis", kind="socio_economic", is_qualitative=True),
    )
    centre = cast.keep(cast.ada, risk.District(name="Centrs"))
    cast.keep(cast.ada, risk.District(name="=Ziemeļi"))
    for values in (
        {"indicator": share, "district": centre, "value": 42.178},
        {"indicator": share, "district": None, "value": 0.0},
        {"indicator": judged, "district": centre, "value": 5.0},
    ):
        cast.keep(cast.ada, risk.IndicatorValue(**values))


def _made(kind: str) -> list[Record]:
    made: dict[str, list[Record]] = {
        "hazards": [
            risk.Hazard(
                hazard="heat_wave", probability="high", impact="moderate", change_intensity="increase",
                change_frequency="not_known", timeframe="years_5_15", confidence="low",
                indicators="Karstās dienas; tropiskās naktis", evidence="- a\r\n- b", source="LVĢMC, 2023",
            ),
            risk.Hazard(hazard="vectorborne_disease", tolerated_reason="=maz ērču"),
        ],
        "past_events": [
            risk.PastEvent(
                hazard="severe_wind", title="Vētra “Ervīns”", date=date(2005, 1, 8),
                end_date=date(2005, 1, 9), damage_eur=42.178, people=0, deaths=None,
                description="07.08.2023.; 2 nami",
            ),
            risk.PastEvent(hazard="river_flood", title="1931. gada pali", damage_eur=1e7 / 8, people=1200),
        ],
        "sector_impacts": [
            risk.SectorImpact(
                hazard="heat_wave", sector="civil_protection", likelihood="likely", impact="high",
                vulnerability="not_known", timeframe="current", domains="health quality_of_life",
                groups="elderly indigenous other", people=1500, description="Pārslodze",
            ),
            risk.SectorImpact(hazard="heat_wave", sector="agri_forest", groups="", people=None),
        ],
        "impact_chains": [
            risk.ImpactChain(hazard="heat_wave", exposure="Pansionāts", vulnerability="Nav ēnas",
                             impact="Dūrieni", sector="health", groups="elderly chronic"),
            risk.ImpactChain(hazard="heat_wave", exposure="Skola", sector="health", groups="children"),
            risk.ImpactChain(hazard="heat_wave"),
        ],
        "vulnerabilities": [
            risk.Vulnerability(title="Veca kanalizācija", kind="physical_environmental", level="high",
                               hazards="heavy_rainfall flash_surface_flood", sectors="water buildings"),
            risk.Vulnerability(title="Noveco", kind="socio_economic"),
        ],
        "vulnerable_groups": [
            risk.VulnerableGroup(group="elderly", hazards="heat_wave cold_wave", people=340, place="Centrs"),
            risk.VulnerableGroup(group="elderly", people=12, place=""),
        ],
        "adaptive_capacity": [
            risk.AdaptiveCapacity(factor="access_services", level="moderate", direction="somewhat_supports"),
            risk.AdaptiveCapacity(factor="access_services", sector="water", level="not_known"),
        ],
        "districts": [
            risk.District(name="Centrs", code="007", population=0, area_km2=2.125),
            risk.District(name="Ziemeļu apkaime, 2. daļa"),
        ],
        "vulnerability_indicators": [
            risk.VulnerabilityIndicator(
                title="Vientuļi seniori", indicator="single_households_65", kind="socio_economic", unit="%",
                direction="up", weight=0.125, low_reference=0.0, high_reference=42.178, year=2021,
            ),
            risk.VulnerabilityIndicator(
                title="Zaļās zonas", kind="physical_environmental", direction="down", is_qualitative=True
            ),
        ],
        "scoreboard": [
            risk.ScoreboardRating(item="s1_1", date=date(2023, 3, 1), grade="d", rated_by="Ada"),
            risk.ScoreboardRating(item="s1_1", date=date(2025, 3, 1), grade="b", comment="+1 darbinieks"),
            risk.ScoreboardRating(item="s5_4", date=date(2025, 3, 1)),
        ],
        "poverty_indicators": [
            PovertyIndicator(indicator="ep38", year=2022, value=0.0, concern="low", source="CSP"),
            PovertyIndicator(indicator="ep57", year=2022, answer=False),
            PovertyIndicator(indicator="ep62", year=2023, answer=True),
            PovertyIndicator(indicator="ep55", year=2023, assessment="Vēl nav zināms"),
        ],
    }  # fmt: skip
    return made.get(kind, [])
