"""Rows that name stakeholders, contacts, departments or events of the town, and stakeholders that bring their
contact people along. A name that is not there is told with what to do; nothing is created for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from secap.desk.governance import models as governance
from secap.desk.registry.bulk import create_many
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record, kind_of
from secap.desk.registry.saving import keep_as
from secap.desk.stakeholders import models as people
from secap.exchange.extension import NONE, Part, PartChange, Written
from secap.exchange.people_reader import CONTACT, PeopleReader, StakeholderReader
from secap.exchange.people_words import CONTACT_COLUMNS, LINK_WORDS
from secap.exchange.plain_extension import PlainAround, PlainExtension
from secap.exchange.problems import Problem, error
from secap.method.basis import codes
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

COMPARED = ("position", "email", "phone")
FIRST = {
    "stakeholder": Message("Import or add the stakeholders first, or say below which one it is."),
    "contact": Message("Import or add the contact people first, or say below who it is."),
    "department": Message("Import or add the departments first, or say below which one it is."),
    "event": Message("Import or add the events first, or say below which one it is."),
    "objective": Message("Add the objective first, or say below which one it is."),
}
UNKNOWN = {
    "stakeholder": Message("“{text}” is none of the town's stakeholders."),
    "contact": Message("“{text}” is no contact person of this stakeholder."),
    "department": Message("“{text}” is none of the town's departments."),
    "event": Message("“{text}” is none of the town's events."),
    "objective": Message("“{text}” is none of the town's objectives of the engagement."),
}
# {kind of record: (kinds that point to it, by which field)}
POINTING: dict[type[Record], tuple[tuple[type[Record], str], ...]] = {
    people.Stakeholder: (
        (people.ContactEntry, "stakeholder"), (people.Issue, "stakeholder"),
        (people.DataRequest, "stakeholder"), (people.PrivateNote, "stakeholder"),
    ),
    people.Contact: ((people.ContactEntry, "contact"), (people.PrivateNote, "contact")),
    people.Event: ((people.Issue, "event"),),
    governance.Department: (
        (governance.StaffMember, "department"), (governance.Duty, "department"),
        (governance.Coordination, "department"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class PeopleExtension(PlainExtension):
    """See `extension.Extension`. links : fields whose cells name other records."""

    @cached_property
    def _links_headed(self) -> dict[str, str]:
        return {codes.folded(word): name for name in self.links for word in LINK_WORDS[name]}

    def target_of(self, heading: str) -> str | None:
        return self._links_headed.get(codes.folded(heading)) or super().target_of(heading)

    def tables(self) -> set[str]:
        return {f"link:{name}" for name in self.links}

    def reader(self, table: Understanding) -> PeopleReader:
        return PeopleReader(table, self)

    def around(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> NamedAround:
        return NamedAround(self.model, self.links, municipality, words)

    def is_still_used(self, record: Record) -> bool:
        pointing = POINTING.get(type(record), ())
        return any(model.objects.filter(**{name: record}).exists() for model, name in pointing)


class NamedAround(PlainAround):
    """What rows name, in one town. See `extension.Around`."""

    def __init__(
        self,
        model: type[Record],
        links: Sequence[str],
        municipality: Municipality,
        words: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__(model)
        self.municipality, self.words, self.links_of = municipality, words, tuple(links)
        self.there = {name: self._of_town(name) for name in links}
        self.asked: Counter[tuple[str, str]] = Counter()
        self._settled: dict[int, list[Problem]] = {}

    def _of_town(self, name: str) -> dict[str, list[Any]]:
        """Return {folded name: records}."""
        related: Any = self.model._meta.get_field(name).related_model
        found: dict[str, list[Any]] = defaultdict(list)
        for one in related.objects.filter(municipality=self.municipality):
            found[codes.folded(str(one))].append(one)
        return found

    def _records(self, name: str) -> list[Any]:
        return [one for alike in self.there[name].values() for one in alike]

    def revisions(self) -> dict[str, int]:
        return {one.uid: one.revision for name in self.links_of for one in self._records(name)}

    def pairs(self, rows: Sequence[Row], records: Sequence[Record]) -> None:
        for row in rows:
            self._settled[id(row)] = self._names(row, None)

    def settle(self, row: Row, record: Record | None) -> list[Problem]:
        problems = self._settled[id(row)] if id(row) in self._settled else self._names(row, record)
        if row.is_left_out or any(problem.is_error for problem in problems):
            return problems
        return problems + self.broken_rules(row, record)

    def _names(self, row: Row, record: Record | None) -> list[Problem]:
        """Put the keys of what the row names into it; a name that the record itself holds stays."""
        problems: list[Problem] = []
        for name in self.links_of:
            text = row.names.get(name, "")
            present = getattr(record, name) if record is not None else None
            if present is not None and codes.folded(str(present)) == codes.folded(text):
                row.values[name] = present.pk
            elif text:
                problems += self._name(row, name, text)
        return problems

    def _name(self, row: Row, name: str, text: str) -> list[Problem]:
        found = self.there[name].get(codes.folded(text), [])
        if name == "contact":
            found = [one for one in found if one.stakeholder_id == row.values.get("stakeholder")]
        if len(found) == 1:
            row.values[name] = found[0].pk
            return []
        self.asked[name, text] += 1
        chosen = self.words.get(f"link:{name}", {}).get(codes.folded(text), "")
        may_be_empty = self.model._meta.get_field(name).null
        if chosen == NONE and may_be_empty:
            row.values[name] = None
            return []
        if chosen == NONE:
            row.is_left_out = True
            return []
        if (record := next((one for one in self._records(name) if one.uid == chosen), None)) is not None:
            row.values[name] = record.pk
            return []
        return [error(row.number, row.places[name] + 1, self._unknown(name, text, found), FIRST[name], text)]

    @staticmethod
    def _unknown(name: str, text: str, found: Sequence[Any]) -> Message:
        if found:
            return Message(
                "{count} of the town's records are called “{text}”.", count=len(found), text=text[:60]
            )
        return Message(UNKNOWN[name].template, text=text[:60])

    def links(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Return the names that mean nothing here yet, with what each could be."""
        return [
            {
                "field": name,
                "word": text,
                "rows": count,
                "chosen": self.words.get(f"link:{name}", {}).get(codes.folded(text), ""),
                "choices": [(one.uid, str(one)) for one in self._records(name)],
                "may_be_new": False,
            }
            for (name, text), count in self.asked.most_common()
        ]


@dataclass(frozen=True)
class StakeholderExtension(PeopleExtension):
    """Stakeholders, whose rows may name a contact person with e-mail address and phone."""

    labels: tuple[type[Record], ...] = (people.Contact,)

    @cached_property
    def _of_contact(self) -> dict[str, str]:
        return {
            codes.folded(word): CONTACT + name for name, words in CONTACT_COLUMNS.items() for word in words
        }

    def columns(self) -> list[tuple[str, str]]:
        labels = (
            ("name", _("Contact person: name")), ("position", _("Contact person: position")),
            ("email", _("Contact person: e-mail address")), ("phone", _("Contact person: phone")),
        )  # fmt: skip
        return [(CONTACT + name, label) for name, label in labels]

    def target_of(self, heading: str) -> str | None:
        named = {codes.folded(label): target for target, label in self.columns()}
        key = codes.folded(heading)
        return self._of_contact.get(key) or named.get(key) or super().target_of(heading)

    def reader(self, table: Understanding) -> StakeholderReader:
        return StakeholderReader(table, self)

    def around(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> StakeholderAround:
        return StakeholderAround(municipality)

    def describe(self, part: Part) -> tuple[str, str]:
        told = (part.values.get(name) for name in ("name", *COMPARED))
        return str(people.Contact._meta.verbose_name), ", ".join(str(text) for text in told if text)

    def is_still_used(self, record: Record) -> bool:
        """A contact that came in the same row of the same file goes with its stakeholder."""
        if super().is_still_used(record):
            return True
        if not isinstance(record, people.Stakeholder):
            return False
        why = _entered(record)
        contacts = people.Contact.objects.filter(stakeholder=record)
        return any(_entered(one) != why for one in contacts)


def _entered(record: Record) -> str | None:
    """Return the reason with which a record was entered."""
    first = record.history.order_by("history_id").first()
    return first.history_change_reason if first else None


class StakeholderAround(NamedAround):
    """The contact people of a town's stakeholders. See `extension.Around`."""

    def __init__(self, municipality: Municipality) -> None:
        super().__init__(people.Stakeholder, (), municipality, {})
        self.contacts: dict[int, list[people.Contact]] = defaultdict(list)
        for one in people.Contact.objects.filter(municipality=municipality):
            self.contacts[one.stakeholder_id].append(one)

    def revisions(self) -> dict[str, int]:
        return {one.uid: one.revision for alike in self.contacts.values() for one in alike}

    def settle(self, row: Row, record: Record | None) -> list[Problem]:
        there = list(self.contacts.get(record.pk, ())) if record is not None else []
        row.changes = [change for part in row.parts if (change := self._compared(part, there)) is not None]
        return super().settle(row, record)

    @staticmethod
    def _compared(part: Part, there: list[people.Contact]) -> PartChange | None:
        """Return what a part brings; None where the town holds it already."""
        word = codes.folded(part.values["name"])
        record = next((one for one in there if codes.folded(one.name) == word), None)
        if record is None:
            return PartChange(part, None, {})
        there.remove(record)
        fields = {
            name: (getattr(record, name), part.values[name])
            for name in COMPARED
            if part.values.get(name) and getattr(record, name) != part.values[name]
        }
        return PartChange(part, record, fields) if fields else None

    def write_parts(
        self,
        rows: Sequence[tuple[Row, int]],
        person: Person,
        accepted: bool,
        reason: Callable[[Row], str],
        written: Written,
    ) -> None:
        """Write the contact people of rows, given with the keys of their stakeholders."""
        new: list[tuple[Row, dict[str, Any]]] = []
        for row, key in rows:
            has_main = any(one.is_main for one in self.contacts.get(key, ()))
            for change in row.changes:
                if change.record is None:
                    values = {**change.part.values, "stakeholder": key, "is_main": not has_main}
                    new.append((row, values))
                    has_main = True
                    continue
                before = change.record.history.first()
                for name, (_before, after) in change.fields.items():
                    setattr(change.record, name, after)
                keep_as(person, change.record, reason(row))
                kept = written.changed.setdefault(kind_of(change.record), {})
                kept[change.record.uid] = before.history_id if before else None
        if new:
            written.created[kind_of(people.Contact)] = create_many(
                people.Contact,
                [values for _row, values in new],
                municipality=self.municipality,
                person=person,
                accepted=accepted,
                reasons=[reason(row) for row, _values in new],
            )
