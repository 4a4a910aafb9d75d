"""Text files of the European Climate Assessment & Dataset: one element of one station, or of its sources."""

from __future__ import annotations

import re
from pathlib import PurePath

import numpy as np

from secap.exchange.climate.assembly import assembled
from secap.exchange.climate.dates import days_of, whole_numbers
from secap.exchange.climate.raw import Raw, ReadClimate, finding, variable
from secap.exchange.climate.tabletext import several_stations, unknown_station
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message

# Element of the file: variable and unit of the whole numbers in it.
ELEMENTS = {
    "TX": ("tx", "0.1 °C"),
    "TN": ("tn", "0.1 °C"),
    "TG": ("tm", "0.1 °C"),
    "RR": ("pr", "0.1 mm"),
    "FG": ("wind", "0.1 m/s"),
    "FX": ("gust", "0.1 m/s"),
}
MISSING = -9999
VALID = 0
SOURCE = "European Climate Assessment & Dataset (ECA&D), Klein Tank et al. 2002"
LICENCE = "ECA&D data policy: free for non-commercial research and education, with acknowledgement"

_HEAD = re.compile(r"^\s*(?:STAID\s*,\s*)?SOUID\s*,\s*DATE\s*,\s*([A-Z]{2})\s*,\s*Q_\1\s*$", re.MULTILINE)
_STATION = re.compile(r"series of station\s+(.+?)\s*\(STAID:\s*(\d+)\)", re.IGNORECASE)
_SOURCE = re.compile(r"series of\s+(?:station\s+)?(.+?)\s*\(SOUID:?\s*(\d+)\)", re.IGNORECASE)


def is_ecad(start: str) -> bool:
    """Return whether a text begins as these files do."""
    return _HEAD.search(start) is not None


def station_of(start: str) -> str:
    """Return the identifier of the station whose file begins like this, "" where it can't be told."""
    match = _STATION.search(start)
    return f"STAID {int(match[2])}" if match else ""


def read_ecad(file: str, text: str, *, station: str | None = None) -> ReadClimate:
    """Return the series of one file.

    Values flagged as suspect or missing (quality code other than 0) are left out, and counted.
    Raises: UnreadableFile where a line is not as the format asks
    Source: the file's own header
    """
    head = _HEAD.search(text)
    if head is None:
        raise UnreadableFile(Message("The header of the file is not that of ECA&D."), where=(file,))
    element, has_station = head[1], "STAID" in head[0]
    if element not in ELEMENTS:
        return ReadClimate((), (_other_element(file, element),))
    name, unit = ELEMENTS[element]
    first_line = text.count("\n", 0, head.end()) + 2
    rows = [line for line in text[head.end() :].splitlines() if line.strip()]
    cells = [line.split(",") for line in rows]
    width = 4 + has_station
    wrong = next((at for at, row in enumerate(cells) if len(row) != width), None)
    if wrong is not None or not cells:
        raise UnreadableFile(
            Message("The row does not have {count} cells.", count=width)
            if cells
            else Message("The file holds no days."),
            where=(file, Message("line {line}", line=first_line + (wrong or 0))),
            hint=Message("Download the file again; it may be cut off."),
        )
    columns = list(zip(*cells, strict=True))
    identifiers = [one.strip() for one in columns[0]]
    label, key = _name(text, file, identifiers[0])
    sources = list(dict.fromkeys(identifiers))
    chosen = range(len(rows))
    if len(sources) > 1:  # blended files have one station, and several sources of it
        if station is None:
            return ReadClimate((), (several_stations(file, sources),))
        if station.strip() not in sources:
            return ReadClimate((), (unknown_station(file, station, sources),))
        chosen = [at for at, one in enumerate(identifiers) if one == station.strip()]  # type: ignore[assignment]
    dates = whole_numbers([columns[width - 3][at] for at in chosen])
    values = np.array([_number(columns[width - 2][at]) for at in chosen])
    quality = whole_numbers([columns[width - 1][at] for at in chosen])
    values[values == MISSING] = np.nan
    suspect = (quality != VALID) & np.isfinite(values)
    values[suspect] = np.nan
    findings = [_suspect(file, name, int(suspect.sum()))] if suspect.any() else []
    raw = Raw(
        file=file,
        name=label,
        days=days_of(dates // 10000, dates // 100 % 100, dates % 100),
        values={name: values},
        units={name: unit},
        lines=[first_line + at for at in chosen],
        station=key,
        source=SOURCE,
        licence=LICENCE,
    )
    read = assembled(raw)
    return ReadClimate(read.series, (*findings, *read.findings))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return np.nan


def _name(text: str, file: str, identifier: str) -> tuple[str, str]:
    """Return (name of the station, key that its files have in common)."""
    if match := _STATION.search(text[:5000]):
        return match[1].strip(), f"STAID {int(match[2])}"
    if match := _SOURCE.search(text[:5000]):
        return match[1].strip(), f"SOUID {int(match[2])}"
    return f"{PurePath(file).stem} {identifier}".strip(), ""


def _other_element(file: str, element: str) -> Finding:
    return finding(
        "no_variable", Severity.ERROR, (file,),
        Message("The file holds the element {element}, of which no indicator is made.", element=element),
        Message("Use files of {names}.", names=list(ELEMENTS)),
    )  # fmt: skip


def _suspect(file: str, name: str, count: int) -> Finding:
    return finding(
        "quality_flags", Severity.INFO, (file, variable(name)),
        Message("Values flagged as doubtful by their owner: {count}. They count as missing.", count=count),
        Message("Nothing to do."),
    )  # fmt: skip
