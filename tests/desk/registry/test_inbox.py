"""What contributors enter waits for the co-ordinator, who sees what changed and accepts or sends it back."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from secap.desk.inventory.models import EnergyUse, Inventory
from secap.desk.registry import inbox
from secap.desk.registry.models import Organisation
from secap.desk.registry.saving import keep_as
from tests.cast import Cast

SignIn = Callable[..., Client]
INBOX = "/upesciems/to-accept/"


def key(record: Organisation) -> str:
    return f"registry.organisation:{record.uid}:{record.revision}"


def changed_by_bo(cast: Cast) -> Organisation:
    record = cast.keep(cast.ada, Organisation(name="Gaso", contact="pirmais"))
    assert isinstance(record, Organisation)
    record.contact = "otrais"
    keep_as(cast.bo, record, "form")
    return record


def test_shows_what_changed_from_the_accepted_state(cast: Cast, sign_in: SignIn) -> None:
    record = changed_by_bo(cast)
    record.contact = "trešais"
    keep_as(cast.bo, record, "form")
    page = sign_in(cast.ada).get(INBOX).content.decode()
    assert "pirmais" in page and "trešais" in page and "otrais" not in page
    assert inbox.count(cast.town) == 1 and inbox.count(cast.village) == 0


def test_accepting_keeps_who_entered_it(cast: Cast, sign_in: SignIn) -> None:
    record = changed_by_bo(cast)
    page = sign_in(cast.ada).post(f"{INBOX}decide/", {"decision": f"accept={key(record)}"}, follow=True)
    assert "1 entry accepted" in page.content.decode()
    record.refresh_from_db()
    assert (record.accepted, record.contact, record.entered_by) == (True, "otrais", cast.bo)
    assert record.history.first().history_user == cast.ada  # type: ignore[attr-defined]


def test_sending_back_brings_the_accepted_state_back_with_the_remark(cast: Cast, sign_in: SignIn) -> None:
    record = changed_by_bo(cast)
    data = {"decision": "back", "record": [key(record)], "remark": "Nav avota"}
    sign_in(cast.ada).post(f"{INBOX}decide/", data)
    record.refresh_from_db()
    assert (record.accepted, record.contact) == (True, "pirmais")
    page = (
        sign_in(cast.bo)
        .get(f"/upesciems/records/registry.organisation/{record.uid}/history/")
        .content.decode()
    )
    assert "Sent back: Nav avota" in page


def test_sending_a_new_entry_back_takes_it_away_undoably(cast: Cast, sign_in: SignIn) -> None:
    record = cast.keep(cast.bo, Organisation(name="Jauns"))
    assert isinstance(record, Organisation)
    sign_in(cast.ada).post(f"{INBOX}decide/", {"decision": f"back={key(record)}"})
    assert not Organisation.objects.exists() and Organisation.everything.exists()
    assert inbox.count(cast.town) == 0


def test_a_deletion_by_a_contributor_waits_as_well(cast: Cast, sign_in: SignIn) -> None:
    record = cast.keep(cast.ada, Organisation(name="Gaso"))
    sign_in(cast.bo).post(f"/upesciems/records/registry.organisation/{record.uid}/delete/")
    assert inbox.count(cast.town) == 1
    record.refresh_from_db()
    assert isinstance(record, Organisation)
    sign_in(cast.ada).post(f"{INBOX}decide/", {"decision": f"back={key(record)}"})
    assert Organisation.objects.get().accepted is True


def test_what_changed_since_the_page_was_shown_is_not_accepted_unseen(cast: Cast, sign_in: SignIn) -> None:
    record = changed_by_bo(cast)
    seen = key(record)
    record.contact = "trešais"
    keep_as(cast.bo, record, "form")
    page = sign_in(cast.ada).post(f"{INBOX}decide/", {"decision": "accept", "record": [seen]}, follow=True)
    assert "changed meanwhile" in page.content.decode()
    assert Organisation.objects.get().accepted is False


def test_all_that_is_ticked_at_once(cast: Cast, sign_in: SignIn) -> None:
    records = [cast.keep(cast.bo, Organisation(name=f"Iestāde {number}")) for number in range(5)]
    keys = [key(record) for record in records]  # type: ignore[arg-type]
    sign_in(cast.ada).post(f"{INBOX}decide/", {"decision": "accept", "record": keys})
    assert Organisation.objects.filter(accepted=True).count() == 5


def test_parts_of_a_deleted_inventory_do_not_wait(cast: Cast) -> None:
    year = cast.keep(cast.ada, Inventory(year=2019))
    cast.keep(
        cast.bo, EnergyUse(inventory=year, sector="residential_buildings", carrier="natural_gas", amount=1.0)
    )
    assert inbox.count(cast.town) == 1
    year.remove(cast.ada)
    assert inbox.count(cast.town) == 0


def test_rubbish_in_the_form_does_no_harm(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    assert client.post(f"{INBOX}decide/", {"decision": "accept", "record": ["", "a:b"]}).status_code in {
        302,
        404,
    }
    assert client.post(f"{INBOX}decide/", {"decision": "explode"}).status_code == 302
