"""How far the ranking of the districts depends on the weights that somebody chose."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secap.method.risk.vulnerability import SAME_SCORE_DIGITS, DistrictView, Vulnerability

SWING_SHARE = 0.5  # how far the sweep moves one weight, up and down
STEPS = 21  # of the sweep, both ends and the chosen weight among them
DRAWS = 2000
LEAST_CONCENTRATION = 1e-3  # a next to weightless indicator still has to be drawn

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Swing:
    """How the place of one district depends on the weights.

    rank : with the chosen weights;  best, worst : while one weight at a time moves by up to a half;
    kept_share : of the drawn weightings in which it keeps its rank, 0-1;
    first_share : of those in which it is first.
    """

    district: DistrictView
    rank: int
    best: int
    worst: int
    kept_share: float
    first_share: float


@dataclass(frozen=True, slots=True)
class Hold:
    """Between which weights of one indicator, the others left alone, the first district stays first.

    share : chosen, of all weights;  low_share, high_share : of all weights then, 1 where no weight is too
    large.
    """

    indicator: str
    share: float
    low_share: float
    high_share: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """swings : in the order of the ranking;  holds : by indicator, none where two share the first place;
    draws : number of weightings drawn."""

    swings: tuple[Swing, ...]
    holds: tuple[Hold, ...]
    draws: int


def sensitivity(found: Vulnerability, rng: np.random.Generator, *, draws: int = DRAWS) -> Sensitivity | None:
    """Return how far the ranks move with the weights; None without two ranked districts and two indicators.

    Sweep: each weight alone from half to one and a half of itself. Draws: all weights at once, from the
    Dirichlet distribution whose mean are the chosen weights and whose concentration is the number of
    indicators: equal weights make every weighting as likely as any other. Hold: exact, from the roots of
    S_first(t) = S_other(t), each S the weighted mean with one weight multiplied by t.

    The districts compared are those ranked with the chosen weights.

    Parameters: rng : makes the draws, the same generator the same result
    Source: design after oecd_jrc_2008 (uncertainty and sensitivity analysis)
    """
    rows = found.ranked
    indicators = [uid for uid in found.weights if any(uid in row.parts for row in rows)]
    if len(rows) < 2 or len(indicators) < 2 or draws < 1:
        return None
    known = np.array([[uid in row.parts for uid in indicators] for row in rows], dtype=np.float64)
    parts = np.array([[row.parts.get(uid, 0.0) for uid in indicators] for row in rows])
    chosen = np.array([found.weights[uid] for uid in indicators])
    chosen = chosen / chosen.sum()

    swept = _ranks(_sweep(chosen), parts, known)
    drawn = _ranks(_drawn(chosen, rng, draws), parts, known)
    swings = tuple(
        Swing(
            row.district,
            row.rank or 0,
            int(min(swept[:, place].min(), row.rank or 0)),
            int(max(swept[:, place].max(), row.rank or 0)),
            float(np.mean(drawn[:, place] == row.rank)),
            float(np.mean(drawn[:, place] == 1)),
        )
        for place, row in enumerate(rows)
    )
    return Sensitivity(swings, _holds(found, indicators, chosen, parts, known), draws)


def _sweep(chosen: Array) -> Array:
    factors = np.linspace(1 - SWING_SHARE, 1 + SWING_SHARE, STEPS)
    moved = np.repeat(chosen[None, :], STEPS * chosen.size, axis=0)
    for at in range(chosen.size):
        moved[at * STEPS : (at + 1) * STEPS, at] *= factors
    return moved


def _drawn(chosen: Array, rng: np.random.Generator, draws: int) -> Array:
    return rng.dirichlet(np.maximum(chosen * chosen.size, LEAST_CONCENTRATION), size=draws)


def _ranks(weights: Array, parts: Array, known: Array) -> NDArray[np.int64]:
    """Return the ranks (weighting, district); equal scores share the better one.

    weights : (weighting, indicator);  parts : 0-100, 0 where unknown, and known : 1 or 0, both (district,
    indicator)
    """
    weight = weights @ known.T
    score = np.divide(weights @ (parts * known).T, weight, out=np.full_like(weight, -1.0), where=weight > 0)
    score = np.round(score, SAME_SCORE_DIGITS)
    ranks = [1 + np.searchsorted(np.sort(-row), -row, side="left") for row in score]
    return np.array(ranks, dtype=np.int64)


def _holds(
    found: Vulnerability, indicators: list[str], chosen: Array, parts: Array, known: Array
) -> tuple[Hold, ...]:
    if [row.rank for row in found.ranked[:2]] == [1, 1]:
        return ()
    holds = []
    for at, uid in enumerate(indicators):
        low, high = _interval(chosen, parts, known, at)
        holds.append(Hold(uid, float(chosen[at]), _share(chosen, at, low), _share(chosen, at, high)))
    return tuple(holds)


def _interval(chosen: Array, parts: Array, known: Array, at: int) -> tuple[float, float]:
    """Return the multiples of one weight between which the first district stays first."""
    weights = chosen * known
    fixed = np.delete(weights * parts, at, axis=1).sum(axis=1), np.delete(weights, at, axis=1).sum(axis=1)
    moved = weights[:, at] * parts[:, at], weights[:, at]
    a, b, c, d = fixed[0], moved[0], fixed[1], moved[1]  # S(t) = (a + t b) / (c + t d)
    low, high = 0.0, math.inf
    for other in range(1, len(a)):
        square = b[0] * d[other] - b[other] * d[0]
        linear = a[0] * d[other] + b[0] * c[other] - a[other] * d[0] - b[other] * c[0]
        constant = a[0] * c[other] - a[other] * c[0]
        for root in _roots(float(square), float(linear), float(constant)):
            if 0 < root < 1:
                low = max(low, root)
            elif root >= 1:
                high = min(high, root)
    return low, high


def _roots(square: float, linear: float, constant: float) -> list[float]:
    """Return the real roots of square t² + linear t + constant."""
    size = max(abs(square), abs(linear), abs(constant))
    if size == 0:
        return []
    if abs(square) <= 1e-12 * size:
        return [] if abs(linear) <= 1e-12 * size else [-constant / linear]
    inside = linear * linear - 4 * square * constant
    if inside < 0:
        return []
    # The form that does not subtract nearly equal numbers.
    half = -(linear + math.copysign(math.sqrt(inside), linear)) / 2
    roots = [half / square]
    if half != 0:
        roots.append(constant / half)
    return roots


def _share(chosen: Array, at: int, multiple: float) -> float:
    """Return the share of one weight among all when it is multiplied and the others are left alone."""
    if math.isinf(multiple):
        return 1.0
    moved = float(chosen[at]) * multiple
    return moved / (moved + 1.0 - float(chosen[at]))
