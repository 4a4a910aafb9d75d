"""Opening a spreadsheet file (XLSX, ODS, XLS) that may be too large, a bomb, locked or none at all."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Amount, Message

MAX_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 500_000_000  # a zip bomb unpacks to much more
# The reader holds a sheet as a full rectangle: one cell far out would take all memory and end the process.
MAX_CELLS = 5_000_000
SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
CHUNK = 1 << 20

_COLUMN = re.compile(rb'\sr="([A-Z]{1,3})\d')
_ROW = re.compile(rb'\sr="[A-Z]{0,3}(\d{4,9})"')  # below 1000 rows a sheet is small anyway
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet as they stand.

    rows : (row number as shown, cells);  merged : (top, left), (bottom, right), counted from 0.
    """

    name: str
    rows: list[tuple[int, list[Cell]]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not any(cell is not None for _, cells in self.rows for cell in cells)


def is_workbook(content: bytes) -> bool:
    """Whether a file's first bytes are those of a spreadsheet file, whatever it is called."""
    return content.startswith(SIGNATURES)


def grids(name: str, content: bytes) -> list[Grid]:
    """Return the sheets of a workbook. A formula stands with the value stored beside it, or empty.

    name : of the file, for messages.
    Raises: UnreadableFile where it is no workbook, locked, damaged, or would take too much memory
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    refuse_bomb(name, content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [_grid(workbook, sheet) for sheet in workbook.sheet_names]
    except PasswordError:
        raise UnreadableFile(
            Message("The workbook is locked with a password."),
            where=(name,),
            hint=Message("Save it without a password."),
        ) from None
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(
            Message("The workbook can't be opened: {reason}.", reason=str(error).partition("\n")[0][:200]),
            where=(name,),
            hint=Message("Open it in a spreadsheet program and save it anew."),
        ) from None


def refuse_bomb(name: str, content: bytes) -> None:
    """Raise UnreadableFile where a workbook would take too much memory once opened."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            items = archive.infolist()
            unpacked = sum(item.file_size for item in items)
            if unpacked > MAX_UNPACKED_BYTES:
                raise UnreadableFile(
                    Message("The workbook unpacks to {size}, which is too much.",
                            size=Amount(unpacked / 1e6, "MB", 0)),
                    where=(name,),
                    hint=Message("Copy the table alone into a new workbook."),
                )  # fmt: skip
            for item in items:
                if _SHEET.search(item.filename):
                    with archive.open(item) as sheet:
                        _refuse_far_cells(name, _extent(sheet))
                elif item.filename == "content.xml":
                    with archive.open(item) as sheet:
                        _refuse_far_cells(name, _repeated(sheet))
                elif item.filename.endswith(".bin") and "worksheets" in item.filename:
                    raise UnreadableFile(
                        Message("Binary workbooks (XLSB) are not read."),
                        where=(name,),
                        hint=Message("Save the workbook as XLSX."),
                    )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise UnreadableFile(
            Message("The workbook is damaged."),
            where=(name,),
            hint=Message("Open it in a spreadsheet program and save it anew."),
        ) from None


def _refuse_far_cells(name: str, cells: int) -> None:
    if cells > MAX_CELLS:
        raise UnreadableFile(
            Message("A sheet reaches over {cells} cells, which is too much.", cells=cells),
            where=(name,),
            hint=Message(
                "Copy the table alone into a new workbook: a cell far below or beside it is in use."
            ),
        )


def _extent(sheet: IO[bytes]) -> int:
    """Return the cells of the rectangle that the sheet's used cells span."""
    rows, columns, tail = 999, 1, b""
    letters: set[bytes] = set()
    while chunk := sheet.read(CHUNK):
        text = tail + chunk
        letters.update(_COLUMN.findall(text))
        rows = max(rows, int(max(_ROW.findall(text), key=lambda row: (len(row), row), default=b"0")))
        tail = chunk[-24:]
    for name in letters:
        number = 0
        for letter in name:
            number = number * 26 + letter - 64
        columns = max(columns, number)
    return rows * columns


def _repeated(sheet: IO[bytes]) -> int:
    """Return the cells with content of an OpenDocument sheet, repeated ones as often as they are repeated."""
    from lxml import etree

    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    cells = in_row = 0
    try:
        tags = (f"{table}table-cell", f"{table}table-row")
        for _, element in etree.iterparse(sheet, tag=tags, resolve_entities=False, no_network=True):
            if element.tag.endswith("table-cell"):
                if element.get(f"{office}value-type") or len(element):
                    in_row += int(element.get(f"{table}number-columns-repeated") or 1)
            else:
                cells += in_row * int(element.get(f"{table}number-rows-repeated") or 1)
                in_row = 0
            element.clear()
    except (etree.XMLSyntaxError, ValueError):
        return 0  # the reader itself says what is wrong with it
    return cells


def _grid(workbook: Any, sheet_name: str) -> Grid:
    sheet = workbook.get_sheet_by_name(sheet_name)
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    return Grid(sheet_name, list(enumerate(rows, 1)), list(sheet.merged_cell_ranges or []))


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
