"""The least-cost choice of a plan's actions as data to be stored, with its cost curve and its frontier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from secap.desk.scenarios.chapter import ScenarioRecords
from secap.locale import LANGUAGES
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.distributions import sample
from secap.method.scenarios.portfolio.assess import Judge, judge_of
from secap.method.scenarios.portfolio.curves import abatement_curve, frontier
from secap.method.scenarios.portfolio.iterate import optimise
from secap.method.scenarios.portfolio.options import options_of
from secap.method.scenarios.portfolio.problem import Limits, Objective, Option, Problem
from secap.method.scenarios.setup import Model
from secap.method.scenarios.uncertainty import draws_of
from secap.plan.chances import uncertain_inputs
from secap.plan.plan import Plan

DRAWS = 400  # behind a confidence: each choice that is tried is drawn so often
FRONTIER_STEPS = 6
FRONTIER_SECONDS = 5.0
Report = Callable[[float, Message], None]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for.

    year : target year;  objective : see the book;  confidence_percent : None: the central value decides;
    budget_eur : of all cost once;  budget_year_eur : of each year;  must, must_not : keys of actions;
    groups : {name: keys} of which one at most is chosen;  seed : of the draws.
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
    allowed = plan.allowed_t.get(wish.year)
    if allowed is None:
        raise InvalidInput(
            Message("There is no target for {year}.", year=wish.year),
            hint=Message("Enter an emission target for that year: Strategy > Targets."),
        )
    model = plan.scenario_model(records)
    model.frame.year(wish.year)
    options = _options(plan, wish)
    problem = _problem(plan, wish, options, allowed)
    tell(0.05, Message("Preparing the full model"))
    judge = _judge(plan, model, options, wish)
    searching = Message("Looking for the best choice")
    result = optimise(
        problem, judge, clock=clock, time_limit_s=wish.time_limit_s,
        progress=lambda share: tell(0.1 + 0.6 * share, searching),
    )  # fmt: skip
    keys = {line.action.id: line.records.action.uid for line in plan.portfolio.lines}
    curve = abatement_curve(problem, judge, result.selection, wish.year) if result.is_found else []
    tell(0.75, Message("Computing the frontier of cost and reduction"))
    points = frontier(
        problem, Judge(judge.central), year=wish.year, clock=clock, steps=FRONTIER_STEPS,
        time_limit_s=FRONTIER_SECONDS,
    )  # fmt: skip
    tell(1.0, Message("Done"))
    return {
        "result": {lang: result.as_dict(lang) for lang in LANGUAGES},
        "is_found": result.is_found,
        "keys": keys,
        "options": [option.id for option in options],
        "curve": [one.as_dict() for one in curve],
        "frontier": [one.as_dict() for one in points],
        "unit": model.start.gas_unit,
        "draws": DRAWS if wish.confidence_percent else None,
    }


def starts(plan: Plan, year: int) -> list[int]:
    """Return the start years that may be chosen: from next year to the target's."""
    first = plan.today.year + 1
    return list(range(first, max(year, first) + 1))


def _options(plan: Plan, wish: Wish) -> tuple[Option, ...]:
    return options_of(
        plan.portfolio.actions,
        starts=starts(plan, wish.year),
        target_years=[wish.year],
        rate=plan.appraisal.discount_rate_percent / 100,
        base_year=plan.appraisal.price_year or plan.today.year,
        horizon_year=plan.strategy.horizon_year,
    )


def _problem(plan: Plan, wish: Wish, options: tuple[Option, ...], allowed: float) -> Problem:
    ids = {line.records.action.uid: line.action.id for line in plan.portfolio.lines}
    offered = {option.id for option in options}

    def named(keys: tuple[str, ...]) -> list[str]:
        return [ids[key] for key in keys if ids.get(key) in offered]

    objective = Objective(wish.objective)
    years = sorted({year for option in options for begin in option.begins
                    for _source, year in begin.money_eur if year is not None})  # fmt: skip
    by_year = {year: wish.budget_year_eur for year in years if year > plan.today.year}
    limits = Limits(
        targets={wish.year: allowed} if objective is Objective.LEAST_COST else {},
        budget_eur=wish.budget_eur,
        budget_by_year_eur={year: eur for year, eur in by_year.items() if eur is not None},
        must=frozenset(named(wish.must)),
        must_not=frozenset(named(wish.must_not)),
        at_most_one=tuple(tuple(group) for keys in wish.groups.values() if len(group := named(keys)) > 1),
    )
    most = wish.year if objective is Objective.MOST_TONNES else None
    return Problem(options, limits, objective, most)


def _judge(plan: Plan, model: Model, options: tuple[Option, ...], wish: Wish) -> Judge:
    if not wish.confidence_percent:
        return judge_of(model, options)
    everything = _all_on(model)
    uncertain = uncertain_inputs(plan, everything)
    drawn = sample(uncertain, DRAWS, np.random.default_rng(wish.seed))
    draws = draws_of(everything, uncertain, drawn.values)
    return judge_of(model, options, draws=draws, confidence=wish.confidence_percent / 100)


def _all_on(model: Model) -> Model:
    """Every action may be chosen, so every effect has its range, whatever the scenario carries out."""
    from dataclasses import replace

    return replace(model, on=np.ones_like(model.on))
