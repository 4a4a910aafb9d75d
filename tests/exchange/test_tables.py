"""Reading uploaded files: whatever a stranger's file holds, the answer is a table or a clear sentence."""

from __future__ import annotations

import pytest

from secap.exchange.tables import Table, read_tables
from secap.method.basis.errors import UnreadableFile
from tests.exchange import files

LIMIT = 20 * 1024**2
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'


def first(name: str, content: bytes) -> Table:
    return read_tables(name, content, limit_bytes=LIMIT)[0]


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_text_is_cut_at_whatever_separates_it(separator: str) -> None:
    table = first("a.csv", files.csv(separator.join(["nozare", "MWh"]), separator.join(["Transports", "7"])))
    assert [cells for _, cells in table.rows] == [["nozare", "MWh"], ["Transports", "7"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257"])
def test_letters_survive_the_usual_encodings(encoding: str) -> None:
    assert (
        first("a.csv", files.csv("Dzīvojamās ēkas;1", encoding=encoding)).rows[0][1][0] == "Dzīvojamās ēkas"
    )


def test_decimal_commas_do_not_cut_a_semicolon_table() -> None:
    table = first("a.csv", files.csv("nozare;MWh", "Ēkas;1,5", "Transports;2,25"))
    assert table.rows[1][1] == ["Ēkas", "1,5"]


def test_merged_cells_and_uncalculated_formulas_are_noticed() -> None:
    table = first("a.xlsx", files.xlsx(["a", "b", "c"], ["x", 1, "=B2*2"], merge="A1:B1"))
    assert table.merged == ("A1:B1",)
    assert table.unvalued == {"C2"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "empty"),
        ("empty.xlsx", files.xlsx(), "empty"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "neither text nor a spreadsheet"),
        ("cut.xlsx", files.xlsx(["a"])[:200], "damaged"),
        ("bomb.xlsx", files.bomb(), "too much"),
        (
            "entity.xlsx",
            files.with_part(files.xlsx(["a"]), "xl/worksheets/sheet1.xml", ENTITY),
            "XML entities",
        ),
    ],
)
def test_a_bad_file_is_refused_in_words(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as refused:
        read_tables(name, content, limit_bytes=LIMIT)
    assert name in str(refused.value)


def test_a_file_above_the_limit_is_refused_before_it_is_opened() -> None:
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        read_tables("large.xlsx", b"PK" + b"\0" * (50 * 1024**2), limit_bytes=LIMIT)
