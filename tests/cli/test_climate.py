"""`secap climate`: indicators of a station, many sites, and what is wrong with bad series."""

from __future__ import annotations

import datetime as dt
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import ROOT, Ran
from tests.exchange.climate.made import netcdf, table, weather

pytest.importorskip("xclim", reason="the extra `climate` is not installed")

Command = Callable[..., Ran]
Write = Callable[[str, "str | bytes"], Path]
STOCKHOLM = ROOT.parent / "shared/cases/climate_daily/stockholm_tx_tn_tm_daily_1961_2017.csv"
DAYS = 12 * 366


def station(seed: int = 1, days: int = DAYS) -> bytes:
    return table(weather(days, seed))


@pytest.mark.skipif(not STOCKHOLM.is_file(), reason="the folder ../shared/cases/climate_daily is not there")
def test_stockholm_1961_to_2017(secap: Command) -> None:
    data = secap("climate", STOCKHOLM, "--json").data
    indicators = data["indicators"]
    assert indicators["tm"]["ols_per_decade"] == pytest.approx(0.349, rel=0.005)
    assert (indicators["tm"]["n_years"], indicators["tm"]["unit"]) == (57, "°C")
    assert indicators["tm"]["mk_p"] < 0.001
    assert set(indicators) == {
        "tm", "tx", "tn", "txx", "tnn", "su", "hot_days", "tx30", "tr", "fd", "id", "heat_wave_days",
        "heat_wave_number", "cold_wave_days", "hdd", "cooling_degree_days", "gsl",
    }  # fmt: skip
    assert data["series"]["first_day"] == "1961-01-01"
    assert data["series"]["missing"] == {"tx": 1, "tn": 2, "tm": 2}


def test_one_station_as_json(secap: Command, write: Write) -> None:
    ran = secap("climate", write("town.csv", station()), "--json")
    assert ran.code == 0
    data = ran.data
    assert set(data) == {
        "file", "series", "settings", "indicators", "return_levels", "proposals", "findings"
    }  # fmt: skip
    assert len(data["indicators"]) == 28  # SPI-12 needs 20 years
    assert data["indicators"]["hdd"]["name"] == "Heating degree days"
    assert data["series"]["name"] == "town"
    assert "years" not in data["indicators"]["tm"]
    yearly = secap("climate", write("town.csv", station()), "--json", "--yearly").data["indicators"]["tm"]
    assert yearly["years"][0] == 2000
    assert len(yearly["values"]) == yearly["n_years"]


def test_settings_change_what_is_counted(secap: Command, write: Write) -> None:
    path = write("town.csv", station())
    usual = secap("climate", path, "--json").data
    chosen = secap(
        "climate", path, "--json", "--hdd-base", "18", "--cooling-base", "20", "--heat-wave-threshold", "24",
        "--heat-wave-days", "2",
    ).data  # fmt: skip
    assert chosen["settings"]["hdd_base_c"] == 18
    for code, sign in (("hdd", 1), ("cooling_degree_days", -1), ("hot_days", 1), ("heat_wave_days", 1)):
        assert sign * (chosen["indicators"][code]["mean"] - usual["indicators"][code]["mean"]) > 0, code
    assert secap("climate", path, "--json", "--country", "SE").data["settings"]["heat_wave_days"] == 5


def test_a_table_to_read(secap: Command, write: Write) -> None:
    ran = secap("climate", write("town.csv", station(days=25 * 366)))
    assert ran.code == 0
    assert "Mean temperature" in ran.out
    assert "once in 10 years" in ran.out
    assert "Heat wave: probability" in ran.out
    latvian = secap("climate", write("town.csv", station(days=25 * 366)), "--lang", "lv")
    assert latvian.code == 0


def test_several_files_and_workers_give_the_same(secap: Command, write: Write) -> None:
    paths = [write(f"site{seed}.csv", station(seed)) for seed in range(3)]
    alone = secap("climate", *paths, "--json").data
    assert [site["series"]["name"] for site in alone["sites"]] == ["site0", "site1", "site2"]
    assert secap("climate", *paths, "--json", "--workers", "2").data == alone
    assert (
        secap("climate", *paths, "--json", "--seed", "2").data["sites"][0]["return_levels"]
        == (alone["sites"][0]["return_levels"])
    )  # too short for levels


def test_files_of_one_station_together(secap: Command, write: Write) -> None:
    values = weather(DAYS)
    paths = [write(f"{name}.csv", table({name: values[name]})) for name in ("tx", "tn", "pr")]
    data = secap("climate", *paths, "--together", "--json").data
    assert {"tm", "hdd", "rr"} <= set(data["indicators"])


def test_sites_of_one_file_and_a_line_for_each_of_many(secap: Command, write: Write) -> None:
    one = weather(11 * 366)
    count = 66
    path = write(
        "sites.nc",
        netcdf(
            {"tasmax": (("station", "time"), np.tile(one["tx"], (count, 1)), {"units": "degC"})},
            {"time": np.arange(11 * 366), "station": [f"site {at}" for at in range(count)]},
        ),
    )
    ran = secap("climate", path, "--json")
    assert ran.code == 0
    assert len(ran.data["sites"]) == count
    assert len(ran.out.splitlines()) == count + 2
    assert len({str(site["indicators"]) for site in ran.data["sites"]}) == 1


def test_a_grid_and_a_point(secap: Command, write: Write) -> None:
    values = weather(11 * 366)["tx"][:, None, None] + np.zeros((1, 2, 2))
    content = netcdf(
        {"tx": (("time", "latitude", "longitude"), values, {"units": "Celsius"})},
        {"time": np.arange(11 * 366), "latitude": [56.0, 57.0], "longitude": [24.0, 25.0]},
    )
    path = write("e-obs.nc", content)
    assert "--point" in secap("climate", path).err
    ran = secap("climate", path, "--point", "56.9,24.1", "--json")
    assert (ran.data["series"]["latitude"], ran.data["series"]["longitude"]) == (57.0, 24.0)
    assert secap("climate", path, "--point", "Rīga").code == 2


def test_a_station_beside_a_climate_model(secap: Command, write: Write) -> None:
    days = 110 * 365
    model = netcdf(
        {"tas": (("time",), weather(days)["tm"] + 273.15 + np.arange(days) / 36500, {"units": "K"})},
        {"time": np.arange(days)},
        calendar="noleap",
        units="days since 1991-01-01",
        attributes={"model_id": "RCA4", "driving_model_id": "EC-EARTH", "experiment_id": "rcp45"},
    )
    observed = table({"tm": weather(30 * 366)["tm"]}, start=dt.date(1991, 1, 1))
    ran = secap("climate", write("town.csv", observed), write("model.nc", model), "--json")
    periods = {tuple(one["period"]): one for one in ran.data["changes"]["tm"]}
    assert periods[(2071, 2100)]["middle"] > periods[(2021, 2050)]["middle"] > 0
    assert periods[(2071, 2100)]["models"][0]["model"] == "EC-EARTH / RCA4"
    assert "EC-EARTH / RCA4" in periods[(2071, 2100)]["words"]
    assert ran.data["sites"][1]["proposals"] == []


def fahrenheit() -> bytes:
    values = weather(DAYS)
    return table({name: values[name] * 1.8 + 32 for name in ("tx", "tn")})


def two_stations() -> bytes:
    rows = table({"tx": weather(900)["tx"]}).decode().splitlines()
    return "\n".join(["station," + rows[0], *(f"{name},{row}" for name in "AB" for row in rows[1:])]).encode()


def twice() -> bytes:
    rows = table({"tx": weather(DAYS)["tx"]}).decode().splitlines()
    return "\n".join([*rows, "2000-01-09,40.5"]).encode()


def commas() -> bytes:
    return table({"tx": weather(DAYS)["tx"]}, separator=";", decimal=",")


def empty_year() -> bytes:
    values = weather(DAYS)
    values["tx"][366:731] = np.nan
    return table({"tx": values["tx"]})


@pytest.mark.parametrize(
    ("make", "code", "id"),
    [
        (fahrenheit, 1, "climate.fahrenheit"),
        (two_stations, 1, "climate.several_stations"),
        (twice, 1, "climate.conflicting_days"),
        (commas, 0, "climate.decimal_comma"),
        (empty_year, 0, "climate.empty_years"),
    ],
)
def test_bad_series_give_clear_findings(secap: Command, write: Write, make, code: int, id: str) -> None:
    ran = secap("climate", write("bad.csv", make()), "--json")
    assert ran.code == code
    assert ran.findings(id), ran.data["findings"]
    finding = ran.findings(id)[0]
    assert finding["message"] and finding["hint"] and finding["where"]


def test_a_station_is_chosen(secap: Command, write: Write) -> None:
    path = write("two.csv", two_stations())
    assert secap("climate", path, "--station", "A", "--json").data["series"]["name"] == "A"
    assert secap("climate", path, "--station", "C", "--json").findings("climate.unknown_station")


def test_columns_are_named(secap: Command, write: Write) -> None:
    path = write("odd.csv", table({"tx": weather(DAYS)["tx"]}, ["date", "what"]))
    assert secap("climate", path, "--json").findings("climate.no_variable")
    assert "su" in secap("climate", path, "--column", "tx=what", "--json").data["indicators"]
    assert "no column “who”" in secap("climate", path, "--column", "tx=who").err
    assert "names no column" in secap("climate", path, "--column", "what").err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--hdd-base", "99"), "not plausible"),
        (("--workers", "0"), "not possible"),
        (("--reference", "soon"), "no period"),
        (("--scheduler", "tcp://127.0.0.1:1"), "can't be reached"),
    ],
)
def test_bad_use_is_told(secap: Command, write: Write, arguments, told, monkeypatch) -> None:
    monkeypatch.setattr("secap.jobs.executor.CONNECT_S", 1)
    ran = secap("climate", write("town.csv", station()), *arguments)
    assert ran.code == 2
    assert told in ran.err


def test_unreadable_files(secap: Command, write: Write, tmp_path: Path) -> None:
    assert secap("climate", tmp_path / "none.csv").code == 2
    assert "no table of days" in secap("climate", write("a.csv", "hello")).err
    ran = secap("climate", write("a.csv", "hello"), write("town.csv", station()), "--json")
    assert ran.code == 2
    assert "no table of days" in ran.data["sites"][0]["error"]
    assert ran.data["sites"][1]["indicators"]


def test_without_the_extra_the_remedy_is_named(
    secap: Command, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xclim", None)
    ran = secap("climate", write("town.csv", station()), "--json")
    assert ran.code == 2
    assert "make climate" in ran.err


def test_one_site_of_eighty_years_from_a_cold_start(write: Write) -> None:
    path = write("long.csv", table(weather(80 * 365), start=dt.date(1941, 1, 1)))
    words = [sys.executable, "-m", "secap.cli", "climate", str(path), "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ran = subprocess.run(words, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(json.loads(ran.stdout)["indicators"]) == 29
    # the processor's time counts, so that other work on the machine does not
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime <= 8
