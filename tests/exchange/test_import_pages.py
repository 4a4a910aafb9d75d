"""The import's pages: a click too many, and what takes longer than a page may."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.actions.models import Action, Financing, Goal, PriorityArea
from secap.desk.inventory.models import EnergyUse, Inventory
from secap.exchange import views
from secap.exchange.models import ImportRun
from secap.jobs.models import Job
from tests.cast import Cast
from tests.exchange import files
from tests.exchange.messy_actions import ROWS, workbook

TABLE = files.csv(
    "year;sector;carrier;amount", "2020;residential;lpg;1", "2020;rail;diesel;2", "2019;rail;diesel;3"
)


@pytest.fixture
def ada(cast: Cast, sign_in) -> Client:  # type: ignore[no-untyped-def]
    cast.keep(cast.ada, Inventory(year=2020, is_bei=True))
    return sign_in(cast.ada)


def page(run: ImportRun, step: str) -> str:
    return f"/upesciems/exchange/{run.pk}/{step}/"


def checked(client: Client) -> ImportRun:
    """Upload the table and open its check."""
    upload = {"kind": "energy", "year": "2020", "file": SimpleUploadedFile("dati.csv", TABLE)}
    assert client.post("/upesciems/exchange/upload/", upload).status_code == 302
    run = ImportRun.objects.get()
    assert client.get(page(run, "check")).status_code == 200
    return run


def test_the_check_says_which_years_are_left_out(ada: Client) -> None:
    run = checked(ada)
    shown = ada.get(page(run, "check")).content.decode()
    assert ImportRun.objects.get().report["other_years"] == [{"year": 2019, "rows": 1}]
    assert "2019" in shown


def test_the_second_of_a_double_click_leads_to_the_result(ada: Client) -> None:
    run = checked(ada)
    for _click in range(2):
        answer = ada.post(page(run, "check"), {"apply": "1", "decimal": "auto"})
        assert answer.headers["Location"] == page(run, "result")
    assert EnergyUse.objects.count() == 2
    for _click in range(2):
        assert ada.post(page(run, "undo")).headers["Location"] == page(run, "result")
    assert EnergyUse.objects.count() == 0


def test_a_large_import_is_applied_and_taken_back_as_a_job(
    ada: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    run = checked(ada)
    monkeypatch.setattr(views, "LARGE_ROWS", 1)
    for step, data, left in (("check", {"apply": "1", "decimal": "auto"}, 2), ("undo", {}, 0)):
        with django_capture_on_commit_callbacks(execute=True):
            answer = ada.post(page(run, step), data)
        job = Job.objects.first()
        assert answer.headers["Location"] == job.get_absolute_url()
        assert (job.state, job.result_url) == ("done", page(run, "result"))
        assert EnergyUse.objects.count() == left


def test_a_staged_file_that_is_lost_is_not_found(ada: Client) -> None:
    run = checked(ada)
    run.file.storage.delete(run.file.name)
    assert ada.get(page(run, "check")).status_code == 404


def messy(client: Client, content: bytes, name: str = "plāns.xlsx") -> ImportRun:
    upload = {"kind": "actions", "file": SimpleUploadedFile(name, content)}
    assert client.post("/upesciems/exchange/upload/", upload).status_code == 302
    return ImportRun.objects.first()


def columns_form(run: ImportRun, **more: str) -> dict[str, str]:
    """What the second step's form sends, as it was proposed."""
    columns = {f"column-{at}": target for at, target in run.columns.items()}
    return {"header_row": str(run.header_row), "sheet": run.sheet, "decimal": "auto", **columns, **more}


def test_a_messy_list_of_actions_from_upload_to_undo(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(cast.ada)
    rows = [list(row) for row in ROWS]
    rows[1][5] = "1) 50; 2) 60"
    rows[2][6] = "Mecenāts 20 %; pašvaldība 80 %"
    run = messy(client, workbook(rows))
    shown = client.get(page(run, "columns")).content.decode()
    assert "Financing in words" in shown and "Headings in the middle" in shown and "Mecenāts" in shown
    answer = client.post(page(run, "columns"), columns_form(run))
    assert answer.status_code == 422  # a word is not known yet
    answer = client.post(
        page(run, "columns"), columns_form(run, **{"word:financing_sources:Mecenāts": "private"})
    )
    assert answer.headers["Location"] == page(run, "check")

    shown = client.get(page(run, "check")).content.decode()
    assert "“~50 000 €”" in shown and "Read as 50,000 EUR" in shown and "2. Transports" in shown
    assert "“1) 50; 2) 60” can&#x27;t be read as one amount" in shown
    assert client.post(page(run, "check"), {"apply": "1", "decimal": "auto"}).status_code == 422
    assert Action.objects.count() == 0

    corrected = {"correct-F6": "1,1 milj.", "was-F6": "1) 50; 2) 60", "decimal": "auto"}
    assert client.post(page(run, "check"), corrected).status_code == 200
    links = {"link:priority_area:2. Transports": "none", "decimal": "auto", "apply": "1"}
    assert client.post(page(run, "check"), links).status_code == 200  # looked at again before it counts
    assert Action.objects.count() == 0
    answer = client.post(page(run, "check"), {"apply": "1", "decimal": "auto"})
    assert answer.headers["Location"] == page(run, "result")
    assert Action.objects.get(number="1.1").investment_eur == 1_100_000
    assert [str(area) for area in PriorityArea.objects.all()] == ["1 Pašvaldības ēkas"]
    assert set(Financing.objects.filter(action__number="1.2").values_list("source", "percent")) == {
        ("private", 20), ("own", 80),
    }  # fmt: skip
    assert "/upesciems/actions/" in client.get(page(run, "result")).content.decode()

    again = messy(client, workbook(rows))
    client.post(page(again, "check"), corrected)
    report = ImportRun.objects.first().report
    assert (report["new"], report["changed"], report["same"], report["errors"]) == (0, 0, 5, 0)

    assert client.post(page(run, "undo")).headers["Location"] == page(run, "result")
    assert (
        not Action.objects.exists() and not Financing.objects.exists() and not PriorityArea.objects.exists()
    )


def test_goals_are_imported(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(cast.ada)
    content = files.csv(
        "Nr.;Mērķis;Rādītājs;Bāzes vērtība;Mērķa vērtība;Mērķa gads", "1;Mazāk CO2;t CO2;100,5;60,5;2030"
    )
    upload = {"kind": "goals", "file": SimpleUploadedFile("m.csv", content)}
    client.post("/upesciems/exchange/upload/", upload)
    run = ImportRun.objects.get()
    assert client.get(page(run, "check")).status_code == 200
    client.post(page(run, "check"), {"apply": "1", "decimal": "auto"})
    goal = Goal.objects.get()
    assert (goal.number, goal.title, goal.base_value, goal.target_year) == ("1", "Mazāk CO2", 100.5, 2030)
    assert client.get(page(run, "result")).status_code == 200


def test_an_unknown_word_may_leave_its_cell_empty(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(cast.ada)
    run = messy(client, files.csv("Pasākums;Nozare;Piezīmes", "Jumts;Viss kas;x"), "a.csv")
    client.post(page(run, "columns"), columns_form(run, **{"word:action_sectors:Viss kas": "-"}))
    client.get(page(run, "check"))
    client.post(page(run, "check"), {"apply": "1", "decimal": "auto"})
    assert list(Action.objects.values_list("title", "sector")) == [("Jumts", "")]
