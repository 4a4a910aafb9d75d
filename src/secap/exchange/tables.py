"""The sheets of an uploaded file as plain rows, after everything that could harm or mislead was looked for."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from secap.exchange import places, workbooks
from secap.exchange.rows import _decoded
from secap.exchange.workbooks import Cell
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Amount, Message

SEPARATORS = ";\t,|"
MAX_ROWS = 250_000
MAX_COLUMNS = 400
XML_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet.

    rows : (row number as shown, cells), empty rows left out;
    merged : cells such as A1:B2;  unvalued : cells whose formula was never calculated.
    """

    sheet: str
    rows: list[tuple[int, list[Cell]]]
    merged: tuple[str, ...] = ()
    unvalued: frozenset[str] = field(default_factory=frozenset)


def read_tables(name: str, content: bytes, *, limit_bytes: int) -> list[Table]:
    """Return the sheets of a CSV, XLSX, ODS or XLS file that hold anything.

    Raises: UnreadableFile where the file is too large, a bomb, locked, damaged, empty, or no table
    """
    if len(content) > limit_bytes:
        raise UnreadableFile(
            Message("The file is larger than {limit}.", limit=Amount(limit_bytes / 1024**2, "MB", 0)),
            where=(name,),
            hint=Message("Keep only the table, or divide the file."),
        )
    if not content.strip():
        raise UnreadableFile(Message("The file is empty."), where=(name,), hint=Message("Choose another file."))
    found = _of_workbook(name, content) if workbooks.is_workbook(content) else [_of_text(name, content)]
    found = [table for table in found if table.rows]
    if not found:
        raise UnreadableFile(
            Message("All sheets of the workbook are empty."), where=(name,), hint=Message("Choose another file.")
        )
    for table in found:
        if len(table.rows) > MAX_ROWS or max(len(cells) for _, cells in table.rows) > MAX_COLUMNS:
            raise UnreadableFile(
                Message("The sheet has more than {rows} rows or {columns} columns.", rows=MAX_ROWS, columns=MAX_COLUMNS),
                where=(name, table.sheet),
                hint=Message("Keep only the table, or divide the file."),
            )
    return found


def _of_text(name: str, content: bytes) -> Table:
    text, _findings = _decoded(name, content)
    if text.lower().startswith("sep="):
        text = text.split("\n", 1)[-1]
    sample = "\n".join(text.splitlines()[:20])
    separator = max(SEPARATORS, key=lambda sign: _regularity(sample, sign))
    rows: list[tuple[int, list[Cell]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            # A leading apostrophe keeps a spreadsheet from taking text for a formula; our own tables have it.
            values: list[Cell] = [cell.strip().removeprefix("'") or None for cell in cells]
            if any(value is not None for value in values):
                rows.append((reader.line_num, values))
    except csv.Error as error:
        raise UnreadableFile(
            Message("The file can't be read as a table: {reason}.", reason=str(error)),
            where=(name, Message("row {row}", row=reader.line_num)),
            hint=Message("Look for an unclosed quotation mark in this row."),
        ) from None
    return Table("", rows)


def _regularity(sample: str, separator: str) -> tuple[int, int]:
    """Return how alike the rows are when cut at a separator: (rows with the commonest width, that width)."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator)]
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0, 0
    common = max(set(wide), key=wide.count)
    return wide.count(common), common


def _of_workbook(name: str, content: bytes) -> list[Table]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        _refuse_entities(name, content)
    grids = workbooks.grids(name, content)  # refuses bombs and damaged files before it opens them
    unvalued = _unvalued_formulas(content)
    found = []
    for grid in grids:
        rows = [(number, cells) for number, cells in grid.rows if any(cell is not None for cell in cells)]
        merged = tuple(
            f"{places.cell(top + 1, left + 1)}:{places.cell(bottom + 1, right + 1)}"
            for (top, left), (bottom, right) in grid.merged
        )
        found.append(Table(grid.name, rows, merged, frozenset(unvalued.get(grid.name, ()))))
    return found


def _refuse_entities(name: str, content: bytes) -> None:
    """A document type in a workbook's XML serves nothing but attacks (entities that grow, files that leak)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for item in archive.infolist():
            if not item.filename.endswith((".xml", ".rels")):
                continue
            with archive.open(item) as part:
                head = part.read(XML_HEAD_BYTES).upper()
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise UnreadableFile(
                    Message("The workbook holds XML entities, which no spreadsheet program writes."),
                    where=(name, item.filename),
                    hint=Message("Copy the table into a new workbook and save that."),
                )


def _unvalued_formulas(content: bytes) -> dict[str, list[str]]:
    """Return {sheet: cells} whose formula has no stored value: such cells look empty but are not."""
    if not content.startswith(b"PK"):
        return {}
    from lxml import etree

    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for sheet, part in _sheet_parts(archive).items():
            with archive.open(part) as stream:
                if b"<f" not in stream.read():
                    continue
            with archive.open(part) as stream:
                for _, element in etree.iterparse(stream, tag="{*}c", resolve_entities=False, no_network=True):
                    tags = {etree.QName(child).localname: child for child in element}
                    if "f" in tags and ("v" not in tags or tags["v"].text is None):
                        found.setdefault(sheet, []).append(element.get("r") or "")
                    element.clear()
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return {sheet name: member of the archive} of an XLSX file; nothing for other workbooks."""
    from lxml import etree

    names = set(archive.namelist())
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)

    def root(member: str) -> Any:
        return etree.fromstring(archive.read(member), parser)

    targets = {
        item.get("Id"): str(item.get("Target")).removeprefix("/xl/") for item in root("xl/_rels/workbook.xml.rels")
    }
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    found = {}
    for sheet in root("xl/workbook.xml").iter("{*}sheet"):
        member = f"xl/{targets.get(sheet.get(link), '')}"
        if member in names:
            found[str(sheet.get("name"))] = member
    return found
