"""The decision sheet for the council: one page, both languages and formats, every figure from the plan."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import docx
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from secap import locale
from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action, Financing
from secap.desk.registry.models import Municipality
from secap.desk.scenarios.models import ScenarioSettings
from secap.desk.scenarios.names import BAU
from secap.plan.plan import Plan
from secap.reports.blocks import Heading, Items, Note, Paragraph, Table
from secap.reports.build import build_decision, fingerprint
from secap.reports.decision.content import decision_document
from secap.reports.decision.outlooks import bill_eur
from secap.reports.decision.short import short
from secap.reports.outlook import MOST_DRAWS, outlook_of
from secap.reports.pdf import pdf
from secap.reports.word import docx as word
from tests.cast import Cast
from tests.reports.conftest import HOSTILE, TODAY
from tests.reports.test_build import text_of_docx, text_of_pdf
from tests.reports.test_command import secap
from tests.reports.test_pdf import squeezed
from tests.reports.test_plan_chapters import table, text

Example = Callable[[str], Plan]
SignIn = Callable[..., Client]
SECTIONS = (
    "The decision asked", "Does the plan reach its target?", "How sure is that?",
    "On which actions most hangs", "Money by year", "Who benefits", "Risks", "If nothing is done",
)  # fmt: skip


def pages(plan: Plan, lang: str = "lv") -> int:
    return len(PdfReader(io.BytesIO(pdf(decision_document(plan, lang=lang, today=TODAY)))).pages)


def test_all_sections_stand_on_one_page_in_both_formats(example: Example, tmp_path: Path) -> None:
    plan = example("upesciems")
    for lang in ("lv", "en"):
        built = build_decision(plan, tmp_path, lang=lang, today=TODAY)
        assert [file.path.name for file in built] == [
            f"upesciems-decision-{lang}.docx", f"upesciems-decision-{lang}.pdf",
        ]  # fmt: skip
        assert len(PdfReader(built[1].path).pages) == 1
        texts = text_of_docx(built[0].path), text_of_pdf(built[1].path)
        cost = sum(one.cost_eur or 0 for one in plan.portfolio.actions if one.is_active)
        for wanted in (
            *(locale.translate(title, lang) for title in SECTIONS),
            locale.number(cost, lang, 0),
            fingerprint(plan),
        ):
            assert all(squeezed(wanted) in found for found in texts), wanted


@pytest.mark.parametrize("town", ["upesciems", "lielkalns", "ozolmuiza"])
@pytest.mark.parametrize("lang", ["lv", "en"])
def test_it_is_one_page_for_a_city_and_a_village(example: Example, town: str, lang: str) -> None:
    assert pages(example(town), lang) == 1


def test_long_names_many_sources_and_many_years_still_fit_on_one_page(example: Example) -> None:
    plan = example("upesciems")
    sources = ("own", "regional", "national", "eu", "ppp", "private", "soft_loans", "loan", "esco", "other")
    for place, line in enumerate(plan.actions):
        line.action.title = f"Ļoti gara rīcība ar nosaukumu, kas nekur nebeidzas {place} " * 3
        line.action.risks = f"Risks {HOSTILE} " * 20
        line.action.end = date(2035 + place % 10, 12, 31)
        line.financing[:] = [
            Financing(action=line.action, source=source, percent=7.0, is_secured=True) for source in sources
        ]
    assert pages(plan, "lv") == 1
    money = table(decision_document(plan, lang="en", today=TODAY), "Cost once")
    assert len(money.rows) <= 7 and len(money.header) <= 11
    assert money.rows[-1][0] == "Total" and any("Other sources" in row[0] for row in money.rows)


def test_the_figures_are_those_of_the_plan(example: Example) -> None:
    plan = example("upesciems")
    outlook = outlook_of(plan, "en")
    content = decision_document(plan, lang="en", today=TODAY, outlook=outlook)
    year = outlook.main_year(plan)
    assert year == 2030
    found, without = outlook.chance(year), outlook.chance(year, with_plan=False)
    assert found and without and outlook.with_plan
    assert found["chance"] > 0.5 > without["chance"]
    facts = dict(content.facts)
    assert facts["Chance with the plan"] == locale.number(100 * found["chance"], "en", 0) + "\u00a0%"
    first = outlook.with_plan["dropped"]["2030"][0]
    decisive = table(content, "Chance of meeting the target for 2030")
    assert len(decisive.rows) == 5
    assert decisive.rows[0][0] == first["title"]
    assert decisive.rows[0][4] == locale.number(100 * first["without"], "en", 0) + "\u00a0%"
    bau = outlook.business_as_usual
    assert bau and f"{bau.total_t(2030):,.0f} t CO₂eq instead of" in text(content)


def test_the_same_seed_gives_the_same_numbers_and_another_other_ones(example: Example) -> None:
    def drawn(seed: int) -> object:
        plan = example("upesciems")
        plan.scenario_settings = [ScenarioSettings(draws=400, seed=seed)]
        return outlook_of(plan, "en").as_dict("en")["chances"]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_draws_are_limited_and_told(example: Example) -> None:
    plan = example("upesciems")
    plan.scenario_settings = [ScenarioSettings(draws=20_000, seed=7)]
    content = decision_document(plan, lang="en", today=TODAY, fingerprint="abc")
    assert f"{MOST_DRAWS:,} draws, seed 7" in content.words["footnote"] and "abc" in content.words["footnote"]


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_an_empty_plan_gives_a_sheet_that_says_what_is_missing(lang: str) -> None:
    plan = Plan(Municipality(slug="tukss", name="Tukšs"), today=TODAY)
    content = decision_document(plan, lang=lang, today=TODAY)
    notes = [block.title for block in content.blocks if isinstance(block, Note)]
    assert [block for block in content.blocks if isinstance(block, Heading)] and len(notes) >= 5
    for message in ("No target for emissions is set yet.", "The plan has no actions yet."):
        assert locale.translate(message, lang) in notes
    asked = locale.translate("Nothing can be decided yet: the plan has no actions.", lang)
    assert asked in [block.text for block in content.blocks if isinstance(block, Paragraph)]
    assert not [block for block in content.blocks if isinstance(block, Table)]
    assert len(PdfReader(io.BytesIO(pdf(content))).pages) == 1
    assert docx.Document(io.BytesIO(word(content))).paragraphs


def test_an_action_about_which_nothing_is_known_hides_nothing(example: Example) -> None:
    plan = example("ozolmuiza")
    plan.actions[:] = [ActionRecords(Action(uid="a" * 12, title=HOSTILE))]
    said = text(decision_document(plan, lang="en", today=TODAY))
    assert "their cost is not known yet" in said
    assert "No action has a cost and a source of financing yet." in said
    assert "No action states the jobs it creates." in said
    assert pages(plan, "en") == 1


def test_the_energy_bill_needs_a_price_for_every_carrier_in_use(example: Example) -> None:
    plan = example("upesciems")
    outlook = outlook_of(plan, "en", with_chances=False)
    bau = outlook.of(BAU)
    assert bau is not None and bau.model is not None
    assert bill_eur(plan, bau, bau, 2030) is None
    bau.model.paths.price_eur_per_mwh[:] = 100.0
    energy = bau.energy_mwh(2030)
    assert energy and bill_eur(plan, bau, bau, 2030) == pytest.approx(100.0 * energy)


def test_long_texts_are_cut_at_a_word() -> None:
    assert short("viens  divi\ntrīs", 20) == "viens divi trīs"
    assert short("viens divi trīs četri", 17) == "viens divi trīs…"
    assert len(short("x" * 500)) <= 90


def test_every_list_has_something_to_say(example: Example) -> None:
    lists = [
        block
        for block in decision_document(example("upesciems"), lang="en", today=TODAY).blocks
        if isinstance(block, Items)
    ]
    assert len(lists) == 3 and all(block.items and all(block.items) for block in lists)


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_every_member_may_download_it(cast: Cast, sign_in: SignIn, kind: str, begins: bytes) -> None:
    answer = sign_in(cast.cy).get(reverse("reports:decision", args=["upesciems", kind]))
    assert answer.status_code == 200 and answer.content.startswith(begins)
    assert f'filename="upesciems-decision-en.{kind}"' in answer["Content-Disposition"]


def test_strangers_and_other_formats_find_nothing(cast: Cast, sign_in: SignIn) -> None:
    address = reverse("reports:decision", args=["upesciems", "pdf"])
    assert sign_in(cast.eve).get(address).status_code == 404
    ada = sign_in(cast.ada)
    assert ada.get(reverse("reports:decision", args=["upesciems", "exe"])).status_code == 404
    assert address in ada.get(reverse("reports:index", args=["upesciems"])).content.decode()


def test_the_command_builds_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(files("secap.examples").joinpath("upesciems.json").read_bytes())
    done = secap("build", path.name, "--decision", "--format", "pdf", "--lang", "en", folder=tmp_path)
    assert (tmp_path / "upesciems-decision-en.pdf").exists(), done.stderr
    done = secap("build", path.name, "--decision", "--action", "1.1", folder=tmp_path)
    assert done.returncode == 2 and "not allowed with" in done.stderr
