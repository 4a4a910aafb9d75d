"""The strategy of the cast's town, with a small baseline and actions below it."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from secap.desk.actions.models import Action, Direction, Effect, PriorityArea
from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.targets.models import Target
from tests.cast import Cast

STRATEGY = "/upesciems/strategy/"
BEI = 2019
BASE_T = 201.96  # 1000 MWh of natural gas, 0.20196 t CO₂/MWh (ipcc_2006)


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def cy(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    """Of the council: reads."""
    return sign_in(cast.cy)


@pytest.fixture
def bei(cast: Cast) -> Inventory:
    """1000 MWh of natural gas in homes of 10 000 inhabitants, 2019."""
    return inventory(cast, BEI, 1000.0, is_bei=True)


def inventory(cast: Cast, year: int, gas_mwh: float, *, is_bei: bool = False) -> Inventory:
    """Return an inventory of homes' natural gas alone."""
    made = cast.keep(cast.ada, Inventory(year=year, is_bei=is_bei))
    cast.keep(
        cast.ada,
        EnergyUse(
            inventory=made, sector="residential_buildings", carrier="natural_gas", amount=gas_mwh, scope=1
        ),
    )
    cast.keep(cast.ada, ProfileValue(indicator="population", year=year, value=10_000))
    return made  # type: ignore[return-value]


def joined(cast: Cast, day: date) -> None:
    """Let the town have joined the Covenant on a day."""
    cast.town.country, cast.town.adhesion_date = "LV", day
    cast.town.save()


def target(cast: Cast, **values: object) -> Target:
    """Return a target of 2030, by default of all emissions."""
    return cast.keep(cast.ada, Target(**{"target_year": 2030, "reduction_percent": 40.0, **values}))  # type: ignore[return-value]


def action(cast: Cast, t: float | None, **values: object) -> Action:
    """Return an action that avoids `t` tonnes a year from 2028 on, as stated; None: without an effect."""
    given = {"title": "Siltināšana", "sector": "residential_buildings", "full_effect_year": 2028, **values}
    made = cast.keep(cast.ada, Action(**given))
    if t is not None:
        inputs = {"avoided_t": t, "reason": "Energoaudits"}
        cast.keep(cast.ada, Effect(action=made, calculator="stated", inputs=inputs))
    return made  # type: ignore[return-value]


def tree(cast: Cast) -> tuple[Direction, PriorityArea]:
    """Return a direction with one priority area."""
    direction = cast.keep(cast.ada, Direction(number="1", title="Ēkas"))
    area = cast.keep(cast.ada, PriorityArea(number="1.1", title="Skolas", direction=direction))
    return direction, area  # type: ignore[return-value]


def text_of(client: Client, url: str) -> str:
    """Return the page as it is read, on one line."""
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.content.decode()).replace("\u00a0", " ").split())
