"""Working time and money by year, person, structure and source."""

from __future__ import annotations

from datetime import date

import pytest

from secap.method.actions.action import Action, Financing
from secap.method.actions.workload import UNCOVERED, all_years, by_source, loads, work_years


def renovation(**values: object) -> Action:
    given = {
        "id": "1",
        "responsible": "Housing",
        "start": date(2027, 9, 1),
        "end": date(2029, 3, 1),
        "investment_eur": 300_000.0,
        "staff_fte": 0.5,
        **values,
    }
    return Action(**given)  # type: ignore[arg-type]


def test_cost_is_spread_evenly_and_staff_is_needed_whole_each_year() -> None:
    (load,) = loads([renovation()], lambda one: one.responsible)
    assert load.eur == pytest.approx({2027: 100_000, 2028: 100_000, 2029: 100_000})
    assert load.fte == {2027: 0.5, 2028: 0.5, 2029: 0.5}
    assert load.total_eur == pytest.approx(300_000)
    assert load.most_fte == 0.5


def test_one_date_stands_for_the_whole_and_none_is_told_apart() -> None:
    assert work_years(renovation(end=None)) == (2027,)
    assert work_years(renovation(start=None)) == (2029,)
    assert work_years(renovation(start=None, end=None)) == (None,)
    found = loads([renovation(), renovation(start=None, end=None)], lambda one: one.responsible)
    assert all_years(load.eur for load in found) == [2027, 2028, 2029, None]
    assert found[0].eur[None] == 300_000


def test_unknown_staff_and_cost_are_counted_not_scored_as_zero() -> None:
    actions = [renovation(), renovation(staff_fte=None, investment_eur=None)]
    (load,) = loads(actions, lambda one: one.responsible)
    assert (load.actions, load.unknown_fte, load.unknown_eur) == (2, 1, 1)
    (empty,) = loads(actions[1:], lambda one: one.responsible)
    assert (empty.most_fte, empty.total_eur) == (None, None)


def test_actions_without_a_name_come_last_and_cancelled_ones_not_at_all() -> None:
    found = loads(
        [renovation(responsible=""), renovation(), renovation(responsible="Gone", is_active=False)],
        lambda one: one.responsible,
    )
    assert [load.name for load in found] == ["Housing", ""]


def test_sources_pay_in_the_years_of_the_work_and_the_rest_is_uncovered() -> None:
    paid = (Financing("own", eur=60_000.0, is_secured=True), Financing("eu", share=0.5))
    found = {one.source: one for one in by_source([renovation(financing=paid)])}
    assert found["own"].eur == pytest.approx({2027: 20_000, 2028: 20_000, 2029: 20_000})
    assert found["own"].secured_eur == 60_000
    assert found["eu"].total_eur == pytest.approx(150_000)
    assert found[UNCOVERED].total_eur == pytest.approx(90_000)
    assert list(found)[-1] == UNCOVERED
