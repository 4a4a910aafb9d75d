"""The map of the districts, coloured by their vulnerability score, from the boundaries in the records.

Positions are brought to the plane here (degrees of longitude squeezed to the length they have there), so that
a boundary's direction of turning does not matter and the map can't turn inside out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from secap import locale
from secap.desk.registry.figures import INK, Figure, specification
from secap.desk.risk.geojson import rings_of
from secap.desk.risk.palette import NO_SCORE, SCALE
from secap.method.basis.messages import Message

WIDTH_PX, LEAST_PX, MOST_PX = 420, 200, 460  # a map beside a table; wider, it stands in the middle
NAMED = 16  # districts whose names fit on the map
NAMED_SHARE = 0.04  # of the map's extent; a smaller district bears its score alone


def district_map(rows: Sequence[Any], lang: str) -> Figure | None:
    """Return the map, or None where a scored district has no boundary.

    rows : with district (name, reference: the record with its boundary), score and rank (`DistrictScore`)
    """
    drawn = [row for row in rows if row.district.reference.boundary]
    scored = [row for row in rows if row.score is not None]
    if not scored or any(not row.district.reference.boundary for row in scored):
        return None
    squeeze = math.cos(math.radians(_middle([row.district.reference.boundary for row in drawn])))
    values = [_area(row, squeeze, lang) for row in drawn]
    _keep_names_apart(values)
    title = Message("Map of the vulnerability score").text(lang)
    first, last = scored[0], scored[-1]
    alt = Message(
        "Map of {count} districts, coloured by their vulnerability score from 0 to 100. "
        "Most vulnerable: {first}, {most}; least: {last}, {least}.",
        count=len(drawn),
        first=first.district.name,
        most=locale.number(first.score, lang, 0),
        last=last.district.name,
        least=locale.number(last.score, lang, 0),
    ).text(lang)
    if len(drawn) > len(scored):
        alt += " " + Message("Without a score: {count}.", count=len(drawn) - len(scored)).text(lang)
    spec = specification(
        lang,
        description=alt,
        values=values,
        height=_height(values),
        layers=_layers(lang, with_names=len(drawn) <= NAMED),
        encoding={"y": {"axis": {}}},
    )
    spec["projection"] = {"type": "identity", "reflectY": True}
    header = (
        Message("District").text(lang),
        Message("Score, 0-100").text(lang),
        Message("Rank").text(lang),
    )
    table = tuple((row.district.name, row.score, row.rank) for row in rows)
    caption = Message("Vulnerability score by district, 0 (least) to 100 (most); grey: no score").text(lang)
    return Figure("district-map", title, caption, alt, spec, header, table, "", lang, 0)


def _area(row: Any, squeeze: float, lang: str) -> dict[str, Any]:
    boundary = row.district.reference.boundary
    outer = max(rings_of(boundary), key=_size)
    east, north = _centre(outer)
    score = Message("no score").text(lang) if row.score is None else locale.number(row.score, lang, 0)
    return {
        "type": "Feature",
        "geometry": _in_plane(boundary, squeeze),
        "name": row.district.name,
        "score": None if row.score is None else round(row.score, 1),
        "label": [row.district.name, score],
        "tip": f"{row.district.name}: {score}",
        "x": round(east * squeeze, 5),
        "y": round(north, 5),
    }


def _in_plane(boundary: dict[str, Any], squeeze: float) -> dict[str, Any]:
    def flat(ring: list[list[float]]) -> list[list[float]]:
        return [[round(east * squeeze, 5), round(north, 5)] for east, north in ring]

    if boundary["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": [flat(ring) for ring in boundary["coordinates"]]}
    polygons = [[flat(ring) for ring in rings] for rings in boundary["coordinates"]]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _middle(boundaries: Sequence[dict[str, Any]]) -> float:
    """Return the latitude in the middle of all areas, degrees."""
    norths = [north for boundary in boundaries for ring in rings_of(boundary) for _east, north in ring]
    return (min(norths) + max(norths)) / 2


def _size(ring: list[list[float]]) -> float:
    return abs(_signed(ring))


def _signed(ring: list[list[float]]) -> float:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring)) / 2


def _centre(ring: list[list[float]]) -> tuple[float, float]:
    """Return the centre of gravity of a ring; of one without area, the mean of its points."""
    area = _signed(ring)
    if abs(area) < 1e-12:
        return sum(one[0] for one in ring) / len(ring), sum(one[1] for one in ring) / len(ring)
    east = north = 0.0
    for one, two in pairwise(ring):
        cross = one[0] * two[1] - two[0] * one[1]
        east += (one[0] + two[0]) * cross
        north += (one[1] + two[1]) * cross
    return east / (6 * area), north / (6 * area)


def _keep_names_apart(values: Sequence[dict[str, Any]]) -> None:
    """Take the name off the label of districts that are too small for it; it stays in tooltip and table."""
    wide, high = _extent(values)
    for one in values:
        outer = max(rings_of(one["geometry"]), key=_size)
        if _size(outer) < NAMED_SHARE * wide * high:
            one["label"] = one["label"][1:]


def _extent(values: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Return how wide and how high all areas together are."""
    points = [point for one in values for ring in rings_of(one["geometry"]) for point in ring]
    easts, norths = [x for x, _y in points], [y for _x, y in points]
    return max(easts) - min(easts), max(norths) - min(norths)


def _height(values: Sequence[dict[str, Any]]) -> int:
    """Return the height that shows the areas undistorted at full width, within bounds."""
    wide, high = _extent(values)
    return round(min(max(WIDTH_PX * high / wide if wide else LEAST_PX, LEAST_PX), MOST_PX))


def _layers(lang: str, *, with_names: bool) -> list[dict[str, Any]]:
    areas = {
        "mark": {"type": "geoshape", "stroke": INK, "strokeWidth": 0.75},
        "encoding": {
            "color": {
                "condition": {
                    "test": "isValid(datum.score)",
                    "field": "score",
                    "type": "quantitative",
                    "scale": {"domain": [0, 100], "range": list(SCALE)},
                    "legend": {
                        "title": Message("Score").text(lang),
                        "orient": "bottom",
                        "gradientLength": 200,
                    },
                },
                "value": NO_SCORE,
            },
            "tooltip": {"field": "tip"},
        },
    }
    place = {
        "longitude": {"field": "x", "type": "quantitative"},
        "latitude": {"field": "y", "type": "quantitative"},
    }
    dark = {
        "condition": {"test": "isValid(datum.score) && datum.score > 68", "value": "white"},
        "value": INK,
    }
    names = {
        "mark": {"type": "text", "baseline": "middle", "fontWeight": 600, "lineHeight": 13, "fontSize": 11},
        "encoding": {**place, "text": {"field": "label"}, "color": dark},
    }
    return [areas, names] if with_names else [areas]
