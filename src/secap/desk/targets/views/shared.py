"""What the pages of the strategy have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from secap.method.targets.checks import EMISSIONS
from secap.method.targets.requirements import Minimum, minimums
from secap.method.targets.target import ABSOLUTE


@dataclass(frozen=True, slots=True)
class Demand:
    """A minimum of the Covenant beside what the plan promises.

    share : of the plan's own target as an absolute reduction, None where there is none or it can't be said;
    state : met | below_ambition | below | unknown | missing.
    """

    minimum: Minimum
    share: float | None
    state: str

    @property
    def is_sure(self) -> bool:
        return self.minimum.quality != "unverified"


def demands(course: Any) -> list[Demand]:
    """Return what the Covenant asks of the plan, by target year."""
    found = []
    for asked in minimums(course.strategy.region, course.strategy.adhesion):
        lines = [
            line
            for line in course.lines
            if line.target.target_year == asked.target_year
            and line.target.kind in EMISSIONS
            and not line.target.sector
        ]
        shares = [share for line in lines if (share := equivalent_share(line)) is not None]
        share = max(shares, default=None)
        found.append(Demand(asked, share, _state(asked, share) if share is not None else _absent(lines)))
    return found


def equivalent_share(line: Any) -> float | None:
    """Return a target as an absolute reduction, 0-1; None where it needs an inventory that is missing."""
    if line.reach is not None:
        return float(line.reach.equivalent_share)
    return line.target.reduction_share if line.target.kind == ABSOLUTE else None


def _absent(lines: list[Any]) -> str:
    return "unknown" if lines else "missing"


def _state(asked: Minimum, share: float) -> str:
    if share < asked.share - 1e-9:
        return "below"
    if asked.ambition_share is not None and share < asked.ambition_share - 1e-9:
        return "below_ambition"
    return "met"
