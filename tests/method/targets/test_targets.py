"""What a promised percentage means, and whether the actions add up to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import tables
from secap.method.basis.errors import InvalidInput
from secap.method.targets.path import gap, milestone_path, path_of, standing, straight_line
from secap.method.targets.target import Base, Target, reach

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "targets.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_worked_case(case: dict[str, Any]) -> None:
    assert case["source"] in tables.sources()
    target = Target(**case["target"])
    found = reach(target, Base(target.base_year, **case["base"]))
    for name, value in case["expect"].items():
        assert getattr(found, name) == pytest.approx(value, abs=case["tolerance"]), name
    assert found.derivation.result == found.goal
    assert all(step.label for step in found.derivation.steps)


def absolute(share: float = 0.55, base: float = 100_000.0, year: int = 2030) -> Any:
    return reach(Target("emissions_absolute", 2005, year, share), Base(2005, base))


@given(st.floats(0.01, 1), st.floats(1, 1e7), st.integers(2006, 2100))
def test_the_straight_line_leads_from_base_to_goal(share: float, base: float, year: int) -> None:
    found = absolute(share, base, year)
    path = straight_line(2005, base, year, found.goal)
    assert path[2005] == base
    assert path[year] == pytest.approx(found.goal, abs=1e-6 * base)
    values = list(path.values())
    assert values == sorted(values, reverse=True)


def test_a_path_goes_through_every_target() -> None:
    path = path_of([absolute(0.55, year=2030), absolute(0.8, year=2040), absolute(1.0, year=2050)])
    assert path[2005] == 100_000
    assert path[2030] == pytest.approx(45_000)
    assert path[2040] == pytest.approx(20_000)
    assert path[2045] == pytest.approx(10_000)
    assert path[2050] == pytest.approx(0)


def test_milestones_before_the_base_year_are_left_out() -> None:
    assert milestone_path(2010, 100.0, {2005: 120.0, 2012: 80.0}) == {2010: 100.0, 2011: 90.0, 2012: 80.0}


def test_the_two_options_of_stating_effects() -> None:
    """The Covenant's example: BEI 1 Mt, 25 %: 250 000 t, against an MEI of 900 000 t 150 000 t."""
    promised = reach(Target("emissions_absolute", 2010, 2030, 0.25), Base(2010, 1_000_000))
    assert gap(promised, 250_000, against="bei").gap_t == pytest.approx(0)
    later = gap(promised, 100_000, against="latest", latest=900_000)
    assert later.needed_t == pytest.approx(150_000)
    assert later.gap_t == pytest.approx(50_000)
    assert later.covered_share == pytest.approx(2 / 3)


def test_a_target_already_reached_needs_nothing_more() -> None:
    found = gap(absolute(0.4), 0, against="latest", latest=50_000)
    assert found.needed_t == 0
    assert found.covered_share is None


def test_against_the_latest_inventory_its_total_must_be_known() -> None:
    with pytest.raises(InvalidInput, match="latest inventory"):
        gap(absolute(), 100, against="latest")


def test_standing_of_an_inventory() -> None:
    found = standing(absolute(0.5), 2015, 70_000)
    assert found.reduction_share == pytest.approx(0.3)
    assert found.share_of_target == pytest.approx(0.6)
    assert found.path == pytest.approx(80_000)
    assert found.on_track
    assert not standing(absolute(0.5), 2015, 80_001).on_track
    assert standing(absolute(0.5), 2035, 1).on_track is None


@pytest.mark.parametrize(
    ("target", "base", "says"),
    [
        (Target("emissions_absolute", 2005, 2030), Base(2005, 10), "reduction in percent"),
        (Target("emissions_per_capita", 2005, 2030, 0.4, population=10), Base(2005, 10), "base year"),
        (Target("emissions_per_capita", 2005, 2030, 0.4), Base(2005, 10, 10), "in the target year"),
        (Target("emissions_bau", 2005, 2030, 0.4), Base(2005, 10), "without a plan"),
        (Target("renewable_share", 2005, 2030), Base(2005, 0.1), "renewable energy"),
        (Target("emissions_absolute", 2030, 2030, 0.4), Base(2030, 10), "after the base year"),
        (Target("emissions_absolute", 2005, 2030, 1.4), Base(2005, 10), "between 0 and 100"),
        (Target("emissions_absolute", 2005, 2030, 0.4), Base(2005, 0), "no emissions"),
    ],
)
def test_what_is_missing_is_named(target: Target, base: Base, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        reach(target, base)
