"""The least-cost portfolio of a plan: its actions as options, wishes as limits, a scenario as the judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from secap.desk.scenarios.chapter import ScenarioRecords
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Code, Message
from secap.method.scenarios.distributions import sample
from secap.method.scenarios.portfolio.assess import Judge, judge_of
from secap.method.scenarios.portfolio.options import BEGUN, options_of
from secap.method.scenarios.portfolio.problem import Limits, Objective, Option, Problem
from secap.method.scenarios.setup import Model
from secap.method.scenarios.uncertainty import draws_of
from secap.plan.chances import uncertain_inputs

if TYPE_CHECKING:
    from secap.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Wish:
    """What a municipality wants of a portfolio; nothing given is no limit.

    year : of the target, None: the first one;  confidence : 0-1, None: the central values decide;
    draws, seed : of the confidence;  most_tonnes : avoid most within the limits instead of the least cost;
    budget_eur : whole;  budget_per_year_eur, staff_per_year_fte : of each year;
    by_source_eur : {source: EUR} of all years;  must, must_not : ids;
    hazards : codes, at least one action against each;  vulnerable_share : of the cost, 0-1;
    high_risks : at least one action against each high risk of the assessment that nobody has accepted;
    keeps_begun : actions that have begun are carried through.
    """

    year: int | None = None
    confidence: float | None = None
    draws: int = 1000
    seed: int = 1
    most_tonnes: bool = False
    budget_eur: float | None = None
    budget_per_year_eur: float | None = None
    staff_per_year_fte: float | None = None
    by_source_eur: Mapping[str, float] = field(default_factory=dict)
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    at_most_one: tuple[tuple[str, ...], ...] = ()
    requires: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hazards: tuple[str, ...] = ()
    high_risks: bool = False
    vulnerable_share: float | None = None
    keeps_begun: bool = True


def problem_of(plan: Plan, model: Model, wish: Wish) -> Problem:
    """Return the choice that a plan has.

    Actions may start in any year from this one to the target's; what has begun keeps its start.
    Raises: InvalidInput where there is no such target, action or hazard, or limits contradict each other
    """
    year, most_t = _target(plan, model, wish)
    options = _options(plan, model, year)
    limits = Limits(
        targets={} if wish.most_tonnes else {year: most_t},
        budget_eur=wish.budget_eur,
        budget_by_year_eur=_each(
            wish.budget_per_year_eur,
            (at for one in options for begin in one.begins for _source, at in begin.money_eur),
        ),
        budget_by_source_eur={(source, None): eur for source, eur in wish.by_source_eur.items()},
        staff_by_year_fte=_each(
            wish.staff_per_year_fte, (at for one in options for begin in one.begins for at in begin.staff_fte)
        ),
        must=frozenset(wish.must)
        | (_begun(model, options) - set(wish.must_not) if wish.keeps_begun else set()),
        must_not=frozenset(wish.must_not),
        at_most_one=wish.at_most_one,
        requires=wish.requires,
        at_least_one=_answers(plan, model, wish),
        vulnerable_share=wish.vulnerable_share,
    )
    objective = Objective.MOST_TONNES if wish.most_tonnes else Objective.LEAST_COST
    return Problem(options, limits, objective, year if wish.most_tonnes else None)


def judge_for(
    plan: Plan, model: Model, problem: Problem, wish: Wish, records: ScenarioRecords | None = None
) -> Judge:
    """Return the judge; with a confidence everything uncertain is drawn once, the same for every choice.

    records : the scenario, whose own ranges count
    Raises: InvalidInput for a confidence or a number of draws that is none
    """
    if wish.confidence is None:
        return judge_of(model, problem.options)
    # An action that the scenario leaves out may be chosen, so its effect is drawn as well.
    everything = replace(model, on=np.ones_like(model.on))
    drawn = sample(uncertain_inputs(plan, everything, records), wish.draws, np.random.default_rng(wish.seed))
    draws = draws_of(everything, drawn.uncertain, drawn.values)
    return judge_of(model, problem.options, draws=draws, confidence=wish.confidence)


def _target(plan: Plan, model: Model, wish: Wish) -> tuple[int, float]:
    known = {year: t for year, t in plan.allowed_t.items() if year in model.frame.years}
    if wish.year is None and known:
        year = min(known)
        return year, known[year]
    if wish.year is not None and wish.most_tonnes:
        model.frame.year(wish.year)
        return wish.year, known.get(wish.year, float("inf"))
    if wish.year not in known:
        raise InvalidInput(
            Message("The plan has no emission target for {year}.", year=wish.year)
            if wish.year is not None
            else Message("The plan has no emission target that the scenario reaches."),
            hint=Message("Choose one of: {years}.", years=sorted(known))
            if known
            else Message("Enter a target: Strategy > Targets."),
        )
    return wish.year, known[wish.year]


def _options(plan: Plan, model: Model, year: int) -> tuple[Option, ...]:
    first = max(plan.today.year, model.start.year + 1)
    return options_of(
        model.actions,
        starts=tuple(range(first, year + 1)),
        target_years=(year,),
        rate=plan.appraisal.discount_rate_percent / 100,
        base_year=plan.appraisal.price_year or plan.today.year,
        horizon_year=model.frame.years[-1],
        inventory_year=model.start.year,
    )


def _answers(plan: Plan, model: Model, wish: Wish) -> dict[tuple[Code | str, ...], tuple[str, ...]]:
    """Return {hazard or high risk: actions of which one at least is chosen}."""
    active = [one for one in model.actions if one.is_active]
    found: dict[tuple[Code | str, ...], tuple[str, ...]] = {
        (codes.code("hazards", codes.get("hazards", hazard).code),): tuple(
            one.id for one in active if hazard in one.hazards
        )
        for hazard in wish.hazards
    }
    if not wish.high_risks:
        return found
    ids = {line.records.action.uid: line.action.id for line in plan.portfolio.lines}
    there = {one.id for one in active}
    for risk in plan.resilience.high_risks:
        if risk.tolerated_reason and not risk.met_by:
            continue  # accepted with a reason: no action is asked for
        found[risk.codes] = tuple(
            ids[one.uid] for one in risk.met_by if one.uid in ids and ids[one.uid] in there
        )
    return found


def _begun(model: Model, options: Iterable[Option]) -> set[str]:
    there = {option.id for option in options}
    return {one.id for one in model.actions if one.status in BEGUN and one.id in there}


def _each(most: float | None, years: Iterable[int | None]) -> dict[int, float]:
    if most is None:
        return {}
    return dict.fromkeys(sorted({year for year in years if year is not None}), most)
