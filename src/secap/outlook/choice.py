"""The least-cost choice of a plan's actions as data to be stored, with its cost curve and its frontier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from secap.desk.scenarios.chapter import ScenarioRecords
from secap.locale import LANGUAGES
from secap.method.basis.messages import Message
from secap.method.scenarios.portfolio.assess import Judge
from secap.method.scenarios.portfolio.curves import abatement_curve, frontier
from secap.method.scenarios.portfolio.iterate import optimise
from secap.method.scenarios.portfolio.problem import Objective
from secap.plan import choosing
from secap.plan.plan import Plan

DRAWS = 1000  # behind a confidence: each choice that is tried is drawn so often
FRONTIER_STEPS = 6
FRONTIER_SECONDS = 5.0
Report = Callable[[float, Message], None]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for.

    year : target year;  objective : see the book;  confidence_percent : None: the central value decides;
    budget_eur : of all cost once;  budget_year_eur : of each year;  must, must_not : keys of actions;
    groups : {name: keys} of which one at most is chosen;  high_risks : one action at least against every high
    climate risk;  seed : of the draws.
    """

    year: int
    objective: str = Objective.LEAST_COST.value
    confidence_percent: float | None = None
    budget_eur: float | None = None
    budget_year_eur: float | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seed: int = 1
    time_limit_s: float = 30.0
    high_risks: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "objective": self.objective,
            "confidence_percent": self.confidence_percent,
            "budget_eur": self.budget_eur,
            "budget_year_eur": self.budget_year_eur,
            "must": sorted(self.must),
            "must_not": sorted(self.must_not),
            "groups": {name: sorted(keys) for name, keys in sorted(self.groups.items())},
            "seed": self.seed,
            "time_limit_s": self.time_limit_s,
            "high_risks": self.high_risks,
        }

    @classmethod
    def of(cls, data: dict[str, Any]) -> Wish:
        """Return the wish that `as_dict` wrote."""
        lists = {name: tuple(data.get(name) or ()) for name in ("must", "must_not")}
        groups = {name: tuple(keys) for name, keys in (data.get("groups") or {}).items()}
        return cls(**{**data, **lists, "groups": groups})


def choose(
    plan: Plan, records: ScenarioRecords, wish: Wish, *, clock: Clock, report: Report | None = None
) -> dict[str, Any]:
    """Return everything that the page of the choice shows, ready for JSON.

    clock : seconds;  report : told the share done (0-1) and what is being done; what it raises ends the work.
    Raises: InvalidInput for a year without a target or out of the scenario, or wishes that contradict
    """
    tell = report or (lambda _share, _message: None)
    model = plan.scenario_model(records)
    wanted = _wanted(plan, wish)
    problem = choosing.problem_of(plan, model, wanted)
    tell(0.05, Message("Preparing the full model"))
    judge = choosing.judge_for(plan, model, problem, wanted, records)
    searching = Message("Looking for the best choice")
    result = optimise(
        problem,
        judge,
        clock=clock,
        time_limit_s=wish.time_limit_s,
        progress=lambda share: tell(0.1 + 0.6 * share, searching),
    )
    curve = abatement_curve(problem, judge, result.selection, wish.year) if result.is_found else []
    tell(0.75, Message("Computing the frontier of cost and reduction"))
    points = frontier(
        problem,
        Judge(judge.central),
        year=wish.year,
        clock=clock,
        steps=FRONTIER_STEPS,
        time_limit_s=FRONTIER_SECONDS,
    )
    tell(1.0, Message("Done"))
    return {
        "result": {lang: result.as_dict(lang) for lang in LANGUAGES},
        "is_found": result.is_found,
        "keys": {line.action.id: line.records.action.uid for line in plan.portfolio.lines},
        "curve": [one.as_dict() for one in curve],
        "frontier": [one.as_dict() for one in points],
        "unit": model.start.gas_unit,
        "draws": DRAWS if wish.confidence_percent else None,
    }


def _wanted(plan: Plan, wish: Wish) -> choosing.Wish:
    """Return the wish as the plan takes it: by the identifiers of the actions that still count."""
    ids = {line.records.action.uid: line.action.id for line in plan.portfolio.lines if line.action.is_active}

    def named(keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ids[key] for key in keys if key in ids)

    groups = [named(keys) for keys in wish.groups.values()]
    return choosing.Wish(
        year=wish.year,
        confidence=wish.confidence_percent / 100 if wish.confidence_percent else None,
        draws=DRAWS,
        seed=wish.seed,
        most_tonnes=wish.objective == Objective.MOST_TONNES.value,
        budget_eur=wish.budget_eur,
        budget_per_year_eur=wish.budget_year_eur,
        high_risks=wish.high_risks,
        must=named(wish.must),
        must_not=named(wish.must_not),
        at_most_one=tuple(group for group in groups if len(group) > 1),
    )
