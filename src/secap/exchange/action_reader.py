"""Reading the cells of an action list that are more than a number or a code, by the column they stand in."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from secap.desk.registry.fields import CodesField
from secap.exchange.action_assembly import LOOK, Assembly
from secap.exchange.action_money import MoneyReader
from secap.exchange.action_sections import Sections
from secap.exchange.action_targets import (
    BODIES,
    DEADLINE,
    DIRECTION,
    FINANCING,
    PERIOD,
    SAVED,
    TARGETS,
    of_source,
)
from secap.exchange.action_wording import Cells, split
from secap.exchange.amounts import (
    EUR,
    FTE,
    MWH,
    TONNES,
    YEARS,
)
from secap.exchange.code_lists import read_codes
from secap.exchange.extension import Part
from secap.exchange.periods import Period
from secap.exchange.understanding import text_of
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

BODY_LISTS = re.compile(r"[;\n•|]+|,(?!\d)|(?<=\w)\s*/\s*(?=\w)")
FIELD_UNITS = {"eur": (EUR, "EUR"), "fte": (FTE, "FTE"), "years": (YEARS, "years")}
EFFECT_UNITS = {
    "effect.avoided_t": (TONNES, "t"),
    "effect.saved_mwh": (MWH, "MWh"),
    "effect.renewable_mwh": (MWH, "MWh"),
}
LONGEST = {"name": 200, "responsible": 200, "unit": 40, "note": 300}


class ActionReader:
    """Reads the rows of one action list. See `extension.RowReader`."""

    def __init__(self, table: Understanding, links: tuple[str, ...]) -> None:
        self.table, self.links = table, links
        self.sections = Sections(table)
        self.assembly = Assembly(table)
        self.cells = Cells(table)
        self.money = MoneyReader(table, self.cells)

    def reads(self, target: str) -> bool:
        if target in self.links or target in TARGETS or of_source(target) is not None:
            return True
        if target.startswith(SAVED):
            return True
        one = self.table.fields.get(target)
        return isinstance(one, CodesField | models.DateField | models.FloatField | models.IntegerField) or (
            target in {"title", "number", "responsible"}
        )

    def is_set_apart(self, number: int, cells: list[Any]) -> bool:
        return self.sections.is_set_apart(number, cells)

    def finish(self, row: Row, *, is_complete: bool) -> bool:
        return self.assembly.finish(row, self.sections.present, is_complete=is_complete)

    def read(self, row: Row, at: int, target: str, cell: Any) -> None:
        one = self.table.fields.get(target)
        if target in self.links or target == DIRECTION:
            row.names[target] = " ".join(text_of(cell).split())[:220]
        elif target in {PERIOD, DEADLINE}:
            self._period(row, at, target, cell)
        elif target == BODIES:
            self._bodies(row, at, cell)
        elif target == FINANCING:
            self.money.read(row, at, text_of(cell))
        elif (source := of_source(target)) is not None:
            self.money.read_source(row, at, *source, cell)
        elif target in EFFECT_UNITS or target.startswith(SAVED):
            units, name = EFFECT_UNITS.get(target, (MWH, "MWh"))
            row.loose[target] = (at, self.cells.amount(row, at, cell, units, name))
        elif target in TARGETS:
            self._loose(row, at, target, cell)
        elif isinstance(one, CodesField):
            row.values[target] = read_codes(self.table, row, at, one, text_of(cell))
        elif isinstance(one, models.DateField):
            self._date(row, at, one, cell)
        elif isinstance(one, models.FloatField | models.IntegerField):
            self._number(row, at, one, cell)
        else:
            self._text(row, at, target, cell)

    def _text(self, row: Row, at: int, target: str, cell: Any) -> None:
        text = text_of(cell)
        one = self.table.fields[target]
        if not row.uid:  # a row of our own table is taken as it stands
            if target == "number" and re.fullmatch(r"[\dIVX]+(?:\.\d+)*\.", text):
                text = text.rstrip(".")
            if target == "responsible":
                text = self._first_body(row, at, text)
            if target == "title" and len(text) > (one.max_length or 0):
                row.loose["title"] = (at, text)
                text = text[: (one.max_length or 0) - 1].rstrip() + "…"
        row.values[target] = self.table.cleaned(row.number, at, one, text, cell)

    def _first_body(self, row: Row, at: int, text: str) -> str:
        """The first body is responsible; the others take part beside it."""
        names = split(BODY_LISTS, text)
        if len(names) < 2:
            return text
        message = Message(
            "Responsible: {first}. Also responsible: {others}.", first=names[0], others=names[1:]
        )
        self.table.tell(row.number, at, text, message)
        row.parts += [Part("bodies", {"name": name[:200], "role": "co_responsible"}) for name in names[1:]]
        return names[0]

    def _bodies(self, row: Row, at: int, cell: Any) -> None:
        names = split(BODY_LISTS, text_of(cell))
        if len(names) > 1:
            self.table.tell(row.number, at, cell, Message("Taking part: {names}.", names=names))
        row.parts += [Part("bodies", {"name": name[:200], "role": "implementing"}) for name in names]

    def _number(self, row: Row, at: int, one: models.Field[Any, Any], cell: Any) -> None:
        number = row.number
        if isinstance(one, models.IntegerField):
            row.values[one.name] = self.table.cleaned(number, at, one, self._year(row, at, one, cell), cell)
            return
        units, name = FIELD_UNITS.get(one.name.rsplit("_", 1)[-1], ({}, ""))
        found = self.cells.amount(row, at, cell, units, name or str(one.verbose_name))
        if found is None:
            return
        target = one.name
        if found.is_yearly and target == "investment_eur":
            target = "yearly_cost_eur"
            message = Message("An amount for each year: taken as the cost of operation.")
            self.table.warn(number, at, message, LOOK, cell)
        row.values[target] = self.table.cleaned(number, at, one, found.value, cell)

    def _year(self, row: Row, at: int, one: models.Field[Any, Any], cell: Any) -> int | None:
        period = self.cells.time(row, at, cell, is_deadline=True)
        return period.end.year if period.end else None

    def _period(self, row: Row, at: int, target: str, cell: Any) -> None:
        text = text_of(cell)
        found = self.cells.time(row, at, cell, is_deadline=target == DEADLINE)
        if found.is_open:
            if any(sign.isalpha() for sign in text):
                self.table.tell(row.number, at, text, Message("No dates; the words are kept as a comment."))
                self.cells.keep(row, at, text)
            return
        if found.start is not None:
            row.values["start"] = found.start
        if found.end is not None:
            row.values["end"] = found.end
        self._tell_period(row, at, text, found)

    def _tell_period(self, row: Row, at: int, text: str, found: Period) -> None:
        if found.start and found.end:
            message = Message("From {start} to {end}.", start=str(found.start), end=str(found.end))
        elif found.start:
            message = Message("From {start}, without an end.", start=str(found.start))
        else:
            message = Message("Until {end}.", end=str(found.end))
        if found.is_listed:
            self.table.warn(
                row.number, at, Message("Several times are named: the first and the last count."), LOOK, text
            )
            self.cells.keep(row, at, text)
        self.table.tell(row.number, at, text, message)

    def _date(self, row: Row, at: int, one: models.Field[Any, Any], cell: Any) -> None:
        found = self.cells.time(row, at, cell, is_deadline=False)
        value: date | None = found.start or found.end if one.name == "start" else found.end or found.start
        row.values[one.name] = value
        if value is not None and text_of(cell) != str(value):
            self.table.tell(row.number, at, cell, Message("Read as {day}.", day=str(value)))

    def _loose(self, row: Row, at: int, target: str, cell: Any) -> None:
        """Keep a cell until the row is complete."""
        text = text_of(cell)
        if target == "effect.carrier":
            said = self.cells.word("carriers", text)
            if said is None:
                raise self.table.not_known(row.number, at, "carriers", text, str(TARGETS[target].label))
            row.loose[target] = (at, said)
        elif target in {"indicator.base_value", "indicator.target_value"}:
            found = self.cells.amount(row, at, cell, {}, str(TARGETS[target].label))
            row.loose[target] = (at, found.value if found else None)
        else:
            row.loose[target] = (at, text)
