"""NetCDF of observations and climate models: units, calendars, grids, sites, broken files."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from secap.exchange.climate.places import distance_km
from secap.exchange.climate.reading import read
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.findings import Severity
from tests.exchange.climate.made import netcdf, weather

pytest.importorskip("h5netcdf", reason="the extra `climate` is not installed")

LATS, LONS = np.array([56.0, 56.5, 57.0]), np.array([23.0, 23.5, 24.0, 24.5])


def ids(read_) -> list[str]:
    return [one.id for one in read_.findings]


def found(read_, id: str):
    return next(one for one in read_.findings if one.id == id)


@pytest.fixture
def values():
    return weather(400)


def on_grid(series: np.ndarray) -> np.ndarray:
    """Return [time, lat, lon]: each cell is the series plus 0.1 for each step away from the first."""
    steps = np.arange(len(LATS))[:, None] + 10 * np.arange(len(LONS))[None, :]
    return series[:, None, None] + 0.1 * steps


def grid(values, name="tx", attrs=None, engine="h5netcdf", **more) -> bytes:
    return netcdf(
        {name: (("time", "latitude", "longitude"), on_grid(values), attrs or {"units": "Celsius"})},
        {"time": np.arange(len(values)), "latitude": LATS, "longitude": LONS},
        engine=engine,
        **more,
    )


@pytest.mark.parametrize("engine", ["h5netcdf", "scipy"])
def test_the_cell_nearest_to_the_point(values, engine) -> None:
    got = read("e-obs.nc", grid(values["tx"], engine=engine), point=(56.45, 23.9))
    (series,) = got.series
    np.testing.assert_allclose(series.values["tx"], values["tx"] + 0.1 * 21, atol=1e-4)
    assert (series.latitude, series.longitude) == (56.5, 24.0)
    assert series.model is None
    one = found(got, "climate.nearest_cell")
    assert one.severity is Severity.INFO
    assert "56.500° N" in str(one.message)


def test_a_grid_without_a_point_asks_for_one(values) -> None:
    with pytest.raises(InvalidInput, match="--point"):
        read("e-obs.nc", grid(values["tx"]))
    with pytest.raises(InvalidInput, match="no point"):
        read("e-obs.nc", grid(values["tx"]), point=(123.0, 4.0))


def test_a_cell_in_the_sea_gives_way_to_its_neighbour(values) -> None:
    sea = on_grid(values["tx"])
    sea[:, 1, 2] = np.nan
    content = netcdf(
        {"tx": (("time", "latitude", "longitude"), sea, {"units": "Celsius"})},
        {"time": np.arange(len(sea)), "latitude": LATS, "longitude": LONS},
    )
    got = read("e-obs.nc", content, point=(56.5, 24.01))
    assert (got.series[0].latitude, got.series[0].longitude) == (56.5, 24.5)
    assert found(got, "climate.nearest_cell").severity is Severity.WARNING
    nothing = netcdf(
        {"tx": (("time", "latitude", "longitude"), sea * np.nan, {"units": "Celsius"})},
        {"time": np.arange(len(sea)), "latitude": LATS, "longitude": LONS},
    )
    assert ids(read("e-obs.nc", nothing, point=(56.5, 24.0))) == ["climate.empty_cell"]


def test_era5_in_kelvin_and_metres(values) -> None:
    content = netcdf(
        {
            "t2m": (("time",), values["tm"] + 273.15, {"units": "K"}),
            "tp": (("time",), values["pr"] / 1000, {"units": "m"}),
        },
        {"time": np.arange(400) + 0.5},
    )
    (series,) = read("era5.nc", content).series
    np.testing.assert_allclose(series.values["tm"], values["tm"], atol=1e-4)
    np.testing.assert_allclose(series.values["pr"], values["pr"], atol=1e-4)
    assert series.start == dt.date(2000, 1, 1)


def test_cordex_on_a_rotated_grid(values) -> None:
    rows, columns = np.meshgrid(LATS, LONS, indexing="ij")
    dims = ("time", "rlat", "rlon")
    content = netcdf(
        {
            "tas": (dims, on_grid(values["tm"] + 273.15), {"units": "K", "standard_name": "air_temperature"}),
            "pr": (dims, on_grid(values["pr"]) / 86400, {"units": "kg m-2 s-1"}),
        },
        {"time": np.arange(400), "lat": (("rlat", "rlon"), rows + 0.1), "lon": (("rlat", "rlon"), columns)},
        calendar="noleap",
        attributes={
            "model_id": "SMHI-RCA4",
            "driving_model_id": "MPI-M-MPI-ESM-LR",
            "driving_experiment_name": "rcp45",
            "driving_model_ensemble_member": "r1i1p1",
        },
    )
    got = read("cordex.nc", content, point=(57.2, 23.6))
    (series,) = got.series
    assert (series.latitude, series.longitude) == (pytest.approx(57.1), 23.5)
    np.testing.assert_allclose(series.values["tm"], values["tm"] + 1.2, atol=1e-3)
    np.testing.assert_allclose(series.values["pr"], values["pr"] + 1.2, atol=1e-3)
    assert series.model == "MPI-M-MPI-ESM-LR / SMHI-RCA4 r1i1p1"
    assert (series.experiment, series.calendar) == ("rcp45", "noleap")
    assert "climate.model_calendar" in ids(got)


@pytest.mark.parametrize(("calendar", "last"), [("noleap", (2001, 2, 4)), ("360_day", (2001, 2, 10)),
                                                ("standard", (2001, 2, 3))])  # fmt: skip
def test_calendars_of_models(values, calendar, last) -> None:
    content = netcdf(
        {"tasmax": (("time",), values["tx"] + 273.15, {"units": "K"})},
        {"time": np.arange(400)},
        calendar=calendar,
    )
    (series,) = read("model.nc", content).series
    assert series.calendar == calendar
    assert series.n_days == 400
    assert series.axis.triple(399) == last


def test_all_sites_of_a_file_with_sites() -> None:
    several = [weather(400, seed) for seed in range(3)]
    dims = ("station", "time")
    content = netcdf(
        {
            "tasmax": (dims, np.stack([one["tx"] for one in several]), {"units": "degC"}),
            "tasmin": (dims, np.stack([one["tn"] for one in several]), {"units": "degC"}),
        },
        {
            "time": np.arange(400),
            "station": ["Rīga", "Liepāja", "Rūjiena"],
            "lat": (("station",), [56.95, 56.5, 57.9]),
            "lon": (("station",), [24.1, 21.0, 25.3]),
        },
    )
    got = read("sites.nc", content)
    assert [one.name for one in got.series] == ["Rīga", "Liepāja", "Rūjiena"]
    for series, one in zip(got.series, several, strict=True):
        np.testing.assert_allclose(series.values["tx"], one["tx"], atol=1e-9)
    assert [one.name for one in read("sites.nc", content, station="rujiena").series] == ["Rūjiena"]
    assert [one.name for one in read("sites.nc", content, point=(56.4, 21.2)).series] == ["Liepāja"]
    assert ids(read("sites.nc", content, station="Cēsis")) == ["climate.unknown_station"]
    assert ids(read("sites.nc", content, most_sites=2)) == ["climate.several_stations"]


def test_missing_days_and_days_that_are_not_in_the_file(values) -> None:
    values["tx"][10] = np.nan
    keep = np.array([at for at in range(400) if not 100 <= at < 110])
    content = netcdf({"tx": (("time",), values["tx"][keep], {"units": "Celsius"})}, {"time": keep})
    (series,) = read("a.nc", content).series
    assert series.n_days == 400
    assert series.missing["tx"] == 11


@pytest.mark.parametrize(
    ("units", "step", "told"),
    [
        ("hours since 2000-01-01", 6.0, "not daily"),
        ("days since 2000-01-15", 30.4, "not daily"),
        ("months since 2000-01-01", 1.0, "not daily"),
    ],
)
def test_hourly_and_monthly_values_are_refused(values, units, step, told) -> None:
    content = netcdf(
        {"tas": (("time",), values["tm"] + 273.15, {"units": "K"})},
        {"time": np.arange(400) * step},
        units=units,
        calendar="360_day" if "months" in units else "standard",
    )
    got = read("a.nc", content)
    assert not got.series
    assert ids(got) == ["climate.not_daily"]
    assert told in str(got.findings[0].message)


def test_hours_that_are_a_day_apart_are_days(values) -> None:
    content = netcdf(
        {"tas": (("time",), values["tm"] + 273.15, {"units": "K"})},
        {"time": np.arange(400) * 24 + 12},
        units="hours since 2000-01-01",
    )
    (series,) = read("a.nc", content).series
    assert (series.start, series.n_days) == (dt.date(2000, 1, 1), 400)


def test_broken_and_foreign_files(values) -> None:
    content = grid(values["tx"])
    with pytest.raises(UnreadableFile, match=r"can't be read"):
        read("a.nc", content[: len(content) // 3], point=(56.5, 24.0))
    with pytest.raises(UnreadableFile, match=r"can't be read"):
        read("a.nc", b"CDF\x01" + b"\xff" * 300)
    other = netcdf({"huss": (("time",), values["tx"], {"units": "1"})}, {"time": np.arange(400)})
    got = read("a.nc", other)
    assert ids(got) == ["climate.no_variable"]
    assert "huss" in str(got.findings[0].message)


def test_a_small_file_that_would_fill_the_memory_is_refused(values) -> None:
    import io

    import h5netcdf

    buffer = io.BytesIO()
    with h5netcdf.File(buffer, "w") as file:
        file.dimensions = {"time": 3_000_000_000}
        time = file.create_variable("time", ("time",), "f8", chunks=(1_000_000,), compression="gzip")
        time.attrs["units"] = "days since 2000-01-01"
        file.create_variable("tas", ("time",), "f4", chunks=(1_000_000,), compression="gzip")
    with pytest.raises(UnreadableFile, match="too many values"):
        read("a.nc", buffer.getvalue())


def test_the_way_between_two_places() -> None:
    # Rīga to Liepāja, some 190 km; a quarter of the way around the earth
    assert distance_km(56.95, 24.11, 56.51, 21.01) == pytest.approx(195, abs=5)
    assert distance_km(0, 0, 0, 90) == pytest.approx(np.pi / 2 * 6371, rel=1e-9)
