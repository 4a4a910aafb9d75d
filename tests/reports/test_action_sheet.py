"""The sheet of one action: on paper, as a download and from the command."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action, Effect, Financing, Indicator
from secap.method.basis.errors import InvalidInput
from secap.plan.plan import Plan
from secap.reports.action.content import action_document, file_name, find
from secap.reports.build import build_action
from secap.reports.pdf import pdf
from secap.reports.word import docx as word
from tests.cast import Cast
from tests.reports.conftest import HOSTILE, TODAY
from tests.reports.test_build import text_of_docx, text_of_pdf
from tests.reports.test_command import secap
from tests.reports.test_pdf import squeezed

Example = Callable[[str], Plan]
SignIn = Callable[..., Client]


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_both_formats_hold_the_action_on_two_pages(example: Example, tmp_path: Path, lang: str) -> None:
    plan = example("upesciems")
    line = next(line for line in plan.portfolio.lines if line.action.is_key and line.action.t)
    built = build_action(plan, line.action.id, tmp_path, lang=lang, today=TODAY)
    assert [file.format for file in built] == ["docx", "pdf"]
    assert len(PdfReader(built[1].path).pages) <= 2
    texts = text_of_docx(built[0].path), text_of_pdf(built[1].path)
    for wanted in (
        line.action.title,
        line.action.responsible,
        *(part.name for part in line.records.indicators),
        *(part.title for part in line.records.activities),
    ):
        assert all(squeezed(wanted) in text for text in texts), wanted


def test_every_action_of_the_example_fits_on_two_pages(example: Example) -> None:
    plan = example("upesciems")
    for line in plan.portfolio.lines:
        drawn = pdf(action_document(plan, line, lang="lv", today=TODAY))
        assert len(PdfReader(io.BytesIO(drawn)).pages) <= 2, line.action.id


def test_an_action_with_a_title_alone_and_hostile_text_has_a_sheet(example: Example) -> None:
    plan = example("ozolmuiza")
    plan.actions.clear()
    plan.actions.append(ActionRecords(Action(title=HOSTILE, why=f"A {HOSTILE}")))
    content = action_document(plan, plan.portfolio.lines[0], lang="en", today=TODAY)
    text = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(content))).pages))
    assert squeezed(f"A {HOSTILE}") in text
    assert "Theeffectofthisactionisnotcalculatedyet." in text
    document = docx.Document(io.BytesIO(word(content)))
    assert HOSTILE in [paragraph.text for paragraph in document.paragraphs]


def test_a_text_longer_than_a_page_is_not_cut_off(example: Example) -> None:
    plan = example("ozolmuiza")
    plan.actions[0].action.how = " ".join(f"solis{number}" for number in range(1500))
    content = action_document(plan, plan.portfolio.lines[0], lang="lv", today=TODAY)
    reader = PdfReader(io.BytesIO(pdf(content)))
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    assert len(reader.pages) > 2 and "solis1499" in text


def test_an_unknown_action_is_told_with_those_there_are(example: Example, tmp_path: Path) -> None:
    plan = example("upesciems")
    with pytest.raises(InvalidInput, match=r"“99\.9”") as error:
        build_action(plan, "99.9", tmp_path, lang="en", today=TODAY)
    assert error.value.hint and plan.actions[0].action.number in error.value.hint.text("en")
    assert not list(tmp_path.iterdir())


def test_the_file_name_tells_town_action_and_language(example: Example) -> None:
    plan = example("upesciems")
    line = find(plan, plan.actions[0].action.number)
    name = file_name(plan, line, "lv", "pdf")
    assert name.isascii() and name.startswith("upesciems-action-") and name.endswith("-lv.pdf")


@pytest.fixture
def action(cast: Cast) -> Action:
    one = Action(number="4.2", title="Skolas siltināšana", sector="municipal_buildings", investment_eur=9000)
    cast.keep(cast.ada, one)
    for part in (
        Effect(calculator="stated", inputs={"avoided_t": 12.5, "reason": "Audits"}),
        Financing(source="own", percent=100),
        Indicator(name="Siltuma patēriņš", unit="MWh"),
    ):
        part.action = one
        cast.keep(cast.ada, part)
    return one


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_every_member_may_download_it_at_once(
    cast: Cast, sign_in: SignIn, action: Action, kind: str, begins: bytes
) -> None:
    browser = sign_in(cast.cy)
    browser.get(reverse("reports:action", args=["upesciems", action.uid, kind]))  # the first one loads fonts
    start = time.perf_counter()
    answer = browser.get(reverse("reports:action", args=["upesciems", action.uid, kind]))
    assert time.perf_counter() - start < 3  # on a busy machine; one second otherwise
    assert answer.status_code == 200 and answer.content.startswith(begins)
    assert f'filename="upesciems-action-4-2-skolas-siltinasana-en.{kind}"' in answer["Content-Disposition"]


def test_strangers_and_wrong_addresses_find_nothing(cast: Cast, sign_in: SignIn, action: Action) -> None:
    assert (
        sign_in(cast.eve).get(reverse("reports:action", args=["upesciems", action.uid, "pdf"])).status_code
        == 404
    )
    ada = sign_in(cast.ada)
    assert ada.get(reverse("reports:action", args=["upesciems", action.uid, "exe"])).status_code == 404
    assert ada.get(reverse("reports:action", args=["upesciems", "0" * 12, "pdf"])).status_code == 404


def test_the_command_builds_one_sheet(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(files("secap.examples").joinpath("upesciems.json").read_bytes())
    number = json.loads(path.read_text(encoding="utf-8"))["actions"][0]["number"]
    done = secap("build", path.name, "--action", number, "--lang", "en", "--json", folder=tmp_path)
    assert [Path(item["file"]).suffix for item in json.loads(done.stdout)["files"]] == [".docx", ".pdf"], (
        done.stderr
    )
    done = secap("build", path.name, "--action", "99.9", folder=tmp_path)
    assert done.returncode == 2 and "99.9" in done.stderr and "Traceback" not in done.stderr
    done = secap("build", path.name, "--action", number, "--format", "json", folder=tmp_path)
    assert done.returncode == 2 and "json" in done.stderr
