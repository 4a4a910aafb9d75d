"""The recommender: what suits comes first and says why; nothing disappears."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.stakeholders.methods import COSTS, DIRECTIONS, Advice, recommend, size_of

LEVELS = list(codes.table("engagement_levels"))
ASKED = st.fixed_dictionaries(
    {
        "level": st.sampled_from(["", *LEVELS]),
        "audience": st.none() | st.integers(0, 10**6),
        "direction": st.sampled_from(["", *DIRECTIONS]),
        "cost": st.sampled_from(["", *COSTS]),
        "form": st.sampled_from(["", "formal", "informal", "both"]),
    }
)


def of(found: list[Advice], code: str) -> Advice:
    return next(one for one in found if one.method.code == code)


@given(asked=ASKED)
def test_all_52_stay_and_the_order_is_that_of_the_score(asked: dict[str, object]) -> None:
    found = recommend(**asked)  # type: ignore[arg-type]
    assert {one.method.code for one in found} == set(codes.table("engagement_methods"))
    assert len(found) == 52
    scores = [one.score for one in found]
    if scores[0] is None:
        assert set(scores) == {None}
    else:
        assert scores == sorted(scores, reverse=True)  # type: ignore[type-var]
        assert all(0 <= score <= 1 for score in scores)  # type: ignore[operator]


def test_asking_for_nothing_scores_nothing_and_keeps_the_order_of_the_list() -> None:
    found = recommend()
    assert [one.method.number for one in found] == list(range(1, 53))
    assert all(one.score is None and not one.reasons for one in found)


def test_a_workshop_suits_involving_twenty_people() -> None:
    found = recommend(level="involve", audience=20, direction="two", cost="high")
    workshop = of(found, "workshops")
    assert workshop.score == 1 and not workshop.weak
    said = [str(message) for message in workshop.strong]
    assert said == [
        "suits the level “Involve”",
        "suits 20 people",
        "both sides speak",
        "costs much",
    ]


def test_what_does_not_fit_says_so() -> None:
    leaflet = of(recommend(level="collaborate", audience=12, direction="two", cost="low"), "leaflets")
    assert [str(message) for message in leaflet.weak] == [
        "made for other levels: Inform",
        "meant for many people, more than 12",
        "only we speak",
        "costs a moderate sum",
    ]
    # nothing of the level (twice), half of the size, nothing of the direction, half of the cost
    assert leaflet.score == pytest.approx((2 * 0 + 0.5 + 0 + 0.5) / 5)


def test_no_method_empowers_by_itself_so_the_nearest_come_first() -> None:
    best = recommend(level="empower")[0]
    assert best.score == 0.5
    assert "collaborate" in best.method.levels
    assert str(best.weak[0]) == "made for the level “Collaborate”, next to “Empower”"


def test_an_interview_is_for_one_person_at_a_time() -> None:
    few, many = recommend(audience=1), recommend(audience=500)
    assert of(few, "interviews").score == 1
    assert of(many, "interviews").score == 0


@pytest.mark.parametrize(("people", "size"), [(1, "individual"), (5, "individual"), (6, "small"),
                                              (30, "small"), (31, "large")])  # fmt: skip
def test_sizes(people: int, size: str) -> None:
    assert size_of(people) == size
