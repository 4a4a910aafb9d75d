"""The rows of an action list, one action each: what a cell says, and what to say where it can't be read."""

from __future__ import annotations

import math

from secap.exchange import places
from secap.exchange.action_cells import (
    Cell,
    Read,
    as_text,
    is_total,
    is_unknown_word,
    number_text,
    read_amount,
)
from secap.exchange.action_columns import NUMBERS, column_of
from secap.exchange.tables import Table
from secap.method.actions.action import Action, Printed
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.basis.numbers import detect_decimal, is_ambiguous

UNKNOWN_STAYS = Message("Nothing to do if it is unknown: unknown is not counted as zero.")


class RowReader:
    """Reads one table below its header.

    where : file and sheet;  sectors : {code: as the file writes it first};  total : the row that sums up the
    others, with its number;  findings : what could not be read or was assumed.
    """

    def __init__(
        self, file: str, table: Table, place: int, columns: dict[str, int], decimal: str | None, default: str
    ) -> None:
        self.table, self.columns = table, columns
        self.where: tuple[object, ...] = (file, *([table.sheet] if table.sheet else []))
        self.heading = table.rows[place][1]
        self.rows = table.rows[place + 1 :]
        self.findings: list[Finding] = []
        self.sectors: dict[str, str] = {}
        self.total: tuple[int, Action] | None = None
        self.decimal = decimal or self._detected(default)
        self.share_scale = self._share_scale()

    def read(self) -> list[Action]:
        """Return the actions. Raises InvalidInput where there is none."""
        for message, hint in self.table.notes:
            self.say("file.encoding", Severity.WARNING, self.where, message, hint)
        self._notice_merged()
        self._notice_twins()
        above: dict[str, Cell] = {}
        actions: list[Action] = []
        for number, cells in self.rows:
            line = self._line(number, cells, above)
            if not any(cell is not None for cell in line.values()):
                continue
            if is_total(line.get("id"), line.get("title")):
                self.total = number, self._action(number, line, cells, is_counted=False)
            else:
                actions.append(self._action(number, line, cells, is_counted=True))
        if not actions:
            raise InvalidInput(
                Message("The file has no action."),
                where=self.where,
                hint=Message("Enter one row for each action below the names of the columns."),
            )
        return actions

    def _line(self, number: int, cells: list[Cell], above: dict[str, Cell]) -> dict[str, Cell]:
        """Return a row's cells by column; a sector merged over several rows stands for each of them."""
        line = {code: cells[at] if at < len(cells) else None for code, at in self.columns.items()}
        if "sector" in line:
            if line["sector"] is None and self._is_below_merged(number, self.columns["sector"]):
                line["sector"] = above.get("sector")
            above["sector"] = line["sector"]
        return line

    def _is_below_merged(self, row: int, at: int) -> bool:
        for cells in self.table.merged:
            top, left, bottom, right = places.of_range(cells)
            if top < row <= bottom and left <= at + 1 <= right:
                return True
        return False

    def _action(self, row: int, line: dict[str, Cell], cells: list[Cell], *, is_counted: bool) -> Action:
        title = as_text(line.get("title"))
        id = as_text(line.get("id")) or title or f"#{row}"
        values: dict[str, Read | None] = dict.fromkeys(NUMBERS)
        width = len(self.heading)
        if any(cell is not None for cell in cells[width:]):
            self.say(
                "actions.unreadable",
                Severity.ERROR,
                self.place(row, id=id),
                Message("The row has {found} values for {wanted} columns, so its figures are not read.",
                        found=len(cells), wanted=width),
                Message("Look for a value that holds the separator of the columns, and put it in quotes."),
            )  # fmt: skip
        else:
            values |= {code: self._number(row, code, line[code], id) for code in NUMBERS if code in line}
        number = {code: read.value if read else None for code, read in values.items()}
        return Action(
            id=id,
            title=title,
            sector=self._sector(as_text(line.get("sector"))) if is_counted else "",
            t=number["t"],
            t_low=number["t_low"],
            t_high=number["t_high"],
            removals_t=number["removals_t"] or 0.0,
            stated_mwh=number["mwh"],
            renewable_mwh=number["renewable_mwh"],
            investment_eur=number["cost"],
            printed_eur_per_t=_printed(values["printed_eur_per_t"]),
            printed_share=_printed(values["printed_share"], self.share_scale),
            reference=self.place(row, id=id),
        )

    def _number(self, row: int, code: str, cell: Cell, id: str) -> Read | None:
        where = self.place(row, code, id)
        if cell is None:
            if places.cell(row, self.columns[code] + 1) in self.table.unvalued:
                self.say(
                    "actions.unreadable",
                    Severity.ERROR,
                    where,
                    Message("The formula has no value stored beside it."),
                    Message("Open the workbook, let it calculate, and save it."),
                )
            return None
        if isinstance(cell, str) and is_unknown_word(cell):
            self.say(
                "actions.read_as_unknown",
                Severity.INFO,
                where,
                Message("“{text}” was read as unknown.", text=cell),
                UNKNOWN_STAYS,
            )
            return None
        try:
            read = read_amount(code, cell, self.decimal)
        except InvalidInput as error:
            hint = error.hint or Message("Correct the value, or leave the cell empty where it is unknown.")
            self.say("actions.unreadable", Severity.ERROR, where, error.message, hint)
            return None
        if read and read.is_multiplied:
            self.say(
                "actions.unit_read",
                Severity.INFO,
                where,
                Message("“{text}” was read as {value}.", text=str(cell), value=Amount(read.value)),
                Message("Write the figure out if that is wrong."),
            )
        return read

    def _sector(self, text: str) -> str:
        if not text:
            return ""
        code = codes.match("action_sectors", text) or codes.match("sectors", text) or text
        self.sectors.setdefault(code, text)
        return code

    def _detected(self, default: str) -> str:
        """Return the decimal sign that the figures prove together, and say how an ambiguous one is read."""
        texts = [
            (row, code, number_text(code, cell))
            for row, cells in self.rows
            for code in NUMBERS
            if isinstance(cell := self._cell(cells, code), str)
        ]
        style = detect_decimal((text for *_, text in texts), default)
        told = next((found for found in texts if is_ambiguous(found[2])), None)
        if told is None:
            return style.decimal
        row, code, text = told
        try:
            read = read_amount(code, text, style.decimal)
        except InvalidInput:
            return style.decimal
        self.say(
            "file.decimal_sign",
            Severity.INFO if style.certain else Severity.WARNING,
            self.place(row, code),
            Message("“{text}” was read as {value}.", text=text, value=Amount(read.value if read else None)),
            Message("If that is wrong, name the decimal sign: --decimal comma or --decimal point."),
        )
        return style.decimal

    def _share_scale(self) -> float:
        """Return what turns a printed share into a fraction: 0.01, or 1 where the column adds up to 1."""
        at = self.columns.get("printed_share")
        if at is None:
            return 0.01
        found: list[float] = []
        for _, cells in self.rows:
            if at >= len(cells) or is_total(*(self._cell(cells, code) for code in ("id", "title"))):
                continue
            try:
                read = read_amount("printed_share", cells[at], self.decimal)
            except InvalidInput:
                continue
            if read:
                found.append(read.value)
        return 1.0 if len(found) > 1 and 0.9 < math.fsum(found) < 1.1 else 0.01

    def _cell(self, cells: list[Cell], code: str) -> Cell:
        at = self.columns.get(code)
        return cells[at] if at is not None and at < len(cells) else None

    def _notice_merged(self) -> None:
        figures = {self.columns[code] + 1 for code in NUMBERS if code in self.columns}
        first = self.rows[0][0] if self.rows else 0
        for cells in self.table.merged:
            top, left, bottom, right = places.of_range(cells)
            if top >= first and bottom > top and any(left <= at <= right for at in figures):
                self.say(
                    "file.merged",
                    Severity.WARNING,
                    (*self.where, Message("cells {cells}", cells=cells)),
                    Message("The cells are merged: their figure counts for the first row only."),
                    Message("Unmerge them and divide the figure among the rows."),
                )

    def _notice_twins(self) -> None:
        """Say which further columns have a heading that is taken already."""
        for at, cell in enumerate(self.heading):
            code = column_of(cell)
            if code and self.columns[code] != at:
                self.say(
                    "file.column_left_out",
                    Severity.INFO,
                    self.place_of_column(at),
                    Message(
                        "The column is not read: {other} is.", other=str(self.heading[self.columns[code]])
                    ),
                    Message("Rename one of the two if the other one is meant."),
                )

    def place_of_column(self, at: int) -> tuple[object, ...]:
        """Return the place of a column in words: file, sheet, heading."""
        return (*self.where, Message("column {column}", column=str(self.heading[at])))

    def place(self, row: int, code: str = "", id: str = "") -> tuple[object, ...]:
        found: list[object] = [*self.where, Message("row {row}", row=row)]
        if code:
            found.append(Message("column {column}", column=str(self.heading[self.columns[code]])))
        return (*found, *([id] if id else []))

    def say(
        self, id: str, severity: Severity, where: tuple[object, ...], message: Message, hint: Message
    ) -> None:
        self.findings.append(Finding(id, severity, where, message, hint))


def _printed(read: Read | None, scale: float = 1.0) -> Printed | None:
    return Printed(read.value * scale, read.unit_of_last_place * scale) if read else None
