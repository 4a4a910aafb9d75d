"""Reading tables of people: support from -2 to +2, levels from 1 to 5, the words people use, clock times,
and one or several contact people in the row of a stakeholder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from secap.desk.registry.fields import CodeField
from secap.desk.stakeholders.models import Contact
from secap.exchange import places
from secap.exchange.extension import Part
from secap.exchange.people_words import CELLS
from secap.exchange.plain_extension import PlainExtension, PlainReader
from secap.exchange.understanding import text_of
from secap.method.basis import codes
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

CONTACT = "contact:"  # a column of a stakeholder's row that says something of its contact person
SCALES = ("support_levels", "influence_levels")
NUMBER = re.compile(r"([+\-−–]?)\s*(\d+)(?:[.,]0+)?(?:\s*[-–—=:(].*\D.*)?", re.DOTALL)
CLOCKS = ("start_time", "end_time")
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.](\d\d)(?:[:.]\d\d)?")
ADDRESS = re.compile(r"[^\s,;<>()\[\]]+@[^\s,;<>()\[\]]+\.[^\s,;<>()\[\]]+")
DIGITS = re.compile(r"(?:tel\.?:?|tālr\.?:?|mob\.?:?)?\s*(\+?\d[\d\s\-]{5,}\d)", re.IGNORECASE)
WIDE_HEADING = 3  # merged cells that make a row a heading over the table


class PeopleReader(PlainReader):
    """Reads the rows of one table. See `extension.RowReader`."""

    def __init__(self, table: Understanding, extension: PlainExtension) -> None:
        super().__init__(table, extension)
        self.headings = {_row_of(cells) for cells in table.table.merged if _is_heading(cells)}

    def reads(self, target: str) -> bool:
        one = self.table.fields.get(target)
        return (
            super().reads(target) or (isinstance(one, CodeField) and one.table in CELLS) or target in CLOCKS
        )

    def is_set_apart(self, number: int, cells: list[Any]) -> bool:
        """A heading merged over the table, and a row of column numbers, are no records either."""
        filled = [cell for cell in cells if cell is not None]
        if len(filled) == 1 and number in self.headings:
            at = next(place for place, cell in enumerate(cells) if cell is not None)
            self.table.tell(number, at, filled[0], Message("A heading in the table: left out."))
            self.table.reading.skipped += 1
            return True
        if len(filled) > 2 and filled == [float(place) for place in range(1, len(filled) + 1)]:
            return True
        return super().is_set_apart(number, cells)

    def read(self, row: Row, at: int, target: str, cell: Any) -> None:
        one = self.table.fields.get(target)
        if target in self.extension.links:
            row.names[target] = " ".join(text_of(cell).split())[:300]
        elif target in CLOCKS and one is not None:
            row.values[target] = self._clock(row, at, one, cell)
        elif isinstance(one, CodeField) and one.table in CELLS:
            row.values[target] = self._word(row, at, one, cell)
        else:
            super().read(row, at, target, cell)

    def _word(self, row: Row, at: int, one: CodeField, cell: Any) -> str:
        """Return a code: a number of its scale, else as said or as the tables know it, else as people say."""
        text = text_of(cell)
        said = self.table.meaning(one.table, text)
        if said is None and one.table in SCALES and (number := NUMBER.fullmatch(text)):
            return self._of_scale(row, at, one, number, cell)
        if said is None and codes.match(one.table, text) is None:
            known = CELLS[one.table].get(codes.folded(text))
            if known is not None:
                return known
        return str(self.table.value(row.number, at, one.name, cell))

    def _of_scale(self, row: Row, at: int, one: CodeField, number: re.Match[str], cell: Any) -> str:
        value = int(number[2]) * (-1 if number[1] in {"-", "−", "–"} else 1)
        rows = codes.table(one.table)
        found = next((code for code, level in rows.items() if level.value == value), None)
        if found is None:
            ends = [int(level.value) for level in rows.values()]
            message = Message("“{text}” is outside the scale.", text=text_of(cell)[:40])
            hint = Message("Write a number from {low} to {high}, or the word.", low=min(ends), high=max(ends))
            raise self.table.wrong(row.number, at, message, cell, hint)
        return found

    def _clock(self, row: Row, at: int, one: models.Field[Any, Any], cell: Any) -> str:
        """Return a time as 09:30, whether a spreadsheet keeps it as a text or as a part of a day."""
        if isinstance(cell, float) and 0 <= cell < 1:
            minutes = round(cell * 24 * 60)
            return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
        if found := CLOCK.fullmatch(text_of(cell).split("T")[-1].split(" ")[-1]):
            return f"{int(found[1]):02d}:{found[2]}"
        return str(self.table.cleaned(row.number, at, one, text_of(cell), cell))


class StakeholderReader(PeopleReader):
    """Reads stakeholders, with the contact people that their rows name."""

    def __init__(self, table: Understanding, extension: PlainExtension) -> None:
        super().__init__(table, extension)
        self.first: dict[str, Row] = {}
        self.last: Row | None = None

    def reads(self, target: str) -> bool:
        return target.startswith(CONTACT) or super().reads(target)

    def read(self, row: Row, at: int, target: str, cell: Any) -> None:
        if target.startswith(CONTACT):
            row.loose[target] = (at, text_of(cell))
        else:
            super().read(row, at, target, cell)

    def finish(self, row: Row, *, is_complete: bool) -> bool:
        """Make the contact people. Another row of one stakeholder that only brings another person, or a row
        without a name below a merged cell, belongs to the row of that stakeholder."""
        self._people(row)
        if row.uid or not is_complete:
            return True
        name = codes.folded(str(row.values.get("name") or ""))
        told = {key: value for key, value in row.values.items() if value not in (None, "")}
        told = {key: value for key, value in told.items() if key not in self.table.mapping.defaults}
        there = self.first.get(name) if name else (self.last if not told else None)
        self.last = there or row
        if there is None:
            if name:
                self.first[name] = row
            return True
        if not row.parts or any(key in there.values and there.values[key] != told[key] for key in told
                                if key != "name"):  # fmt: skip
            return True
        there.values |= {key: value for key, value in told.items() if key not in there.values}
        there.parts += row.parts
        at = next(iter(row.loose.values()))[0]
        people = "; ".join(part.values["name"] for part in row.parts)
        message = Message("Another contact person of row {row}.", row=there.number)
        self.table.tell(row.number, at, people, message)
        return False

    def _people(self, row: Row) -> None:
        """Put the contact people of the row together from its cells."""
        said = {target.removeprefix(CONTACT): text for target, (_at, text) in row.loose.items()}
        people: list[dict[str, str]] = []
        for piece in _pieces(said.get("name", "")):
            people.append(self._in_one_cell(piece))
        for field in ("email", "phone", "position"):
            pieces = _pieces(said.get(field, ""), r"[;,\n/]+" if field != "position" else r"[;\n]+")
            if len(people) > 1 and len(pieces) == len(people):
                for person, piece in zip(people, pieces, strict=True):
                    person.setdefault(field, piece)
            elif pieces:
                people = people or [{}]
                if field == "email" and len(pieces) > 1 and len(people) == 1:
                    people += [{} for _piece in pieces[1:]]
                    for person, piece in zip(people, pieces, strict=True):
                        person.setdefault(field, piece)
                else:
                    people[0].setdefault(field, ", ".join(pieces))
        for person in people:
            self._checked(row, person)

    @staticmethod
    def _in_one_cell(text: str) -> dict[str, str]:
        """Take e-mail address and phone out of a cell such as "Anna Ozola, anna@x.lv, tel. 29123456"."""
        person: dict[str, str] = {}
        if found := ADDRESS.search(text):
            person["email"] = found[0].rstrip(".")
            text = text.replace(found[0], " ")
        if digits := DIGITS.search(text):
            person["phone"] = " ".join(digits[1].split())
            text = text.replace(digits[0], " ")
        name, _comma, position = (
            re.sub(r"(?i)e-?pasts:?|e-?mail:?", " ", text).strip(" ,;-–()<>").partition(",")
        )
        person["name"] = " ".join(name.split())
        if position := " ".join(position.strip(" ,;-–()<>").split()):
            person["position"] = position
        return person

    def _checked(self, row: Row, person: dict[str, str]) -> None:
        """Keep a person as a part of the row; what can't be read is told at its cell."""
        person = {field: value for field, value in person.items() if value}
        if not person:
            return
        if "name" not in person:
            person["name"] = person.get("position") or person.get("email") or person["phone"]
            at, text = next(iter(row.loose.values()))
            message = Message(
                "No person is named; the contact is called “{name}”.", name=person["name"][:120]
            )
            self.table.tell(row.number, at, text, message)
        for field, value in person.items():
            try:
                Contact._meta.get_field(field).clean(value, None)  # type: ignore[union-attr]
            except ValidationError as problem:
                at = row.loose.get(CONTACT + field, row.loose.get(CONTACT + "name", (0, "")))[0]
                message = Message("{problem}", problem=" ".join(problem.messages))
                self.table.wrong(row.number, at, message, value)
                return
        row.parts.append(Part("contacts", person))


def _pieces(text: str, between: str = r"[;\n]+") -> list[str]:
    return [found for piece in re.split(between, text) if (found := " ".join(piece.split()).strip(" ,;-–"))]


def _row_of(cells: str) -> int:
    return places.of_range(cells)[0]


def _is_heading(cells: str) -> bool:
    top, left, bottom, right = places.of_range(cells)
    return top == bottom and right - left + 1 >= WIDE_HEADING
