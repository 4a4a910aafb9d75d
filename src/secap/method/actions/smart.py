"""SMART: is an action or a goal specific, measurable, achievable, realistic and time-bound? What is missing?

The deck's questions are answered by people; beside them stands what the fields themselves tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from secap.method.actions.action import Action
from secap.method.actions.goal import Goal
from secap.method.actions.smart_fields import PreCheck, pre_checks
from secap.method.basis import codes, tables
from secap.method.basis.messages import Code, Message

ANSWERS = {"yes": 1.0, "partly": 0.5, "no": 0.0}
TABLE = "smart_questions"
# A question that is only asked where another one is not answered with yes ("If not, ...").
ONLY_IF_NOT = {"R2": "R1"}
# Questions that ask whether, not how well: needing to re-prioritise is no fault, knowing it is the point.
EITHER_WAY = frozenset({"R3"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question.  letter : code of `smart_letters`;  number : its place within the letter;
    text : in the reader's language."""

    code: str
    letter: str
    number: int
    text: Code


@dataclass(frozen=True, slots=True)
class Letter:
    """How it stands with one letter.

    state : "met" (every question asked is answered with yes, every pre-check holds), "missing" (no answer
        scores, and fewer than half of the pre-checks hold), else "partly";
    score : mean of the answers, 0-1, None where none is answered;  answered, asked : numbers of questions;
    missing : what to enter or answer.
    """

    letter: str
    state: str
    score: float | None
    answered: int
    asked: int
    checks: tuple[PreCheck, ...]
    missing: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The five letters in their order.  score : mean over all answered questions, None where none is."""

    letters: tuple[Letter, ...]
    score: float | None
    answered: int
    asked: int

    @property
    def is_smart(self) -> bool:
        return all(letter.state == "met" for letter in self.letters)

    @property
    def missing(self) -> tuple[Message, ...]:
        return tuple(message for letter in self.letters for message in letter.missing)

    def letter(self, code: str) -> Letter:
        """Return one letter. KeyError where there is no such letter."""
        return {letter.letter: letter for letter in self.letters}[code]


@cache
def questions() -> tuple[Question, ...]:
    """Return the deck's questions in their order."""
    return tuple(
        Question(row["code"], row["letter"], int(row["no"]), Code(TABLE, row["code"], row["question"]))
        for row in tables.rows("actions/smart_questions.csv")
    )


def assess(
    subject: Action | Goal, answers: Mapping[str, Mapping[str, str]], *, horizon_year: int
) -> Assessment:
    """Return how SMART an action or a goal is and what is missing.

    yes counts 1, partly 0.5, no 0; what is not answered, or answered with anything else, is not scored. "If
    not, can we secure extra resources?" is not asked where the resources are there; whether something must be
    re-prioritised counts 1 when it is answered, with yes or with no.

    Parameters: answers : {code of the question: {"answer": "yes", "partly" or "no", "text": remark}}
        horizon_year : last year of the plan
    Source: seed (questions), design (scores, pre-checks, states)
    """
    checks = pre_checks(subject, horizon_year)
    given = {code: str(answer.get("answer", "")) for code, answer in answers.items()}
    letters = []
    points: list[float] = []
    for code in codes.table("smart_letters"):
        asked = [
            question for question in questions() if question.letter == code and _is_asked(question, given)
        ]
        scores = {question.code: _score(question.code, given.get(question.code)) for question in asked}
        known = [score for score in scores.values() if score is not None]
        points += known
        letters.append(
            Letter(
                letter=code,
                state=_state(list(scores.values()), checks[code]),
                score=sum(known) / len(known) if known else None,
                answered=len(known),
                asked=len(asked),
                checks=checks[code],
                missing=(
                    *(check.hint for check in checks[code] if not check.is_fulfilled),
                    *_to_answer(asked, scores),
                ),
            )
        )
    return Assessment(
        tuple(letters),
        sum(points) / len(points) if points else None,
        len(points),
        sum(letter.asked for letter in letters),
    )


def _is_asked(question: Question, given: Mapping[str, str]) -> bool:
    first = ONLY_IF_NOT.get(question.code)
    return first is None or given.get(first) != "yes"


def _score(code: str, answer: str | None) -> float | None:
    if code in EITHER_WAY and answer == "no":
        return 1.0
    return ANSWERS.get(answer or "")


def _state(scores: list[float | None], checks: tuple[PreCheck, ...]) -> str:
    holding = sum(check.is_fulfilled for check in checks)
    if all(score == 1 for score in scores) and holding == len(checks):
        return "met"
    if not any(scores) and (not checks or 2 * holding < len(checks)):
        return "missing"
    return "partly"


def _to_answer(asked: list[Question], scores: Mapping[str, float | None]) -> list[Message]:
    found = []
    for question in asked:
        score = scores[question.code]
        if score is None:
            found.append(Message("Answer the question “{question}”", question=question.text))
        elif score < 1:
            found.append(
                Message(
                    "“{question}” can't be answered with yes yet: write down what is lacking, and change it.",
                    question=question.text,
                )
            )
    return found
