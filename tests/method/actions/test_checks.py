"""The actions' checks: worked cases, silence without input, the gravest first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from secap.method.actions.action import Action, Financing, Indicator, Printed
from secap.method.actions.baseline import Baseline, Factor
from secap.method.actions.checks import LIST_CHECKS, REGISTRY, PlanActions, check_actions
from secap.method.actions.checks.claims import stems
from secap.method.basis import tables
from secap.method.basis.findings import Severity

CASES = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "action_checks.yaml").read_text(encoding="utf-8")
)
BASELINE = Baseline(
    year=2010,
    factors={
        carrier: Factor(carrier, t_per_mwh)
        for carrier, t_per_mwh in {
            "electricity": 0.5,
            "heat_cold": 0.2,
            "natural_gas": 0.202,
            "other_biomass": 0.0,
        }.items()
    },
    mwh={
        "municipal_buildings": {"electricity": 1000, "heat_cold": 4000},
        "residential_buildings": {"natural_gas": 20000},
    },
    by_sector_t={"municipal_buildings": 1300, "residential_buildings": 4040},
    total_t=10000,
)


def action(given: dict[str, Any]) -> Action:
    """Return the action of a case."""
    fields = dict(given)
    makers: dict[str, Any] = {
        "kinds": frozenset,
        "financing": lambda parts: tuple(Financing(**part) for part in parts),
        "indicators": lambda parts: tuple(Indicator(**part) for part in parts),
        "printed_eur_per_t": lambda pair: Printed(*pair),
        "printed_share": lambda pair: Printed(*pair),
    }
    return Action(
        **{name: makers[name](value) if name in makers else value for name, value in fields.items()}
    )


def plan(given: dict[str, Any]) -> PlanActions:
    """Return what a case gives to the checks."""
    fields = dict(given)
    if fields.pop("baseline", False):
        fields["baseline"] = BASELINE
    if "goals" in fields:
        fields["goals"] = frozenset(fields["goals"])
    return PlanActions(**fields | {"actions": [action(one) for one in given["actions"]]})


@pytest.mark.parametrize("case", CASES, ids=[f"{case['about']}: {case['name']}" for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    found = [one.as_dict() for one in check_actions(plan(case["given"]), frozenset({case["about"]}))]
    assert {one["id"] for one in found} <= {f"actions.{case['about']}"}
    wanted = case["expect"]
    assert [(one["severity"], one["where"]) for one in found] == [
        (one["severity"], one["where"]) for one in wanted
    ]
    for one, want in zip(found, wanted, strict=True):
        assert one["hint"]
        for words in want.get("says", []):
            assert words in one["message"]


def test_every_check_has_a_case_in_which_it_speaks_and_says_what_it_looks_for() -> None:
    spoken = {case["about"] for case in CASES if case["expect"]}
    assert spoken == set(REGISTRY)
    assert all(one.function.__doc__ for one in REGISTRY.values())


def test_the_checks_of_a_list_exist() -> None:
    assert set(REGISTRY) >= LIST_CHECKS


def test_without_actions_and_inventory_nothing_is_said() -> None:
    assert check_actions(PlanActions([], needed_t=100, goals=frozenset())) == []


def test_the_gravest_come_first() -> None:
    data = PlanActions([action({"id": "A1", "t": -5}), action({"id": "A2"})], horizon_year=2030)
    severities = [list(Severity).index(one.severity) for one in check_actions(data)]
    assert severities == sorted(severities)
    assert len(set(severities)) == 3


def test_an_action_that_no_longer_counts_is_left_alone() -> None:
    cancelled = action({"id": "A1", "t": -5, "is_active": False, "sector": "transport"})
    assert check_actions(PlanActions([cancelled], BASELINE, needed_t=10, horizon_year=2030)) == []


def test_a_long_group_is_told_by_its_first_members() -> None:
    many = [action({"id": f"A{n}", "title": "Lamps", "sector": "transport"}) for n in range(40)]
    (finding,) = check_actions(PlanActions(many), frozenset({"duplicate"}))
    assert finding.where[:2] == ("A0", "A1")
    assert len(finding.where) < 15


def test_findings_speak_latvian_numbers() -> None:
    data = plan(
        {"actions": [{"id": "A1", "t": 300, "investment_eur": 100000, "printed_eur_per_t": [340.5, 0.1]}]}
    )
    (finding,) = check_actions(data, frozenset({"printed_eur_per_t"}))
    assert "340,5" in finding.message.text("lv")


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("Skolu siltināšana", "Skolas siltināšana", True),
        ("LED street lighting", "Street lighting with LED", True),
        ("Renovation of Liepa school", "Renovation of Ozols school", False),
        ("Phase 1", "Phase 2", False),
        ("House A", "House B", False),
    ],
)
def test_titles_nearly_the_same(one: str, other: str, are_alike: bool) -> None:
    assert (stems(one) == stems(other)) == are_alike


def test_every_threshold_has_its_source() -> None:
    for row in tables.rows("actions/thresholds.csv"):
        assert row["source"] in tables.sources()
