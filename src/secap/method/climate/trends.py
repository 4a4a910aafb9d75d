"""Trends of yearly values: least squares, Sen's slope, Mann-Kendall; many series at once.

Years without a value are left out; slopes use the years as they are, so that a gap does not bend them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.method.climate.distributions import NORMAL_95, student_95, two_sided_p

Values = npt.NDArray[np.float64]

LEAST_YEARS = 10
AT_ONCE = 400  # series whose pairs of years are held in memory together
PER_DECADE = 10.0


@dataclass(frozen=True, slots=True)
class Trend:
    """The trend of one series of yearly values; slopes and their intervals of 95 % per ten years.

    mk_s, mk_z, mk_p : Mann-Kendall's statistic, with ties and continuity correction, two-sided;
    mk_p_autocorrelated : p after Hamed and Rao's correction of the variance, None where that fails;
    lag1 : correlation of what is left of neighbouring years once the trend is taken out;
    significance : very_clear (p < 0.01) | clear (< 0.05) | faint (< 0.1) | none, by the larger of the two p.
    """

    n_years: int
    first_year: int
    last_year: int
    mean: float
    ols_per_decade: float
    ols_low: float
    ols_high: float
    sen_per_decade: float
    sen_low: float
    sen_high: float
    mk_s: int
    mk_z: float
    mk_p: float
    mk_p_autocorrelated: float | None
    lag1: float | None
    significance: str

    @property
    def direction(self) -> int:
        """1 rising, -1 falling, 0 where no trend can be told from chance (p of 0.05 or more)."""
        return (self.mk_s > 0) - (self.mk_s < 0) if self.significance in {"very_clear", "clear"} else 0

    def as_dict(self) -> dict[str, Any]:
        """Return the trend JSON-ready."""
        return {name: getattr(self, name) for name in self.__slots__}


def trend(years: Sequence[int], values: Sequence[float | None] | Values) -> Trend | None:
    """Return the trend of one series, None below 10 years with a value.

    Parameters: years : [year], rising;  values : [year], None or NaN where missing
    Source: as `trends`
    """
    row = np.array([[math.nan if one is None else one for one in values]], dtype=np.float64)
    return trends(np.asarray(years, dtype=np.float64), row)[0]


def trends(years: npt.ArrayLike, values: Values) -> list[Trend | None]:
    """Return the trend of each series, None where it has fewer than 10 values.

    Parameters: years : [year], rising;  values : [series, year], NaN where missing
    Source: mann_1945, kendall_1975, sen_1968, gilbert_1987, hamed_rao_1998
    """
    calendar = np.asarray(years, dtype=np.float64)
    known = np.isfinite(values)
    counts = known.sum(axis=1)
    found: list[Trend | None] = [None] * len(values)
    for count in np.unique(counts[counts >= LEAST_YEARS]):
        members = np.flatnonzero(counts == count)
        for begin in range(0, len(members), AT_ONCE):
            some = members[begin : begin + AT_ONCE]
            mask = known[some]
            x = np.broadcast_to(calendar, mask.shape)[mask].reshape(len(some), count)
            y = values[some][mask].reshape(len(some), count)
            for at, one in zip(some, _of_equal_length(x, y), strict=True):
                found[at] = one
    return found


def _of_equal_length(x: Values, y: Values) -> list[Trend]:
    """Return the trends of series without gaps. x, y : [series, year]."""
    n = x.shape[1]
    mean = y.mean(axis=1)
    slope, low, high = least_squares(x, y)
    s = mann_kendall_s(y)
    variance = mann_kendall_variance(y)
    z = standardized(s, variance)
    p = two_sided_p(z)
    sen, sen_low, sen_high = sen_slope(x, y, variance)
    corrected = variance * hamed_rao_factor(y, sen)
    p_corrected = two_sided_p(standardized(s, corrected))
    lag1 = first_autocorrelation(x, y, slope)
    return [
        Trend(
            n_years=n,
            first_year=int(x[at, 0]),
            last_year=int(x[at, -1]),
            mean=float(mean[at]),
            ols_per_decade=float(slope[at]) * PER_DECADE,
            ols_low=float(low[at]) * PER_DECADE,
            ols_high=float(high[at]) * PER_DECADE,
            sen_per_decade=float(sen[at]) * PER_DECADE,
            sen_low=float(sen_low[at]) * PER_DECADE,
            sen_high=float(sen_high[at]) * PER_DECADE,
            mk_s=int(s[at]),
            mk_z=float(z[at]),
            mk_p=float(p[at]),
            mk_p_autocorrelated=_finite(p_corrected[at]),
            lag1=_finite(lag1[at]),
            significance=significance(float(p[at]), _finite(p_corrected[at])),
        )
        for at in range(len(y))
    ]


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def significance(p: float, p_autocorrelated: float | None = None) -> str:
    """Return how clearly a trend stands out, by the larger of the two chances.

    Source: design (the usual levels of 1, 5 and 10 %)
    """
    larger = max(p, p_autocorrelated if p_autocorrelated is not None else p)
    return (
        "very_clear" if larger < 0.01 else "clear" if larger < 0.05 else "faint" if larger < 0.1 else "none"
    )


def least_squares(x: Values, y: Values) -> tuple[Values, Values, Values]:
    """Return (slope, low, high) per unit of x: b = Σ(x-x̄)(y-ȳ)/Σ(x-x̄)², b ± t₀.₉₇₅,ₙ₋₂ s_b.

    Parameters: x, y : [series, year];  the interval takes the years for independent
    Source: gilbert_1987
    """
    n = x.shape[1]
    dx, dy = x - x.mean(axis=1, keepdims=True), y - y.mean(axis=1, keepdims=True)
    sxx = (dx**2).sum(axis=1)
    slope = (dx * dy).sum(axis=1) / sxx
    residual = ((dy - slope[:, None] * dx) ** 2).sum(axis=1)
    half = student_95(n - 2) * np.sqrt(residual / (n - 2) / sxx)
    return slope, slope - half, slope + half


def mann_kendall_s(y: Values) -> npt.NDArray[np.int64]:
    """Return S = Σ_{i<j} sign(y_j - y_i) of each series.

    Source: mann_1945, kendall_1975
    """
    total = np.zeros(len(y), dtype=np.int64)
    for i in range(y.shape[1] - 1):
        later = y[:, i + 1 :]
        total += (later > y[:, i : i + 1]).sum(axis=1) - (later < y[:, i : i + 1]).sum(axis=1)
    return total


def mann_kendall_variance(y: Values) -> Values:
    """Return Var(S) = (n(n-1)(2n+5) - Σ t(t-1)(2t+5)) / 18 over groups of t equal values.

    Source: kendall_1975
    """
    n = y.shape[1]
    ordered = np.sort(y, axis=1)
    is_first = np.ones(y.shape, dtype=bool)
    is_first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    starts = np.flatnonzero(is_first)  # the first item of a row always begins a group
    sizes = np.diff(np.append(starts, y.size)).astype(np.float64)
    ties = np.bincount(starts // n, weights=sizes * (sizes - 1) * (2 * sizes + 5), minlength=len(y))
    return (n * (n - 1) * (2 * n + 5) - ties) / 18


def standardized(s: npt.NDArray[np.int64], variance: Values) -> Values:
    """Return Z: S one step nearer to 0, over its standard deviation; NaN without a positive variance.

    Source: kendall_1975 (continuity correction)
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (s - np.sign(s)) / np.sqrt(variance)
    return np.where(s == 0, 0.0, np.where(variance > 0, z, np.nan))


def sen_slope(x: Values, y: Values, variance: Values) -> tuple[Values, Values, Values]:
    """Return (slope, low, high): the median of the slopes of all pairs of years, and its interval of 95 %.

    The interval's ends are the slopes of the ranks (N ∓ z₀.₉₇₅ √Var(S)) / 2 among the N slopes.

    Parameters: x, y : [series, year];  variance : Var(S)
    Source: sen_1968, gilbert_1987 (rounded to whole ranks)
    """
    first, second = np.triu_indices(x.shape[1], 1)
    slopes = np.sort((y[:, second] - y[:, first]) / (x[:, second] - x[:, first]), axis=1)
    n = slopes.shape[1]
    middle = (slopes[:, (n - 1) // 2] + slopes[:, n // 2]) / 2
    reach = NORMAL_95 * np.sqrt(variance)
    upper = np.minimum(np.round((n + reach) / 2).astype(np.int64), n - 1)
    lower = np.maximum(np.round((n - reach) / 2).astype(np.int64) - 1, 0)
    rows = np.arange(len(y))
    return middle, slopes[rows, lower], slopes[rows, upper]


def hamed_rao_factor(y: Values, slope: Values) -> Values:
    """Return what the variance of S is multiplied by where years hang together.

    1 + 2/(n(n-1)(n-2)) Σ_k (n-k)(n-k-1)(n-k-2) ρ_k, over the lags k at which the autocorrelation ρ_k of the
    ranks, the trend taken out, differs from 0 at the level of 5 %. Years are numbered one after the other,
    across gaps, too.

    Parameters: y : [series, year];  slope : Sen's, per year
    Source: hamed_rao_1998, as pymannkendall_2019
    """
    n = y.shape[1]
    ranks = _ranks(y - np.arange(1, n + 1) * slope[:, None])
    apart = ranks - ranks.mean(axis=1, keepdims=True)
    power = (apart**2).sum(axis=1)
    bound = NORMAL_95 / math.sqrt(n)
    total = np.zeros(len(y))
    with np.errstate(invalid="ignore", divide="ignore"):
        for lag in range(1, n):
            rho = (apart[:, lag:] * apart[:, :-lag]).sum(axis=1) / power
            weight = (n - lag) * (n - lag - 1) * (n - lag - 2)
            total += np.where(np.abs(rho) > bound, weight * rho, 0.0)
    return 1 + 2 / (n * (n - 1) * (n - 2)) * total


def first_autocorrelation(x: Values, y: Values, slope: Values) -> Values:
    """Return the correlation of neighbouring years, the least-squares trend taken out; NaN without variation.

    Parameters: x, y : [series, year];  slope : per unit of x
    Source: hamed_rao_1998
    """
    left = y - slope[:, None] * x
    apart = left - left.mean(axis=1, keepdims=True)
    power = (apart**2).sum(axis=1)
    scale = (y**2).sum(axis=1) + 1e-300
    with np.errstate(invalid="ignore", divide="ignore"):
        found = (apart[:, 1:] * apart[:, :-1]).sum(axis=1) / power
    return np.where(power > 1e-20 * scale, found, np.nan)


def _ranks(values: Values) -> Values:
    """Return [series, year]: ranks from 1, equal values sharing their mean rank."""
    order = np.argsort(values, axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=1)
    positions = np.broadcast_to(np.arange(1.0, values.shape[1] + 1), values.shape)
    new = np.ones(values.shape, dtype=bool)
    new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    group = np.cumsum(new.ravel()) - 1
    shared = np.bincount(group, weights=positions.ravel()) / np.bincount(group)
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, shared[group].reshape(values.shape), axis=1)
    return ranks
