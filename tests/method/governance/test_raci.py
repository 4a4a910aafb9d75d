"""What duties, topics and posts lack."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from secap.method.governance.coordination import TopicPart, idle_departments, topic_rows
from secap.method.governance.posts import AppointmentView, PostState, StaffView, post_today
from secap.method.governance.raci import Part, duty_gaps, duty_rows, role_spread
from tests.method.governance.worked import cases

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("case", cases("duty"))
def test_worked_cases(case: dict[str, Any]) -> None:
    parts = [Part("bei", str(n), role, state) for n, (role, state) in enumerate(case["given"]["parts"])]
    assert list(duty_gaps(parts, case["given"]["departments"])) == case["expect"]


def test_every_block_has_a_row_and_its_gaps_in_words() -> None:
    rows = duty_rows([Part("bei", "a", "accountable"), Part("bei", "b", "accountable")], 2)
    assert [row.duty for row in rows] == ["bei", "rva", "measures", "management"]
    assert [str(gap) for gap in rows[0].gap_words] == ["several are accountable", "nobody does the work"]
    assert rows[0].who("accountable") == ["a", "b"]


def test_a_planned_part_whose_day_has_come_is_overdue() -> None:
    late = Part("bei", "a", "responsible", "planned", date(2026, 11, 24))
    row = duty_rows([late, Part("bei", "b", "accountable", "planned", date(2027, 1, 1))], 2)[0]
    assert row.overdue(TODAY) == [late]


def test_roles_are_spread_over_departments_and_their_people() -> None:
    rows = duty_rows([Part("bei", "a", "accountable"), Part("rva", "b", "informed")], 3)
    spread = role_spread(rows, ["a", "b", "c"], ["a", "a", "b", None])
    assert (spread.departments, spread.of_departments, spread.people, spread.of_people) == (1, 3, 2, 4)


def test_topics_need_one_lead_and_departments_a_topic() -> None:
    rows = topic_rows(
        [TopicPart("strategy", "a", "leads"), TopicPart("risk", "a", "leads"),
         TopicPart("risk", "b", "leads"), TopicPart("buildings", "b", "takes_part")]
    )  # fmt: skip
    gaps = {row.topic: row.gaps for row in rows}
    assert gaps["strategy"] == ()
    assert gaps["risk"] == ("several_leads",)
    assert gaps["buildings"] == gaps["monitoring"] == ("no_lead",)
    assert idle_departments(rows, ["a", "b", "c"]) == ["c"]


@pytest.mark.parametrize(
    ("start", "until", "state"),
    [
        (date(2026, 1, 1), None, PostState.APPOINTED),
        (TODAY, TODAY, PostState.APPOINTED),
        (date(2026, 1, 1), date(2026, 11, 23), PostState.ENDED),
        (date(2026, 11, 25), None, PostState.FUTURE),
        (None, None, PostState.UNDATED),
    ],
)
def test_an_act_counts_while_it_is_in_force(start: date | None, until: date | None, state: PostState) -> None:
    act = AppointmentView("coordinator", "Anna", start=start, until=until)
    found = post_today("coordinator", [act], [], TODAY)
    assert found.state == state
    assert found.is_filled == (state == PostState.APPOINTED)
    held = post_today("coordinator", [act], [StaffView("Bo", posts=frozenset({"coordinator"}))], TODAY)
    assert held.holders == (("Anna",) if state == PostState.APPOINTED else ("Bo",))


def test_the_newest_act_in_force_counts() -> None:
    old = AppointmentView("coordinator", "Old", start=date(2020, 1, 1), until=date(2024, 1, 1))
    new = AppointmentView("coordinator", "New", start=date(2024, 1, 2))
    found = post_today("coordinator", [old, new], [], TODAY)
    assert (found.holders, found.appointment) == (("New",), new)
    assert post_today("energy_manager", [new], [], TODAY).state == PostState.VACANT
