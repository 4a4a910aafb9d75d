"""The adaptation scoreboard: unrated is not zero, and no day borrows from another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.risk.scoreboard import Rating, course, nearest_grade, scoreboard, step_results

DAY = date(2025, 5, 1)
ITEMS = list(codes.table("scoreboard_items"))
graded = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from(["a", "b", "c", "d", ""]))


def ratings(of: dict[str, str], day: date = DAY) -> list[Rating]:
    return [Rating(item, day, grade) for item, grade in of.items()]


@given(graded, st.sampled_from(ITEMS))
def test_an_item_without_grade_changes_no_score(of: dict[str, str], item: str) -> None:
    of.pop(item, None)
    assert scoreboard(ratings({**of, item: ""}), DAY) == scoreboard(ratings(of), DAY)


@given(graded)
def test_every_step_lies_between_d_and_a_and_counts_its_items(of: dict[str, str]) -> None:
    found = scoreboard(ratings(of), DAY)
    assert (found.items, found.rated) == (21, sum(bool(grade) for grade in of.values()))
    for step in found.steps:
        assert step.score is None or 1 <= step.score <= 4
        assert (step.score is None) == (step.rated == 0) == (step.grade is None)
        assert 0 <= step.rated_share <= 1


def test_the_five_groups_of_the_template_hold_all_items() -> None:
    assert [step.items for step in step_results([], DAY)] == [7, 4, 3, 3, 4]
    assert scoreboard([], DAY).score is None


def test_nothing_is_carried_forward_or_back() -> None:
    early, late = date(2023, 1, 1), date(2025, 1, 1)
    found = course(
        [*ratings({"s1_1": "a"}, late), *ratings({"s2_1": "d"}, early), *ratings({"s3_1": ""}, DAY)]
    )
    assert [one.date for one in found] == [early, late]
    assert [[step.score for step in one.steps] for one in found] == [
        [None, 1, None, None, None],
        [4, None, None, None, None],
    ]


def test_of_an_item_graded_twice_on_a_day_the_lower_grade_counts_whatever_their_order() -> None:
    twice = [Rating("s1_1", DAY, "a"), Rating("s1_1", DAY, "c")]
    for some in (twice, twice[::-1]):
        assert scoreboard(some, DAY).score == 2


@pytest.mark.parametrize(
    ("score", "grade"), [(1, "d"), (1.5, "d"), (1.51, "c"), (2.5, "c"), (3.5, "b"), (3.51, "a"), (4, "a")]
)
def test_the_nearest_grade_is_the_lower_one_half_way(score: float, grade: str) -> None:
    assert nearest_grade(score) == grade


def test_a_grade_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="e"):
        scoreboard([Rating("s1_1", DAY, "e")], DAY)
