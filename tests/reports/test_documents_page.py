"""The page of documents: build in the background, download, see what is out of date; members only."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from secap.desk.inventory.models import Inventory, ProfileValue
from secap.reports import models
from secap.reports.models import BuiltDocument
from tests.cast import Cast

SignIn = Callable[..., Client]


@pytest.fixture
def press_build(cast: Cast, sign_in: SignIn, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def press(formats: list[str], language: str = "lv", person: Any = None) -> Any:
        browser = sign_in(person or cast.ada)
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(
                reverse("reports:build", args=["upesciems"]), {"language": language, "formats": formats}
            )
        return browser.get(answer["Location"]) if answer.status_code == 302 else answer  # the job's page

    return press


def page(browser: Client) -> str:
    return browser.get(reverse("reports:index", args=["upesciems"])).content.decode()


def test_builds_keeps_and_gives_out_the_document(
    cast: Cast, sign_in: SignIn, press_build: Callable[..., Any]
) -> None:
    cast.keep(cast.ada, Inventory(year=2019, is_bei=True))
    answer = press_build(["docx", "pdf"])
    assert answer.status_code == 200 and "plan-upesciems-lv.pdf" in answer.content.decode()
    assert sorted(BuiltDocument.objects.values_list("format", flat=True)) == ["docx", "pdf"]
    council = sign_in(cast.cy)
    shown = page(council)
    assert "plan-upesciems-lv.docx" in shown and "Ada" in shown and "up to date" in shown
    document = BuiltDocument.objects.get(format="pdf")
    download = council.get(reverse("reports:download", args=["upesciems", document.pk]))
    assert download["Content-Type"] == "application/pdf"
    assert download["Content-Disposition"] == 'attachment; filename="plan-upesciems-lv.pdf"'
    assert len(PdfReader(io.BytesIO(b"".join(download.streaming_content))).pages) > 3


def test_a_changed_figure_makes_the_document_out_of_date(
    cast: Cast, sign_in: SignIn, press_build: Callable[..., Any]
) -> None:
    press_build(["json"])
    ada = sign_in(cast.ada)
    assert "out of date</span>" not in page(ada)
    cast.keep(cast.bo, ProfileValue(indicator="population", year=2019, value=9876))
    assert "out of date</span>" in page(ada)


def test_tells_what_the_document_lacks(cast: Cast, sign_in: SignIn) -> None:
    shown = page(sign_in(cast.ada))
    assert "no inventory is marked as the BEI" in shown
    assert "No document is built yet" in shown


def test_a_choice_without_format_is_told(press_build: Callable[..., Any]) -> None:
    answer = press_build([])
    assert answer.status_code == 422
    assert "Choose at least one format." in answer.content.decode()
    assert not BuiltDocument.objects.exists()


@pytest.mark.parametrize(("language", "formats"), [("xx", ["pdf"]), ("lv", ["exe"]), ("lv", ["../pdf"])])
def test_what_the_form_does_not_offer_is_refused(
    press_build: Callable[..., Any], language: str, formats: list[str]
) -> None:
    assert press_build(formats, language).status_code == 422
    assert not BuiltDocument.objects.exists()


def test_the_council_reads_but_does_not_build(
    cast: Cast, sign_in: SignIn, press_build: Callable[..., Any]
) -> None:
    assert "Build the plan document" not in page(sign_in(cast.cy))
    assert press_build(["json"], person=cast.cy).status_code == 403


def test_a_stranger_learns_nothing(cast: Cast, sign_in: SignIn, press_build: Callable[..., Any]) -> None:
    press_build(["json"])
    document = BuiltDocument.objects.get()
    eve = sign_in(cast.eve)
    for address in (
        reverse("reports:index", args=["upesciems"]),
        reverse("reports:download", args=["upesciems", document.pk]),
        reverse("reports:download", args=["citur", document.pk]),  # her own town, another town's file
    ):
        assert eve.get(address).status_code == 404


def test_old_documents_make_way_with_their_files(
    press_build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "KEPT", 2)
    built: list[BuiltDocument] = []
    for _time in range(3):
        press_build(["json"])
        built.append(BuiltDocument.objects.latest("pk"))
    assert list(BuiltDocument.objects.all()) == [built[2], built[1]]
    assert [document.file.storage.exists(document.file.name) for document in built] == [False, True, True]
