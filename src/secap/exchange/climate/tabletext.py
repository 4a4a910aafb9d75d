"""Tables with one row for each day and any names of columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

import numpy as np

from secap.exchange.climate.assembly import assembled
from secap.exchange.climate.dates import (
    Days,
    days_of,
    days_of_year,
    is_date,
    no_dates,
    read_dates,
    whole_numbers,
)
from secap.exchange.climate.grid import Grid
from secap.exchange.climate.headings import Layout, layout
from secap.exchange.climate.numbers import decimal_sign, read_numbers, read_quickly
from secap.exchange.climate.raw import Raw, ReadClimate, Values, finding
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.climate.series import VARIABLES

MOST_BAD_SHARE = 0.05
MOST_NAMED = 20
SAMPLE = 60
DECIMAL_SAMPLE = 2000


def read_table(
    file: str, grid: Grid, *, station: str | None = None, columns: Mapping[str, str] | None = None
) -> ReadClimate:
    """Return the series of a table.

    station : which one, where the table holds several;  columns : {role: name or number}, where names don't
    tell.
    Raises: InvalidInput where no column holds the day
    """
    found = layout(grid.names, grid.unit_row, columns)
    if not found.has_dates:
        guess = _date_columns(grid)
        if not guess:
            raise no_dates(file, grid.names)
        found = layout(grid.names, grid.unit_row, {**(columns or {}), **guess})
    if not found.variables:
        return ReadClimate((), (_no_variable(file, grid),))
    if wider := _cells_beyond_names(grid):
        return ReadClimate((), (_wider_than_names(file, wider),))
    findings = [_doubtful(file, name) for name in found.doubtful]
    rows, name, told = _rows_of(file, grid, found, station)
    findings += told
    if rows is None:
        return ReadClimate((), tuple(findings))
    cells = grid if len(rows) == len(grid.lines) else _chosen(grid, rows)
    days, told = _days(file, cells, found)
    findings += told
    values, told = _values(file, cells, found)
    findings += told
    raw = Raw(
        file=file,
        name=name or PurePath(file).stem,
        days=days,
        values=values,
        units=found.unit,
        lines=cells.lines,
        station=name,
        latitude=_constant(cells, found, "latitude"),
        longitude=_constant(cells, found, "longitude"),
        altitude_m=_constant(cells, found, "altitude"),
        headings={role: grid.names[found.at[role]] for role in found.variables},
    )
    read = assembled(raw)
    return ReadClimate(read.series, (*findings, *read.findings))


def _date_columns(grid: Grid) -> dict[str, str]:
    """Return {role: number of the column} of the days, where no name tells; empty where nothing looks so."""
    samples = [[cell.strip() for cell in column if cell.strip()] for column in grid.sample(SAMPLE)]
    for at, cells in enumerate(samples):
        if cells and all(is_date(cell) for cell in cells):
            return {"date": str(at + 1)}
    for at in range(len(samples) - 2):
        parts = zip(samples[at : at + 3], ((1700, 2400), (1, 12), (1, 31)), strict=True)
        if all(
            cells and all(cell.isdigit() and low <= int(cell) <= high for cell in cells)
            for cells, (low, high) in parts
        ):
            return {"year": str(at + 1), "month": str(at + 2), "day": str(at + 3)}
    return {}


def _cells_beyond_names(grid: Grid) -> int:
    """Return how many columns with cells stand to the right of the last name, where commas separate cells.

    1,5,-0,2 under the names tx,tn is two numbers in four cells: every value would land under a wrong name.
    """
    named = max((at + 1 for at, name in enumerate(grid.names) if name), default=0)
    if grid.separator != ",":
        return 0
    return sum(any(cell.strip() for cell in column) for column in grid.sample(SAMPLE)[named:])


def _wider_than_names(file: str, count: int) -> Finding:
    return finding(
        "wider_than_names", Severity.ERROR, (file,),
        Message("The rows hold more cells than the heading has names ({count} more): the comma seems to be "
                "both decimal sign and separator.", count=count),
        Message("Separate the columns by semicolons, or write the numbers with a decimal dot."),
    )  # fmt: skip


def _chosen(grid: Grid, rows: Sequence[int]) -> Grid:
    cells = tuple(tuple(column[row] for row in rows) for column in grid.columns)
    return Grid(grid.names, grid.unit_row, [grid.lines[row] for row in rows], grid.separator, "", cells)


def _rows_of(
    file: str, grid: Grid, found: Layout, station: str | None
) -> tuple[Sequence[int] | None, str, list[Finding]]:
    """Return (rows of the station, its name, findings); no rows where it must be chosen first."""
    every = range(len(grid.lines))
    if "station" not in found.at:
        return every, "", []
    cells = [cell.strip() for cell in grid.columns[found.at["station"]]]
    names = list(dict.fromkeys(cell for cell in cells if cell))
    if station is not None:
        rows = [row for row, cell in enumerate(cells) if cell.casefold() == station.strip().casefold()]
        if rows:
            return rows, cells[rows[0]], []
        return None, "", [unknown_station(file, station, names)]
    if len(names) > 1:
        return None, "", [several_stations(file, names)]
    return every, names[0] if names else "", []


def several_stations(file: str, names: Sequence[str]) -> Finding:
    """Return the finding of a file that holds more than one station."""
    return finding(
        "several_stations", Severity.ERROR, (file,),
        Message("The file holds more than one station ({count}): {names}.", count=len(names),
                names=list(names[:MOST_NAMED])),
        Message("Choose one: on the command line with --station, on the page in the list."),
    )  # fmt: skip


def unknown_station(file: str, station: str, names: Sequence[str]) -> Finding:
    """Return the finding of a station that the file does not hold."""
    return finding(
        "unknown_station", Severity.ERROR, (file,),
        Message("The file holds no station “{station}”.", station=station[:60]),
        Message("Choose one of: {names}.", names=list(names[:MOST_NAMED])),
    )  # fmt: skip


def _days(file: str, grid: Grid, found: Layout) -> tuple[Days, list[Finding]]:
    if "date" in found.at:
        cells = grid.column(found.at["date"])
        column = read_dates(cells)
        if not column.is_order_guessed:
            return column.days, []
        example = cells[0].strip()
        return column.days, [
            finding("date_order", Severity.WARNING, (file, grid.names[found.at["date"]]),
                    Message("Days such as {example} were read as day, month, year.", example=example),
                    Message("If the month stands first, write the days as 2020-07-31."))
        ]  # fmt: skip
    years = whole_numbers(grid.columns[found.at["year"]])
    if {"month", "day"} <= set(found.at):
        months = whole_numbers(grid.columns[found.at["month"]])
        return days_of(years, months, whole_numbers(grid.columns[found.at["day"]])), []
    return days_of_year(years, whole_numbers(grid.columns[found.at["day_of_year"]])), []


def _values(file: str, grid: Grid, found: Layout) -> tuple[dict[str, Values], list[Finding]]:
    findings: list[Finding] = []
    at = {name: found.at[name] for name in VARIABLES if name in found.at}
    sample = grid.sample(DECIMAL_SAMPLE)
    decimal = decimal_sign([sample[column] for column in at.values()], grid.separator)
    quick = read_quickly(grid.body, grid.separator, decimal, list(at.values())) if grid.body else None
    if quick is None:
        decimal = decimal_sign([grid.columns[column] for column in at.values()], grid.separator)
    if decimal == ",":
        findings.append(
            finding("decimal_comma", Severity.INFO, (file,),
                    Message("The comma was read as the decimal sign."), Message("Nothing to do."))
        )  # fmt: skip
    values = {}
    for name, place in at.items():
        column = (
            quick[place]
            if quick is not None
            else read_numbers(grid.columns[place], decimal, is_precipitation=name == "pr")
        )
        values[name] = column.values
        where = (file, grid.names[found.at[name]])
        if column.bad:
            cells = grid.columns[place]
            severity = Severity.ERROR if len(column.bad) > MOST_BAD_SHARE * len(cells) else Severity.WARNING
            row = column.bad[0]
            findings.append(
                finding("bad_cells", severity, (*where, Message("line {line}", line=grid.lines[row])),
                        Message("Cells that are no number: {count}, the first is “{text}”. "
                                "They count as missing.", count=len(column.bad),
                                text=cells[row].strip()[:30]),
                        Message("Correct them, or leave them empty."))
            )  # fmt: skip
        for code, count in column.coded:
            findings.append(
                finding("missing_code", Severity.INFO, where,
                        Message("Cells with {code}, taken for “missing”: {count}.",
                                code=Amount(code), count=count),
                        Message("If it is a measured value, correct the cells."))
            )  # fmt: skip
    return values, findings


def _constant(grid: Grid, found: Layout, role: str) -> float | None:
    """Return what a column says of the place, where it says the same in every row."""
    if role not in found.at:
        return None
    cells = grid.columns[found.at[role]]
    numbers = read_numbers(cells, decimal_sign([cells], grid.separator)).values
    known = numbers[np.isfinite(numbers)]
    return float(known[0]) if known.size and (known == known[0]).all() else None


def _no_variable(file: str, grid: Grid) -> Finding:
    names = [name for name in grid.names if name][:MOST_NAMED]
    return finding(
        "no_variable", Severity.ERROR, (file,),
        Message("No column could be recognised as temperature, precipitation or wind. The columns are: "
                "{names}.", names=names),
        Message("Name a column tx, tn, tm, pr, wind or gust, or say which one it is: --column tx=NAME."),
    )  # fmt: skip


def _doubtful(file: str, name: str) -> Finding:
    return finding(
        "two_columns", Severity.WARNING, (file, name),
        Message("An earlier column holds the same already; this one was not used."),
        Message("If this is the right one, say so: --column tx=NAME."),
    )  # fmt: skip
