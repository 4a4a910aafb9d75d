"""The uncertain inputs of a plan's scenario: the quality of its data, the ranges of its actions' effects, the
low and high values of its own paths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from secap.desk.inventory.models import EnergyUse
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.models import PathPoint
from secap.method.basis import codes
from secap.method.scenarios import distributions as kinds
from secap.method.scenarios.distributions import Distribution, Uncertain
from secap.method.scenarios.ranges import uncertain_of
from secap.method.scenarios.setup import Model

if TYPE_CHECKING:
    from secap.plan.plan import Plan


KINDS = {"factor": kinds.FACTOR_PATH, "activity": kinds.ACTIVITY, "intensity": kinds.INTENSITY}


def uncertain_inputs(plan: Plan, model: Model, records: ScenarioRecords | None = None) -> list[Uncertain]:
    """Return what is uncertain in a scenario of the plan.

    records : the scenario, whose own low and high values go before the ranges of the tables
    """
    effects = [[item.effect for item in line.effects if item.effect] for line in plan.portfolio.lines]
    found = uncertain_of(model, energy_quality=grades(plan, model), effects=effects)
    own = own_ranges(model, records) if records else {}
    return [
        replace(one, distribution=own[one.kind, one.targets[0]], group="", correlation=1.0)
        if (one.kind, one.targets[0]) in own
        else one
        for one in found
    ]


def own_ranges(model: Model, records: ScenarioRecords) -> dict[tuple[str, object], Distribution]:
    """Return {(kind, place of the sector or carrier): range of the change since the start year}.

    The last point of a path that has a low or a high value says how far its change may differ; where several
    paths act on one sector, none can be told apart and the table's range stays.
    Source: design, m = (x - x_0) / (v - x_0) with the value v, its low or high x, and x_0 of the start year
    """
    acting: dict[tuple[str, int], dict[tuple[str, str, str], list[PathPoint]]] = {}
    for point in records.points:
        row = codes.get("path_quantities", point.quantity)
        if row.acts_on not in KINDS:
            continue
        names = [point.sector] if point.sector else str(row.sectors).split()
        axis, wanted = model.frame.sectors, names
        if row.acts_on == "factor":
            axis, wanted = model.frame.carriers, [point.carrier]
        for place in (axis.index(one) for one in wanted if one in axis):
            path = (point.quantity, point.sector, point.carrier)
            acting.setdefault((KINDS[row.acts_on], place), {}).setdefault(path, []).append(point)
    found: dict[tuple[str, object], Distribution] = {}
    for (kind, at), paths in acting.items():
        ranged = [
            one for points in paths.values() for one in points if one.low is not None or one.high is not None
        ]
        if len(paths) > 1 or not ranged:
            continue
        last = max(ranged, key=lambda one: one.year)
        first = float(model.start.factor_t_per_mwh[at]) if kind == kinds.FACTOR_PATH else 100.0
        change = last.value - first
        if not change:
            continue
        ends = [(x - first) / change for x in (last.low, last.high) if x is not None]
        found[kind, at] = Distribution(kinds.TRIANGULAR, min(*ends, 1.0), 1.0, max(*ends, 1.0))
    return found


def grades(plan: Plan, model: Model) -> list[list[str | None]]:
    """Return [sector][carrier]: the grade of the amount that most of the energy rests on, None where
    nobody graded it."""
    largest: dict[tuple[str, str], tuple[float, str]] = {}
    for line in plan.latest.result.lines if plan.latest else ():
        use = line.use.reference
        if not isinstance(use, EnergyUse) or not use.data_quality:
            continue
        key = (line.use.sector, line.use.carrier)
        if line.use.mwh > largest.get(key, (0.0, ""))[0]:
            largest[key] = (line.use.mwh, use.data_quality)
    frame = model.frame
    return [
        [largest.get((sector, carrier), (0.0, None))[1] for carrier in frame.carriers]
        for sector in frame.sectors
    ]
