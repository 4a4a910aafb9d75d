"""What the checks of the actions look at."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from secap.method.actions.action import Action
from secap.method.actions.baseline import Baseline
from secap.method.actions.totals import Totals, totals
from secap.method.basis import codes
from secap.method.basis.messages import Code

COM_FAQ, MUNICIPAL_PLUS_ONE = "com_faq", "municipal_plus_one"


@dataclass(frozen=True)
class PlanActions:
    """The actions and what they are held against. A check that lacks its input stays silent.

    actions : all, those that no longer count too;  baseline : the inventory that effects are stated against;
    needed_t : reduction that the target needs, t/a, greater than 0;
    in_target_year_t : what the actions avoid in the target's year, None: their full effect is taken;
    bei_t : emissions of the baseline where only their sum is known, t/a;
    horizon_year : last year of the plan;  rule_set : chosen code of `eligibility_rule_sets`;
    goals : names of the plan's goals, None where goals are not asked for;
    factors : {carrier: t/MWh}, None: those of the baseline;  today : tells which work is near.
    """

    actions: Sequence[Action]
    baseline: Baseline | None = None
    needed_t: float | None = None
    horizon_year: int | None = None
    rule_set: str = COM_FAQ
    goals: frozenset[str] | None = None
    factors: Mapping[str, float] | None = None
    today: date | None = None
    in_target_year_t: float | None = None
    bei_t: float | None = None

    @cached_property
    def active(self) -> list[Action]:
        """The actions that count: neither cancelled nor superseded."""
        return [one for one in self.actions if one.is_active]

    @cached_property
    def totals(self) -> Totals:
        return totals(self.actions)

    @property
    def emissions_t(self) -> float | None:
        """Emissions of the inventory, t/a, None where unknown."""
        if self.bei_t is not None:
            return self.bei_t
        return self.baseline.total_t if self.baseline and self.baseline.total_t > 0 else None

    @property
    def energy_mwh(self) -> float | None:
        """Final energy of the inventory, MWh/a, None where it holds none."""
        if self.baseline is None:
            return None
        used = math.fsum(mwh for by_carrier in self.baseline.mwh.values() for mwh in by_carrier.values())
        return used if used > 0 else None

    @cached_property
    def t_per_mwh(self) -> Mapping[str, float]:
        """The factors that an action may have been calculated with."""
        if self.factors is not None:
            return self.factors
        known = self.baseline.factors if self.baseline else {}
        return {carrier: factor.t_per_mwh for carrier, factor in known.items()}


def sector_code(sector: str) -> Code:
    """Return a sector for a sentence, whichever of the two tables knows it."""
    return codes.code("action_sectors" if sector in codes.table("action_sectors") else "sectors", sector)
