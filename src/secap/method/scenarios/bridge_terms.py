"""The terms of a bridge between two inventories, and how the change of one cell is divided among them.

Additive log-mean Divisia index, LMDI-I: no residual, and the same result whichever year is named first (with
the opposite sign).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from secap.method.basis.messages import Message

WEATHER = "weather"
POPULATION = "population"
ACTIVITY = "activity"
INTENSITY = "intensity"
MIX = "mix"
GRID = "grid"
LOCAL_ELECTRICITY = "local_electricity"
HEAT = "heat"
FUELS = "fuels"
SETTINGS = "settings"
NON_ENERGY = "non_energy"

# In the order of tables and charts: what nobody in the town decides first.
TERMS: dict[str, Message] = {
    WEATHER: Message("Weather (heating degree days)"),
    POPULATION: Message("Population"),
    ACTIVITY: Message("Activity per inhabitant"),
    GRID: Message("Factor of grid electricity"),
    SETTINGS: Message("Other factor edition or method"),
    INTENSITY: Message("Energy intensity"),
    MIX: Message("Fuel mix"),
    LOCAL_ELECTRICITY: Message("Local electricity"),
    HEAT: Message("Factor of district heat"),
    FUELS: Message("Factors of other carriers"),
    NON_ENERGY: Message("Emissions that are not energy's"),
}
OUTSIDE = frozenset({WEATHER, POPULATION, ACTIVITY, GRID, SETTINGS})  # not the work of the plan's actions

SMALL_LOG = 1.0  # below it (a - b) / ln(a / b) would lose digits by cancellation
Driver = tuple[str, float, float]  # term, its factor of the product in the first and in the second year


def log_mean(a: float, b: float) -> float:
    """Return the logarithmic mean L(a, b) = (a - b) / (ln a - ln b); L(a, a) = a, L(a, 0) = 0.

    Parameters: a, b : >= 0, in one unit
    Returns: between a and b, in the same unit
    Source: lmdi_2015
    Example:
        >>> log_mean(2.0, 2.0), log_mean(3.0, 0.0), round(log_mean(1.0, math.e), 6)
        (2.0, 0.0, 1.718282)
    """
    if a <= 0 or b <= 0:
        return 0.0
    log = math.log(a) - math.log(b)
    if abs(log) > SMALL_LOG:
        return (a - b) / log
    if log == 0:
        return a
    return math.sqrt(a) * math.sqrt(b) * math.sinh(log / 2) / (log / 2)


def split_change(before_t: float, after_t: float, drivers: Sequence[Driver]) -> dict[str, float]:
    """Return the change of one cell by term: ΔE_x = L(E1, E0) × ln(x1 / x0).

    Where the cell is zero in one year, ΔE_x is the limit for a small δ in the place of the zero, which goes
    to nothing: the whole change belongs to the driver that is zero, and where several are, to the first of
    them. A cell that is zero in both years changes nothing.

    Parameters: before_t, after_t : the cell in both years, >= 0; each is the product of its drivers
        drivers : (term, value before, value after), values >= 0; a term may occur more than once
    Returns: {term: change}, t; adds up to after_t - before_t
    Source: lmdi_2015; the limits: lmdi_zero_2007, lmdi_zero_2006
    Example:
        >>> split_change(0.0, 8.0, [("intensity", 2.0, 2.0), ("mix", 0.0, 0.5)])
        {'intensity': 0.0, 'mix': 8.0}
    """
    parts = {term: 0.0 for term, _before, _after in drivers}
    if before_t == after_t == 0:
        return parts
    if before_t == 0 or after_t == 0:
        zero = next((term for term, x0, x1 in drivers if (x0 == 0) != (x1 == 0)), drivers[-1][0])
        parts[zero] = after_t - before_t
        return parts
    weight = log_mean(after_t, before_t)
    for term, x0, x1 in drivers:
        parts[term] += weight * (math.log(x1) - math.log(x0))
    return parts


def add_up(parts: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return the sums by term, in the order of TERMS."""
    found = {term: [part[term] for part in parts if term in part] for term in TERMS}
    return {term: math.fsum(values) for term, values in found.items() if values}
