"""Who stands in which part of both matrices, and who moved between two days."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.stakeholders import matrices
from secap.method.stakeholders.register import AXES, Movement, Position, movements

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "stakeholders.yaml").read_text("utf-8"))
SOFAR = Position("a", "SIA Siltums", support=-1, interest=2, power=5, affectedness=4)
steps = st.one_of(st.none(), st.integers(1, 5))
supports = st.one_of(st.none(), st.integers(-2, 2))
positions = st.builds(
    Position, st.sampled_from("abcd"), st.just("X"), supports, steps, steps, steps
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_cases(case: dict[str, Any]) -> None:
    where = case["given"]
    found: dict[str, Any] = {}
    if "power" in where:
        row = matrices.quadrant(where["power"], where["interest"])
        level = matrices.proposed_level(where["power"], where["interest"])
        found = {
            "quadrant": row and row.code, "level": level, "template": matrices.template_level(level),
        }  # fmt: skip
    else:
        row = matrices.support_group(where["support"], where["affectedness"])
        found = {"group": row and row.code}
    assert found == case["expect"]


def test_the_steps_of_a_scale_are_found_both_ways() -> None:
    for axis, table in AXES.items():
        for code in codes.table(table):
            assert matrices.step(table, matrices.value(table, code)) == code, axis
        assert matrices.value(table, "") is None
        assert matrices.step(table, None) == "" == matrices.step(table, 9)


@given(supports, steps)
def test_every_known_pair_has_one_group_with_advice(support: int | None, affected: int | None) -> None:
    group = matrices.support_group(support, affected)
    assert (group is None) == (support is None or affected is None)
    assert (matrices.advice(group) is None) == (group is None)


def test_a_move_tells_from_where_to_where() -> None:
    now = Position("a", "SIA Siltums", support=1, interest=4, power=5, affectedness=4)
    (moved,) = movements([SOFAR], [now])
    assert moved.axes == ("support", "interest")
    assert moved.before and moved.before.quadrant and moved.before.quadrant.code == "context_setters"
    assert moved.after and moved.after.quadrant and moved.after.quadrant.code == "key_players"
    assert [one and one.group and one.group.code for one in (moved.before, moved.after)] == [
        "critical_opponent", "ally",
    ]  # fmt: skip


def test_who_joined_and_who_left_are_told_apart_and_a_new_name_is_no_move() -> None:
    renamed = Position("a", "AS Siltums", support=-1, interest=2, power=5, affectedness=4)
    joined, left = Position("b", "Banka"), Position("c", "Cits")
    assert movements([SOFAR], [renamed]) == []
    assert movements([SOFAR, left], [renamed, joined]) == [Movement(None, joined), Movement(left, None)]


@given(st.lists(positions, unique_by=lambda one: one.uid), st.lists(positions, unique_by=lambda one: one.uid))
def test_movement_back_is_movement_turned_round(before: list[Position], after: list[Position]) -> None:
    there, back = movements(before, after), movements(after, before)
    assert {(one.before, one.after) for one in there} == {(one.after, one.before) for one in back}
    assert movements(before, before) == []
