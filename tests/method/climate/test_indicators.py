"""Every indicator is the library's, also those that are computed without it; years without enough days."""

from __future__ import annotations

import datetime as dt
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.climate import runs
from secap.method.climate.completeness import complete_years
from secap.method.climate.days import DayAxis
from secap.method.climate.indicators import DEFINITIONS, UNITS, Block, applicable, basis, library, yearly
from secap.method.climate.series import DailySeries, joined, with_mean
from secap.method.climate.settings import Settings
from tests.method.climate.days import weather, with_gaps

xclim = pytest.importorskip("xclim", reason="the extra `climate` is not installed")
AXIS = DayAxis(1975, 30)


@pytest.fixture(scope="module")
def block() -> Block:
    sites = [weather(AXIS, 1), with_gaps(weather(AXIS, 2)), with_gaps(weather(AXIS, 3), 7)]
    return Block(AXIS, {name: np.stack([one[name] for one in sites]) for name in sites[0]})


def arrays(block: Block) -> dict[str, object]:
    import xarray

    time = xarray.date_range(
        f"{block.axis.first_year}-01-01",
        periods=block.axis.n_days,
        calendar=block.axis.calendar,
        use_cftime=block.axis.calendar != "standard",
    )
    return {
        name: xarray.DataArray(
            values, dims=("site", "time"), coords={"time": time}, attrs={"units": UNITS[name]}
        )
        for name, values in block.values.items()
    }


def reference(block: Block, code: str) -> np.ndarray:
    """Return an indicator as the library's own function for it computes it."""
    from xclim import indices as xi
    from xclim.indices.generic import spell_mask

    a = arrays(block)

    def days_in_runs(array, threshold: float, days: int, op: str, reducer: str):
        mask = spell_mask(array, days, reducer, op, threshold)
        return mask.resample(time="YS").sum()

    made = {
        "su": lambda: xi.tx_days_above(a["tx"], "25 degC"),
        "tr": lambda: xi.tn_days_above(a["tn"], "20 degC"),
        "fd": lambda: xi.frost_days(a["tn"]),
        "id": lambda: xi.ice_days(a["tx"]),
        "heat_wave_days": lambda: days_in_runs(a["tx"], 27.0, 3, ">=", "min"),
        "heat_wave_number": lambda: xi.hot_spell_frequency(a["tx"], "27 degC", 3, op=">="),
        "cold_wave_days": lambda: days_in_runs(a["tm"], -10.0, 5, "<", "max"),
        "gsl": lambda: xi.growing_season_length(a["tm"], "5 degC", 6, "07-01", op=">"),
        "cdd": lambda: xi.maximum_consecutive_dry_days(a["pr"], "1 mm/day"),
        "cwd": lambda: xi.maximum_consecutive_wet_days(a["pr"], "1 mm/day"),
        "rx5day": lambda: xi.max_n_day_precipitation_amount(a["pr"], window=5),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return made[code]().transpose("site", "time").values.astype(float)


@pytest.mark.parametrize(
    "code",
    [
        "su",
        "tr",
        "fd",
        "id",
        "heat_wave_days",
        "heat_wave_number",
        "cold_wave_days",
        "gsl",
        "cdd",
        "cwd",
        "rx5day",
    ],
)
def test_equal_to_the_library(block: Block, code: str) -> None:
    values, complete = yearly(block, Settings(), [code])[code]
    expected = np.where(complete, reference(block, code), np.nan)
    np.testing.assert_allclose(values, expected, rtol=0, atol=1e-9)
    assert np.isfinite(values).sum() > 60
    assert np.nanmax(values) > 0


def test_spi_is_the_librarys(block: Block) -> None:
    from xclim import indices as xi

    from secap.method.climate.completeness import complete_months

    rain = arrays(block)["pr"]
    months = np.repeat(complete_months(block.values["pr"], AXIS), np.diff(AXIS.month_starts), axis=-1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        index = xi.standardized_precipitation_index(
            rain.where(months).assign_attrs(rain.attrs), freq="MS", window=12, dist="gamma", method="APP",
            fitkwargs={"floc": 0},
        )  # fmt: skip
    expected = index.transpose("site", "time").values[:, 11::12]
    values, complete = yearly(block, Settings(), ["spi12"])["spi12"]
    assert complete.sum() > 60
    np.testing.assert_allclose(values, np.where(complete, expected, np.nan), atol=1e-9)


def test_every_code_of_the_table_has_a_definition_and_back() -> None:
    assert set(codes.table("climate_indicators")) == set(DEFINITIONS)


def test_what_the_variables_allow() -> None:
    assert applicable(["tm"]) == ["tm", "cold_wave_days", "hdd", "cooling_degree_days", "gsl"]
    assert applicable(["wind"]) == ["windy_days"]
    assert basis("windy_days", ["wind", "gust"]) == ("gust",)
    assert basis("windy_days", ["tx"]) is None


def test_mean_wind_counts_where_no_gust_is_given(block: Block) -> None:
    only_wind = Block(AXIS, {"wind": block.values["wind"]})
    values, _ = yearly(only_wind, Settings(wind_ms=5.0))["windy_days"]
    expected = np.add.reduceat(block.values["wind"] >= 5.0, AXIS.year_starts[:-1], axis=-1, dtype=float)
    np.testing.assert_array_equal(values[0], expected[0])


def test_degree_days_with_a_limit(block: Block) -> None:
    """Eurostat's habit: 18 - tm, but only on days up to 15 °C."""
    tm = block.values["tm"][:1]
    values, _ = yearly(Block(AXIS, {"tm": tm}), Settings(hdd_base_c=18, hdd_limit_c=15), ["hdd"])["hdd"]
    expected = np.add.reduceat(np.where(tm <= 15, 18 - tm, 0), AXIS.year_starts[:-1], axis=-1)
    np.testing.assert_allclose(values, expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("gap", "is_whole"),
    [
        ([(0, 3)], True),  # three days of January
        ([(0, 4)], False),  # four
        ([(31 * month, 31 * month + 3) for month in range(5)], True),  # 15 days, three in each of five months
        ([(31 * month, 31 * month + 3) for month in range(5)] + [(200, 201)], False),  # 16
    ],
)
def test_a_year_counts_where_few_days_are_missing(gap, is_whole) -> None:
    axis = DayAxis(2001, 1)
    tx = np.full((1, 365), 10.0)
    for begin, end in gap:
        tx[0, begin:end] = np.nan
    assert complete_years(tx, axis).tolist() == [[is_whole]]
    values, complete = yearly(Block(axis, {"tx": tx}), Settings(), ["tx", "su"])["tx"]
    assert complete.tolist() == [[is_whole]]
    assert np.isfinite(values).tolist() == [[is_whole]]


def test_a_gap_ends_a_run() -> None:
    axis = DayAxis(2001, 1)
    tx = np.full((1, 365), 10.0)
    tx[0, 180:185] = 30.0
    tx[0, 182] = np.nan
    found = yearly(Block(axis, {"tx": tx}), Settings(), ["heat_wave_days", "hot_days"])
    assert found["heat_wave_days"][0].tolist() == [[0.0]]
    assert found["hot_days"][0].tolist() == [[4.0]]


def test_a_cold_wave_over_new_year_counts_each_day_in_its_year() -> None:
    axis = DayAxis(2001, 2)
    cold = np.zeros((1, axis.n_days), dtype=bool)
    cold[0, 362:369] = True  # 29 December to 4 January
    assert runs.run_days(cold, axis, 5).tolist() == [[3.0, 4.0]]
    assert runs.run_number(cold, axis, 5).tolist() == [[1.0, 0.0]]
    assert runs.longest_run(cold, axis).tolist() == [[3.0, 4.0]]


@given(st.lists(st.booleans(), min_size=365, max_size=365), st.integers(1, 9))
@settings(max_examples=40)
def test_runs_against_counting_by_hand(flags: list[bool], least: int) -> None:
    axis = DayAxis(2001, 1)
    lengths, current = [], 0
    for flag in [*flags, False]:
        if flag:
            current += 1
        elif current:
            lengths.append(current)
            current = 0
    array = np.array([flags])
    assert runs.run_days(array, axis, least) == sum(one for one in lengths if one >= least)
    assert runs.run_number(array, axis, least) == sum(one >= least for one in lengths)
    assert runs.longest_run(array, axis) == max(lengths, default=0)


@pytest.mark.parametrize("calendar", ["noleap", "360_day"])
def test_calendars_of_climate_models(calendar: str) -> None:
    axis = DayAxis(2001, 4, calendar)
    values = {name: one[None, :] for name, one in weather(axis).items()}
    found = yearly(Block(axis, values), Settings())
    assert axis.n_days == 4 * (365 if calendar == "noleap" else 360)
    expected = np.add.reduceat(values["tx"] > 25, axis.year_starts[:-1], axis=-1, dtype=float)
    np.testing.assert_array_equal(found["su"][0], expected)
    assert all(np.isfinite(one).all() for code, (one, _) in found.items() if code != "spi12")


def test_without_the_library_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xclim", None)
    with pytest.raises(InvalidInput, match="make climate"):
        library()


def test_a_missing_mean_is_derived_and_marked() -> None:
    values = {"tx": np.array([10.0, np.nan]), "tn": np.array([4.0, 1.0])}
    whole = with_mean(DailySeries("a", dt.date(2001, 1, 1), values))
    assert whole.derived == ("tm",)
    assert whole.values["tm"][0] == 7.0
    assert np.isnan(whole.values["tm"][1])
    measured = DailySeries("a", dt.date(2001, 1, 1), {**values, "tm": np.array([6.0, 5.0])})
    assert with_mean(measured) is measured


def test_a_series_says_what_it_holds() -> None:
    values = {"tx": np.array([1.0, np.nan, 3.0]), "tn": np.zeros(3)}
    series = DailySeries("a", dt.date(2000, 12, 30), values)
    assert (series.n_days, series.years, series.last_day) == (3, [2000, 2001], dt.date(2001, 1, 1))
    assert series.missing == {"tx": 1, "tn": 0}
    assert not series.is_projected
    with pytest.raises(InvalidInput):
        DailySeries("a", dt.date(2000, 1, 1), {"tx": np.zeros(3), "tn": np.zeros(2)})
    with pytest.raises(InvalidInput, match="snow"):
        DailySeries("a", dt.date(2000, 1, 1), {"snow": np.zeros(3)})
    with pytest.raises(InvalidInput, match="tx"):
        joined([series, series])


def test_settings_name_what_is_wrong() -> None:
    assert Settings.for_country("LV").heat_wave_tx_c == 27
    assert Settings.for_country("se").heat_wave_days == 5
    assert Settings.for_country("XX") == Settings()
    assert Settings.for_country("SE", heat_wave_tx_c=30, hdd_base_c=None).heat_wave_tx_c == 30
    assert Settings.from_dict({**Settings(reference=(1991, 2020)).as_dict(), "old": 1}).reference == (
        1991,
        2020,
    )
    for wrong in (
        {"hdd_base_c": 150}, {"hdd_base_c": float("nan")}, {"heat_wave_days": 0}, {"gust_ms": -1},
        {"reference": (2020, 1991)},
    ):  # fmt: skip
        with pytest.raises(InvalidInput):
            Settings(**wrong)
