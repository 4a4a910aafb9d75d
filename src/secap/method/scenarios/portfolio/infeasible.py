"""Why there is no portfolio: what the target needs that no action brings, and which limits collide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from secap.method.basis.messages import Amount, Message
from secap.method.scenarios.frame import Array
from secap.method.scenarios.portfolio.cuts import Cut, Linear
from secap.method.scenarios.portfolio.problem import Problem
from secap.method.scenarios.portfolio.rows import NONE, Row
from secap.method.scenarios.portfolio.solve import Answer, Status, solve

if TYPE_CHECKING:
    from secap.method.scenarios.portfolio.iterate import State

AIM = Message("The aim")
SECONDS = 2.0  # for each of the small problems
NEGLIGIBLE = 1e-6


@dataclass(frozen=True, slots=True)
class Limit:
    """Rows that are one limit to a person."""

    name: Message
    kind: str
    unit: str
    rows: tuple[Row, ...]


def target_row(cut: Cut, most_t: float) -> Row:
    """Return what a cut asks for so that the target of its year can be met."""
    terms = {at: float(gain) for at, gain in enumerate(cut.gain_t) if gain}
    return Row(
        "target", Message("The target of {year}", year=cut.year), cut.base_t - most_t, NONE, terms, "t"
    )


def out_of_reach(problem: Problem, linear: Linear) -> tuple[Message, ...]:
    """Return the targets that even all allowed actions together miss, whatever the limits.

    Source: design
    """
    found = []
    for year, most in sorted(problem.limits.targets.items()):
        t = _least_t(linear, year)
        if t > most + 1e-9 * max(abs(most), 1.0):
            short = Amount(t - most, "t", 1)
            found.append(
                Message("The target of {year} needs {t} more than all allowed actions bring together.",
                        year=year, t=short)
            )  # fmt: skip
    return tuple(found)


def _least_t(linear: Linear, year: int) -> float:
    """Return t when everything is carried out as early as it may but what then only adds emissions."""
    reach = np.zeros(len(linear.problem.options))
    if len(linear.place):
        np.maximum.at(reach, linear.place, linear.reach[year])
        for _step in range(len(reach)):
            effects = linear.effects(year, reach)
            harm = {int(place) for place, gain in zip(linear.place, effects, strict=True) if gain < 0}
            harm = {place for place in harm if reach[place] > 0}
            if not harm:
                break
            reach[list(harm)] = 0.0
    return float(linear.judge.t(year, reach[None])[0])


def reasons(state: State, *, gap: float, time_limit_s: float) -> tuple[Message, ...]:
    """Return in words which limits collide, and by how much each would have to give way alone.

    The limits named are a smallest set that collides: without any one of them the others of the set hold.
    Source: design, deletion filter
    """
    count = len(state.costs)
    base = [row for row in state.rows if row.is_structure]
    limits = _limits([*(row for row in state.rows if not row.is_structure), *state.cut_rows()])
    limits = [limit for limit in limits if limit.kind != "aim"]
    if _holds(count, base, limits):
        return (Message("No choice of actions meets the target in the full model within the limits."),)
    colliding = _smallest(count, base, limits)
    found = [
        Message("These limits can't hold together: {limits}.", limits=[limit.name for limit in colliding])
        if len(colliding) > 1
        else Message("This limit can't hold: {limit}.", limit=colliding[0].name)
    ]
    for limit in colliding:
        others = [one for one in limits if one is not limit]
        if (told := _gives_way(state, limit, base, others, time_limit_s)) is not None:
            found.append(told)
    if len(found) == 1:
        found += _together(count, base, limits)
    return tuple(found)


def _together(count: int, base: Sequence[Row], limits: Sequence[Limit]) -> list[Message]:
    """Return how far limits would have to give way together, where no single one is enough."""
    soft = [limit for limit in limits if limit.unit and limit.kind in {"budget", "source", "staff"}]
    hard = [row for limit in limits if limit not in soft for row in limit.rows]
    rows = [
        replace(row, terms={**row.terms, count + at: -1.0})
        for at, limit in enumerate(soft)
        for row in limit.rows
    ]
    # A share of each limit counts the same, be it in EUR or in FTE.
    costs = [1.0 / max(limit.rows[0].upper, 1.0) for limit in soft]
    told = [Message("More than one limit would have to give way.")]
    answer = solve(
        np.zeros(count),
        [*base, *hard, *rows],
        extra_costs=costs,
        extra_lower=[0.0] * len(soft),
        gap=0.01,
        time_limit_s=SECONDS,
    )
    for limit, short in zip(soft, answer.extra, strict=bool(answer.extra)):
        if short > max(NEGLIGIBLE * limit.rows[0].upper, NEGLIGIBLE):
            amount = Amount(short, limit.unit, 0 if limit.unit == "EUR" else 1)
            told.append(Message("{limit} is {n} too small.", limit=limit.name, n=amount))
    return told


def _limits(rows: Sequence[Row]) -> list[Limit]:
    """Return the rows by the limit they belong to."""
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.kind, row.name.text()), []).append(row)
    return [Limit(group[0].name, group[0].kind, group[0].unit, tuple(group)) for group in grouped.values()]


def _holds(count: int, base: Sequence[Row], limits: Sequence[Limit]) -> bool:
    answer = solve(
        np.zeros(count), [*base, *(row for limit in limits for row in limit.rows)], time_limit_s=SECONDS
    )
    return answer.status is not Status.INFEASIBLE


def _smallest(count: int, base: Sequence[Row], limits: Sequence[Limit]) -> list[Limit]:
    kept = list(limits)
    # Rules are tried first, so that money and targets, which can give way by degrees, are named last.
    for limit in sorted(limits, key=lambda one: bool(one.unit)):
        fewer = [one for one in kept if one is not limit]
        if not _holds(count, base, fewer):
            kept = fewer
    return kept


def _gives_way(
    state: State, limit: Limit, base: Sequence[Row], others: Sequence[Limit], time_limit_s: float
) -> Message | None:
    """Return how far one limit would have to give way if all others stay; None where that does not help."""
    count = len(state.costs)
    rest = [*base, *(row for one in others for row in one.rows)]
    if limit.kind == "target":
        return _target_gives_way(state, limit, time_limit_s)
    answer = _elastic(count, rest, limit)
    if answer.status is Status.INFEASIBLE or not answer.extra:
        return None
    if not limit.unit:
        return Message("It would work without: {limit}.", limit=limit.name)
    short = Amount(answer.extra[0], limit.unit, 0 if limit.unit == "EUR" else 1)
    if limit.kind == "vulnerable":
        return Message("{limit} is {n} beyond reach with the others.", limit=limit.name, n=short)
    return Message("{limit} is {n} too small for the others.", limit=limit.name, n=short)


def _elastic(count: int, rest: Sequence[Row], limit: Limit) -> Answer:
    """Return the choice that breaks one limit as little as possible."""
    soft = [
        replace(row, terms={**row.terms, count: 1.0 if row.lower > -NONE else -1.0}) for row in limit.rows
    ]
    if limit.unit:  # the slack is counted in the unit's own size
        return solve(
            np.zeros(count), [*rest, *soft], extra_costs=[1.0], extra_lower=[0.0], time_limit_s=SECONDS
        )
    return solve(np.zeros(count), rest, extra_costs=[1.0], extra_lower=[0.0], time_limit_s=SECONDS)


def _target_gives_way(state: State, limit: Limit, time_limit_s: float) -> Message | None:
    """Return what the full model reaches at best in the year within all other limits."""
    from secap.method.scenarios.portfolio.iterate import optimise
    from secap.method.scenarios.portfolio.problem import Objective

    limits = state.problem.limits
    year = next(one for one in limits.targets if limit.name.values["year"] == one)
    others = {one: most for one, most in limits.targets.items() if one != year}
    relaxed = replace(
        state.problem,
        limits=replace(limits, targets=others),
        objective=Objective.MOST_TONNES,
        most_year=year,
    )
    if any(_short(state.linear, one, most) for one, most in others.items()):
        return None
    found = optimise(relaxed, state.linear.judge, clock=_no_clock, time_limit_s=time_limit_s, most_rounds=20)
    if not found.is_found:
        return None
    best = found.real_t[year]
    return Message(
        "Within the other limits {year} comes to {best} at best, {short} more than the target allows.",
        year=year,
        best=Amount(best, "t", 1),
        short=Amount(max(best - limits.targets[year], 0.0), "t", 1),
    )


def _short(linear: Linear, year: int, most: float) -> bool:
    return _least_t(linear, year) > most + 1e-9 * max(abs(most), 1.0)


def _no_clock() -> float:
    return 0.0


def effects_at_zero(effects: Array) -> Any:
    """Return where an effect is nothing but rounding."""
    return np.abs(effects) <= NEGLIGIBLE
