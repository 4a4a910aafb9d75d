"""How the world goes on: activity, intensity, carriers, factors and prices by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.frame import Array, Frame, Start


@dataclass(frozen=True, slots=True)
class Paths:
    """activity, intensity : [year, sector], 1 in the start year;
    mix : [year, sector, carrier], weights on the start year's carriers, 1 where nothing shifts (a sector's
    energy stays what activity and intensity say);
    factor_t_per_mwh : [year, carrier], before local actions;  non_energy : [year, source], index;
    sinks : [year], index;  price_eur_per_mwh : [year, carrier], NaN where unknown."""

    activity: Array
    intensity: Array
    mix: Array
    factor_t_per_mwh: Array
    non_energy: Array
    sinks: Array
    price_eur_per_mwh: Array


def frozen(start: Start) -> Paths:
    """Return the paths of a world in which nothing changes: the reference of every scenario.

    Source: design
    """
    years, sectors, carriers = start.frame.shape
    return Paths(
        np.ones((years, sectors)),
        np.ones((years, sectors)),
        np.ones((years, sectors, carriers)),
        np.repeat(start.factor_t_per_mwh[None, :], years, axis=0),
        np.ones((years, len(start.frame.sources))),
        np.ones(years),
        np.full((years, carriers), np.nan),
    )


def along(frame: Frame, points: Mapping[int, float], *, at_start: float) -> Array:
    """Return one value for each year: straight between the given points, level after the last.

    points : {year: value}; those before the start year are left out;
    at_start : the start year's value, unless a point says otherwise.
    Raises: InvalidInput for a value that is no finite number
    Source: design
    """
    known = {frame.years[0]: at_start} | {
        year: value for year, value in points.items() if year >= frame.years[0]
    }
    for year, value in known.items():
        if not np.isfinite(value):
            raise InvalidInput(
                Message("The value of {year} is no number.", year=year), hint=Message("Correct or clear it.")
            )
    at = sorted(known)
    return np.interp(frame.years, at, [known[year] for year in at])
