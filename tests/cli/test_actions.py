"""`secap actions`: a list in which two printed values are wrong, messy lists, and what it adds up to."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.exchange.action_list import read_content
from secap.method.basis.errors import InvalidInput, UnreadableFile
from tests.cli.conftest import Ran

Command = Callable[..., Ran]
Write = Callable[[str, str | bytes], Path]

# Total 2 000 t. Wrong are the EUR/t of M3 (2 400 000 / 800 = 3 000, not 3 300) and the share of M5 (10 %, not
# 11 %). M1 (1 333.3), M2 (2 181.82) and the share of M4 (7.5 %) are off by less than a rounding unit.
PUBLISHED = """\
id,title,sector,tco2_per_year,mwh_per_year,cost_eur,published_eur_per_tco2,published_share_pct
M1,Renovation of schools,municipal_buildings,450,1800,600000,1333,22.5
M2,LED street lighting,public_lighting,110,400,240000,2181.9,5.5
M3,Insulation of apartment buildings,residential_buildings,800,3900,2400000,3300,40.0
M4,Cycle network,transport,150,600,900000,6000.0,8
M5,Electric buses,transport,200,700,1500000,7500,11.0
M6,Heat from wood,local_heat_cold,290,1450,435000,1500,14.5
M7,Energy advice,residential_buildings,,,20000,,
"""
LATVIAN = """\
Rīcības plāns 2030;;;;;
;;;;;
Nr.;Nosaukums;Sektors;tCO₂ekv./gadā;MWh/gadā;Izmaksas, EUR;EUR/tCO2
1;Skolu siltināšana;Pašvaldības ēkas;120,5;600;1 250 000,00;10373
2;Ielu apgaismojums;apgaismojums;30;100;0,2 milj. EUR;6667
3;Zemes dzīles;Brīnumi;n/a;-;ap 5000 EUR;
Kopā;;;150,5;700;;
"""


def test_exactly_the_two_wrong_printed_values_are_found(secap: Command, write: Write) -> None:
    ran = secap("actions", write("plan.csv", PUBLISHED), "--json")
    found = [one for one in ran.data["findings"] if one["severity"] != "info"]
    assert [(one["id"], one["where"]) for one in found] == [
        ("actions.printed_eur_per_t", "M3"),
        ("actions.printed_share", "M5"),
    ]
    assert "3,300" in found[0]["message"]
    assert "3,000" in found[0]["message"]
    assert "11.0 %" in found[1]["message"]
    assert "10.0 %" in found[1]["message"]
    assert all(one["hint"] for one in found)
    assert ran.code == 0


def test_the_list_adds_up(secap: Command, write: Write) -> None:
    data = secap("actions", write("plan.csv", PUBLISHED), "--json").data
    assert data["total_t"] == 2000
    assert data["by_sector_t"]["transport"] == 350
    assert sum(data["by_sector_t"].values()) == data["total_t"]
    assert data["total_mwh"] == sum(data["by_sector_mwh"].values()) == 8850
    assert data["cost_eur"] == 6095000
    assert data["unknown"] == ["M7"]
    by_id = {one["id"]: one for one in data["actions"]}
    assert by_id["M3"]["eur_per_t"] == 3000
    assert by_id["M3"]["share"] == 0.4
    assert by_id["M3"]["rank_by_t"] == 1
    assert by_id["M1"]["rank"] == 1
    assert by_id["M7"] == {
        "id": "M7", "title": "Energy advice", "sector": "residential_buildings", "t": None, "mwh": None,
        "cost_eur": 20000, "eur_per_t": None, "share": None, "rank": None, "rank_by_t": None,
    }  # fmt: skip
    assert sum(one["share"] or 0 for one in data["actions"]) == pytest.approx(1)


def test_against_target_and_inventory(secap: Command, write: Write) -> None:
    file = write("plan.csv", PUBLISHED)
    ran = secap("actions", file, "--json", "--needed-t", "2500", "--bei-t", "1900")
    assert ran.findings("actions.sum_over_bei")[0]["severity"] == "error"
    assert "500 t are missing" in ran.findings("actions.sum_below_target")[0]["message"]
    assert ran.code == 1
    assert secap("actions", file, "--json", "--needed-t", "900").findings("actions.sum_over_target")
    bad = secap("actions", file, "--needed-t", "-1")
    assert bad.code == 2
    assert "tonnes" in bad.err


def test_text_shows_the_cheapest_first_and_what_is_wrong(secap: Command, write: Write) -> None:
    ran = secap("actions", write("plan.csv", PUBLISHED))
    lines = ran.out.splitlines()
    assert lines[2].startswith("M1")
    assert any(line.startswith("Total") and "2,000.0" in line for line in lines)
    assert "Effect unknown: M7." in ran.out
    assert "M3: " in ran.out
    latvian = secap("actions", write("plan.csv", PUBLISHED), "--lang", "lv").out
    assert "Publiskais apgaismojums" in latvian
    assert "450,0" in latvian


class TestMessyList:
    """Titles above the table, Latvian headings, units and words in cells, a total below."""

    def test_it_is_read(self, secap: Command, write: Write) -> None:
        ran = secap("actions", write("saraksts.csv", LATVIAN), "--json")
        data = ran.data
        assert data["total_t"] == pytest.approx(150.5)
        assert [one["id"] for one in data["actions"]] == ["1", "2", "3"]
        assert [one["cost_eur"] for one in data["actions"]] == [1250000, 200000, None]
        assert data["by_sector_t"] == {"Pašvaldības ēkas": 120.5, "apgaismojums": 30}
        assert data["unknown"] == ["3"]
        assert not ran.findings("actions.printed_eur_per_t")

    def test_what_could_not_be_read_is_told_with_its_place(self, secap: Command, write: Write) -> None:
        ran = secap("actions", write("saraksts.csv", LATVIAN), "--json")
        (cell,) = ran.findings("actions.unreadable")
        assert cell["severity"] == "error"
        assert cell["where"] == "saraksts.csv/row 6/column Izmaksas, EUR/3"
        assert ran.code == 1
        (word,) = ran.findings("actions.read_as_unknown")
        assert word["where"].endswith("/3")
        assert "200,000" in ran.findings("actions.unit_read")[0]["message"]
        assert "Brīnumi" in ran.findings("actions.unknown_sector")[0]["message"]
        assert ran.findings("actions.total_row")

    def test_a_printed_total_that_is_not_the_sum(self, secap: Command, write: Write) -> None:
        ran = secap("actions", write("a.csv", LATVIAN.replace("Kopā;;;150,5", "Kopā;;;160,5")), "--json")
        assert "160.5 t" in ran.findings("actions.printed_total")[0]["message"]

    def test_an_id_that_is_there_twice(self, secap: Command, write: Write) -> None:
        ran = secap("actions", write("a.csv", "id,tco2\nA,1\nA,2\n"), "--json")
        assert ran.findings("actions.duplicate_id")[0]["where"] == "a.csv/A"

    def test_a_title_stands_for_the_id(self, secap: Command, write: Write) -> None:
        ran = secap("actions", write("a.csv", "Pasākums;tCO2\nLampas;-5\n"), "--json")
        assert ran.findings("actions.negative")[0]["where"] == "Lampas"

    def test_a_row_that_a_decimal_comma_broke(self, secap: Command, write: Write) -> None:
        ran = secap("actions", write("a.csv", "id,tco2,cost_eur\nA,1,20\nB,2,5,30\nC,3,60\n"), "--json")
        assert ran.findings("actions.unreadable")[0]["where"] == "a.csv/row 3/B"
        assert ran.data["total_t"] == 4

    def test_which_way_a_number_was_read_is_said_and_can_be_told(self, secap: Command, write: Write) -> None:
        file = write("a.csv", "id;tco2\nA;1.250\n")
        ran = secap("actions", file, "--json")
        assert ran.findings("file.decimal_sign")[0]["severity"] == "warning"
        assert ran.data["total_t"] == 1250
        assert secap("actions", file, "--json", "--decimal", "point").data["total_t"] == 1.25

    def test_shares_written_as_fractions(self, secap: Command, write: Write) -> None:
        text = "id,tco2,share\nA,30,0.30\nB,70,0.75\n"
        ran = secap("actions", write("a.csv", text), "--json")
        assert [one["where"] for one in ran.findings("actions.printed_share")] == ["B"]


def test_a_workbook_with_a_merged_sector(secap: Command, write: Write) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("Saraksts", 0)
    for row in (
        ["Nr.", "Pasākums", "Sektors", "tCO2/gadā", "Izmaksas", "EUR/tCO2"],
        [1, "Skolas", "Pašvaldības ēkas", 12.5, 1000, 80],
        [2, "Dome", None, 7.5, 1000, 133.3],
        [3, "Autobusi", "Transports", 10, 1000, 90.5],
    ):
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    content = io.BytesIO()
    book.save(content)
    ran = secap("actions", write("saraksts.xlsx", content.getvalue()), "--json")
    assert ran.data["by_sector_t"] == {"Pašvaldības ēkas": 20, "Transports": 10}
    assert [one["where"] for one in ran.findings("actions.printed_eur_per_t")] == ["3"]


@pytest.mark.parametrize("content", ["", "hello", "year,sector\n2019,x\n", "id,tco2\n", '{"a": 1}'])
def test_what_is_no_list_is_refused_in_one_message(secap: Command, write: Write, content: str) -> None:
    ran = secap("actions", write("a.csv", content))
    assert ran.code == 2
    assert ran.err.startswith("secap: ")
    assert "unexpected" not in ran.err


def test_a_file_that_is_not_there(secap: Command, tmp_path: Path) -> None:
    assert secap("actions", tmp_path / "none.csv").code == 2


@pytest.mark.parametrize(
    ("decimal", "texts"), [(".", ("1,234.50", "12.5", "7")), (",", ("1 234,50", "12,5", "7"))]
)
def test_a_printed_value_keeps_its_decimals(decimal: str, texts: tuple[str, ...]) -> None:
    rows = "\n".join(f"A{n};1;{text}" for n, text in enumerate(texts))
    read = read_content("a.csv", f"id;tco2;eur/tco2\n{rows}\n".encode(), decimal=decimal)
    printed = [one.printed_eur_per_t for one in read.actions]
    assert [(one.value, one.unit_of_last_place) for one in printed if one] == [
        (1234.5, 0.01),
        (12.5, 0.1),
        (7, 1),
    ]


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_cell_makes_it_fail(cell: str, id: str) -> None:
    quoted = [text.replace('"', "'") for text in (id, cell, cell)]
    content = 'id;tco2;cost_eur\nX;1;1\n"{}";"{}";"{}"\n'.format(*quoted)
    try:
        read = read_content("a.csv", content.encode("utf-8", "replace"))
    except (InvalidInput, UnreadableFile):
        return
    assert read.actions[0].t == 1


def test_a_plan_file_comes_out_too(secap: Command) -> None:
    """The sums of a plan are those of its own actions."""
    import secap as package

    plan = Path(package.__file__).parent / "examples" / "lielkalns.json"
    ran = secap("actions", plan, "--json")
    assert ran.code in (0, 1)
    assert sum(ran.data["by_sector_t"].values()) == pytest.approx(ran.data["total_t"] or 0.0)
    assert all(one["id"] and one["message"] and one["hint"] for one in ran.data["findings"])
