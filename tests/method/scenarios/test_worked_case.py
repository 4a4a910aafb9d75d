"""The scenario computed by hand (tests/cases/scenario.yaml, docs/method/scenarios.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from secap.method.actions.action import Action
from secap.method.scenarios.contributions import (
    emissions_t,
    last_in_t,
    shapley_t,
    stand_alone_t,
    wedges,
    wedges_by_sector,
)
from secap.method.scenarios.paths import along, frozen
from secap.method.scenarios.results import Results, results
from secap.method.scenarios.setup import Model, model
from tests.method.scenarios.builders import by_id, effect, start

CASE = yaml.safe_load((Path(__file__).parents[2] / "cases" / "scenario.yaml").read_text(encoding="utf-8"))
GIVEN, EXPECT = CASE["given"], CASE["expect"]
HOMES, IN_2027, IN_2030 = 1, 6, 9


def near(expected: Any) -> Any:
    return pytest.approx(expected, abs=1e-6, rel=CASE["tolerance"])


@pytest.fixture(scope="module")
def town() -> Model:
    first, last = GIVEN["years"]
    begin = start((first, last), GIVEN["mwh"], GIVEN["factor_t_per_mwh"], renewable=GIVEN["renewable"])
    paths = frozen(begin)
    activity, factor, price = paths.activity, paths.factor_t_per_mwh, paths.price_eur_per_mwh
    for sector, index in GIVEN["activity_2030"].items():
        activity[:, begin.frame.sectors.index(sector)] = along(begin.frame, {last: index}, at_start=1.0)
    for carrier, value in GIVEN["factor_2030"].items():
        column = begin.frame.carriers.index(carrier)
        factor[:, column] = along(begin.frame, {last: value}, at_start=factor[0, column])
    for carrier, eur in GIVEN["price_eur_per_mwh"].items():
        price[:, begin.frame.carriers.index(carrier)] = eur
    rows = [dict(row) for row in GIVEN["actions"]]
    calculators = [row.pop("calculator") for row in rows]
    actions = [Action(**row) for row in rows]
    assert all(isinstance(one.start, date | None) for one in actions)
    effects = [[effect(kind, one)] for kind, one in zip(calculators, actions, strict=True)]
    return model(begin, paths, actions, effects)


@pytest.fixture(scope="module")
def found(town: Model) -> Results:
    return results(town, rate=GIVEN["rate"], price_year=GIVEN["price_year"], targets=GIVEN["targets"])


def test_shares_of_the_full_effect(town: Model) -> None:
    assert {one.id: list(row) for one, row in zip(town.actions, town.ramps, strict=True)} == EXPECT["ramps"]


def test_energy_and_emissions_of_every_year(town: Model, found: Results) -> None:
    for column, name in enumerate(("homes_electricity_mwh", "homes_heat_mwh", "homes_gas_mwh")):
        assert list(found.energy_mwh[:, HOMES, column]) == near(EXPECT[name])
    for carrier, name in (
        ("electricity", "electricity_t"),
        ("heat_cold", "heat_t"),
        ("natural_gas", "gas_t"),
    ):
        assert list(found.by_carrier_t[carrier]) == near(EXPECT[name])
    assert list(found.total_t) == near(EXPECT["total_t"])
    assert list(emissions_t(town, np.zeros((1, 5)))[0]) == near(EXPECT["without_t"])


def test_sectors_scopes_renewables_and_the_bill(found: Results) -> None:
    assert found.by_sector_t["municipal_buildings"][IN_2027] == near(EXPECT["municipal_2027_t"])
    assert {one: float(t[IN_2027]) for one, t in found.by_scope_t.items()} == near(EXPECT["scope_2027_t"])
    assert found.renewable_share is not None
    assert found.renewable_share[IN_2027] == pytest.approx(EXPECT["renewable_2027"], abs=1e-6)
    assert found.costs.bill_eur[IN_2027] == near(EXPECT["bill_2027_eur"])


def test_target_and_budget(found: Results) -> None:
    assert found.cumulative_t[IN_2030] == near(EXPECT["cumulative_2030_t"])
    assert found.budget is not None
    assert found.budget.budget_t == near(EXPECT["budget_t"])
    assert found.budget.left_t == near(EXPECT["budget_left_t"])
    (distance,) = found.distances
    assert (distance.year, distance.is_met) == (2030, False)
    assert distance.distance_t == near(EXPECT["distance_2030_t"])


def test_contributions(town: Model) -> None:
    assert by_id(town.actions, stand_alone_t(town, 2027)) == near(EXPECT["stand_alone_2027_t"])
    assert by_id(town.actions, last_in_t(town, 2027)) == near(EXPECT["last_in_2027_t"])
    values, errors = shapley_t(town, 2027)
    assert by_id(town.actions, values) == near(EXPECT["shapley_2027_t"])
    assert not errors.any()
    assert values.sum() == near(EXPECT["avoided_2027_t"])


def test_wedges_of_every_year(town: Model) -> None:
    found = wedges(town)
    assert by_id(town.actions, found[:, IN_2027]) == near(EXPECT["wedges_2027_t"])
    avoided = np.array(EXPECT["without_t"]) - np.array(EXPECT["total_t"])
    assert list(found.sum(axis=0)) == near(list(avoided))
    homes = wedges_by_sector(town, found)["residential_buildings"]
    assert homes[IN_2027] == near(212 + 84.8 + 92.22)


def test_money_and_what_is_unknown(found: Results) -> None:
    costs = found.costs
    for name in ("investment_eur", "operation_eur", "saving_eur", "staff_fte"):
        assert list(getattr(costs, name)) == near(EXPECT[name])
    assert {figure: list(ids) for figure, ids in costs.unknown.items()} == EXPECT["unknown"]
    assert costs.discounted_cost_eur == near(EXPECT["discounted_cost_eur"])
    assert not costs.is_complete


def test_a_scenario_without_the_actions_is_the_world_going_on(town: Model) -> None:
    bare = results(
        replace(town, on=np.zeros(5)), rate=GIVEN["rate"], price_year=GIVEN["price_year"], targets=None
    )
    assert list(bare.total_t) == near(EXPECT["without_t"])
    assert bare.costs.discounted_cost_eur == 0
    assert bare.costs.is_complete
    assert bare.budget is None
