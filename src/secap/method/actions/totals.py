"""What the actions add up to: tonnes, energy, money, by sector, in order of merit; how they overlap."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from secap.method.actions.action import Action
from secap.method.actions.baseline import Baseline


@dataclass(frozen=True, slots=True)
class Line:
    """One action in the whole.

    share : of the tonnes of all active actions (0-1), None where its effect is unknown or it does not count;
    rank : order of merit by EUR per tonne, 1 is the cheapest;  rank_by_t : 1 avoids most. Equals share a
    rank; None where the value behind it is unknown.
    """

    action: Action
    eur_per_t: float | None
    share: float | None
    rank: int | None
    rank_by_t: int | None


@dataclass(frozen=True)
class Totals:
    """The sums over active actions; an unknown value adds nothing, and a sum without any known value is None.

    total_t : avoided a year at the full effect, t;  low_t, high_t : the same with the ranges of the actions
    that have one;  removals_t : by sinks, apart;  unknown : ids of the mitigation actions without an effect;
    saved_mwh, renewable_mwh : a year;  energy_mwh : both, and what a list does not tell apart;
    cost_eur : once;  by_sector_... : {sector: ...} of the sectors that have a known value;
    lines : every action in the order given, those that do not count too.
    """

    total_t: float | None
    low_t: float | None
    high_t: float | None
    removals_t: float
    unknown: tuple[str, ...]
    saved_mwh: float | None
    renewable_mwh: float | None
    energy_mwh: float | None
    cost_eur: float | None
    by_sector_t: Mapping[str, float]
    by_sector_mwh: Mapping[str, float]
    by_sector_eur: Mapping[str, float]
    lines: tuple[Line, ...]


def totals(actions: Iterable[Action]) -> Totals:
    """Return the sums over the actions, and each action's share and place among them.

    Savings of several actions are added up as they are stated; see `overlap_corrected_t`.

    Source: design; worked cases tests/method/actions/test_totals.py
    """
    everything = tuple(actions)
    counted = [one for one in everything if one.is_active]
    total_t = _sum(one.t for one in counted)
    known = [one for one in counted if one.t is not None]
    merit = _places([one.eur_per_t for one in counted])
    size = _places([None if one.t is None else -one.t for one in counted])
    return Totals(
        total_t=total_t,
        low_t=_sum(one.t if one.t_low is None else one.t_low for one in known),
        high_t=_sum(one.t if one.t_high is None else one.t_high for one in known),
        removals_t=math.fsum(one.removals_t for one in counted),
        unknown=tuple(one.id for one in counted if lacks_effect(one)),
        saved_mwh=_sum(
            None if one.saved_mwh is None else math.fsum(one.saved_mwh.values()) for one in counted
        ),
        renewable_mwh=_sum(one.renewable_mwh for one in counted),
        energy_mwh=_sum(one.energy_mwh for one in counted),
        cost_eur=_sum(one.cost_eur for one in counted),
        by_sector_t=_by_sector(counted, lambda one: one.t),
        by_sector_mwh=_by_sector(counted, lambda one: one.energy_mwh),
        by_sector_eur=_by_sector(counted, lambda one: one.cost_eur),
        lines=tuple(
            Line(
                one,
                one.eur_per_t,
                one.t / total_t if one.is_active and one.t is not None and total_t else None,
                merit.get(one.eur_per_t) if one.is_active else None,
                size.get(-one.t) if one.is_active and one.t is not None else None,
            )
            for one in everything
        ),
    )


def lacks_effect(action: Action) -> bool:
    """Return whether an action that should avoid emissions has no known effect."""
    return "mitigation" in action.kinds and action.t is None and not action.removals_t


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) if known else None


def _places(values: Iterable[float | None]) -> dict[float | None, int]:
    """Return {value: place}, the smallest first; equals share a place and the next one is left free."""
    found: dict[float | None, int] = {}
    for place, value in enumerate(sorted(value for value in values if value is not None), 1):
        found.setdefault(value, place)
    return found


def _by_sector(actions: Iterable[Action], value_of: Callable[[Action], float | None]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for one in actions:
        value = value_of(one)
        if value is not None:
            found.setdefault(one.sector, []).append(value)
    return {sector: math.fsum(values) for sector, values in found.items()}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Savings of the same sector and carrier taken together.

    sector, carrier : codes;  used_mwh : the sector's use of the carrier in the inventory, MWh/a;
    actions : ids;  stated_mwh : sum of their savings;  combined_mwh : what all can save;
    less_t : tonnes that the stated sum has too many, None where the inventory has no factor of the carrier.
    """

    sector: str
    carrier: str
    used_mwh: float
    actions: tuple[str, ...]
    stated_mwh: float
    combined_mwh: float
    less_t: float | None

    @property
    def less_mwh(self) -> float:
        return self.stated_mwh - self.combined_mwh


@dataclass(frozen=True, slots=True)
class Corrected:
    """Saved energy and tonnes of all active actions, with the same saving counted once.

    saved_mwh, t : None where no action has a known value;  less_mwh, less_t : what was taken off;
    overlaps : where, the largest first.
    """

    saved_mwh: float | None
    t: float | None
    less_mwh: float
    less_t: float
    overlaps: tuple[Overlap, ...]


def overlap_corrected_t(actions: Iterable[Action], baseline: Baseline) -> Corrected:
    """Return the effect of the actions where several save the same carrier in the same sector.

    Each saves r_i of the sector's use, and what one has saved is no longer there for the next:
    together 1 - (1 - r_1)(1 - r_2)... of the use. An action can't save more than the whole use. Only
    savings are corrected: additional use, renewable production and sectors without the carrier stay as they
    are stated.

    Parameters: actions : those that count are active;  baseline : use in MWh/a and factors in t/MWh
    Source: design, 1 - prod(1 - r_i); worked case tests/method/actions/test_totals.py
    """
    counted = [one for one in actions if one.is_active]
    whole = totals(counted)
    claims: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for one in counted:
        for carrier, mwh in (one.saved_mwh or {}).items():
            if mwh > 0:
                claims.setdefault((one.sector, carrier), []).append((one.id, mwh))
    found = []
    for (sector, carrier), claimed in claims.items():
        used = baseline.energy_mwh(sector, carrier)
        stated = math.fsum(mwh for _, mwh in claimed)
        if used <= 0 or (len(claimed) == 1 and stated <= used):
            continue
        left = math.prod(1 - min(1.0, mwh / used) for _, mwh in claimed)
        combined = min(stated, used * (1 - left))
        factor = baseline.factors.get(carrier)
        less_t = (stated - combined) * factor.t_per_mwh if factor else None
        ids = tuple(id for id, _ in claimed)
        found.append(Overlap(sector, carrier, used, ids, stated, combined, less_t))
    less_mwh = math.fsum(one.less_mwh for one in found)
    less_t = math.fsum(one.less_t or 0.0 for one in found)
    return Corrected(
        saved_mwh=None if whole.saved_mwh is None else whole.saved_mwh - less_mwh,
        t=None if whole.total_t is None else whole.total_t - less_t,
        less_mwh=less_mwh,
        less_t=less_t,
        overlaps=tuple(sorted(found, key=lambda one: -one.less_mwh)),
    )
