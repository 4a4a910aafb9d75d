"""A town with an inventory, a target, a goal and three actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from secap.desk.actions.models import Action, Effect, Goal
from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.targets.models import Target
from tests.cast import Cast

TABLE = "/upesciems/actions/"
GAS_T_PER_MWH = 0.202  # IPCC 2006, natural gas


def page_of(action: Action) -> str:
    return f"/upesciems/action/{action.uid}/"


def edit_of(action: Action) -> str:
    return f"{TABLE}{action.uid}/"


@pytest.fixture
def inventory(cast: Cast) -> Inventory:
    """The BEI of 2019: homes use gas and electricity, municipal buildings gas."""
    bei = cast.keep(cast.ada, Inventory(year=2019, is_bei=True))
    for sector, carrier, amount, scope in (
        ("residential_buildings", "natural_gas", 10_000.0, 1),
        ("residential_buildings", "electricity", 3000.0, 2),
        ("municipal_buildings", "natural_gas", 2000.0, 1),
    ):
        use = EnergyUse(inventory=bei, sector=sector, carrier=carrier, amount=amount, scope=scope)
        cast.keep(cast.ada, use)
    cast.keep(cast.ada, ProfileValue(indicator="population", year=2019, value=10_000))
    cast.keep(cast.ada, Target(target_year=2030, reduction_percent=55))
    return bei  # type: ignore[return-value]


@pytest.fixture
def goal(cast: Cast) -> Goal:
    return cast.keep(cast.ada, Goal(number="1", title="Mazāk siltuma"))  # type: ignore[return-value]


@pytest.fixture
def actions(cast: Cast, inventory: Inventory, goal: Goal) -> list[Action]:
    """School (stated 65 t, goal), street (dated, nobody responsible), homes (10: sorts behind 2)."""
    school = keep(
        cast, number="1", title="Skolas siltināšana", sector="municipal_buildings", responsible="Pašvaldība",
        goal=goal, investment_eur=450_000.0, stage="commitment", start=date(2027, 1, 1),
        end=date(2028, 12, 31),
    )  # fmt: skip
    add_effect(cast, school, t=65.0)
    street = keep(cast, number="2", title="Ielu apgaismojums", sector="public_lighting", status="ongoing")
    add_effect(cast, street, t=20.0)
    homes = keep(
        cast, number="10", title="Māju atjaunošana", sector="residential_buildings", responsible="ALTUM"
    )
    return [school, street, homes]


def keep(cast: Cast, **values: Any) -> Action:
    """Return an action entered by Ada."""
    return cast.keep(cast.ada, Action(**values))  # type: ignore[return-value]


def add_effect(cast: Cast, action: Action, *, t: float) -> Effect:
    """Return a stated effect entered by Ada."""
    inputs = {"avoided_t": t, "reason": "Energoaudits"}
    return cast.keep(cast.ada, Effect(action=action, calculator="stated", inputs=inputs))  # type: ignore[return-value]


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def bo(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.bo)
