"""Opening a plan file on the web: first what would change, then all of it or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.inventory.models import Barrier, EnergyUse, Inventory, PolicyOption
from secap.desk.registry.models import Municipality
from secap.exchange import plan_pages
from secap.plan.file import dumps
from secap.plan.plan import load_plan
from tests.cast import Cast

BASE = "/upesciems/exchange/plan/"
SignIn = Callable[[Any], Client]
Document = dict[str, Any]


@pytest.fixture(autouse=True)
def empty_staging(cast: Cast) -> None:
    """The storage outlives a test, unlike the database."""
    for town in (cast.town, cast.elsewhere):
        for token in staged_files(town):
            default_storage.delete(f"staging/{town.pk}/{token}")


@pytest.fixture
def document(cast: Cast) -> Document:
    """The town's plan file, with an inventory, one amount and a barrier."""
    inventory = cast.keep(cast.ada, Inventory(year=2020, is_bei=True))
    cast.keep(cast.ada, EnergyUse(inventory=inventory, sector="rail", carrier="diesel", amount=1.5))
    cast.keep(cast.ada, Barrier(title="Līdzekļi", kind="financial"))
    return present(cast)


def present(cast: Cast) -> Document:
    return json.loads(dumps(load_plan(cast.town)))  # type: ignore[no-any-return]


def uploaded(client: Client, document: Document | bytes, name: str = "mans.secap.json") -> Any:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return client.post(BASE + "check/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of the form that applies."""
    return {
        name: re.search(f'name="{name}" value="([0-9a-f]+)"', page)[1] for name in ("file", "fingerprint")
    }  # type: ignore[index]


def staged_files(town: Municipality) -> list[str]:
    folder = f"staging/{town.pk}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def applied(client: Client, answer: Any, **more: str) -> Any:
    return client.post(BASE + "apply/", {**hidden(answer.content.decode()), **more}, follow=True)


def test_a_plan_file_comes_back_as_it_went_out(cast: Cast, document: Document, sign_in: SignIn) -> None:
    download = sign_in(cast.ada).get(BASE + "download/")
    assert re.fullmatch(
        r'attachment; filename="upesciems-\d{4}-\d\d-\d\d\.secap\.json"', download["Content-Disposition"]
    )
    page = uploaded(sign_in(cast.ada), download.content).content.decode()
    assert "The file and the plan are the same." in page
    assert "plan/apply/" not in page


def test_the_differences_are_shown_in_words_and_then_applied(
    cast: Cast, document: Document, sign_in: SignIn
) -> None:
    document["municipality"]["name"] = "Upesciema novads"
    document["inventories"][0]["energy_uses"][0] |= {"amount": 2500.25, "carrier": "gasoline"}
    document["policy_options"] = [{"title": "Grants"}]
    client = sign_in(cast.ada)
    answer = uploaded(client, document)
    page = answer.content.decode()
    for text in ("Upesciema novads", "BEI 2020: ", "2,500.25", "1.5", "Grants", "Policy option"):
        assert text in page
    assert present(cast)["municipality"]["name"] == "Upesciems"  # looking changes nothing
    done = applied(client, answer)
    assert "1 new, 1 changed, 0 removed" in done.content.decode()
    assert done.redirect_chain[-1][0] == "/upesciems/changes/"
    use = EnergyUse.objects.get()
    assert (use.amount, use.carrier, use.accepted) == (2500.25, "gasoline", True)
    assert use.history.first().history_change_reason == "import: mans.secap.json"
    cast.town.refresh_from_db()
    assert (cast.town.slug, cast.town.name) == ("upesciems", "Upesciema novads")
    assert staged_files(cast.town) == []


def test_a_plan_moves_to_an_empty_town(cast: Cast, document: Document, sign_in: SignIn) -> None:
    client = sign_in(cast.eve)
    answer = client.post(
        "/citur/exchange/plan/check/",
        {"file": SimpleUploadedFile("a.json", json.dumps(document).encode())},
        follow=True,
    )
    page = answer.content.decode()
    assert "The file describes “Upesciems”" in page
    client.post("/citur/exchange/plan/apply/", hidden(page))
    moved = json.loads(dumps(load_plan(cast.elsewhere)))
    assert {**moved, "municipality": None} == {**document, "municipality": None}


def test_what_the_file_lacks_stays_unless_asked_otherwise(
    cast: Cast, document: Document, sign_in: SignIn
) -> None:
    del document["barriers"]
    client = sign_in(cast.ada)
    document["policy_options"] = [{"uid": "grants", "title": "Grants"}]
    applied(client, uploaded(client, document))
    assert Barrier.objects.count() == 1
    done = applied(client, uploaded(client, document), remove_missing="1")
    assert Barrier.objects.count() == 0 and Barrier.everything.count() == 1
    assert "1 removed" in done.content.decode()


def test_a_contributors_import_waits_for_acceptance(cast: Cast, document: Document, sign_in: SignIn) -> None:
    document["municipality"]["name"] = "Cits"
    document["inventories"][0]["energy_uses"][0]["amount"] = 7
    document["policy_options"] = [{"title": "Grants"}]
    del document["barriers"]
    client = sign_in(cast.bo)
    answer = uploaded(client, document)
    assert "until the co-ordinator accepts it" in answer.content.decode()
    applied(client, answer, remove_missing="1")
    for record in (EnergyUse.objects.get(), PolicyOption.objects.get(), Barrier.everything.get()):
        assert not record.accepted and record.entered_by == cast.bo
    cast.town.refresh_from_db()
    assert cast.town.name == "Upesciems"


def test_a_change_by_somebody_else_shows_the_differences_again(
    cast: Cast, document: Document, sign_in: SignIn
) -> None:
    document["inventories"][0]["energy_uses"][0]["amount"] = 7
    client = sign_in(cast.ada)
    answer = uploaded(client, document)
    use = EnergyUse.objects.get()
    use.amount = 3.25
    cast.keep(cast.bo, use)
    again = applied(client, answer)
    page = again.content.decode()
    assert "Somebody changed the plan" in page and "3.25" in page
    assert EnergyUse.objects.get().amount == 3.25
    applied(client, again)
    assert EnergyUse.objects.get().amount == 7


def test_an_inventory_of_the_same_year_is_not_half_applied(
    cast: Cast, document: Document, sign_in: SignIn
) -> None:
    document["inventories"][0] |= {"uid": "another", "energy_uses": []}
    document["policy_options"] = [{"title": "Grants"}]
    client = sign_in(cast.ada)
    refused = applied(client, uploaded(client, document))
    assert "Nothing was applied" in refused.content.decode()
    assert not PolicyOption.objects.exists()
    applied(client, refused, remove_missing="1")
    assert Inventory.objects.get().uid == "another"


def test_the_bei_can_move_to_another_year(cast: Cast, document: Document, sign_in: SignIn) -> None:
    cast.keep(cast.ada, Inventory(year=2010))
    moved = present(cast)
    for inventory in moved["inventories"]:
        inventory["is_bei"] = inventory["year"] == 2010
    client = sign_in(cast.ada)
    applied(client, uploaded(client, moved))
    assert Inventory.objects.get(is_bei=True).year == 2010


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "not readable JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "no plan file"),
        (b'{"format": "secap-plan", "format_version": 99}', "format version 99"),
        (
            b'{"format": "secap-plan", "format_version": 1, "municipality": {"slug": "a", "name": 5}}',
            "municipality / name",
        ),
    ],
)
def test_a_bad_file_is_refused_in_words(cast: Cast, sign_in: SignIn, content: bytes, said: str) -> None:
    answer = uploaded(sign_in(cast.ada), content)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_file_above_the_limit_is_not_read(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1024**2
    answer = uploaded(sign_in(cast.ada), b" " * (1024**2 + 1))
    assert answer.status_code == 422
    assert "larger than 1 MB" in answer.content.decode()


def test_no_file_is_told(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.ada).post(BASE + "check/")
    assert answer.status_code == 422 and "Choose a file first" in answer.content.decode()


def test_discarding_keeps_nothing(cast: Cast, document: Document, sign_in: SignIn) -> None:
    document["municipality"]["name"] = "Cits"
    client = sign_in(cast.ada)
    fields = hidden(uploaded(client, document).content.decode())
    assert len(staged_files(cast.town)) == 1
    client.post(BASE + "discard/", fields)
    assert staged_files(cast.town) == []
    answer = client.post(BASE + "apply/", fields, follow=True)
    assert "no longer kept" in answer.content.decode()


def test_files_that_nobody_decided_on_go(
    cast: Cast, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_pages.stage(cast.town, "a.json", "{}")
    monkeypatch.setattr(plan_pages, "KEPT", -plan_pages.KEPT)
    newest = plan_pages.stage(cast.town, "b.json", "{}")
    assert staged_files(cast.town) == [f"{newest.token}.json"]


@pytest.mark.parametrize("token", ["../1/x", "0" * 31, "G" * 32, "0" * 32 + "/../x", ""])
def test_only_a_staged_file_of_the_town_is_opened(
    cast: Cast, document: Document, sign_in: SignIn, token: str
) -> None:
    theirs = plan_pages.stage(cast.elsewhere, "a.json", json.dumps(document))
    client = sign_in(cast.ada)
    for name in (token, theirs.token):
        assert client.get(BASE + "check/", {"file": name}).status_code == 302
        answer = client.post(BASE + "apply/", {"file": name}, follow=True)
        assert "no longer kept" in answer.content.decode()


@pytest.mark.parametrize("address", ["", "check/", "apply/", "discard/"])
def test_strangers_and_readers_stay_out(cast: Cast, sign_in: SignIn, address: str) -> None:
    assert sign_in(cast.eve).post(BASE + address).status_code == 404
    assert sign_in(cast.cy).post(BASE + address).status_code == 403


def test_users_text_is_shown_as_text(cast: Cast, document: Document, sign_in: SignIn) -> None:
    document["policy_options"] = [{"title": "<script>x</script>"}]
    page = uploaded(sign_in(cast.ada), document, "<b>.json").content.decode()
    assert "<script>x" not in page and "<b>.json" not in page
