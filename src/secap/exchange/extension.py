"""What a kind of table can do beyond "one cell is one field": columns that become other records, words that
name records, rows that are no records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import TYPE_CHECKING, Any, Protocol

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record
from secap.exchange.problems import Problem

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

EMPTY = "-"  # the person said that a word means nothing: the field stays empty
NEW, NONE = "new", "none"  # the person said that a name is to be created, or left out


@dataclass(slots=True)
class Part:
    """A record that belongs to the one of the row: name of the kind of part, values by field."""

    name: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that a row brings (record None) or changes, {field: (before, after)}."""

    part: Part
    record: Record | None
    fields: dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class NewLink:
    """A record to be created because a row names it. `field` is that of the row's record."""

    field: str
    number: str
    title: str
    above: NewLink | None = with_default(default=None, compare=False)

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Option:
    """Something to say about the whole table: its name, what to choose from, what holds unless said."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    default: str = ""


@dataclass(slots=True)
class Written:
    """What an import did beside its own records: {kind of record: uids}, {kind: {uid: history id before}}."""

    created: dict[str, list[str]] = with_default(default_factory=dict)
    changed: dict[str, dict[str, int | None]] = with_default(default_factory=dict)


class RowReader(Protocol):
    """Reads the cells of one table that are more than a field."""

    def reads(self, target: str) -> bool:
        """Whether cells of such a column are read here."""

    def is_set_apart(self, number: int, cells: list[Any]) -> bool:
        """Whether a row is no record: a heading in the middle, a sum, a repeated header."""

    def read(self, row: Row, at: int, target: str, cell: Any) -> None:
        """Read a cell into the row; what can't be read raises `understanding.Wrong`."""

    def finish(self, row: Row, *, is_complete: bool) -> bool:
        """Put together what stands in several cells. False: the row belongs to the one above."""


class Around(Protocol):
    """What stands in the plan around the records of a kind: their parts, and what they point to."""

    def revisions(self) -> dict[str, int]:
        """Return {uid: revision} of all that the import could change beside the records themselves."""

    def pairs(self, rows: Sequence[Row], records: Sequence[Record]) -> dict[int, Record] | None:
        """Return {id of the row: record} for rows without a uid; None: by the kind's identity.

        Names that the identity needs are settled here already.
        """

    def settle(self, row: Row, record: Record | None) -> list[Problem]:
        """Say what the row's names mean and what its parts change; the row holds it afterwards. A row with an
        error is not compared."""

    def links(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Return the names that would be created, with what else they could mean, for the check's page.

        `may_be_new` False: nothing is created, the name waits until it is said what it means.
        """

    def twins(self, rows: Sequence[Row]) -> list[Problem]:
        """Tell of rows that look like one record."""

    def write_links(
        self, rows: Sequence[Row], person: Person, accepted: bool, reason: Callable[[Row], str]
    ) -> Written:
        """Create the records that rows name; the rows hold their keys afterwards."""

    def write_parts(
        self,
        rows: Sequence[tuple[Row, int]],
        person: Person,
        accepted: bool,
        reason: Callable[[Row], str],
        written: Written,
    ) -> None:
        """Create and change the parts of rows, given with the keys of their records; note it in `written`."""


class Extension(Protocol):
    """What a kind brings beyond the fields of its model."""

    @property
    def links(self) -> tuple[str, ...]:
        """Fields that point to other records, named in the table."""

    @property
    def labels(self) -> tuple[type[Record], ...]:
        """The kinds of record that an import may write beside its own, in the order to take them back."""

    def in_town(self, municipality: Municipality) -> Extension:
        """Return the extension as one town sees it; itself where that makes no difference."""

    def columns(self) -> list[tuple[str, str]]:
        """Return (target, label) of what a column can be beside the fields."""

    def target_of(self, heading: str) -> str | None:
        """Return the column that a heading means; None where it is not known, "" where it is left out."""

    def options(self) -> list[Option]:
        """Return what can be said about the whole table."""

    def tables(self) -> set[str]:
        """Return the tables of codes whose words the cells may hold, and `link:<field>` of names."""

    def reader(self, table: Understanding) -> RowReader:
        """Return a reader of one table."""

    def around(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> Around:
        """Return what stands there. words : {`link:<field>`: {folded name: `new`, `none` or a uid}}."""

    def describe(self, part: Part) -> tuple[str, str]:
        """Return (label, text) of a part in the reader's language."""

    def results(self, records: Sequence[Record]) -> list[tuple[str, Mapping[str, str | float | None]]]:
        """Return columns for the download that are only to read: (heading, {uid: what the cell says})."""

    def is_still_used(self, record: Record) -> bool:
        """Whether something else in the plan needs a record that an import had created."""
