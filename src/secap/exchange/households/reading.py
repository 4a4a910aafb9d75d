"""The households of a table: amounts brought to a year, what can't be used told by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secap.exchange.households.columns import (
    ADULTS,
    CHILDREN,
    ENERGY,
    GROUP,
    HOUSING,
    INCOME,
    PERSONS,
    WEIGHT,
    Layout,
)
from secap.exchange.tables import Table
from secap.exchange.workbooks import Cell
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.basis.numbers import detect_decimal, is_ambiguous, read_number
from secap.method.poverty.households import REASONS, Households, households

SHOWN = 100  # rows left out that are told one by one
NUMBERS = (INCOME, ENERGY, HOUSING, PERSONS, ADULTS, CHILDREN, WEIGHT)
NAMES = {INCOME: "income_eur", ENERGY: "energy_eur", HOUSING: "housing_eur"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that can't be used, and why."""

    row: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    households : those that can be used;  left_out : the first rows that can't;
    decimal : the decimal sign of texts;  ambiguous : how many texts can be read in two ways and nothing else
    in the table says in which.
    """

    households: Households
    left_out: tuple[LeftOut, ...]
    decimal: str
    ambiguous: int


def read(table: Table, layout: Layout, *, decimal: str = "", lang: str = "en") -> Reading:
    """Return the households of the rows below the headings.

    decimal : the decimal sign where a person said it;  lang : whose habits decide where no number tells
    """
    rows = [(number, cells) for number, cells in table.rows if number > layout.header_row]
    texts = [
        cell
        for at, target in layout.known.items()
        if target.code != GROUP
        for _number, cells in rows
        if isinstance(cell := _cell(cells, at), str)
    ]
    style = detect_decimal(texts, default="," if lang == "lv" else ".")
    sign = decimal or style.decimal
    columns: dict[str, list[object]] = {
        NAMES.get(quantity, quantity): [_amount(cells, layout, quantity, sign) for _number, cells in rows]
        for quantity in NUMBERS
        if layout.places(quantity)
    }
    places = layout.places(GROUP)
    group = [_name(_cell(cells, places[0])) for _number, cells in rows] if places else None
    found = households(**columns, group=group)
    ambiguous = 0 if decimal or style.certain else sum(map(is_ambiguous, texts))
    return Reading(found, tuple(_left_out(rows, columns, found)), sign, ambiguous)


def _cell(cells: Sequence[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else None


def _name(cell: Cell) -> Cell:
    """Return the name of a group; a number such as 3.0 is its 3."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else cell


def _amount(cells: Sequence[Cell], layout: Layout, quantity: str, decimal: str) -> object:
    """Return one quantity of a row: a number, a text that is none, or None where a part is missing."""
    total = 0.0
    for at in layout.places(quantity):
        value = _number(_cell(cells, at), decimal)
        if not isinstance(value, float):
            return value
        if value < 0:
            return value
        total += value * layout.known[at].factor
    return total


def _number(cell: Cell, decimal: str) -> object:
    if not isinstance(cell, str):
        return cell
    try:
        return read_number(cell, decimal)
    except InvalidInput:
        return "?"  # whatever stands there: it is counted, and the book says why


def _left_out(
    rows: Sequence[tuple[int, Sequence[Cell]]], columns: Mapping[str, Sequence[object]], found: Households
) -> list[LeftOut]:
    """Return the first rows that are left out; each is asked by itself, with the same columns."""
    if not found.left_out:
        return []
    numbers = [str(number) for number, _cells in rows]
    kept = set(households(**columns, group=numbers).group)
    told = []
    for at, (number, _cells) in enumerate(rows):
        if str(number) in kept:
            continue
        alone = households(**{name: [column[at]] for name, column in columns.items()})
        reason = next(iter(alone.left_out), "")
        told.append(LeftOut(number, REASONS.get(reason, Message("it can't be used"))))
        if len(told) == SHOWN:
            break
    return told


def counted(left_out: Mapping[str, int], lang: str) -> list[tuple[str, int]]:
    """Return (why, rows) in words, the commonest first."""
    return [
        (REASONS[reason].text(lang) if reason in REASONS else reason, count)
        for reason, count in Counter(dict(left_out)).most_common()
    ]
