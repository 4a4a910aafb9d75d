"""Boundaries lose points, not their shape."""

from __future__ import annotations

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from secap.desk.risk.geojson import MOST_POINTS, read_map, rings_of
from secap.desk.risk.thinning import thinned

angles = st.lists(st.floats(0.2, 1.0), min_size=4, max_size=60)


@given(angles, st.floats(0.0, 0.3))
def test_every_point_stays_within_the_tolerance_of_the_thinned_ring(
    radii: list[float], tolerance: float
) -> None:
    turn = 2 * math.pi / len(radii)
    ring = [(r * math.cos(at * turn), r * math.sin(at * turn)) for at, r in enumerate(radii)]
    ring.append(ring[0])
    found = thinned(ring, tolerance, 1.0)
    assert found[0] == found[-1] == ring[0]
    assert set(found) <= set(ring)
    for point in ring:
        nearest = min(
            distance(point, one, other) for one, other in zip(found, found[1:] or found, strict=False)
        )
        assert nearest <= tolerance + 1e-9


def distance(point: tuple[float, float], one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far a point lies from the stretch between two others."""
    along = (other[0] - one[0], other[1] - one[1])
    length = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if length:
        share = ((point[0] - one[0]) * along[0] + (point[1] - one[1]) * along[1]) / length
    share = min(max(share, 0.0), 1.0)
    return math.dist(point, (one[0] + share * along[0], one[1] + share * along[1]))


def test_a_file_of_very_many_points_becomes_one_that_a_page_can_carry() -> None:
    count = 60_000
    coast = [
        [24 + 0.2 * math.cos(2 * math.pi * at / count) * (1 + 0.05 * math.sin(at)),
         57 + 0.1 * math.sin(2 * math.pi * at / count)]
        for at in range(count)
    ]  # fmt: skip
    coast.append(coast[0])
    text = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"name": "Krasts"},
                    "geometry": {
                        "type": "Polygon",
                        "coordinates": [[[round(x, 5), round(y, 5)] for x, y in coast]],
                    },
                }
            ],
        }
    )
    file = read_map(text.encode())
    points = sum(len(ring) for ring in rings_of(file.shapes[0].geometry))
    assert points <= MOST_POINTS and file.tolerance_m > 5
    assert read_map(file.as_text().encode()).shapes[0].properties == {"name": "Krasts"}
