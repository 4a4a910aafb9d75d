"""A town that has begun its risk assessment: three rated hazards, one not known, one not looked at."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from secap.desk.actions.models import Action
from secap.desk.registry.records import Record
from secap.desk.risk.models import District, Hazard, IndicatorValue, VulnerabilityIndicator
from tests.cast import Cast

RISK = "/upesciems/risk/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def bo(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.bo)


@pytest.fixture
def cy(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    """Of the council: reads."""
    return sign_in(cast.cy)


@pytest.fixture
def hazards(cast: Cast) -> dict[str, Hazard]:
    """{code: hazard}: a flood of 9, a heat wave of 6, a drought of 4; storms not known, fire not assessed."""
    made = [
        Hazard(hazard="river_flood", probability="high", impact="high", change_frequency="increase"),
        Hazard(hazard="heat_wave", probability="high", impact="moderate"),
        Hazard(hazard="drought", probability="moderate", impact="moderate"),
        Hazard(hazard="severe_wind", probability="not_known", impact="high"),
        Hazard(hazard="forest_fire"),
    ]
    return {one.hazard: add(cast, one) for one in made}  # type: ignore[misc]


def add(cast: Cast, record: Record) -> Any:
    """Save a record as Ada would."""
    return cast.keep(cast.ada, record)


def action(cast: Cast, hazards: str, **values: Any) -> Action:
    """Return an adaptation action that addresses hazards."""
    given = {"number": "4.1", "title": "Dambis", "kinds": "adaptation", "hazards": hazards, **values}
    return add(cast, Action(**given))  # type: ignore[no-any-return]


def fresh(record: Record) -> Any:
    """Return the record as the database has it."""
    return type(record).everything.get(pk=record.pk)


def text_of(answer: Any) -> str:
    """Return a page as it is read, on one line."""
    return " ".join(html.unescape(answer.content.decode()).replace("\u00a0", " ").split())


@pytest.fixture
def districts(cast: Cast) -> list[District]:
    """Two districts with two indicators: the river quarter floods more and has more old people."""
    made = [add(cast, District(name=name, code=code)) for name, code in (("Krasts", "K"), ("Kalns", "N"))]
    for title, values in (("Applūst, %", (40.0, 10.0)), ("Seniori, %", (30.0, 20.0))):
        one = add(cast, VulnerabilityIndicator(title=title, kind="socio_economic", source="Karte"))
        for district, value in zip(made, values, strict=True):
            add(cast, IndicatorValue(indicator=one, district=district, value=value))
    return made
