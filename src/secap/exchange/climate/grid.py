"""A table as text: its separator, where the names of its columns stand, and the rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from secap.exchange import safety
from secap.exchange.climate.dates import is_date
from secap.exchange.climate.headings import heading
from secap.exchange.textfiles import decode
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Message

SEPARATORS = (";", "\t", ",", "|", " ")
SAMPLE_LINES = 80
MAX_COLUMNS = 400
HEAD_ROWS = 3


@dataclass(frozen=True)
class Grid:
    """names : of the columns, "1", "2" ... where the table has none;  unit_row : units below the names;
    lines : [row], line of the file;  separator : between the cells;
    body : the rows as text where all are alike, "" else;  cells : [column][row] of text where they are not.
    """

    names: tuple[str, ...]
    unit_row: tuple[str, ...]
    lines: Sequence[int]
    separator: str
    body: str = ""
    cells: tuple[Sequence[str], ...] = ()

    @cached_property
    def columns(self) -> tuple[Sequence[str], ...]:
        """[column][row] of text."""
        if not self.body:
            return self.cells
        width = len(self.names)
        every = self.body.replace("\n", self.separator).split(self.separator)
        return tuple(every[at::width] for at in range(width))

    def column(self, at: int) -> Sequence[str]:
        """Return the cells of one column."""
        if self.body and at == 0 and "columns" not in self.__dict__:
            return [line.partition(self.separator)[0] for line in self.body.split("\n")]
        return self.columns[at]

    def sample(self, rows: int) -> list[Sequence[str]]:
        """Return the first cells of each column."""
        if not self.body:
            return [column[:rows] for column in self.cells]
        first = [line.split(self.separator) for line in self.body.split("\n", rows)[:rows]]
        return [list(column) for column in zip(*first, strict=True)]


def read_grid(name: str, content: bytes) -> Grid:
    """Return the table of a text file.

    Raises: UnreadableFile where it is no text or holds no table with days
    """
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile(
            Message("The file is a workbook; daily series are read from text."),
            where=(name,),
            hint=Message("Save the sheet as CSV."),
        )
    safety.refuse_disguise(name, content)
    text, _encoding = decode(name, content)
    lines = text.splitlines()
    counts = {sign: _first_data_row(_cells(lines[:SAMPLE_LINES], sign))[1] for sign in SEPARATORS}
    separator = max(SEPARATORS, key=lambda sign: counts[sign])
    if not counts[separator]:
        raise UnreadableFile(
            Message("The file holds no table of days."),
            where=(name,),
            hint=Message("Give a CSV with one row for each day: a column with the day, and the values."),
        )
    return _grid(name, lines, separator)


def _cells(lines: Sequence[str], separator: str) -> list[list[str]]:
    if separator == " ":
        return [line.split() for line in lines]
    try:
        return list(csv.reader(lines, delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return []


def _first_data_row(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Return (first row that holds a day and a value, how many such rows of one width)."""
    found = [at for at, row in enumerate(rows) if _is_data(row)]
    if not found:
        return 0, 0
    widths = [len(rows[at]) for at in found]
    common = max(set(widths), key=widths.count)
    return found[0], widths.count(common)


def _is_data(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row]
    if len(cells) < 2:
        return False
    days = [at for at, cell in enumerate(cells) if is_date(cell)]
    numbers = [at for at, cell in enumerate(cells) if _is_number(cell)]
    if days:
        return True
    # year, month and day in columns of their own
    return any(
        _between(cells[at], 1700, 2400) and _between(cells[at + 1], 1, 12) and _between(cells[at + 2], 1, 31)
        for at in range(len(cells) - 3)
    ) or any(
        _between(cells[at], 1700, 2400) and _between(cells[at + 1], 1, 366) and len(numbers) > 2
        for at in range(len(cells) - 2)
    )


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _between(cell: str, low: int, high: int) -> bool:
    return cell.isdigit() and low <= int(cell) <= high


def _grid(name: str, lines: Sequence[str], separator: str) -> Grid:
    first, _count = _first_data_row(_cells(lines[:SAMPLE_LINES], separator))
    head = _cells(lines[:first], separator)
    body = _regular(lines, first, separator)
    cells: Columns = ()
    if body:
        width = lines[first].count(separator) + 1
        places: Sequence[int] = range(first + 1, first + 2 + body.count("\n"))
    else:
        cells, places = _any_columns(name, lines, first, separator)
        width = len(cells)
    if width > MAX_COLUMNS:
        raise UnreadableFile(
            Message("The table has more than {columns} columns.", columns=MAX_COLUMNS),
            where=(name,),
            hint=Message("Keep the column with the day and those with the values."),
        )
    names, unit_row = _names(head, width)
    numbered = tuple(str(column) for column in range(1, width + 1))
    return Grid(names or numbered, unit_row, places, separator, body, cells)


Columns = tuple[Sequence[str], ...]


def _regular(lines: Sequence[str], first: int, separator: str) -> str:
    """Return the rows as one text where they have no quotation marks and one width, else nothing."""
    end = len(lines)
    while end > first and not lines[end - 1].strip():
        end -= 1
    rows = lines[first:end]
    if separator == " " or len({line.count(separator) for line in rows}) > 1:
        return ""
    body = "\n".join(rows)
    return "" if '"' in body else body


def _any_columns(
    name: str, lines: Sequence[str], first: int, separator: str
) -> tuple[Columns, Sequence[int]]:
    """Return (columns, lines of the file) of any other table; rows that are too short are filled up."""
    rows: list[list[str]] = []
    places: list[int] = []
    if separator == " ":
        for number, line in enumerate(lines[first:], first + 1):
            if line.strip():
                rows.append(line.split())
                places.append(number)
    else:
        text = io.StringIO("\n".join(lines[first:]), newline="")
        body = csv.reader(text, delimiter=separator, skipinitialspace=True, strict=True)
        try:
            for row in body:
                if any(row):
                    rows.append(row)
                    places.append(first + body.line_num)
        except csv.Error as error:
            raise UnreadableFile(
                Message("The file can't be read as a table: {reason}.", reason=str(error)),
                where=(name, Message("row {row}", row=(places[-1] if places else first) + 1)),
                hint=Message("Look for an unclosed quotation mark in this row."),
            ) from None
    width = max(len(row) for row in rows[:SAMPLE_LINES])
    if any(len(row) != width for row in rows):
        rows = [(row + [""] * width)[:width] for row in rows]
    return tuple(zip(*rows, strict=True)), places


def _names(head: Sequence[Sequence[str]], width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (names of the columns, units below them) from the lines above the first day."""
    filled = [[cell.strip().lstrip("#").strip() for cell in row] for row in head if any(row)]
    if not filled:
        return (), ()
    near = [row for row in filled[-HEAD_ROWS:] if len(row) > 1 or width <= 2]
    if not near:
        return (), ()
    known = [sum(heading(cell).role is not None for cell in row) for row in near]
    at = max(range(len(near)), key=lambda place: (known[place], place))
    below = near[at + 1] if at + 1 < len(near) else []
    return _padded(near[at], width), _padded([cell.strip("()[] ") for cell in below], width)


def _padded(row: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(([*row] + [""] * width)[:width]) if row else ()
