"""Opening a spreadsheet file (XLSX, ODS, XLS) that may be too large, a bomb, locked or none at all."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from secap.exchange import oldworkbooks, opendocument, places, safety, sheetparts
from secap.exchange.sheetparts import SheetFacts
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Message

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = safety.MAX_UNPACKED_BYTES
SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as they stand.

    rows : (row number as shown, cells); a cell with an error holds the error's text;
    merged : ranges such as A1:B2;  unvalued : cells whose formula was never calculated;
    errors : {cell: error such as #REF!}.
    """

    name: str
    rows: list[tuple[int, list[Cell]]]
    merged: tuple[str, ...] = ()
    unvalued: frozenset[str] = frozenset()
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.unvalued and not any(cell is not None for _, cells in self.rows for cell in cells)


def is_workbook(content: bytes) -> bool:
    """Whether a file's first bytes are those of a spreadsheet file, whatever it is called."""
    return content.startswith(SIGNATURES)


def grids(name: str, content: bytes) -> list[Grid]:
    """Return the visible sheets of a workbook. A formula stands with the value stored beside it, or empty.

    name : of the file, for messages.
    Raises: UnreadableFile where it is no workbook, locked, damaged, or would take too much memory
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    facts = _facts(name, content)
    workbook = safety.guarded(name, lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    return [
        _grid(name, workbook, sheet.name, facts.get(sheet.name, SheetFacts()))
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _facts(name: str, content: bytes) -> dict[str, SheetFacts]:
    """Return what the reader does not tell of each sheet, after everything that could harm was looked for."""
    if not content.startswith(b"PK") and not zipfile.is_zipfile(io.BytesIO(content)):
        return oldworkbooks.xls_facts(name, content)
    with safety.open_archive(name, content) as archive:
        safety.check_archive(name, archive, len(content), MAX_UNPACKED_BYTES)
        names = {safety.path_of(part) for part in archive.namelist()}
        if any(
            part.endswith(".bin") and ("worksheets" in part or part == "xl/workbook.bin") for part in names
        ):
            raise UnreadableFile(
                Message("Binary workbooks (XLSB) are not read."),
                where=(name,),
                hint=Message("Save the workbook as XLSX."),
            )
        if opendocument.CONTENT in names:
            return opendocument.ods_facts(name, archive)
        return sheetparts.xlsx_facts(name, archive)


def _grid(name: str, workbook: Any, sheet_name: str, facts: SheetFacts) -> Grid:
    sheet = safety.guarded(name, lambda: workbook.get_sheet_by_name(sheet_name))
    raw = safety.guarded(name, lambda: sheet.to_python(skip_empty_area=False))
    rows = [[_cell(value) for value in row] for row in raw]
    for place, error in facts.errors.items():
        _write(rows, place, error)
    merged = [
        f"{places.cell(top + 1, left + 1)}:{places.cell(bottom + 1, right + 1)}"
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Grid(
        sheet_name,
        list(enumerate(rows, 1)),
        tuple(dict.fromkeys([*merged, *facts.merged])),
        frozenset(facts.unvalued),
        facts.errors,
    )


def _write(rows: list[list[Cell]], place: str, text: str) -> None:
    """Put a text into a cell; the reader leaves a cell with an error empty, or even says 0."""
    row, column = places.of_cell(place)
    rows.extend([] for _ in range(row - len(rows)))
    cells = rows[row - 1]
    cells.extend([None] * (column - len(cells)))
    cells[column - 1] = text


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip() if value is not None else ""
    return text or None
