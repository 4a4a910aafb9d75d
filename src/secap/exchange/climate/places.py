"""The cell of a grid, or the site, that is nearest to a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.exchange.climate.raw import finding
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message

EARTH_KM = 6371.0
NEAREST = 9  # cells that are tried until one has values: the nearest may lie in the sea
FAR_KM = 60.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a series stands in the file: {dimension: position}, and on the earth."""

    at: Mapping[str, int]
    name: str
    latitude: float | None = None
    longitude: float | None = None


def distance_km(
    latitude: float, longitude: float, latitudes: npt.ArrayLike, longitudes: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Return the way along the great circle to each place, km (haversine; the earth as a sphere)."""
    here, there = np.radians(latitude), np.radians(np.asarray(latitudes, dtype=np.float64))
    across = np.radians(np.asarray(longitudes, dtype=np.float64) - longitude)
    half = np.sin((there - here) / 2) ** 2 + np.cos(here) * np.cos(there) * np.sin(across / 2) ** 2
    found: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return found


def checked_point(point: tuple[float, float]) -> tuple[float, float]:
    """Return a point on the earth. Raises InvalidInput."""
    latitude, longitude = point
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 360):
        raise InvalidInput(
            Message("There is no point {latitude}, {longitude}.", latitude=latitude, longitude=longitude),
            hint=Message("Give latitude and longitude in degrees, such as 56.95,24.11."),
        )
    return latitude, longitude


def cells_near(
    file: str,
    array: Any,
    space: Sequence[str],
    latitude: Any,
    longitude: Any,
    point: tuple[float, float],
    time_name: str,
    sites: Sequence[Cell] = (),
) -> tuple[list[Cell], list[Finding]]:
    """Return (the nearest cell with values, how far away it is).

    space : dimensions of the grid, or the one of the sites
    """
    lats, lons = _by_cell(array, space, latitude, longitude)
    here = checked_point(point)
    distances = distance_km(*here, lats, lons)
    order = np.argsort(np.where(np.isfinite(distances), distances, np.inf), axis=None)[:NEAREST]
    for tried, flat in enumerate(order):
        where = np.unravel_index(int(flat), distances.shape)
        at = {dim: int(one) for dim, one in zip(space, where, strict=True)}
        if not _has_values(array, at):
            continue
        cell = (
            sites[at[space[0]]]
            if sites
            else Cell(at, "", float(lats[where]), (float(lons[where]) + 180) % 360 - 180)
        )
        return [cell], [_told(file, cell, float(distances[where]), skipped=tried)]
    return [], [
        finding("empty_cell", Severity.ERROR, (file,),
                Message("Neither the cell nearest to the point nor its neighbours have values."),
                Message("The point may lie in the sea or outside the region of the file; choose another."))
    ]  # fmt: skip


def _by_cell(
    array: Any, space: Sequence[str], latitude: Any, longitude: Any
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return latitude and longitude of each cell, in the order of the dimensions."""
    shape = tuple(array.sizes[dim] for dim in space)
    if latitude.ndim == 1 and longitude.ndim == 1 and len(space) == 2:
        parts = []
        for coordinate in (latitude, longitude):
            axis = list(space).index(str(coordinate.dims[0]))
            values = np.asarray(coordinate.values, dtype=np.float64)
            parts.append(np.broadcast_to(values[:, None] if axis == 0 else values[None, :], shape))
        return parts[0], parts[1]
    lats = latitude.transpose(*space).values if latitude.ndim == len(space) else latitude.values
    lons = longitude.transpose(*space).values if longitude.ndim == len(space) else longitude.values
    return np.asarray(lats, dtype=np.float64), np.asarray(lons, dtype=np.float64)


def _has_values(array: Any, at: Mapping[str, int]) -> bool:
    known = {dim: position for dim, position in at.items() if dim in array.dims}
    values = np.asarray(array.isel(known).values, dtype=np.float64)
    return bool((np.isfinite(values) & (np.abs(values) < 1e18)).any())


def _told(file: str, cell: Cell, km: float, *, skipped: int) -> Finding:
    place = Message(
        "{latitude}° N, {longitude}° E",
        latitude=Amount(cell.latitude, "", 3),
        longitude=Amount(cell.longitude, "", 3),
    )
    if skipped:
        message = Message(
            "The nearest cells have no values (the sea?); the next one was taken: {place}, {km} away.",
            place=place, km=Amount(km, "km", 0),
        )  # fmt: skip
    else:
        message = Message(
            "Taken was the nearest place: {place}, {km} away.", place=place, km=Amount(km, "km", 0)
        )
    far = km > FAR_KM or skipped > 0
    return finding(
        "nearest_cell", Severity.WARNING if far else Severity.INFO, (file,), message,
        Message("Look whether it has the town's height and distance from the sea."),
    )  # fmt: skip
