"""The type of a structure follows from departments and levels; a sum leaves out what nobody told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.governance.structure import DepartmentView, structure_of, structure_type, total
from tests.method.governance.worked import cases

LEVELS = ["municipality", "county", "region", "state"]


@pytest.mark.parametrize("case", cases("structure"))
def test_worked_cases(case: dict[str, Any]) -> None:
    found = structure_type(case["given"]["departments"], case["given"]["levels"])
    assert found.type == case["expect"]


def test_the_explanation_names_what_it_rests_on() -> None:
    found = structure_of([DepartmentView("a", "A"), DepartmentView("b", "B", level="region")])
    assert str(found.why) == "2 levels of government work on the plan: Municipality, Region."


def test_departments_that_are_not_assigned_do_not_count() -> None:
    found = structure_of([DepartmentView("a", "A"), DepartmentView("b", "B", "region", is_assigned=False)])
    assert found.type == "single_sector"


@given(st.lists(st.sampled_from(LEVELS), max_size=6))
def test_more_levels_never_make_a_structure_simpler(levels: list[str]) -> None:
    departments = [DepartmentView(str(n), str(n), level) for n, level in enumerate(levels)]
    kind = structure_of(departments).type
    assert kind in {"", *codes.table("admin_structure_types")}
    assert (kind == "multi_level") == (len(set(levels)) >= 2)


@given(st.lists(st.none() | st.floats(0, 1e9)))
def test_what_nobody_told_is_not_zero(values: list[float | None]) -> None:
    found = total(values)
    told = [value for value in values if value is not None]
    assert found.value == (sum(told) if told else None)
    assert (found.told, found.of) == (len(told), len(values))
    assert found.is_complete == (bool(values) and None not in values)
