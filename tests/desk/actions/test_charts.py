"""The figures of the action plan say what is in their data."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from secap.desk.actions import charts
from secap.method.actions.action import Action
from secap.method.targets.path import standing, straight_line
from secap.method.targets.target import Base, Target, reach

TODAY = date(2027, 6, 1)


def line(**values: Any) -> Any:
    return SimpleNamespace(action=Action(**values))


def course(against: str = "bei", **target: Any) -> Any:
    goal = Target(**{"kind": "emissions_absolute", "base_year": 2020, "target_year": 2030, **target})
    found = reach(goal, Base(2020, 1000.0))
    return SimpleNamespace(
        main=SimpleNamespace(target=goal, reach=found),
        path=straight_line(2020, 1000.0, 2030, found.goal),
        standings=(standing(found, 2020, 1000.0), standing(found, 2024, 900.0)),
        strategy=SimpleNamespace(effects_against=against),
    )


def test_gantt_groups_the_actions_and_marks_today() -> None:
    figure = charts.gantt(
        [
            line(id="2", title="Bus", priority_area="Mobility", start=date(2027, 1, 1), end=date(2028, 1, 1)),
            line(id="1", title="School", priority_area="Buildings", end=date(2026, 1, 1), stage="approval"),
            line(id="3", title="Idea"),
        ],
        "en",
        TODAY,
    )
    assert figure is not None
    domain = figure.spec["encoding"]["y"]["scale"]["domain"]
    assert domain == ["Buildings", "1 School", "Mobility", "2 Bus"]
    assert figure.spec["layer"][1]["data"]["values"][0]["now"] == pytest.approx(2027.41, abs=0.01)
    assert "in work: 1; past their end and not completed: 1" in figure.alt
    assert [row[0] for row in figure.rows] == ["1 School", "2 Bus"]
    assert charts.gantt([line(id="3", title="Idea")], "en", TODAY) is None


def test_actions_of_one_name_have_bars_of_their_own() -> None:
    one = {"id": "1", "title": "School", "start": date(2027, 1, 1)}
    figure = charts.gantt([line(**one), line(**one)], "lv", TODAY)
    assert figure is not None
    assert len({row[0] for row in figure.rows}) == 2


def test_wedge_adds_up_to_the_level_in_every_year() -> None:
    actions = [
        Action("1", sector="transport", t=300.0, start=date(2022, 1, 1), full_effect_year=2026),
        Action("2", sector="waste", t=100.0, start=date(2024, 1, 1), end=date(2024, 12, 31)),
        Action("3", sector="waste", t=500.0, is_active=False),
    ]
    figure = charts.wedge(course(reduction_share=0.5), actions, "en")
    assert figure is not None
    rows = {row[0]: row for row in figure.rows}
    assert list(rows) == [str(year) for year in range(2020, 2031)]
    for _year, level, transport, waste, left, _path in figure.rows:
        assert level == pytest.approx(transport + waste + left)  # type: ignore[operator]
    assert rows["2030"][1:] == pytest.approx((1000.0, 300.0, 100.0, 600.0, 500.0))
    assert "100 t CO₂ are missing." in figure.alt


def test_wedge_follows_the_inventories_where_effects_are_stated_against_the_latest() -> None:
    figure = charts.wedge(course("latest", reduction_share=0.5), [Action("1", t=400.0)], "en")
    assert figure is not None
    rows = {row[0]: row[1:4] for row in figure.rows}
    assert rows["2022"] == pytest.approx((950.0, 0.0, 950.0))  # between the inventories of 2020 and 2024
    assert rows["2024"] == pytest.approx((900.0, 0.0, 900.0))
    assert rows["2030"] == pytest.approx((900.0, 400.0, 500.0))
    assert "the target is reached" in figure.alt


def test_wedge_against_business_as_usual_rises() -> None:
    given = course(kind="emissions_bau", reduction_share=0.3, bau_coefficient=1.2)
    figure = charts.wedge(given, [Action("1", t=1.0)], "en")
    assert figure is not None
    assert (figure.rows[0][1], figure.rows[-1][1]) == pytest.approx((1000.0, 1200.0))


def test_nothing_is_drawn_without_a_target_or_an_effect() -> None:
    none = SimpleNamespace(main=None)
    assert charts.wedge(none, [Action("1", t=1.0)], "en") is None
    assert charts.wedge(course(reduction_share=0.5), [Action("1")], "en") is None
    assert charts.cost_curve([Action("1", t=1.0)], "en") is None


def test_cost_curve_is_in_order_of_cost() -> None:
    actions = [
        Action("dear", t=10.0, investment_eur=1000.0),
        Action("cheap", t=20.0, investment_eur=100.0),
    ]
    figure = charts.cost_curve(actions, "en")
    assert figure is not None
    assert [row[0] for row in figure.rows] == ["cheap", "dear"]
    assert figure.rows[-1][2] == 30.0
