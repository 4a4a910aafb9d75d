"""The uncertain inputs of a plan's scenario: the quality of its data, the ranges of its actions' effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secap.desk.inventory.models import EnergyUse
from secap.method.scenarios.distributions import Uncertain
from secap.method.scenarios.ranges import uncertain_of
from secap.method.scenarios.setup import Model

if TYPE_CHECKING:
    from secap.plan.plan import Plan


def uncertain_inputs(plan: Plan, model: Model) -> list[Uncertain]:
    """Return what is uncertain in a scenario of the plan."""
    effects = [[item.effect for item in line.effects if item.effect] for line in plan.portfolio.lines]
    return uncertain_of(model, energy_quality=grades(plan, model), effects=effects)


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
