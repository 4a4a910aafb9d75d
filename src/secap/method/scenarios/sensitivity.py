"""Which uncertain inputs matter: rank correlation, first-order index, and each input alone (tornado)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from secap.method.scenarios.distributions import Ranks, Uncertain
from secap.method.scenarios.frame import Array
from secap.method.scenarios.setup import Model
from secap.method.scenarios.uncertainty import Outcome, chance_of, draws_of

LOW, HIGH = 0.1, 0.9
LEAST_IN_BIN = 10


@dataclass(frozen=True, slots=True)
class Influence:
    """How much one input matters for the emissions of a year.

    correlation : Spearman's rank correlation, -1 to 1; None where input or emissions do not vary;
    first_order : share of the variance that the input alone explains, 0-1; None as above, or with too few
        draws. It takes in what moves along within the input's group;
    low_t, high_t : emissions with the input alone at its 10th and 90th percentile, all others central.
    """

    uncertain: Uncertain
    correlation: float | None
    first_order: float | None
    low_t: float
    high_t: float

    @property
    def swing_t(self) -> float:
        return abs(self.high_t - self.low_t)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        return {
            "name": self.uncertain.name.text(lang),
            "kind": self.uncertain.kind,
            "group": self.uncertain.group,
            "rank_correlation": self.correlation,
            "first_order_index": self.first_order,
            "at_10th_percentile": self.low_t,
            "at_90th_percentile": self.high_t,
        }


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Which inputs matter for one year, largest swing first.

    noise : a first-order index up to this can't be told from none;  central_t : with all inputs central.
    """

    year: int
    central_t: float
    noise: float | None
    influences: tuple[Influence, ...]
    unit: str

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the inputs in their order, ready for JSON; names in `lang`."""
        return {
            "year": self.year,
            "unit": f"{self.unit}/a",
            "central": self.central_t,
            "noise_of_first_order_index": self.noise,
            "inputs": [one.as_dict(lang) for one in self.influences],
        }


def sensitivity(model: Model, outcome: Outcome, year: int) -> Sensitivity:
    """Return which inputs matter for the emissions of a target year, from the draws of the outcome.

    Raises: InvalidInput for a year without a target in the outcome
    Source: design
    """
    chance_of(outcome, year)  # refuses a year whose draws were not kept
    drawn, totals = outcome.sample, outcome.totals_t[year]
    uncertain = drawn.uncertain
    varies = np.array([not one.distribution.is_constant for one in uncertain], dtype=bool)
    correlations = rank_correlations(drawn.ranks, totals)
    indices, noise = first_order(drawn.ranks, totals)
    central, low, high = alone(model, uncertain, year)
    found = [
        Influence(
            one,
            None if correlations is None or not varies[place] else float(correlations[place]),
            None if indices is None or not varies[place] else float(indices[place]),
            float(low[place]),
            float(high[place]),
        )
        for place, one in enumerate(uncertain)
    ]
    found.sort(key=lambda one: -one.swing_t)
    return Sensitivity(year, central, noise, tuple(found), outcome.unit)


def rank_correlations(ranks: Ranks, totals: Array) -> Array | None:
    """Return Spearman's rank correlation of each input with the totals: [input]; None where these are equal.

    ranks : [input, draw], each of 0 to n - 1 once;  totals : [draw], equal ones share their mean rank.
    Source: design
    """
    n = len(totals)
    _values, which, counts = np.unique(totals, return_inverse=True, return_counts=True)
    shared = (np.cumsum(counts) - (counts + 1) / 2)[which] - (n - 1) / 2
    size = float(np.sqrt((shared**2).sum()))
    if size == 0:
        return None
    # The ranks of an input are always the same numbers, so their spread is known.
    spread = math.sqrt(n * (n * n - 1) / 12)
    product: Array = ranks @ shared
    return product / (size * spread)


def first_order(ranks: Ranks, totals: Array) -> tuple[Array | None, float | None]:
    """Return the first-order index of each input, [input], and the level of its noise.

    Each input's draws are sorted into m bins of (nearly) equal size; between the means of the bins lies the
    share of the variance that the input explains alone: h = sum n_b (mean_b - mean)^2 / sum (t - mean)^2.
    An input without influence has about h_0 = (m - 1) / (n - 1) by chance, with variance 2 (m - 1) / n^2, so
    S = max((h - h_0) / (1 - h_0), 0), and the noise is two standard deviations above h_0, on the scale of S.
    None with fewer than two bins of ten draws, and where the totals do not vary.
    Source: design
    """
    n = len(totals)
    bins = min(round(n ** (1 / 3)), n // LEAST_IN_BIN)
    apart = totals - totals.mean()
    variance = float((apart**2).sum())
    if bins < 2:
        return None, None
    by_chance = (bins - 1) / (n - 1)
    noise = 2 * math.sqrt(2 * (bins - 1)) / n / (1 - by_chance)
    # A spread of rounding errors is none.
    if variance <= n * (1e-12 * float(np.abs(totals).max())) ** 2:
        return None, noise
    counts = np.bincount(np.arange(n) * bins // n, minlength=bins)
    shares = np.empty(len(ranks))
    for place, row in enumerate(ranks):
        sums = np.bincount(row.astype(np.int64) * bins // n, weights=apart, minlength=bins)
        shares[place] = (sums**2 / counts).sum() / variance
    return np.maximum((shares - by_chance) / (1 - by_chance), 0.0), noise


def alone(model: Model, uncertain: tuple[Uncertain, ...], year: int) -> tuple[float, Array, Array]:
    """Return the emissions of a year with all inputs central, and with each alone at its 10th and its 90th
    percentile: number, [input], [input].

    Source: design
    """
    count = len(uncertain)
    values = np.array([[one.distribution.central] * (2 * count + 1) for one in uncertain])
    values = values.reshape(count, 2 * count + 1)
    for place, one in enumerate(uncertain):
        values[place, [place, count + place]] = one.distribution.quantile(np.array([LOW, HIGH]))
    draws = draws_of(model, uncertain, values)
    totals = model.pathway(draws, years=model.years(year)).total_t[:, 0]
    return float(totals[-1]), totals[:count], totals[count : 2 * count]
