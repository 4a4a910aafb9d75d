"""Imports from upload to undo."""

from __future__ import annotations

import pytest

from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.registry.records import StaleRecord
from secap.exchange import importing
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from tests.cast import Cast
from tests.exchange import files

WIDE = files.csv("Nozare;Elektroenerģija;Dabasgāze", "Dzīvojamās ēkas;1.250,5;42.178", "Publiskais apgaismojums;300,25;")
LONG = files.csv(
    "sector,carrier,amount,unit,source", "households,lpg,12.5,t,Seller A", "residential,malka,100,m3,Survey",
    "industry,unobtainium,5,MWh,?",
)  # fmt: skip


@pytest.fixture
def inventory(cast: Cast) -> Inventory:
    return cast.keep(cast.ada, Inventory(year=2020, is_bei=True))  # type: ignore[return-value]


def begin(cast: Cast, content: bytes, inventory: Inventory | None, name: str = "dati.csv", kind: str = "energy") -> ImportRun:
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
    [("-5", "negative"), ("12 MWh", "not a number"), ("#REF!", "error"), ("1,2,3", "can't be read"), ("abc", "not a number")],
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
    run = begin(cast, files.xlsx(["sector", "carrier", "amount"], ["residential", "lpg", "=1+1"]), inventory, "a.xlsx")
    reading, _ = checked(run)
    assert any(problem.cell == "C2" and "never calculated" in str(problem.message) for problem in reading.problems)


def test_the_same_table_again_changes_nothing(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    _, found = checked(begin(cast, WIDE, inventory))
    assert (found.new, found.changed, found.same) == ([], [], 3)


def test_somebody_elses_change_between_check_and_import_stops_it(cast: Cast, inventory: Inventory) -> None:
    use = cast.keep(cast.ada, EnergyUse(inventory=inventory, sector="public_lighting", carrier="electricity", amount=1.0))
    run = begin(cast, WIDE, inventory)
    checked(run)
    use.amount = 2.0  # type: ignore[attr-defined]
    cast.keep(cast.bo, use)
    with pytest.raises(StaleRecord):
        importing.apply(run, cast.ada, remove_missing=False)
    assert uses() == {("public_lighting", "electricity"): 2.0}


def test_an_import_is_taken_back_as_a_whole(cast: Cast, inventory: Inventory) -> None:
    cast.keep(cast.ada, EnergyUse(inventory=inventory, sector="public_lighting", carrier="electricity", amount=1.0))
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    assert uses()["public_lighting", "electricity"] == 300.25
    importing.undo(run, cast.ada)
    assert uses() == {("public_lighting", "electricity"): 1.0}


def test_what_the_table_lacks_is_removed_only_when_asked(cast: Cast, inventory: Inventory) -> None:
    cast.keep(cast.ada, EnergyUse(inventory=inventory, sector="rail", carrier="diesel", amount=9.0))
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.ada, remove_missing=True)
    assert ("rail", "diesel") not in uses()
    importing.undo(run, cast.ada)
    assert uses() == {("rail", "diesel"): 9.0}


def test_a_contributors_rows_wait_and_their_history_names_the_row(cast: Cast, inventory: Inventory) -> None:
    run = begin(cast, WIDE, inventory)
    checked(run)
    importing.apply(run, cast.bo, remove_missing=False)
    use = EnergyUse.objects.get(carrier="natural_gas")
    assert not use.accepted and use.entered_by == cast.bo
    assert use.history.first().history_change_reason == "import: dati.csv, 2"


def test_the_profile_is_imported_by_indicator_and_year(cast: Cast) -> None:
    content = files.csv("Rādītājs;Gads;Vērtība", "Iedzīvotāju skaits;2020;9.380", "Mājsaimniecību skaits;2020;4100,0")
    run = begin(cast, content, None, kind="profile")
    reading, _ = checked(run)
    assert reading.problems == []
    importing.apply(run, cast.ada, remove_missing=False)
    assert dict(ProfileValue.objects.values_list("indicator", "value")) == {"population": 9380, "households": 4100}
