"""What a plan file would change in the plan that is there, and changing it: all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from secap.desk.registry.models import Municipality, Person, Role
from secap.desk.registry.permissions import role_of
from secap.desk.registry.records import Record
from secap.desk.registry.saving import keep_municipality
from secap.plan.contents import municipality_fields, own_values, record_models, records
from secap.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one record: `before` and `after` as the plan file would write them."""

    field: models.Field[Any, Any]
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is new (`there` is None), gone from the file (`theirs` is None) or different."""

    there: Record | None
    theirs: Record | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def record(self) -> Record:
        record = self.theirs or self.there
        assert record is not None
        return record

    @property
    def kind(self) -> str:
        return "new" if self.there is None else "gone" if self.theirs is None else "changed"


@dataclass(slots=True)
class Changes:
    """All differences between two plans of one municipality."""

    municipality: tuple[FieldChange, ...] = ()
    records: list[RecordChange] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.municipality or self.records)

    def of_kind(self, kind: str) -> list[RecordChange]:
        return [change for change in self.records if change.kind == kind]


def compare(there: Plan, theirs: Plan) -> Changes:
    """Return what would change in `there` if `theirs` took its place. Records are the same where uid and
    model are."""
    old = {(type(record), record.uid): record for record in records(there)}
    new = {(type(record), record.uid): record for record in records(theirs)}
    changes = Changes(municipality=_municipality_changes(there.municipality, theirs.municipality))
    for key, record in new.items():
        if key not in old:
            changes.records.append(RecordChange(None, record))
        elif different := _field_changes(old[key], record):
            changes.records.append(RecordChange(old[key], record, different))
    changes.records.extend(RecordChange(record, None) for key, record in old.items() if key not in new)
    return changes


def _municipality_changes(there: Municipality, theirs: Municipality) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field, getattr(there, field.attname), getattr(theirs, field.attname))
        for field in municipality_fields()
        if field.name != "slug" and getattr(there, field.attname) != getattr(theirs, field.attname)
    )


def _field_changes(there: Record, theirs: Record) -> tuple[FieldChange, ...]:
    before, after = own_values(there), own_values(theirs)
    return tuple(
        FieldChange(field, before[field.name], after[field.name])
        for field in there.own_fields()
        if field.name in before and before[field.name] != after[field.name]
    )


@transaction.atomic
def create(
    plan: Plan, person: Person | None, *, reason: str, proposed_by: Person | None = None
) -> Municipality:
    """Save a plan that is not in the database yet, with its municipality.

    proposed_by : who entered what waits for acceptance (None: the same person).
    Raises: IntegrityError where the slug is taken
    """
    plan.municipality.save()
    for record in records(plan):
        _adopt(record, plan.municipality)
        who = person if record.accepted or proposed_by is None else proposed_by
        record.keep(who, accepted=record.accepted, reason=reason)
    return plan.municipality


@transaction.atomic
def apply(
    changes: Changes, municipality: Municipality, person: Person, *, reason: str, remove_missing: bool
) -> None:
    """Make the changes in the database, all or nothing; `StaleRecord` when somebody saved in between.

    remove_missing : also remove (undoably) what the file does not hold.
    """
    coordinator = role_of(person, municipality) == Role.COORDINATOR
    if changes.municipality and coordinator:
        for one in changes.municipality:
            setattr(municipality, one.field.attname, one.after)
        keep_municipality(person, municipality, reason)
    order = {model: place for place, model in enumerate(record_models())}
    gone = sorted(changes.of_kind("gone"), key=lambda change: -order[type(change.record)])
    if remove_missing:
        for change in gone:
            change.record.remove(person, accepted=coordinator, reason=reason)
    # The BEI mark may move from one inventory to another: the one that loses it is saved first.
    for change in sorted(
        changes.records, key=lambda change: (order[type(change.record)], not _loses_bei(change))
    ):
        if change.theirs is None:
            continue
        if change.there is None:
            record = change.theirs
            _adopt(record, municipality)
            _revive(record)
        else:
            record = change.there
            for difference in change.fields:
                value = getattr(change.theirs, difference.field.name)
                if isinstance(difference.field, models.ForeignKey) and value is not None:
                    value = _saved(value, municipality)
                setattr(record, difference.field.name, value)
        record.keep(person, accepted=coordinator and change.theirs.accepted, reason=reason)


def _loses_bei(change: RecordChange) -> bool:
    return any(difference.field.name == "is_bei" and difference.before for difference in change.fields)


def _adopt(record: Record, municipality: Municipality) -> None:
    """Tie an unsaved record to saved ones: its municipality and whatever it points at."""
    record.municipality = municipality
    for one in record._meta.concrete_fields:
        if not isinstance(one, models.ForeignKey) or one.name in {"municipality", "entered_by"}:
            continue
        if one.is_cached(record) and (target := getattr(record, one.name)) is not None:
            setattr(record, one.name, _saved(target, municipality))


def _revive(record: Record) -> None:
    """A record that was deleted here comes back in its own row, so that its history goes on."""
    buried = type(record).everything.filter(municipality=record.municipality, uid=record.uid).first()
    if buried:
        record.pk, record.revision = buried.pk, buried.revision


def _saved(target: Record, municipality: Municipality) -> Record:
    return target if target.pk else type(target).everything.get(municipality=municipality, uid=target.uid)
