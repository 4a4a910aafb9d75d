"""From records to the book: stakeholders as it sees them, from the database without loading a whole plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Max

from secap.desk.registry.models import Municipality, Organisation
from secap.desk.stakeholders.models import Contact, ContactEntry, MappingSnapshot, Stakeholder
from secap.method.stakeholders import matrices
from secap.method.stakeholders.checks import RegisterData
from secap.method.stakeholders.register import AXES, Position, StakeholderView


def label_of(name: str) -> str:
    """Return what a field of a stakeholder is called, in the reader's language."""
    return str(next(field.verbose_name for field in Stakeholder.own_fields() if field.name == name))


def position_of(record: Stakeholder) -> Position:
    """Return where a stakeholder stands now."""
    return Position(
        record.uid,
        record.name,
        **{axis: matrices.value(table, getattr(record, axis)) for axis, table in AXES.items()},
    )


def view_of(record: Stakeholder, contacts: int = 0, last_contact: date | None = None) -> StakeholderView:
    """Return a stakeholder as the book sees it."""
    return StakeholderView(
        position=position_of(record),
        type=record.type,
        vision_group=record.vision_group,
        value_chain=frozenset(record.value_chain.split()),
        is_primary=record.is_primary,
        is_affected=record.is_affected,
        has_resources=record.has_resources,
        is_needed=record.is_needed,
        level=record.level,
        contacts=contacts,
        last_contact=last_contact,
        review_on=record.review_on,
        reference=record,
    )


def contact_counts(keys: Iterable[int]) -> dict[int, int]:
    """Return {key of a stakeholder: contact people}, in one query."""
    return _grouped(Contact, keys, Count("pk"))


def last_contacts(keys: Iterable[int]) -> dict[int, date]:
    """Return {key of a stakeholder: day of the last contact in the log}, in one query."""
    return _grouped(ContactEntry, keys, Max("date"))


def _grouped(model: Any, keys: Iterable[int], measure: Any) -> dict[int, Any]:
    rows = model.objects.filter(stakeholder__in=list(keys)).order_by().values("stakeholder")
    return dict(rows.annotate(told=measure).values_list("stakeholder", "told"))


def views(records: Iterable[Stakeholder]) -> list[StakeholderView]:
    """Return stakeholders of the database with their contacts, in two queries for all of them."""
    found = list(records)
    keys = [record.pk for record in found]
    counts, last = contact_counts(keys), last_contacts(keys)
    return [view_of(record, counts.get(record.pk, 0), last.get(record.pk)) for record in found]


def register_data(municipality: Municipality, records: Iterable[Stakeholder], today: date) -> RegisterData:
    """Return the town's register for the checks, in three queries beside its stakeholders."""
    return RegisterData(today, views(records), outdated(municipality, today).count())


def outdated(municipality: Municipality, today: date) -> Any:
    """Return the contact people who are kept longer than was said."""
    return Contact.objects.filter(municipality=municipality, keep_until__lt=today).select_related(
        "stakeholder", "municipality"
    )


def left_to_take(municipality: Municipality) -> Any:
    """Return the town's organisations that no stakeholder points at."""
    taken = Stakeholder.objects.filter(municipality=municipality, organisation__isnull=False)
    return Organisation.objects.filter(municipality=municipality).exclude(pk__in=taken.values("organisation"))


def kept_position(position: Position) -> dict[str, Any]:
    """Return a position as a snapshot keeps it."""
    return {"uid": position.uid, "name": position.name, **{axis: getattr(position, axis) for axis in AXES}}


def positions_of(snapshot: MappingSnapshot) -> list[Position]:
    """Return the positions that a snapshot keeps."""
    return [
        Position(
            str(kept.get("uid") or ""),
            str(kept.get("name") or ""),
            **{axis: kept.get(axis) for axis in AXES},
        )
        for kept in snapshot.positions
    ]
