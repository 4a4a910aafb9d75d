"""Propose with the linear problem, judge with the full model, tighten, until nothing better is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from secap.method.scenarios.frame import Array
from secap.method.scenarios.portfolio import infeasible
from secap.method.scenarios.portfolio.assess import Judge
from secap.method.scenarios.portfolio.cuts import Cut, Linear
from secap.method.scenarios.portfolio.polish import Search
from secap.method.scenarios.portfolio.problem import Objective, Problem
from secap.method.scenarios.portfolio.report import result_of
from secap.method.scenarios.portfolio.result import Outcome, Result, Round
from secap.method.scenarios.portfolio.rows import NONE, Grid, Row, rows_of
from secap.method.scenarios.portfolio.solve import GAP, Answer, Status, solve

Clock = Callable[[], float]
Progress = Callable[[float], object]
MOST_ROUNDS = 60
ROUGH_GAP = 0.005  # of the first linear problems
TIE_SHARE = 1e-7  # of the objective: among equal tonnes the cheaper


@dataclass
class State:
    """What is known so far.

    cuts : by every judged selection;  bound : no portfolio has less;  best : [option];  value : its.
    """

    problem: Problem
    linear: Linear
    search: Search
    rows: tuple[Row, ...]
    costs: Array
    cuts: list[Cut] = field(default_factory=list)
    barred: list[Row] = field(default_factory=list)
    bound: float = -NONE
    best: Array | None = None
    value: float = NONE
    rounds: list[Round] = field(default_factory=list)
    linear_gap: float | None = None

    @property
    def is_cheap(self) -> bool:
        return self.problem.objective is Objective.LEAST_COST

    def cut_rows(self) -> list[Row]:
        """Return the targets as rows, one for each cut."""
        targets = self.problem.limits.targets
        found = [infeasible.target_row(cut, targets[cut.year]) for cut in self.cuts if cut.year in targets]
        if not self.is_cheap:
            theta = len(self.costs)
            for cut in self.cuts:
                if cut.year == self.problem.most_year:
                    terms = {at: float(gain) for at, gain in enumerate(cut.gain_t) if gain} | {theta: 1.0}
                    found.append(Row("aim", infeasible.AIM, cut.base_t, NONE, terms, "t"))
        return found

    def value_of(self, selection: Array) -> float:
        """Return what is to be as little as possible."""
        if self.is_cheap:
            return self.search.cost(selection)
        assert self.problem.most_year is not None
        return self.search.t(self.problem.most_year, selection)

    def consider(self, selection: Array) -> None:
        """Keep a selection that holds all limits where it is the best so far."""
        value = self.value_of(selection)
        if value < self.value - 1e-9 * max(abs(value), 1.0):
            self.best, self.value = selection, value

    def gap(self) -> float:
        """Return the share between the best and the bound."""
        if self.best is None:
            return NONE
        left = max(self.value - self.bound, 0.0)
        whole = abs(self.value) if self.is_cheap else self.reducible
        return left / whole if left and whole else 0.0 if not left else NONE

    @property
    def reducible(self) -> float:
        """Return what the best avoids: the gap of an aim in tonnes is a share of it."""
        assert self.problem.most_year is not None
        nothing = np.full(len(self.problem.options), -1)
        return self.search.t(self.problem.most_year, nothing) - self.value


def optimise(
    problem: Problem,
    judge: Judge,
    *,
    clock: Clock,
    gap: float = GAP,
    time_limit_s: float = 30.0,
    most_rounds: int = MOST_ROUNDS,
    known: Sequence[Sequence[int]] = (),
    progress: Progress | None = None,
) -> Result:
    """Return the portfolio with the least cost that meets the targets in the full model, or with the fewest
    tonnes within the limits.

    Each round solves a linear problem whose statements about the model are true where actions only weaken
    each other, judges its choice in the full model, and adds what was learnt there. Its optimum is then a
    bound for every portfolio. Choices that miss the target are mended and made cheaper step by step; the best
    is kept.

    Parameters: judge : the full model;  clock : seconds, such as time.perf_counter
        gap : share of the objective within which a portfolio counts as the best;  time_limit_s : of the whole
        known : selections to start from, [option]: column or -1, such as those of a tighter limit
        progress : told the share of the rounds done (0-1); what it raises ends the work
    Raises: nothing for a problem without a solution: its reasons are in the result
    Source: design
    """
    began = clock()
    state = _state(problem, judge)
    for one in known:
        selection = np.array(one, dtype=int)
        if state.search.allows(selection) and state.search.is_met(state.search.real(selection)):
            state.consider(selection)
    if not infeasible.out_of_reach(problem, state.linear) and len(state.costs):
        for year in problem.years:
            state.cuts += state.linear.first_cuts(year)
    elif problem.limits.targets and infeasible.out_of_reach(problem, state.linear):
        reasons = infeasible.out_of_reach(problem, state.linear)
        return result_of(state, Outcome.INFEASIBLE, clock() - began, reasons)
    seen: set[tuple[int, ...]] = set()
    outcome = Outcome.UNKNOWN
    for number in range(most_rounds):
        left = time_limit_s - (clock() - began)
        if left <= 0:
            break
        answer = _propose(state, gap, left)
        if answer.status is Status.INFEASIBLE:
            if state.best is None:
                outcome = Outcome.INFEASIBLE
            else:  # every other selection is excluded
                state.bound, outcome = state.value, Outcome.OPTIMAL
            break
        state.bound = max(state.bound, _bound(state, answer))
        if answer.status is Status.UNKNOWN:
            break
        state.linear_gap = answer.gap
        met = _judge(state, answer, seen, clock() - began)
        if not met and state.is_cheap and state.best is None:
            _nearby(state, answer, gap, time_limit_s - (clock() - began))
        if progress:
            progress((number + 1) / most_rounds)
        if state.best is not None and (state.gap() <= gap or (met and state.is_cheap and answer.gap <= gap)):
            outcome = Outcome.OPTIMAL
            break
    if outcome is Outcome.INFEASIBLE:
        reasons = infeasible.reasons(state, gap=gap, time_limit_s=time_limit_s)
        return result_of(state, outcome, clock() - began, reasons)
    if outcome is Outcome.UNKNOWN and state.best is not None:
        outcome = Outcome.FEASIBLE
    return result_of(state, outcome, clock() - began)


def _state(problem: Problem, judge: Judge) -> State:
    linear = Linear(problem, judge)
    costs = np.array([problem.options[p].begins[at].cost_eur or 0.0 for p, at in problem.columns])
    rows = rows_of(problem)
    search = Search(linear, Grid(rows, len(costs)), costs, problem.limits.targets)
    return State(problem, linear, search, rows, costs)


def _propose(state: State, gap: float, seconds: float) -> Answer:
    rows = [*state.rows, *state.cut_rows(), *state.barred]
    if state.is_cheap:
        # While the best is far from the bound, a rough answer teaches as much.
        rough = min(max(state.gap() / 8, gap / 2), ROUGH_GAP)
        return solve(state.costs, rows, gap=rough, time_limit_s=seconds)
    whole = float(np.abs(state.costs).sum()) or 1.0
    tie = TIE_SHARE * max(abs(state.cuts[0].base_t), 1.0) / whole if state.cuts else 0.0
    return solve(
        state.costs * tie, rows, extra_costs=[1.0], extra_lower=[-NONE], gap=gap / 10, time_limit_s=seconds
    )


def _bound(state: State, answer: Answer) -> float:
    if state.is_cheap:
        return answer.bound
    # The tie-break on cost is part of the solver's objective.
    return answer.bound - TIE_SHARE * max(abs(state.cuts[0].base_t) if state.cuts else 0.0, 1.0)


def _judge(state: State, answer: Answer, seen: set[tuple[int, ...]], seconds: float) -> bool:
    """Judge a choice in the full model, keep what comes of it, and add the cuts. Return whether it held."""
    selection = _selection(state, answer)
    columns = np.array(answer.columns, dtype=int)
    model_t = {
        year: max((cut.t(columns) for cut in state.cuts if cut.year == year), default=0.0)
        for year in state.problem.years
    }
    real = state.search.real(selection)
    met = state.search.is_met(real)
    _keep(state, selection, met)
    best = None if state.best is None else state.value
    cost = state.search.cost(selection)
    state.rounds.append(Round(cost, model_t, real, answer.gap, state.bound, best, seconds))
    for year in state.problem.years:
        state.cuts += state.linear.cuts(year, selection, real[year])
    if answer.columns in seen:  # the solver's tolerance let it through again
        state.barred.append(_barring(answer.columns, len(state.costs)))
    seen.add(answer.columns)
    return met


def _nearby(state: State, answer: Answer, gap: float, seconds: float) -> None:
    """Look for a portfolio near a choice that missed a target, with the model straightened out there."""
    selection = _selection(state, answer)
    targets = state.problem.limits.targets
    near = [
        infeasible.target_row(state.linear.local(year, selection, state.search.t(year, selection)), most)
        for year, most in targets.items()
    ]
    rows = [*state.rows, *state.cut_rows(), *state.barred, *near]
    found = solve(state.costs, rows, gap=gap / 2, time_limit_s=max(seconds, 0.0))
    if found.status in (Status.OPTIMAL, Status.FEASIBLE):
        chosen = _selection(state, found)
        _keep(state, chosen, state.search.is_met(state.search.real(chosen)))


def _selection(state: State, answer: Answer) -> Array:
    """Return [option]: the column chosen, or -1."""
    selection = np.full(len(state.problem.options), -1)
    for column in answer.columns:
        selection[state.linear.place[column]] = column
    return selection


def _keep(state: State, selection: Array, met: bool) -> None:
    if met:
        state.consider(selection)
    if not state.is_cheap:
        assert state.problem.most_year is not None
        if met:
            state.consider(state.search.lower(selection, state.problem.most_year))
        elif (mended := state.search.repaired(selection)) is not None:
            state.consider(state.search.lower(mended, state.problem.most_year))
        return
    mended = selection if met else state.search.repaired(selection)
    if mended is not None:
        state.consider(state.search.cheaper(mended))


def _barring(columns: tuple[int, ...], count: int) -> Row:
    terms = {at: -1.0 if at in columns else 1.0 for at in range(count)}
    return Row("barred", infeasible.AIM, 1.0 - len(columns), NONE, terms)
