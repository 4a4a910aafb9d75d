"""Made daily values, and files of every format that hold them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

START = dt.date(2000, 1, 1)


def days(count: int, start: dt.date = START) -> list[dt.date]:
    return [start + dt.timedelta(days=at) for at in range(count)]


def weather(count: int = 800, seed: int = 1) -> dict[str, np.ndarray]:
    """Return a station's days, rounded to tenths: tx, tn, tm, pr, wind, gust."""
    random = np.random.default_rng(seed)
    day = np.arange(count)
    mean = 6.0 - 12.0 * np.cos(2 * np.pi * (day - 15) / 365.25) + random.normal(0, 3, count)
    spread = random.gamma(4, 1.0, count) + 0.2
    values = {
        "tx": mean + spread,
        "tn": mean - spread,
        "tm": mean,
        "pr": np.where(random.random(count) < 0.5, random.gamma(0.7, 5.0, count), 0.0),
        "wind": random.gamma(4, 1.0, count),
        "gust": 6 + random.gamma(4, 1.5, count),
    }
    return {name: np.round(one, 1) for name, one in values.items()}


def text(value: float, decimal: str = ".") -> str:
    return "" if np.isnan(value) else f"{value:.1f}".replace(".", decimal)


def table(
    values: Mapping[str, np.ndarray],
    names: Sequence[str] | None = None,
    *,
    separator: str = ",",
    decimal: str = ".",
    day: str = "%Y-%m-%d",
    start: dt.date = START,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
) -> bytes:
    """Return a table with a day in each row; `above` stand before the names, `below` (units) after them."""
    columns = list(values)
    count = len(values[columns[0]])
    lines = [*above, separator.join(names or ["date", *columns]), *below]
    for at, one in enumerate(days(count, start)):
        cells = [one.strftime(day), *(text(float(values[name][at]), decimal) for name in columns)]
        lines.append(separator.join(cells))
    return ("\n".join(lines) + "\n").encode()


ECAD_HEAD = """EUROPEAN CLIMATE ASSESSMENT & DATASET (ECA&D), file created on: 01-02-2024
THESE DATA CAN BE USED FREELY PROVIDED THAT THE FOLLOWING SOURCE IS ACKNOWLEDGED:

FILE FORMAT (MISSING VALUE CODE IS -9999):

01-06 {first}: identifier
08-13 SOUID: Source identifier
15-22 DATE : Date YYYYMMDD
24-28 {element}   : value in 0.1
30-34 Q_{element} : Quality code for {element} (0='valid'; 1='suspect'; 9='missing')

This is the blended series of station {country}, {name} (STAID: {staid})
Blended and updated with sources:35381
See file sources.txt and stations.txt for more info.

"""


def ecad(
    element: str, values: np.ndarray, *, staid: int = 10, suspect: Sequence[int] = (), souid: bool = False
) -> bytes:
    """Return a file of ECA&D: whole numbers in tenths, quality codes, missing as -9999."""
    head = ECAD_HEAD.format(first="STAID", element=element, country="LATVIA", name="MADE TOWN", staid=staid)
    lines = [head + ("" if souid else "STAID, ") + f"SOUID,    DATE,   {element}, Q_{element}"]
    for at, one in enumerate(days(len(values))):
        value = float(values[at])
        missing = np.isnan(value)
        number = -9999 if missing else round(value * 10)
        quality = 9 if missing else 1 if at in suspect else 0
        first = "" if souid else f"{staid:6d},"
        lines.append(f"{first} 35381,{one:%Y%m%d},{number:5d},{quality:5d}")
    return ("\r\n".join(lines) + "\r\n").encode("latin-1")


def dly(
    elements: Mapping[str, np.ndarray], *, station: str = "LGM00026422", flagged: Sequence[int] = ()
) -> bytes:
    """Return a GHCN-Daily file of fixed width."""
    lines = []
    count = len(next(iter(elements.values())))
    by_month: dict[tuple[int, int], dict[int, int]] = {}
    for at, one in enumerate(days(count)):
        by_month.setdefault((one.year, one.month), {})[one.day] = at
    for (year, month), of_month in by_month.items():
        for element, values in elements.items():
            cells = []
            for day in range(1, 32):
                at = of_month.get(day)
                value = float("nan") if at is None else float(values[at])
                number = -9999 if np.isnan(value) else round(value * 10)
                flag = "G" if at in flagged and not np.isnan(value) else " "
                cells.append(f"{number:5d} {flag}E")
            lines.append(f"{station}{year:04d}{month:02d}{element}{''.join(cells)}")
    return ("\n".join(lines) + "\n").encode()


def ghcn_long(
    elements: Mapping[str, np.ndarray], *, station: str = "LGM00026422", head: bool = True
) -> bytes:
    lines = ["STATION,DATE,ELEMENT,VALUE,M_FLAG,Q_FLAG,S_FLAG,OBS_TIME"] if head else []
    count = len(next(iter(elements.values())))
    for at, one in enumerate(days(count)):
        for element, values in elements.items():
            if not np.isnan(values[at]):
                lines.append(f"{station},{one:%Y%m%d},{element},{round(float(values[at]) * 10)},,,E,")
    return ("\n".join(lines) + "\n").encode()


def ghcn_wide(elements: Mapping[str, np.ndarray], *, flagged: Sequence[int] = ()) -> bytes:
    names = ['"STATION"', '"DATE"', '"LATITUDE"', '"LONGITUDE"', '"ELEVATION"', '"NAME"']
    for element in elements:
        names += [f'"{element}"', f'"{element}_ATTRIBUTES"']
    lines = [",".join(names)]
    count = len(next(iter(elements.values())))
    for at, one in enumerate(days(count)):
        cells = ['"LGM00026422"', f'"{one}"', '"56.95"', '"24.1"', '"6.0"', '"MADE TOWN, LG"']
        for values in elements.values():
            value = float(values[at])
            flag = "I" if at in flagged else ""
            cells += ["", ""] if np.isnan(value) else [f'"{round(value * 10):5d}"', f'",{flag},S"']
        lines.append(",".join(cells))
    return ("\n".join(lines) + "\n").encode()


def netcdf(
    variables: Mapping[str, tuple[Sequence[str], np.ndarray, Mapping[str, Any]]],
    coordinates: Mapping[str, Any],
    *,
    calendar: str = "standard",
    units: str = "days since 2000-01-01",
    attributes: Mapping[str, Any] | None = None,
    engine: str = "h5netcdf",
) -> bytes:
    """Return a NetCDF file. coordinates : time as numbers in `units`, places ..."""
    import xarray

    data = xarray.Dataset(
        {name: (tuple(dims), values, dict(attrs)) for name, (dims, values, attrs) in variables.items()},
        coords=dict(coordinates),
        attrs=dict(attributes or {}),
    )
    data["time"].attrs |= {"units": units, "calendar": calendar}
    buffer = io.BytesIO()
    data.to_netcdf(buffer, engine=engine)
    return buffer.getvalue()
