"""What a poll comes to: sums per question, never single answers.

Ranking: Borda counts; with n options the first place is worth n points, the next n - 1, and what somebody
left out nothing. Budget: the sum of the points given. Below MIN_ANSWERS nothing but the number of answers is
told, because sums of a few people show what each of them said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MIN_ANSWERS = 5

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """kind : single | ranking | budget | text;  options : in the order asked."""

    uid: str
    kind: str
    options: tuple[str, ...] = ()


def counts(question: Question, given: Sequence[Any]) -> dict[str, int]:
    """Return {option: votes or points} over the answers given to one question."""
    found = dict.fromkeys(question.options, 0)
    for value in given:
        if question.kind == "single" and value in found:
            found[value] += 1
        elif question.kind == "ranking" and isinstance(value, list):
            for place, option in enumerate(value):
                if option in found:
                    found[option] += len(question.options) - place
        elif question.kind == "budget" and isinstance(value, Mapping):
            for option, points in value.items():
                if option in found:
                    found[option] += int(points)
    return found


def results(
    questions: Sequence[Question], answers: Sequence[Values], shown: Sequence[Values] = ()
) -> dict[str, Any]:
    """Return {answers, questions: [{uid, answered, counts, texts}]} as a poll keeps it.

    shown : the answers whose free texts the moderator lets through; the texts of others are not kept.
    """
    found = []
    for question in questions:
        given = [one[question.uid] for one in answers if one.get(question.uid)]
        told: dict[str, Any] = {"uid": question.uid, "answered": len(given), "counts": {}}
        if question.kind == "text":
            told["texts"] = sorted(str(one[question.uid]) for one in shown if one.get(question.uid))
        elif len(given) >= MIN_ANSWERS:
            told["counts"] = counts(question, given)
        found.append(told)
    return {"answers": len(answers), "questions": found}
