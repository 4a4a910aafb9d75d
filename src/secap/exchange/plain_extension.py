"""What the kinds of the baseline can do beyond "one cell is one field": several codes or a day in a cell,
amounts in words, an answer of yes or no under a number; the model's own rules are asked before anything is
written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from secap.desk.registry.fields import CodesField
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record
from secap.exchange.action_sections import SUMS
from secap.exchange.action_wording import Cells
from secap.exchange.amounts import EUR
from secap.exchange.code_lists import read_codes
from secap.exchange.days import Days, NoDay, read_days
from secap.exchange.differences import same
from secap.exchange.extension import Option, Part, Written
from secap.exchange.problems import Problem, error
from secap.exchange.understanding import CHOOSE, NO, NOT_SAID, YES, text_of
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

NO_DAY, ASK, KEEP = "no_day", "ask", "keep"


@dataclass(frozen=True)
class PlainExtension:
    """See `extension.Extension`.

    model : the kind's own;
    spellings : {field: headings people use}, also found in front of a unit ("Damage, EUR");
    remarks : field that keeps words which are no amount and no day; "" where there is none;
    answers : (field of a number, field of yes or no) that share a column.
    """

    model: type[Record]
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: str = ""
    answers: tuple[str, str] | None = None
    links: tuple[str, ...] = ()
    labels: tuple[type[Record], ...] = ()

    @cached_property
    def _headings(self) -> dict[str, str]:
        return {codes.folded(word): name for name, words in self.spellings.items() for word in words}

    def in_town(self, municipality: Municipality) -> PlainExtension:
        return self

    def columns(self) -> list[tuple[str, str]]:
        return []

    def target_of(self, heading: str) -> str | None:
        """The words before a unit or a remark: "Damage, EUR", "People (2023)"."""
        return self._headings.get(codes.folded(re.split(r"[,(\[]", heading)[0]))

    def options(self) -> list[Option]:
        if not self.remarks:
            return []
        choices = [
            (ASK, _("to be corrected")),
            (KEEP, _("kept in the description")),
        ]
        return [Option(NO_DAY, _("A day that is not exact (2018, summer 2018) is"), choices, ASK)]

    def tables(self) -> set[str]:
        return set()

    def reader(self, table: Understanding) -> PlainReader:
        return PlainReader(table, self)

    def around(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> PlainAround:
        return PlainAround(self.model, self.remarks)

    def describe(self, part: Part) -> tuple[str, str]:
        return "", ""

    def results(self, records: Sequence[Record]) -> list[tuple[str, Mapping[str, str | float | None]]]:
        return []

    def is_still_used(self, record: Record) -> bool:
        return False


class PlainReader:
    """Reads the rows of one table. See `extension.RowReader`."""

    def __init__(self, table: Understanding, extension: PlainExtension) -> None:
        self.table, self.extension = table, extension
        self.cells = Cells(table)

    def reads(self, target: str) -> bool:
        one = self.table.fields.get(target)
        if isinstance(one, CodesField | models.DateField) or target in self.extension.links:
            return True
        return target.endswith("_eur") or (self.extension.answers or ("",))[0] == target

    def is_set_apart(self, number: int, cells: list[Any]) -> bool:
        """A sum of other rows is no record."""
        filled = [
            (at, cell)
            for at, target in self.table.mapping.columns.items()
            if target and (cell := self.table.cell(number, at, cells)) is not None
        ]
        if not filled or any(self.table.mapping.columns[at] == "uid" for at, _cell in filled):
            return False
        at, first = min(filled, key=lambda item: item[0])
        if not isinstance(first, str) or not SUMS.fullmatch(codes.folded(first)):
            return False
        self.table.tell(number, at, first, Message("A sum of other rows: left out."))
        self.table.reading.skipped += 1
        return True

    def finish(self, row: Row, *, is_complete: bool) -> bool:
        return True

    def read(self, row: Row, at: int, target: str, cell: Any) -> None:
        one = self.table.fields.get(target)
        if target in self.extension.links:
            row.names[target] = " ".join(text_of(cell).split())[:220]
        elif isinstance(one, CodesField):
            row.values[target] = read_codes(self.table, row, at, one, text_of(cell))
        elif isinstance(one, models.DateField):
            self._days(row, at, one, text_of(cell))
        elif target.endswith("_eur"):
            self._money(row, at, target, cell)
        else:
            self._answer(row, at, target, cell)

    def _days(self, row: Row, at: int, one: models.DateField[Any, Any], text: str) -> None:
        if one.null and codes.folded(text) in NOT_SAID:
            row.values[one.name] = None
            return
        try:
            days = read_days(text)
        except NoDay as problem:
            if one.null and self.table.mapping.options.get(NO_DAY) == KEEP:
                self.table.tell(row.number, at, text, Message("No exact day; kept in the description."))
                self.cells.keep(row, at, text)
                return
            raise self.table.wrong(row.number, at, problem.message, text, self._hint(one, problem)) from None
        except InvalidInput as problem:
            raise self.table.wrong(row.number, at, problem.message, text, problem.hint) from None
        row.values[one.name] = days.first
        if days.last > days.first:
            self._period(row, at, one, text, days)
        elif not days.is_clear:
            self.table.tell(row.number, at, text, Message("Read as {day}.", day=str(days.first)))

    def _hint(self, one: models.DateField[Any, Any], problem: InvalidInput) -> Message | None:
        if not (one.null and self.extension.remarks):
            return problem.hint
        return Message(
            "Write the day as 2023-08-07 or 07.08.2023, or say with the columns that such words are kept "
            "in the description."
        )

    def _period(self, row: Row, at: int, one: models.DateField[Any, Any], text: str, days: Days) -> None:
        """Two days in one cell: the second is the last day, where the kind knows one."""
        known = {one.name for one in self.extension.model.own_fields()}
        if one.name != "date" or "end_date" in row.places or "end_date" not in known:
            message = Message("“{text}” names two days.", text=text[:60])
            raise self.table.wrong(row.number, at, message, text, Message("Write one day."))
        row.values["end_date"] = days.last
        message = Message("From {start} to {end}.", start=str(days.first), end=str(days.last))
        self.table.tell(row.number, at, text, message)

    def _money(self, row: Row, at: int, target: str, cell: Any) -> None:
        one = self.table.fields[target]
        found = self.cells.amount(row, at, cell, EUR, "EUR")
        if found is not None:
            row.values[target] = self.table.cleaned(row.number, at, one, found.value, cell)

    def _answer(self, row: Row, at: int, target: str, cell: Any) -> None:
        """A word of yes or no stands for the answer; a digit stays a number."""
        _number, answer = self.extension.answers or ("", "")
        word = codes.folded(text_of(cell))
        if isinstance(cell, str) and word in NOT_SAID:
            row.values[target] = None
        elif isinstance(cell, str) and word in YES | NO and not word.isdigit():
            row.values.setdefault(answer, word in YES)
        else:
            row.values[target] = self.table.value(row.number, at, target, cell)


class PlainAround:
    """See `extension.Around`. Nothing stands around these records; their models' own rules are asked."""

    def __init__(self, model: type[Record], remarks: str = "") -> None:
        self.model, self.remarks = model, remarks

    def revisions(self) -> dict[str, int]:
        return {}

    def pairs(self, rows: Sequence[Row], records: Sequence[Record]) -> None:
        return None

    def settle(self, row: Row, record: Record | None) -> list[Problem]:
        self._remark(row, record)
        return self.broken_rules(row, record)

    def broken_rules(self, row: Row, record: Record | None) -> list[Problem]:
        """Ask the model what it says of a row that would change or create a record."""
        values = {self._column(name): value for name, value in row.values.items()}
        if record is not None and all(same(getattr(record, name), value) for name, value in values.items()):
            return []
        made = copy(record) if record is not None else self.model()
        for name, value in values.items():
            setattr(made, name, value)
        try:
            self.prepare(made).clean()
        except ValidationError as problem:
            return [self._problem(row, name, texts) for name, texts in problem.update_error_dict({}).items()]
        return []

    def _column(self, name: str) -> str:
        return str(self.model._meta.get_field(name).attname)  # type: ignore[union-attr]

    def prepare(self, record: Record) -> Record:
        """Give a record-to-be what its rules look at."""
        return record

    def _problem(self, row: Row, name: str, texts: Sequence[Any]) -> Problem:
        said = " ".join(text for one in texts for text in one.messages)
        at = row.places.get(name, -1) if name != NON_FIELD_ERRORS else -1
        value = row.values.get(name)
        return error(
            row.number,
            at + 1,
            Message("{problem}", problem=said),
            CHOOSE,
            "" if value is None else text_of(value),
        )

    def _remark(self, row: Row, record: Record | None) -> None:
        """Add words that are no amount and no day to the remarks, once."""
        if not row.notes or not self.remarks:
            return
        text = row.values.get(self.remarks) or getattr(record, self.remarks, "") or ""
        for note in dict.fromkeys(row.notes):
            if note not in text:
                text = f"{text}\n{note}".strip()
        row.values[self.remarks] = text

    def links(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        return []

    def twins(self, rows: Sequence[Row]) -> list[Problem]:
        return []

    def write_links(
        self, rows: Sequence[Row], person: Person, accepted: bool, reason: Callable[[Row], str]
    ) -> Written:
        return Written()

    def write_parts(
        self,
        rows: Sequence[tuple[Row, int]],
        person: Person,
        accepted: bool,
        reason: Callable[[Row], str],
        written: Written,
    ) -> None:
        return None
