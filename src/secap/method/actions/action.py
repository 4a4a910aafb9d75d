"""An action as the book sees it: effect, time, money, who, and what it says of itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as a document prints it: its rounding decides how far its parts may differ.

    value : the number;  unit_of_last_place : one rounding unit, such as 0.1 for "12.3" and 1 for "12".
    """

    value: float
    unit_of_last_place: float


@dataclass(frozen=True, slots=True)
class Financing:
    """Money from one source.  eur : amount;  share : of the cost, 0-1; either may be unknown (None)."""

    source: str
    eur: float | None = None
    share: float | None = None
    is_secured: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """How an action or a goal is measured; what is unknown is None."""

    name: str
    unit: str = ""
    base_value: float | None = None
    base_year: int | None = None
    target_value: float | None = None
    target_year: int | None = None
    method: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One action.

    id : the identifier people know it by;  sector : code of `action_sectors`, or of `sectors`;
    kinds : codes of `action_kinds`;
    t : avoided a year at the full effect, None where unknown (removals by sinks apart in `removals_t`);
    t_low, t_high : range of `t`;
    saved_mwh : final energy saved a year by carrier (negative: more is used), None where unknown;
    stated_mwh : energy saved and renewable energy together, where a list does not tell them apart;
    renewable_mwh : renewable energy produced a year;
    investment_eur, other_cost_eur : once;  yearly_cost_eur, yearly_saving_eur, avoided_damage_eur : a year;
    lifetime_years : how long the full effect lasts, None: beyond any horizon;
    decay_share : of the effect that is lost each year after it was full, 0-1;
    scores : {criterion: 1-5};  feasibility : 1-5;
    reference : the record behind it.
    """

    id: str
    title: str = ""
    sector: str = ""
    area: str = ""
    instrument: str = ""
    kinds: frozenset[str] = frozenset({"mitigation"})
    is_key: bool = False
    is_active: bool = True  # neither cancelled nor superseded: counts towards the target
    t: float | None = None
    t_low: float | None = None
    t_high: float | None = None
    removals_t: float = 0.0
    saved_mwh: Mapping[str, float] | None = None
    stated_mwh: float | None = None
    renewable_mwh: float | None = None
    uses_own_factor: bool = False
    investment_eur: float | None = None
    other_cost_eur: float | None = None
    yearly_cost_eur: float | None = None
    yearly_saving_eur: float | None = None
    avoided_damage_eur: float | None = None
    monitoring_eur: float | None = None
    staff_fte: float | None = None
    jobs_fte: float | None = None
    financing: tuple[Financing, ...] = ()
    start: date | None = None
    end: date | None = None
    full_effect_year: int | None = None
    lifetime_years: float | None = None
    decay_share: float = 0.0
    stage: str = ""
    status: str = ""
    goal: str = ""
    priority_area: str = ""
    responsible: str = ""
    indicators: tuple[Indicator, ...] = ()
    hazards: frozenset[str] = frozenset()
    adaptation_sectors: frozenset[str] = frozenset()
    vulnerable_groups: frozenset[str] = frozenset()
    macro_areas: frozenset[str] = frozenset()
    co_benefits: frozenset[str] = frozenset()
    is_maladaptive: bool = False
    description: str = ""
    why: str = ""
    how: str = ""
    risks: str = ""
    precedent: str = ""
    evidence: str = ""
    feasibility: float | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    smart: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    printed_eur_per_t: Printed | None = None
    printed_share: Printed | None = None
    reference: object = None

    @property
    def energy_mwh(self) -> float | None:
        """Return the energy saved and the renewable energy produced a year together; None where unknown."""
        known = [
            value
            for value in (
                sum(self.saved_mwh.values()) if self.saved_mwh is not None else None,
                self.renewable_mwh,
                self.stated_mwh,
            )
            if value is not None
        ]
        return sum(known) if known else None

    @property
    def cost_eur(self) -> float | None:
        """Return what the action costs once, investment and other cost; None where both are unknown."""
        known = [value for value in (self.investment_eur, self.other_cost_eur) if value is not None]
        return sum(known) if known else None

    @property
    def eur_per_t(self) -> float | None:
        """Return cost once per tonne avoided a year, EUR/(t/a); None where unknown or nothing is avoided.

        Not discounted and not over the lifetime: the figure that plans print. `money.abatement_cost` is the
        other one.

        Source: design
        """
        if self.cost_eur is None or self.t is None or self.t <= 0:
            return None
        found = self.cost_eur / self.t
        return found if math.isfinite(found) else None  # next to nothing avoided is no price
