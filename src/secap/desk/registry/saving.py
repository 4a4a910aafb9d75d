"""How a person's record is saved: whether it counts as accepted follows from the role."""

from __future__ import annotations

from django.db import transaction

from secap.desk.registry.models import Municipality, Person, Role
from secap.desk.registry.permissions import role_of
from secap.desk.registry.records import Record, StaleRecord


def is_accepted_from(person: Person, record: Record) -> bool:
    """Return True where a figure by this person needs nobody's acceptance."""
    return role_of(person, record.municipality) == Role.COORDINATOR


def keep_as(person: Person, record: Record, reason: str) -> None:
    """Save a record for a person; raises `StaleRecord` when somebody else saved it meanwhile.

    reason : where the values come from, such as `form` or `import: file.xlsx, row 12`; kept in the history.
    """
    record.keep(person, accepted=is_accepted_from(person, record), reason=reason)


def remove_as(person: Person, record: Record) -> None:
    """Delete a record for a person, undoably; a contributor's deletion waits for acceptance like a figure."""
    record.remove(person, accepted=is_accepted_from(person, record))


def restore_as(person: Person, record: Record) -> None:
    """Undo a deletion. The record is as accepted as it was before it was deleted."""
    before = record.history.filter(deleted_at__isnull=True).order_by("-history_id").first()
    accepted = is_accepted_from(person, record) or bool(before and before.accepted)
    record.restore(person, accepted=accepted)


def keep_municipality(person: Person, municipality: Municipality, reason: str = "form") -> None:
    """Save the signatory profile; raises `StaleRecord` when somebody else saved it meanwhile."""
    with transaction.atomic():
        current = Municipality.objects.filter(pk=municipality.pk, revision=municipality.revision)
        if not current.update(revision=municipality.revision + 1):
            raise StaleRecord
        municipality.revision += 1
        municipality._history_user = person  # type: ignore[attr-defined]
        municipality._change_reason = reason  # type: ignore[attr-defined]
        municipality.save()
