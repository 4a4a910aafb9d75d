"""Deletion can be undone, and earlier versions can be brought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from secap.desk.inventory.models import Inventory
from secap.desk.registry.models import Organisation
from secap.desk.registry.saving import keep_as
from tests.cast import Cast

SignIn = Callable[..., Client]


@pytest.fixture
def record(cast: Cast) -> Organisation:
    made = cast.keep(cast.ada, Organisation(name="Gaso", contact="pirmais"))
    assert isinstance(made, Organisation)
    return made


def page_of(record: Organisation, page: str) -> str:
    return f"/upesciems/records/registry.organisation/{record.uid}/{page}/"


def test_delete_then_undo_from_the_message(cast: Cast, record: Organisation, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    page = client.post(page_of(record, "delete"), follow=True).content.decode()
    assert "Deleted: Gaso" in page and page_of(record, "restore") in page and "Undo" in page
    assert not Organisation.objects.exists()
    client.post(page_of(record, "restore"))
    now = Organisation.objects.get()
    assert (now.name, now.contact, now.accepted) == ("Gaso", "pirmais", True)


def test_the_trash_holds_what_was_deleted(cast: Cast, record: Organisation, sign_in: SignIn) -> None:
    sign_in(cast.ada).post(page_of(record, "delete"))
    page = sign_in(cast.bo).get("/upesciems/deleted/").content.decode()
    assert "Gaso" in page and page_of(record, "restore") in page
    assert page_of(record, "restore") not in sign_in(cast.cy).get("/upesciems/deleted/").content.decode()


def test_a_contributors_undo_leaves_an_accepted_record_accepted(
    cast: Cast, record: Organisation, sign_in: SignIn
) -> None:
    client = sign_in(cast.bo)
    client.post(page_of(record, "delete"))
    assert Organisation.everything.get().accepted is False
    client.post(page_of(record, "restore"))
    assert Organisation.objects.get().accepted is True


def test_what_took_the_place_meanwhile_stops_the_undo_in_words(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    first = cast.keep(cast.ada, Inventory(year=2019))
    client.post(f"/upesciems/records/inventory.inventory/{first.uid}/delete/")
    cast.keep(cast.ada, Inventory(year=2019))
    restore = f"/upesciems/records/inventory.inventory/{first.uid}/restore/"
    page = client.post(restore, {"next": "/upesciems/deleted/"}, follow=True).content.decode()
    assert "already an inventory of this year" in page
    assert Inventory.objects.count() == 1


def test_history_tells_who_what_when_and_from_what(cast: Cast, record: Organisation, sign_in: SignIn) -> None:
    record.contact = "otrais"
    keep_as(cast.bo, record, "import: dati.xlsx, row 12")
    page = sign_in(cast.cy).get(page_of(record, "history")).content.decode()
    for text in ("Ada", "Bo", "pirmais", "otrais", "Import: dati.xlsx, row 12"):
        assert text in page


def test_an_earlier_version_comes_back_as_a_new_one(
    cast: Cast, record: Organisation, sign_in: SignIn
) -> None:
    record.contact = "otrais"
    keep_as(cast.bo, record, "form")
    first = record.history.last()  # type: ignore[attr-defined]
    sign_in(cast.ada).post(f"{page_of(record, 'history')}{first.history_id}/restore/")
    now = Organisation.objects.get()
    assert (now.contact, now.revision, now.accepted) == ("pirmais", 3, True)
    assert (
        "Earlier version brought back: 1" in sign_in(cast.cy).get(page_of(record, "history")).content.decode()
    )


def test_nobody_is_sent_to_another_site(cast: Cast, record: Organisation, sign_in: SignIn) -> None:
    answer = sign_in(cast.ada).post(page_of(record, "delete"), {"next": "https://example.com/"})
    assert answer.headers["Location"] == "/upesciems/organisations/"
