"""Energy poverty of the cast's town."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client

from secap.desk.poverty.models import HouseholdGroup, HouseholdStudy, PovertyIndicator
from tests.cast import Cast

POVERTY = "/upesciems/poverty/"
CHOOSE = POVERTY + "choose/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def cy(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    """Of the council: reads."""
    return sign_in(cast.cy)


@pytest.fixture
def latvian(cast: Cast) -> Cast:
    """The cast, its town in Latvia."""
    cast.town.country = "LV"
    cast.town.save()
    return cast


def indicator(cast: Cast, code: str = "ep38", year: int = 2024, **values: object) -> PovertyIndicator:
    """Return a value of an indicator that Bo entered."""
    made = PovertyIndicator(indicator=code, year=year, **values)
    return cast.keep(cast.bo, made)  # type: ignore[return-value]


def study(cast: Cast, *groups: HouseholdGroup, **values: object) -> HouseholdStudy:
    """Return a household table with groups, as reading it would leave it."""
    given = {"title": "Aptauja", "year": 2024, "source": "Sociālais dienests", "rows": 60, **values}
    made = cast.keep(cast.ada, HouseholdStudy(**given))
    for group in groups:
        group.study = made  # type: ignore[assignment]
        cast.keep(cast.ada, group)
    return made  # type: ignore[return-value]


def text_of(client: Client, url: str) -> str:
    """Return the page as it is read, on one line."""
    answer = client.get(url)
    assert answer.status_code == 200
    return plain(answer.content)


def plain(content: bytes) -> str:
    return " ".join(html.unescape(content.decode()).replace("\u00a0", " ").split())
