"""A later JRC workbook becomes a new edition; a bad one is refused with sheet, row and column."""

from pathlib import Path

import pytest

from secap.method.basis import editions, tables
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.inventory.choosing import electricity_factor
from secap.method.inventory.factors import FactorChoice
from secap.method.inventory.workbook import read_workbook, table_of, write_edition

YEARS = [2019, 2020, 2021, 2022, 2023, 2024]


def sheet(name: str, *rows: list[object]) -> tuple[str, list[list[object]]]:
    return name, [["Title"], [], ["Code", "Country", *YEARS], *rows]


BOOK = [
    ("Read me", [["Anything"]]),
    sheet(
        "Table1_EU_IPCC_CO2",
        ["LV", "Latvia", 0.3, 0.31, 0.32, 0.33, 0.34, 0.35],
        ["EL", "Greece", *[0.5] * 6],
    ),
    sheet("Table 2_EU_IPCC_GHG", ["LV", "Latvia", 0.4, None, "-", 0.43, 0.44, 0.45]),
    sheet("Table3_EU_LC", ["LV", "Latvia", *[0.6] * 6]),
    sheet("Table 9_ROW_IPCC_GHG_SAR", ["LV", "Latvia", *[4.9] * 6]),
]


def test_reads_every_table_by_its_name() -> None:
    rows = {(row.country, row.approach, row.gas_basis, row.year): row.value for row in read_workbook(BOOK)}
    assert rows["LV", "ipcc", "co2", 2024] == 0.35
    assert rows["GR", "ipcc", "co2", 2019] == 0.5
    assert rows["LV", "lca", "co2eq", 2022] == 0.6
    assert rows["LV", "ipcc", "co2eq", 2022] == 0.43
    assert ("LV", "ipcc", "co2eq", 2020) not in rows, "an empty cell is missing, not zero"
    assert table_of("Read me") is None


def test_the_new_edition_is_used_like_any_other(tmp_path: Path) -> None:
    write_edition(read_workbook(BOOK), tmp_path / "factors" / "jrc_2026", title="JRC 2026", year=2026,
                  source="jrc_ef_later", gwp="ar6")  # fmt: skip
    tables.set_extra_folder(tmp_path)
    editions.forget()
    try:
        factor = electricity_factor(FactorChoice(2023, "LV", electricity_edition="jrc_2026"))
        assert factor.t_per_mwh == pytest.approx(0.34)
        assert "Table1_EU_IPCC_CO2" in factor.place
    finally:
        tables.set_extra_folder(None)
        editions.forget()


def test_an_edition_is_never_overwritten(tmp_path: Path) -> None:
    place = tmp_path / "jrc_2026"
    write_edition(read_workbook(BOOK), place, title="A", year=2026, source="jrc_ef_later", gwp="ar6")
    with pytest.raises(InvalidInput, match="exists already"):
        write_edition(read_workbook(BOOK), place, title="B", year=2026, source="jrc_ef_later", gwp="ar6")
    with pytest.raises(InvalidInput, match="code for an edition"):
        write_edition([], tmp_path / "..", title="B", year=2026, source="jrc_ef_later", gwp="ar6")


@pytest.mark.parametrize("bad", [300, -1, "words"])
def test_a_bad_value_names_sheet_row_and_column(bad: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_workbook([sheet("Table1_EU_IPCC_CO2", ["LV", "Latvia", 0.3, bad, *[0.3] * 4])])
    assert "Table1_EU_IPCC_CO2 / row 4 / column 4" in str(refused.value)


def test_another_workbook_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no table"):
        read_workbook([("Sheet1", [["a", "b"]])])
