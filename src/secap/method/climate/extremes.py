"""Return levels: how high a yearly maximum is reached once in 10, 20, 50 or 100 years on average."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.method.basis.messages import Message
from secap.method.climate.trends import Trend

Values = npt.NDArray[np.float64]

INDICATORS = ("txx", "rx1day", "rx5day", "fxx")
RETURN_YEARS = (10, 20, 50, 100)
LEAST_YEARS = 20
BOOTSTRAP = 500
INTERVAL = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Gev:
    """Generalized extreme-value distribution, x(F) = ξ + α/k (1 - (-ln F)^k).

    location ξ;  scale α > 0;  shape k, Hosking's sign: k > 0 has an upper bound, k = 0 is Gumbel's.
    """

    location: float
    scale: float
    shape: float

    def level(self, return_years: float) -> float:
        """Return the value exceeded once in `return_years` (> 1) on average.

        Source: hosking_1985
        """
        found = _quantile(np.array(self.location), np.array(self.scale), np.array(self.shape),
                          np.array(1 - 1 / return_years))  # fmt: skip
        return float(found)


@dataclass(frozen=True, slots=True)
class ReturnLevel:
    """The value of one return period with its interval of 90 %."""

    return_years: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Extremes:
    """Return levels of one indicator.

    distribution, levels : None and empty where there are none; why stands in `reason`;
    notes : what weakens them.
    """

    code: str
    n_years: int
    distribution: Gev | None
    levels: tuple[ReturnLevel, ...] = ()
    reason: Message | None = None
    notes: tuple[Message, ...] = ()

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the levels JSON-ready."""
        fit = self.distribution
        return {
            "n_years": self.n_years,
            "location": fit.location if fit else None,
            "scale": fit.scale if fit else None,
            "shape": fit.shape if fit else None,
            "levels": [
                {"return_years": one.return_years, "value": one.value, "low": one.low, "high": one.high}
                for one in self.levels
            ],
            "reason": self.reason.text(lang) if self.reason else None,
            "notes": [note.text(lang) for note in self.notes],
        }


def l_moments(values: Values) -> tuple[Values, Values, Values]:
    """Return (λ1, λ2, τ3) of samples: mean, scale and skewness by L-moments, unbiased.

    b_r = 1/n Σ_j C(j-1, r)/C(n-1, r) x_(j);  λ1 = b0, λ2 = 2 b1 - b0, λ3 = 6 b2 - 6 b1 + b0, τ3 = λ3/λ2

    Parameters: values : [..., year], at least 3, none missing
    Source: hosking_wallis_1997
    """
    n = values.shape[-1]
    ordered = np.sort(values, axis=-1)
    j = np.arange(n, dtype=np.float64)
    b0 = ordered.mean(axis=-1)
    b1 = ordered @ (j / (n - 1)) / n
    b2 = ordered @ (j * (j - 1) / ((n - 1) * (n - 2))) / n
    second = 2 * b1 - b0
    with np.errstate(invalid="ignore", divide="ignore"):
        skewness = (6 * b2 - 6 * b1 + b0) / second
    return b0, second, skewness


def gev_parameters(values: Values) -> tuple[Values, Values, Values]:
    """Return (location, scale, shape) of the distribution fitted to samples by L-moments.

    c = 2/(3 + τ3) - ln 2/ln 3, k = 7.8590 c + 2.9554 c², α = λ2 k / ((1 - 2^-k) Γ(1 + k)),
    ξ = λ1 - α (1 - Γ(1 + k))/k; for |k| < 1e-6 Gumbel's: α = λ2/ln 2, ξ = λ1 - 0.5772 α

    Parameters: values : [..., year], none missing
    Source: hosking_1985
    """
    mean, second, skewness = l_moments(values)
    c = 2 / (3 + skewness) - math.log(2) / math.log(3)
    shape = 7.8590 * c + 2.9554 * c**2
    is_gumbel = np.abs(shape) < 1e-6
    k = np.where(is_gumbel, 1.0, shape)
    gamma = _gamma(1 + k)
    scale = np.where(is_gumbel, second / math.log(2), second * k / ((1 - 2.0**-k) * gamma))
    shift = np.where(is_gumbel, np.euler_gamma, (1 - gamma) / k)
    return mean - scale * shift, scale, np.where(is_gumbel, 0.0, shape)


def _gamma(values: Values) -> Values:
    # beyond these bounds no fit is kept; math.gamma must not overflow on the way
    bounded = np.clip(np.nan_to_num(values, nan=1.0), 1e-3, 50.0)
    return np.array([math.gamma(one) for one in np.ravel(bounded)]).reshape(np.shape(values))


def _quantile(location: Values, scale: Values, shape: Values, share: Values) -> Values:
    """Return x(F), all broadcast against each other."""
    y = -np.log(share)
    is_gumbel = shape == 0
    k = np.where(is_gumbel, 1.0, shape)
    return location + scale * np.where(is_gumbel, -np.log(y), (1 - y**k) / k)


def extremes(
    code: str, values: Sequence[float | None] | Values, rng: np.random.Generator, trend: Trend | None = None
) -> Extremes:
    """Return the return levels of yearly maxima with intervals of 90 % by a parametric bootstrap.

    Samples as long as the series are drawn from the fitted distribution and fitted again; the interval lies
    between the 5th and the 95th percentile of their levels. None are given below 20 years.

    Parameters: values : [year], None or NaN where missing;  trend : of the same values; where it is clear
        the levels describe the whole period, not the present, and say so
    Source: hosking_1985, hosking_wallis_1997; bootstrap: design
    """
    given = np.array([math.nan if one is None else one for one in values], dtype=np.float64)
    sample = given[np.isfinite(given)]
    n = len(sample)
    if n < LEAST_YEARS:
        reason = Message(
            "{count} years have a value; return levels need at least {least}.", count=n, least=LEAST_YEARS
        )
        return Extremes(code, n, None, (), reason)
    if np.ptp(sample) == 0:
        return Extremes(code, n, None, (), Message("All years have the same value."))
    location, scale, shape = (float(one) for one in gev_parameters(sample))
    if not math.isfinite(location + scale + shape) or scale <= 0:
        return Extremes(code, n, None, (), Message("No extreme-value distribution fits the yearly values."))
    fitted = Gev(location, scale, shape)
    shares = np.array([1 - 1 / years for years in RETURN_YEARS])
    draws = rng.random((BOOTSTRAP, n))
    samples = _quantile(np.array(location), np.array(scale), np.array(shape), draws)
    a, b, k = (one[:, None] for one in gev_parameters(samples))
    spread = np.quantile(_quantile(a, b, k, shares), INTERVAL, axis=0)
    levels = tuple(
        ReturnLevel(years, fitted.level(years), float(spread[0, at]), float(spread[1, at]))
        for at, years in enumerate(RETURN_YEARS)
    )
    return Extremes(code, n, fitted, levels, None, _notes(n, trend))


def _notes(n: int, trend: Trend | None) -> tuple[Message, ...]:
    found = []
    if max(RETURN_YEARS) > 2 * n:
        found.append(
            Message(
                "{years} years is more than twice the length of the series: a rough guess.",
                years=max(RETURN_YEARS),
            )
        )
    if trend and trend.direction:
        found.append(
            Message("The series has a trend; the levels describe its whole period, not the present climate.")
        )
    return tuple(found)
