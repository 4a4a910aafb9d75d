"""What the Covenant asks, by region and date, and what the checks say of a strategy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from secap.method.basis.findings import Severity
from secap.method.targets.checks import Strategy, check_strategy, main_target
from secap.method.targets.requirements import frameworks, minimum_for, region_of
from secap.method.targets.target import Base, Target


@pytest.mark.parametrize(
    ("country", "region"), [("LV", "eu"), ("UA", "east"), ("MA", "south"), ("JP", "other_region")]
)
def test_region_of_a_country(country: str, region: str) -> None:
    assert region_of(country) == region


@pytest.mark.parametrize(
    ("adhesion", "year", "share"),
    [
        (date(2010, 3, 1), 2020, 0.20),
        (date(2016, 5, 1), 2030, 0.40),
        (date(2022, 5, 1), 2030, 0.40),
        (date(2022, 5, 1), 2020, None),
    ],
)
def test_the_minimum_follows_the_date_of_adhesion(adhesion: date, year: int, share: float | None) -> None:
    found = minimum_for("eu", adhesion, year)
    assert (found.share if found else None) == share


def test_the_east_has_its_own_minimum_and_a_region_without_rows_has_none() -> None:
    east = minimum_for("east", date(2018, 1, 1), 2030)
    assert east and east.share == 0.30
    assert minimum_for("other_region", date(2018, 1, 1), 2030) is None


def test_frameworks_are_dated() -> None:
    in_force = {row.code: yes for row, yes in frameworks(date(2026, 1, 1))}
    assert in_force["eu_2030_ghg_55"]
    assert not in_force["com_2020"]
    before = {row.code: yes for row, yes in frameworks(date(2012, 1, 1))}
    assert before["com_2020"] and not before["eu_2030_ghg_55"]


def strategy(*targets: Target, **changes: Any) -> Strategy:
    given: dict[str, Any] = {
        "targets": targets,
        "bases": {place: Base(one.base_year, 100_000, 10_000) for place, one in enumerate(targets)},
        "region": "eu", "adhesion": date(2016, 5, 1), "horizon_year": 2030, "bei_year": 2010,
        "vision": "A green town", "goal_kinds": {"mitigation": 1, "adaptation": 1, "energy_poverty": 1},
    }  # fmt: skip
    return Strategy(**{**given, **changes})


def emissions(share: float, year: int = 2030, kind: str = "emissions_absolute", **more: Any) -> Target:
    return Target(kind, 2010, year, share, **more)


def found(data: Strategy) -> dict[str, Severity]:
    return {finding.id.removeprefix("targets."): finding.severity for finding in check_strategy(data)}


def test_a_good_strategy_has_no_findings() -> None:
    assert found(strategy(emissions(0.55))) == {}


def test_below_the_minimum_is_an_error_between_40_and_55_a_warning() -> None:
    assert found(strategy(emissions(0.39)))["below_minimum"] is Severity.ERROR
    assert found(strategy(emissions(0.40))) == {"below_ambition": Severity.WARNING}
    assert found(strategy(emissions(0.549))) == {"below_ambition": Severity.WARNING}


def test_a_target_per_inhabitant_is_measured_by_its_equivalent() -> None:
    """40 % per inhabitant with 20 % fewer people is 52 % in all; with 20 % more it is 28 %."""
    fewer = emissions(0.4, kind="emissions_per_capita", population=8_000)
    more = emissions(0.4, kind="emissions_per_capita", population=12_000)
    assert "below_minimum" not in found(strategy(fewer))
    assert found(strategy(more))["below_minimum"] is Severity.ERROR


def test_a_horizon_beyond_2030_needs_a_value_for_2030() -> None:
    assert found(strategy(emissions(0.8, 2040), horizon_year=2040))["no_interim"] is Severity.ERROR
    both = strategy(emissions(0.55), emissions(0.8, 2040), horizon_year=2040)
    assert "no_interim" not in found(both)


def test_neutrality_states_residual_emissions_and_removals_apart() -> None:
    without = strategy(emissions(0.55), emissions(1.0, 2050))
    assert found(without)["neutrality_apart"] is Severity.WARNING
    short = strategy(emissions(0.55), emissions(1.0, 2050, residual_t=900, removals_t=500))
    assert found(short) == {"residual_left": Severity.WARNING}
    whole = strategy(emissions(0.55), emissions(1.0, 2050, residual_t=900, removals_t=900))
    assert found(whole) == {}


def test_what_the_strategy_lacks() -> None:
    empty = strategy(vision="", goal_kinds={}, has_commitment=False)
    assert found(empty) == {
        "no_vision": Severity.WARNING,
        "none": Severity.ERROR,
        "no_commitment": Severity.WARNING,
        "no_adaptation_goal": Severity.ERROR,
        "no_mitigation_goal": Severity.INFO,
    }


def test_a_base_year_without_inventory_is_named() -> None:
    data = replace(strategy(emissions(0.55)), bases={0: None})
    finding = next(one for one in check_strategy(data) if one.id == "targets.no_base")
    assert "2010" in finding.message.text("en")


def test_missing_groups_of_the_vision_team_are_named() -> None:
    data = strategy(emissions(0.55), team_groups=frozenset({"experts"}))
    finding = next(one for one in check_strategy(data) if one.id == "targets.vision_groups")
    assert "NGOs" in finding.message.text("en") and "Experts" not in finding.message.text("en")


def test_the_main_target_is_that_of_2030() -> None:
    data = strategy(emissions(0.2, 2020), emissions(0.55, 2030), emissions(1.0, 2050))
    assert main_target(data) == 1
    assert main_target(strategy(emissions(0.2, 2020))) == 0
    assert main_target(strategy()) is None
