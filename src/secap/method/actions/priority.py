"""Which actions come first: criteria on one scale, weights, and how far the order depends on the weights."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secap.method.actions.action import Action
from secap.method.actions.schedule import full_effect_year
from secap.method.basis import codes
from secap.method.basis.weights import check_weights

TABLE = "appraisal_criteria"
FACTORS = (0.5, 2.0, 0.0)  # what the sensitivity does to a weight: halve, double, leave out
MOST_WATCHED = 10  # the top whose stability is told: ten actions, or a third of a short list
LEAST_KNOWN_SHARE = 0.5  # of the weights; below it a score would rest on too little to be compared
SAME_SCORE_DIGITS = 9  # scores that agree so far are equal: the rest is rounding of floats


@dataclass(frozen=True, slots=True)
class Row:
    """One action of a ranking.

    score : 0-1, None where nothing that has weight is known;
    rank : 1 is best, None where less than half of the weight is known;
    known_share : of the weights, 0-1;  parts : {criterion: normalised 0-1}, known criteria only.
    """

    action: Action
    score: float | None
    rank: int | None
    known_share: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """rows : ranked actions best first, then those that could not be ranked, by id."""

    rows: tuple[Row, ...]
    weights: Mapping[str, float]

    @property
    def ranked(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.rank is not None)


@dataclass(frozen=True, slots=True)
class Swing:
    """Ranks of one action over all variations, the given weights among them; None where never ranked."""

    action: Action
    rank: int | None
    best: int | None
    worst: int | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """swings : in the order of the ranking;  top : number of actions watched;
    stability : share (0-1) of the top that stays in it whatever single weight is changed, None of no ranking.
    """

    swings: tuple[Swing, ...]
    top: int
    stability: float | None


def default_weights() -> dict[str, float]:
    """Return {criterion: weight} of the table."""
    return {code: float(row.default_weight) for code, row in codes.table(TABLE).items()}


def value(action: Action, criterion: str, *, year: int) -> float | None:
    """Return what a criterion says of an action, in the criterion's own unit; None where unknown.

    Criteria that the table marks as scored are the action's scores, 1-5. No co-benefit named is an unknown,
    not a 0: an empty list can't be told from one that nobody filled in.

    Parameters: criterion : code of `appraisal_criteria`
        year : from which `speed` counts the years until the full effect; an effect already there is 0 years
    Raises: InvalidInput where there is no such criterion
    Source: design
    """
    codes.get(TABLE, criterion)
    if criterion == "emissions_t":
        return action.t
    if criterion == "eur_per_t":
        return action.eur_per_t
    if criterion == "energy_mwh":
        return action.energy_mwh
    if criterion == "co_benefits":
        return float(len(action.co_benefits)) or None
    if criterion == "speed":
        full = full_effect_year(action)
        return None if full is None else float(max(0, full - year))
    if criterion == "feasibility" and action.feasibility is not None:
        return action.feasibility
    return action.scores.get(criterion)


def normalised(actions: Sequence[Action], criterion: str, *, year: int) -> list[float | None]:
    """Return a criterion on a scale from 0 (worst of the compared actions) to 1 (best), None where unknown.

    Where all known values are equal each is 1: none of them is worse than another.

    Parameters: actions : those that are compared;  criterion, year : as for `value`
    Source: design, min-max over the known values: (x - min) / (max - min), 1 less that where less is better
    """
    values = [value(action, criterion, year=year) for action in actions]
    known = [one for one in values if one is not None]
    if not known:
        return values
    low, high = min(known), max(known)
    if low == high:
        return [None if one is None else 1.0 for one in values]
    is_less_better = codes.get(TABLE, criterion).direction == "less"
    best, worst = (low, high) if is_less_better else (high, low)
    return [None if one is None else (one - worst) / (best - worst) for one in values]


def rank(actions: Iterable[Action], weights: Mapping[str, float], *, year: int) -> Ranking:
    """Return the actions in order of their score.

    The score is the weighted mean of the criteria that are known of the action: an unknown is never scored,
    it only lowers `known_share`. Equal scores stand in order of their ids.

    Parameters: weights : {code of `appraisal_criteria`: weight >= 0}; only their proportions matter
        year : from which `speed` counts
    Raises: InvalidInput naming the criterion where it is unknown or its weight negative or no number
    Source: design, score = Σ w × s / Σ w over the known criteria
    """
    compared = list(actions)
    return Ranking(tuple(_rows(compared, _parts(compared, weights, year), weights)), dict(weights))


def sensitivity(actions: Iterable[Action], weights: Mapping[str, float], *, year: int) -> Sensitivity:
    """Return how far each rank moves when one weight at a time is halved, doubled or left out.

    A variation in which an action can't be ranked says nothing of its best and worst rank, but it is out of
    the top then. Variations that leave no weight at all are passed over.

    Parameters, Raises: as for `rank`
    Source: design
    """
    compared = list(actions)
    parts = _parts(compared, weights, year)
    base = _rows(compared, parts, weights)
    varied = [
        {**weights, criterion: weight * factor}
        for criterion, weight in weights.items()
        if weight > 0
        for factor in FACTORS
    ]
    # Ids may occur twice in an imported list, so actions are told apart by where they stand in memory.
    orders = [
        {id(row.action): row.rank for row in _rows(compared, parts, changed) if row.rank is not None}
        for changed in varied
        if sum(changed.values()) > 0
    ]
    swings = []
    for row in base:
        ranks = [order[id(row.action)] for order in orders if id(row.action) in order]
        ranks += [row.rank] if row.rank is not None else []
        swings.append(Swing(row.action, row.rank, min(ranks, default=None), max(ranks, default=None)))
    ranked = [row for row in base if row.rank is not None]
    top = min(MOST_WATCHED, math.ceil(len(ranked) / 3))
    staying = [
        row for row in ranked[:top] if all(order.get(id(row.action), top + 1) <= top for order in orders)
    ]
    return Sensitivity(tuple(swings), top, len(staying) / top if top else None)


def _parts(actions: Sequence[Action], weights: Mapping[str, float], year: int) -> list[dict[str, float]]:
    """Return the normalised known criteria of each action; weights are checked on the way."""
    check_weights(TABLE, weights)
    found: list[dict[str, float]] = [{} for _ in actions]
    for criterion in weights:
        for parts, score in zip(found, normalised(actions, criterion, year=year), strict=True):
            if score is not None:
                parts[criterion] = score
    return found


def _score(weights: Mapping[str, float], known: Mapping[str, float]) -> float:
    weight = math.fsum(weights[criterion] for criterion in known)
    return math.fsum(weights[criterion] * part for criterion, part in known.items()) / weight


def _rows(
    actions: Sequence[Action], parts: Sequence[Mapping[str, float]], weights: Mapping[str, float]
) -> list[Row]:
    whole = math.fsum(weights.values())
    scored = []
    unranked = []
    for action, known in zip(actions, parts, strict=True):
        weight = math.fsum(weights[criterion] for criterion in known)
        share = weight / whole if whole else 0.0
        if weight == 0:
            unranked.append(Row(action, None, None, share, known))
            continue
        if share < LEAST_KNOWN_SHARE:
            unranked.append(Row(action, _score(weights, known), None, share, known))
            continue
        score = _score(weights, known)
        scored.append((score, action, share, known))
    scored.sort(key=lambda item: (-round(item[0], SAME_SCORE_DIGITS), item[1].id))
    unranked.sort(key=lambda row: row.action.id)
    rows = [
        Row(action, score, place, share, known)
        for place, (score, action, share, known) in enumerate(scored, start=1)
    ]
    return rows + unranked
