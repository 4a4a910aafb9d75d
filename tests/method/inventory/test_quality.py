"""Data quality: grades weigh with their emissions; what nobody graded is listed, not scored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.inventory.quality import Graded, grade_scores, quality_score

graded = st.builds(Graded, st.floats(0.1, 1e6), st.sampled_from(sorted(grade_scores())))


def test_every_grade_of_the_table_has_points() -> None:
    assert set(grade_scores()) == set(codes.table("data_quality"))


def test_better_data_never_has_fewer_points() -> None:
    points = grade_scores()
    for level in ("local", "regional", "national"):
        kinds = [points[f"{kind}_{level}"] for kind in ("measured", "calculated", "estimated")]
        assert kinds == sorted(kinds, reverse=True)
    for kind in ("measured", "calculated", "estimated"):
        levels = [points[f"{kind}_{level}"] for level in ("local", "regional", "national")]
        assert levels == sorted(levels, reverse=True)


def test_emissions_weigh() -> None:
    points = grade_scores()
    score = quality_score([Graded(300, "measured_local"), Graded(100, "estimated_national")])
    assert score.score == pytest.approx((3 * points["measured_local"] + points["estimated_national"]) / 4)
    assert score.graded_share == 1
    assert score.by_grade == {"measured_local": 0.75, "estimated_national": 0.25}
    assert score.derivation is not None and score.derivation.result == score.score


def test_ungraded_figures_are_listed_and_do_not_change_the_score() -> None:
    ungraded = Graded(900, None, "wood of homes")
    alone = quality_score([Graded(100, "measured_local")])
    score = quality_score([Graded(100, "measured_local"), ungraded])
    assert score.score == alone.score
    assert score.graded_share == pytest.approx(0.1)
    assert score.ungraded_share == pytest.approx(0.9)
    assert [one.reference for one in score.ungraded] == ["wood of homes"]


def test_nothing_graded_is_no_score() -> None:
    score = quality_score([Graded(5, ""), Graded(None, "measured_local")])
    assert score.score is None and score.level is None
    assert score.graded_share == 0
    assert len(score.unweighted) == 1
    assert quality_score([]).graded_share is None


def test_an_unknown_grade_or_a_sink_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no data-quality grade"):
        quality_score([Graded(5, "excellent")])
    with pytest.raises(InvalidInput, match="sinks"):
        quality_score([Graded(-5, "measured_local")])


def test_levels_follow_the_score() -> None:
    assert quality_score([Graded(1, "measured_local")]).level == "high"
    assert quality_score([Graded(1, "estimated_national")]).level == "low"


@given(st.lists(graded, min_size=1, max_size=20))
def test_the_score_lies_between_its_grades_and_ignores_scale(figures: list[Graded]) -> None:
    score = quality_score(figures)
    points = [grade_scores()[figure.grade or ""] for figure in figures]
    assert score.score is not None
    assert min(points) - 1e-9 <= score.score <= max(points) + 1e-9
    tenfold = quality_score([Graded(10 * (figure.weight or 0), figure.grade) for figure in figures])
    assert tenfold.score == pytest.approx(score.score)
    assert sum(score.by_grade.values()) == pytest.approx(1)
