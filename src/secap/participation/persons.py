"""Everything that a plan keeps about one person: found, taken out, erased (GDPR, articles 15 to 17 and 20).

Found by a name or an e-mail address in the fields that are made for them. What somebody wrote about a person
in a longer text is not found; the page says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.agenda.models import Reminders
from secap.desk.registry.models import Membership, Municipality, Person
from secap.desk.registry.records import Record
from secap.desk.stakeholders.models import Contact, ContactEntry, PrivateNote
from secap.participation.models import Comment, PersonalLink, PollAnswer, Submission

LEAST = 3  # letters of a search
ERASED = "erased on request"
# Fields of records that name a person; erasing takes the name out and leaves the record.
NAMED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("governance.Task", ("responsible", "email")),
    ("governance.StaffMember", ("email",)),
    ("registry.Organisation", ("contact",)),
    ("inventory.DataSet", ("contact",)),
    ("actions.Action", ("person",)),
    ("actions.Activity", ("person",)),
    ("actions.ProgressReport", ("reported_by",)),
    ("actions.StageMove", ("who",)),
    ("stakeholders.Stakeholder", ("responsible",)),
    ("stakeholders.EngagementObjective", ("responsible",)),
    ("stakeholders.Event", ("facilitator",)),
    ("stakeholders.ContactEntry", ("by",)),
    ("stakeholders.Issue", ("raised_by",)),
)
ERASES: dict[str, Promise] = {
    "contact": _("The contact and its history are deleted; entries of the log stay without the person."),
    "note": _("The note and its history are deleted."),
    "entry": _("The entry stays without the person."),
    "link": _("The link is deleted with its answers to open polls; files and comments stay without it."),
    "comment": _("The comment stays without the name."),
    "reminders": _("The address gets no reminders any more."),
    "field": _("The name or address is taken out, also from the history; the record stays."),
    "account": _("Stays: accounts are ended on the page of the members."),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing kept.  key : `kind:model:pk`;  kind : of ERASES;  data : what a file of it holds."""

    kind: str
    record: Any
    what: str
    text: str
    data: dict[str, Any]
    fields: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.record._meta.label_lower}:{self.record.pk}"

    @property
    def becomes(self) -> str:
        return str(ERASES[self.kind])

    @property
    def may_erase(self) -> bool:
        return self.kind != "account"


def find(municipality: Municipality, wanted: str) -> list[Item]:
    """Return what is kept about whom a name or an address means, deleted records among it."""
    wanted = " ".join(wanted.split())
    if len(wanted) < LEAST:
        return []
    found: list[Item] = []
    for search in (_contacts, _around_contacts, _links, _comments, _reminders, _named, _accounts):
        known = {item.key for item in found}
        found += [item for item in search(municipality, wanted, found) if item.key not in known]
    return found


def spellings(wanted: str) -> set[str]:
    """Return the ways of writing small and large letters that the database may not fold, such as Ā and ā."""
    return {wanted, wanted.lower(), wanted.upper(), wanted.title(), wanted.capitalize()}


def holding(names: Iterable[str], wanted: str) -> models.Q:
    """Return the condition that one of the fields holds what is wanted."""
    condition = models.Q()
    for name in names:
        for one in spellings(wanted):
            condition |= models.Q(**{f"{name}__icontains": one})
    return condition


def _told(record: models.Model, without: Iterable[str] = ()) -> dict[str, Any]:
    """Return a record's content as plain values, by field name."""
    hidden = {"id", "municipality", "key_digest", "key", *without}
    fields = [field for field in record._meta.concrete_fields if field.name not in hidden]
    return {field.name: field.value_to_string(record) for field in fields}


def _item(kind: str, record: Any, text: str = "", fields: tuple[str, ...] = ()) -> Item:
    what = str(record._meta.verbose_name)
    return Item(kind, record, what[:1].upper() + what[1:], text or str(record), _told(record), fields)


def _contacts(municipality: Municipality, wanted: str, found: list[Item]) -> Iterator[Item]:
    """Contacts that are called so, or once were."""
    by_name = holding(("name", "email", "phone"), wanted)
    past = Contact.history.filter(by_name, municipality=municipality).values_list("id", flat=True)
    there = Contact.everything.filter(municipality=municipality).filter(by_name | models.Q(pk__in=set(past)))
    for contact in there.select_related("stakeholder"):
        text = ", ".join(filter(None, [contact.name, str(contact.stakeholder), contact.email, contact.phone]))
        yield _item("contact", contact, text)


def _around_contacts(municipality: Municipality, wanted: str, found: list[Item]) -> Iterator[Item]:
    """Entries of the log and private notes about the contacts that were found."""
    keys = [item.record.pk for item in found if item.kind == "contact"]
    entries = ContactEntry.everything.filter(municipality=municipality, contact__in=keys)
    for entry in entries.select_related("stakeholder"):
        yield _item("entry", entry, f"{entry.date}, {entry}: {entry.subject}")
    for note in PrivateNote.everything.filter(municipality=municipality, contact__in=keys):
        yield _item("note", note, note.text[:120])


def _links(municipality: Municipality, wanted: str, found: list[Item]) -> Iterator[Item]:
    uids = [item.record.uid for item in found if item.kind == "contact"]
    condition = holding(("title", "email"), wanted) | models.Q(contact__in=uids)
    for link in PersonalLink.objects.filter(condition, municipality=municipality):
        data = _told(link)
        data["poll_answers"] = [one.values for one in PollAnswer.objects.filter(link=link)]
        data["comments"] = [one.text for one in Comment.objects.filter(link=link)]
        data["submissions"] = [one.name for one in Submission.objects.filter(link=link)]
        text = f"{link.get_purpose_display()}, {link.title or link.email}"  # type: ignore[attr-defined]
        yield Item("link", link, str(_("Personal link")), text, data)


def _comments(municipality: Municipality, wanted: str, found: list[Item]) -> Iterator[Item]:
    keys = [item.record.pk for item in found if item.kind == "link"]
    condition = holding(("name",), wanted) | models.Q(link__in=keys)
    for comment in Comment.objects.filter(condition, municipality=municipality):
        text = f"{comment.name or '–'}: {comment.text[:120]}"
        yield Item("comment", comment, str(_("Comment")), text, _told(comment))


def _reminders(municipality: Municipality, wanted: str, found: list[Item]) -> Iterator[Item]:
    addresses = {wanted.lower(), *(item.record.email for item in found if item.kind == "contact")} - {""}
    condition = models.Q()
    for address in addresses:
        condition |= models.Q(email__iexact=address)
    for one in Reminders.objects.filter(condition, municipality=municipality):
        yield Item("reminders", one, str(_("Reminders")), one.email, _told(one))


def _named(municipality: Municipality, wanted: str, found: list[Item]) -> Iterator[Item]:
    for label, fields in NAMED:
        model: Any = apps.get_model(label)
        condition = holding(fields, wanted)
        past = model.history.filter(condition, municipality=municipality).values_list("id", flat=True)
        there = model.everything.filter(municipality=municipality)
        for record in there.filter(condition | models.Q(pk__in=set(past))):
            values = [str(getattr(record, name)) for name in fields if getattr(record, name)]
            yield _item("field", record, f"{record}: {', '.join(values)}", fields)


def _accounts(municipality: Municipality, wanted: str, found: list[Item]) -> Iterator[Item]:
    condition = holding(("person__name",), wanted) | models.Q(person__email__iexact=wanted)
    for one in Membership.objects.filter(condition, municipality=municipality).select_related("person"):
        data = {"name": one.person.name, "email": one.person.email, "role": one.role}
        yield Item("account", one, str(_("Account")), f"{one.person.name}, {one.person.email}", data)


def erase(items: Iterable[Item], person: Person, wanted: str) -> int:
    """Erase what was chosen, all or nothing; return how many."""
    done = 0
    with transaction.atomic():
        # what hangs on a contact or a link first, so that it is still known by them
        for item in sorted(items, key=lambda one: one.kind in {"contact", "link"}):
            if item.may_erase:
                _ERASERS[item.kind](item, person, wanted)
                done += 1
    return done


def erase_contact(contact: Contact) -> None:
    """Delete a contact for good, with its history, notes about it, and its links."""
    for note in PrivateNote.everything.filter(contact=contact):
        delete_wholly(note)
    for entry in ContactEntry.everything.filter(contact=contact):
        entry.history.update(contact_id=None)
    PersonalLink.objects.filter(municipality=contact.municipality_id, contact=contact.uid).delete()
    delete_wholly(contact)


def delete_wholly(record: Record) -> None:
    """Delete a record for good, and its history with it."""
    key, model = record.pk, type(record)
    model.everything.filter(pk=key).delete()
    model.history.filter(id=key).delete()


def without(text: str, wanted: str) -> str:
    """Return a text without what is wanted; a list of names stays tidy. Part of a word empties all."""
    kept, found = re.subn(rf"(?<!\w){re.escape(wanted)}(?!\w)", "", text, flags=re.IGNORECASE)
    if not found:
        return ""
    parts = [part.strip() for part in re.split(r"([,;/])", kept)]
    names = [part for part in parts if part and part not in ",;/"]
    sign = next((part for part in parts if part and part in ",;/"), ",")
    return f"{sign} ".join(names)


def _erase_contact(item: Item, person: Person, wanted: str) -> None:
    erase_contact(item.record)


def _erase_note(item: Item, person: Person, wanted: str) -> None:
    delete_wholly(item.record)


def _erase_entry(item: Item, person: Person, wanted: str) -> None:
    entry = ContactEntry.everything.get(pk=item.record.pk)
    entry.contact = None
    entry.keep(person, accepted=entry.accepted, reason=ERASED)
    entry.history.update(contact_id=None)


def _erase_link(item: Item, person: Person, wanted: str) -> None:
    item.record.delete()


def _erase_comment(item: Item, person: Person, wanted: str) -> None:
    Comment.objects.filter(pk=item.record.pk).update(name="", link=None)


def _erase_reminders(item: Item, person: Person, wanted: str) -> None:
    item.record.delete()


def _erase_field(item: Item, person: Person, wanted: str) -> None:
    """Take the name out of the record and of every version of it."""
    model = type(item.record)
    record = model.everything.filter(pk=item.record.pk).first()
    if record is None:
        return
    if _scrub(record, item.fields, wanted):
        record.keep(person, accepted=record.accepted, reason=ERASED)
    for row in model.history.filter(id=record.pk):
        if _scrub(row, item.fields, wanted):
            row.save(update_fields=list(item.fields))


def _scrub(record: Any, fields: Iterable[str], wanted: str) -> bool:
    changed = False
    for name in fields:
        before = getattr(record, name)
        if wanted.lower() in before.lower():
            # half an address is none
            setattr(record, name, "" if name == "email" else without(before, wanted))
            changed = True
    return changed


_ERASERS: dict[str, Callable[[Item, Person, str], None]] = {
    "contact": _erase_contact,
    "note": _erase_note,
    "entry": _erase_entry,
    "link": _erase_link,
    "comment": _erase_comment,
    "reminders": _erase_reminders,
    "field": _erase_field,
}
