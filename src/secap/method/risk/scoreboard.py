"""The adaptation scoreboard: items graded A to D on a day, what the steps come to, and their course."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from secap.method.basis import codes
from secap.method.risk.score import level

ITEMS, STEPS, GRADES = "scoreboard_items", "scoreboard_steps", "scoreboard_grades"


@dataclass(frozen=True, slots=True)
class Rating:
    """One item graded on one day.  grade : code of `scoreboard_grades`, empty: not rated."""

    item: str
    date: date
    grade: str = ""
    comment: str = ""
    rated_by: str = ""
    uid: str = ""
    reference: object = None


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one step comes to on one day.

    step : code of `scoreboard_steps`;  score : 1 (D) to 4 (A), None where no item is rated;
    grade : the nearest one, None without a score;  rated, items : number of items;
    grades : {item: grade} of the rated ones.
    """

    step: str
    score: float | None
    grade: str | None
    rated: int
    items: int
    grades: dict[str, str]

    @property
    def rated_share(self) -> float:
        return self.rated / self.items if self.items else 0.0


@dataclass(frozen=True, slots=True)
class Round:
    """The scoreboard of one day.  score, grade, rated, items : of all its items together."""

    date: date
    steps: tuple[StepResult, ...]
    score: float | None
    grade: str | None
    rated: int
    items: int

    @property
    def rated_share(self) -> float:
        return self.rated / self.items if self.items else 0.0


def nearest_grade(score: float | None) -> str | None:
    """Return the grade nearest to a score of 1 to 4, the lower one half way between two; None without one.

    Source: design

    >>> nearest_grade(2.5), nearest_grade(2.6), nearest_grade(None)
    ('c', 'b', None)
    """
    if score is None:
        return None
    return min(_scores(), key=lambda grade: (abs(_scores()[grade] - score), _scores()[grade]))


def step_results(ratings: Iterable[Rating], on: date) -> list[StepResult]:
    """Return the result of every step on a day: the mean of its items rated on that very day.

    An item that is not rated is not zero: it is left out and lowers `rated_share`. Nothing is carried forward
    from an earlier day.

    Source: design; items and steps com_reporting_2016 (unverified); worked cases in tests/cases/risk.yaml
    """
    graded = _graded(ratings, on)
    found = []
    for step in codes.table(STEPS):
        items = [code for code, row in codes.table(ITEMS).items() if row.step == step]
        grades = {item: graded[item] for item in items if item in graded}
        score = _mean(list(grades.values()))
        found.append(StepResult(step, score, nearest_grade(score), len(grades), len(items), grades))
    return found


def scoreboard(ratings: Iterable[Rating], on: date) -> Round:
    """Return the scoreboard of one day; its score is the mean of all items rated on that day.

    Source: design
    """
    steps = tuple(step_results(ratings, on))
    score = _mean([grade for one in steps for grade in one.grades.values()])
    rated, items = sum(one.rated for one in steps), sum(one.items for one in steps)
    return Round(on, steps, score, nearest_grade(score), rated, items)


def course(ratings: Iterable[Rating]) -> list[Round]:
    """Return the scoreboard of every day on which something was rated, the earliest first.

    Source: design
    """
    every = [one for one in ratings if one.grade]
    return [scoreboard(every, day) for day in sorted({one.date for one in every})]


def _graded(ratings: Iterable[Rating], on: date) -> dict[str, str]:
    """Return {item: grade} of a day; of an item graded twice on it the lower grade."""
    found: dict[str, str] = {}
    for one in ratings:
        if one.date == on and one.grade:
            score = level(GRADES, one.grade)
            before = found.get(one.item)
            if score is not None and (before is None or score < _scores()[before]):
                found[one.item] = one.grade
    return found


def _mean(grades: Sequence[str]) -> float | None:
    if not grades:
        return None
    return math.fsum(_scores()[grade] for grade in grades) / len(grades)


@cache
def _scores() -> dict[str, int]:
    return {code: score for code in codes.table(GRADES) if (score := level(GRADES, code)) is not None}
