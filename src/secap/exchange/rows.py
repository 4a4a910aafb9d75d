"""The rows of a table in a CSV or spreadsheet file, whatever its encoding, separator and decimal sign."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from secap.exchange import places, textfiles, workbooks
from secap.exchange.workbooks import MAX_BYTES, Cell, Grid
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message

MAX_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet or editor shows it, and its cells by column code."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read: the file's name, the sheet's (empty for CSV), the headings by column code, the rows.

    separator : of a CSV file, empty for a workbook;  findings : what the reader had to assume.
    """

    file: str
    name: str
    columns: dict[str, str]
    lines: tuple[Line, ...]
    separator: str = ""
    findings: tuple[Finding, ...] = ()

    def place(self, line: Line | None = None, column: str = "") -> tuple[object, ...]:
        """Return the place in words: file, sheet, row, column."""
        found: list[object] = [self.file, *([self.name] if self.name else [])]
        if line:
            found.append(Message("row {row}", row=line.number))
        if column:
            found.append(Message("column {column}", column=self.columns.get(column, column)))
        return tuple(found)


class Problems(InvalidInput):
    """Everything that is wrong with a file, so that it can be corrected at once."""

    def __init__(self, problems: list[InvalidInput]) -> None:
        super().__init__(problems[0].message, where=problems[0].where, hint=problems[0].hint)
        self.problems = problems

    def text(self, lang: str = "en") -> str:
        shown = [problem.text(lang) for problem in self.problems[:MAX_PROBLEMS]]
        if len(self.problems) > MAX_PROBLEMS:
            more = Message("... and {count} more like these.", count=len(self.problems) - MAX_PROBLEMS)
            shown.append(more.text(lang))
        return "\n".join(shown)


def read_sheet(path: Path, column_of: Callable[[str], str | None]) -> Sheet:
    """Return the first sheet of a CSV, XLSX, ODS or XLS file whose header has a known column.

    column_of : the code of the column that a heading names, or None for a column that isn't needed.
    Raises: UnreadableFile, InvalidInput and Problems that name file, sheet, row and column
    """
    content = _content(path)
    if workbooks.is_workbook(content):
        return _from_workbook(path.name, content, column_of)
    return _from_text(path.name, content, column_of)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFile(
                Message("The file is larger than {limit}.", limit=Amount(MAX_BYTES / 1e6, "MB", 0)),
                where=(path.name,),
                hint=Message("Keep only the table, or divide the file."),
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            Message("The file can't be read: {reason}.", reason=error.strerror or ""),
            where=(str(path),),
            hint=Message("Check the name and whether you may read it."),
        ) from None


def _from_text(name: str, content: bytes, column_of: Callable[[str], str | None]) -> Sheet:
    text = textfiles.read_text(name, content, lambda text, sign: _known_columns(text, sign, column_of))
    findings = []
    if text.is_guessed:
        findings.append(
            Finding(
                "file.encoding",
                Severity.WARNING,
                (name,),
                textfiles.ENCODING_GUESSED,
                textfiles.ENCODING_HINT,
            )
        )
    return _sheet(name, Grid("", text.rows), column_of, text.separator, findings)


def _known_columns(text: str, separator: str, column_of: Callable[[str], str | None]) -> tuple[int, int]:
    heading = next((line for line in text.splitlines() if line.strip()), "")
    try:
        cells = next(csv.reader([heading], delimiter=separator), [])
    except csv.Error:
        return 0, 0
    return len({column_of(cell) for cell in cells} - {None}), len(cells)


def _from_workbook(name: str, content: bytes, column_of: Callable[[str], str | None]) -> Sheet:
    filled = [grid for grid in workbooks.grids(name, content) if not grid.empty]
    if not filled:
        raise InvalidInput(
            Message("All sheets of the workbook are empty."),
            where=(name,),
            hint=Message("Choose another file."),
        )
    for grid in filled:
        heading = next(cells for _, cells in grid.rows if any(cell is not None for cell in cells))
        if any(column_of(str(cell)) for cell in heading if cell is not None):
            return _sheet(name, grid, column_of)
    return _sheet(name, filled[0], column_of)


def _sheet(
    name: str,
    grid: Grid,
    column_of: Callable[[str], str | None],
    separator: str = "",
    findings: Iterable[Finding] = (),
) -> Sheet:
    place = (name, *([grid.name] if grid.name else []))
    rows = [(number, cells) for number, cells in grid.rows if any(cell is not None for cell in cells)]
    if not rows:
        raise InvalidInput(
            Message("The file is empty."),
            where=place,
            hint=Message("The first row holds the names of the columns."),
        )
    head_row, heading = rows[0]
    columns: dict[int, str] = {}
    for number, cell in enumerate(heading):
        code = column_of(str(cell)) if cell is not None else None
        if code in columns.values():
            raise InvalidInput(
                Message("The column {column} is there twice.", column=str(cell)),
                where=(*place, Message("row {row}", row=head_row)),
                hint=Message("Rename or remove one of them."),
            )
        if code:
            columns[number] = code
    problems = [*_merged(place, grid, head_row, columns), *_errors(place, grid, head_row, columns)]
    lines = []
    for number, cells in rows[1:]:
        surplus = [cell for cell in cells[len(heading) :] if cell is not None]
        if surplus:
            problems.append(_too_many(place, number, len(heading), len(cells), separator))
        line = {code: cells[at] if at < len(cells) else None for at, code in columns.items()}
        if any(cell is not None for cell in line.values()):
            lines.append(Line(number, line))
    if problems:
        raise Problems(problems)
    written = {code: str(heading[at]) for at, code in columns.items()}
    return Sheet(name, grid.name, written, tuple(lines), separator, tuple(findings))


def _merged(
    place: tuple[str, ...], grid: Grid, head_row: int, columns: dict[int, str]
) -> Iterable[InvalidInput]:
    for cells in grid.merged:
        _top, left, bottom, right = places.of_range(cells)
        if bottom >= head_row and any(left <= at + 1 <= right for at in columns):
            yield InvalidInput(
                Message("The cells {cells} are merged.", cells=cells),
                where=place,
                hint=Message("Unmerge them and repeat the value in every row."),
            )


def _errors(
    place: tuple[str, ...], grid: Grid, head_row: int, columns: dict[int, str]
) -> Iterable[InvalidInput]:
    for cell, error in grid.errors.items():
        row, column = places.of_cell(cell)
        if row >= head_row and column - 1 in columns:
            yield InvalidInput(
                Message("The cell holds the error {error}.", error=error),
                where=(*place, Message("cell {cell}", cell=cell)),
                hint=Message("Correct the formula in the workbook."),
            )


def _too_many(place: tuple[str, ...], number: int, wanted: int, found: int, separator: str) -> InvalidInput:
    hint = Message("Look for a value that holds the separator of the columns.")
    if separator == ",":
        hint = Message(
            "With decimal commas, separate the columns by semicolons or put the numbers in quotes."
        )
    return InvalidInput(
        Message("The row has {found} values for {wanted} columns.", found=found, wanted=wanted),
        where=(*place, Message("row {row}", row=number)),
        hint=hint,
    )
