"""Tables with any names: separators, days, decimal commas, units, several stations."""

from __future__ import annotations

import datetime as dt
import sys

import numpy as np
import pytest

from secap.exchange.climate.reading import read
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.findings import Severity
from tests.exchange.climate.made import days, table, weather

LATVIAN = [
    "Datums",
    "Maksimālā gaisa temperatūra (°C)",
    "Minimālā gaisa temperatūra (°C)",
    "Vidējā gaisa temperatūra (°C)",
    "Nokrišņi (mm)",
]


def ids(read_, severity: Severity | None = None) -> list[str]:
    return [one.id for one in read_.findings if severity is None or one.severity is severity]


def found(read_, id: str):
    return next(one for one in read_.findings if one.id == id)


def same(series, values) -> None:
    for name, one in values.items():
        np.testing.assert_allclose(series.values[name], one, atol=1e-9, err_msg=name)


@pytest.fixture
def values():
    return weather()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("day", ["%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%Y/%m/%d", "%d.%m.%Y."])
def test_days_and_separators(values, separator, day) -> None:
    got = read("town.csv", table(values, separator=separator, day=day))
    (series,) = got.series
    same(series, values)
    assert (series.start, series.name, series.n_days) == (dt.date(2000, 1, 1), "town", 800)
    assert not ids(got, Severity.ERROR)


def test_without_pandas_a_table_is_read_the_same(values, monkeypatch: pytest.MonkeyPatch) -> None:
    values["tx"][7], values["pr"][9] = np.nan, -9999.0
    content = table(values)
    quick = read("a.csv", content)
    monkeypatch.setitem(sys.modules, "pandas", None)
    slow = read("a.csv", content)
    same(slow.series[0], quick.series[0].values)
    assert slow.findings == quick.findings
    assert ids(slow).count("climate.missing_code") == 1


def test_days_in_three_columns(values) -> None:
    lines = table(values, day="%Y,%m,%d").decode().splitlines()
    lines[0] = "Year,Month,Day," + ",".join(values)
    same(read("a.csv", "\n".join(lines).encode()).series[0], values)


def test_year_and_day_of_the_year(values) -> None:
    lines = table(values, day="%Y,%j").decode().splitlines()
    lines[0] = "year,doy," + ",".join(values)
    same(read("a.csv", "\n".join(lines).encode()).series[0], values)


def test_a_table_of_blanks_without_names_needs_columns_named(values) -> None:
    kept = {name: values[name] for name in ("tx", "tn")}
    body = table(kept, separator=" ", day="%Y %m %d").decode().split("\n", 1)[1].encode()
    got = read("a.txt", body)
    assert ids(got) == ["climate.no_variable"]
    assert "1, 2, 3, 4, 5" in str(got.findings[0].message)
    same(read("a.txt", body, columns={"tx": "4", "tn": "5"}).series[0], kept)


def test_decimal_commas_between_commas_are_no_table() -> None:
    rows = [f"2000-01-{day:02},1,5,-0,2" for day in range(1, 29)]
    got = read("a.csv", "\n".join(["date,tx,tn", *rows]).encode())
    assert not got.series
    assert ids(got, Severity.ERROR) == ["climate.wider_than_names"]


def test_a_comma_at_the_end_of_each_row_is_no_cell() -> None:
    rows = [f"2000-01-{day:02},1.5,-0.2," for day in range(1, 29)]
    got = read("a.csv", "\n".join(["date,tx,tn", *rows]).encode())
    assert not ids(got, Severity.ERROR)
    np.testing.assert_allclose(got.series[0].values["tx"], 1.5)


def test_latvian_names_and_a_decimal_comma(values) -> None:
    kept = {name: values[name] for name in ("tx", "tn", "tm", "pr")}
    got = read("rīga.csv", table(kept, LATVIAN, separator=";", decimal=",", day="%d.%m.%Y"))
    same(got.series[0], kept)
    assert ids(got, Severity.INFO) == ["climate.decimal_comma"]


@pytest.mark.parametrize(
    ("heading", "variable"),
    [
        ("TMAX", "tx"), ("Tmax (°C)", "tx"), ("tasmax", "tx"), ("temp_max_c", "tx"), ("Max Temp (°C)", "tx"),
        ("Maximum temperature [degC]", "tx"), ("tg", "tm"), ("tas", "tm"), ("Tmean", "tm"), ("t_avg", "tm"),
        ("Mean air temperature", "tm"), ("min temp", "tn"), ("RR", "pr"), ("Precipitation (mm)", "pr"),
        ("rain_mm", "pr"), ("Nokrišņu daudzums, mm", "pr"), ("wind speed (m/s)", "wind"), ("fx", "gust"),
        ("Vēja brāzmas", "gust"), ("Wind gust", "gust"), ("Diennakts vidējā gaisa temperatūra", "tm"),
    ],
)  # fmt: skip
def test_names_of_columns(values, heading, variable) -> None:
    got = read("a.csv", table({variable: values[variable]}, ["date", heading], separator=";"))
    assert list(got.series[0].values) == [variable]
    same(got.series[0], {variable: values[variable]})


@pytest.mark.parametrize(
    "heading", ["Dew point temperature", "Soil temperature", "wind direction", "tx_flag"]
)
def test_columns_that_are_something_else(values, heading) -> None:
    got = read("a.csv", table({"tm": values["tm"]}, ["date", heading]))
    assert ids(got) == ["climate.no_variable"]
    assert heading in str(got.findings[0].message)


def test_lines_above_the_names_and_units_below(values) -> None:
    kept = {name: values[name] for name in ("tx", "wind")}
    in_kmh = {"tx": kept["tx"], "wind": kept["wind"] * 3.6}
    lines = [
        f"{one:%Y-%m-%d};{in_kmh['tx'][at]:.4f};{in_kmh['wind'][at]:.6f}" for at, one in enumerate(days(800))
    ]
    content = "\n".join(["# Station: somewhere", "", "date;tx;wind", ";°C;km/h", *lines]).encode()
    same(read("a.csv", content).series[0], kept)


def test_fahrenheit_is_converted_only_where_the_heading_says_so(values) -> None:
    fahrenheit = {name: values[name] * 1.8 + 32 for name in ("tx", "tn")}
    plain = read("a.csv", table(fahrenheit))
    assert not plain.series
    assert ids(plain, Severity.ERROR) == ["climate.fahrenheit"] * 2
    assert "Fahrenheit" in str(plain.findings[0].message)
    assert "tmax (°F)" in str(plain.findings[0].hint)
    wrong = read("a.csv", table(fahrenheit, ["date", "tx (°C)", "tn (°C)"]))
    assert ids(wrong, Severity.ERROR) == ["climate.fahrenheit"] * 2
    said = read("a.csv", table(fahrenheit, ["date", "tx (°F)", "tn_f"]))
    np.testing.assert_allclose(said.series[0].values["tx"], values["tx"], atol=0.06)
    np.testing.assert_allclose(said.series[0].values["tn"], values["tn"], atol=0.06)
    assert ids(said, Severity.INFO) == ["climate.converted"] * 2


def test_kelvin_and_tenths_are_seen_and_told(values) -> None:
    kelvin = read("a.csv", table({"tm": values["tm"] + 273.15}))
    np.testing.assert_allclose(kelvin.series[0].values["tm"], values["tm"], atol=0.06)
    assert ids(kelvin) == ["climate.unit_guessed"]
    lines = table({"tx": values["tx"] * 10, "tn": values["tn"] * 10}).decode().replace(".0", "")
    tenths = read("a.csv", lines.encode())
    same(tenths.series[0], {"tx": values["tx"], "tn": values["tn"]})
    assert ids(tenths) == ["climate.unit_guessed"] * 2


def test_hot_days_alone_are_no_doubt(values) -> None:
    hot = {"tx": np.clip(values["tx"] + 22, None, 47)}
    assert ids(read("a.csv", table(hot))) == []


def test_a_unit_that_is_not_known_is_told(values) -> None:
    got = read("a.csv", table({"pr": values["pr"], "tx": values["tx"]}, below=[",bushels,°C"]))
    assert ids(got) == ["climate.unit_unknown"]
    assert "bushels" in str(got.findings[0].message)


def test_duplicated_days(values) -> None:
    lines = table({"tx": values["tx"]}).decode().splitlines()
    lines.insert(12, lines[11])
    got = read("a.csv", "\n".join(lines).encode())
    one = found(got, "climate.duplicated_days")
    assert one.severity is Severity.WARNING
    assert "2000-01-11" in str(one.message)
    assert "line 13" in one.place()
    same(got.series[0], {"tx": values["tx"]})


def test_days_with_two_values_are_an_error_and_count_as_missing(values) -> None:
    lines = table({"tx": values["tx"]}).decode().splitlines()
    lines.insert(12, "2000-01-11,44.4")
    got = read("a.csv", "\n".join(lines).encode())
    one = found(got, "climate.conflicting_days")
    assert one.severity is Severity.ERROR
    assert "2000-01-11" in str(one.message)
    assert np.isnan(got.series[0].values["tx"][10])
    assert got.series[0].missing["tx"] == 1


def test_two_stations_in_a_file(values) -> None:
    rows = table({"tx": values["tx"]}).decode().splitlines()
    both = ["station," + rows[0], *(f"Rīga,{row}" for row in rows[1:])]
    both += [f"Liepāja,{row.rsplit(',', 1)[0]},1.5" for row in rows[1:]]
    content = "\n".join(both).encode()
    got = read("a.csv", content)
    assert not got.series
    one = found(got, "climate.several_stations")
    assert one.severity is Severity.ERROR
    assert "Rīga, Liepāja" in str(one.message)
    assert "--station" in str(one.hint)
    chosen = read("a.csv", content, station="liepāja")
    assert chosen.series[0].name == "Liepāja"
    assert set(chosen.series[0].values["tx"]) == {1.5}
    assert ids(read("a.csv", content, station="Ventspils")) == ["climate.unknown_station"]


def test_two_stations_without_a_column_for_them(values) -> None:
    rows = table({"tx": values["tx"]}).decode().splitlines()
    got = read("a.csv", "\n".join([*rows, *rows[1:]]).encode())
    assert not got.series
    assert ids(got, Severity.ERROR) == ["climate.not_daily"]


def test_years_without_values_and_missing_days() -> None:
    values = weather(365 * 4 + 1)
    values["tx"][366 : 366 + 365] = np.nan
    values["tx"][5] = np.nan
    got = read("a.csv", table({"tx": values["tx"], "tn": values["tn"]}))
    assert "2001" in str(found(got, "climate.empty_years").message)
    assert "366 of 1461" in str(found(got, "climate.missing_days").message)
    assert found(got, "climate.missing_days").severity is Severity.WARNING
    same(got.series[0], {"tx": values["tx"]})


def test_gaps_of_the_calendar_stay_open(values) -> None:
    lines = table({"tx": values["tx"]}).decode().splitlines()
    got = read("a.csv", "\n".join(lines[:101] + lines[121:]).encode())
    series = got.series[0]
    assert series.n_days == 800
    assert np.isnan(series.values["tx"][100:120]).all()
    assert "2000-04-10 to 2000-04-29" in str(found(got, "climate.gaps").message)


def test_days_out_of_order_are_sorted(values) -> None:
    lines = table({"tx": values["tx"]}).decode().splitlines()
    got = read("a.csv", "\n".join([lines[0], *reversed(lines[1:])]).encode())
    same(got.series[0], {"tx": values["tx"]})
    assert ids(got) == ["climate.unsorted"]


def test_variables_that_contradict_each_other(values) -> None:
    values["tn"][3] = values["tx"][3] + 5
    values["tm"][7] = values["tx"][7] + 2
    got = read("a.csv", table({name: values[name] for name in ("tx", "tn", "tm")}))
    assert ids(got, Severity.WARNING) == ["climate.tn_above_tx", "climate.mean_outside"]
    assert "2000-01-04" in str(found(got, "climate.tn_above_tx").message)


def test_single_impossible_values_count_as_missing(values) -> None:
    values["pr"][20] = -3.0
    got = read("a.csv", table({"pr": values["pr"]}))
    assert np.isnan(got.series[0].values["pr"][20])
    one = found(got, "climate.out_of_range")
    assert one.severity is Severity.WARNING
    assert "-3" in str(one.message)
    assert "line 22" in one.place()


def test_many_impossible_values_leave_the_column_out(values) -> None:
    got = read("a.csv", table({"pr": -values["pr"] - 1, "tx": values["tx"]}))
    assert list(got.series[0].values) == ["tx"]
    assert found(got, "climate.out_of_range").severity is Severity.ERROR


def test_codes_and_words_for_missing(values) -> None:
    lines = table({"tx": values["tx"], "pr": values["pr"]}).decode().splitlines()
    lines[4], lines[5], lines[6] = "2000-01-04,-9999,T", "2000-01-05,NA,x", "2000-01-06,about 3,0.0"
    got = read("a.csv", "\n".join(lines).encode())
    series = got.series[0]
    assert np.isnan(series.values["tx"][3:6]).all()
    assert series.values["pr"][3] == 0.0
    assert np.isnan(series.values["pr"][4])
    assert "about 3" in str(found(got, "climate.bad_cells").message)
    assert "line 7" in found(got, "climate.bad_cells").place()
    assert "climate.missing_code" in ids(got, Severity.INFO)


def test_monthly_and_hourly_values_are_refused() -> None:
    months = "date,tx\n" + "\n".join(f"20{y:02d}-{m:02d}-01,5.0" for y in range(10) for m in range(1, 13))
    got = read("a.csv", months.encode())
    assert ids(got) == ["climate.not_daily"]
    assert "monthly" in str(got.findings[0].message)
    hours = "time,tm\n" + "\n".join(
        f"2000-01-{d:02d} {h:02d}:00,5.0" for d in range(1, 29) for h in range(24)
    )
    assert ids(read("a.csv", hours.encode())) == ["climate.not_daily"]


def test_which_comes_first_day_or_month() -> None:
    american = "date,tx\n" + "\n".join(
        f"{d:%m/%d/%Y},1.0" for d in (dt.date(2001, 1, 1) + dt.timedelta(days=n) for n in range(60))
    )
    got = read("a.csv", american.encode())
    assert (got.series[0].start, got.series[0].n_days) == (dt.date(2001, 1, 1), 60)
    unclear = "date,tx\n" + "\n".join(f"0{d}/01/2001,1.0" for d in range(1, 9))
    assert "climate.date_order" in ids(read("a.csv", unclear.encode()), Severity.WARNING)


def test_rows_without_a_day(values) -> None:
    lines = table({"tx": values["tx"]}).decode().splitlines()
    lines[50] = "2000-02-31,3.0"
    got = read("a.csv", "\n".join([*lines, "mean,3.2"]).encode())
    assert "climate.bad_days" in ids(got)
    assert got.series[0].n_days == 800


def test_quoted_cells_blank_lines_and_another_encoding(values) -> None:
    content = table({"tx": values["tx"]}, ["Datums", "Maksimālā temperatūra"], separator=";", decimal=",")
    quoted = "\n\n".join(
        ";".join(f'"{cell}"' for cell in line.split(";")) for line in content.decode().splitlines()
    )
    same(read("a.csv", quoted.encode("utf-16")).series[0], {"tx": values["tx"]})
    same(read("a.csv", quoted.encode("cp1257")).series[0], {"tx": values["tx"]})


def test_metadata_of_the_place(values) -> None:
    lines = table({"tx": values["tx"]}).decode().splitlines()
    rows = ["station,lat,lon,elevation," + lines[0], *(f"Rūjiena,57.9,25.3,68,{one}" for one in lines[1:])]
    series = read("a.csv", "\n".join(rows).encode()).series[0]
    assert (series.name, series.latitude, series.longitude, series.altitude_m) == ("Rūjiena", 57.9, 25.3, 68)


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        (b"", UnreadableFile, "empty"),
        (b"   \n\n", UnreadableFile, "empty"),
        (b"hello\nworld\n", UnreadableFile, "no table of days"),
        (b"%PDF-1.7 ...", UnreadableFile, "PDF"),
        (b"PK\x03\x04rest of a workbook", UnreadableFile, "workbook"),
        (b"\x89PNG\r\n\x1a\n....", UnreadableFile, "picture"),
        (b'date,tx\n2000-01-01,"1.0\n2000-01-02,2.0\n', UnreadableFile, "quotation mark"),
        (b"\x00\x01\x02\x03" * 50, UnreadableFile, "no table of days"),
    ],
)
def test_what_is_no_table_is_told(content, error, told) -> None:
    with pytest.raises(error, match=told):
        read("a.csv", content)


def test_limits_and_wrong_columns(values) -> None:
    content = table({"tx": values["tx"]})
    with pytest.raises(UnreadableFile, match="larger than"):
        read("a.csv", content, limit_bytes=100)
    with pytest.raises(InvalidInput, match="no column"):
        read("a.csv", content, columns={"tx": "Tmax"})
    with pytest.raises(InvalidInput, match="No column holds the day"):
        read("a.csv", b"k,tx\n2000-01-01,3\nsum,2\nmean,1\n")
