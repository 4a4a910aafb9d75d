"""What is wrong or worth knowing in an imported table, with the cell it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from secap.exchange import places
from secap.method.basis.findings import Severity
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one cell (column 0: of the row; row 0: of the sheet).

    text : what stands in the cell;  hint : what to do.
    """

    row: int
    column: int
    message: Message
    hint: Message
    severity: Severity = Severity.ERROR
    text: str = ""

    @property
    def cell(self) -> str:
        """The cell's name, such as C12; the row or column alone where that is all there is."""
        if self.row and self.column:
            return places.cell(self.row, self.column)
        return str(self.row or places.letters(self.column) or "")

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def error(row: int, column: int, message: Message, hint: Message, text: Any = "") -> Problem:
    return Problem(row, column, message, hint, Severity.ERROR, str(text)[:200])


def warning(row: int, column: int, message: Message, hint: Message, text: Any = "") -> Problem:
    return Problem(row, column, message, hint, Severity.WARNING, str(text)[:200])
