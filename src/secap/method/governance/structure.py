"""Which type of administrative structure carries the plan, derived from its departments and their levels."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from secap.method.basis import codes
from secap.method.basis.messages import Message

MUNICIPALITY = "municipality"
SINGLE, MULTI_SECTOR, MULTI_LEVEL = "single_sector", "multi_sector", "multi_level"


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """A department as the book sees it.

    level : code of `governance_levels`;  is_assigned : to the Covenant;  fte : full-time equivalents for the
    plan, budget_eur : EUR a year, None: nobody has said;  competences : codes.
    """

    uid: str
    name: str
    level: str = MUNICIPALITY
    is_assigned: bool = True
    fte: float | None = None
    budget_eur: float | None = None
    competences: frozenset[str] = frozenset()
    reference: Any = None


@dataclass(frozen=True, slots=True)
class Structure:
    """type : code of `admin_structure_types`, empty where no rule fits;  why : the rule with its numbers."""

    type: str
    why: Message


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of what was told.  value : None where nobody told;  told, of : how many did, of how many."""

    value: float | None
    told: int
    of: int

    @property
    def is_complete(self) -> bool:
        return self.of > 0 and self.told == self.of


def structure_type(departments: int, levels: Collection[str]) -> Structure:
    """Return the type of a structure of so many assigned departments at these levels of government.

    Two levels or more make it multi-level; on the municipal level alone one department makes it
    single-sector, several make it multi-sector. What no rule covers has no type.

    Source: seed, row 1.4-04
    """
    known = [codes.code("governance_levels", code) for code in codes.table("governance_levels")
             if code in levels]  # fmt: skip
    if departments < 1:
        return Structure("", Message("No department is assigned to the Covenant yet."))
    if len(known) >= 2:
        return Structure(
            MULTI_LEVEL,
            Message("{count} levels of government work on the plan: {levels}.",
                    count=len(known), levels=known),
        )  # fmt: skip
    if set(levels) != {MUNICIPALITY}:
        return Structure(
            "",
            Message("Nobody of the municipality itself is assigned, only: {levels}. The types begin with a "
                    "department of the municipality.", levels=known),
        )  # fmt: skip
    if departments == 1:
        return Structure(
            SINGLE,
            Message("One department of the municipality is assigned, and no other level of government."),
        )
    return Structure(
        MULTI_SECTOR,
        Message("{count} departments of the municipality are assigned, and no other level of government.",
                count=departments),
    )  # fmt: skip


def structure_of(departments: Iterable[DepartmentView]) -> Structure:
    """Return the type of the structure that these departments make; those not assigned do not count."""
    assigned = [one for one in departments if one.is_assigned]
    return structure_type(len(assigned), {one.level for one in assigned})


def total(values: Sequence[float | None]) -> Total:
    """Return the sum of what was told: missing is not zero.

    >>> total([0.5, None, 1.0])
    Total(value=1.5, told=2, of=3)
    >>> total([None]).value is None
    True
    """
    told = [value for value in values if value is not None]
    return Total(sum(told) if told else None, len(told), len(values))
