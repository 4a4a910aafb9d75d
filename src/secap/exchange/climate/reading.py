"""Reading a file of daily values, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secap.exchange.climate import ecad, ghcn, netcdf
from secap.exchange.climate.assembly import judged
from secap.exchange.climate.grid import read_grid
from secap.exchange.climate.raw import ReadClimate
from secap.exchange.climate.tabletext import read_table
from secap.exchange.textfiles import decode
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Amount, Message
from secap.method.climate.series import DailySeries, joined

LIMIT_BYTES = 60_000_000
START = 6_000


def read(
    name: str,
    content: bytes,
    *,
    point: tuple[float, float] | None = None,
    station: str | None = None,
    columns: Mapping[str, str] | None = None,
    limit_bytes: int = LIMIT_BYTES,
    most_sites: int = netcdf.MOST_SITES,
) -> ReadClimate:
    """Return the daily series of a file: CSV and other tables, ECA&D, GHCN-Daily, NetCDF.

    Parameters: name : of the file;  point : latitude and longitude, to choose the cell of a grid
        station : which one of several;  columns : {variable, date, station ...: name or number of the column}
    Returns: the series, and findings; one of severity error tells why something was left out
    Raises: UnreadableFile where it is none of these formats, broken or too large; InvalidInput where
        something must be chosen first
    """
    if len(content) > limit_bytes:
        raise UnreadableFile(
            Message("The file is larger than {limit}.", limit=Amount(limit_bytes / 1e6, "MB", 0)),
            where=(name,),
            hint=Message("Cut out the town's place and the variables that are needed."),
        )
    if not content.strip():
        raise UnreadableFile(
            Message("The file is empty."), where=(name,), hint=Message("Choose another file.")
        )
    if content.startswith(netcdf.SIGNATURES):
        return netcdf.read_netcdf(name, content, point=point, station=station, most_sites=most_sites)
    start = content[:START].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if ecad.is_ecad(start):
        return ecad.read_ecad(name, _lines(name, content), station=station)
    if ghcn.is_dly(start):
        return ghcn.read_dly(name, _lines(name, content), station=station)
    grid = read_grid(name, content)
    if ghcn.is_long(start, grid.names):
        return ghcn.read_long(name, grid, start, station=station)
    if ghcn.is_wide(grid.names):
        return ghcn.read_wide(name, grid, station=station)
    return read_table(name, grid, station=station, columns=columns)


def _lines(name: str, content: bytes) -> str:
    text, _encoding = decode(name, content)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def station_key(name: str, content: bytes) -> str:
    """Return what the files of one station have in common, "" where a glance does not tell; cheap."""
    start = content[:START].decode("utf-8", "replace").replace("\r\n", "\n")
    return ecad.station_of(start) if ecad.is_ecad(start) else ""


def read_together(
    files: Sequence[tuple[str, bytes]],
    *,
    point: tuple[float, float] | None = None,
    station: str | None = None,
    columns: Mapping[str, str] | None = None,
    limit_bytes: int = LIMIT_BYTES,
) -> ReadClimate:
    """Return the files of one station or model, a variable in each, as one.

    Raises: as `read`; InvalidInput where two files hold the same variable
    """
    reads = [
        read(name, content, point=point, station=station, columns=columns, limit_bytes=limit_bytes)
        for name, content in files
    ]
    findings = tuple(finding for one in reads for finding in one.findings)
    by_place: dict[object, list[DailySeries]] = {}
    single = all(len(one.series) <= 1 for one in reads)
    for one in reads:
        for series in one.series:
            by_place.setdefault("" if single else series.name, []).append(series)
    whole = tuple(joined(parts) for parts in by_place.values())
    told = tuple(
        finding
        for series, parts in zip(whole, by_place.values(), strict=True)
        if len(parts) > 1
        for finding in judged(series)
        if finding.id in {"climate.tn_above_tx", "climate.mean_outside"}
    )
    return ReadClimate(whole, (*findings, *told))
