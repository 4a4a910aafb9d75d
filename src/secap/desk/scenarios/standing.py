"""A scenario with its results, or with the reason why it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.models import Scenario
from secap.desk.scenarios.names import USUAL, name, story
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.results import Distance, Results, results
from secap.method.scenarios.setup import Model

SHOWN_YEARS = (2030, 2050)


@dataclass(frozen=True)
class Standing:
    """model, results : None where `problem` says why."""

    records: ScenarioRecords
    name: str
    story: str
    model: Model | None
    results: Results | None
    problem: InvalidInput | None = None

    @property
    def scenario(self) -> Scenario:
        return self.records.scenario

    @property
    def uid(self) -> str:
        return self.scenario.uid

    @property
    def is_usual(self) -> bool:
        """Whether every plan has it, so that nobody can change it."""
        return self.uid in USUAL and not self.scenario.pk

    def at(self, year: int) -> int | None:
        """Return the place of a year, None where the scenario does not reach it."""
        if self.results is None or not self.results.frame.years[0] <= year <= self.results.frame.years[-1]:
            return None
        return year - self.results.frame.years[0]

    def total_t(self, year: int) -> float | None:
        place = self.at(year)
        return None if place is None or self.results is None else float(self.results.total_t[place])

    def energy_mwh(self, year: int) -> float | None:
        place = self.at(year)
        return None if place is None or self.results is None else float(self.results.energy_mwh[place].sum())

    def renewable_share(self, year: int) -> float | None:
        place = self.at(year)
        if place is None or self.results is None or self.results.renewable_share is None:
            return None
        value = float(self.results.renewable_share[place])
        return value if np.isfinite(value) else None

    def distance(self, year: int) -> Distance | None:
        if self.results is None:
            return None
        return next((one for one in self.results.distances if one.year == year), None)

    @property
    def cumulative_t(self) -> float | None:
        return None if self.results is None else float(self.results.cumulative_t[-1])

    @property
    def cost_eur(self) -> float | None:
        """Discounted investment and operation of its actions; 0 of a scenario that carries out none."""
        if self.results is None:
            return None
        if self.model is not None and not self.model.on.any():
            return 0.0
        return self.results.costs.discounted_cost_eur


def standing(plan: Any, records: ScenarioRecords, lang: str) -> Standing:
    """Return one scenario of the plan with its results.

    plan : plan.plan.Plan
    """
    own, text = name(records.scenario, lang), story(records.scenario, lang)
    try:
        model = plan.scenario_model(records)
        found = results(
            model,
            rate=plan.appraisal.discount_rate_percent / 100,
            price_year=plan.appraisal.price_year or plan.today.year,
            targets=plan.allowed_t,
        )
    except InvalidInput as error:
        return Standing(records, own, text, None, None, error)
    return Standing(records, own, text, model, found)


def standings(plan: Any, lang: str) -> list[Standing]:
    """Return the usual scenarios and the plan's own.

    Raises: InvalidInput where the plan has no complete inventory to start from
    """
    return [standing(plan, one, lang) for one in (*plan.usual_scenarios, *plan.scenarios)]


def records_of(plan: Any, uid: str) -> ScenarioRecords | None:
    """Return one scenario of the plan, a usual one or its own.

    Raises: InvalidInput for a usual one without a complete inventory
    """
    own: ScenarioRecords | None = next((one for one in plan.scenarios if one.scenario.uid == uid), None)
    if own is not None or uid not in USUAL:
        return own
    return next((one for one in plan.usual_scenarios if one.scenario.uid == uid), None)
