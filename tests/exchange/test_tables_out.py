"""Tables that go out and come in again: nothing is lost, nothing differs, nothing becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.utils import translation
from openpyxl import load_workbook

from secap.desk.actions.models import Action, Effect, PriorityArea
from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.registry.records import Record
from secap.exchange import importing, tables_out
from secap.exchange.kinds import CARRIER, KINDS
from secap.exchange.tables import read_tables
from secap.method.basis import codes
from tests.cast import Cast

LIMIT = 20 * 1024**2
EVIL = ['=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1", " =1+1", "'=1"]
LANGS = ["lv", "en"]
FORMATS = ["xlsx", "csv"]


@pytest.fixture
def inventory(cast: Cast) -> Inventory:
    return cast.keep(cast.ada, Inventory(year=2020, is_bei=True))  # type: ignore[return-value]


@pytest.fixture
def uses(cast: Cast, inventory: Inventory) -> list[Record]:
    for values in [
        {
            "sector": "residential_buildings",
            "carrier": "natural_gas",
            "amount": 42.178,
            "unit": "mwh",
            "note": "a\r\nb; c",
        },
        {"sector": "public_lighting", "carrier": "electricity", "amount": 1 / 3, "scope": 2, "source": "007"},
        {"sector": "residential_buildings", "carrier": "other_biomass", "amount": 1e-7, "heating_share": 0.5},
        {
            "sector": "residential_buildings",
            "carrier": "other_biomass",
            "amount": 123456.0,
            "source": "_x0041_",
        },
    ]:
        cast.keep(cast.ada, EnergyUse(inventory=inventory, **values))
    return KINDS["energy"].records(cast.town, inventory)


def made(kind: str, records: list[Record], extension: str, lang: str) -> bytes:
    make = tables_out.xlsx_table if extension == "xlsx" else tables_out.csv_table
    return make(KINDS[kind], records, lang)


def energy(**values: object) -> EnergyUse:
    return EnergyUse(**{"sector": "rail", "carrier": "diesel", "amount": 1.0, **values})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("extension", FORMATS)
def test_uploading_the_table_unedited_changes_nothing(
    cast: Cast, inventory: Inventory, uses: list[Record], extension: str, lang: str
) -> None:
    content = made("energy", uses, extension, lang)
    run = importing.begin(cast.town, cast.ada, KINDS["energy"], inventory, f"t.{extension}", content)
    reading, found = importing.check(run)
    assert (reading.problems, reading.ambiguous) == ([], [])
    assert (len(found.new), found.changed, found.missing, found.same) == (0, [], [], 4)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("extension", FORMATS)
def test_the_only_number_of_a_profile_is_read_as_it_was(cast: Cast, extension: str, lang: str) -> None:
    """42.178 alone could be forty-two thousand: the table must leave no doubt."""
    cast.keep(cast.ada, ProfileValue(indicator="population", year=2020, value=42.178))
    records = KINDS["profile"].records(cast.town, None)
    content = made("profile", records, extension, lang)
    run = importing.begin(cast.town, cast.ada, KINDS["profile"], None, f"t.{extension}", content)
    reading, found = importing.check(run)
    assert (reading.problems, reading.ambiguous, found.changed, found.same) == ([], [], [], 1)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("extension", FORMATS)
def test_a_list_of_actions_goes_out_and_comes_in_unchanged(cast: Cast, extension: str, lang: str) -> None:
    area = cast.keep(cast.ada, PriorityArea(number="1", title="Ēkas; jumti, logi"))
    first = cast.keep(
        cast.ada,
        Action(
            number="1.10.", title="Jumts", kinds="mitigation energy_poverty", sector="municipal_buildings",
            priority_area=area, responsible="SIA “A, B”; Dome", start=date(2025, 3, 1),
            end=date(2030, 12, 31), full_effect_year=2031, investment_eur=42.178, is_key=True,
            co_benefits="", comment="-",
            stated_eur_per_t="12,3", lifetime_years=20.5, origin="local", website="https://example.org/a",
        ),
    )  # fmt: skip
    cast.keep(cast.ada, Effect(action=first, calculator="stated", inputs={"avoided_t": 12.5, "reason": "x"}))
    cast.keep(cast.ada, Action(number="", title='=HYPERLINK("x")', kinds=""))
    records = KINDS["actions"].records(cast.town, None)
    content = made("actions", records, extension, lang)
    assert "12" in str(read_tables("t", content, limit_bytes=LIMIT)[0].rows)
    run = importing.begin(cast.town, cast.ada, KINDS["actions"], None, f"t.{extension}", content)
    reading, found = importing.check(run)
    assert (reading.problems, reading.ambiguous) == ([], [])
    assert [(change.fields, change.row.changes) for change in found.changed] == []
    assert (found.new, found.missing, found.same) == ([], [], 2)


def test_one_edited_cell_is_one_difference(cast: Cast, inventory: Inventory, uses: list[Record]) -> None:
    book = load_workbook(io.BytesIO(made("energy", uses, "xlsx", "en")))
    sheet = book.worksheets[0]
    amount = next(cell.column for cell in sheet[1] if cell.value == "Amount")
    sheet.cell(2, amount, 99)
    stream = io.BytesIO()
    book.save(stream)
    run = importing.begin(cast.town, cast.ada, KINDS["energy"], inventory, "t.xlsx", stream.getvalue())
    reading, found = importing.check(run)
    assert reading.problems == []
    assert [change.fields for change in found.changed] == [{"amount": (uses[0].amount, 99.0)}]  # type: ignore[attr-defined]
    assert found.same == 3


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_names_of_codes_are_found_again(kind: str, lang: str) -> None:
    with translation.override(lang):
        for column in tables_out.columns(KINDS[kind]):
            assert KINDS[kind].target_of(column.heading) == column.target
            for code in codes.table(column.table) if column.table else ():
                assert codes.match(column.table, tables_out.word(column.table, code)) == code


@pytest.mark.parametrize("text", EVIL)
def test_a_text_never_becomes_a_formula_in_a_workbook(text: str) -> None:
    content = made("energy", [energy(source=text, note=text)], "xlsx", "en")
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    held = [cell for cell in cells if cell.value == text]
    assert len(held) == 2
    if text.strip(" ")[0] != "'":
        assert all(cell.quotePrefix for cell in held)


@pytest.mark.parametrize("text", EVIL)
def test_a_text_never_becomes_a_formula_in_a_csv_file(text: str) -> None:
    content = made("energy", [energy(source=text, note=text)], "csv", "en")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1].count("'" + text) == 2
    assert not [cell for cell in rows[1] if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t"))]
    _number, cells = read_tables("t.csv", content, limit_bytes=LIMIT)[0].rows[1]
    assert text in cells  # the import takes the apostrophe off again


def test_a_negative_number_stays_a_number() -> None:
    content = made("profile", [ProfileValue(indicator="population", year=2020, value=-2.5)], "csv", "lv")
    assert ";-2,5;" in content.decode("utf-8-sig")


def test_control_characters_do_not_break_the_workbook() -> None:
    content = made("energy", [energy(source="a\x01b")], "xlsx", "en")
    assert "ab" in read_tables("t.xlsx", content, limit_bytes=LIMIT)[0].rows[1][1]


def test_csv_opens_in_a_latvian_spreadsheet() -> None:
    content = made("energy", [energy(amount=1234.5)], "csv", "lv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert "1234,5" in content.decode("utf-8-sig").splitlines()[1].split(";")


def test_the_workbook_helps_whoever_edits_it() -> None:
    book = load_workbook(io.BytesIO(made("energy", [energy()], "xlsx", "en")))
    sheet, hidden = book.worksheets
    last = tables_out.columns(KINDS["energy"])[-1]
    assert last.heading == "uid" and sheet.cell(1, sheet.max_column).value == "uid"
    assert sheet.column_dimensions[sheet.cell(1, sheet.max_column).column_letter].hidden
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert (sheet.sheet_state, hidden.sheet_state) == ("visible", "hidden")
    lists = {str(one.sqref).split(":")[0]: one for one in sheet.data_validations.dataValidation}
    assert lists["A2"].formula1 == f"'{hidden.title}'!$A$1:$A${len(codes.table('energy_sectors'))}"
    assert hidden["A1"].value == codes.table("energy_sectors")[
        next(iter(codes.table("energy_sectors")))
    ].label("en")


@pytest.mark.parametrize("lang", LANGS)
def test_the_empty_grid_is_understood_once_it_is_filled_in(
    cast: Cast, inventory: Inventory, lang: str
) -> None:
    book = load_workbook(io.BytesIO(tables_out.blank_grid(lang)))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "B3"
    assert not [
        cell.value for row in sheet.iter_rows(min_row=3, min_col=2) for cell in row if cell.value is not None
    ]
    for row in range(3, sheet.max_row + 1):
        for column in range(2, sheet.max_column + 1):
            sheet.cell(row, column, row * 100 + column)
    stream = io.BytesIO()
    book.save(stream)
    run = importing.begin(cast.town, cast.ada, KINDS["energy"], inventory, "grid.xlsx", stream.getvalue())
    carriers = {target for target in run.columns.values() if target.startswith(CARRIER)}
    assert carriers == {CARRIER + code for code in codes.table("carriers")}
    reading, found = importing.check(run)
    assert reading.problems == []
    assert len(found.new) == len(codes.table("energy_sectors")) * len(codes.table("carriers"))


@pytest.mark.parametrize("extension", FORMATS)
def test_a_member_downloads_a_table(cast: Cast, uses: list[Record], sign_in, extension: str) -> None:  # type: ignore[no-untyped-def]
    answer = sign_in(cast.cy).get(f"/upesciems/exchange/table/energy.{extension}?year=2020")
    assert answer["Content-Disposition"] == f'attachment; filename="upesciems-energy-2020.{extension}"'
    assert len(read_tables("t", answer.content, limit_bytes=LIMIT)[0].rows) == 5


@pytest.mark.parametrize(
    "address",
    [
        "energy.csv",
        "energy.csv?year=2021",
        "energy.csv?year=²",
        "energy.csv?year=" + "9" * 30,
        "energy.ods?year=2020",
        "nothing.csv",
    ],
)
def test_what_is_not_there_is_not_found(cast: Cast, inventory: Inventory, sign_in, address: str) -> None:  # type: ignore[no-untyped-def]
    assert sign_in(cast.ada).get(f"/upesciems/exchange/table/{address}").status_code == 404


@pytest.mark.parametrize("address", ["table/profile.csv", "blank.xlsx", "plan/download/"])
def test_a_stranger_gets_nothing(cast: Cast, sign_in, address: str) -> None:  # type: ignore[no-untyped-def]
    assert sign_in(cast.eve).get(f"/upesciems/exchange/{address}").status_code == 404


def test_the_empty_grid_is_a_file(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    answer = sign_in(cast.cy).get("/upesciems/exchange/blank.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="upesciems-energy-grid.xlsx"'
    assert answer.content.startswith(b"PK")
