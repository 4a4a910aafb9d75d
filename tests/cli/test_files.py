"""Files as people have them: encodings, separators, decimal signs, workbooks, and all that can be wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from secap.exchange import workbooks
from tests.cli.conftest import Ran

Command = Callable[..., Ran]
Write = Callable[[str, str | bytes], Path]
PLAIN = "sector,scope,carrier,mwh\nrail,2,electricity,1234.5\nrail,1,natural_gas,1000\n"


def workbook(
    rows: list[list[object]], change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None] | None = None
):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Energy"
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n"),
        "\n\n" + PLAIN,
        "sep=,\n" + PLAIN,
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", ";").replace("1234.5", "1234,5"),
        PLAIN.replace(",", ";").replace("1234.5", "1.234,5"),
        PLAIN.replace(",", ";").replace("1234.5", "1 234,5"),
        PLAIN.replace(",", ";").replace("1234.5", "1\u00a0234,5"),
        PLAIN.replace("1234.5", '"1,234.5"'),
        PLAIN.replace("1234.5", '"1.234,5"'),
        "Sektors;Tvērums;Energoresurss;MWh\nrail;Scope 2;electricity;1234,5\nrail;1;natural_gas;1000\n",
        "note,mwh,carrier,scope,sector\nx,1234.5,electricity,2,rail\n,1000,natural_gas,1,rail\n",
    ],
)
def test_the_same_table_in_many_dresses(secap: Command, write: Write, factors: Path, content) -> None:
    ran = secap("inventory", write("a.csv", content), "--factors", factors, "--json")
    assert ran.code == 0
    assert ran.data["by_scope_t"] == pytest.approx({"2": 1234.5 * 0.4, "1": 200})


def test_a_workbook_reads_the_same(secap: Command, write: Write, factors: Path) -> None:
    rows = [
        ["sector", "scope", "carrier", "mwh"],
        ["rail", 2, "electricity", 1234.5],
        ["rail", 1, "natural_gas", "1 000"],
    ]
    ran = secap("inventory", write("a.xlsx", workbook(rows)), "--factors", factors, "--json")
    assert ran.data["by_scope_t"] == pytest.approx({"2": 1234.5 * 0.4, "1": 200})
    named_csv = secap("inventory", write("a.csv", workbook(rows)), "--factors", factors, "--json")
    assert named_csv.data["by_scope_t"] == ran.data["by_scope_t"]


def test_the_sheet_with_the_columns_is_found(secap: Command, write: Write, factors: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Read me"])
    sheet = book.create_sheet("Data")
    sheet.append(["sector", "carrier", "mwh"])
    sheet.append(["rail", "natural_gas", 10])
    content = io.BytesIO()
    book.save(content)
    ran = secap("inventory", write("a.xlsx", content.getvalue()), "--factors", factors, "--json")
    assert ran.data["total_t"] == 2


def test_a_baltic_encoding_is_read_and_said(secap: Command, write: Write, factors: Path) -> None:
    content = "sector;carrier;mwh\nDzīvojamās ēkas;natural_gas;10\n".encode("cp1257")
    ran = secap("inventory", write("a.csv", content), "--factors", factors, "--json")
    assert list(ran.data["by_sector_t"]) == ["Dzīvojamās ēkas"]
    assert "Windows-1257" in ran.findings("file.encoding")[0]["message"]


def test_a_dot_of_thousands_beside_a_decimal_comma(secap: Command, write: Write, factors: Path) -> None:
    content = "sector;carrier;mwh\nrail;natural_gas;42.178\nrail;electricity;1,5\n"
    ran = secap("inventory", write("a.csv", content), "--factors", factors, "--json")
    assert ran.data["energy_mwh"] == pytest.approx(42179.5)
    (finding,) = ran.findings("file.decimal_sign")
    assert finding["severity"] == "info"
    assert finding["message"] == "“42.178” was read as 42,178."
    assert finding["where"] == "a.csv/row 2/column mwh"


@pytest.mark.parametrize(("separator", "read"), [(";", 42178), (",", 42.178)])
def test_an_ambiguous_number_is_a_warning_and_can_be_settled(
    secap: Command, write: Write, factors: Path, separator: str, read: float
) -> None:
    content = "sector,carrier,mwh\nrail,natural_gas,42.178\n".replace(",", separator)
    ran = secap("inventory", write("a.csv", content), "--factors", factors, "--json")
    assert ran.data["energy_mwh"] == pytest.approx(read)
    assert ran.findings("file.decimal_sign")[0]["severity"] == "warning"
    settled = secap(
        "inventory", write("a.csv", content), "--factors", factors, "--decimal", "point", "--json"
    )
    assert settled.data["energy_mwh"] == pytest.approx(42.178)
    assert not settled.findings("file.decimal_sign")


def test_a_notation_key_is_no_value_and_no_zero(secap: Command, write: Write, factors: Path) -> None:
    content = "sector,carrier,mwh\nrail,natural_gas,10\nrail,electricity,NE\n"
    ran = secap("inventory", write("a.csv", content), "--factors", factors, "--json")
    assert list(ran.data["by_carrier_t"]) == ["natural_gas"]
    assert ran.findings("inventory.notation_key")[0]["where"] == "a.csv/row 3/column mwh"


def test_everything_that_is_wrong_is_told_at_once(secap: Command, write: Write, factors: Path) -> None:
    content = (
        "sector,scope,carrier,year,mwh\n"
        "rail,1,natural_gas,2019,10\n"
        "rail,4,natural_gas,2019,10\n"
        ",1,natural_gas,2019,ten\n"
        "rail,1,,2019,\n"
        "rail,1,natural_gas,19,5 MWh\n"
        "rail,1,natural_gas,,5%\n"
    )
    ran = secap("inventory", write("a.csv", content), "--factors", factors, "--json")
    assert (ran.code, ran.out) == (2, "")
    for told in (
        "a.csv / row 3 / column scope: “4” is not a scope. Use 1, 2 or 3.",
        "a.csv / row 4 / column sector: The cell is empty.",
        "a.csv / row 4 / column mwh: “ten” is not a number.",
        "a.csv / row 5 / column carrier: The cell is empty.",
        "a.csv / row 5 / column mwh: The value is missing. Enter a number. Missing is not zero",
        "a.csv / row 6 / column year: “19” is not a year. Write it as 2019.",
        "a.csv / row 6 / column mwh: “5 MWh” is not a number. Write the number alone",
        "a.csv / row 7 / column year: The year is missing.",
        "a.csv / row 7 / column mwh: “5%” is not a number. Write a share without the percent sign.",
    ):
        assert told in ran.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "The file is empty"),
        ("\n \n", "The file is empty"),
        ("a,b\n1,2\n", "The column sector, carrier is missing. The first row must name the columns."),
        ("sector,carrier,amount\nx,y,1\n", "There is neither a column mwh nor unit."),
        ("sector,carrier\nx,y\n", "There is neither a column mwh nor value, unit."),
        ("sector,carrier,mwh\n", "no row with a value"),
        ("sector,carrier,mwh,MWh\nx,y,1,2\n", "The column MWh is there twice."),
        ('sector,carrier,mwh\nx,"y,1\n', "Look for an unclosed quotation mark"),
        (
            "sector,carrier,mwh\nx,y,1,5\n",
            "a.csv / row 2: The row has 4 values for 3 columns. With decimal commas",
        ),
        (b"\x00\x01\x02", "neither text nor a spreadsheet"),
        (b"sector,carrier,mwh\nx,\x81,1\n", "its encoding is unknown"),
        (b"PK\x03\x04 not really", "The workbook is damaged"),
        (b"\xd0\xcf\x11\xe0 not really", "The workbook can't be opened"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    secap: Command, write: Write, factors: Path, content, told: str
) -> None:
    ran = secap("inventory", write("a.csv", content), "--factors", factors)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert "a.csv" in ran.err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "carrier,tco2_per_mwh\ngas,0.2\nGas,0.3\n",
            "f.csv / row 3 / column carrier: “Gas” has this factor already in row 2",
        ),
        (
            "carrier,tco2_per_mwh\ngas,-0.2\n",
            "f.csv / row 2 / column tco2_per_mwh: An emission factor must not be negative",
        ),
        (
            "carrier,gas,value,unit\ngas,sf6,1,kg/MWh\n",
            "f.csv / row 2 / column gas: “sf6” is not a gas that is counted",
        ),
        (
            "carrier,gas,value,unit\ngas,co2,1,lb/ft\n",
            "f.csv / row 2 / column unit: “lb/ft” is not a unit of an emission factor",
        ),
        (
            "carrier,gas,value,unit,biogenic\ngas,co2,1,t/TJ,maybe\n",
            "column biogenic: “maybe” is neither yes nor no",
        ),
        ("carrier,value\ngas,0.2\n", "f.csv: There is neither a column tco2_per_mwh nor unit"),
        ("tco2_per_mwh\n0.2\n", "The column carrier is missing"),
    ],
)
def test_a_wrong_factor_file_names_the_cell(secap: Command, write: Write, content: str, told: str) -> None:
    ran = secap("inventory", write("a.csv", PLAIN), "--factors", write("f.csv", content))
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_file_that_is_not_there(secap: Command, tmp_path: Path, factors: Path) -> None:
    ran = secap("inventory", tmp_path / "none.csv", "--factors", factors)
    assert ran.code == 2
    assert "none.csv: The file can't be read: No such file or directory." in ran.err
    assert secap("inventory", tmp_path, "--factors", factors).code == 2


HEADER = ["sector", "carrier", "mwh"]


def test_merged_cells_are_named(secap: Command, write: Write, factors: Path) -> None:
    content = workbook(
        [HEADER, ["rail", "natural_gas", 1], [None, "electricity", 2]], lambda s: s.merge_cells("A2:A3")
    )
    ran = secap("inventory", write("a.xlsx", content), "--factors", factors)
    assert ran.code == 2
    assert "a.xlsx / Energy: The cells A2:A3 are merged. Unmerge them" in ran.err


def test_merged_titles_above_the_table_or_beside_it_do_not_matter(
    secap: Command, write: Write, factors: Path
) -> None:
    rows = [[*HEADER, "note", "more"], ["rail", "natural_gas", 1, "seen", None]]
    content = workbook(rows, lambda s: s.merge_cells("D2:E2"))
    assert secap("inventory", write("a.xlsx", content), "--factors", factors, "--json").data["total_t"] == 0.2


def test_a_formula_without_its_value_is_named(secap: Command, write: Write, factors: Path) -> None:
    content = workbook([HEADER, ["rail", "natural_gas", "=1+1"]])
    ran = secap("inventory", write("a.xlsx", content), "--factors", factors)
    assert ran.code == 2
    assert "a.xlsx / Energy / row 2 / column mwh: The value is missing." in ran.err
    assert "open and save the workbook" in ran.err


def test_empty_sheets(secap: Command, write: Write, factors: Path) -> None:
    ran = secap("inventory", write("a.xlsx", workbook([])), "--factors", factors)
    assert ran.code == 2
    assert "a.xlsx: All sheets of the workbook are empty." in ran.err


def test_a_cell_far_out_does_not_take_the_memory(secap: Command, write: Write, factors: Path) -> None:
    content = workbook([HEADER], lambda s: s.cell(1_048_576, 16_384, "far"))
    ran = secap("inventory", write("a.xlsx", content), "--factors", factors)
    assert ran.code == 2
    assert "A sheet reaches over 17179869184 cells, which is too much." in ran.err


def test_repeated_cells_of_an_open_document_do_not_take_the_memory(
    secap: Command, write: Write, factors: Path
) -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    )
    text = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1000000">{cell}'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
    ran = secap("inventory", write("a.ods", content.getvalue()), "--factors", factors)
    assert ran.code == 2
    assert "which is too much" in ran.err


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    secap: Command, write: Write, factors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MAX_UNPACKED_BYTES", 1_000_000)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    ran = secap("inventory", write("a.xlsx", content.getvalue()), "--factors", factors)
    assert ran.code == 2
    assert "The workbook unpacks to 2 MB, which is too much." in ran.err


def test_a_file_of_fifty_megabytes_is_refused(secap: Command, tmp_path: Path, factors: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(workbooks.MAX_BYTES + 1)
    ran = secap("inventory", path, "--factors", factors)
    assert ran.code == 2
    assert "a.csv: The file is larger than 50 MB." in ran.err
