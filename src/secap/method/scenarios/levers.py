"""What an action does in the yearly model: save energy, switch carriers, make grid or heat cleaner, cut other
emissions.

Shares are of what is there when the action's turn comes, so that actions on the same use interact: savings
first, then switches, then supply, then emissions. Within one kind the order does not matter,
except for two switches that leave one carrier for different ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secap.method.actions.baseline import inventory_sectors
from secap.method.actions.effects import Effect
from secap.method.scenarios.frame import ELECTRICITY, HEAT, Start, places

SAVING, SWITCH, SUPPLY, HEAT_SUPPLY, SOURCE, REMOVAL = range(6)  # in the order in which they act
# Calculators whose tonnes are more than their energy: what is left acts on the sector's other emissions.
WITH_REST = frozenset({"biogas", "waste", "stated"})
NEGLIGIBLE_SHARE = 1e-9


@dataclass(frozen=True, slots=True)
class Lever:
    """One way in which an action acts.

    action : its place among the actions;  kind : one of the constants above;
    cells : places (sector, carrier) it acts on; (source, 0) or (sector, -1) where it cuts emissions;
    share : of what is there, 0-1, at full effect;
    targets : (place of a carrier that is used instead, MWh of it for each MWh moved) of a switch;
    mwh : local electricity made a year (supply);  t : removals a year (removal).
    """

    action: int
    kind: int
    cells: tuple[tuple[int, int], ...] = ()
    share: float = 0.0
    targets: tuple[tuple[int, float], ...] = ()
    mwh: float = 0.0
    t: float = 0.0


def levers_of(place: int, sector: str, effects: Iterable[Effect], start: Start) -> list[Lever]:
    """Return the levers of one action from its calculated effects.

    place : of the action;  sector : code of `action_sectors` or `sectors`.
    A saving in MWh becomes the share of what the sector uses in the start year; where it uses none of the
    carrier, or the effect has no energy, the tonnes act on the sector's own emissions.
    Source: design
    """
    found: list[Lever] = []
    for effect in effects:
        found += _of_effect(place, sector, effect, start)
    return sorted(found, key=lambda lever: lever.kind)


def _of_effect(place: int, sector: str, effect: Effect, start: Start) -> list[Lever]:
    outcome, frame = effect.central, start.frame
    rows = places(frame.sectors, inventory_sectors(sector))
    found: list[Lever] = []
    if outcome.removals_t:
        found.append(Lever(place, REMOVAL, t=outcome.removals_t))
    if effect.calculator == "heat_mix":
        return found + _heat(place, outcome.t, start)
    less = {carrier: mwh for carrier, mwh in outcome.saved_mwh.items() if mwh > 0}
    more = {carrier: -mwh for carrier, mwh in outcome.saved_mwh.items() if mwh < 0}
    explained = 0.0
    for carrier, mwh in less.items():
        column = places(frame.carriers, [carrier])
        there = start.mwh[rows, column[0]].sum() if column and rows else 0.0
        if there <= 0:
            continue
        cells = tuple((row, column[0]) for row in rows if start.mwh[row, column[0]] > 0)
        share = min(mwh / there, 1.0)
        explained += mwh * start.factor_t_per_mwh[column[0]]
        # What is used more is moved there by the savings in proportion to their energy.
        part = mwh / math.fsum(less.values())
        targets = tuple(
            (frame.carriers.index(target), extra * part / mwh)
            for target, extra in more.items()
            if target in frame.carriers
        )
        explained -= sum(per_mwh * mwh * start.factor_t_per_mwh[to] for to, per_mwh in targets)
        found.append(Lever(place, SWITCH if targets else SAVING, cells, share, targets))
    if (
        outcome.renewable_mwh
        and not less
        and effect.calculator in {"renewable_electricity", "stated", "biogas"}
    ):
        found.append(Lever(place, SUPPLY, mwh=outcome.renewable_mwh))
        explained += outcome.renewable_mwh * start.factor_t_per_mwh[frame.carriers.index(ELECTRICITY)]
    rest = outcome.t - explained
    if effect.calculator in WITH_REST or not found:
        found += _rest(place, sector, rows, rest, start)
    return found


def _heat(place: int, t: float, start: Start) -> list[Lever]:
    """A cleaner mix takes a share off the factor of all district heat."""
    column = places(start.frame.carriers, [HEAT])
    emitted = float((start.mwh[:, column[0]] * start.factor_t_per_mwh[column[0]]).sum()) if column else 0.0
    if emitted <= 0:
        return []
    return [Lever(place, HEAT_SUPPLY, share=min(max(t / emitted, 0.0), 1.0))]


def _rest(place: int, sector: str, rows: Sequence[int], t: float, start: Start) -> list[Lever]:
    """Tonnes without energy act on the sector's emissions that are not energy's, else on all it emits."""
    if t <= 0:
        return []
    sources = places(start.frame.sources, inventory_sectors(sector))
    there = float(start.non_energy_t[sources].sum()) if sources else 0.0
    if there > 0 and t / there > NEGLIGIBLE_SHARE:
        return [Lever(place, SOURCE, tuple((row, 0) for row in sources), min(t / there, 1.0))]
    emitted = float((start.mwh[rows] * start.factor_t_per_mwh).sum()) if rows else 0.0
    if emitted <= 0:
        return []
    cells = tuple((row, -1) for row in rows)
    return [Lever(place, SOURCE, cells, min(t / emitted, 1.0))]
