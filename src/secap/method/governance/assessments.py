"""Self-assessments: what is answered today, how the answers moved from day to day, what a score rests on.

An answer holds until another day says otherwise, so a day keeps only what changed on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from secap.method.basis import codes

LISTS, ANSWERS = "self_assessments", "smart_answers"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one item on one day.  answer : code of `smart_answers`, empty: taken back."""

    item: str
    date: date
    answer: str = ""
    evidence: str = ""
    reference: Any = None


@dataclass(frozen=True, slots=True)
class Score:
    """Where a list stands on one day.

    yes, partly, no : items answered so;  of : items of the list.
    """

    date: date
    yes: int
    partly: int
    no: int
    of: int

    @property
    def answered(self) -> int:
        return self.yes + self.partly + self.no

    @property
    def share(self) -> float | None:
        """Mean over the ANSWERED items, yes 1, partly 0.5, no 0; None where nothing is answered: what
        nobody has judged is unknown, not bad."""
        return (self.yes + _worth("partly") * self.partly) / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class Move:
    """An item whose answer is another than before.  before, after : codes, empty for no answer."""

    item: str
    date: date
    before: str
    after: str

    @property
    def change(self) -> str:
        """Return better or worse; new or withdrawn where one of the two is no answer."""
        if not self.before or not self.after:
            return "new" if self.after else "withdrawn"
        return "better" if _worth(self.after) > _worth(self.before) else "worse"


def items(kind: str) -> dict[str, codes.Row]:
    """Return {code: row} of a list's items, in the table's order.

    Raises: InvalidInput where there is no such list
    """
    return codes.table(str(codes.get(LISTS, kind).items))


def standing(answers: Iterable[Answer], day: date) -> dict[str, Answer]:
    """Return {item: what was said last of it}, as of `day`; an answer taken back stays with an empty code."""
    found: dict[str, Answer] = {}
    for one in sorted(answers, key=lambda one: one.date):
        if one.date <= day:
            found[one.item] = one
    return found


def score(kind: str, answers: Iterable[Answer], day: date) -> Score:
    """Return where a list stands on a day.

    Source: design (yes 1, partly 0.5, no 0); worked case tests/cases/assessments.yaml
    """
    there = standing(answers, day)
    given = [there[item].answer for item in items(kind) if item in there]
    return Score(day, given.count("yes"), given.count("partly"), given.count("no"), len(items(kind)))


def course(kind: str, answers: Iterable[Answer]) -> list[Score]:
    """Return the score of every day on which something was said, the oldest first."""
    known = [one for one in answers if one.item in items(kind)]
    return [score(kind, known, day) for day in sorted({one.date for one in known})]


def moves(kind: str, answers: Iterable[Answer], *, since: date | None = None) -> list[Move]:
    """Return what changed after the day `since` (None: ever), in the order of time, then of the list.

    Words of evidence that changed without the answer are no move.
    """
    found, before = [], dict[str, str]()
    order = {item: place for place, item in enumerate(items(kind))}
    known = [one for one in answers if one.item in order]
    for one in sorted(known, key=lambda one: (one.date, order[one.item])):
        old = before.get(one.item, "")
        if one.answer != old and (since is None or one.date > since):
            found.append(Move(one.item, one.date, old, one.answer))
        before[one.item] = one.answer
    return found


def gaps(kind: str, answers: Iterable[Answer], day: date) -> list[str]:
    """Return the items answered no or partly, in the order of the list; the unanswered are no gaps."""
    there = standing(answers, day)
    return [item for item in items(kind) if item in there and there[item].answer in {"no", "partly"}]


def _worth(answer: str) -> float:
    return float(codes.get(ANSWERS, answer).value)
