"""Scenarios side by side: criteria on one scale, weights, and how far the order depends on the weights.

The rules are those of the priority of actions (`method.actions.priority`): lowest to highest value becomes 0
to 1, an unknown is never scored, and one weight at a time is halved, doubled and left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from secap.method.actions.priority import FACTORS, SAME_SCORE_DIGITS
from secap.method.basis import codes
from secap.method.basis.weights import check_weights
from secap.method.scenarios.results import Results

TABLE = "scenario_criteria"
GIVEN = frozenset({"resilience", "jobs"})  # no result tells them: people do


@dataclass(frozen=True, slots=True)
class Candidate:
    """One scenario to compare.  given : {criterion: value} that people state, such as resilience and jobs."""

    name: str
    results: Results
    given: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One scenario of a comparison.

    values : {criterion: in its unit, None where unknown};  parts : {criterion: 0-1}, known ones only;
    score : 0-1, and rank : 1 is best; both None where nothing that has weight is known;
    known_share : of the weights, 0-1;  best, worst : rank over all variations of the weights.
    """

    candidate: Candidate
    values: Mapping[str, float | None]
    parts: Mapping[str, float]
    score: float | None
    rank: int | None
    known_share: float
    best: int | None
    worst: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """lines : best first, then those that could not be ranked;  is_stable : the same scenario is first
    whichever single weight is changed, None where none is ranked."""

    year: int
    weights: Mapping[str, float]
    lines: tuple[Line, ...]
    is_stable: bool | None


def default_weights() -> dict[str, float]:
    """Return {criterion: weight} of the table."""
    return {code: float(row.default_weight) for code, row in codes.table(TABLE).items()}


def value(candidate: Candidate, criterion: str, *, year: int) -> float | None:
    """Return what a criterion says of a scenario, in the criterion's unit; None where unknown.

    Investment and cost are known only where they are of every action carried out: a sum with gaps would look
    cheap.
    Raises: InvalidInput where there is no such criterion, or the scenario does not reach the year
    Source: design
    """
    codes.get(TABLE, criterion)
    if criterion in GIVEN:
        return candidate.given.get(criterion)
    results = candidate.results
    place = results.frame.year(year)
    if criterion == "emissions_t":
        return float(results.total_t[place])
    if criterion == "cumulative_t":
        return float(results.cumulative_t[place])
    if criterion == "energy_mwh":
        return float(results.energy_mwh[place].sum())
    if criterion == "investment_eur":
        return results.costs.total_investment_eur
    if criterion == "discounted_cost_eur":
        return results.costs.discounted_cost_eur if results.costs.is_complete else None
    if criterion == "renewable_share" and results.renewable_share is not None:
        share = float(results.renewable_share[place])
        return share if math.isfinite(share) else None
    return None


def normalised(values: Sequence[float | None], direction: str) -> list[float | None]:
    """Return values on a scale from 0 (worst) to 1 (best), None where unknown; equals are all 1.

    direction : more | less is better.
    Source: design, min-max over the known values: (x - worst) / (best - worst)
    """
    known = [one for one in values if one is not None]
    if not known:
        return list(values)
    low, high = min(known), max(known)
    if low == high:
        return [None if one is None else 1.0 for one in values]
    best, worst = (low, high) if direction == "less" else (high, low)
    return [None if one is None else (one - worst) / (best - worst) for one in values]


def compare(candidates: Sequence[Candidate], weights: Mapping[str, float], *, year: int) -> Comparison:
    """Return the scenarios in order of their score, with the range of their ranks.

    Parameters: weights : {code of `scenario_criteria`: weight >= 0}; only their proportions matter
        year : in which emissions, energy and renewable share are compared
    Raises: InvalidInput naming the criterion where it is unknown, or its weight negative or no number
    Source: design, score = sum of w s / sum of w over the known criteria
    """
    check_weights(TABLE, weights)
    criteria = list(codes.table(TABLE))
    values: list[dict[str, float | None]] = [
        {criterion: value(one, criterion, year=year) for criterion in criteria} for one in candidates
    ]
    parts: list[dict[str, float]] = [{} for _ in candidates]
    for criterion in criteria:
        scaled = normalised([of[criterion] for of in values], str(codes.get(TABLE, criterion).direction))
        for part, score in zip(parts, scaled, strict=True):
            if score is not None:
                part[criterion] = score
    base = _scores(parts, weights)
    names = [one.name for one in candidates]
    ranks = _ranks(base, names)
    varied = [
        {**weights, criterion: weight * factor}
        for criterion, weight in weights.items()
        if weight > 0
        for factor in FACTORS
    ]
    orders = [_ranks(_scores(parts, one), names) for one in varied if sum(one.values()) > 0]
    whole = math.fsum(weights.values())
    lines = []
    for place, candidate in enumerate(candidates):
        seen = [order[place] for order in [ranks, *orders] if place in order]
        known = math.fsum(weights.get(criterion, 0.0) for criterion in parts[place])
        lines.append(
            Line(
                candidate,
                values[place],
                parts[place],
                base[place],
                ranks.get(place),
                known / whole if whole else 0.0,
                min(seen, default=None),
                max(seen, default=None),
            )
        )
    lines.sort(key=lambda line: (line.rank is None, line.rank or 0, line.candidate.name))
    first = next((place for place, rank in ranks.items() if rank == 1), None)
    is_stable = None if first is None else all(order.get(first) == 1 for order in orders)
    return Comparison(year, dict(weights), tuple(lines), is_stable)


def _scores(parts: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> list[float | None]:
    found: list[float | None] = []
    for known in parts:
        weight = math.fsum(weights.get(criterion, 0.0) for criterion in known)
        found.append(
            math.fsum(weights.get(criterion, 0.0) * part for criterion, part in known.items()) / weight
            if weight > 0
            else None
        )
    return found


def _ranks(scores: Sequence[float | None], names: Sequence[str]) -> dict[int, int]:
    """Return {place of the scenario: rank}; equal scores stand in order of their names."""
    scored = [(-round(score, SAME_SCORE_DIGITS), names[at], at) for at, score in enumerate(scores)
              if score is not None]  # fmt: skip
    return {at: rank for rank, (_, _, at) in enumerate(sorted(scored), start=1)}
