"""A matrix of departments by codes, edited cell by cell in one form: what was chosen, what is new, what
somebody else changed meanwhile. Saved all at once or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from secap.desk.governance import models
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.reader import lang
from secap.desk.registry.records import Record, StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.method.basis import codes

REASON = "matrix of departments"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a matrix is made of.

    model : one record per filled cell;  about : its field with the code of a column, of `about_table`;
    part : its field with what the cell says, of `part_table`, whose rows have a letter.
    """

    model: type[Record]
    about: str
    about_table: str
    part: str
    part_table: str

    def choices(self) -> list[tuple[str, str]]:
        """Return (code, letter with the first words of the name) in the reader's language."""
        return [
            (code, f"{row.letter} – {row.label(lang()).partition(':')[0]}") for code, row in self.rows.items()
        ]

    @property
    def rows(self) -> dict[str, codes.Row]:
        return codes.table(self.part_table)


DUTIES = Kind(models.Duty, "duty", "admin_duties", "role", "raci_roles")
TOPICS = Kind(models.Coordination, "topic", "plan_topics", "part", "coordination_parts")


@dataclass(frozen=True, slots=True)
class Cell:
    """One select.

    record : what stands there, None for an empty cell;  value : code chosen, empty for none;
    letter : of what stands;  opened : what the page was opened on, for the form to send back;
    is_touched : the person changed it;  theirs : name of what stands now where somebody else changed it, too.
    """

    name: str
    department: models.Department
    code: str
    record: Any
    value: str
    letter: str
    opened: str
    is_touched: bool = False
    theirs: str = ""

    @property
    def is_stale(self) -> bool:
        return bool(self.theirs)


def cells(
    kind: Kind,
    departments: Iterable[models.Department],
    records: Iterable[Any],
    posted: Mapping[str, str] | None = None,
) -> dict[tuple[str, str], Cell]:
    """Return {(uid of the department, code): cell}; with `posted`, as they were chosen.

    posted : `<uid>:<code>` parts; `<uid>:<code>:opened`, what the page was opened on
    """
    there = {(one.department_id, getattr(one, kind.about)): one for one in records}
    return {
        (department.uid, code): _cell(kind, department, code, there.get((department.pk, code)), posted or {})
        for department in departments
        for code in codes.table(kind.about_table)
    }


def _cell(
    kind: Kind, department: models.Department, code: str, record: Any, posted: Mapping[str, str]
) -> Cell:
    name = f"{department.uid}:{code}"
    stands = getattr(record, kind.part) if record is not None else ""
    revision = record.revision if record is not None else 0
    opened = f"{stands}|{revision}"
    seen = posted.get(f"{name}:opened", opened)
    value = posted.get(name, stands)
    row = kind.rows.get(stands)
    letter = str(row.letter) if row else ""
    if value == seen.partition("|")[0] or value not in {"", *kind.rows} or value == stands:
        return Cell(name, department, code, record, stands, letter, opened)
    theirs = (row.label(lang()) if row else "–") if seen != opened else ""
    return Cell(name, department, code, record, value, letter, opened, True, theirs)


def keep(person: Person, municipality: Municipality, kind: Kind, found: Sequence[Cell]) -> int:
    """Save the cells that were touched, all or none; return how many.

    Raises: StaleRecord where somebody else saved one of them since the page was opened
    """
    touched = [cell for cell in found if cell.is_touched]
    if any(cell.is_stale for cell in touched):
        raise StaleRecord
    try:
        with transaction.atomic():
            for cell in touched:
                _keep(person, municipality, kind, cell)
    except IntegrityError as error:  # somebody filled the same empty cell a moment ago
        raise StaleRecord from error
    return len(touched)


def _keep(person: Person, municipality: Municipality, kind: Kind, cell: Cell) -> None:
    record = cell.record
    if record is None:
        record = kind.model(**{kind.about: cell.code, "department": cell.department})
    record.municipality = municipality
    if not cell.value:
        remove_as(person, record)
        return
    setattr(record, kind.part, cell.value)
    keep_as(person, record, REASON)
