"""The best portfolio by trying every one: what the solver is held against."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from secap.method.scenarios.portfolio.assess import Judge
from secap.method.scenarios.portfolio.problem import Begin, Objective, Problem


@dataclass(frozen=True)
class Best:
    value: float
    chosen: dict[str, Begin]


def best(problem: Problem, judge: Judge) -> Best | None:
    """Return the best portfolio of the full model, None where none keeps the limits."""
    choices = []
    for option in problem.options:
        free = [*option.begins] if problem.is_free(option) else []
        choices.append([None, *free])
    found: Best | None = None
    every = list(itertools.product(*choices))
    real = {}
    for year in problem.years:
        reach = np.array([[begin.reach.get(year, 0.0) if begin else 0.0 for begin in one] for one in every])
        real[year] = judge.t(year, reach)
    for at, begins in enumerate(every):
        chosen = {option.id: one for option, one in zip(problem.options, begins, strict=True) if one}
        targets = problem.limits.targets.items()
        if any(real[year][at] > most * (1 + 1e-9) for year, most in targets) or not keeps(problem, chosen):
            continue
        value = sum(begin.cost_eur or 0.0 for begin in chosen.values())
        if problem.objective is Objective.MOST_TONNES:
            value = float(real[problem.most_year][at])
        if found is None or value < found.value - 1e-9:
            found = Best(value, chosen)
    return found


def keeps(problem: Problem, chosen: dict[str, Begin]) -> bool:
    """Whether a portfolio keeps all limits but the targets, said a second time and plainly."""
    limits, slack = problem.limits, 1e-6
    money: dict[int | None, float] = {}
    staff: dict[int | None, float] = {}
    for begin in chosen.values():
        for (_source, year), eur in begin.money_eur.items():
            money[year] = money.get(year, 0.0) + eur
        for year, fte in begin.staff_fte.items():
            staff[year] = staff.get(year, 0.0) + fte
    whole = sum(begin.once_eur for begin in chosen.values())
    helped = sum(begin.once_eur for option in problem.options if option.helps_vulnerable
                 for name, begin in chosen.items() if name == option.id)  # fmt: skip
    for (source, at), most in limits.budget_by_source_eur.items():
        paid = sum(
            eur
            for begin in chosen.values()
            for (payer, year), eur in begin.money_eur.items()
            if payer == source and at in (None, year)
        )
        if paid > most + slack:
            return False
    for name, others in limits.requires.items():
        for other in others if name in chosen else ():
            if other not in chosen or (chosen[other].year or 0) > (chosen[name].year or 0):
                return False
    return (
        limits.must <= set(chosen)
        and not limits.must_not & set(chosen)
        and (limits.budget_eur is None or whole <= limits.budget_eur + slack)
        and all(money.get(year, 0.0) <= most + slack for year, most in limits.budget_by_year_eur.items())
        and all(staff.get(year, 0.0) <= most + slack for year, most in limits.staff_by_year_fte.items())
        and all(len(set(group) & set(chosen)) <= 1 for group in limits.at_most_one)
        and all(set(group) & set(chosen) for group in limits.at_least_one.values())
        and helped >= (limits.vulnerable_share or 0.0) * whole - slack
    )
