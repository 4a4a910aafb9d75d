"""The decision aid: reasons that rest on what is known; an unknown is never scored."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.governance.approaches import NAMES, Facts, advice, rules
from tests.method.governance.worked import cases

FACTS = st.builds(
    Facts,
    population=st.none() | st.floats(0, 1e6),
    staff_count=st.none() | st.floats(0, 2000),
    fte=st.none() | st.floats(0, 20),
    partners=st.none() | st.floats(1, 20),
    has_energy_agency=st.none() | st.booleans(),
    has_supporter=st.none() | st.just(True),
)


@pytest.mark.parametrize("case", cases("approach"))
def test_worked_cases(case: dict[str, Any]) -> None:
    found = [one.approach for one in advice(Facts(**case["given"]))]
    assert found[0] == case["expect"]["first"]
    assert found[-1] == case["expect"]["last"]


def test_without_facts_nothing_is_judged() -> None:
    found = advice(Facts())
    assert [one.approach for one in found] == list(codes.table("admin_approaches"))
    assert {one.points for one in found} == {None}


def test_a_reason_says_on_what_number_it_rests() -> None:
    found = {one.approach: one for one in advice(Facts(population=2400.0))}
    assert [str(one) for one in found["joint_plan"].reasons_for] == [
        "Small neighbours share data work and costs; measures reach across borders (2,400 inhabitants)."
    ]
    assert found["new_unit"].points == -2 and not found["new_unit"].is_advised
    assert found["agency_support"].points is None, "nobody has said whether there is an agency"


@given(FACTS)
def test_every_approach_is_there_once_and_the_order_follows_the_points(facts: Facts) -> None:
    found = advice(facts)
    assert sorted(one.approach for one in found) == sorted(codes.table("admin_approaches"))
    points = [one.points for one in found]
    known = [one for one in points if one is not None]
    assert known == sorted(known, reverse=True)
    assert points[: len(known)] == known, "what can't be judged stands last"


@given(FACTS)
def test_reasons_never_name_what_nobody_said(facts: Facts) -> None:
    asked = {rule.fact for rule in rules() if rule.holds(facts) is not None}
    assert asked.isdisjoint(facts.missing)
    assert set(facts.missing) <= set(NAMES)


def test_rules_are_about_known_approaches_and_facts() -> None:
    for rule in rules():
        assert rule.approach in codes.table("admin_approaches"), rule
        assert rule.fact in NAMES, rule
        assert rule.points and (rule.at_least is not None or rule.below is not None), rule
