"""Sums of many values by name: index arrays and `bincount` instead of loops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
T = TypeVar("T")


def index(values: Sequence[T], key: Callable[[T], object] | None = None) -> tuple[list[T], Places]:
    """Return the distinct values in the order of first appearance, and the place of each value among them."""
    places_of: dict[object, int] = {}
    distinct: list[T] = []
    found = []
    for value in values:
        name = value if key is None else key(value)
        place = places_of.get(name)
        if place is None:
            place = places_of[name] = len(distinct)
            distinct.append(value)
        found.append(place)
    return distinct, np.array(found, np.intp)


def grouped(names: list[str], place: Places, values: Floats) -> dict[str, float]:
    return dict(zip(names, np.bincount(place, values, len(names)).tolist(), strict=True))


def crossed(
    rows: list[str], row: Places, columns: list[str], column: Places, values: Floats
) -> dict[str, dict[str, float]]:
    """Return {row: {column: sum}} of the pairs that occur."""
    pair = row * len(columns) + column
    size = len(rows) * len(columns)
    sums = np.bincount(pair, values, size)
    found: dict[str, dict[str, float]] = {name: {} for name in rows}
    for place in np.flatnonzero(np.bincount(pair, minlength=size)).tolist():
        found[rows[place // len(columns)]][columns[place % len(columns)]] = float(sums[place])
    return found
