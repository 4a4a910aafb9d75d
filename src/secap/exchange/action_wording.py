"""Amounts, times and words in the cells of an action list. Whatever is understood from words is told; what
can't be read is a problem at its cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from secap.exchange import places
from secap.exchange.action_assembly import LOOK, heading_of
from secap.exchange.amounts import YEARS, Amount, read_amount, scale_of_heading
from secap.exchange.periods import Period, read_period
from secap.exchange.understanding import text_of
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount as Shown
from secap.method.basis.messages import Message
from secap.method.basis.numbers import is_ambiguous

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding


def split(separators: re.Pattern[str], text: str) -> list[str]:
    """Return the pieces of a text, each once."""
    found = [" ".join(piece.split()).strip(" -–—") for piece in separators.split(text)]
    return [piece for piece in dict.fromkeys(found) if piece]


class Cells:
    """Reads what the cells of one table say."""

    def __init__(self, table: Understanding) -> None:
        self.table = table
        self._scales: dict[int, float] = {}

    def amount(self, row: Row, at: int, cell: Any, units: dict[str, float], name: str) -> Amount | None:
        """Return the amount of a cell; more than a number is told, and kept where it is no amount."""
        scale = self.scale(at, units)
        if isinstance(cell, float):
            return Amount(cell * scale, is_plain=True)
        text = text_of(cell)
        try:
            found = read_amount(text, units, self.table.decimal, scale=scale, name=name)
        except InvalidInput as problem:
            raise self.table.wrong(row.number, at, problem.message, text, problem.hint) from None
        for number in found.numbers:
            if is_ambiguous(number) and self.table.mapping.decimal == "auto" and found.value is not None:
                self.table.reading.ambiguous.append((places.cell(row.number, at + 1), text, found.value))
        if found.value is None:
            if any(sign.isalpha() for sign in text):
                self.table.tell(row.number, at, text, Message("Not known; the words are kept as a comment."))
                self.keep(row, at, text)
            return None
        if not found.is_plain or scale != 1:
            self.tell_amount(row, at, text, found, name)
        if found.has_unit and not found.has_scale and scale != 1 and not found.is_plain:
            message = Message("The heading says another unit than the cell; the cell's own counts.")
            self.table.warn(row.number, at, message, LOOK, text)
        return found

    def tell_amount(self, row: Row, at: int, text: str, found: Amount, name: str) -> None:
        value = Shown(found.value, name)
        message = Message("Read as {value}.", value=value)
        if found.is_range:
            low, high = Shown(found.low, name), Shown(found.high, name)
            message = Message(
                "Read as {value}, the middle of {low} and {high}.", value=value, low=low, high=high
            )
            self.table.warn(row.number, at, message, LOOK, text)
            self.keep(row, at, text)
        elif found.is_at_most or found.is_at_least:
            message = Message("Read as {value}, though the cell names a limit.", value=value)
            self.table.warn(row.number, at, message, LOOK, text)
            self.keep(row, at, text)
        elif found.is_about:
            message = Message("Read as {value}; the cell says “about”.", value=value)
        self.table.tell(row.number, at, text, message)

    def scale(self, at: int, units: dict[str, float]) -> float:
        """Return what the heading multiplies the column's numbers by, and tell of it once."""
        if at not in self._scales:
            heading = self.heading(at)
            scale = self._scales[at] = scale_of_heading(heading, units) if units is not YEARS else 1.0
            if scale != 1:
                message = Message("The numbers below this heading are multiplied by {scale}.", scale=scale)
                self.table.tell(self.table.mapping.header_row, at, heading, message)
        return self._scales[at]

    def heading(self, at: int) -> str:
        return heading_of(self.table.headings, at)

    def keep(self, row: Row, at: int, text: str) -> None:
        """Keep words that no field holds as a remark of the action."""
        heading = self.heading(at)
        row.notes.append(f"{heading}: {text}" if heading else text)

    def time(self, row: Row, at: int, cell: Any, *, is_deadline: bool) -> Period:
        text = text_of(cell)
        try:
            return read_period(text, is_deadline=is_deadline)
        except InvalidInput as problem:
            raise self.table.wrong(row.number, at, problem.message, text, problem.hint) from None

    def word(self, table: str, word: str) -> str | None:
        said = self.table.meaning(table, word)
        return codes.match(table, word) if said is None else said
