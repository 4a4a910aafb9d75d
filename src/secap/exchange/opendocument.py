"""What the reader of an ODS file does not tell: how far a sheet reaches, lost formulas, errors, merges.

In an OpenDocument sheet a cell or a row may be repeated by a number, so its extent is counted, not looked up.
"""

from __future__ import annotations

import zipfile

from secap.exchange import places, safety
from secap.exchange.sheetparts import SheetFacts, check_extent, check_texts, parse

CONTENT = "content.xml"
SHOWN_REPEATS = 400
CELLS = ("table:table-cell", "table:covered-table-cell")


def ods_facts(name: str, archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Return {sheet: facts} of an ODS file, and look through every other part of it.

    Raises: UnreadableFile where the file is damaged, a trap, or would take too much memory
    """
    walk = _Walk(name)
    for member in archive.infolist():
        stream = safety.parts(name, archive, member)
        if member.filename == CONTENT:
            parse(name, stream, walk.start, walk.end, walk.text)
        elif member.filename.lower().endswith((".xml", ".rdf")):
            for _chunk in stream:  # looks for entities
                pass
    return walk.sheets


class _Walk:
    """Follows rows and cells."""

    def __init__(self, name: str) -> None:
        self.file = name
        self.sheets: dict[str, SheetFacts] = {}
        self.facts = SheetFacts()
        self.done = self.text_bytes = 0  # cells of the sheets before this one
        self.row = self.column = 0
        self.row_times = self.times = 1
        self.row_filled = self.in_cell = False
        self.has_formula = self.has_value = self.is_error = False
        self.shown = ""
        self.size = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table:table":
            self.done += self.facts.rows * self.facts.columns
            self.facts = self.sheets.setdefault(given.get("table:name", ""), SheetFacts())
            self.row = 0
        elif tag == "table:table-row":
            self.row_times = _times(given.get("table:number-rows-repeated"))
            self.row, self.column, self.row_filled = self.row + 1, 0, False
        elif tag in CELLS:
            self.column += 1
            self.times = _times(given.get("table:number-columns-repeated"))
            self.in_cell, self.shown, self.size = True, "", 0
            self.has_formula = "table:formula" in given
            self.has_value = "office:value-type" in given
            self.is_error = given.get("calcext:value-type") == "error"
            self.size += len(given.get("office:string-value", ""))
            down = _times(given.get("table:number-rows-spanned"))
            across = _times(given.get("table:number-columns-spanned"))
            if down > 1 or across > 1:
                last = places.cell(self.row + down - 1, self.column + across - 1)
                self.facts.merged.append(f"{places.cell(self.row, self.column)}:{last}")

    def text(self, data: str) -> None:
        if self.in_cell:
            self.size += len(data)
            if len(self.shown) < 40:
                self.shown += data.strip()

    def end(self, tag: str) -> None:
        if tag in CELLS:
            self._end_cell()
        elif tag == "table:table-row":
            self.row += self.row_times - 1
            if self.row_filled:
                self.facts.rows = self.row
                check_extent(self.file, self.done + self.facts.rows * self.facts.columns)

    def _end_cell(self) -> None:
        facts = self.facts
        is_error = self.is_error or (self.has_formula and self.shown.startswith(("#", "Err:")))
        if is_error:
            facts.errors.update(dict.fromkeys(self._repeated(), self.shown[:40] or "#"))
        elif self.has_formula and not self.has_value and not self.shown:
            facts.unvalued.update(self._repeated())
        self.column += self.times - 1
        if self.has_value or self.shown or is_error:
            self.row_filled = True
            facts.columns = max(facts.columns, self.column)
            self.text_bytes += self.size * self.times * self.row_times
            check_texts(self.file, self.text_bytes)
        self.in_cell = False

    def _repeated(self) -> list[str]:
        rows = range(self.row, self.row + min(self.row_times, SHOWN_REPEATS))
        columns = range(self.column, self.column + min(self.times, SHOWN_REPEATS))
        return [places.cell(row, column) for row in rows for column in columns]


def _times(text: str | None) -> int:
    try:
        return max(1, int(text or 1))
    except ValueError:
        return 1
