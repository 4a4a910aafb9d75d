"""Which places of a NetCDF file to read: the sites, or the cell of a grid."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from secap.exchange.climate.places import Cell, cells_near
from secap.exchange.climate.tabletext import several_stations, unknown_station
from secap.method.basis.codes import folded
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Message

SITE_NAMES = ("station_name", "site_name", "name", "station", "site", "station_id", "station_info", "id")


def cells_of(
    file: str, data: Any, array: Any, time_name: str, point: tuple[float, float] | None, station: str | None,
    most_sites: int,
) -> tuple[list[Cell], list[Finding]]:  # fmt: skip
    """Return which places of the file to read."""
    space = [
        str(dim)
        for dim in array.dims
        if dim != time_name and not (array.sizes[dim] == 1 and _is_level(str(dim)))
    ]
    latitude, longitude = (
        _coordinate(data, ("lat", "latitude", "y_lat")),
        _coordinate(data, ("lon", "longitude", "x_lon")),
    )
    if len(space) == 2:
        if latitude is None or longitude is None:
            raise UnreadableFile(
                Message("The grid of the file has no latitude and longitude."), where=(file,),
                hint=Message("Give a file that follows the CF conventions."),
            )  # fmt: skip
        if point is None:
            raise InvalidInput(
                Message("The file holds a grid; a point must be chosen."), where=(file,),
                hint=Message("Give the town's place: --point LATITUDE,LONGITUDE, such as 56.95,24.11."),
            )  # fmt: skip
        return cells_near(file, array, space, latitude, longitude, point, time_name)
    if len(space) == 1:
        return _sites(file, data, array, space[0], latitude, longitude, point, station, most_sites)
    if len(space) == 0:
        return [Cell({}, "", _scalar(latitude), _scalar(longitude))], []
    raise UnreadableFile(
        Message("The values have too many dimensions: {names}.", names=[str(dim) for dim in array.dims]),
        where=(file,),
        hint=Message("Keep time and place; choose one level and one member."),
    )


def _is_level(dim: str) -> bool:
    return dim.lower() in {"height", "level", "lev", "plev", "number", "realization", "member", "ensemble",
                           "expver", "bnds", "height2m"}  # fmt: skip


def _coordinate(data: Any, names: Sequence[str]) -> Any:
    for name in data.variables:
        if str(name).lower() in names or str(data[name].attrs.get("standard_name", "")) in names:
            return data[name]
    return None


def _scalar(coordinate: Any) -> float | None:
    if coordinate is None or coordinate.size != 1:
        return None
    value = float(np.ravel(coordinate.values)[0])
    return value if math.isfinite(value) else None


def _sites(
    file: str, data: Any, array: Any, dim: str, latitude: Any, longitude: Any,
    point: tuple[float, float] | None, station: str | None, most_sites: int,
) -> tuple[list[Cell], list[Finding]]:  # fmt: skip
    count = array.sizes[dim]
    names = _site_names(data, dim, count)
    lats = np.ravel(latitude.values) if latitude is not None and latitude.size == count else None
    lons = np.ravel(longitude.values) if longitude is not None and longitude.size == count else None
    cells = [
        Cell(
            {dim: at},
            names[at],
            float(lats[at]) if lats is not None else None,
            float(lons[at]) if lons is not None else None,
        )
        for at in range(count)
    ]
    if station is not None:
        chosen = [cell for cell in cells if folded(cell.name) == folded(station)]
        return (chosen[:1], []) if chosen else ([], [unknown_station(file, station, names)])
    if point is not None and lats is not None and lons is not None:
        return cells_near(file, array, [dim], latitude, longitude, point, "", cells)
    if count > most_sites:
        return [], [several_stations(file, names)]
    return cells, []


def _site_names(data: Any, dim: str, count: int) -> list[str]:
    """Return the names of the sites, numbers where the file has none."""
    for name in (*SITE_NAMES, dim):
        if name not in data.variables or data[name].dims[:1] != (dim,):
            continue
        values = data[name].values
        if values.ndim == 2:  # characters
            found = [
                b"".join(np.asarray(row, dtype="S1")).decode("utf-8", "replace").strip("\0 ")
                for row in values
            ]
        else:
            found = [
                (one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one)).strip("\0 ")
                for one in values
            ]
        if len(set(found)) == count:
            return found
    return [str(at + 1) for at in range(count)]
