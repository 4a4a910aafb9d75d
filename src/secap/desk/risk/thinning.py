"""Boundaries with fewer points: what lies nearer to the line than a tolerance goes (Douglas-Peucker)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def thinned(
    ring: Sequence[tuple[float, float]], tolerance: float, squeeze: float
) -> list[tuple[float, float]]:
    """Return the points of a closed ring that lie farther than `tolerance` from the line through those kept.

    ring : (longitude, latitude), the first point repeated at the end;  tolerance : degrees of latitude;
    squeeze : length of a degree of longitude in degrees of latitude there.
    """
    points = np.asarray(ring, dtype=float) * (squeeze, 1.0)
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        far = _distances(points[first + 1 : last], points[first], points[last])
        place = int(far.argmax())
        if far[place] > tolerance:
            middle = first + 1 + place
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return [ring[int(at)] for at in np.flatnonzero(keep)]


def _distances(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return each point's distance from the stretch between two points."""
    along = end - start
    length = float(along @ along)
    if length == 0.0:
        return np.hypot(*(points - start).T)
    share = np.clip((points - start) @ along / length, 0.0, 1.0)
    return np.hypot(*(points - start - share[:, None] * along).T)
