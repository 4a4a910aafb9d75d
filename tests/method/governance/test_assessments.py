"""Self-assessments: scores over what is answered, their course, what changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.governance.assessments import LISTS, Answer, course, gaps, items, moves, score, standing

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "assessments.yaml").read_text(encoding="utf-8"))
DAY = date(2026, 5, 1)
ITEMS = list(items("guarantees"))
ANSWERS = st.lists(
    st.builds(
        Answer,
        item=st.sampled_from(ITEMS),
        date=st.integers(0, 9).map(lambda days: DAY + timedelta(days=days)),
        answer=st.sampled_from(["yes", "partly", "no", ""]),
    ),
    max_size=20,
    unique_by=lambda one: (one.item, one.date),
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_cases(case: dict[str, Any]) -> None:
    assert case["source"] in tables.sources()
    answers = [Answer(*values) for values in case["given"]]
    found = score(case["list"], answers, case["day"])
    assert (found.answered, found.of) == (case["expect"]["answered"], case["expect"]["of"])
    assert found.share == case["expect"]["share"]


def test_every_list_names_its_items_and_no_other_list_is_known() -> None:
    assert {kind: len(items(kind)) for kind in codes.table(LISTS)} == {
        "guarantees": 6, "recommendations": 5, "lead_person": 6, "success": 9,
    }  # fmt: skip
    with pytest.raises(InvalidInput):
        items("guarantee")


def test_what_changed_is_told_with_its_direction() -> None:
    later, last = DAY + timedelta(days=30), DAY + timedelta(days=60)
    answers = [
        Answer("capacity", DAY, "no"),
        Answer("vision", DAY, "yes"),
        Answer("updating", DAY, "yes"),
        Answer("capacity", later, "partly"),
        Answer("vision", later, "partly"),
        Answer("updating", later, "yes", "ar jaunu pierādījumu"),
        Answer("capacity", last, ""),
    ]
    told = [(one.item, one.change) for one in moves("guarantees", answers, since=DAY)]
    assert told == [("capacity", "better"), ("vision", "worse"), ("capacity", "withdrawn")]
    assert len(moves("guarantees", answers)) == 6
    assert gaps("guarantees", answers, later) == ["capacity", "vision"]
    assert gaps("guarantees", answers, last) == ["vision"], "what nobody answers is no gap"


@given(ANSWERS)
def test_scores_stay_between_nought_and_one_and_the_course_ends_where_the_list_stands(
    answers: list[Answer],
) -> None:
    days = course("guarantees", answers)
    assert [one.date for one in days] == sorted({one.date for one in answers})
    for one in days:
        assert 0 <= one.answered <= one.of
        assert (one.share is None) == (one.answered == 0)
        assert one.share is None or 0 <= one.share <= 1
    if days:
        assert days[-1] == score("guarantees", answers, days[-1].date)


@given(ANSWERS, st.sampled_from(ITEMS))
def test_leaving_an_item_unanswered_never_lowers_the_score_of_the_others(
    answers: list[Answer], item: str
) -> None:
    last = DAY + timedelta(days=20)
    without = [one for one in answers if one.item != item]
    taken_back = [*answers, Answer(item, last, "")]
    assert score("guarantees", taken_back, last).share == score("guarantees", without, last).share


@given(ANSWERS)
def test_moves_lead_from_nothing_to_what_stands(answers: list[Answer]) -> None:
    state: dict[str, str] = {}
    for one in moves("guarantees", answers):
        assert one.before == state.get(one.item, "") and one.before != one.after
        state[one.item] = one.after
    now = {item: one.answer for item, one in standing(answers, DAY + timedelta(days=20)).items()}
    assert {item: answer for item, answer in state.items() if answer} == {
        item: answer for item, answer in now.items() if answer
    }
