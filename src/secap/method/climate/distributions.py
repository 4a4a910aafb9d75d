"""Quantiles of the normal and of Student's distribution, without SciPy: pages ask for trends, too."""

from __future__ import annotations

import math
from functools import cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

NORMAL_95 = NormalDist().inv_cdf(0.975)


def two_sided_p(z: Values) -> Values:
    """Return the chance that a standard normal lies at least as far from 0 as z, on either side."""
    flat = [math.erfc(abs(one) / math.sqrt(2)) if math.isfinite(one) else math.nan for one in np.ravel(z)]
    return np.array(flat, dtype=np.float64).reshape(np.shape(z))


def student_share(t: float, freedom: int) -> float:
    """Return the chance that Student's t with whole degrees of freedom lies below `t`.

    In closed form: with θ = atan(t/√ν) a finite sum of cosines (one for odd, one for even ν).

    Source: abramowitz_stegun_1964, 26.7.3 and 26.7.4
    """
    angle = math.atan(t / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    term, total = 1.0, 0.0
    if freedom % 2:
        term = cosine
        for step in range(3, freedom + 1, 2):
            total += term
            term *= cosine**2 * (step - 1) / step
        return 0.5 + (angle + sine * total) / math.pi
    for step in range(2, freedom + 1, 2):
        total += term
        term *= cosine**2 * (step - 1) / step
    return 0.5 + sine * total / 2


@cache
def student_95(freedom: int) -> float:
    """Return the factor of the two-sided interval of 95 %, by bisection of `student_share`.

    Source: abramowitz_stegun_1964, 26.7
    """
    low, high = 0.0, 1000.0
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if student_share(middle, freedom) < 0.975 else (low, middle)
    return (low + high) / 2
