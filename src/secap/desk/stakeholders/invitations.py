"""An event as a calendar file, and as a mail to the people of the stakeholders that are invited."""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from secap.desk.registry.fields import codes_in
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.saving import keep_as
from secap.desk.stakeholders.models import Contact, ContactEntry, Event, Stakeholder

INVITATION, CANCELLATION = "invitation", "cancellation"


@dataclass(frozen=True, slots=True)
class Guest:
    """An invited stakeholder.  people : its contacts with an e-mail address, the main one first;
    told_on : when it was last written to about this event, None: not yet."""

    stakeholder: Stakeholder
    people: tuple[Contact, ...]
    told_on: date | None

    @property
    def first(self) -> Contact | None:
        return self.people[0] if self.people else None


def uid_of(event: Event) -> str:
    """Return the name by which calendars find the event again: it stays, however often the file is sent."""
    return f"{event.uid}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}"


def description_of(event: Event) -> str:
    """Return purpose, results, decisions and agenda in the reader's language."""
    parts = [
        (_("Purpose"), event.purpose),
        (_("Expected results"), event.expected_results),
        (_("Decisions to be taken"), event.decisions_wanted),
        (_("Agenda"), event.agenda),
        (_("Ground rules"), event.ground_rules),
    ]
    return "\n\n".join(f"{label}\n{text.strip()}" for label, text in parts if text.strip())


def calendar_of(event: Event, *, now: datetime, to: Contact | None = None, organiser: str = "") -> bytes:
    """Return the event as a calendar file (ICS).

    to, organiser : only for a mail: it then asks for an answer (or calls off, where the event is cancelled).
    A file that is downloaded names nobody. An event without a beginning lasts the whole day.
    """
    from icalendar import Calendar, vCalAddress
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", "-//secap//engagement//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    is_cancelled = event.state == "cancelled"
    if to is not None:
        calendar.add("method", "CANCEL" if is_cancelled else "REQUEST")
    else:
        calendar.add("method", "PUBLISH")
    entry = Entry()
    entry.add("uid", uid_of(event))
    entry.add("sequence", event.revision)
    entry.add("dtstamp", now)
    for name, moment in _moments(event).items():
        entry.add(name, moment)
    entry.add("summary", event.title)
    entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    if event.place:
        entry.add("location", event.place)
    if text := description_of(event):
        entry.add("description", text)
    if organiser:
        entry.add("organizer", vCalAddress(f"mailto:{organiser}"))
    if to is not None:
        guest = vCalAddress(f"mailto:{to.email}")
        guest.params["cn"] = to.name
        guest.params["rsvp"] = "FALSE" if is_cancelled else "TRUE"
        entry.add("attendee", guest, encode=False)
    calendar.add_component(entry)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _moments(event: Event) -> dict[str, date | datetime]:
    """Return dtstart and, where it is known, dtend, in the zone of the site."""
    assert event.date is not None
    if not event.start_time:
        return {"dtstart": event.date, "dtend": event.date + timedelta(days=1)}
    zone = ZoneInfo(settings.TIME_ZONE)
    found: dict[str, date | datetime] = {
        "dtstart": datetime.combine(event.date, time.fromisoformat(event.start_time), zone)
    }
    if event.end_time:
        found["dtend"] = datetime.combine(event.date, time.fromisoformat(event.end_time), zone)
    return found


def guests(event: Event, municipality: Municipality) -> list[Guest]:
    """Return the invited stakeholders with whom one can write to and when that was done."""
    rows = ContactEntry.history.filter(
        municipality=municipality, history_change_reason=_reason(event)
    ).values_list("stakeholder_id", "date")
    told: dict[int, date] = {}
    for key, day in rows:
        told[key] = max(day, told.get(key, day))
    invited = Stakeholder.objects.filter(municipality=municipality, uid__in=codes_in(event.invited))
    people: dict[int, list[Contact]] = {}
    for contact in Contact.objects.filter(stakeholder__in=invited).exclude(email=""):
        people.setdefault(contact.stakeholder_id, []).append(contact)
    return [
        Guest(one, tuple(sorted(people.get(one.pk, ()), key=lambda c: not c.is_main)), told.get(one.pk))
        for one in invited
    ]


def subject_of(event: Event) -> str:
    """Return the subject of the mail and of the line in the contact log."""
    told = _("Cancelled: %(event)s") if event.state == "cancelled" else _("Invitation: %(event)s")
    return " ".join((told % {"event": event}).split())  # a header is one line


@dataclass(frozen=True, slots=True)
class Sent:
    """mails : how many went out;  stakeholders : how many of them were written to;  failed : addresses that
    the mail server refused."""

    mails: int
    stakeholders: int
    failed: tuple[str, ...]


def send(
    event: Event, chosen: Iterable[Contact], text: str, person: Person, *, now: datetime, today: date
) -> Sent:
    """Write to each of `chosen`, and log one contact per stakeholder that was reached.

    Everybody gets a mail of their own: nobody sees the others' addresses.
    """
    reached: dict[int, Contact] = {}
    failed: list[str] = []
    mails = 0
    for contact in chosen:
        mail = EmailMessage(subject_of(event), text, to=[contact.email], reply_to=[person.email])
        is_cancelled = event.state == "cancelled"
        mail.attach(
            "cancellation.ics" if is_cancelled else "invitation.ics",
            calendar_of(event, now=now, to=contact, organiser=person.email).decode(),
            "text/calendar; method=" + ("CANCEL" if is_cancelled else "REQUEST"),
        )
        try:
            mail.send()
        except (OSError, smtplib.SMTPException):
            failed.append(contact.email)
            continue
        mails += 1
        reached.setdefault(contact.stakeholder_id, contact)
    _log(event, list(reached.values()), person, today)
    return Sent(mails, len(reached), tuple(failed))


def _log(event: Event, reached: Sequence[Contact], person: Person, today: date) -> None:
    for contact in reached:
        entry = ContactEntry(
            municipality=event.municipality,
            stakeholder=contact.stakeholder,
            contact=contact,
            date=today,
            channel="email",
            subject=subject_of(event)[:250],
            by=person.name[:120],
        )
        keep_as(person, entry, _reason(event))


def _reason(event: Event) -> str:
    """Return why an entry was made: it finds the entry again. The history shows the word, not the key."""
    kind = CANCELLATION if event.state == "cancelled" else INVITATION
    return f"{kind}: {hashlib.sha256(event.uid.encode()).hexdigest()[:8]}"
