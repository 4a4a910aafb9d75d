"""Who is heard and who is missing: the 18 types, the five groups of the vision, the energy value chain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.basis import codes


@dataclass(frozen=True, slots=True)
class Covered:
    """One row of a list with how many stakeholders it has.

    is_conditional : wanted only where it is relevant, so nobody there is no gap.
    """

    code: str
    count: int
    is_conditional: bool = False

    @property
    def is_gap(self) -> bool:
        return not self.count and not self.is_conditional


def coverage(table: str, taken: Iterable[str]) -> list[Covered]:
    """Return every row of a list of codes with how often it is taken; codes that it lacks are passed over.

    table : stakeholder_types, vision_groups or energy_value_chain;  taken : one code per stakeholder (or
    several, where somebody stands at several places).
    Source: seed (rows 1.3-09, 1.2-11), design (energy value chain)
    """
    counts = Counter(taken)
    return [
        Covered(code, counts[code], bool(getattr(row, "is_conditional", False)))
        for code, row in codes.table(table).items()
    ]


def gaps(covered: Iterable[Covered]) -> list[str]:
    """Return the codes with nobody, but for those that are wanted only where relevant."""
    return [one.code for one in covered if one.is_gap]
