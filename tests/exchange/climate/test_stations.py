"""Files of station archives: ECA&D and GHCN-Daily."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from secap.exchange.climate.reading import read, read_together, station_key
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.findings import Severity
from tests.exchange.climate.made import dly, ecad, ghcn_long, ghcn_wide, weather

ECAD = {"TX": "tx", "TN": "tn", "TG": "tm", "RR": "pr", "FG": "wind", "FX": "gust"}
GHCN = {"TMAX": "tx", "TMIN": "tn", "TAVG": "tm", "PRCP": "pr", "AWND": "wind", "WSFG": "gust"}


def ids(read_) -> list[str]:
    return [one.id for one in read_.findings]


@pytest.fixture
def values():
    found = weather(500)
    found["tx"][40] = np.nan
    return found


@pytest.mark.parametrize(("element", "variable"), ECAD.items())
def test_ecad_elements_in_tenths(values, element, variable) -> None:
    got = read(f"{element}_STAID000010.txt", ecad(element, values[variable]))
    (series,) = got.series
    np.testing.assert_allclose(series.values[variable], values[variable], atol=1e-9)
    assert (series.name, series.station, series.start) == (
        "LATVIA, MADE TOWN",
        "STAID 10",
        dt.date(2000, 1, 1),
    )
    assert "ECA&D" in series.source and series.licence
    assert all(one.severity is Severity.INFO for one in got.findings)


def test_ecad_suspect_values_count_as_missing_and_are_told(values) -> None:
    got = read("TX.txt", ecad("TX", values["tx"], suspect=[3, 4]))
    assert np.isnan(got.series[0].values["tx"][3:5]).all()
    assert got.series[0].missing["tx"] == 3
    assert "climate.quality_flags" in ids(got)


def test_ecad_without_a_column_for_the_station(values) -> None:
    got = read("TX_SOUID35381.txt", ecad("TX", values["tx"], souid=True))
    np.testing.assert_allclose(got.series[0].values["tx"], values["tx"], atol=1e-9)


def test_ecad_files_of_one_station_become_one_series(values) -> None:
    files = [
        (f"{element}_STAID000010.txt", ecad(element, values[variable])) for element, variable in ECAD.items()
    ]
    assert {station_key(*one) for one in files} == {"STAID 10"}
    (series,) = read_together(files).series
    assert set(series.values) == set(ECAD.values())
    for name, one in values.items():
        np.testing.assert_allclose(series.values[name], one, atol=1e-9)


def test_files_of_different_years_are_joined_on_one_axis(values) -> None:
    late = weather(900, seed=2)
    (series,) = read_together(
        [("TX.txt", ecad("TX", values["tx"])), ("RR.txt", ecad("RR", late["pr"]))]
    ).series
    assert series.n_days == 900
    assert np.isnan(series.values["tx"][500:]).all()
    np.testing.assert_allclose(series.values["pr"], late["pr"], atol=1e-9)


def test_joining_the_same_variable_twice_is_refused(values) -> None:
    with pytest.raises(InvalidInput, match="more than one of them holds “tx”"):
        read_together([("a.txt", ecad("TX", values["tx"])), ("b.txt", ecad("TX", values["tx"]))])


def test_ecad_elements_without_indicators_and_broken_files(values) -> None:
    got = read("PP_STAID000010.txt", ecad("PP", values["tx"]))
    assert not got.series
    assert ids(got) == ["climate.no_variable"]
    with pytest.raises(UnreadableFile, match="does not have 5 cells"):
        read("TX.txt", ecad("TX", values["tx"])[:-9])
    with pytest.raises(UnreadableFile, match="no days"):
        read("TX.txt", ecad("TX", values["tx"][:0]))


@pytest.mark.parametrize("make", [dly, ghcn_long, ghcn_wide])
def test_ghcn_daily_in_its_three_forms(values, make) -> None:
    got = read("LGM00026422", make({element: values[name] for element, name in GHCN.items()}))
    (series,) = got.series
    assert set(series.values) == set(GHCN.values())
    for name, one in values.items():
        np.testing.assert_allclose(series.values[name], one, atol=1e-9, err_msg=name)
    assert series.station == "LGM00026422"
    assert "GHCN" in series.source
    assert all(one.severity is Severity.INFO for one in got.findings)


def test_ghcn_wide_keeps_the_place(values) -> None:
    series = read("a.csv", ghcn_wide({"TMAX": values["tx"]})).series[0]
    assert (series.name, series.latitude, series.longitude, series.altitude_m) == (
        "MADE TOWN, LG",
        56.95,
        24.1,
        6.0,
    )


def test_ghcn_without_names_of_columns(values) -> None:
    got = read("LGM00026422.csv", ghcn_long({"TMAX": values["tx"], "PRCP": values["pr"]}, head=False))
    np.testing.assert_allclose(got.series[0].values["tx"], values["tx"], atol=1e-9)
    assert set(got.series[0].values) == {"tx", "pr"}


@pytest.mark.parametrize("make", [dly, ghcn_wide])
def test_ghcn_quality_flags_drop_values(values, make) -> None:
    got = read("a", make({"TMAX": values["tx"]}, flagged=[10, 11]))
    assert np.isnan(got.series[0].values["tx"][10:12]).all()
    assert got.series[0].missing["tx"] == 3
    assert "climate.quality_flags" in ids(got)


def test_ghcn_quality_flags_of_the_long_form(values) -> None:
    lines = ghcn_long({"TMAX": values["tx"]}).decode().splitlines()
    lines[5] = lines[5].replace(",,,E", ",,S,E")
    got = read("a.csv", "\n".join(lines).encode())
    assert np.isnan(got.series[0].values["tx"][4])


def test_ghcn_with_two_stations_needs_a_choice(values) -> None:
    first = dly({"TMAX": values["tx"]})
    content = first + dly({"TMAX": values["tn"]}, station="LGM00026406")
    got = read("a.dly", content)
    assert not got.series
    assert ids(got) == ["climate.several_stations"]
    chosen = read("a.dly", content, station="LGM00026406").series[0]
    np.testing.assert_allclose(chosen.values["tx"], values["tn"], atol=1e-9)


def test_ghcn_doubles_are_told(values) -> None:
    lines = ghcn_long({"TMAX": values["tx"], "TMIN": values["tn"]}).decode().splitlines()
    lines.append("LGM00026422,20000105,TMAX,444,,,E,")
    lines.append(lines[1])
    got = read("a.csv", "\n".join(lines).encode())
    assert {"climate.conflicting_days", "climate.duplicated_days"} <= set(ids(got))
    assert np.isnan(got.series[0].values["tx"][4])
    np.testing.assert_allclose(got.series[0].values["tn"], values["tn"], atol=1e-9)


def test_ghcn_without_elements_of_ours(values) -> None:
    got = read("a.dly", dly({"SNWD": values["tx"]}))
    assert not got.series
    assert ids(got) == ["climate.no_variable"]
