"""The import's pages: a click too many, and what takes longer than a page may."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.inventory.models import EnergyUse, Inventory
from secap.exchange import views
from secap.exchange.models import ImportRun
from secap.jobs.models import Job
from tests.cast import Cast
from tests.exchange import files

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
