"""Reading a map file (GeoJSON) of districts: bounded, checked, its boundaries thinned to what a map shows.

What can't be read is said with the number of the feature and what to do; nothing is guessed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from secap.desk.risk.thinning import thinned

MAX_BYTES = 3 * 1024 * 1024
MOST_FEATURES = 500
MOST_POINTS = 20_000  # of all boundaries together, once thinned: what a page can carry
FINEST = 4000  # a boundary keeps what is larger than the map's extent divided by this
DECIMALS = 6  # of a degree: some 0.1 m
WGS84 = ("crs84", "epsg::4326", "epsg:4326", "wgs84", "wgs 84")
AREAS = {"Polygon", "MultiPolygon"}
UNWRITABLE = re.compile("[\x00-\x1f\ud800-\udfff]")  # controls, halves of surrogate pairs
METRES_PER_DEGREE = 111_320.0

Position = tuple[float, float]
Ring = list[Position]


@dataclass(frozen=True, slots=True)
class Shape:
    """One feature: its single-valued properties as text, and its boundary as a GeoJSON geometry."""

    properties: dict[str, str]
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MapFile:
    """The areas of a file.  tolerance_m : what is smaller than this was left out of the boundaries."""

    shapes: tuple[Shape, ...]
    tolerance_m: float

    @property
    def names(self) -> list[str]:
        """The properties that may hold a name: every area has one."""
        first = self.shapes[0].properties
        return [name for name in first if all(one.properties.get(name) for one in self.shapes)]

    @property
    def codes(self) -> list[str]:
        """The properties that tell every area from every other."""
        return [
            name
            for name in self.names
            if len({one.properties[name] for one in self.shapes}) == len(self.shapes)
        ]

    def as_text(self) -> str:
        """Return the areas as GeoJSON again, thinned."""
        features = [
            {"type": "Feature", "properties": one.properties, "geometry": one.geometry} for one in self.shapes
        ]
        whole = {"type": "FeatureCollection", "features": features}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def read_map(content: bytes) -> MapFile:
    """Return the areas of a GeoJSON file in WGS84.

    Raises: ValidationError that says what is wrong where, and what to do
    """
    if len(content) > MAX_BYTES:
        raise ValidationError(_("The file is larger than 3 MB. Simplify its boundaries and export it again."))
    features = _features(_loaded(content))
    areas = [_area(feature, number) for number, feature in enumerate(features, start=1)]
    geometries, tolerance_m = _thinned([polygons for _properties, polygons in areas])
    shapes = [
        Shape(properties, geometry)
        for (properties, _polygons), geometry in zip(areas, geometries, strict=True)
    ]
    if not MapFile(tuple(shapes), 0.0).names:
        raise ValidationError(
            _("No property is filled in for every area, so none can be the name. Add one and export again.")
        )
    return MapFile(tuple(shapes), tolerance_m)


def _loaded(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise ValidationError(_("The file is not text in UTF-8. Export it as GeoJSON.")) from error
    except json.JSONDecodeError as error:
        raise ValidationError(
            _("The file is not GeoJSON: it can't be read at line %(line)s, column %(column)s."),
            params={"line": error.lineno, "column": error.colno},
        ) from error
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("The file is not GeoJSON.")) from error


def _no_number(text: str) -> float:
    raise ValueError(text)


def _features(whole: Any) -> list[Any]:
    kind = whole.get("type") if isinstance(whole, dict) else None
    if kind == "Topology":
        raise ValidationError(_("This is TopoJSON. Export the areas as GeoJSON."))
    if kind != "FeatureCollection" or not isinstance(whole.get("features"), list):
        raise ValidationError(
            _("The file must be a GeoJSON FeatureCollection: a list of areas. This one is: %(kind)s."),
            params={"kind": str(kind or _("something else"))[:60]},
        )
    _check_system(whole.get("crs"))
    features: list[Any] = whole["features"]
    if not features:
        raise ValidationError(_("The file holds no areas."))
    if len(features) > MOST_FEATURES:
        raise ValidationError(
            _("The file holds %(count)s areas; at most %(most)s can be compared."),
            params={"count": len(features), "most": MOST_FEATURES},
        )
    return features


def _check_system(crs: Any) -> None:
    """Refuse a file that names another coordinate system than WGS84."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if name and not any(known in name.casefold() for known in WGS84):
        raise ValidationError(
            _("The coordinates are in %(system)s. Export the areas in WGS84 (EPSG:4326)."),
            params={"system": name[:80]},
        )


def _area(feature: Any, number: int) -> tuple[dict[str, str], list[list[Ring]]]:
    """Return a feature's properties as text and its polygons, each a list of rings."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ValidationError(_("Feature %(number)s is not a GeoJSON Feature."), params={"number": number})
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or not isinstance(kind, str) or kind not in AREAS:
        raise ValidationError(
            _("Feature %(number)s is not an area (Polygon or MultiPolygon) but: %(kind)s."),
            params={"number": number, "kind": str(kind or _("empty"))[:60]},
        )
    coordinates: Any = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    try:
        found = [[_ring(ring, number) for ring in polygon] for polygon in polygons]
    except TypeError:
        found = []
    if not found or not all(found):
        raise _broken(number)
    return _texts(feature.get("properties")), found


def refuse_no_area(boundary: Any) -> None:
    """Raise ValidationError where a district's boundary is neither empty nor an area in WGS84."""
    if boundary != {}:
        _area({"type": "Feature", "geometry": boundary}, 1)


def _ring(points: Any, number: int) -> Ring:
    """Return a closed ring of (longitude, latitude)."""
    ring = [_position(point, number) for point in points]
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(ring) < 4:
        raise _broken(number)
    return ring


def _position(point: Any, number: int) -> Position:
    if not isinstance(point, list) or len(point) < 2:
        raise _broken(number)
    east, north = point[0], point[1]
    if type(east) not in (int, float) or type(north) not in (int, float):
        raise _broken(number)
    if abs(east) > 180 or abs(north) > 90:
        raise ValidationError(
            _(
                "The coordinates of feature %(number)s are no degrees of longitude and latitude (%(east)s, "
                "%(north)s). Export the areas in WGS84 (EPSG:4326)."
            ),
            params={"number": number, "east": str(east)[:12], "north": str(north)[:12]},
        )
    return float(east), float(north)


def _broken(number: int) -> ValidationError:
    return ValidationError(
        _("The boundary of feature %(number)s is not complete. Repair the area and export again."),
        params={"number": number},
    )


def _texts(properties: Any) -> dict[str, str]:
    """Return the properties that hold one text or number, as text."""
    found = {}
    for name, value in (properties if isinstance(properties, dict) else {}).items():
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        whole = isinstance(value, float) and value.is_integer()
        text = str(int(value)) if whole else str(value)
        found[_writable(name)[:60]] = _writable(text)[:200]
    return found


def _writable(text: str) -> str:
    """Return a text on one line, without what no page and no database can hold."""
    return " ".join(UNWRITABLE.sub(" ", text).split())


def _thinned(areas: Sequence[list[list[Ring]]]) -> tuple[list[dict[str, Any]], float]:
    """Return the geometries with as many points as a page can carry, and the tolerance in metres."""
    east, north = _extent(areas)
    squeeze = math.cos(math.radians(sum(north) / 2))
    across = math.hypot((east[1] - east[0]) * squeeze, north[1] - north[0])
    tolerance = across / FINEST
    while True:
        found = [_geometry(polygons, tolerance, squeeze) for polygons in areas]
        count = sum(len(ring) for geometry in found for ring in rings_of(geometry))
        if count <= MOST_POINTS or tolerance > across / 50:
            return found, tolerance * METRES_PER_DEGREE
        tolerance *= 2


def _extent(areas: Sequence[list[list[Ring]]]) -> tuple[Position, Position]:
    """Return ((west, east), (south, north)) of all areas, degrees."""
    points = [point for polygons in areas for rings in polygons for ring in rings for point in ring]
    easts, norths = [east for east, _north in points], [north for _east, north in points]
    return (min(easts), max(easts)), (min(norths), max(norths))


def _geometry(polygons: list[list[Ring]], tolerance: float, squeeze: float) -> dict[str, Any]:
    made = []
    for rings in polygons:
        outer, *holes = [thinned(ring, tolerance, squeeze) for ring in rings]
        kept = [outer if len(outer) >= 4 else rings[0], *(hole for hole in holes if len(hole) >= 4)]
        made.append(
            [[[round(east, DECIMALS), round(north, DECIMALS)] for east, north in ring] for ring in kept]
        )
    if len(made) == 1:
        return {"type": "Polygon", "coordinates": made[0]}
    return {"type": "MultiPolygon", "coordinates": made}


def rings_of(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    """Yield every ring of a geometry that `read_map` made."""
    coordinates = geometry.get("coordinates") or []
    for rings in [coordinates] if geometry.get("type") == "Polygon" else coordinates:
        yield from rings
