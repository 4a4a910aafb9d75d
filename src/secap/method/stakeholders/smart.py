"""Is an objective of the engagement SMART? What its fields tell, letter by letter (row 1.3-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from secap.method.basis.messages import Message

LETTERS = ("S", "M", "A", "R", "T")


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective as the book sees it.  stakeholders : how many it names;  result : code of
    `smart_results`;  intended, obtained : codes of `engagement_reasons`."""

    statement: str
    result_wanted: str = ""
    stakeholders: int = 0
    indicator: str = ""
    target_value: float | None = None
    risks: str = ""
    resources: str = ""
    responsible: str = ""
    start: date | None = None
    due: date | None = None
    result: str = ""
    intended: frozenset[str] = frozenset()
    obtained: frozenset[str] = frozenset()
    uid: str = ""
    reference: Any = None


@dataclass(frozen=True, slots=True)
class Letter:
    """letter : code of `smart_letters`;  missing : what to enter; none: the letter is met."""

    letter: str
    missing: tuple[Message, ...]

    @property
    def is_met(self) -> bool:
        return not self.missing


def letters(objective: ObjectiveView) -> tuple[Letter, ...]:
    """Return the five letters of an objective, each with what is missing.

    Specific: whom, and which result.  Measurable: an indicator and its value.  Achievable: limits and risks
    were thought of.  Realistic: staff, time or money, and somebody responsible.  Time-bound: a due date, not
    before the start.

    Source: seed (SMART), design (which fields stand for a letter)
    """
    late = objective.due is not None and objective.start is not None and objective.due < objective.start
    asked: dict[str, Sequence[tuple[bool, Message]]] = {
        "S": (
            (bool(objective.statement.strip()), Message("Write the objective.")),
            (bool(objective.result_wanted.strip()), Message("Write the result that is wanted.")),
            (objective.stakeholders > 0, Message("Name the stakeholders.")),
        ),
        "M": (
            (bool(objective.indicator.strip()), Message("Say how we know that it is reached.")),
            (objective.target_value is not None, Message("Enter the target value.")),
        ),
        "A": ((bool(objective.risks.strip()), Message("Write down limits and risks.")),),
        "R": (
            (bool(objective.resources.strip()), Message("Say what staff, time and money there are.")),
            (bool(objective.responsible.strip()), Message("Name who is responsible.")),
        ),
        "T": (
            (objective.due is not None, Message("Enter the due date.")),
            (not late, Message("Set the due date after the start.")),
        ),
    }
    return tuple(
        Letter(letter, tuple(hint for is_there, hint in asked[letter] if not is_there)) for letter in LETTERS
    )


def unmet(objective: ObjectiveView) -> tuple[str, ...]:
    """Return the letters that are not met.

    Source: design
    Example:
        >>> unmet(ObjectiveView("Heat data by June", due=date(2026, 6, 30)))
        ('S', 'M', 'A', 'R')
    """
    return tuple(letter.letter for letter in letters(objective) if not letter.is_met)


def is_smart(objective: ObjectiveView) -> bool:
    """Return True where all five letters are met.

    Source: design
    """
    return not unmet(objective)
