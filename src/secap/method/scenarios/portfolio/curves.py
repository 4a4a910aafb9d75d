"""Two curves for the council: what each tonne costs, and what each step towards the target costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from secap.method.scenarios.portfolio.assess import Judge
from secap.method.scenarios.portfolio.iterate import Clock, optimise
from secap.method.scenarios.portfolio.problem import Objective, Problem
from secap.method.scenarios.portfolio.result import Result
from secap.method.scenarios.portfolio.solve import GAP


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the marginal abatement cost curve.

    cost_eur : discounted;  last_in_t : t more in the year without this action alone;
    eur_per_t : cost per t/a last in, None where it avoids nothing;
    t : avoided when the actions are carried out in the order of the curve: these add up exactly;
    until_t, until_eur : sums up to here.
    """

    id: str
    title: str
    start_year: int | None
    cost_eur: float
    last_in_t: float
    eur_per_t: float | None
    t: float
    until_t: float
    until_eur: float

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def abatement_curve(problem: Problem, judge: Judge, selection: Sequence[int], year: int) -> list[Step]:
    """Return the marginal abatement cost curve of a selection: the cheapest tonne first.

    An action is judged as the last one: what would be missing without it. Actions without a cost are left
    out, those that avoid nothing stand last.

    Parameters: selection : [option], column or -1, such as `Result.selection`;  year : of the options' reach
    Source: design, c_a = K_a / (t(S without a) - t(S))
    """
    chosen = np.array(selection, dtype=int)
    begins = [problem.columns[column] if column >= 0 else None for column in selection]
    reach = np.array(
        [problem.options[one[0]].begins[one[1]].reach.get(year, 0.0) if one else 0.0 for one in begins]
    )
    taken = np.flatnonzero(chosen >= 0)
    if not len(taken):
        return []
    rows = np.repeat(reach[None], len(taken) + 1, axis=0)
    rows[np.arange(len(taken)), taken] = 0.0
    t = judge.central(year, rows)
    last_in = t[:-1] - t[-1]
    priced = []
    for place, gain in zip(taken.tolist(), last_in.tolist(), strict=True):
        at = problem.columns[chosen[place]][1]
        begin = problem.options[place].begins[at]
        if begin.cost_eur is not None:
            each = begin.cost_eur / gain if gain > 1e-9 else None
            priced.append((each is None, each or 0.0, place, begin, gain, each))
    priced.sort(key=lambda item: (item[0], item[1], problem.options[item[2]].id))
    # What has no cost is carried out before the first step, so that the sums hold.
    base = np.zeros(len(reach))
    outside = [place for place in taken if place not in {item[2] for item in priced}]
    base[outside] = reach[outside]
    ladder = np.repeat(base[None], len(priced) + 1, axis=0)
    for step, item in enumerate(priced):
        ladder[step + 1 :, item[2]] = reach[item[2]]
    levels = judge.central(year, ladder)
    found: list[Step] = []
    until_eur = 0.0
    for step, (_none, _key, place, begin, gain, each) in enumerate(priced):
        option, cost = problem.options[place], begin.cost_eur or 0.0
        until_eur += cost
        found.append(
            Step(option.id, option.title, begin.year, cost, gain, each,
                 float(levels[step] - levels[step + 1]), float(levels[0] - levels[step + 1]), until_eur)
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Point:
    """most_t : the target tried;  reduction_t : what it asks for, from no action at all;  result : for it."""

    most_t: float
    reduction_t: float
    result: Result

    def as_dict(self) -> dict[str, Any]:
        return {
            "most_t": self.most_t,
            "reduction_t": self.reduction_t,
            "status": self.result.status,
            "cost_eur": self.result.cost_eur,
            "once_eur": self.result.once_eur,
            "real_t": self.result.real_t.get(next(iter(self.result.targets), 0)),
            "gap": self.result.gap,
            "actions": [one.option.id for one in self.result.chosen],
        }


def frontier(
    problem: Problem,
    judge: Judge,
    *,
    year: int,
    clock: Clock,
    steps: int = 8,
    targets: Sequence[float] | None = None,
    gap: float = GAP,
    time_limit_s: float = 30.0,
) -> list[Point]:
    """Return the least cost of a row of targets, the easiest first.

    targets : most t of the year; by default even steps from the emissions without any action to the least
    that the limits allow. The strictest is solved first; its portfolio meets every easier target too, so
    that a larger reduction never costs less.
    Source: design
    """
    limits = {one: most for one, most in problem.limits.targets.items() if one != year}
    free = replace(problem, limits=replace(problem.limits, targets=limits))
    nothing = float(judge.t(year, np.zeros((1, len(problem.options))))[0])
    known: list[tuple[int, ...]] = []
    if targets is None:
        best = optimise(
            replace(free, objective=Objective.MOST_TONNES, most_year=year), judge, clock=clock, gap=gap,
            time_limit_s=time_limit_s,
        )  # fmt: skip
        if not best.is_found:
            return []
        known.append(best.selection)
        least = best.real_t[year]
        targets = [nothing - (nothing - least) * step / steps for step in range(1, steps + 1)]
    found = []
    for most in sorted(targets):
        tried = replace(
            free,
            limits=replace(problem.limits, targets={**limits, year: most}),
            objective=Objective.LEAST_COST,
        )
        result = optimise(tried, judge, clock=clock, gap=gap, time_limit_s=time_limit_s, known=known)
        if result.is_found:
            known.append(result.selection)
        found.append(Point(most, nothing - most, result))
    return found[::-1]
