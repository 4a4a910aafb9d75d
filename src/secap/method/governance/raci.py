"""The four blocks of duties by department: who is responsible, accountable, consulted, informed; and what is
missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from secap.method.basis import codes
from secap.method.basis.messages import Message

DUTIES, ROLES = "admin_duties", "raci_roles"
RESPONSIBLE, ACCOUNTABLE = "responsible", "accountable"
EXISTING = "existing"

NO_ACCOUNTABLE, SEVERAL_ACCOUNTABLE, NOBODY_RESPONSIBLE, ONLY_PLANNED = (
    "no_accountable", "several_accountable", "nobody_responsible", "only_planned",
)  # fmt: skip
GAPS = {
    NO_ACCOUNTABLE: Message("nobody is accountable"),
    SEVERAL_ACCOUNTABLE: Message("several are accountable"),
    NOBODY_RESPONSIBLE: Message("nobody does the work"),
    ONLY_PLANNED: Message("only planned so far"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One cell of the matrix.  department : its uid;  state : code of `duty_states`;  since : from when it
    stands, or is to stand."""

    duty: str
    department: str
    role: str
    state: str = EXISTING
    since: date | None = None
    reference: Any = None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty.  parts : {uid of a department: its part};  gaps : codes of `GAPS`."""

    duty: str
    parts: Mapping[str, Part]
    gaps: tuple[str, ...]

    def who(self, role: str) -> list[str]:
        """Return the uids of the departments with a role."""
        return [uid for uid, part in self.parts.items() if part.role == role]

    @property
    def gap_words(self) -> list[Message]:
        return [GAPS[gap] for gap in self.gaps]

    def overdue(self, today: date) -> list[Part]:
        """Return the parts that are only planned although their day has come."""
        return [
            part
            for part in self.parts.values()
            if part.state != EXISTING and part.since is not None and part.since <= today
        ]


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely responsible roles are spread: departments, and their people, that are responsible or
    accountable for something, of how many."""

    departments: int
    of_departments: int
    people: int
    of_people: int


def duty_rows(parts: Iterable[Part], departments: int) -> list[DutyRow]:
    """Return one row per block of duties, in the table's order, with its gaps.

    departments : how many the plan has; a sole department that is accountable does the work, too.

    Source: seed, row 1.4-03 (the blocks); design (the gaps)
    """
    by_duty: dict[str, dict[str, Part]] = {code: {} for code in codes.table(DUTIES)}
    for part in parts:
        if part.duty in by_duty:
            by_duty[part.duty][part.department] = part
    return [DutyRow(duty, there, duty_gaps(list(there.values()), departments))
            for duty, there in by_duty.items()]  # fmt: skip


def duty_gaps(parts: Sequence[Part], departments: int) -> tuple[str, ...]:
    """Return what one duty lacks, as codes of `GAPS`. Source: design"""
    accountable = [part for part in parts if part.role == ACCOUNTABLE]
    responsible = [part for part in parts if part.role == RESPONSIBLE]
    found = []
    if not accountable:
        found.append(NO_ACCOUNTABLE)
    if len(accountable) > 1:
        found.append(SEVERAL_ACCOUNTABLE)
    if not responsible and not (accountable and departments == 1):
        found.append(NOBODY_RESPONSIBLE)
    carrying = accountable + responsible
    if carrying and not any(part.state == EXISTING for part in carrying):
        found.append(ONLY_PLANNED)
    return tuple(found)


def role_spread(rows: Iterable[DutyRow], departments: Sequence[str], people: Sequence[str | None]) -> Spread:
    """Return how widely responsible roles are spread.

    departments : uids;  people : of each person the uid of the department, None where there is none.

    Source: seed, row 1.4-06 (as many key people as possible have a responsible role)
    """
    carrying = {
        uid
        for row in rows
        for uid, part in row.parts.items()
        if part.role in (RESPONSIBLE, ACCOUNTABLE) and uid in set(departments)
    }
    return Spread(len(carrying), len(departments), sum(uid in carrying for uid in people if uid), len(people))
