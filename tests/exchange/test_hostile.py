"""Files that would take the memory, end the process or read as something they are not.

A guard that failed would take the whole test run with it, so the real reader is put out of reach where a file
must be refused before it is opened.
"""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from openpyxl import Workbook

from secap.exchange import safety, sheetparts, workbooks
from secap.exchange.tables import Table, read_tables
from secap.method.basis.errors import UnreadableFile
from tests.exchange import files, oldfiles

LIMIT = 20 * 1024**2
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
CELL = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
DOCTYPE = '<!DOCTYPE w [<!ENTITY a "b">]>'
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def read(name: str, content: bytes) -> Table:
    return read_tables(name, content, limit_bytes=LIMIT)[0]


def refused(name: str, content: bytes) -> str:
    with pytest.raises(UnreadableFile) as error:
        read_tables(name, content, limit_bytes=LIMIT)
    assert name in str(error.value)
    return str(error.value)


@pytest.fixture
def reader_stays_shut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens the file with the real reader fails the test instead of the machine."""

    def opened(name: str, read: object) -> None:
        raise AssertionError("the reader was asked to open the file")

    monkeypatch.setattr(safety, "guarded", opened)


@pytest.mark.usefixtures("reader_stays_shut")
class TestBeforeTheReader:
    @pytest.mark.parametrize(
        "content",
        [
            files.raw_xlsx(FAR),
            files.raw_xlsx("", whole=files.SHEET.format(FAR).replace('"', "'")),
            files.raw_xlsx(FAR, path="xl/tables9/odd.xml"),
            files.raw_xlsx(FAR, path="xl/tables9/odd.dat"),
            files.raw_xlsx(FAR.replace("<c r=", "<c s='1' r=")),
            files.raw_xlsx(FAR.replace("<c r=", "<c  r=")),
            files.raw_xlsx(FAR.replace("XFD", "&#88;FD")),
            files.raw_xlsx(FAR.replace("XFD", "xfd")),
        ],
    )
    def test_a_cell_far_out_however_it_is_written(self, content: bytes) -> None:
        assert "17179869184 cells, which is too much" in refused("a.xlsx", content)

    def test_a_prefix_hides_nothing(self) -> None:
        sheet = (
            files.SHEET.format(FAR).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        )
        assert "which is too much" in refused("a.xlsx", files.raw_xlsx("", whole=sheet))

    def test_rows_without_addresses_are_counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheetparts, "MAX_CELLS", 5_000)
        assert "which is too much" in refused("a.xlsx", files.raw_xlsx("<row><c><v>1</v></c></row>" * 6_000))

    @pytest.mark.parametrize(
        "rows",
        [
            f'<table:table-row>{CELL}</table:table-row><table:table-row table:number-rows-repeated="1000000">'
            "<table:table-cell/></table:table-row><table:table-row>"
            f'<table:table-cell table:number-columns-repeated="16000"/>{CELL}</table:table-row>',
            '<table:table-row table:number-rows-repeated="000001000000">'
            + CELL.replace("office:value=", 'table:number-columns-repeated="16384" office:value=')
            + "</table:table-row>",
        ],
    )
    def test_a_far_or_repeated_cell_of_an_open_document(self, rows: str) -> None:
        assert "which is too much" in refused("a.ods", files.raw_ods(rows))

    def test_one_large_text_used_by_many_cells(self) -> None:
        cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 5001))
        assert "texts of a sheet come to 160 MB" in refused(
            "a.xlsx", files.raw_xlsx(cells, shared=["x" * 32_000])
        )
        repeated = CELL.replace("<text:p>1", "<text:p>" + "x" * 32_000)
        rows = f'<table:table-row table:number-rows-repeated="5000">{repeated}</table:table-row>'
        assert "texts of a sheet come to" in refused("a.ods", files.raw_ods(rows))

    def test_what_unpacks_to_far_more_than_it_is(self) -> None:
        content = files.raw_xlsx(ONE + " " * 12_000_000)
        assert len(content) < 12_000_000 / safety.MAX_RATIO
        assert "unpacks to 12 MB, which is too much" in refused("a.xlsx", content)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
    @pytest.mark.parametrize(
        "before", ["", "<!--" + "x" * 5_000 + "-->", "<!--" + "x" * (safety.CHUNK - 10) + "-->"]
    )
    def test_a_document_type_anywhere_in_any_part(self, encoding: str, before: str) -> None:
        evil = f"{before}{DOCTYPE}<styleSheet/>".encode(encoding)
        padding = bytes(range(256)) * 600  # keeps the ratio ordinary
        book = with_member(with_member(files.raw_xlsx(ONE), "xl/styles.xml", evil), "xl/media/a.png", padding)
        assert "XML entities" in refused("a.xlsx", book)

    def test_a_document_type_in_an_open_document(self) -> None:
        assert "XML entities" in refused("a.ods", files.raw_ods("", start=DOCTYPE))

    def test_damaged_compression(self) -> None:
        rows = "".join(
            f'<row r="{at}"><c r="A{at}"><v>{at * 7919 % 1000}</v></c></row>' for at in range(1, 3000)
        )
        content = bytearray(files.raw_xlsx(rows))
        start = content.index(b"xl/worksheets/sheet1.xml") + 40
        content[start : start + 60] = b"\xff" * 60
        assert "The workbook is damaged" in refused("a.xlsx", bytes(content))

    def test_two_parts_of_one_name(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate name"):
            content = with_member(
                files.raw_xlsx(ONE), "xl/worksheets/sheet1.xml", files.SHEET.format(FAR).encode()
            )
        assert "The workbook is damaged" in refused("a.xlsx", content)

    def test_a_sheet_that_is_no_xml(self) -> None:
        assert "The workbook is damaged" in refused("a.xlsx", files.raw_xlsx("<row><c foo=></row>"))


def with_member(book: bytes, name: str, content: bytes) -> bytes:
    """Return the workbook with one more member."""
    stream = io.BytesIO(book)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


class Panic(BaseException):
    """Stands outside Exception, like the panic of a reader in another language."""


@pytest.mark.parametrize(
    ("error", "said"), [(Panic("index"), "damaged"), (OSError("odd\nx"), "can't be opened: odd.")]
)
def test_whatever_the_reader_stumbles_over_is_told(error: BaseException, said: str) -> None:
    def stumble() -> None:
        raise error

    with pytest.raises(UnreadableFile, match=said):
        safety.guarded("a.xlsx", stumble)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "it holds PDF"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "it holds HTML or XML"),
        ("a.xls", b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook/>", "it holds HTML or XML"),
        ("a.csv", b"{\\rtf1 x}", "it holds RTF"),
        ("a.xlsx", b"\x1f\x8b\x08abc", "it holds an archive"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
        ("a.csv", b'a;b\n"x;1\ny;2\n', "row 2"),
        ("a.csv", b";" * 500, "more than 250000 rows or 400 columns"),
    ],
)
def test_what_is_no_table_is_refused_whatever_its_name(name: str, content: bytes, said: str) -> None:
    assert said in refused(name, content)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_errors_are_not_empty_cells(quote: str) -> None:
    cells = (
        '<c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><v>2</v></c>'
    )
    table = read("a.xlsx", files.raw_xlsx(f'<row r="1">{cells}</row>'.replace('"', quote)))
    assert table.rows == [(1, ["#REF!", "#DIV/0!", 2.0])]
    assert table.errors == {"A1": "#REF!", "B1": "#DIV/0!"}


def test_errors_and_formulas_without_value_of_an_open_document() -> None:
    cells = (
        CELL + '<table:table-cell table:formula="of:=[.A1]*2"/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0"'
        ' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:number-rows-spanned="3" office:value-type="float" office:value="2"/>'
    )
    table = read("a.ods", files.raw_ods(f"<table:table-row>{cells}</table:table-row>"))
    assert table.rows == [(1, [1.0, None, "#DIV/0!", 2.0])]
    assert (table.errors, table.unvalued, table.merged) == ({"C1": "#DIV/0!"}, {"B1"}, ("D1:D3",))


@pytest.mark.parametrize(
    ("cell", "is_unvalued"),
    [
        ('<c r="A1"><f>1+1</f></c>', True),
        ('<c r="A1"><f>1+1</f><v/></c>', True),
        ('<c r="A1">\n<f t="shared" si="0"/>\n<v></v></c>', True),
        ('<c s="1" r="A1"><f>1+1</f></c>', True),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c>', False),
    ],
)
def test_a_formula_whose_result_is_empty_text_was_calculated(cell: str, is_unvalued: bool) -> None:
    table = read("a.xlsx", files.raw_xlsx(f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>'))
    assert table.unvalued == ({"A1"} if is_unvalued else set())


def test_formatted_but_empty_cells_far_out_do_not_matter() -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read("a.xlsx", files.raw_xlsx(ONE + far)).rows == [(1, [1.0])]


def test_hidden_sheets_are_left_out() -> None:
    book = Workbook()
    book.active.append(["x"])
    hidden = book.create_sheet("codes")
    hidden.append(["y"])
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    assert [table.sheet for table in read_tables("a.xlsx", stream.getvalue(), limit_bytes=LIMIT)] == ["Sheet"]


def test_an_apostrophe_is_taken_off_only_where_it_guards() -> None:
    rows = read("a.csv", b"name;x\n's-Gravenhage;'=1+1\n'-5;''t\n").rows
    assert [cells for _, cells in rows[1:]] == [["'s-Gravenhage", "=1+1"], ["-5", "'t"]]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    rows = read("a.csv", b'sep=;\nname;note\n\na;"line 1\nline 2"\nb;x\n').rows
    assert [(number, cells[0]) for number, cells in rows] == [(1, "name"), (3, "a"), (4, "b")]


def test_a_guessed_encoding_is_said() -> None:
    assert "Windows-1257" in str(read("a.csv", "nozare;x\nĒkas;1".encode("cp1257")).notes[0][0])
    assert read("a.csv", "nozare;x\nĒkas;1".encode()).notes == ()


def test_a_workbook_behind_the_signature_of_an_older_one_is_looked_through() -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + files.raw_xlsx(FAR)
    assert zipfile.is_zipfile(io.BytesIO(content)) and workbooks.is_workbook(content)
    assert "which is too much" in refused("a.xls", content)


class TestOldWorkbooks:
    def test_values_and_errors(self) -> None:
        shared = oldfiles.texts(2, oldfiles.text("ēka") + oldfiles.text("x"))
        cells = oldfiles.shared_text(0, 0, 0) + oldfiles.number(1, 0, 1.5) + oldfiles.error(1, 1, 23)
        table = read("a.xls", oldfiles.xls(cells, shared))
        assert table.rows == [(1, ["ēka", None]), (2, [1.5, "#REF!"])]
        assert table.errors == {"B2": "#REF!"}

    @pytest.mark.usefixtures("reader_stays_shut")
    def test_a_cell_far_out(self) -> None:
        assert "16777216 cells" in refused("a.xls", oldfiles.xls(oldfiles.number(65_535, 255, 1)))

    @pytest.mark.usefixtures("reader_stays_shut")
    def test_a_sheet_that_says_it_is_endless(self) -> None:
        size = oldfiles.record(0x0200, struct.pack("<IIHHH", 0, 2**31, 0, 2**15, 0))
        assert "damaged" in refused("a.xls", oldfiles.xls(size + oldfiles.number(0, 0, 1)))

    @pytest.mark.usefixtures("reader_stays_shut")
    def test_one_large_text_used_by_many_cells(self) -> None:
        head, rest = oldfiles.text("x" * 4_000), b"\x00" + b"x" * 7_000
        long = struct.pack("<H", 11_000) + head[2:]
        shared = oldfiles.texts(2, long, rest + oldfiles.text("y"))
        cells = b"".join(oldfiles.shared_text(row, 0, row % 2) for row in range(20_000))
        assert "texts of a sheet come to 110 MB" in refused("a.xls", oldfiles.xls(cells, shared))

    def test_a_chain_of_sectors_without_end(self) -> None:
        content = bytearray(oldfiles.xls(oldfiles.number(0, 0, 1)))
        content[0x30:0x34] = (2**20).to_bytes(4, "little")
        assert "damaged" in refused("a.xls", bytes(content))
