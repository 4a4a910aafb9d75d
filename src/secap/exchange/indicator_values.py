"""Values of vulnerability indicators: the row names indicator and district, or the indicators stand in the
headings. Names that the town does not have are told, and nothing is created for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.desk.risk.models import District, IndicatorValue, VulnerabilityIndicator
from secap.exchange.extension import NONE
from secap.exchange.plain_extension import PlainAround, PlainExtension, PlainReader
from secap.exchange.problems import Problem, error, warning
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.basis.numbers import read_number

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

INDICATOR, DISTRICT = "indicator", "district"
PREFIX = f"{INDICATOR}:"  # a column of the wide layout: the indicator in the heading, the value in the cell
WHOLE = "whole"  # the person said that a name means the whole town
HEADINGS = {
    INDICATOR: ("rādītājs", "indikators", "ievainojamības rādītājs", "vulnerability indicator",
                "indicator title"),
    DISTRICT: ("apgabals", "teritorija", "apkaime", "pagasts", "rajons", "administratīvā teritorija", "vieta",
               "teritoriālā vienība", "district", "neighbourhood", "parish", "area", "territory"),
}  # fmt: skip
THE_TOWN = (
    "whole town", "the whole town", "town", "municipality", "whole municipality", "visa pašvaldība",
    "pašvaldība", "pašvaldība kopumā", "visa pilsēta", "pilsēta kopumā", "viss novads", "novads kopumā",
)  # fmt: skip
TO_DO = Message("Add it first, or say below what it means; nothing is created by itself.")


class NamedInValues(PlainExtension):
    """Districts and indicators: values point to them."""

    def is_still_used(self, record: Record) -> bool:
        name = DISTRICT if isinstance(record, District) else INDICATOR
        return IndicatorValue.objects.filter(**{name: record}).exists()


@dataclass(frozen=True)
class ValueExtension(PlainExtension):
    """See `extension.Extension`; in a town it knows the town's indicators."""

    town: Municipality | None = None

    def in_town(self, municipality: Municipality) -> ValueExtension:
        return replace(self, town=municipality)

    @cached_property
    def indicators(self) -> list[VulnerabilityIndicator]:
        if self.town is None:
            return []
        return list(VulnerabilityIndicator.objects.filter(municipality=self.town))

    @cached_property
    def _words(self) -> dict[str, str]:
        """Two indicators of one name are left for the person to tell apart."""
        found = {codes.folded(word): name for name, words in HEADINGS.items() for word in words}
        for one in self.indicators:
            for words in {codes.folded(one.title), codes.folded(f"{one.title} {one.unit}")}:
                found[words] = "" if found.get(words, "").startswith(PREFIX) else PREFIX + one.uid
        return found

    def columns(self) -> list[tuple[str, str]]:
        label = _("Value of “%(indicator)s”")
        return [(PREFIX + one.uid, label % {"indicator": one.title}) for one in self.indicators]

    def target_of(self, heading: str) -> str | None:
        found = self._words.get(codes.folded(heading))
        return super().target_of(heading) if found is None else found

    def tables(self) -> set[str]:
        return {f"link:{INDICATOR}", f"link:{DISTRICT}"}

    def reader(self, table: Understanding) -> ValueReader:
        return ValueReader(table, self)

    def around(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> ValueAround:
        return ValueAround(municipality, words)


class ValueReader(PlainReader):
    """Reads the rows; tells of columns of numbers whose heading is no indicator of the town."""

    def __init__(self, table: Understanding, extension: PlainExtension) -> None:
        super().__init__(table, extension)
        if table.wide:
            self._notice_others()

    def _notice_others(self) -> None:
        header = self.table.mapping.header_row
        for at, heading in enumerate(self.table.headings):
            if heading is None or self.table.mapping.columns.get(at):
                continue
            cells = [row[at] for number, row in self.table.table.rows if number > header and at < len(row)]
            if any(map(self._is_number, cells)):
                message = Message(
                    "“{text}” is none of the town's indicators: left out.", text=str(heading)[:60]
                )
                hint = Message("Add the indicator first, or say with the columns which one it is.")
                self.table.reading.problems.append(warning(header, 0, message, hint))

    @staticmethod
    def _is_number(cell: Any) -> bool:
        """Whether a cell holds a number, whatever its decimal sign."""
        for sign in (",", ".") if isinstance(cell, str) else ():
            with suppress(InvalidInput):
                return read_number(cell, sign) is not None
        return isinstance(cell, float)


class ValueAround(PlainAround):
    """The indicators and districts of one town. See `extension.Around`."""

    def __init__(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__(IndicatorValue)
        self.words = words
        self.indicators = list(VulnerabilityIndicator.objects.filter(municipality=municipality))
        self.districts = list(District.objects.filter(municipality=municipality))
        self.asked: Counter[tuple[str, str]] = Counter()
        self._settled: dict[int, list[Problem]] = {}
        self._of_town: set[int] = set()
        self._meant: dict[tuple[str, str], list[Any] | None] = {}

    def revisions(self) -> dict[str, int]:
        return {one.uid: one.revision for one in (*self.indicators, *self.districts)}

    def pairs(self, rows: Sequence[Row], records: Sequence[Record]) -> None:
        for row in rows:
            self._settled[id(row)] = self._names(row, None)

    def settle(self, row: Row, record: Record | None) -> list[Problem]:
        problems = self._settled[id(row)] if id(row) in self._settled else self._names(row, record)
        if row.is_left_out or any(problem.is_error for problem in problems):
            return problems
        return problems + self.broken_rules(row, record)

    def prepare(self, record: Any) -> Record:
        record.indicator = next((one for one in self.indicators if one.pk == record.indicator_id), None)
        return record

    def _names(self, row: Row, record: Any) -> list[Problem]:
        """Put the keys of indicator and district into the row."""
        problems = self._of_heading(row)
        for name, there, matches in (
            (INDICATOR, self.indicators, self._indicator),
            (DISTRICT, self.districts, self._district),
        ):
            text = row.names.get(name, "")
            present = getattr(record, name, None)
            if present is not None and codes.folded(str(present)) == codes.folded(text):
                row.values[name] = present.pk
            elif text:
                if (name, text) not in self._meant:
                    self._meant[name, text] = matches(text)
                problems += self._name(row, name, text, there, self._meant[name, text])
        if DISTRICT in row.places and not row.names.get(DISTRICT):
            row.values[DISTRICT] = None
            problems += self._without_district(row)
        return problems

    def _of_heading(self, row: Row) -> list[Problem]:
        """Put the key of the indicator into the row that a heading names."""
        said = row.values.get(INDICATOR)
        if not isinstance(said, str):
            return []
        row.values[INDICATOR] = next((one.pk for one in self.indicators if one.uid == said), None)
        if row.values[INDICATOR] is not None:
            return []
        message = Message("The indicator of this column is no longer there.")
        hint = Message("Say with the columns which one it is.")
        return [error(row.number, row.places["value"] + 1, message, hint)]

    def _without_district(self, row: Row) -> list[Problem]:
        """Point out once for each row that its values count for the whole town."""
        if row.uid or row.number in self._of_town:
            return []
        self._of_town.add(row.number)
        message = Message("No district is named: taken for the whole town.")
        return [
            warning(
                row.number, row.places[DISTRICT] + 1, message, Message("Name the district if it is one's.")
            )
        ]

    def _name(
        self, row: Row, name: str, text: str, there: Sequence[Any], found: list[Any] | None
    ) -> list[Problem]:
        """Settle one name; `found` None: it means the whole town."""
        chosen = self.words.get(f"link:{name}", {}).get(codes.folded(text), "")
        if found is None or len(found) == 1:
            row.values[name] = found[0].pk if found else None
            return []
        self.asked[name, text] += 1
        if chosen == WHOLE and name == DISTRICT:
            row.values[name] = None
            return []
        if chosen == NONE:
            row.is_left_out = True
            return []
        if (record := next((one for one in there if one.uid == chosen), None)) is not None:
            row.values[name] = record.pk
            return []
        return [error(row.number, row.places[name] + 1, self._unknown(name, text, found), TO_DO, text)]

    @staticmethod
    def _unknown(name: str, text: str, found: list[Any]) -> Message:
        if found:
            return Message(
                "{count} of the town's records are called “{text}”.", count=len(found), text=text[:60]
            )
        if name == DISTRICT:
            return Message("“{text}” is none of the town's districts.", text=text[:60])
        return Message("“{text}” is none of the town's vulnerability indicators.", text=text[:60])

    def _indicator(self, text: str) -> list[Any]:
        """By title, also with its unit, else by the indicator of the guidelines that it follows."""
        wanted, code = codes.folded(text), codes.match("rva_indicators", text)
        return _first(
            self.indicators,
            lambda one: codes.folded(one.title) == wanted,
            lambda one: codes.folded(f"{one.title} {one.unit}") == wanted,
            lambda one: bool(code) and one.indicator == code,
        )

    def _district(self, text: str) -> list[Any] | None:
        """By name, else by code; None where the words mean the whole town."""
        wanted = codes.folded(text)
        found = _first(
            self.districts,
            lambda one: codes.folded(one.name) == wanted,
            lambda one: bool(one.code) and codes.folded(one.code) == wanted,
        )
        return found if found or wanted not in {codes.folded(word) for word in THE_TOWN} else None

    def links(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Return the names that mean nothing here yet, with what each could be."""
        choices = {
            INDICATOR: [(one.uid, str(one)) for one in self.indicators],
            DISTRICT: [(WHOLE, _("the whole town")), *((one.uid, str(one)) for one in self.districts)],
        }
        return [
            {
                "field": name,
                "word": text,
                "rows": count,
                "chosen": self.words.get(f"link:{name}", {}).get(codes.folded(text), ""),
                "choices": choices[name],
                "may_be_new": False,
            }
            for (name, text), count in self.asked.most_common()
        ]


def _first(records: Sequence[Any], *tests: Callable[[Any], bool]) -> list[Any]:
    """Return the records that pass the first test that any passes."""
    for is_it in tests:
        if found := [one for one in records if is_it(one)]:
            return found
    return []
