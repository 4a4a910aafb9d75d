"""What has been kept long enough: contacts past their day, links long expired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from secap.desk.registry.models import Municipality
from secap.desk.stakeholders.models import Contact
from secap.participation.models import PersonalLink
from secap.participation.persons import erase_contact

LINK_DAYS = 365  # after the last day on which a link opened


@dataclass(frozen=True, slots=True)
class Overdue:
    """Contacts whose `keep_until` has passed (deleted ones among them), links expired long ago."""

    contacts: list[Contact]
    links: list[PersonalLink]

    def __len__(self) -> int:
        return len(self.contacts) + len(self.links)


def overdue(municipality: Municipality, today: date) -> Overdue:
    contacts = Contact.everything.filter(municipality=municipality, keep_until__lt=today)
    links = PersonalLink.objects.filter(
        municipality=municipality, expires_on__lt=today - timedelta(days=LINK_DAYS)
    )
    return Overdue(list(contacts.select_related("stakeholder").order_by("keep_until")), list(links))


def erase(municipality: Municipality, today: date, contacts: set[int], links: set[int]) -> int:
    """Erase those chosen that are still overdue; return how many."""
    found = overdue(municipality, today)
    chosen = [one for one in found.contacts if one.pk in contacts]
    gone = [one.pk for one in found.links if one.pk in links]
    with transaction.atomic():
        for contact in chosen:
            erase_contact(contact)
        PersonalLink.objects.filter(pk__in=gone).delete()
    return len(chosen) + len(gone)
