"""Two people edit the same record: the second sees the difference, and nothing is silently overwritten."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from secap.desk.registry.models import Municipality, Organisation
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from tests.cast import Cast

SignIn = Callable[..., Client]


@pytest.fixture
def record(cast: Cast) -> Organisation:
    made = cast.keep(cast.ada, Organisation(name="Gaso", contact="dati@example.org", note=""))
    assert isinstance(made, Organisation)
    return made


def bo_saves(cast: Cast, record: Organisation, **values: str) -> None:
    theirs = Organisation.objects.get(pk=record.pk)
    for name, value in values.items():
        setattr(theirs, name, value)
    keep_as(cast.bo, theirs, "form")


def url(record: Organisation) -> str:
    return f"/upesciems/organisations/{record.uid}/"


def typed(record: Organisation, **values: str) -> dict[str, str]:
    return {
        "revision": str(record.revision),
        "name": record.name,
        "contact": record.contact,
        "note": "",
        **values,
    }


def test_the_second_is_shown_both_and_nothing_is_written(
    cast: Cast, record: Organisation, sign_in: SignIn
) -> None:
    bo_saves(cast, record, contact="bo@example.org")
    answer = sign_in(cast.ada).post(url(record), typed(record, contact="ada@example.org"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo saved this while you had it open" in page
    for value in ("dati@example.org", "bo@example.org", "ada@example.org"):
        assert value in page
    assert Organisation.objects.get(pk=record.pk).contact == "bo@example.org"


def test_each_field_is_decided_by_itself(cast: Cast, record: Organisation, sign_in: SignIn) -> None:
    bo_saves(cast, record, contact="bo@example.org", note="Zvanīt otrdienās")
    client = sign_in(cast.ada)
    mine = typed(record, contact="ada@example.org")
    assert client.post(url(record), mine).status_code == 409
    now = Organisation.objects.get(pk=record.pk)
    decided = {**mine, "revision": str(now.revision), "choice-contact": "mine", "choice-note": "theirs"}
    assert client.post(url(record), decided).status_code == 302
    now.refresh_from_db()
    assert (now.contact, now.note, now.entered_by) == ("ada@example.org", "Zvanīt otrdienās", cast.ada)


def test_a_third_person_in_between_is_noticed_too(cast: Cast, record: Organisation, sign_in: SignIn) -> None:
    bo_saves(cast, record, contact="bo@example.org")
    client = sign_in(cast.ada)
    mine = typed(record, contact="ada@example.org")
    client.post(url(record), mine)
    shown = Organisation.objects.get(pk=record.pk).revision
    bo_saves(cast, record, contact="bo2@example.org")
    answer = client.post(url(record), {**mine, "revision": str(shown), "choice-contact": "mine"})
    assert answer.status_code == 409 and "bo2@example.org" in answer.content.decode()


def test_a_form_without_a_revision_never_overwrites(
    cast: Cast, record: Organisation, sign_in: SignIn
) -> None:
    answer = sign_in(cast.ada).post(url(record), {"name": "Cits", "contact": "", "note": ""})
    assert answer.status_code == 409
    assert Organisation.objects.get(pk=record.pk).name == "Gaso"


def test_a_record_deleted_meanwhile_comes_back_only_when_saved(
    cast: Cast, record: Organisation, sign_in: SignIn
) -> None:
    client = sign_in(cast.ada)
    sign_in(cast.bo).post(f"/upesciems/records/registry.organisation/{record.uid}/delete/")
    mine = typed(record, contact="ada@example.org")
    answer = client.post(url(record), mine)
    assert answer.status_code == 409 and "deleted this" in answer.content.decode()
    revision = Organisation.everything.get(pk=record.pk).revision
    assert client.post(url(record), {**mine, "revision": str(revision)}).status_code == 302
    assert Organisation.objects.get(pk=record.pk).contact == "ada@example.org"


def test_a_copy_that_is_older_than_the_database_is_never_saved(cast: Cast, record: Organisation) -> None:
    bo_saves(cast, record, note="jaunāks")
    record.note = "vecāks"
    with pytest.raises(StaleRecord):
        keep_as(cast.ada, record, "form")
    assert Organisation.objects.get(pk=record.pk).note == "jaunāks"


def test_saving_without_a_change_leaves_no_trace(cast: Cast, record: Organisation, sign_in: SignIn) -> None:
    sign_in(cast.bo).post(url(record), typed(record))
    now = Organisation.objects.get(pk=record.pk)
    assert (now.revision, now.accepted, now.history.count()) == (record.revision, True, 1)  # type: ignore[attr-defined]


def test_the_signatory_profile_is_guarded_alike(cast: Cast, sign_in: SignIn) -> None:
    client, page = sign_in(cast.ada), "/upesciems/signatory/edit/"
    values = {"name": "Upesciems", "country": "LV", "level": "local", "revision": "1"}
    assert client.post(page, {**values, "region": "Vidzeme"}).status_code == 302
    answer = client.post(page, {**values, "region": "Latgale"})
    assert answer.status_code == 409 and "Vidzeme" in answer.content.decode()
    assert Municipality.objects.get(slug="upesciems").region == "Vidzeme"
    answer = client.post(page, {**values, "revision": "2", "region": "Latgale", "choice-region": "mine"})
    assert answer.status_code == 302
    assert Municipality.objects.get(slug="upesciems").region == "Latgale"
