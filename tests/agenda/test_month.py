"""A month as a grid: its borders, its neighbours, wrong addresses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.agenda.entry import Date
from secap.agenda.month import first_of, month_name, month_of, weekdays
from secap.method.basis.messages import Message

TODAY = date(2026, 11, 24)


def on(day: date) -> Date:
    return Date(str(day), "task", day, Message("{title}", title="x"), ("governance:tasks",))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_weeks_are_whole_and_hold_every_day_of_the_month_once(day: date) -> None:
    month = month_of(day.replace(day=1), [on(day)], TODAY)
    days = [one.day for week in month.weeks for one in week]
    assert all(len(week) == 7 and week[0].day.weekday() == 0 for week in month.weeks)
    assert days == [days[0] + timedelta(days=at) for at in range(len(days))]
    assert [one.day for week in month.weeks for one in week if one.dates] == [day]
    assert sum(not one.is_outside for week in month.weeks for one in week) >= 28


def test_months_step_over_the_year() -> None:
    december = month_of(date(2026, 12, 1), [], TODAY)
    assert (december.before, december.after, december.is_empty) == ("2026-11", "2027-01", True)
    assert month_of(date(2100, 12, 1), [], TODAY).after == ""
    assert month_of(date(1990, 1, 1), [], TODAY).before == ""


def test_a_date_of_the_neighbouring_month_stands_in_the_grid() -> None:
    november = month_of(date(2026, 11, 1), [on(date(2026, 10, 31)), on(date(2026, 12, 6))], TODAY)
    assert [one.day for week in november.weeks for one in week if one.dates] == [
        date(2026, 10, 31), date(2026, 12, 6),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "0000-01", "9999-12", "november", "2026-1"])
def test_a_wrong_month_is_the_present_one(text: str) -> None:
    assert first_of(text, TODAY) == date(2026, 11, 1)


def test_names_are_the_readers() -> None:
    assert month_name(date(2026, 11, 1), "en") == "November 2026"
    assert month_name(date(2026, 11, 1), "lv") == "2026. g. novembris"
    assert [weekdays("en")[0], weekdays("lv")[6][0]] == [("Monday", "Mon"), "Svētdiena"]
