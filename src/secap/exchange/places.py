"""Places in a spreadsheet as people name them: A1, column C, row 12."""

from __future__ import annotations

from secap.method.basis.messages import Message


def letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """Return the column, counted from 1, that the letters stand for.

    >>> number("AB")
    28
    """
    found = 0
    for sign in text.upper():
        found = found * 26 + ord(sign) - 64
    return found


def cell(row: int, column: int) -> str:
    """Return a cell's name.

    >>> cell(12, 3)
    'C12'
    """
    return f"{letters(column)}{row}"


def where(sheet: str, row: int = 0, column: int = 0) -> tuple[object, ...]:
    """Return a place from the outside in, for an error: the parts that are known (0: not)."""
    parts: list[object] = [Message("sheet “{sheet}”", sheet=sheet)] if sheet else []
    if row:
        parts.append(Message("row {row}", row=row))
    if column:
        parts.append(Message("column {column}", column=letters(column)))
    return tuple(parts)


def of_cell(name: str) -> tuple[int, int]:
    """Return (row, column) of a cell's name.

    >>> of_cell("C12")
    (12, 3)
    """
    column = name.rstrip("0123456789")
    return int(name[len(column) :]), number(column)


def of_range(name: str) -> tuple[int, int, int, int]:
    """Return (first row, first column, last row, last column) of a range.

    >>> of_range("A1:C12")
    (1, 1, 12, 3)
    """
    first, _colon, last = name.partition(":")
    return *of_cell(first), *of_cell(last or first)
