"""The state of the search as a result that people read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from secap.method.basis.messages import Message
from secap.method.scenarios.frame import Array
from secap.method.scenarios.portfolio.infeasible import effects_at_zero
from secap.method.scenarios.portfolio.problem import Begin, Objective, Option
from secap.method.scenarios.portfolio.result import Binding, Chosen, LeftOut, Outcome, Result
from secap.method.scenarios.portfolio.solve import prices

if TYPE_CHECKING:
    from secap.method.scenarios.portfolio.iterate import State


def result_of(state: State, outcome: Outcome, seconds: float, reasons: Sequence[Message] = ()) -> Result:
    """Return the result; without a portfolio its reasons only."""
    problem, linear, judge = state.problem, state.linear, state.linear.judge
    nothing = np.full(len(problem.options), -1)
    start = {
        year: float(judge.central(year, linear.reach_of(year, nothing)[None])[0]) for year in problem.years
    }
    proven = judge.confident is None and not linear.strengthening
    if state.best is None or outcome in (Outcome.INFEASIBLE, Outcome.UNKNOWN):
        if outcome is Outcome.UNKNOWN and not reasons:
            reasons = (Message("No portfolio was found in the time and the rounds given."),)
        return Result(
            outcome, problem.objective, targets=problem.limits.targets, start_t=start, seconds=seconds,
            confidence=judge.confidence, rounds=tuple(state.rounds), strengthening=linear.strengthening,
            reasons=tuple(reasons), left_out=tuple(_left_out(state, nothing)),
        )  # fmt: skip
    best = state.best
    taken = np.flatnonzero(best >= 0)
    columns = best[taken]
    real = state.search.real(best)
    central = {
        year: float(judge.central(year, linear.reach_of(year, best)[None])[0]) for year in problem.years
    }
    chosen = _chosen(state, best, central)
    return Result(
        outcome,
        problem.objective,
        chosen,
        tuple(_left_out(state, best)),
        cost_eur=sum(one.begin.cost_eur or 0.0 for one in chosen),
        once_eur=sum(one.begin.once_eur for one in chosen),
        model_t={
            year: max((cut.t(columns) for cut in state.cuts if cut.year == year), default=real[year])
            for year in problem.years
        },
        real_t=real,
        central_t=central,
        start_t=start,
        targets=problem.limits.targets,
        confidence=judge.confidence,
        gap=state.gap(),
        linear_gap=state.linear_gap,
        bound=min(state.bound, state.value),
        is_bound_proven=proven,
        strengthening=linear.strengthening,
        seconds=seconds,
        rounds=tuple(state.rounds),
        binding=tuple(_binding(state)),
        notes=tuple(_notes(state, chosen)),
        selection=tuple(int(one) for one in best),
    )


def _begin(state: State, column: int) -> tuple[Option, Begin]:
    place, at = state.problem.columns[column]
    option = state.problem.options[place]
    return option, option.begins[at]


def _chosen(state: State, best: Array, central: dict[int, float]) -> tuple[Chosen, ...]:
    taken = np.flatnonzero(best >= 0)
    more: dict[int, Array] = {}
    for year, t in central.items():
        rows = np.repeat(state.linear.reach_of(year, best)[None], len(taken), axis=0)
        rows[np.arange(len(taken)), taken] = 0.0
        more[year] = state.linear.judge.central(year, rows) - t if len(taken) else np.zeros(0)
    return tuple(
        Chosen(*_begin(state, int(best[place])), {year: float(gain[row]) for year, gain in more.items()})
        for row, place in enumerate(taken)
    )


def _left_out(state: State, best: Array) -> list[LeftOut]:
    problem = state.problem
    useless = _useless(state)
    chosen = {option.id for option, column in zip(problem.options, best, strict=True) if column >= 0}
    found = []
    for place, option in enumerate(problem.options):
        # Without a portfolio only what could never be chosen has a reason of its own.
        if best[place] < 0 and (chosen or place in useless or not problem.is_free(option)):
            found.append(LeftOut(option, _why(state, option, place in useless, chosen)))
    return found


def _why(state: State, option: Option, is_useless: bool, chosen: set[str]) -> Message:
    problem = state.problem
    if option.id in problem.limits.must_not:
        return Message("It must not be chosen.")
    if not option.begins:
        return Message("It has no start year that is allowed.")
    if not option.has_cost:
        return next(
            iter(option.notes),
            Message("The cost is unknown: enter the investment or another cost (0 where there is none)."),
        )
    if is_useless:
        return Message("It avoids nothing in {years}.", years=list(problem.years))
    for group in problem.limits.at_most_one:
        if option.id in group and (taken := sorted(chosen.intersection(group))):
            return Message("At most one of the group: “{id}” is chosen.", id=taken[0])
    missing = [one for one in problem.limits.requires.get(option.id, ()) if one not in chosen]
    if missing and chosen:
        return Message("It requires {ids}, which is not chosen.", ids=missing)
    if problem.objective is Objective.MOST_TONNES:
        return Message("Within the limits others avoid more.")
    return Message("The targets are met at less cost without it.")


def _useless(state: State) -> set[int]:
    """Return the places of options without any effect in the years that matter."""
    if not len(state.linear.place) or not state.problem.years:
        return set()
    nothing = np.zeros(len(state.problem.options))
    effects = np.stack([state.linear.effects(year, nothing) for year in state.problem.years])
    useful = ~np.all(effects_at_zero(effects), axis=0)
    return set(range(len(nothing))) - {int(place) for place in state.linear.place[useful]}


def _binding(state: State) -> list[Binding]:
    """Return the limits with a shadow price, the targets' statements added up."""
    rows = [*state.rows, *state.cut_rows()]
    found: dict[str, Binding] = {}
    if state.is_cheap:
        values = prices(state.costs, rows)
    else:
        values = prices(state.costs * 0.0, rows, extra_costs=[1.0])
    for row, value in zip(rows, values, strict=True):
        if row.kind in {"once", "aim", "barred"} or value <= 1e-9:
            continue
        key = row.name.text()
        before = found[key].price if key in found else 0.0
        found[key] = Binding(row.name, before + value, row.unit)
    return list(found.values())


def _notes(state: State, chosen: Sequence[Chosen]) -> list[Message]:
    found = []
    if unknown := [one.option.id for one in chosen if one.begin.cost_eur is None]:
        found.append(
            Message("Must be chosen, but the cost is unknown and not in the sum: {ids}.", ids=unknown)
        )
    if partly := [one.option.id for one in chosen if one.option.notes and one.begin.cost_eur is not None]:
        found.append(
            Message("Operation or savings are not entered, and so not in the cost: {ids}.", ids=partly)
        )
    if state.linear.strengthening:
        found.append(
            Message(
                "These actions add more after others than alone, so the bound is an estimate: {ids}.",
                ids=list(state.linear.strengthening),
            )
        )
    if state.linear.judge.confident is not None:
        found.append(Message("With a confidence the bound is an estimate: ranges widen with what is chosen."))
    return found
