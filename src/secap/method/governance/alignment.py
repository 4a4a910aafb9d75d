"""The alignment register: which plans of other levels were compared with this one, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from secap.method.basis import codes

LEVELS = "authority_levels"
OPEN, CONFLICT = "open", "conflict"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another plan or priority.  level : code of `authority_levels`, empty: not said;
    state : code of `alignment_states`;  compared_on : None: not said."""

    title: str
    state: str = OPEN
    level: str = ""
    compared_on: date | None = None
    reference: Any = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a register comes to.  levels_open : codes of levels of which no plan was compared."""

    comparisons: tuple[Comparison, ...]
    levels_open: tuple[str, ...]

    @property
    def compared(self) -> list[Comparison]:
        return [one for one in self.comparisons if one.state != OPEN]

    @property
    def open(self) -> list[Comparison]:
        return [one for one in self.comparisons if one.state == OPEN]

    @property
    def conflicts(self) -> list[Comparison]:
        return [one for one in self.comparisons if one.state == CONFLICT]


def alignment(comparisons: Iterable[Comparison]) -> Alignment:
    """Return the register: what agrees, what does not, and the levels that nobody looked at.

    A plan that is only listed has not been compared.

    Source: seed, rows 1.4-02 and 1.2-22; design (states, levels)
    """
    known = tuple(comparisons)
    looked_at = {one.level for one in known if one.state != OPEN}
    return Alignment(known, tuple(level for level in codes.table(LEVELS) if level not in looked_at))
