"""A small inventory of the cast's town, and the example town as a whole."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from django.test import Client

from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.registry.models import Membership, Municipality, Role
from secap.plan.changes import create
from secap.plan.file import loads
from tests.cast import Cast

YEAR = 2019
BASE = "/upesciems/baseline/"


@pytest.fixture
def inventory(cast: Cast) -> Inventory:
    """The town's BEI of 2019 with gas and electricity of homes, entered by Ada."""
    bei = cast.keep(cast.ada, Inventory(year=YEAR, is_bei=True))
    for carrier, amount in (("natural_gas", 1000.0), ("electricity", 500.0)):
        add(cast, bei, carrier=carrier, amount=amount)
    cast.keep(cast.ada, ProfileValue(indicator="population", year=YEAR, value=10_000))
    return bei  # type: ignore[return-value]


def add(cast: Cast, inventory: Inventory, **values: Any) -> EnergyUse:
    """Return an energy use of homes, entered by Ada."""
    use = EnergyUse(inventory=inventory, **{"sector": "residential_buildings", **values})
    use.scope = 2 if use.carrier in {"electricity", "heat_cold"} else 1
    return cast.keep(cast.ada, use)  # type: ignore[return-value]


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def bo(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.bo)


@pytest.fixture
def example(cast: Cast) -> Municipality:
    """The example town, co-ordinated by Ada."""
    plan = loads(files("secap.examples").joinpath("upesciems.json").read_text(encoding="utf-8"))
    plan.municipality.slug = "paraugs"
    town = create(plan, cast.ada, reason="example")
    Membership.objects.create(person=cast.ada, municipality=town, role=Role.COORDINATOR)
    Membership.objects.create(person=cast.cy, municipality=town, role=Role.COUNCIL)
    return town
