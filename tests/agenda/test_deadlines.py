"""Duties of the Covenant by date: the worked cases, and what must hold for any dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import tables
from secap.method.governance.deadlines import HORIZON_YEARS, TITLES, duties, plus_years

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/deadlines.yaml").read_text(encoding="utf-8"))
DAYS = st.dates(date(2008, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_cases(case: dict[str, Any]) -> None:
    assert case["source"] in tables.sources()
    asked = {"adhesion_date": None, "submission_date": None, **case["given"]}
    found = duties(**asked)
    assert [[one.code, one.day, one.is_done] for one in found] == case["expect"]
    assert [one.code for one in found if one.is_overdue(asked["today"])] == case.get("overdue", [])


def test_every_row_has_words_and_says_where_it_is_from() -> None:
    rows = tables.rows("obligations/deadlines.csv")
    assert {row["code"] for row in rows} == set(TITLES)
    assert all(row["source"] and row["quality"] and row["place"] for row in rows)


@given(adhesion=DAYS, submission=st.none() | DAYS, today=DAYS)
def test_duties_come_in_order_and_what_repeats_ends_at_the_horizon(
    adhesion: date, submission: date | None, today: date
) -> None:
    found = duties(adhesion, submission, today)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert len({(one.code, one.number) for one in found}) == len(found)
    assert all(one.day <= plus_years(today, HORIZON_YEARS) for one in found if one.number > 1)
    assert not any(one.is_overdue(today) for one in found)  # nothing is known of what was done


@given(submission=DAYS, today=DAYS, done=st.lists(DAYS, max_size=5))
def test_each_fulfilment_counts_once(submission: date, today: date, done: list[date]) -> None:
    found = [one for one in duties(None, submission, today, fulfilled={"mei": done}) if one.code == "mei"]
    assert sum(bool(one.is_done) for one in found) <= len(done)
