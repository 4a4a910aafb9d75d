"""A small table typed on the page by somebody without a file; kept as CSV, it goes the way of any file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from secap.desk.registry.fields import CodeField
from secap.desk.registry.numbers import plain_number, typed_number
from secap.desk.registry.reader import lang
from secap.exchange.kinds import KINDS
from secap.exchange.tables_out import FORMULA_SIGNS
from secap.method.basis import codes
from secap.method.basis.numbers import is_ambiguous

MOST_ROWS = 30
FIRST_ROWS = 6
MOST_CELL = 300
# The columns that are asked of each kind, those that a row can't do without first.
COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "energy": (("sector", "carrier", "amount", "unit"), ("note",)),
    "profile": (("indicator", "year", "value"), ("source",)),
}


@dataclass(slots=True)
class Cell:
    """One control.  choices : (code, name), empty for text."""

    name: str
    label: str
    value: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)
    is_number: bool = False
    error: str = ""


@dataclass(slots=True)
class Grid:
    """The table on the page.  rows : lists of cells;  error : what is wrong with the whole."""

    headings: list[str]
    rows: list[list[Cell]]
    error: str = ""

    @property
    def first(self) -> list[list[Cell]]:
        return self.rows[:FIRST_ROWS]

    @property
    def more(self) -> list[list[Cell]]:
        return self.rows[FIRST_ROWS:]

    @property
    def has_more(self) -> bool:
        """Whether anything is filled in, or wrong, below the first rows."""
        return any(cell.value or cell.error for row in self.more for cell in row)

    @property
    def errors(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row if cell.error]


def has_grid(kind: str) -> bool:
    return kind in COLUMNS


def grid(kind: str, data: Mapping[str, Any] | None = None) -> Grid:
    """Return the table of a kind, filled in with what a form says."""
    needed, more = COLUMNS[kind]
    fields = [KINDS[kind].field(name) for name in (*needed, *more)]
    headings = [str(one.verbose_name)[:1].upper() + str(one.verbose_name)[1:] for one in fields]
    choices = {
        one.name: [(row.code, row.label(lang())) for row in codes.table(one.table).values()]
        for one in fields
        if isinstance(one, CodeField)
    }
    rows = []
    for number in range(1, MOST_ROWS + 1):
        cells = []
        for one, heading in zip(fields, headings, strict=True):
            name = f"r{number}-{one.name}"
            label = _("%(heading)s, row %(number)d") % {"heading": heading, "number": number}
            value = str((data or {}).get(name, "")).replace("\0", "").strip()[:MOST_CELL]
            is_number = one.get_internal_type() in {"FloatField", "PositiveSmallIntegerField"}
            cells.append(Cell(name, label, value, choices.get(one.name, []), is_number))
        rows.append(cells)
    return Grid(headings, rows)


def read(kind: str, data: Mapping[str, Any]) -> tuple[Grid, bytes]:
    """Return (the table as filled in, with errors; its content as CSV, empty where something is wrong)."""
    needed, more = COLUMNS[kind]
    found = grid(kind, data)
    kept: list[list[str]] = []
    for cells in found.rows:
        if not any(cell.value for cell in cells):
            continue
        kept.append([_checked(cell, is_needed=at < len(needed)) for at, cell in enumerate(cells)])
    if found.errors:
        return found, b""
    if not kept:
        found.error = _("Fill in at least one row.")
        return found, b""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([*needed, *more])
    writer.writerows(kept)
    return found, stream.getvalue().encode("utf-8-sig")


def _checked(cell: Cell, *, is_needed: bool) -> str:
    """Return what a cell says to the import; where it can't be read, the cell says why."""
    if not cell.value:
        if is_needed:
            cell.error = _("Missing in this row.")
        return ""
    if cell.choices:
        if cell.value not in dict(cell.choices):
            cell.error = _("Choose from the list.")
        return cell.value
    if not cell.is_number:
        # an apostrophe keeps a spreadsheet from taking text for a formula; the import strips it
        return f"'{cell.value}" if cell.value.startswith((*FORMULA_SIGNS, "'")) else cell.value
    try:
        return _number(typed_number(cell.value, lang()) or 0.0)
    except ValidationError as error:
        cell.error = " ".join(error.messages)
        return ""


def _number(value: float) -> str:
    """Return the number with a decimal dot that nobody takes for a sign of thousands: 42.1780."""
    text = plain_number(value, "en")
    return text + "0" if is_ambiguous(text) and "." in text else text
