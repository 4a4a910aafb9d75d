"""Imports from upload to undo."""

from __future__ import annotations

import time

import pytest

from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.registry.records import StaleRecord
from secap.exchange import importing, taking_back
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from tests.cast import Cast
from tests.exchange import files

WIDE = files.csv(
    "Nozare;Elektroenerģija;Dabasgāze", "Dzīvojamās ēkas;1.250,5;42.178", "Publiskais apgaismojums;300,25;"
)
LONG = files.csv(
    "sector,carrier,amount,unit,source", "households,lpg,12.5,t,Seller A", "residential,malka,100,m3,Survey",
    "industry,unobtainium,5,MWh,?",
)  # fmt: skip


@pytest.fixture
def inventory(cast: Cast) -> Inventory:
    return cast.keep(cast.ada, Inventory(year=2020, is_bei=True))  # type: ignore[return-value]


def begin(
    cast: Cast, content: bytes, inventory: Inventory | None, name: str = "dati.csv", kind: str = "energy"
) -> ImportRun:
    return importing.begin(cast.town, cast.ada, KINDS[kind], inventory, name, content)


def uses() -> dict[tuple[str, str], float]:
    return {(use.sector, use.carrier): use.amount for use in EnergyUse.objects.all()}


def checked(run: ImportRun):  # type: ignore[no-untyped-def]
    reading, found = importing.check(run)
    run.save()
    return reading, found


def test_a_grid_of_sectors_and_carriers_is_recognised(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, WIDE, inventory)
    assert run.columns == {"0": "sector", "1": "carrier:electricity", "2": "carrier:natural_gas"}
    reading, found = checked(run)
    assert reading.problems == [] and len(found.new) == 3
    assert [item[:2] for item in reading.ambiguous] == [("C2", "42.178")]
    importing.apply(run, cast.ada, remove_missing=False)
    assert uses() == {
        ("residential_buildings", "electricity"): 1250.5,
        ("residential_buildings", "natural_gas"): 42178,
        ("public_lighting", "electricity"): 300.25,
    }
    scopes = set(EnergyUse.objects.values_list("carrier", "scope"))
    assert scopes == {("electricity", 2), ("natural_gas", 1)}


def test_nothing_is_imported_while_one_row_is_wrong(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, LONG, inventory)
    reading, _found = checked(run)
    assert list(reading.unknown) == [("carriers", "unobtainium")]
    assert [problem.cell for problem in reading.problems] == ["B4"]
    with pytest.raises(ValueError, match="errors"):
        importing.apply(run, cast.ada, remove_missing=False)
    assert uses() == {}


def test_a_word_is_given_a_meaning_once_and_remembered(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, LONG, inventory)
    importing.remember(run, "carriers", {"unobtainium": "other_fossil"})
    reading, found = checked(run)
    assert reading.problems == [] and len(found.new) == 3
    again, _ = checked(begin(cast, LONG, inventory))
    assert not again.unknown


def test_a_word_can_be_left_out(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, LONG, inventory)
    run.words = {"carriers": {"unobtainium": ""}}
    reading, found = checked(run)
    assert (reading.skipped, len(found.new), reading.problems) == (1, 2, [])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("-5", "negative"),
        ("12 MWh", "not a number"),
        ("#REF!", "error"),
        ("1,2,3", "can't be read"),
        ("abc", "not a number"),
    ],
)
def test_a_bad_cell_is_named(cast: Cast, inventory: Inventory, cell: str, said: str) -> None:
    run = begin(cast, files.csv("sector;carrier;amount", f"residential;lpg;{cell}"), inventory)
    reading, _ = checked(run)
    assert reading.problems[0].cell == "C2"
    assert said in str(reading.problems[0].message)


def test_a_cell_is_corrected_on_the_page(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, files.csv("sector;carrier;amount", "residential;lpg;12 MWh"), inventory)
    run.corrections = {"C2": "12"}
    reading, found = checked(run)
    assert reading.problems == [] and found.new[0].values["amount"] == 12


def test_a_formula_that_was_never_calculated_is_not_an_empty_cell(cast: Cast, inventory: Inventory) -> None:
    run = begin(
        cast, files.xlsx(["sector", "carrier", "amount"], ["residential", "lpg", "=1+1"]), inventory, "a.xlsx"
    )
    reading, _ = checked(run)
    assert any(
        problem.cell == "C2" and "never calculated" in str(problem.message) for problem in reading.problems
    )


def test_the_same_table_again_changes_nothing(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    _, found = checked(begin(cast, WIDE, inventory))
    assert (found.new, found.changed, found.same) == ([], [], 3)


def test_somebody_elses_change_between_check_and_import_stops_it(cast: Cast, inventory: Inventory) -> None:
    use = cast.keep(
        cast.ada, EnergyUse(inventory=inventory, sector="public_lighting", carrier="electricity", amount=1.0)
    )
    run = begin(cast, WIDE, inventory)
    checked(run)
    use.amount = 2.0  # type: ignore[attr-defined]
    cast.keep(cast.bo, use)
    with pytest.raises(StaleRecord):
        importing.apply(run, cast.ada, remove_missing=False)
    assert uses() == {("public_lighting", "electricity"): 2.0}


def test_an_import_is_taken_back_as_a_whole(cast: Cast, inventory: Inventory) -> None:
    cast.keep(
        cast.ada, EnergyUse(inventory=inventory, sector="public_lighting", carrier="electricity", amount=1.0)
    )
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    assert uses()["public_lighting", "electricity"] == 300.25
    taking_back.undo(run, cast.ada)
    assert uses() == {("public_lighting", "electricity"): 1.0}


def test_what_the_table_lacks_is_removed_only_when_asked(cast: Cast, inventory: Inventory) -> None:
    cast.keep(cast.ada, EnergyUse(inventory=inventory, sector="rail", carrier="diesel", amount=9.0))
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.ada, remove_missing=True)
    assert ("rail", "diesel") not in uses()
    taking_back.undo(run, cast.ada)
    assert uses() == {("rail", "diesel"): 9.0}


def test_a_contributors_rows_wait_and_their_history_names_the_row(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.bo, remove_missing=False)
    use = EnergyUse.objects.get(carrier="natural_gas")
    assert not use.accepted and use.entered_by == cast.bo
    assert use.history.first().history_change_reason == "import: dati.csv, 2"


def test_the_profile_is_imported_by_indicator_and_year(cast: Cast) -> None:
    content = files.csv(
        "Rādītājs;Gads;Vērtība", "Iedzīvotāju skaits;2020;9.380", "Mājsaimniecību skaits;2020;4100,0"
    )
    run = begin(cast, content, None, kind="profile")
    reading, _ = checked(run)
    assert reading.problems == []
    importing.apply(run, cast.ada, remove_missing=False)
    assert dict(ProfileValue.objects.values_list("indicator", "value")) == {
        "population": 9380,
        "households": 4100,
    }


TWO_METERS = files.csv(
    "sector;carrier;amount;unit;source",
    "residential_buildings;natural_gas;100;mwh;meter",
    "residential_buildings;natural_gas;50;mwh;meter",
)


def imported(cast: Cast, content: bytes, inventory: Inventory | None, name: str = "dati.csv") -> ImportRun:
    run = begin(cast, content, inventory, name)
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    return run


def amounts() -> list[float]:
    return sorted(EnergyUse.objects.values_list("amount", flat=True))


def test_two_rows_of_one_identity_imported_twice_stay_two(cast: Cast, inventory: Inventory) -> None:
    imported(cast, TWO_METERS, inventory)
    _, found = checked(begin(cast, TWO_METERS, inventory))
    assert (found.new, found.changed, found.same, found.missing) == ([], [], 2, [])
    imported(cast, TWO_METERS, inventory)
    assert amounts() == [50, 100]


def test_equal_rows_are_paired_before_the_others_whatever_their_order(
    cast: Cast, inventory: Inventory
) -> None:
    imported(cast, TWO_METERS, inventory)
    head, first, second = TWO_METERS.decode().split("\n")
    turned = "\n".join([head, second, first.replace("100", "110"), first.replace("100", "7")]).encode()
    _, found = checked(begin(cast, turned, inventory))
    assert found.same == 1
    assert [change.fields["amount"] for change in found.changed] == [(100.0, 110.0)]
    assert [row.values["amount"] for row in found.new] == [7]


def test_two_rows_with_one_uid_are_told(cast: Cast, inventory: Inventory) -> None:
    imported(cast, TWO_METERS, inventory)
    uid = EnergyUse.objects.first().uid
    content = files.csv(
        "uid;sector;carrier;amount;unit",
        *[f"{uid};residential_buildings;natural_gas;{n};mwh" for n in (1, 2)],
    )
    reading, found = checked(begin(cast, content, inventory))
    assert ["same record as row 2" in str(problem.message) for problem in reading.problems] == [True]
    assert (len(found.changed), found.new) == (1, [])


def test_five_thousand_rows_are_taken_back_at_once(cast: Cast, inventory: Inventory) -> None:
    rows = [f"residential_buildings;natural_gas;{at};mwh;m{at}" for at in range(1, 5001)]
    run = imported(cast, files.csv("sector;carrier;amount;unit;source", *rows), inventory)
    start = time.perf_counter()
    taking_back.undo(run, cast.ada)
    assert time.perf_counter() - start < 2
    assert run.state == "undone" and not EnergyUse.objects.exists()
    use = EnergyUse.everything.get(source="m7")
    newest, first = use.history.order_by("-history_id")
    assert (use.revision, newest.revision, first.revision) == (2, 2, 1)
    assert newest.deleted_at and newest.amount == 7 and newest.history_user == cast.ada
    assert newest.history_change_reason == "import taken back: dati.csv"
    use.restore(cast.ada)
    assert amounts() == [7]


def test_an_import_is_not_taken_back_over_somebodys_change(cast: Cast, inventory: Inventory) -> None:
    run = imported(cast, TWO_METERS, inventory)
    use = EnergyUse.objects.get(amount=50)
    use.amount = 3
    cast.keep(cast.bo, use)
    with pytest.raises(StaleRecord):
        taking_back.undo(run, cast.ada)
    assert amounts() == [3, 100]
    assert ImportRun.objects.get(pk=run.pk).state == "applied"


def test_what_somebody_deleted_after_the_import_stays_deleted(cast: Cast, inventory: Inventory) -> None:
    run = imported(cast, TWO_METERS, inventory)
    EnergyUse.objects.get(amount=50).remove(cast.ada)
    taking_back.undo(run, cast.ada)
    assert amounts() == []


def test_a_double_click_imports_once(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, TWO_METERS, inventory)
    checked(run)
    second = ImportRun.objects.get(pk=run.pk)
    importing.apply(run, cast.ada, remove_missing=False)
    with pytest.raises(StaleRecord):
        importing.apply(second, cast.ada, remove_missing=False)
    assert amounts() == [50, 100]
    again = ImportRun.objects.get(pk=run.pk)
    taking_back.undo(run, cast.ada)
    with pytest.raises(StaleRecord):
        taking_back.undo(again, cast.ada)


def test_the_second_click_that_read_the_file_already_imports_nothing(
    cast: Cast, inventory: Inventory, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begin(cast, TWO_METERS, inventory)
    checked(run)
    second = ImportRun.objects.get(pk=run.pk)
    check = importing.check

    def check_while_the_first_click_is_carried_out(one: ImportRun):  # type: ignore[no-untyped-def]
        found = check(one)
        monkeypatch.setattr(importing, "check", check)
        importing.apply(run, cast.ada, remove_missing=False)
        return found

    monkeypatch.setattr(importing, "check", check_while_the_first_click_is_carried_out)
    with pytest.raises(StaleRecord):
        importing.apply(second, cast.ada, remove_missing=False)
    assert amounts() == [50, 100]


def test_a_long_file_name_never_hides_the_row(cast: Cast, inventory: Inventory) -> None:
    imported(cast, TWO_METERS, inventory, "n" * 120 + ".csv")
    reasons = set(EnergyUse.history.values_list("history_change_reason", flat=True))
    assert {len(reason) for reason in reasons} == {100}
    assert {reason[-4:] for reason in reasons} == {"…, 2", "…, 3"}


@pytest.mark.parametrize("wide", [False, True])
def test_rows_of_other_years_are_left_out_and_counted(cast: Cast, inventory: Inventory, wide: bool) -> None:
    content = files.csv(
        "Gads;sector;carrier;amount",
        "2019;residential;lpg;1",
        "2020;residential;lpg;2",
        "2020-12-31;rail;diesel;3",
        "2018;rail;diesel;4",
    )
    if wide:
        content = files.csv(
            "Year;Nozare;Dabasgāze", "2019;residential;1", "2020;residential;2", "2018;rail;3"
        )
    run = begin(cast, content, inventory)
    assert run.columns["0"] == "year"
    reading, _found = checked(run)
    assert reading.problems == []
    assert {year: rows for year, rows in reading.other_years.items() if rows} == {2018: 1, 2019: 1}
    importing.apply(run, cast.ada, remove_missing=False)
    assert amounts() == ([2] if wide else [2, 3])


def test_a_row_that_does_not_say_its_year_is_an_error(cast: Cast, inventory: Inventory) -> None:
    content = files.csv("year;sector;carrier;amount", ";residential;lpg;1", "next;residential;lpg;2")
    reading, _ = checked(begin(cast, content, inventory))
    assert [(problem.cell, str(problem.message)) for problem in reading.problems] == [
        ("A2", "The year is missing."),
        ("A3", "“next” is not a year."),
    ]


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_a_cell_with_an_error_is_told_not_read_as_empty(
    cast: Cast, inventory: Inventory, layout: str
) -> None:
    def text(cell: str, words: str) -> str:
        return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'

    if layout == "wide":
        head = text("A1", "Sector") + text("B1", "Natural gas") + text("C1", "Electricity")
        row = text("A2", "Residential buildings") + '<c r="B2" t="e"><v>#REF!</v></c><c r="C2"><v>5</v></c>'
    else:
        head = text("A1", "sector") + text("B1", "amount") + text("C1", "carrier")
        row = text("A2", "Residential buildings") + '<c r="B2" t="e"><v>#REF!</v></c>' + text("C2", "lpg")
    content = files.raw_xlsx(f'<row r="1">{head}</row><row r="2">{row}</row>')
    reading, _ = checked(begin(cast, content, inventory, "a.xlsx"))
    assert [(problem.cell, str(problem.message)) for problem in reading.problems] == [
        ("B2", "The cell holds the error #REF!.")
    ]


def test_an_emptied_cell_of_a_downloaded_table_empties_the_field(cast: Cast, inventory: Inventory) -> None:
    use = EnergyUse(inventory=inventory, sector="rail", carrier="diesel", amount=9.0, source="Old", note="x")
    kept = cast.keep(cast.ada, use)
    content = files.csv("uid;sector;carrier;amount;source;note", f"{kept.uid};rail;diesel;9;;x")
    run = begin(cast, content, inventory)
    _, found = checked(run)
    assert [list(change.fields) for change in found.changed] == [["source"]]
    importing.apply(run, cast.ada, remove_missing=False)
    assert EnergyUse.objects.get().source == ""
