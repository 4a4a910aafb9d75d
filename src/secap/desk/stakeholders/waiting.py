"""Whom to come back to, straight from the contact log: its page must be quick with 20,000 entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from secap.desk.registry.models import Municipality
from secap.desk.stakeholders.models import ContactEntry, Stakeholder
from secap.method.stakeholders.followup import ContactView, FollowUp, follow_ups


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stakeholder to come back to, the entry that says so, and how."""

    stakeholder: Stakeholder
    entry: ContactEntry
    follow_up: FollowUp
    is_due: bool


def waiting(municipality: Municipality, today: date) -> list[Waiting]:
    """Return whom to come back to, the earliest first."""
    found = follow_ups(_entries(municipality))
    people = Stakeholder.objects.in_bulk([int(one.stakeholder) for one in found])
    entries = ContactEntry.objects.in_bulk([one.last.reference for one in found])
    rows = []
    for one in found:
        stakeholder, entry = people[int(one.stakeholder)], entries[one.last.reference]
        stakeholder.municipality = entry.municipality = municipality
        rows.append(Waiting(stakeholder, entry, one, one.is_due(today)))
    return rows


def _entries(municipality: Municipality) -> Iterator[ContactView]:
    rows = (
        ContactEntry.objects.filter(municipality=municipality, stakeholder__deleted_at__isnull=True)
        .order_by("date", "id")
        .values_list("stakeholder_id", "date", "channel", "response", "refusal", "follow_up_on", "id")
    )
    for stakeholder, day, channel, response, refusal, follow_up_on, key in rows:
        yield ContactView(str(stakeholder), day, channel, response, refusal, follow_up_on, key)
