"""Personal data: found, given out, erased with its history; what was kept long enough."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client

from secap.agenda.models import Reminders
from secap.desk.governance.models import Task
from secap.desk.stakeholders.models import Contact, ContactEntry, PrivateNote, Stakeholder
from secap.participation.links import revoke
from secap.participation.models import Comment, PersonalLink
from secap.participation.persons import find, without
from tests.cast import Cast
from tests.participation.outside import Ask, today

BASE = "/upesciems/participation/personal-data/"


@pytest.fixture
def ada(cast: Cast, sign_in) -> Client:  # type: ignore[no-untyped-def]
    return sign_in(cast.ada)


@pytest.fixture
def anna(cast: Cast, ask: Ask, visitor: Client) -> Contact:
    """A contact who left traces everywhere, and a namesake who did not."""
    heat = cast.keep(cast.ada, Stakeholder(name="SIA Siltums", responsible="Anna Āboliņa, Bo"))
    contact = Contact(stakeholder=heat, name="Anna Āboliņa", email="anna@siltums.example", phone="+371 2")
    contact = cast.keep(cast.ada, contact)  # type: ignore[assignment]
    contact.position = "Inženiere"
    contact = cast.keep(cast.ada, contact)  # type: ignore[assignment]
    cast.keep(cast.ada, Contact(stakeholder=heat, name="Anna Liepa", email="liepa@siltums.example"))
    cast.keep(cast.ada, ContactEntry(stakeholder=heat, contact=contact, date=today(), channel="phone"))
    cast.keep(cast.ada, PrivateNote(stakeholder=heat, contact=contact, text="Zvanīt pēc pusdienām"))
    task = Task(step="administrative_structures", title="Dati", actors="administration", email=contact.email)
    cast.keep(cast.ada, task)
    Reminders.objects.create(municipality=cast.town, email=contact.email)
    _link, path = ask("consultation", contact=contact, title="Anna Āboliņa", email=contact.email)
    visitor.post(path, {"text": "Labi", "name": "Anna Āboliņa"})
    return contact


def kinds(cast: Cast, wanted: str) -> list[str]:
    return sorted(item.kind for item in find(cast.town, wanted))


def test_everything_about_a_person_is_found_whatever_the_letters(cast: Cast, anna: Contact) -> None:
    by_name = kinds(cast, "anna āboliņa")
    assert by_name == ["comment", "contact", "entry", "field", "link", "note", "reminders"]
    assert kinds(cast, "ANNA@siltums.example") == [
        "comment", "contact", "entry", "field", "link", "note", "reminders"
    ]  # fmt: skip
    assert kinds(cast, "an") == []
    assert find(cast.elsewhere, "anna āboliņa") == []


def test_the_file_holds_what_was_found_and_only_the_co_ordinator_gets_it(
    cast: Cast, anna: Contact, ada: Client, sign_in
) -> None:  # type: ignore[no-untyped-def]
    keys = [item.key for item in find(cast.town, "Anna Āboliņa")]
    given = ada.post(f"{BASE}file/", {"q": "Anna Āboliņa", "item": keys})
    told = json.loads(given.content)
    assert len(told["found"]) == len(keys)
    assert "anna@siltums.example" in given.content.decode() and "Labi" in given.content.decode()
    assert "key_digest" not in given.content.decode()
    for who in (cast.bo, cast.cy, cast.di):
        assert sign_in(who).post(f"{BASE}file/", {"q": "Anna", "item": keys}).status_code == 403


def test_erasing_takes_the_person_out_of_records_and_history(cast: Cast, anna: Contact, ada: Client) -> None:
    keys = [item.key for item in find(cast.town, "Anna Āboliņa")] + [
        item.key for item in find(cast.town, "anna@siltums.example") if item.kind == "field"
    ]
    said = {"q": "Anna Āboliņa", "item": keys}
    assert ada.post(f"{BASE}erase/", said).status_code == 422  # not confirmed
    assert Contact.objects.count() == 2
    ada.post(f"{BASE}erase/", {**said, "confirm": "1"})
    ada.post(
        f"{BASE}erase/",
        {
            "q": "anna@siltums.example",
            "confirm": "1",
            "item": [one.key for one in find(cast.town, "anna@siltums.example")],
        },
    )
    assert find(cast.town, "Anna Āboliņa") == [] and find(cast.town, "anna@siltums.example") == []
    assert [one.name for one in Contact.everything.all()] == ["Anna Liepa"]
    assert not Contact.history.filter(name="Anna Āboliņa").exists()
    entry = ContactEntry.objects.get()
    assert entry.contact is None and not entry.history.exclude(contact_id=None).exists()
    assert not PrivateNote.everything.exists() and not PrivateNote.history.exists()
    assert Comment.objects.get().name == "" and Comment.objects.get().text == "Labi"
    heat = Stakeholder.objects.get()
    assert heat.responsible == "Bo" and not heat.history.filter(responsible__contains="Anna").exists()
    assert Task.objects.get().email == "" and not Task.history.exclude(email="").exists()
    assert not PersonalLink.objects.exists() and not Reminders.objects.exists()


def test_only_what_is_ticked_and_of_the_town_is_erased(
    cast: Cast, anna: Contact, ada: Client, sign_in
) -> None:  # type: ignore[no-untyped-def]
    [liepa] = [item for item in find(cast.town, "Anna Liepa") if item.kind == "contact"]
    said = {"q": "Anna", "item": [liepa.key], "confirm": "1"}
    assert sign_in(cast.eve).post("/citur/participation/personal-data/erase/", said).status_code == 422
    assert sign_in(cast.bo).post(f"{BASE}erase/", said).status_code == 403
    ada.post(f"{BASE}erase/", said)
    assert [one.name for one in Contact.objects.all()] == ["Anna Āboliņa"]


def test_an_account_is_shown_and_stays(cast: Cast, ada: Client) -> None:
    [account] = [item for item in find(cast.town, "bo@example.org") if item.kind == "account"]
    ada.post(f"{BASE}erase/", {"q": "bo@example.org", "item": [account.key], "confirm": "1"})
    cast.bo.refresh_from_db()
    assert cast.bo.email == "bo@example.org" and cast.bo.is_active


@pytest.mark.parametrize(
    ("text", "kept"),
    [("Anna, Bo", "Bo"), ("Bo, anna", "Bo"), ("Anna", ""), ("Bo; Anna; Cy", "Bo; Cy"), ("Annele", "")],
)
def test_a_name_is_taken_out_of_a_list_of_names(text: str, kept: str) -> None:
    assert without(text, "anna") == kept


def test_what_was_kept_long_enough_is_proposed_and_erased(
    cast: Cast, anna: Contact, ask: Ask, ada: Client
) -> None:
    yesterday = today() - timedelta(days=1)
    Contact.objects.filter(name="Anna Liepa").update(keep_until=yesterday)
    old, _path = ask("poll", days=-400)
    young, _path = ask("poll", days=-100)
    revoke(young)
    page = ada.get(BASE).context["overdue"]
    assert [one.name for one in page.contacts] == ["Anna Liepa"] and page.links == [old]
    said = {"contact": [page.contacts[0].pk, anna.pk], "link": [old.pk, young.pk]}
    ada.post(f"{BASE}overdue/", said)
    assert [one.name for one in Contact.everything.all()] == ["Anna Āboliņa"]  # not overdue, so it stays
    assert young in PersonalLink.objects.all() and old not in PersonalLink.objects.all()
