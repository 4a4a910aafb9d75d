"""What actions cover."""

from __future__ import annotations

from datetime import date

import pytest

from secap.method.actions.action import Action, Financing, Indicator
from secap.method.actions.baseline import Baseline, Factor
from secap.method.actions.coverage import by_sector, components, key_sector_rules, overlap_of_kinds
from secap.method.actions.goal import Goal

BASELINE = Baseline(
    2019,
    factors={"electricity": Factor("electricity", 0.2)},
    mwh={"residential_buildings": {"electricity": 1000.0}, "municipal_buildings": {"electricity": 500.0}},
    by_sector_t={"residential_buildings": 200.0, "municipal_buildings": 100.0},
    total_t=300.0,
)


def test_local_production_is_held_against_its_carrier() -> None:
    rows = {
        row.sector: row for row in by_sector([Action("1", sector="local_electricity", t=150.0)], BASELINE)
    }
    assert rows["local_electricity"].emissions_t == pytest.approx(300.0)
    assert rows["local_electricity"].covered_share == pytest.approx(0.5)
    assert rows["residential_buildings"].emission_share == pytest.approx(2 / 3)
    assert rows["residential_buildings"].t is None


def test_two_key_sectors_are_enough_for_one_rule_and_not_for_the_other() -> None:
    actions = [Action("1", sector="residential_buildings"), Action("2", sector="transport")]
    assert {rule.rule: rule.is_met for rule in key_sector_rules(actions)} == {
        "com_faq": True,
        "municipal_plus_one": False,
    }


def test_cancelled_and_adaptation_actions_cover_no_key_sector() -> None:
    actions = [
        Action("1", sector="residential_buildings", is_active=False),
        Action("2", sector="transport", kinds=frozenset({"adaptation"})),
    ]
    assert all(rule.covered == () for rule in key_sector_rules(actions))


def test_overlap_counts_exact_combinations() -> None:
    both = frozenset({"mitigation", "adaptation"})
    found = overlap_of_kinds([Action("1"), Action("2", kinds=both), Action("3", kinds=both)])
    assert found[both] == 2
    assert found[frozenset({"mitigation"})] == 1
    assert len(found) == 7


def test_components_tell_what_is_there() -> None:
    good = Action(
        "1", kinds=frozenset({"mitigation", "adaptation"}), description="Insulation", responsible="Town",
        start=date(2027, 1, 1), end=date(2029, 1, 1), investment_eur=10.0, monitoring_eur=1.0,
        financing=(Financing("own", share=1.0),),
    )  # fmt: skip
    goal = Goal("g", indicator=Indicator("t", target_value=1.0, target_year=2030))
    given = {"horizon_year": 2030, "has_team": True, "monitoring_lines": 0}
    assert {one.state for one in components([good], [goal], **given)} == {"met"}  # type: ignore[arg-type]
    states = {one.code: one.state for one in components([good, Action("2")], [], **given)}  # type: ignore[arg-type]
    assert states["budget"] == "partly"
    assert states["smart_goals"] == "missing"
