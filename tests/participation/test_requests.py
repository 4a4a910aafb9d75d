"""A data request answered by a file or a typed table, on its way into the inventory's import."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.inventory.models import DataSet, EnergyUse, Inventory
from secap.desk.registry.models import Organisation
from secap.desk.stakeholders.models import DataRequest, Stakeholder
from secap.exchange.models import ImportRun
from secap.participation import arrivals
from secap.participation.models import Submission
from tests.cast import Cast
from tests.participation.outside import Ask

TABLE = b"sector;carrier;amount;unit\r\nresidential_buildings;natural_gas;1200;mwh\r\n"
TYPED = {
    "typed": "1", "r1-sector": "residential_buildings", "r1-carrier": "natural_gas", "r1-amount": "1 234.5",
    "r1-unit": "mwh", "r1-note": "=cmd|' /C calc'!A0", "r9-sector": "municipal_fleet",
    "r9-carrier": "diesel", "r9-amount": "42.1781", "r9-unit": "mwh",
}  # fmt: skip


def upload(name: str, content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


@pytest.fixture
def ada(cast: Cast, sign_in) -> Client:  # type: ignore[no-untyped-def]
    cast.keep(cast.ada, Inventory(year=2024))
    return sign_in(cast.ada)


def test_a_file_goes_by_the_steps_of_the_import_into_the_inventory(
    ask: Ask, ada: Client, visitor: Client
) -> None:
    _link, path = ask("data_request")
    assert visitor.post(path, upload("siltums.csv", TABLE)).status_code == 302
    request = DataRequest.objects.get()
    assert request.state == "answered"
    page = f"/upesciems/participation/requests/{request.uid}/"
    assert "siltums.csv" in ada.get(page).content.decode()
    submission = Submission.objects.get()
    taken = ada.post(f"{page}{submission.pk}/import/")
    run = ImportRun.objects.get()
    assert taken.headers["Location"] == f"/upesciems/exchange/{run.pk}/columns/"
    assert DataRequest.objects.get().state == "answered"  # not yet imported
    ada.get(f"/upesciems/exchange/{run.pk}/check/")
    ada.post(f"/upesciems/exchange/{run.pk}/check/", {"apply": "1"})
    assert EnergyUse.objects.get().amount == 1200
    assert DataRequest.objects.get().state == "imported"
    ada.post(f"/upesciems/exchange/{run.pk}/undo/")
    assert DataRequest.objects.get().state == "answered"


def test_a_typed_table_arrives_as_a_file_that_the_import_reads(
    ask: Ask, ada: Client, visitor: Client
) -> None:
    _link, path = ask("data_request")
    assert visitor.post(path, TYPED).status_code == 302
    submission = Submission.objects.get()
    text = submission.file.open("rb").read().decode("utf-8-sig")
    assert "'=cmd" in text  # no spreadsheet takes it for a formula
    ada.post(f"/upesciems/participation/requests/{submission.request}/{submission.pk}/import/")
    run = ImportRun.objects.get()
    ada.get(f"/upesciems/exchange/{run.pk}/check/")
    ada.post(f"/upesciems/exchange/{run.pk}/check/", {"apply": "1"})
    amounts = {use.carrier: use.amount for use in EnergyUse.objects.all()}
    assert amounts == {"natural_gas": 1234.5, "diesel": 42.1781}
    assert EnergyUse.objects.get(carrier="natural_gas").note == TYPED["r1-note"]


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"typed": "1"}, "at least one row"),
        ({"typed": "1", "r1-sector": "residential_buildings"}, "Missing in this row"),
        ({**TYPED, "r1-amount": "daudz"}, "Amount, row 1"),
        ({**TYPED, "r1-carrier": "unobtainium"}, "Choose from the list"),
        ({}, "Choose a file first"),
    ],
)
def test_what_a_table_lacks_is_said_and_what_was_typed_stays(
    said: dict[str, str], word: str, ask: Ask, visitor: Client
) -> None:
    _link, path = ask("data_request")
    page = visitor.post(path, said)
    assert page.status_code == 422 and word in page.content.decode()
    assert not Submission.objects.exists()
    if "r1-note" in said:
        assert "calc" in page.content.decode()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html><script>alert(1)</script>"),
        ("run.exe", b"MZ"),
        ("table.csv.php", TABLE),
        ("table.csv", b"<html><body>a table, it says</body></html>"),
        ("table.csv", b"%PDF-1.7"),
        ("table.xlsx", b"PK\x03\x04 broken"),
        ("table.csv", b""),
        ("table.csv", b"\x89PNG\r\n\x1a\n"),
    ],
)
def test_what_is_no_table_is_refused(name: str, content: bytes, ask: Ask, visitor: Client) -> None:
    _link, path = ask("data_request")
    assert visitor.post(path, upload(name, content)).status_code == 422
    assert not Submission.objects.exists()


def test_a_bomb_and_a_large_file_are_refused(ask: Ask, visitor: Client) -> None:
    _link, path = ask("data_request")
    assert visitor.post(path, upload("t.xlsx", bomb())).status_code == 422
    page = visitor.post(path, upload("t.csv", b"a;b\n" * (arrivals.MOST_BYTES // 4 + 1)))
    assert page.status_code == 422 and b"larger than 5 MB" in page.content
    assert not Submission.objects.exists()


def test_a_files_name_does_no_harm_and_it_is_never_shown_as_a_page(
    ask: Ask, ada: Client, visitor: Client
) -> None:
    _link, path = ask("data_request")
    visitor.post(path, upload("..\\..\\<img src=x onerror=alert(1)>.csv", TABLE))
    submission = Submission.objects.get()
    assert re.fullmatch(r"submissions/\d+/[0-9a-f]{16}/table(_\w+)?\.csv", submission.file.name)
    uid = submission.request
    assert "<img src=x" not in ada.get(f"/upesciems/participation/requests/{uid}/").content.decode()
    given = ada.get(f"/upesciems/participation/requests/{uid}/{submission.pk}/download/")
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert "\n" not in given.headers["Content-Disposition"]


def test_one_link_does_not_fill_the_disk(ask: Ask, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "MOST_FILES", 2)
    _link, path = ask("data_request")
    codes = [visitor.post(path, upload("t.csv", TABLE)).status_code for _ in range(3)]
    assert codes == [302, 302, 422] and Submission.objects.count() == 2


def test_a_closed_request_takes_nothing(ask: Ask, visitor: Client) -> None:
    _link, path = ask("data_request")
    DataRequest.objects.update(state="closed")
    assert visitor.post(path, upload("t.csv", TABLE)).status_code == 409
    assert not Submission.objects.exists()


def test_without_the_inventory_it_says_what_to_do(ask: Ask, cast: Cast, sign_in, visitor: Client) -> None:  # type: ignore[no-untyped-def]
    _link, path = ask("data_request")
    visitor.post(path, upload("t.csv", TABLE))
    submission, ada = Submission.objects.get(), sign_in(cast.ada)
    page = ada.post(
        f"/upesciems/participation/requests/{submission.request}/{submission.pk}/import/", follow=True
    )
    assert "Choose the inventory" in page.content.decode() and not ImportRun.objects.exists()


def test_a_line_of_the_data_collection_plan_becomes_a_request(cast: Cast, ada: Client) -> None:
    owner = cast.keep(cast.ada, Organisation(name="AS Gāze"))
    gas = cast.keep(cast.ada, Stakeholder(name="Gāze", organisation=owner))
    line = cast.keep(cast.ada, DataSet(title="Gāzes patēriņš", owner=owner, due_date="2026-12-01"))
    ada.post("/upesciems/participation/requests/from-plan/", {"data_set": line.uid})
    request = DataRequest.objects.get()
    assert (request.title, request.stakeholder, str(request.due)) == ("Gāzes patēriņš", gas, "2026-12-01")
    assert request.data_set == line.uid


def test_the_kind_of_table_is_chosen_from_those_of_the_import(cast: Cast, ada: Client) -> None:
    page = ada.get("/upesciems/stakeholders/data-requests/new/").content.decode()
    assert '<option value="energy" selected>' in page and '<option value="profile">' in page
    said = {"title": "Iedzīvotāji", "kind": "unheard_of", "state": "draft"}
    assert ada.post("/upesciems/stakeholders/data-requests/new/", said).status_code == 422
