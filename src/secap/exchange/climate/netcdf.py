"""NetCDF: grids and sites of observations (E-OBS, ERA5) and of climate models (CORDEX), daily values."""

from __future__ import annotations

import contextlib
import gc
import io
import math
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

import numpy as np

from secap.exchange.climate.assembly import MOST_DAYS, judged
from secap.exchange.climate.modeldays import Time, time_dimension, time_of
from secap.exchange.climate.places import Cell
from secap.exchange.climate.plausible import canonical
from secap.exchange.climate.raw import Raw, ReadClimate, Values, finding
from secap.exchange.climate.sites import cells_of
from secap.method.basis.errors import SecapError, UnreadableFile
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.climate.indicators import missing_extra
from secap.method.climate.series import DailySeries

SIGNATURES = (b"\x89HDF\r\n\x1a\n", b"CDF\x01", b"CDF\x02", b"CDF\x05")
NAMES = {
    "tx": ("tx", "tasmax", "mx2t", "tmax", "t2m_max", "tmx"),
    "tn": ("tn", "tasmin", "mn2t", "tmin", "t2m_min", "tmn"),
    "tm": ("tm", "tg", "tas", "t2m", "2t", "tmean", "tavg", "t2m_mean"),
    "pr": ("pr", "rr", "tp", "precip", "prcp", "precipitation", "mtpr"),
    "wind": ("wind", "fg", "sfcwind", "ws", "si10", "10si", "wspd"),
    "gust": ("gust", "fx", "sfcwindmax", "wsgsmax", "fg10", "i10fg", "wsgs"),
}
MOST_SITES = 5_000
MOST_PLACES = 20_000_000
MOST_VALUES = 500_000_000  # read together; 8 bytes each


def read_netcdf(
    file: str,
    content: bytes,
    *,
    point: tuple[float, float] | None = None,
    station: str | None = None,
    most_sites: int = MOST_SITES,
) -> ReadClimate:
    """Return the series of a NetCDF file: all of a dimension of sites, or the cell of a grid nearest to
    `point`.

    point : latitude and longitude;  station : name of one site.
    Raises: UnreadableFile where the file is broken; InvalidInput where a grid is read without a point, or the
        extra `climate` is not installed
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import xarray
    except ImportError as error:
        raise missing_extra(error.name or "xarray") from None
    engine = "h5netcdf" if content.startswith(SIGNATURES[0]) else "scipy"
    reason = ""
    with _without_traces():
        try:
            # without indexes nothing is read yet: a packed file may be larger than the memory
            opened = xarray.open_dataset(
                io.BytesIO(content), engine=engine, decode_times=False, create_default_indexes=False
            )
            with opened as data:
                return _read(file, data, point, station, most_sites)
        except (SecapError, MemoryError, KeyboardInterrupt):
            raise
        except ImportError as error:
            raise missing_extra(error.name or engine) from None
        except Exception as error:  # whatever the libraries stumble over in a broken file
            reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        gc.collect()
    raise UnreadableFile(
        Message("The NetCDF file can't be read: {reason}.", reason=reason),
        where=(file,),
        hint=Message("Download it again; it may be cut off."),
    )


@contextlib.contextmanager
def _without_traces() -> Iterator[None]:
    """Keep the libraries quiet: a broken file makes theirs fail once more while they clean up, and say so."""
    usual = sys.unraisablehook
    sys.unraisablehook = lambda _unraisable: None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.unraisablehook = usual


def _read(
    file: str, data: Any, point: tuple[float, float] | None, station: str | None, most_sites: int
) -> ReadClimate:
    found = _variables(data)
    if not found:
        names = [str(name) for name in data.data_vars][:20]
        return ReadClimate((), (_no_variable(file, names),))
    first = data[next(iter(found.values()))]
    time_name = time_dimension(file, data, first)
    if data.sizes[time_name] > MOST_DAYS:
        raise _too_much(file, data.sizes[time_name])
    places = math.prod(size for dim, size in first.sizes.items() if dim != time_name)
    if places > MOST_PLACES:
        raise _too_much(file, places)
    time, told = time_of(file, data[time_name])
    if time is None:
        return ReadClimate((), tuple(told))
    cells, more = cells_of(file, data, first, time_name, point, station, most_sites)
    told += more
    series: list[DailySeries] = []
    if len(cells) * len(time.at) * len(found) > MOST_VALUES:
        raise _too_much(file, len(cells) * len(time.at) * len(found))
    arrays = {variable: data[name] for variable, name in found.items()}
    if len(cells) > 1:  # at once: a site's days may lie far apart in the file
        arrays = {variable: array.load() for variable, array in arrays.items()}
    for cell in cells:
        read = _series(file, arrays, data.attrs, time_name, time, cell)
        series += read.series
        told += read.findings
    return ReadClimate(tuple(series), tuple(told))


def _too_much(file: str, count: int) -> UnreadableFile:
    return UnreadableFile(
        Message("The file holds too many values: {count}.", count=count),
        where=(file,),
        hint=Message("Cut out the town's place and the variables that are needed."),
    )


def _variables(data: Any) -> dict[str, str]:
    """Return {variable: name in the file}, by name, else by standard name and cell method."""
    found: dict[str, str] = {}
    for name in data.data_vars:
        variable = _variable(str(name), data[name].attrs)
        if variable and _looks_like_time(data[name].dims):
            found.setdefault(variable, str(name))
    return found


def _looks_like_time(dims: Sequence[Any]) -> bool:
    return any("time" in str(dim).lower() or str(dim).lower() in {"t", "date", "day"} for dim in dims)


def _variable(name: str, attributes: Mapping[str, Any]) -> str | None:
    plain = name.lower()
    for variable, names in NAMES.items():
        if plain in names:
            return variable
    standard = str(attributes.get("standard_name", "")).lower()
    method = str(attributes.get("cell_methods", "")).lower()
    if standard == "air_temperature":
        return "tx" if "maximum" in method else "tn" if "minimum" in method else "tm"
    if standard in {"precipitation_flux", "precipitation_amount", "lwe_thickness_of_precipitation_amount",
                    "thickness_of_rainfall_amount", "lwe_precipitation_rate", "rainfall_flux"}:  # fmt: skip
        return "pr"
    if standard == "wind_speed_of_gust":
        return "gust"
    if standard == "wind_speed":
        return "gust" if "maximum" in method else "wind"
    return None


def _series(
    file: str,
    arrays: Mapping[str, Any],
    attributes: Mapping[str, Any],
    time_name: str,
    time: Time,
    cell: Cell,
) -> ReadClimate:
    values: dict[str, Values] = {}
    stated: dict[str, str] = {}
    for variable, array in arrays.items():
        if not set(cell.at) <= set(array.dims):
            continue
        rest = {dim: 0 for dim in array.dims if dim != time_name and dim not in cell.at}
        one = np.asarray(array.isel({**cell.at, **rest}).values, dtype=np.float64)
        if one.shape != time.at.shape:
            continue
        values[variable] = np.where(np.abs(one) < 1e18, one, np.nan)
        if unit := str(array.attrs.get("units", "")).strip():
            stated[variable] = unit
    name = cell.name or PurePath(file).stem
    raw = Raw(file, name, time.at, values, stated)
    kept, told = canonical(raw)
    if not kept:
        return ReadClimate((), tuple(told))
    begin, stop = int(time.at.min()), int(time.at.max()) + 1
    placed = {}
    for variable, one in kept.items():
        placed[variable] = np.full(stop - begin, np.nan)
        placed[variable][time.at - begin] = one
    model, experiment = model_of(attributes)
    series = DailySeries(
        name=name,
        start=time.first,
        values=placed,
        latitude=cell.latitude,
        longitude=cell.longitude,
        source=_text(attributes, "title", "source", "institution", "references"),
        licence=_text(attributes, "license", "licence", "terms_of_use"),
        model=model,
        experiment=experiment,
        calendar=time.axis.calendar,
        station=cell.name,
    )
    return ReadClimate((series,), (*told, *judged(series)))


def model_of(attributes: Mapping[str, Any]) -> tuple[str | None, str]:
    """Return (climate model, emission scenario) by the attributes of CMIP and CORDEX; None for observations.

    A regional model is named with the global one that drives it, and with its member.
    """
    own = _text(attributes, "model_id", "source_id")
    driving = _text(attributes, "driving_model_id", "driving_source_id")
    experiment = _text(
        attributes, "driving_experiment_name", "driving_experiment_id", "experiment_id", "experiment"
    )
    if not own and not driving:
        return None, ""
    if "evaluation" in experiment.lower():
        driving = driving or "evaluation"
    member = _text(attributes, "driving_model_ensemble_member", "driving_variant_label", "variant_label")
    names = [name for name in (driving, own) if name]
    return " / ".join(dict.fromkeys(names)) + (f" {member}" if member else ""), experiment


def _text(attributes: Mapping[str, Any], *names: str) -> str:
    for name in names:
        if text := str(attributes.get(name, "")).strip():
            return text[:300]
    return ""


def _no_variable(file: str, names: Sequence[str]) -> Finding:
    return finding(
        "no_variable", Severity.ERROR, (file,),
        Message("No variable could be recognised as temperature, precipitation or wind. The file holds: "
                "{names}.", names=list(names)),
        Message("Give a file with tas, tasmax, tasmin, pr or their names in E-OBS and ERA5."),
    )  # fmt: skip
