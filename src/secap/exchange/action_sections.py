"""Rows of an action list that are no actions: headings in the middle, sums, repeated and numbered headers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secap.exchange import places
from secap.exchange.understanding import text_of
from secap.method.basis import codes
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Understanding

AREA, LEAVE_OUT, ACTION = "area", "leave_out", "action"
SUMS = re.compile(
    r"(?:pavisam |)(?:kopa|kopsumma|summa|pavisam|total|totals|sum|grand total|sub total)(?: .*)?"
)
ROMAN = re.compile(r"[IVX]{1,5}\.?")
WHOLE = re.compile(r"\d{1,2}\.?")
NUMBERED = re.compile(
    r"^(?:(?P<number>\d+(?:\.\d+)*|[IVX]{1,5}(?=[.)\s]))[.)]*\s+)?(?P<title>.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading in the middle of a table, as it stands, and the row it stands in."""

    text: str
    row: int


def split_number(text: str) -> tuple[str, str]:
    """Return (number, title) of a heading.

    >>> split_number("1.2. Pašvaldības ēkas")
    ('1.2', 'Pašvaldības ēkas')
    """
    words = " ".join(text.split())
    if re.fullmatch(r"\d+(?:\.\d+)*\.?", words):
        return words.rstrip("."), ""
    found = NUMBERED.match(words)
    assert found is not None
    return (found["number"] or "").rstrip("."), found["title"].strip() or words


class Sections:
    """Finds such rows, and remembers the section that the next action stands in."""

    def __init__(self, table: Understanding) -> None:
        self.table = table
        self.present: Section | None = None
        self.use = table.mapping.options.get("sections") or AREA
        self._merged = {name.partition(":")[0]: name for name in table.table.merged}
        targets = table.mapping.columns
        self._title = next((at for at, target in targets.items() if target == "title"), None)
        self._number = next((at for at, target in targets.items() if target == "number"), None)
        self._headings = self._words(table.headings)
        self._numbers = self._all_numbers()

    def is_set_apart(self, number: int, cells: list[Any]) -> bool:
        filled = [
            (at, cell) for at in range(len(cells)) if (cell := self.table.cell(number, at, cells)) is not None
        ]
        if not filled:
            return True
        words = self._words(cells)
        if words == self._headings or self._counts(filled):
            return True
        at, first = filled[0]
        if self._is_sum(filled):
            self.table.tell(number, at, first, Message("A sum of other rows: left out."))
            self.table.reading.skipped += 1
            return True
        text = self._heading(number, filled)
        if not text or self.use == ACTION:
            return False
        self._begin(number, at, text)
        return True

    def _begin(self, number: int, at: int, text: str) -> None:
        if self.use == LEAVE_OUT:
            message = Message("A heading in the table: left out.")
        else:
            self.present = Section(text, number)
            message = Message("A heading in the table: the priority area of the rows below it.")
        self.table.tell(number, at, text, message)

    @staticmethod
    def _words(cells: list[Any]) -> list[str]:
        return [codes.folded(text_of(cell)) for cell in cells if cell is not None]

    @staticmethod
    def _counts(filled: list[tuple[int, Any]]) -> bool:
        """The row 1, 2, 3 ... that numbers the columns below the headings."""
        texts = [text_of(cell).rstrip(".") for _at, cell in filled]
        return len(texts) > 2 and texts == [str(at) for at in range(1, len(texts) + 1)]

    def _is_sum(self, filled: list[tuple[int, Any]]) -> bool:
        texts = [cell for _at, cell in filled if isinstance(cell, str)]
        return bool(texts) and len(texts) < 3 and bool(SUMS.fullmatch(codes.folded(texts[0])))

    def _heading(self, number: int, filled: list[tuple[int, Any]]) -> str:
        """Return the text of a heading in the middle of the table, "" where the row is none."""
        at, first = filled[0]
        if len(filled) == 1:
            if not isinstance(first, str) or not any(sign.isalpha() for sign in first):
                return ""
            name = self._merged.get(places.cell(number, at + 1), "")
            is_wide = bool(name) and places.of_range(name)[1] < places.of_range(name)[3]
            if is_wide or self._title is None or at < self._title:
                return first
            is_bare = at == self._title and self._number is not None and self._mostly_numbered()
            return first if is_bare else ""
        if len(filled) == 2 and at == self._number and filled[1][0] == self._title:
            code, title = text_of(first), text_of(filled[1][1])
            above = code.rstrip(".") + "."
            has_below = any(one.startswith(above) and one != above for one in self._numbers)
            is_top = bool(WHOLE.fullmatch(code)) and has_below
            is_roman = bool(ROMAN.fullmatch(code)) and not all(map(ROMAN.fullmatch, self._numbers))
            return f"{code} {title}" if is_top or is_roman else ""
        return ""

    def _all_numbers(self) -> list[str]:
        """Return what stands in the column of numbers, row by row."""
        if self._number is None:
            return []
        cells = [
            self.table.cell(number, self._number, cells)
            for number, cells in self.table.table.rows
            if number > self.table.mapping.header_row
        ]
        return [text_of(cell) for cell in cells if cell is not None]

    def _mostly_numbered(self) -> bool:
        below = sum(number > self.table.mapping.header_row for number, _cells in self.table.table.rows)
        return 2 * len(self._numbers) > below
