"""`secap inventory`: the published cities, years, gases, units, and what is missing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Ran, case

Command = Callable[..., Ran]
Write = Callable[[str, str | bytes], Path]


def as_csv(header: list[str], rows: list[list[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([header, *rows])
    return text.getvalue()


@pytest.fixture
def city(write: Write) -> Callable[[str], tuple[Path, Path]]:
    """Write a worked case as the two files of the command."""

    def of(name: str) -> tuple[Path, Path]:
        given = case(name)["given"]
        activity = as_csv(["sector", "scope", "carrier", "mwh"], given["energy"])
        factors = as_csv(["carrier", "tco2_per_mwh"], [list(item) for item in given["t_per_mwh"].items()])
        return write(f"{name}.csv", activity), write(f"{name}_factors.csv", factors)

    return of


@pytest.mark.parametrize("name", ["kranj", "prato"])
def test_a_published_city_comes_out(secap: Command, city, name: str) -> None:
    activity, factors = city(name)
    ran = secap("inventory", activity, "--factors", factors, "--json")
    expected = case(name)
    for sector, by_scope in expected["expect"]["by_sector_scope_t"].items():
        for scope, t in by_scope.items():
            found = ran.data["by_sector_scope_t"][sector][str(scope)]
            assert found == pytest.approx(t, abs=expected["tolerance"]), (sector, scope)
    energy = sum(row[3] for row in expected["given"]["energy"])
    assert ran.data["energy_mwh"] == pytest.approx(energy)
    assert sum(ran.data["by_sector_t"].values()) == pytest.approx(ran.data["total_t"])
    assert sum(ran.data["by_carrier_t"].values()) == pytest.approx(ran.data["total_t"])
    assert ran.code == 0
    assert {finding["severity"] for finding in ran.data["findings"]} == {"info"}


@pytest.mark.parametrize("name", ["kranj", "prato"])
def test_the_files_as_published_give_the_same(secap: Command, city, name: str) -> None:
    folder = ROOT.parent / "shared/cases/cities" / name
    if not folder.is_dir():
        pytest.skip("the folder ../shared/cases/cities is not there")
    (activity,), (factors,) = folder.glob("activity_*.csv"), folder.glob("emission_factors_*.csv")
    published = secap("inventory", activity, "--factors", factors, "--json")
    carried = secap("inventory", city(name)[0], "--factors", city(name)[1], "--json")
    assert published.data["by_sector_scope_t"] == carried.data["by_sector_scope_t"]
    assert published.data["by_carrier_t"] == carried.data["by_carrier_t"]


def test_names_of_the_files_stay_and_unknown_ones_are_said(secap: Command, city) -> None:
    activity, factors = city("kranj")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert {"district_heat", "biomass"} <= set(ran.data["by_carrier_t"])
    (finding,) = ran.findings("inventory.unknown_sector")
    assert finding["severity"] == "info"
    assert "buildings, transport, waste" in finding["message"]
    assert ran.data["renewable_share"] == pytest.approx(43158 / ran.data["energy_mwh"])


def test_a_carrier_of_the_files_own_is_accepted(secap: Command, write: Write) -> None:
    activity = write("a.csv", "sector,carrier,mwh\nresidential_buildings,pinecones,10\n")
    factors = write("f.csv", "carrier,tco2_per_mwh\npinecones,0.5\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert (ran.code, ran.data["total_t"]) == (0, 5)
    assert "pinecones" in ran.findings("inventory.unknown_carrier")[0]["message"]


def test_a_carrier_is_found_by_its_meaning_where_names_differ(
    secap: Command, write: Write, factors: Path
) -> None:
    activity = write("a.csv", "sector;carrier;mwh\nDzīvojamās ēkas;Dabasgāze;10\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert ran.data["by_carrier_t"] == {"Dabasgāze": 2.0}
    assert not ran.findings("inventory.unknown_carrier")


def test_a_missing_factor_is_an_error_that_names_carrier_file_and_remedy(
    secap: Command, write: Write, factors: Path
) -> None:
    activity = write("a.csv", "sector,carrier,mwh\nx,natural_gas,10\nx,natural_gaz,7\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert ran.code == 1
    assert ran.data["complete"] is False
    assert (ran.data["total_t"], ran.data["energy_mwh"]) == (2, 17)
    (finding,) = ran.findings("inventory.missing_factor")
    assert finding["severity"] == "error"
    assert "“natural_gaz” in factors.csv" in finding["message"]
    assert "7 MWh" in finding["message"]
    assert "Did you mean natural_gas?" in finding["hint"]


def test_negative_energy_is_an_error_with_its_row(secap: Command, write: Write, factors: Path) -> None:
    activity = write("a.csv", "sector,carrier,mwh\nx,natural_gas,10\nx,natural_gas,-4\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert ran.code == 1
    assert ran.findings("inventory.negative_energy")[0]["where"] == "a.csv/row 3"


def test_scope_follows_the_carrier_where_it_is_not_given(secap: Command, write: Write, factors: Path) -> None:
    activity = write("a.csv", "sector,carrier,mwh\nx,natural_gas,10\nx,electricity,10\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert ran.data["by_sector_scope_t"] == {"x": {"1": 2.0, "2": 4.0}}


YEARS = "sector,carrier,year,mwh\nx,natural_gas,2010,100\nx,natural_gas,2020,60\nx,electricity,2020,10\n"


def test_years_in_the_activity_give_one_result_each(secap: Command, write: Write, factors: Path) -> None:
    ran = secap("inventory", write("a.csv", YEARS), "--factors", factors, "--json")
    assert {year: one["total_t"] for year, one in ran.data["years"].items()} == {"2010": 20, "2020": 16}
    assert ran.data["years"]["2020"]["energy_mwh"] == 70
    assert ran.data["years"]["2010"]["by_sector_scope_t"] == {"x": {"1": 20.0}}
    assert "total_t" not in ran.data
    only = secap("inventory", write("a.csv", YEARS), "--factors", factors, "--year", 2020, "--json")
    assert only.data["total_t"] == 16


def test_years_in_the_factors_alone_apply_to_the_same_energy(secap: Command, write: Write) -> None:
    activity = write("a.csv", "sector,carrier,mwh\nx,natural_gas,100\n")
    factors = write("f.csv", "carrier,year,tco2_per_mwh\nnatural_gas,2010,0.2\nnatural_gas,2020,0.1\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert {year: one["total_t"] for year, one in ran.data["years"].items()} == {"2010": 20, "2020": 10}


def test_a_factor_is_carried_forward_then_back_and_said(secap: Command, write: Write) -> None:
    rows = "".join(f"x,coal,{year},100\n" for year in (2005, 2010, 2013, 2030))
    activity = write("a.csv", "sector,carrier,year,mwh\n" + rows)
    factors = write("f.csv", "carrier,year,tco2_per_mwh\ncoal,2010,0.4\ncoal,2020,0.3\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert ran.code == 0
    found = {year: one["total_t"] for year, one in ran.data["years"].items()}
    assert found == {"2005": 40, "2010": 40, "2013": 40, "2030": 30}
    said = {
        year: [
            finding["message"] for finding in one["findings"] if finding["id"] == "inventory.factor_carried"
        ]
        for year, one in ran.data["years"].items()
    }
    assert said["2010"] == []
    assert said["2005"] == ["“coal” has no factor of 2005: the one of 2010 is carried back."]
    assert said["2013"] == ["“coal” has no factor of 2013: the one of 2010 is carried forward."]
    assert ran.data["years"]["2030"]["factors"][0]["year"] == 2020


def test_an_undated_factor_serves_every_year(secap: Command, write: Write) -> None:
    factors = write("f.csv", "carrier,year,tco2_per_mwh\nnatural_gas,,0.2\nelectricity,2019,0.5\n")
    ran = secap("inventory", write("a.csv", YEARS), "--factors", factors, "--json")
    assert {year: one["total_t"] for year, one in ran.data["years"].items()} == {"2010": 20, "2020": 17}


LONG = """carrier,gas,value,unit,biogenic
natural_gas,co2,56.1,t/TJ,no
natural_gas,ch4,1,kg/TJ,no
natural_gas,n2o,0.1,kg/TJ,no
wood,co2,403.2,kg/MWh,yes
wood,ch4,0.108,g/kWh,yes
wood,n2o,0.0000144,t/MWh,yes
electricity,co2eq,0.3,t/MWh,
"""


@pytest.mark.parametrize(("gwp", "fossil", "biogenic", "n2o"), [("ar4", 25, 25, 298), ("ar6", 29.8, 27, 273)])
def test_long_factors_gas_by_gas(
    secap: Command, write: Write, gwp: str, fossil: float, biogenic: float, n2o: float
) -> None:
    activity = write(
        "a.csv", "sector,carrier,value,unit\nx,natural_gas,1,TJ\nx,wood,1000,kWh\nx,electricity,1,MWh\n"
    )
    ran = secap("inventory", activity, "--factors", write("f.csv", LONG), "--gwp", gwp, "--json")
    gas_t = 56.1 + 0.001 * fossil + 0.0001 * n2o
    wood_t = 0.000108 * biogenic + 0.0000144 * n2o
    assert ran.data["by_carrier_t"] == pytest.approx(
        {"natural_gas": gas_t, "wood": wood_t, "electricity": 0.3}
    )
    assert ran.data["biogenic_t"] == pytest.approx(0.4032)
    assert ran.data["by_gas_t"]["co2eq_unsplit"] == pytest.approx(0.3)
    assert ran.data["energy_mwh"] == pytest.approx(277.7778 + 1 + 1, rel=1e-6)


def test_the_default_potentials_are_ar4(secap: Command, write: Write) -> None:
    activity, factors = write("a.csv", "sector,carrier,mwh\nx,wood,1\n"), write("f.csv", LONG)
    without = secap("inventory", activity, "--factors", factors, "--json")
    assert without.data["total_t"] == pytest.approx(0.000108 * 25 + 0.0000144 * 298)


def test_a_factor_by_volume_or_mass_needs_no_energy(secap: Command, write: Write) -> None:
    activity = write(
        "a.csv", "sector,carrier,value,unit\nx,charcoal,100,m3\nx,natural gas,100,m3\nx,tar,2,t\n"
    )
    rows = [("charcoal", 1190.56, 2.126, 0.01063, "kg/m3"), ("natural gas", 2.244, 0.0002, 4e-6, "kg/m3"),
            ("tar", 3.3, 0, 0, "kg/kg")]  # fmt: skip
    factors = as_csv(
        ["carrier", "gas", "value", "unit"],
        [[name, gas, value, unit] for name, *values, unit in rows
         for gas, value in zip(("co2", "ch4", "n2o"), values, strict=True)],
    )  # fmt: skip
    ran = secap("inventory", activity, "--factors", write("f.csv", factors), "--gwp", "ar5", "--json")
    assert ran.code == 0
    assert ran.data["by_carrier_t"] == pytest.approx(
        {"charcoal": 125.29, "natural gas": 0.225, "tar": 6.6}, abs=0.01
    )
    # the fuel table knows natural gas by volume, but neither charcoal's density nor tar
    assert ran.data["energy_mwh"] == pytest.approx(0.945)
    said = {finding["where"] for finding in ran.findings("inventory.energy_unknown")}
    assert said == {"charcoal", "tar"}


def test_units_that_cannot_meet_are_an_error_with_the_row(secap: Command, write: Write) -> None:
    activity = write("a.csv", "sector,carrier,value,unit\nx,tar,2,t\n")
    factors = write("f.csv", "carrier,tco2_per_mwh\ntar,0.3\n")
    ran = secap("inventory", activity, "--factors", factors, "--json")
    assert ran.code == 1
    (finding,) = ran.findings("inventory.units_apart")
    assert finding["where"] == "a.csv/row 2"
    assert "needs a fuel" in finding["message"]


def test_without_a_factor_file_an_edition_serves(secap: Command, write: Write) -> None:
    activity = write("a.csv", "sector,carrier,mwh\nDzīvojamās ēkas,dabasgāze,1000\nrail,electricity,100\n")
    ran = secap("inventory", activity, "--year", 2008, "--country", "LV", "--json")
    assert ran.data["by_sector_t"] == pytest.approx({"residential_buildings": 201.96, "rail": 37.1}, abs=0.1)
    earlier = secap(
        "inventory",
        activity,
        "--year",
        2008,
        "--country",
        "lv",
        "--electricity-edition",
        "jrc_2022",
        "--json",
    )
    assert earlier.data["by_sector_t"]["rail"] == pytest.approx(8.9, abs=0.1)
    used = {factor["carrier"]: factor for factor in ran.data["factors"]}
    assert (used["electricity"]["edition"], used["electricity"]["year"]) == ("jrc_2024", 2008)
    assert used["natural_gas"]["source"] == "ipcc_2006_v2"


def test_an_edition_with_gases_counts_them_when_potentials_are_chosen(secap: Command, write: Write) -> None:
    activity = write("a.csv", "sector,carrier,year,mwh\nrail,natural_gas,2008,1000\n")
    co2 = secap("inventory", activity, "--json").data
    co2eq = secap("inventory", activity, "--gwp", "ar5", "--json").data
    assert co2["by_gas_t"]["ch4"] == 0
    assert co2eq["by_gas_t"]["ch4"] == pytest.approx(3.6e-6 * 1000 * 28)
    assert co2eq["total_t"] > co2["total_t"]


def test_an_edition_names_what_it_lacks(secap: Command, write: Write) -> None:
    activity = write("a.csv", "sector,carrier,mwh\nrail,heat_cold,5\n")
    ran = secap("inventory", activity, "--year", 2019, "--json")
    assert ran.code == 1
    (finding,) = ran.findings("inventory.missing_factor")
    assert finding["message"].startswith("No 2019 factor for Heat/cold in edition ")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "The year of the inventory is not known. Add --year"),
        (("--year", 2019, "--edition", "ipcc_1996"), "no factor edition “ipcc_1996”"),
        (("--year", 2019, "--edition", "jrc_2024"), "holds no factors of fuels. Choose one of: "),
    ],
)
def test_a_bad_choice_of_edition_is_refused(secap: Command, write: Write, options, told: str) -> None:
    ran = secap("inventory", write("a.csv", "sector,carrier,mwh\nrail,electricity,5\n"), *options)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_year_that_is_not_in_the_table_is_refused(secap: Command, write: Write, factors: Path) -> None:
    ran = secap("inventory", write("a.csv", YEARS), "--factors", factors, "--year", 1999)
    assert ran.code == 2
    assert "There are no rows of 1999. Its years are 2010, 2020." in ran.err


def test_a_person_reads_an_aligned_table(secap: Command, city) -> None:
    activity, factors = city("kranj")
    ran = secap("inventory", activity, "--factors", factors)
    lines = ran.out.splitlines()
    assert lines[0].split("  ")[0] == "Sector"
    buildings = next(line for line in lines if line.startswith("buildings"))
    assert buildings.split()[1:] == ["274,107", "41,280", "24,551", "65,831"]
    assert len({len(line) for line in lines[:2]}) == 1
    in_latvian = secap("inventory", activity, "--factors", factors, "--lang", "lv").out
    assert "65\u00a0831" in in_latvian
