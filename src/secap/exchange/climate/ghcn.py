"""GHCN-Daily: months of fixed width (.dly), a row for each element and day, or a row for each day.

Source: ghcn_daily (the data set's readme)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from secap.exchange.climate.assembly import assembled
from secap.exchange.climate.dates import NO_DAY, days_of, read_dates
from secap.exchange.climate.grid import Grid
from secap.exchange.climate.raw import Days, Raw, ReadClimate, Values, finding
from secap.exchange.climate.tabletext import several_stations, unknown_station
from secap.method.basis.codes import folded
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message

# Element: variable and unit of the whole numbers in the file. Of two gusts the first given is taken.
ELEMENTS = {
    "TMAX": ("tx", "0.1 °C"),
    "TMIN": ("tn", "0.1 °C"),
    "TAVG": ("tm", "0.1 °C"),
    "PRCP": ("pr", "0.1 mm"),
    "AWND": ("wind", "0.1 m/s"),
    "WSFG": ("gust", "0.1 m/s"),
    "WSF5": ("gust", "0.1 m/s"),
}
MISSING = -9999
MOST_DOUBLES = 64
SOURCE = "Global Historical Climatology Network daily (GHCN-Daily), NOAA NCEI"
LICENCE = "Public domain (NOAA); WMO resolution 40 for some stations"

_DLY = re.compile(r"^[A-Z]{2}[A-Z0-9_\-.]{9}(\d{4})(\d{2})[A-Z0-9]{4}[ \-\d]{5}")
_LONG = re.compile(r"^\"?[A-Z]{2}[A-Z0-9_\-.]{9}\"?,\"?\d{8}\"?,\"?[A-Z0-9]{4}\"?,")
_NUMBER = re.compile(r"^\s*-?\d+\s*$")


def is_dly(start: str) -> bool:
    """Return whether a text is made of months of fixed width."""
    lines = start.splitlines()[:3]
    return bool(lines) and all(_DLY.match(line) for line in lines[:-1] or lines)


def is_long(start: str, names: Sequence[str]) -> bool:
    """Return whether a table has a row for each element and day."""
    if _LONG.match(start):
        return True
    plain = {folded(name) for name in names}
    return "element" in plain and "date" in plain


def is_wide(names: Sequence[str]) -> bool:
    """Return whether a table has a row for each day and columns named as elements, with their attributes."""
    given = {name.strip().upper() for name in names}
    return {"STATION", "DATE"} <= given and any(f"{one}_ATTRIBUTES" in given for one in ELEMENTS)


def read_dly(file: str, text: str, *, station: str | None = None) -> ReadClimate:
    """Return the series of a file of fixed width. A value with a quality flag is left out, and counted."""
    stations: dict[str, dict[str, list[tuple[int, int, int, float]]]] = {}
    flagged = 0
    for number, line in enumerate(text.splitlines(), 1):
        match = _DLY.match(line)
        if not match:
            continue
        element = line[17:21]
        rows = stations.setdefault(line[:11], {})
        if element not in ELEMENTS:
            continue
        year_month = int(match[1]) * 100 + int(match[2])
        kept = rows.setdefault(element, [])
        for day in range(31):
            cell = line[21 + 8 * day : 29 + 8 * day]
            if len(cell) < 5 or not _NUMBER.match(cell[:5]) or (value := int(cell[:5])) == MISSING:
                continue
            if len(cell) > 6 and cell[6] != " ":
                flagged += 1
                continue
            kept.append((number, year_month, day + 1, float(value)))
    name, told = _one(file, list(stations), station)
    if name is None:
        return ReadClimate((), tuple(told))
    series = {}
    for element, rows_of in stations[name].items():
        if rows_of:
            lines, months, days, values = (np.array(one) for one in zip(*rows_of, strict=True))
            found = days_of(months // 100, months % 100, days)
            series[element] = (found, values.astype(np.float64), lines)
    return _read(file, name, series, flagged)


def read_long(file: str, grid: Grid, text: str, *, station: str | None = None) -> ReadClimate:
    """Return the series of a table with a row for each element and day."""
    at = {folded(name): column for column, name in enumerate(grid.names)}
    place = {
        "station": next((at[name] for name in ("station", "id", "station id") if name in at), 0),
        "date": at.get("date", 1),
        "element": at.get("element", 2),
        "value": next((at[name] for name in ("value", "data value") if name in at), 3),
        "quality": next((at[name] for name in ("q flag", "qflag", "quality flag") if name in at), 5),
    }
    columns = grid.columns
    names = [cell.strip() for cell in columns[place["station"]]]
    name, told = _one(file, list(dict.fromkeys(names)), station)
    if name is None:
        return ReadClimate((), tuple(told))
    elements = [cell.strip().upper() for cell in columns[place["element"]]]
    quality = columns[place["quality"]] if place["quality"] < len(columns) else ()
    days = read_dates(columns[place["date"]]).days
    flagged = 0
    series = {}
    for element in ELEMENTS:
        rows = [row for row, one in enumerate(elements) if one == element and names[row] == name]
        good = [row for row in rows if not (quality and quality[row].strip())]
        flagged += len(rows) - len(good)
        if good:
            values = np.array([_value(columns[place["value"]][row]) for row in good])
            series[element] = (days[good], values, np.array([grid.lines[row] for row in good]))
    return _read(file, name, series, flagged)


def read_wide(file: str, grid: Grid, *, station: str | None = None) -> ReadClimate:
    """Return the series of a table with a row for each day: whole numbers are tenths, others are as usual."""
    names = [name.strip().upper() for name in grid.names]
    columns = dict(zip(names, grid.columns, strict=True))
    stations = [cell.strip() for cell in columns["STATION"]]
    chosen, told = _one(file, list(dict.fromkeys(stations)), station)
    if chosen is None:
        return ReadClimate((), tuple(told))
    rows = [row for row, one in enumerate(stations) if one == chosen]
    days = read_dates([columns["DATE"][row] for row in rows]).days
    lines = np.array([grid.lines[row] for row in rows])
    given = [element for element in ELEMENTS if element in columns]
    cells = {element: [columns[element][row] for row in rows] for element in given}
    tenths = all(_NUMBER.match(cell) for one in cells.values() for cell in one if cell.strip())
    flagged = 0
    series = {}
    for element in given:
        values = np.array([_value(cell) for cell in cells[element]])
        flags = columns.get(f"{element}_ATTRIBUTES")
        if flags:
            failed = np.array([_has_quality_flag(flags[row]) for row in rows]) & np.isfinite(values)
            flagged += int(failed.sum())
            values[failed] = np.nan
        if np.isfinite(values).any():
            series[element] = (days, values, lines)
    first = rows[0]
    place = {
        key: _value(columns[column][first]) if column in columns else np.nan
        for key, column in (("latitude", "LATITUDE"), ("longitude", "LONGITUDE"), ("altitude_m", "ELEVATION"))
    }
    title = columns["NAME"][first].strip() if "NAME" in columns else ""
    return _read(file, chosen, series, flagged, tenths=tenths, title=title, place=place)


def _has_quality_flag(attributes: str) -> bool:
    """Return whether the second of the attributes (measurement, quality, source) is set."""
    parts = attributes.split(",")
    return len(parts) > 1 and bool(parts[1].strip())


def _value(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return np.nan
    return np.nan if value == MISSING else value


def _one(file: str, names: Sequence[str], wanted: str | None) -> tuple[str | None, list[Finding]]:
    """Return (the station to read, findings); None where it must be chosen first."""
    if wanted is not None:
        for name in names:
            if name.casefold() == wanted.strip().casefold():
                return name, []
        return None, [unknown_station(file, wanted, names)]
    if len(names) > 1:
        return None, [several_stations(file, names)]
    return (names[0], []) if names else (None, [])


def _read(
    file: str,
    name: str,
    series: dict[str, tuple[Days, Values, Days]],
    flagged: int,
    *,
    tenths: bool = True,
    title: str = "",
    place: dict[str, float] | None = None,
) -> ReadClimate:
    findings = [_flagged(file, flagged)] if flagged else []
    if not series:
        findings.append(
            finding("no_variable", Severity.ERROR, (file,),
                    Message("The file holds none of the elements {names}.", names=list(ELEMENTS)),
                    Message("Choose a station with temperature or precipitation."))
        )  # fmt: skip
        return ReadClimate((), tuple(findings))
    elements: dict[str, str] = {}
    for element in ELEMENTS:
        if element in series:
            elements.setdefault(ELEMENTS[element][0], element)
    days, values, lines = _by_day({one: series[element] for one, element in elements.items()})
    known = {key: value if np.isfinite(value) else None for key, value in (place or {}).items()}
    raw = Raw(
        file=file,
        name=title or name,
        days=days,
        values=values,
        units={one: ELEMENTS[element][1] for one, element in elements.items()} if tenths else {},
        lines=lines.tolist(),
        station=name,
        latitude=known.get("latitude"),
        longitude=known.get("longitude"),
        altitude_m=known.get("altitude_m"),
        source=SOURCE,
        licence=LICENCE,
    )
    read = assembled(raw)
    return ReadClimate(read.series, (*findings, *read.findings))


def _by_day(
    series: dict[str, tuple[Days, Values, Days]],
) -> tuple[Days, dict[str, Values], Days]:
    """Return (days, {variable: values}, lines): a row for each day; a day given twice has two rows."""
    keys = {name: _numbered(days[days != NO_DAY]) for name, (days, _values, _lines) in series.items()}
    every = np.unique(np.concatenate(list(keys.values())))
    placed, first = {}, np.zeros(len(every), dtype=np.int64)
    for name, (days, values, lines) in series.items():
        at = np.searchsorted(every, keys[name])
        placed[name] = np.full(len(every), np.nan)
        placed[name][at] = values[days != NO_DAY]
        first[at] = lines[days != NO_DAY]
    return every // MOST_DOUBLES, placed, first


def _numbered(days: Days) -> Days:
    """Return day × 64 + how many times the day stood before."""
    order = np.argsort(days, kind="stable")
    ordered = days[order]
    starts = np.searchsorted(ordered, ordered)
    before = np.minimum(np.arange(len(days)) - starts, MOST_DOUBLES - 1)
    found = np.empty(len(days), dtype=np.int64)
    found[order] = ordered * MOST_DOUBLES + before
    return found


def _flagged(file: str, count: int) -> Finding:
    return finding(
        "quality_flags", Severity.INFO, (file,),
        Message("Values flagged as doubtful by their owner: {count}. They count as missing.", count=count),
        Message("Nothing to do."),
    )  # fmt: skip
