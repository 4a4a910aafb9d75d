"""What the checks of a scenario find, each with its place, and that a sound scenario is left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from secap.method.actions.action import Action
from secap.method.basis.findings import Finding, Severity
from secap.method.scenarios.checks import check_model
from secap.method.scenarios.paths import frozen
from secap.method.scenarios.setup import Model, model
from tests.method.scenarios.builders import effect, start

HOMES = "residential_buildings"
SOUND = Action("A1", sector=HOMES, t=20.0, saved_mwh={"heat_cold": 100.0}, start=date(2022, 1, 1),
               end=date(2024, 12, 31), investment_eur=10.0)  # fmt: skip


def town(*actions: Action, kind: str = "energy_saving") -> Model:
    begin = start(
        (2021, 2030),
        {HOMES: {"electricity": 100.0, "heat_cold": 1000.0}},
        {"electricity": 0.1, "heat_cold": 0.2},
    )
    return model(begin, frozen(begin), actions, [[effect(kind, one)] for one in actions])


def only(found: list[Finding]) -> Finding:
    assert [finding.id for finding in found] == [found[0].id]
    return found[0]


def test_nothing_is_found_in_a_sound_scenario() -> None:
    assert check_model(town(SOUND), targets={2030: 190.0}) == []


@pytest.mark.parametrize("name", ["activity", "intensity", "mix", "factor_t_per_mwh", "sinks"])
def test_a_driver_below_zero_is_named_with_its_first_year(name: str) -> None:
    one = town(SOUND)
    values = getattr(one.paths, name).copy()
    values[(slice(5, None), *(0,) * (values.ndim - 1))] = -0.1
    found = only(check_model(replace(one, paths=replace(one.paths, **{name: values}))))
    assert (found.id, found.severity) == ("scenarios.negative_path", Severity.ERROR)
    assert found.where[-1] == 2026


@pytest.mark.parametrize("share", [1.5, -0.1])
def test_an_action_carried_out_more_than_whole(share: float) -> None:
    found = check_model(replace(town(SOUND), on=np.array([share])))
    assert found[0].id == "scenarios.share_out_of_range"
    assert found[0].where == ("A1",)


def test_a_saving_above_what_is_used() -> None:
    found = only(check_model(town(replace(SOUND, saved_mwh={"heat_cold": 1500.0}))))
    assert found.id == "scenarios.share_above_one"
    assert "1,500" in found.message.text("en") and "1,000" in found.message.text("en")


@pytest.mark.parametrize("ends", [{"end": date(2021, 12, 31)}, {"full_effect_year": 2020}])
def test_a_ramp_that_ends_before_it_starts(ends: dict[str, object]) -> None:
    found = check_model(town(replace(SOUND, **ends)))  # type: ignore[arg-type]
    assert found[0].id == "scenarios.ramp_reversed"
    assert found[0].where == ("A1",)


def test_an_action_after_the_horizon() -> None:
    late = replace(SOUND, start=date(2035, 1, 1), end=date(2036, 12, 31))
    assert only(check_model(town(late))).id == "scenarios.outside_years"


@pytest.mark.parametrize("name", ["investment_eur", "other_cost_eur", "yearly_cost_eur", "yearly_saving_eur"])
def test_a_negative_cost(name: str) -> None:
    found = only(check_model(town(replace(SOUND, **{name: -5.0}))))  # type: ignore[arg-type]
    assert (found.id, found.where[0]) == ("scenarios.negative_cost", "A1")


def test_an_effect_that_has_nothing_to_act_on_is_named() -> None:
    nowhere = replace(SOUND, sector="industry", saved_mwh={"heat_cold": 10.0})
    found = only(check_model(town(nowhere)))
    assert (found.id, found.where) == ("scenarios.lost_effect", ("A1",))
    assert "A1" in found.message.text("en")


def test_a_part_of_an_effect_that_is_lost_names_the_carrier() -> None:
    part = replace(SOUND, saved_mwh={"heat_cold": 100.0, "natural_gas": 10.0})
    found = only(check_model(town(part)))
    assert found.id == "scenarios.lost_effect"
    assert "Natural gas" in found.message.text("en")


def test_more_electricity_than_is_used() -> None:
    solar = Action("A1", sector="local_electricity", renewable_mwh=130.0, full_effect_year=2025)
    found = only(check_model(town(solar, kind="renewable_electricity")))
    assert (found.id, found.where) == ("scenarios.surplus_electricity", (2025,))
    assert "30" in found.message.text("en")


def test_a_target_that_all_actions_together_miss_says_by_how_much() -> None:
    asleep = replace(town(SOUND), on=np.array([0.0]))  # what is planned but switched off could still help
    assert check_model(asleep, targets={2030: 190.0}) == []
    found = only(check_model(asleep, targets={2030: 150.0, 2050: 0.0}))
    assert (found.id, found.where) == ("scenarios.unreachable_target", (2030,))
    assert "40" in found.message.text("en")  # 210 - 0.1 x 200 = 190


def test_actions_that_do_the_same_work_twice() -> None:
    nearly_all = replace(SOUND, saved_mwh={"heat_cold": 950.0})
    found = check_model(town(nearly_all, replace(SOUND, id="A2")), year=2030)
    assert [(one.id, one.severity, one.where) for one in found] == [
        ("scenarios.double_work", Severity.INFO, ("A2", 2030))
    ]


def test_the_gravest_comes_first() -> None:
    found = check_model(
        town(replace(SOUND, saved_mwh={"heat_cold": 1500.0}, investment_eur=-1.0), replace(SOUND, id="A2"))
    )
    order = list(Severity)
    assert [order.index(one.severity) for one in found] == sorted(order.index(one.severity) for one in found)
    assert len({one.severity for one in found}) == 3
