"""Which competences the plan's people have, which nobody has, and the trainings that would close the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secap.method.basis import codes

COMPETENCES, SUBJECTS = "competences", "training_subjects"
HELD = "held"


@dataclass(frozen=True, slots=True)
class Holder:
    """A person or a department with its competences."""

    name: str
    competences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TrainingView:
    """A training.  state : code of `training_states`;  competences : codes that it teaches."""

    subject: str
    state: str
    competences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Skill:
    """One competence.  who : names of those who have it;  is_planned : a training that is needed or planned
    teaches it."""

    competence: str
    subject: str
    who: tuple[str, ...]
    is_planned: bool

    @property
    def is_gap(self) -> bool:
        return not self.who

    @property
    def is_open(self) -> bool:
        """Nobody has it and no training will teach it."""
        return self.is_gap and not self.is_planned


@dataclass(frozen=True, slots=True)
class TrainingProposal:
    """A training worth planning: of one subject, for the competences that nobody has."""

    subject: str
    competences: tuple[str, ...]


def skills(holders: Sequence[Holder], trainings: Iterable[TrainingView]) -> list[Skill]:
    """Return every competence in the table's order with who has it.

    Source: seed, rows 1.2-34 and 1.4-06 (three subjects); design (competences)
    """
    coming = {code for one in trainings if one.state != HELD for code in one.competences}
    return [
        Skill(
            code,
            str(row.subject),
            tuple(one.name for one in holders if code in one.competences),
            code in coming,
        )
        for code, row in codes.table(COMPETENCES).items()
    ]


def training_proposals(found: Iterable[Skill]) -> list[TrainingProposal]:
    """Return one proposal per subject in which a competence is missing and no training is planned yet."""
    open_by_subject: dict[str, list[str]] = {}
    for skill in found:
        if skill.is_open:
            open_by_subject.setdefault(skill.subject, []).append(skill.competence)
    return [
        TrainingProposal(subject, tuple(open_by_subject[subject]))
        for subject in codes.table(SUBJECTS)
        if subject in open_by_subject
    ]
