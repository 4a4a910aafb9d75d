"""The worked cases of energy poverty that an energy officer can follow with a pencil."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from secap.method.basis import tables
from secap.method.poverty.assessment import IndicatorView, assess
from secap.method.poverty.households import households
from secap.method.poverty.measures import Medians
from secap.method.poverty.summary import summary

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "poverty.yaml").read_text(encoding="utf-8"))


def cases(about: str) -> Any:
    found = [case for case in CASES if case["about"] == about]
    assert found
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def test_every_case_has_a_source_and_is_tried() -> None:
    assert all(case["source"] in tables.sources() for case in CASES)
    assert {case["about"] for case in CASES} == {"households", "groups", "assessment"}


@cases("households")
def test_measures_of_a_household_table(case: dict[str, Any]) -> None:
    expect = case["expect"]
    given = Medians(**case["medians"]) if "medians" in case else None
    table = households(**case["given"])
    found = summary(table, given)
    assert len(table) == expect["households"]
    if "shares" in expect:
        assert found.whole.households == expect["households"]
        assert found.whole.shares == pytest.approx(expect["shares"])
        assert found.medians.own() == pytest.approx(expect["medians"])
        assert found.scale == expect["scale"]
        assert found.left_out == {}
    for name in ("median_income_eur", "median_energy_eur"):
        if name in expect:
            assert getattr(found.whole, name) == pytest.approx(expect[name])
    for name in ("left_out", "zero_energy", "rows"):
        if name in expect:
            assert getattr(found, name) == expect[name]
    assert found.given == set(case.get("medians", {}))


@cases("groups")
def test_groups_that_are_not_shown(case: dict[str, Any]) -> None:
    names = [name for name, size in case["given"].items() for _ in range(size)]
    found = summary(households(income_eur=[1000.0] * len(names), energy_eur=[90.0] * len(names), group=names))
    assert {one.name: one.suppressed for one in found.groups} == case["expect"]
    assert found.whole.households == case["whole"]
    for one in [*found.groups, found.whole]:
        nothing = one.households is None and one.median_income_eur is None and one.median_energy_eur is None
        assert nothing == one.is_suppressed
        assert all((share is None) == one.is_suppressed for share in one.shares.values())


@cases("assessment")
def test_concern_by_macro_area(case: dict[str, Any]) -> None:
    expect = case["expect"]
    found = assess(
        IndicatorView(code, year, value, answer, concern=concern)
        for code, year, value, answer, concern in case["given"]
    )
    areas = {
        one.macro_area: [one.score, one.concern, one.told, one.assessed, len(one.unknown)]
        for one in found.areas
    }
    assert areas == expect["areas"]
    assert found.covered == expect["covered"]
    assert found.score == pytest.approx(expect["score"])
    assert found.concern == expect["concern"]
    assert found.assessed_share == pytest.approx(expect["assessed_share"])
