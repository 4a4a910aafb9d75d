"""Reading the cells of a table: names, numbers, years. What is wrong is collected, then told at once."""

from __future__ import annotations

import re

from secap.exchange.rows import Line, Problems, Sheet
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.basis.numbers import Style, detect_decimal, is_ambiguous, read_number

YES, NO = ("yes", "y", "true", "1", "jā", "x"), ("no", "n", "false", "0", "nē", "")
SCOPE = re.compile(r"^(?:scope|tvērums)?\s*([123])(?:\.0)?$", re.IGNORECASE)
YEAR = re.compile(r"^(19\d\d|20\d\d|2100)(-\d\d-\d\d)?$")


class CellReader:
    """Reads the cells of one sheet, collecting problems and findings."""

    def __init__(self, sheet: Sheet, numbers: tuple[str, ...], decimal: str | None) -> None:
        self.sheet = sheet
        self.findings: list[Finding] = []
        self._problems: list[InvalidInput] = []
        self._decimal = decimal or self._detected(numbers)

    def _detected(self, columns: tuple[str, ...]) -> str:
        texts = [
            (line, column, cell)
            for line in self.sheet.lines
            for column in columns
            if isinstance(cell := line.cells.get(column), str)
        ]
        # where columns are separated by commas or tabs and nothing else tells, the machine wrote a dot
        default = "." if self.sheet.separator in (",", "\t") else ","
        style: Style = detect_decimal((cell for _, _, cell in texts), default)
        told = next((found for found in texts if is_ambiguous(found[2])), None)
        if told is None and style.decimal == ",":
            told = next((found for found in texts if "," in found[2]), None)
        if told and (read := _read(told[2], style.decimal)) is not None:
            line, column, cell = told
            self.findings.append(
                Finding(
                    "file.decimal_sign",
                    Severity.INFO if style.certain else Severity.WARNING,
                    self.sheet.place(line, column),
                    Message("“{text}” was read as {value}.", text=cell, value=Amount(read)),
                    Message("If that is wrong, name the decimal sign: --decimal comma or --decimal point."),
                )
            )
        return style.decimal

    def problem(self, line: Line, column: str, message: Message, hint: Message) -> None:
        self._problems.append(InvalidInput(message, where=self.sheet.place(line, column), hint=hint))

    def finish(self) -> None:
        """Raise what was collected."""
        if self._problems:
            raise Problems(self._problems)

    def text(self, line: Line, column: str) -> str | None:
        cell = line.cells.get(column)
        text = f"{cell:g}" if isinstance(cell, float) else cell
        if text is None:
            self.problem(
                line, column, Message("The cell is empty."), Message("Fill it in, or remove the row.")
            )
        return text

    def number(self, line: Line, column: str) -> float | None:
        cell = line.cells.get(column)
        if isinstance(cell, float):
            return cell
        try:
            value = read_number(cell or "", self._decimal)
        except InvalidInput as error:
            self.problem(line, column, error.message, error.hint or Message("Correct the value."))
            return None
        if value is None:
            hint = Message(
                "Enter a number. Missing is not zero: use a notation key (NO, NE, IE, C), or remove the row."
            )
            if not self.sheet.separator:
                hint = Message(
                    "Enter a number; a formula needs its value stored, so open and save the workbook."
                )
            self.problem(line, column, Message("The value is missing."), hint)
        return value

    def year(self, line: Line) -> int | None:
        cell = line.cells.get("year")
        if cell is None:
            return None
        text = f"{cell:g}" if isinstance(cell, float) else cell.strip()
        if YEAR.match(text):
            return int(text[:4])
        self.problem(
            line, "year", Message("“{text}” is not a year.", text=text), Message("Write it as 2019.")
        )
        return None

    def scope(self, line: Line) -> int | None:
        cell = line.cells.get("scope")
        if cell is None:
            return None
        text = f"{cell:g}" if isinstance(cell, float) else cell
        match = SCOPE.match(text)
        if match:
            return int(match[1])
        self.problem(line, "scope", Message("“{text}” is not a scope.", text=text), Message("Use 1, 2 or 3."))
        return None

    def yes(self, line: Line, column: str) -> bool:
        cell = line.cells.get(column)
        text = f"{cell:g}" if isinstance(cell, float) else (cell or "").lower()
        if text in YES:
            return True
        if text not in NO:
            self.problem(
                line,
                column,
                Message("“{text}” is neither yes nor no.", text=text),
                Message("Write yes or no."),
            )
        return False


def _read(text: str, decimal: str) -> float | None:
    try:
        return read_number(text, decimal)
    except InvalidInput:
        return None
