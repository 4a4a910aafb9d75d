"""Values of vulnerability indicators: names of the town's own records, one by row or by column."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from secap.desk.risk.models import District, IndicatorValue, VulnerabilityIndicator
from secap.exchange import importing, taking_back
from secap.exchange.blanks import blank_table
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from tests.cast import Cast
from tests.exchange import files

KIND = "indicator_values"


@pytest.fixture
def town(cast: Cast) -> Cast:
    """Two districts, and an indicator of each sort."""
    cast.keep(cast.ada, District(name="Centrs", code="0100"))
    cast.keep(cast.ada, District(name="Ziemeļu apkaime"))
    cast.keep(
        cast.ada,
        VulnerabilityIndicator(
            title="Vientuļi seniori",
            indicator="single_households_65",
            kind="socio_economic",
            unit="% no mājsaimn.",
        ),
    )
    cast.keep(
        cast.ada,
        VulnerabilityIndicator(title="Ēku stāvoklis", kind="physical_environmental", is_qualitative=True),
    )
    return cast


def begin(cast: Cast, *lines: str) -> ImportRun:
    return importing.begin(cast.town, cast.ada, KINDS[KIND], None, "dati.csv", files.csv(*lines))


def checked(run: ImportRun):  # type: ignore[no-untyped-def]
    reading, found = importing.check(run)
    run.save()
    return reading, found


def told(cast: Cast, *lines: str) -> list[tuple[str, str, bool]]:
    reading, _found = checked(begin(cast, *lines))
    return [(problem.cell, str(problem.message), problem.is_error) for problem in reading.problems]


def values() -> dict[tuple[str, str], float]:
    rows = IndicatorValue.objects.values_list("indicator__title", "district__name", "value")
    return {(indicator, district or ""): value for indicator, district, value in rows}


GRID = (
    "Pagasts;Vientuļi seniori (% no mājsaimn.);ēku stāvoklis;Piezīmes",
    "centrs;0;4;x",
    "ZIEMEĻU APKAIME;12,5;;",
    "Visa pašvaldība;8;-;",
)


def test_a_grid_of_districts_by_indicators(town: Cast) -> None:
    """A cell with 0 is a value, an empty one and a dash are none."""
    run = begin(town, *GRID)
    assert [target.partition(":")[0] for target in run.columns.values()] == [
        "district", "indicator", "indicator", "",
    ]  # fmt: skip
    reading, found = checked(run)
    assert (reading.problems, len(found.new)) == ([], 4)
    importing.apply(run, town.ada, remove_missing=False)
    assert values() == {
        ("Vientuļi seniori", "Centrs"): 0, ("Ēku stāvoklis", "Centrs"): 4,
        ("Vientuļi seniori", "Ziemeļu apkaime"): 12.5, ("Vientuļi seniori", ""): 8,
    }  # fmt: skip
    _reading, found = checked(begin(town, *GRID))
    assert (found.new, found.changed, found.missing, found.same) == ([], [], [], 4)


def test_one_row_per_value(town: Cast) -> None:
    """Names are found without regard to capitals, by the district's code, by the name in the guidelines."""
    run = begin(
        town, "Rādītājs;Teritorija;Vērtība",
        "Share of single-person households 65+;0100;7,25", "ēku stāvoklis;Ziemeļu apkaime;2",
        "Ēku stāvoklis;;3",
    )  # fmt: skip
    reading, _found = checked(run)
    assert [(problem.cell, str(problem.message), problem.is_error) for problem in reading.problems] == [
        ("B4", "No district is named: taken for the whole town.", False)
    ]
    importing.apply(run, town.ada, remove_missing=False)
    assert values() == {
        ("Vientuļi seniori", "Centrs"): 7.25, ("Ēku stāvoklis", "Ziemeļu apkaime"): 2,
        ("Ēku stāvoklis", ""): 3,
    }  # fmt: skip


def test_unknown_names_are_told_and_nothing_is_created(town: Cast) -> None:
    lines = (
        "Rādītājs;Teritorija;Vērtība",
        "Vientuļi seniori;Dienvidi;1",
        "Bezdarbs;Centrs;2",
        "Vientuļi seniori;Centrs;3",
    )
    assert told(town, *lines) == [
        ("B2", "“Dienvidi” is none of the town's districts.", True),
        ("A3", "“Bezdarbs” is none of the town's vulnerability indicators.", True),
    ]
    with pytest.raises(ValueError, match="errors"):
        importing.apply(begin(town, *lines), town.ada, remove_missing=False)
    assert (District.objects.count(), VulnerabilityIndicator.objects.count(), values()) == (2, 2, {})


def test_the_person_says_what_unknown_names_mean(town: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(town.ada)
    content = files.csv(
        "Teritorija;Vientuļi seniori;Bērni",
        "Centra rajons;1;9",
        "Pavisam;2;9",
        "Lauki;3;9",
        "Centra rajons;;",
    )
    client.post("/upesciems/exchange/upload/", {"kind": KIND, "file": SimpleUploadedFile("v.csv", content)})
    run = ImportRun.objects.get()
    page = f"/upesciems/exchange/{run.pk}/check/"
    shown = client.get(page).content.decode()
    assert "“Centra rajons” is none of the town&#x27;s districts." in shown
    assert "create it" not in shown and "the whole town" in shown
    centre = District.objects.get(name="Centrs")
    said = {"link:district:Centra rajons": centre.uid, "link:district:Lauki": "none"}
    assert client.post(page, {**said, "decimal": "auto"}).status_code == 200
    run.refresh_from_db()
    assert (run.report["errors"], run.report["new"], run.report["skipped"]) == (0, 1, 2)
    client.post(page, {"apply": "1", "decimal": "auto"})
    assert values() == {("Vientuļi seniori", "Centrs"): 1}

    changed = {
        "link:district:Lauki": "whole",
        "decimal": "auto",
    }  # remembered for the next file, and changeable
    client.post("/upesciems/exchange/upload/", {"kind": KIND, "file": SimpleUploadedFile("v.csv", content)})
    run = ImportRun.objects.first()
    page = f"/upesciems/exchange/{run.pk}/check/"
    client.get(page)
    client.post(page, changed)
    client.post(page, {"apply": "1", "decimal": "auto"})
    assert values() == {("Vientuļi seniori", "Centrs"): 1, ("Vientuļi seniori", ""): 3}


@pytest.mark.parametrize("make", ["xlsx", "csv"])
def test_a_column_of_numbers_that_is_no_indicator_is_pointed_out(town: Cast, make: str) -> None:
    rows = [["Pagasts", "Vientuļi seniori", "Bezdarbs, %", "Piezīmes"], ["Centrs", 1, 5.5, "x"]]
    content = files.xlsx(*rows) if make == "xlsx" else files.csv(*(";".join(map(str, row)) for row in rows))
    run = importing.begin(town.town, town.ada, KINDS[KIND], None, f"d.{make}", content)
    reading, found = checked(run)
    assert [(str(problem.message), problem.is_error) for problem in reading.problems] == [
        ("“Bezdarbs, %” is none of the town's indicators: left out.", False)
    ]
    assert len(found.new) == 1


def test_two_values_of_one_indicator_and_district_are_told(town: Cast) -> None:
    lines = ("Teritorija;Vientuļi seniori", "Centrs;1", "0100;2")
    assert told(town, *lines) == [
        ("3", "This row describes the same record as row 2: Vientuļi seniori: Centrs.", True)
    ]


def test_two_districts_of_one_name_are_not_chosen_between(town: Cast) -> None:
    town.keep(town.ada, District(name="centrs"))
    assert told(town, "Teritorija;Vientuļi seniori", "Centrs;1") == [
        ("A2", "2 of the town's records are called “Centrs”.", True)
    ]


def test_a_judgement_is_between_1_and_5(town: Cast) -> None:
    assert told(town, "Teritorija;Ēku stāvoklis;Vientuļi seniori", "Centrs;6;80", "Ziemeļu apkaime;5;") == [
        ("B2", "It is judged from 1 to 5.", True)
    ]


def test_words_in_a_cell_are_no_value(town: Cast) -> None:
    assert told(town, "Teritorija;Vientuļi seniori", "Centrs;nav datu", "Ziemeļu apkaime;5 %") == [
        ("B2", "“nav datu” is not a number.", True), ("B3", "“5 %” is not a number.", True),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_the_empty_grid_holds_the_towns_districts_and_indicators(town: Cast, lang: str) -> None:
    kind = KINDS[KIND].in_town(town.town)
    book = load_workbook(io.BytesIO(blank_table(kind, town.town, lang)))
    sheet = book.worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["Centrs", None, None], ["Ziemeļu apkaime", None, None],
    ]  # fmt: skip
    sheet["B2"], sheet["C3"] = 1, 2
    stream = io.BytesIO()
    book.save(stream)
    run = importing.begin(town.town, town.ada, KINDS[KIND], None, "grid.xlsx", stream.getvalue())
    reading, found = checked(run)
    assert (reading.problems, len(found.new)) == ([], 2)


def test_districts_that_values_need_by_now_are_not_taken_back(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    run = importing.begin(
        cast.town, cast.ada, KINDS["districts"], None, "d.csv", files.csv("Nosaukums", "Jauns")
    )
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    indicator = cast.keep(cast.ada, VulnerabilityIndicator(title="x", kind="socio_economic"))
    value = cast.keep(
        cast.ada, IndicatorValue(indicator=indicator, district=District.objects.get(), value=1.0)
    )
    with pytest.raises(taking_back.StillUsed):
        taking_back.undo(run, cast.ada)
    shown = sign_in(cast.ada).post(f"/upesciems/exchange/{run.pk}/undo/", follow=True).content.decode()
    assert "Remove them first." in shown and District.objects.count() == 1
    value.remove(cast.ada)
    taking_back.undo(run, cast.ada)
    assert District.objects.count() == 0


def test_an_indicator_deleted_after_the_upload_is_told(town: Cast) -> None:
    run = begin(town, "Teritorija;Vientuļi seniori", "Centrs;1")
    VulnerabilityIndicator.objects.get(title="Vientuļi seniori").remove(town.ada)
    reading, _found = checked(run)
    assert [str(problem.message) for problem in reading.problems] == [
        "The indicator of this column is no longer there."
    ]


def test_another_towns_indicators_and_districts_are_not_seen(town: Cast) -> None:
    run = importing.begin(
        town.village, town.di, KINDS[KIND], None, "d.csv",
        files.csv("Rādītājs;Teritorija;Vērtība;Vientuļi seniori", "Vientuļi seniori;Centrs;1;2"),
    )  # fmt: skip
    assert list(run.columns.values()) == ["indicator", "district", "value", ""]
    reading, _found = checked(run)
    assert len([problem for problem in reading.problems if problem.is_error]) == 2
