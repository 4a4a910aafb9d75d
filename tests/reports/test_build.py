"""Building the files: what they are called, what they hold, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from secap import locale
from secap.desk.inventory.models import Barrier, ProfileValue
from secap.desk.registry.models import Municipality
from secap.method.basis.errors import InvalidInput
from secap.plan.file import dumps, loads
from secap.plan.plan import Plan
from secap.reports.build import build, fingerprint
from tests.reports.conftest import HOSTILE, TODAY
from tests.reports.test_pdf import squeezed

Example = Callable[[str], Plan]


def text_of_pdf(path: Path) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(path).pages))


def text_of_docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return squeezed("".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_every_format_holds_the_real_totals(example: Example, tmp_path: Path, lang: str) -> None:
    plan = example("upesciems")
    built = build(plan, tmp_path, lang=lang, today=TODAY)
    assert [file.path.name for file in built] == [
        f"plan-upesciems-{lang}.{kind}" for kind in ("docx", "pdf", "json")
    ]
    assert [file.size_bytes for file in built] == [file.path.stat().st_size for file in built]
    pdf, word = text_of_pdf(built[1].path), text_of_docx(built[0].path)
    assert plan.bei is not None
    for account in plan.accounts:
        for value, digits in (
            (account.result.total_t, 0),
            (account.result.energy_mwh, 0),
            (account.result.per_capita_t, 2),
        ):
            printed = squeezed(locale.number(value, lang, digits))
            assert printed in pdf and printed in word
    figures = json.loads(built[2].path.read_text(encoding="utf-8"))
    assert figures["inventories"][0]["total_t"] == plan.bei.result.total_t
    assert figures["date"] == "2026-11-24" and figures["language"] == lang
    assert loads(json.dumps(figures["plan"])).municipality.name == "Upesciems"


def test_latvian_numbers_have_a_decimal_comma(example: Example, tmp_path: Path) -> None:
    plan = example("upesciems")
    assert plan.bei is not None
    build(plan, tmp_path, lang="lv", today=TODAY, formats=["pdf"])
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "plan-upesciems-lv.pdf").pages)
    share = 100 * (plan.bei.result.renewable_share or 0)
    assert f"{share:.1f}".replace(".", ",") in text
    assert f"{plan.bei.result.total_t:,.0f}".replace(",", " ") in text.replace("\u00a0", " ")


def test_alt_texts_tell_the_main_message_with_its_figures(example: Example, tmp_path: Path) -> None:
    plan = example("upesciems")
    build(plan, tmp_path, lang="en", today=TODAY, formats=["docx"])
    shapes = docx.Document(str(tmp_path / "plan-upesciems-en.docx")).inline_shapes
    alts = [shape._inline.docPr.get("descr") for shape in shapes]
    assert len(alts) > 10 and all(len(alt) > 60 for alt in alts)
    energy = next(alt for alt in alts if alt.startswith("Stacked bar chart. Final energy consumption"))
    assert plan.bei is not None
    assert f"{plan.bei.result.energy_mwh:,.0f} MWh in all" in energy


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_a_plan_without_inventory_is_built_and_says_so(tmp_path: Path, lang: str) -> None:
    plan = Plan(Municipality(slug="tukss", name="Tukšs"))
    build(plan, tmp_path, lang=lang, today=TODAY)
    reader = PdfReader(tmp_path / f"plan-tukss-{lang}.pdf")
    assert len(reader.pages) > 3
    pdf, word = (
        text_of_pdf(tmp_path / f"plan-tukss-{lang}.pdf"),
        text_of_docx(tmp_path / f"plan-tukss-{lang}.docx"),
    )
    for message in (
        "The plan has no emission inventory yet, so it states no emissions.",
        "The baseline profile is empty.",
        "No barrier is described yet.",
        "No climate hazard is assessed yet.",
        "No indicator of energy poverty is chosen yet.",
    ):
        printed = squeezed(locale.translate(message, lang))
        assert printed in pdf and printed in word, message


def test_an_inventory_without_energy_is_built_and_says_so(example: Example, tmp_path: Path) -> None:
    plan = example("upesciems")
    year = plan.inventories[0]
    for part in (year.energy_uses, year.non_energy, year.plants, year.plant_inputs, year.green_electricity):
        part.clear()
    year.heat_exchanges.clear()
    build(plan, tmp_path, lang="en", today=TODAY)
    printed = squeezed("This inventory holds no energy and no emissions yet.")
    assert printed in text_of_pdf(tmp_path / "plan-upesciems-en.pdf")


def test_what_people_typed_survives_literally(example: Example, tmp_path: Path) -> None:
    plan = example("ozolmuiza")
    plan.municipality.name = HOSTILE
    plan.municipality.commitments = f"A {HOSTILE}"
    plan.barriers = [
        Barrier(title=f"B {HOSTILE}", kind="financial", description=f"C {HOSTILE}", remedy="= 1+1")
    ]
    plan.inventories[0].inventory.method_notes = f"D {HOSTILE}\nE {HOSTILE}"
    plan.profile.append(ProfileValue(indicator="jobs", year=2020, value=1, source=f"F {HOSTILE}"))
    build(plan, tmp_path, lang="en", today=TODAY)
    stem = f"plan-{plan.municipality.slug}-en"
    pdf, word = text_of_pdf(tmp_path / f"{stem}.pdf"), text_of_docx(tmp_path / f"{stem}.docx")
    for letter in "ABCDEF":
        printed = squeezed(f"{letter} {HOSTILE}")
        assert printed in word, letter
        assert printed in pdf, letter


def test_the_fingerprint_follows_the_data_and_nothing_else(example: Example) -> None:
    plan = example("upesciems")
    before = fingerprint(plan)
    assert before == fingerprint(loads(dumps(plan)))
    without_uids = json.loads(dumps(example("ozolmuiza")))
    # What other records point at can't do without its uid.
    kept = ("format", "format_version", "software", "municipality", "profile", "potentials", "inventories")
    text = json.dumps({name: without_uids[name] for name in kept})
    anonymous = json.loads(text, object_hook=lambda item: {k: v for k, v in item.items() if k != "uid"})
    for year in anonymous["inventories"]:
        year["plant_inputs"] = []
    assert fingerprint(loads(json.dumps(anonymous))) == fingerprint(loads(json.dumps(anonymous)))
    plan.inventories[0].energy_uses[0].amount += 1
    assert fingerprint(plan) != before


def test_the_same_plan_and_date_give_the_same_pdf(example: Example, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        build(example("upesciems"), tmp_path / folder, lang="lv", today=TODAY, formats=["pdf", "json"])
    for kind in ("pdf", "json"):
        name = f"plan-upesciems-lv.{kind}"
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_tells_its_progress_to_the_end(example: Example, tmp_path: Path) -> None:
    told: list[float] = []
    build(
        example("ozolmuiza"),
        tmp_path,
        lang="en",
        today=TODAY,
        formats=["json"],
        progress=lambda share, message: told.append(share),
    )
    assert told == sorted(told) and told[0] == 0 and told[-1] == 1


def test_an_unknown_language_or_format_is_refused(example: Example, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="“xx”"):
        build(example("ozolmuiza"), tmp_path, lang="xx", today=TODAY)
    with pytest.raises(InvalidInput, match="“odt”"):
        build(example("ozolmuiza"), tmp_path, lang="lv", today=TODAY, formats=["odt"])


def test_a_folder_that_is_a_file_is_told(example: Example, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(InvalidInput, match="can't be written"):
        build(example("ozolmuiza"), tmp_path / "taken", lang="lv", today=TODAY, formats=["json"])


@pytest.mark.parametrize("town", ["lielkalns", "ozolmuiza"])
def test_a_city_and_a_village_are_built_too(example: Example, tmp_path: Path, town: str) -> None:
    built = build(example(town), tmp_path, lang="lv", today=TODAY)
    assert len(PdfReader(built[1].path).pages) > 10
