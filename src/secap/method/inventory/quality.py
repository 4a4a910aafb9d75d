"""Data quality: from the grade of each figure to a score of the whole inventory."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from secap.method.basis import codes, tables
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class Graded:
    """One figure with its grade.

    weight : its emissions, t/a (None: unknown, as its factor is missing);
    grade : code of `data_quality`, None or "" where nobody graded it;  reference : the caller's record.
    """

    weight: float | None
    grade: str | None
    reference: object = None


@dataclass(frozen=True, slots=True)
class QualityScore:
    """The quality of an inventory.

    score : 0 (worst) to 100 (best), of the graded part, None where nothing is graded;
    level : high | medium | low, None without a score;
    graded_share : graded emissions per all emissions with a known size, None where those are 0;
    by_grade : {grade: its share of the graded emissions};
    ungraded : figures without a grade: they are not scored, neither as 0 nor as the mean;
    unweighted : figures whose emissions are unknown: they can't weigh in the score.
    """

    score: float | None
    level: str | None
    graded_share: float | None
    by_grade: dict[str, float] = field(default_factory=dict)
    ungraded: tuple[Graded, ...] = ()
    unweighted: tuple[Graded, ...] = ()
    derivation: Derivation | None = None

    @property
    def ungraded_share(self) -> float | None:
        """Return 1 - graded_share."""
        return None if self.graded_share is None else 1 - self.graded_share


@cache
def grade_scores() -> dict[str, float]:
    """Return {grade: points 0..100} of `tables/estimation/quality_scores.csv`."""
    return {row["grade"]: float(row["score"]) for row in tables.rows("estimation/quality_scores.csv")}


@cache
def score_levels() -> dict[str, float]:
    """Return {level: least score}, highest first, of `tables/estimation/quality_levels.csv`."""
    rows = tables.rows("estimation/quality_levels.csv")
    return {row["level"]: float(row["least_score"]) for row in rows}


def quality_score(figures: Sequence[Graded]) -> QualityScore:
    """Return the score of all figures, weighted by their emissions.

    q = sum over graded figures of E_i x p_i / sum over graded figures of E_i, with emissions E and points p.

    Parameters: figures : every energy use and non-energy emission; sinks stay out
    Returns: QualityScore; where all graded emissions are 0 there is no score
    Raises: InvalidInput for an unknown grade, or a weight that is negative or no number
    Source: design (points in quality_scores.csv); worked case tests/cases/estimates.yaml
    """
    points = grade_scores()
    for figure in figures:
        _checked(figure, points)
    weighed = [(figure, figure.weight) for figure in figures if figure.weight is not None]
    all_t = math.fsum(weight for _, weight in weighed)
    by_grade = {
        grade: math.fsum(weight for figure, weight in weighed if figure.grade == grade)
        for grade in points
        if any(figure.grade == grade for figure, _ in weighed)
    }
    graded_t = math.fsum(by_grade.values())
    ungraded = tuple(figure for figure in figures if not figure.grade)
    unweighted = tuple(figure for figure in figures if figure.weight is None)
    share = graded_t / all_t if all_t > 0 else None
    if graded_t <= 0:
        return QualityScore(None, None, share, ungraded=ungraded, unweighted=unweighted)
    score = math.fsum(weight * points[grade] for grade, weight in by_grade.items()) / graded_t
    return QualityScore(
        score,
        _level(score),
        share,
        {grade: weight / graded_t for grade, weight in by_grade.items()},
        ungraded,
        unweighted,
        _derivation(by_grade, points, all_t, graded_t, score),
    )


def _checked(figure: Graded, points: dict[str, float]) -> None:
    if figure.grade and figure.grade not in points:
        raise InvalidInput(
            Message("{grade} is no data-quality grade.", grade=figure.grade),
            hint=Message("Choose one of: {grades}.", grades=list(points)),
        )
    if figure.weight is not None and not (math.isfinite(figure.weight) and figure.weight >= 0):
        raise InvalidInput(
            Message("Emissions of {value} t can't weigh in the quality score.", value=str(figure.weight)),
            hint=Message("Leave sinks out, and correct negative consumption."),
        )


def _level(score: float) -> str:
    return next(level for level, least in score_levels().items() if score >= least)


def _derivation(
    by_grade: dict[str, float], points: dict[str, float], all_t: float, graded_t: float, score: float
) -> Derivation:
    steps = []
    for grade, t in by_grade.items():
        name = codes.code("data_quality", grade)
        steps.append(Step(Message("{grade}: emissions", grade=name), t, "t", "E"))
        steps.append(Step(Message("{grade}: points", grade=name), points[grade], "", "p", "design"))
    steps.append(Step(Message("Emissions with a grade"), graded_t, "t", "Σ E"))
    steps.append(Step(Message("Emissions without a grade, not scored"), all_t - graded_t, "t"))
    steps.append(Step(Message("Quality score"), score, "", "Σ E × p / Σ E"))
    return Derivation(
        Message("Data-quality score"),
        "q = Σ E_i × p_i / Σ E_i",
        "design",
        tuple(steps),
        score,
        "of 100",
        "assumed",
    )
