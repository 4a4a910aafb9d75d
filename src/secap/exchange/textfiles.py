"""Tables as text: which encoding, which separator, and the rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from secap.exchange import safety
from secap.exchange.workbooks import Cell
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Message

SEPARATORS = (";", "\t", ",", "|")
SAMPLE_ROWS = 20
MAX_ROWS = 250_000
MAX_COLUMNS = 400

_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# An apostrophe keeps a spreadsheet from taking text for a formula; our own tables have it before these signs.
_GUARDED = re.compile(r"' *[=+\-@\t\r\n＝＋－＠']")


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as text.

    encoding : as Python names it;  rows : (row number as a spreadsheet shows it, cells), empty rows left out.
    """

    encoding: str
    separator: str
    rows: list[tuple[int, list[Cell]]]

    @property
    def is_guessed(self) -> bool:
        """Whether the letters could be read in another way, too."""
        return self.encoding == "cp1257"


ENCODING_GUESSED = Message("The file is not in UTF-8; it was read as Windows-1257 (Baltic).")
ENCODING_HINT = Message("Check the letters with diacritics, or save the file as UTF-8.")


def read_text(
    name: str, content: bytes, score: Callable[[str, str], tuple[int, int]] | None = None
) -> TextTable:
    """Return the rows of a text file.

    score : how well a separator fits a text; the best one is taken (default: how regular the first rows are).
    Raises: UnreadableFile where it is no text, has an unclosed quotation mark, or is too large
    """
    safety.refuse_disguise(name, content)
    text, encoding = decode(name, content)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    rate = score or _regularity
    candidates = SEPARATORS if not declared or declared[1] in SEPARATORS else (declared[1], *SEPARATORS)
    separator = max(candidates, key=lambda sign: rate(text, sign))
    return TextTable(encoding, separator, list(_rows(name, text, separator)))


def decode(name: str, content: bytes) -> tuple[str, str]:
    """Return (text, encoding). Raises UnreadableFile"""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        encodings = [_utf_16_without_mark(content)]
        if not encodings[0]:
            raise UnreadableFile(
                Message("The file is neither text nor a spreadsheet."), where=(name,), hint=safety.AS_TABLE
            )
    else:
        encodings = ["utf-8-sig", "cp1257"]
    for encoding in encodings:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        Message("The letters of the file can't be read: its encoding is unknown."),
        where=(name,),
        hint=Message("Save the file as CSV in UTF-8."),
    )


def _utf_16_without_mark(content: bytes) -> str:
    """Return UTF-16's byte order where every other byte of the beginning is mostly zero, else nothing."""
    start = content[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) < 8 or max(even, odd) < len(start) // 4 or min(even, odd) > 0:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _regularity(text: str, separator: str) -> tuple[int, int]:
    """Return how alike the rows are when cut at a separator: (rows with the commonest width, that width)."""
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator):
            widths.append(len(row))
            if len(widths) == SAMPLE_ROWS:
                break
    except csv.Error:
        return 0, 0
    wide = [width for width in widths if width > 1]
    if not wide:
        return 0, 0
    common = max(set(wide), key=wide.count)
    return wide.count(common), common


def _rows(name: str, text: str, separator: str) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows; one that holds a line break inside a cell counts once."""
    number = 0
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1
        ):
            if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise too_many(name)
            values = [_value(cell) for cell in cells]
            if any(value is not None for value in values):
                yield number, values
    except csv.Error as error:
        raise UnreadableFile(
            Message("The file can't be read as a table: {reason}.", reason=str(error)),
            where=(name, Message("row {row}", row=number + 1)),
            hint=Message("Look for an unclosed quotation mark in this row."),
        ) from None


def _value(cell: str) -> Cell:
    text = cell.strip()
    if text.startswith("'") and _GUARDED.match(text):
        return text[1:]
    return text or None


def too_many(name: str, sheet: str = "") -> UnreadableFile:
    """Return the error of a table with too many rows or columns."""
    return UnreadableFile(
        Message(
            "The sheet has more than {rows} rows or {columns} columns.", rows=MAX_ROWS, columns=MAX_COLUMNS
        ),
        where=(name, sheet) if sheet else (name,),
        hint=Message("Keep only the table, or divide the file."),
    )
