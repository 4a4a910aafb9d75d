"""The standardized precipitation index of calendar years, for many sites at once.

The same definition as xclim's (tests hold them equal), which fits one site after the other
(docs/decisions/0010).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from secap.method.climate.completeness import complete_months
from secap.method.climate.days import DayAxis

Values = npt.NDArray[np.float64]

LEAST_YEARS = 20
MOST = 8.21  # where a share of 0 or 1 would be infinite


def spi_12(rain_mm: Values, axis: DayAxis) -> Values:
    """Return [..., year]: how far the precipitation of the year lies from its usual, in standard deviations.

    The twelve monthly means of the year are averaged; a gamma distribution is fitted to the years by Thom's
    approximation, A = ln x̄ - mean(ln x), α = (1 + √(1 + 4A/3)) / (4A), β = x̄/α; a year's share of the
    distribution is turned into the quantile of the normal one. Years with an incomplete month, and sites with
    fewer than 20 years, have none.

    Parameters: rain_mm : [..., day of the axis], NaN where missing
    Source: spi_1993
    """
    from scipy.special import gammainc, ndtri

    starts = axis.month_starts[:-1]
    known = np.isfinite(rain_mm)
    sums = np.add.reduceat(np.where(known, rain_mm, 0.0), starts, axis=-1)
    counts = np.add.reduceat(known, starts, axis=-1, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        months = np.where(complete_months(rain_mm, axis), sums / counts, np.nan)
        years = months.reshape(*months.shape[:-1], axis.n_years, 12).mean(axis=-1)
        n = np.isfinite(years).sum(axis=-1, keepdims=True)
        wet = np.where(years > 0, years, np.nan)
        n_wet = np.isfinite(wet).sum(axis=-1, keepdims=True)
        mean = np.nansum(wet, axis=-1, keepdims=True) / n_wet
        a = np.log(mean) - np.nansum(np.log(wet), axis=-1, keepdims=True) / n_wet
        alpha = (1 + np.sqrt(1 + 4 * a / 3)) / (4 * a)
        dry_share = 1 - n_wet / n
        share = dry_share + (1 - dry_share) * gammainc(alpha, wet * alpha / mean)
        share = np.where(years == 0, dry_share, share)
        index = np.clip(ndtri(share), -MOST, MOST)
    return np.where((n >= LEAST_YEARS) & np.isfinite(years), index, np.nan)
