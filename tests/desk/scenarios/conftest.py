"""A town with an inventory, a target and three actions, and one scenario of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from secap.desk.actions.models import Action, Effect
from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.scenarios.models import ActionSwitch, PathPoint, Scenario
from secap.desk.targets.models import Target
from tests.cast import Cast

ALL = "/upesciems/scenarios/"


def page_of(scenario: Scenario | str) -> str:
    uid = scenario if isinstance(scenario, str) else scenario.uid
    return f"/upesciems/scenario/{uid}/"


@pytest.fixture
def town(cast: Cast) -> Cast:
    """The BEI of 2019: homes use gas and electricity, municipal buildings gas; a target for 2030."""
    bei = cast.keep(cast.ada, Inventory(year=2019, is_bei=True))
    for sector, carrier, amount, scope in (
        ("residential_buildings", "natural_gas", 10_000.0, 1),
        ("residential_buildings", "electricity", 3000.0, 2),
        ("municipal_buildings", "natural_gas", 2000.0, 1),
    ):
        use = EnergyUse(inventory=bei, sector=sector, carrier=carrier, amount=amount, scope=scope)
        cast.keep(cast.ada, use)
    cast.keep(cast.ada, ProfileValue(indicator="population", year=2019, value=10_000))
    cast.keep(cast.ada, Target(target_year=2030, reduction_percent=20))
    return cast


@pytest.fixture
def actions(town: Cast) -> list[Action]:
    """Two actions on the same gas of homes, and one that is cancelled."""
    made = []
    for number, title, share, status in (
        ("1", "Māju siltināšana", 200.0, "ongoing"),
        ("2", "Gudrie termostati", 100.0, "planned"),
        ("3", "Atceltā", 50.0, "cancelled"),
    ):
        action = town.keep(
            town.ada,
            Action(
                number=number, title=title, sector="residential_buildings", status=status,
                start=date(2025, 1, 1), end=date(2026, 12, 31), full_effect_year=2027,
                investment_eur=100_000.0,
            ),
        )  # fmt: skip
        inputs = {"avoided_t": share, "reason": "Energoaudits"}
        town.keep(town.ada, Effect(action=action, calculator="stated", inputs=inputs))
        made.append(action)
    return made  # type: ignore[return-value]


@pytest.fixture
def warm(town: Cast, actions: list[Action]) -> Scenario:
    """A scenario in which people use less and the first action is off."""
    scenario = town.keep(town.ada, Scenario(title="Siltāka nākotne"))
    point = PathPoint(
        scenario=scenario, quantity="intensity", sector="residential_buildings", year=2050, value=50
    )
    town.keep(town.ada, point)
    town.keep(town.ada, ActionSwitch(scenario=scenario, action_uid=actions[0].uid, is_on=False))
    return scenario  # type: ignore[return-value]


@pytest.fixture
def ada(town: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(town.ada)


@pytest.fixture
def bo(town: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(town.bo)
