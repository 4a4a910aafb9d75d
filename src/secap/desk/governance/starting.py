"""Structures of six cities to start from: what an example would add to the town, adding it, taking it back.

Rows of `tables/process`: `structure_examples` tells each city; `structure_parts` holds its departments,
people, appointments and groups, `structure_details` further texts of those, `structure_links` who does what.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from secap import locale
from secap.desk.governance import models
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.reader import lang
from secap.desk.registry.records import Record, StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.method.basis import codes, tables
from secap.method.governance.coordination import LEADS
from secap.method.governance.raci import ACCOUNTABLE

REASON = "example structure"
EXAMPLES, PARTS, DETAILS, LINKS = (f"structure_{name}" for name in ("examples", "parts", "details", "links"))
PLANNED = "planned"  # what another city has is a plan for this one
# In this order, the last first when they are taken back: what is pointed at comes before what points.
KINDS: tuple[type[Record], ...] = (
    models.Department, models.StaffMember, models.Appointment, models.Group, models.Duty,
    models.Coordination, models.Setup,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """A city's structure in a few sentences, in the reader's language."""

    code: str
    name: str
    country: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Item:
    """A record that an example would add.

    is_there : it is skipped: the town has such a one, or another department answers for the duty or leads the
    topic.
    """

    record: Any
    is_there: bool

    @property
    def kind(self) -> str:
        return str(self.record._meta.verbose_name)

    @property
    def name(self) -> str:
        return "" if isinstance(self.record, models.Setup) else str(self.record)

    @property
    def part(self) -> str:
        """What a department is to a duty or topic, or the approaches; empty for what has a text instead."""
        for field in ("role", "part", "approaches"):
            if hasattr(self.record, field):
                return str(getattr(self.record, f"get_{field}_display")())
        return ""

    @property
    def text(self) -> str:
        """What a department, person, appointment or group is for."""
        found = (getattr(self.record, field, "") for field in ("duties", "mandate", "position"))
        return next((str(one) for one in found if one), "")


def examples() -> list[Example]:
    """Return the six cities in the table's order."""
    return [
        Example(
            row["code"],
            locale.label(EXAMPLES, row["code"], lang(), row["name"]),
            row["country"],
            locale.label("structure_example_texts", row["code"], lang(), row["text"]),
            row["place"],
        )
        for row in _rows(EXAMPLES)
    ]


def example(code: str) -> Example | None:
    return next((one for one in examples() if one.code == code), None)


def items(municipality: Municipality, code: str) -> list[Item]:
    """Return what an example would add, departments first; what the town has already is marked."""
    departments: dict[str, models.Department] = {}
    found = [*_parts(municipality, code, departments), *_links(municipality, code, departments)]
    return [item for kind in KINDS for item in found if isinstance(item.record, kind)]


@transaction.atomic
def add(person: Person, municipality: Municipality, code: str) -> tuple[list[Record], str]:
    """Save what the town lacks of an example; return it, and the key to take it back."""
    token = secrets.token_hex(4)
    made: list[Record] = []
    for item in items(municipality, code):
        if item.is_there:
            continue
        record = item.record
        keep_as(person, record, f"{REASON}: {token}")
        made.append(record)
    return made, token


@transaction.atomic
def take_back(person: Person, municipality: Municipality, token: str) -> tuple[int, int]:
    """Delete what was added under a key, but what somebody changed since, and departments that something
    living points at; return how many were deleted and how many stay.

    Raises: LookupError where nothing was added under it
    """
    removed = stayed = 0
    is_known = False
    for kind in reversed(KINDS):
        rows = kind.history.filter(municipality=municipality, history_change_reason=f"{REASON}: {token}")
        uids = list(rows.values_list("uid", flat=True))
        is_known = is_known or bool(uids)
        for record in kind.objects.filter(municipality=municipality, uid__in=uids):
            record.municipality = municipality
            if record.revision != 1 or _is_used(record):
                stayed += 1
                continue
            try:
                remove_as(person, record)
                removed += 1
            except StaleRecord:
                stayed += 1
    if not is_known:
        raise LookupError(token)
    return removed, stayed


def _is_used(record: Record) -> bool:
    """Return True for a department that a living record points at."""
    return isinstance(record, models.Department) and any(
        kind.objects.filter(department=record).exists()
        for kind in (models.StaffMember, models.Duty, models.Coordination)
    )


def _parts(
    municipality: Municipality, code: str, departments: dict[str, models.Department]
) -> Iterator[Item]:
    """Yield departments, people, appointments and groups; fills `departments` by the code of their row."""
    known: dict[type[Record], dict[str, Any]] = {
        kind: _by_name(municipality, kind) for kind in (models.Department, models.StaffMember, models.Group)
    }
    posts = set(models.Appointment.objects.filter(municipality=municipality).values_list("post", flat=True))
    for row in (row for row in _rows(PARTS) if row["example"] == code):
        name = locale.label(PARTS, row["code"], lang(), row["name"])
        text = locale.label("structure_part_texts", row["code"], lang(), row["text"])
        more = _details(row["code"])
        about, competences = row["about"], row["competences"]
        record: Record
        if row["kind"] == "department":
            record = models.Department(name=name, duties=text, level=about, competences=competences, **more)
        elif row["kind"] == "staff":
            record = models.StaffMember(
                name=name, position=text, posts=about, competences=competences,
                department=departments.get(row["department"]), **more,
            )  # fmt: skip
        elif row["kind"] == "appointment":
            record = models.Appointment(person=name, mandate=text, post=about, **more)
        else:
            record = models.Group(name=name, mandate=text, kind=about, **more)
        record.municipality = municipality
        there = known.get(type(record), {}).get(codes.folded(name))
        if isinstance(record, models.Department):
            departments[row["code"]] = there or record
        yield Item(there or record, there is not None or (row["kind"] == "appointment" and about in posts))


def _links(
    municipality: Municipality, code: str, departments: Mapping[str, models.Department]
) -> Iterator[Item]:
    """Yield parts in duties and topics, and the approaches where none are chosen yet."""
    own = [row for row in _rows(LINKS) if row["example"] == code]
    duties = set(models.Duty.objects.filter(municipality=municipality).values_list("department_id", "duty"))
    topics = set(
        models.Coordination.objects.filter(municipality=municipality).values_list("department_id", "topic")
    )
    answered = _taken(models.Duty, municipality, "duty", role=ACCOUNTABLE)
    led = _taken(models.Coordination, municipality, "topic", part=LEADS)
    for row in own:
        department = departments.get(row["department"])
        if department is None:
            continue
        about, part = row["about"], row["part"]
        if row["kind"] == "duty":
            yield Item(
                models.Duty(municipality=municipality, department=department, duty=about, role=part,
                            state=PLANNED),
                (department.pk, about) in duties or (part == ACCOUNTABLE and about in answered),
            )  # fmt: skip
        else:
            yield Item(
                models.Coordination(municipality=municipality, department=department, topic=about, part=part),
                (department.pk, about) in topics or (part == LEADS and about in led),
            )
    approaches = " ".join(row["about"] for row in own if row["kind"] == "approach")
    setup = models.Setup.objects.filter(municipality=municipality).first()
    yield Item(setup or models.Setup(municipality=municipality, approaches=approaches), setup is not None)


def _taken(kind: type[Record], municipality: Municipality, field: str, **part: str) -> set[str]:
    """Return the duties or topics that some department of the town answers for or leads already."""
    return set(kind.objects.filter(municipality=municipality, **part).values_list(field, flat=True))


def _by_name(municipality: Municipality, kind: type[Record]) -> dict[str, Any]:
    return {codes.folded(one.name): one for one in kind.objects.filter(municipality=municipality)}


def _details(part: str) -> dict[str, str]:
    """Return {field: text} of a part's further texts; several of one field stand one per line."""
    found: dict[str, list[str]] = {}
    for row in _rows(DETAILS):
        if row["part"] == part:
            found.setdefault(row["field"], []).append(locale.label(DETAILS, row["code"], lang(), row["name"]))
    return {field: "\n".join(texts) for field, texts in found.items()}


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tables.rows(f"process/{name}.csv")
