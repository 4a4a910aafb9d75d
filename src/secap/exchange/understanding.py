"""Reading the rows of a mapped table: which value each field gets, what is wrong, what is ambiguous."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from secap.desk.registry.fields import CodeField
from secap.exchange import places
from secap.exchange.amounts import numbers_in
from secap.exchange.extension import EMPTY, Part, PartChange
from secap.exchange.kind import YEAR, Kind
from secap.exchange.problems import Problem, error, warning
from secap.exchange.tables import Table
from secap.method.basis import codes
from secap.method.basis.errors import SecapError
from secap.method.basis.messages import Amount, Message
from secap.method.basis.numbers import Style, detect_decimal, is_ambiguous, read_number

# Folded words: yes, no, and what leaves a field empty that may be empty.
YES = {"yes", "y", "true", "1", "ja", "x", "ir", "patiess"}
NO = {"no", "n", "false", "0", "ne", "nav", "aplams"}
NOT_SAID = {
    "", "not assessed", "not rated", "no data", "n a", "na", "nav novertets", "nav noverteta",
    "nav novertetas", "nav vertets", "nav verteta", "nav datu", "not known", "unknown",
    "nav zinams", "nav zinama", "nezinams",
}  # fmt: skip
SHEET_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
DASHES = frozenset({"-", "–", "—", "--", "---"})
A_YEAR = re.compile(r"(?:19\d\d|20\d\d|2100)(?:-\d\d-\d\d)?")
CHOOSE = Message("Correct the cell below, or in the file and upload it again.")


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is to be read: see `models.ImportRun`.

    year : of the inventory that takes the rows, where a column of the table may say another;
    options : what was said about the whole table.
    """

    header_row: int
    columns: dict[int, str]
    words: dict[str, dict[str, str]]
    defaults: dict[str, Any]
    corrections: dict[str, str]
    decimal: str = "auto"
    year: int | None = None
    options: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """One record-to-be: the row it stands in, its values by field, and its uid if the table has one.

    names : {link: what the row calls the other record};  notes : remarks for the record;
    parts : records that belong to it;  changes : what they come to, once compared with what is there;
    loose : {column: (place, value)} read but not put together yet;
    places : {column: place} of its cells, for kinds with an extension;
    is_left_out : the person said that the row counts for nothing.
    """

    number: int
    values: dict[str, Any]
    uid: str = ""
    names: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    changes: list[PartChange] = field(default_factory=list)
    loose: dict[str, tuple[int, Any]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    is_left_out: bool = False


@dataclass(slots=True)
class Told:
    """How a text was understood, and the cells it stands in."""

    text: str
    message: Message
    cells: list[str]


@dataclass(slots=True)
class Reading:
    """What was understood.

    unknown : {(table of codes, word): how often}; such rows wait until the word is given a meaning;
    skipped : rows left out because a word of theirs is to be skipped;
    ambiguous : [(cell, text, value read)];
    told : {(text, how it was understood): cells}, for words that are more than a number or a code;
    other_years : {year: rows left out because they belong to another inventory}.
    """

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: int = 0
    ambiguous: list[tuple[str, str, float]] = field(default_factory=list)
    told: dict[tuple[str, str], Told] = field(default_factory=dict)
    other_years: Counter[int] = field(default_factory=Counter)
    style: Style | None = None


class Understanding:
    """Reads one table of one kind."""

    def __init__(self, kind: Kind, table: Table, mapping: Mapping) -> None:
        self.kind, self.table, self.mapping = kind, table, mapping
        self.reading = Reading()
        self.year_column = next((at for at, target in mapping.columns.items() if self._is_year(target)), None)
        self.fields = {name: kind.field(name) for name in self._names() if kind.has_field(name)}
        self.numbers = {
            name
            for name, one in self.fields.items()
            if isinstance(one, models.FloatField | models.IntegerField)
        }
        self.coded = {name: one.table for name, one in self.fields.items() if isinstance(one, CodeField)}
        self.required = [(one.name, one) for one in kind.required()]
        self._meanings: dict[tuple[str, str], str | None] = {}
        self.wide = {
            at: target.removeprefix(kind.prefix)
            for at, target in mapping.columns.items()
            if kind.is_wide_column(target)
        }
        self.headings = next(
            (cells for number, cells in table.rows if number == mapping.header_row), list[Any]()
        )
        self.reading.style = detect_decimal(self._number_texts())
        self.decimal = self.reading.style.decimal if mapping.decimal == "auto" else mapping.decimal
        self.extra = kind.extension.reader(self) if kind.extension else None

    def read(self) -> Reading:
        """Read every row below the header."""
        for message, hint in self.table.notes:
            self.reading.problems.append(warning(0, 0, message, hint))
        self._notice_merged()
        for number, cells in self.table.rows:
            if number <= self.mapping.header_row or self._is_left_out(number, cells):
                continue
            if self.extra is not None and self.extra.is_set_apart(number, cells):
                continue
            for row in self._rows(number, cells):
                self.reading.rows.append(row)
        return self.reading

    def _is_left_out(self, number: int, cells: list[Any]) -> bool:
        """Whether a row belongs to another year, or does not say to which."""
        if self.year_column is None:
            return False
        cell = self.cell(number, self.year_column, cells)
        text = f"{cell:g}" if isinstance(cell, float) else str(cell or "").strip()
        if not A_YEAR.fullmatch(text):
            message = (
                Message("The year is missing.")
                if not text
                else Message("“{text}” is not a year.", text=text[:40])
            )
            self.wrong(number, self.year_column, message, text, Message("Write it as 2019."))
            return True
        year = int(text[:4])
        self.reading.other_years[year] += year != self.mapping.year
        return year != self.mapping.year

    def _names(self) -> list[str]:
        targets = self.mapping.columns.values()
        names = [target for target in targets if target and not self.kind.is_wide_column(target)]
        names += list(self.mapping.defaults)
        if any(map(self.kind.is_wide_column, targets)):
            names += self.kind.wide or ()
        return [name for name in dict.fromkeys(names) if name != "uid" and not self._is_year(name)]

    def _is_year(self, target: str) -> bool:
        return self.kind.has_years and target == YEAR

    def _number_texts(self) -> Iterable[str]:
        words = self.kind.extension is not None
        columns = [
            at
            for at, target in self.mapping.columns.items()
            if target in self.numbers or at in self.wide or (words and target and target not in self.fields)
        ]
        for number, cells in self.table.rows:
            if number > self.mapping.header_row:
                for at in columns:
                    if at < len(cells) and isinstance(cell := self.cell(number, at, cells), str):
                        yield from numbers_in(cell) if words else (cell,)

    def cell(self, number: int, at: int, cells: list[Any]) -> Any:
        if self.mapping.corrections:
            corrected = self.mapping.corrections.get(places.cell(number, at + 1))
            if corrected is not None:
                return corrected or None
        return cells[at] if at < len(cells) else None

    def _is_unvalued(self, number: int, at: int) -> bool:
        return bool(self.table.unvalued) and places.cell(number, at + 1) in self.table.unvalued

    def _is_error(self, number: int, at: int, cell: str) -> bool:
        return cell.upper() in SHEET_ERRORS or (
            bool(self.table.errors) and self.table.errors.get(places.cell(number, at + 1)) == cell
        )

    def _notice_merged(self) -> None:
        for cells in self.table.merged:
            top, _left, bottom, _right = places.of_range(cells)
            if self.extra is not None and top == bottom:
                continue  # a heading over the columns: nothing is lost
            self.reading.problems.append(
                warning(
                    0,
                    0,
                    Message(
                        "The cells {cells} are merged: only the first of them holds a value.", cells=cells
                    ),
                    Message("Unmerge them in the file if the value counts for each of them."),
                )
            )

    def _rows(self, number: int, cells: list[Any]) -> Iterable[Row]:
        """Return the record of a row, or in a wide table one for each filled cell: missing is not zero."""
        shared = {
            at: target
            for at, target in self.mapping.columns.items()
            if target and at not in self.wide and at != self.year_column
        }
        if not self.wide:
            row = self._row(number, cells, shared, {})
            return [row] if row else []
        header, amount = self.kind.wide or ("", "")
        found = []
        for at, code in self.wide.items():
            cell = self.cell(number, at, cells)
            if cell is None and not self._is_unvalued(number, at):
                continue
            if self.extra is not None and cell in DASHES:
                continue
            if (row := self._row(number, cells, {**shared, at: amount}, {header: code})) is not None:
                found.append(row)
        return found

    def _row(
        self, number: int, cells: list[Any], columns: dict[int, str], given: dict[str, Any]
    ) -> Row | None:
        row = Row(number, {**self.mapping.defaults, **given})
        if self.extra is not None:
            row.places = {name: at for at, name in columns.items()}
        skipped = wrong = filled = False
        for at, name in columns.items():
            if name == "uid" and (cell := self.cell(number, at, cells)) is not None:
                row.uid, filled = str(cell)[:24], True
        for at, name in columns.items():
            cell = self.cell(number, at, cells)
            if cell is None and self._is_unvalued(number, at):
                message = Message("The formula of this cell was never calculated.")
                hint = Message("Open the file in a spreadsheet program, save it, and upload it again.")
                self.wrong(number, at, message, "", hint)
                wrong = True
            if cell is None or name == "uid":
                continue
            filled = True
            if self.extra is not None and not row.uid and cell in DASHES:
                continue
            try:
                if isinstance(cell, str) and self._is_error(number, at, cell):
                    raise self.wrong(
                        number, at, Message("The cell holds the error {error}.", error=cell), cell
                    )
                if self.extra is not None and self.extra.reads(name):
                    self.extra.read(row, at, name, cell)
                else:
                    row.values[name] = self.value(number, at, name, cell)
            except Skip:
                skipped = True
            except Wrong:
                wrong = True
        if not filled and not wrong:
            return None
        self.reading.skipped += skipped
        if self.extra is not None and not self.extra.finish(row, is_complete=not (skipped or wrong)):
            return None
        if skipped or wrong:
            return None
        if row.uid and not given:
            self._clear(row, columns)
        missing = [
            one
            for name, one in self.required
            if row.values.get(name) in (None, "") and not row.names.get(name)
        ]
        if missing:
            names = [Message("{name}", name=str(one.verbose_name)) for one in missing]
            self.reading.problems.append(
                error(number, 0, Message("Missing in this row: {names}.", names=names), CHOOSE)
            )
            return None
        return row

    def _clear(self, row: Row, columns: dict[int, str]) -> None:
        """An empty cell in the row of a known record empties its field, where the field may be empty."""
        links = {one.name for one in self.kind.links}
        for name in columns.values():
            if name in links and name not in row.names:
                row.values[name] = None
            one = self.fields.get(name)
            if one is None or name in row.values:
                continue
            if one.null:
                row.values[name] = None
            elif one.blank and isinstance(one, models.CharField | models.TextField):
                row.values[name] = ""

    def value(self, number: int, at: int, name: str, cell: Any) -> Any:
        one = self.fields[name]
        if name in self.coded:
            return self._code(number, at, name, str(cell).removesuffix(".0"))
        if name in self.numbers:
            return self._number(number, at, one, cell)
        if isinstance(one, models.BooleanField):
            word = codes.folded(text_of(cell))
            if one.null and word in NOT_SAID:
                return None
            if (word or "no") in YES | NO:
                return word in YES
            raise self.wrong(
                number, at, Message("“{text}” is neither yes nor no.", text=str(cell)[:40]), cell
            )
        return self.cleaned(number, at, one, text_of(cell), cell)

    def _number(self, number: int, at: int, one: models.Field[Any, Any], cell: Any) -> Any:
        value: float | None
        if isinstance(cell, str):
            try:
                value = read_number(cell, self.decimal)
            except SecapError as problem:
                raise self.wrong(number, at, problem.message, cell, problem.hint) from None
            if value is not None and is_ambiguous(cell) and self.mapping.decimal == "auto":
                self.reading.ambiguous.append((places.cell(number, at + 1), cell, value))
        else:
            value = float(cell)
        if value is not None and isinstance(one, models.IntegerField):
            if not value.is_integer():
                raise self.wrong(
                    number, at, Message("{value} is no whole number.", value=Amount(value)), cell
                )
            value = int(value)
        if value is not None and one.name == "amount" and value < 0:
            raise self.wrong(
                number, at, Message("Energy can't be negative: {value}.", value=Amount(value)), cell
            )
        return self.cleaned(number, at, one, value, cell) if value is not None else None

    def cleaned(self, number: int, at: int, one: models.Field[Any, Any], value: Any, cell: Any) -> Any:
        try:
            for validator in one.validators:
                validator(value)
            return value
        except ValidationError as problem:
            raise self.wrong(
                number, at, Message("{problem}", problem=" ".join(problem.messages)), cell
            ) from None

    def _code(self, number: int, at: int, name: str, text: str) -> str:
        """Return the code that a word means: as the person said, else as the tables know it."""
        table = self.coded[name]
        key = (table, text)
        if key not in self._meanings:
            said = self.meaning(table, text)
            self._meanings[key] = codes.match(table, text) if said is None else said
        meaning = self._meanings[key]
        if meaning is None and self.fields[name].blank and codes.folded(text) in NOT_SAID:
            return ""  # not assessed is a gap, never a level
        if meaning is None:
            raise self.not_known(number, at, table, text, str(self.fields[name].verbose_name))
        if not meaning:
            raise Skip
        return "" if meaning == EMPTY else meaning

    def meaning(self, table: str, text: str) -> str | None:
        """Return the code that a word means as the person said, "" to leave it out, None: not said."""
        return self.mapping.words.get(table, {}).get(codes.folded(text))

    def not_known(self, number: int, at: int, table: str, text: str, field: str, cell: Any = None) -> Wrong:
        """Note that a word of a cell means nothing yet."""
        self.reading.unknown[table, text.strip()[:200]] += 1
        message = Message("“{text}” is not known as {field}.", text=text[:60], field=field)
        hint = Message("Say above what it means, or correct the cell.")
        return self.wrong(number, at, message, text if cell is None else cell, hint)

    def warn(self, number: int, at: int, message: Message, hint: Message, cell: Any = "") -> None:
        """Note something of a cell that the person should look at."""
        self.reading.problems.append(warning(number, at + 1, message, hint, cell))

    def tell(self, number: int, at: int, text: Any, message: Message) -> None:
        """Note how a text was understood."""
        said = str(text).strip()[:120]
        found = self.reading.told.setdefault((said, str(message)), Told(said, message, []))
        found.cells.append(places.cell(number, at + 1))

    def wrong(self, number: int, at: int, message: Message, cell: Any, hint: Message | None = None) -> Wrong:
        """Note a problem of a cell; the exception is for the caller to raise."""
        self.reading.problems.append(error(number, at + 1, message, hint or CHOOSE, cell))
        return Wrong()


class Wrong(Exception):
    """The cell can't be read; the problem is noted."""


class Skip(Exception):
    """The person said that rows with this word are left out."""


def text_of(cell: Any) -> str:
    """Return a cell as a text: a whole number without its decimals."""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
