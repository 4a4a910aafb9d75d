"""The sheets of an uploaded file as plain rows, once everything that could harm or mislead was looked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from secap.exchange import textfiles, workbooks
from secap.exchange.textfiles import ENCODING_GUESSED, ENCODING_HINT, MAX_COLUMNS, MAX_ROWS, too_many
from secap.exchange.workbooks import Cell
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Amount, Message


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet.

    rows : (row number as shown, cells), empty rows left out; a cell with an error holds the error's text;
    merged : cells such as A1:B2;  unvalued : cells whose formula was never calculated;
    errors : {cell: error such as #REF!};  notes : (what was assumed, what to look at).
    """

    sheet: str
    rows: list[tuple[int, list[Cell]]]
    merged: tuple[str, ...] = ()
    unvalued: frozenset[str] = field(default_factory=frozenset)
    errors: dict[str, str] = field(default_factory=dict)
    notes: tuple[tuple[Message, Message], ...] = ()


def read_tables(name: str, content: bytes, *, limit_bytes: int) -> list[Table]:
    """Return the visible sheets of a CSV, XLSX, ODS or XLS file that hold anything.

    Raises: UnreadableFile where the file is too large, a bomb, locked, damaged, empty, or no table
    """
    if len(content) > limit_bytes:
        raise UnreadableFile(
            Message("The file is larger than {limit}.", limit=Amount(limit_bytes / 1024**2, "MB", 0)),
            where=(name,),
            hint=Message("Keep only the table, or divide the file."),
        )
    if not content.strip():
        raise UnreadableFile(
            Message("The file is empty."), where=(name,), hint=Message("Choose another file.")
        )
    if workbooks.is_workbook(content):
        found = _of_workbook(name, content)
        empty = Message("All sheets of the workbook are empty.")
    else:
        found = [_of_text(name, content)]
        empty = Message("The file is empty.")
    found = [table for table in found if table.rows]
    if not found:
        raise UnreadableFile(empty, where=(name,), hint=Message("Choose another file."))
    for table in found:
        if len(table.rows) > MAX_ROWS or max(len(cells) for _, cells in table.rows) > MAX_COLUMNS:
            raise too_many(name, table.sheet)
    return found


def _of_text(name: str, content: bytes) -> Table:
    text = textfiles.read_text(name, content)
    return Table("", text.rows, notes=((ENCODING_GUESSED, ENCODING_HINT),) if text.is_guessed else ())


def _of_workbook(name: str, content: bytes) -> list[Table]:
    return [
        Table(
            grid.name,
            [(number, cells) for number, cells in grid.rows if any(cell is not None for cell in cells)],
            grid.merged,
            grid.unvalued,
            grid.errors,
        )
        for grid in workbooks.grids(name, content)
    ]
