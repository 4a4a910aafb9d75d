"""The one entry: what a series says, many at once, and JSON of it."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys

import numpy as np
import pytest

from secap.method.climate.assessment import annual, assess, assess_many
from secap.method.climate.days import DayAxis
from secap.method.climate.results import from_yearly
from secap.method.climate.series import DailySeries
from secap.method.climate.settings import Settings
from tests.method.climate.days import series, weather, with_gaps

pytest.importorskip("xclim", reason="the extra `climate` is not installed")


def ids(assessment) -> list[str]:
    return [one.id for one in assessment.findings]


def test_all_that_a_series_says() -> None:
    found = assess(series(1971, 45), Settings(), np.random.default_rng(1))
    assert len(found.indicators) == 29
    assert all(one.trend for one in found.indicators.values())
    assert set(found.return_levels) == {"txx", "rx1day", "rx5day", "fxx"}
    assert {one.hazard for one in found.proposals} >= {"heat_wave", "drought", "severe_wind", "cold_wave"}
    shown = json.loads(json.dumps(found.as_dict("lv"), allow_nan=False))
    assert set(shown) == {
        "series", "settings", "indicators", "return_levels", "proposals", "findings"
    }  # fmt: skip
    wanted = {"name", "n_years", "mean", "unit", "ols_per_decade", "sen_per_decade", "sen_low", "sen_high",
              "mk_s", "mk_z", "mk_p", "mk_p_autocorrelated", "first_year", "last_year", "words"}  # fmt: skip
    assert all(wanted <= set(one) for one in shown["indicators"].values())
    assert shown["series"]["first_day"] == "1971-01-01"
    assert shown["settings"]["hdd_base_c"] == 15


def test_yearly_values_can_be_stored_and_read_back() -> None:
    days = series(1981, 30)
    stored = json.loads(json.dumps(annual(days, Settings()), allow_nan=False))
    found = assess(days, Settings(), np.random.default_rng(1))
    assert stored == json.loads(json.dumps(found.yearly()))
    assert from_yearly(stored) == found.indicators


def test_partial_years_at_the_ends_fall_out_and_gaps_are_none() -> None:
    axis = DayAxis(2001, 14)
    values = {name: one[200:-100] for name, one in weather(axis).items()}
    values["tx"][1000:1040] = np.nan
    days = DailySeries("a", dt.date(2001, 7, 20), values)
    found = assess(days, Settings(), np.random.default_rng(1))
    assert (found.indicators["tn"].years[0], found.indicators["tn"].years[-1]) == (2002, 2013)
    hole = days.start.year + (days.start + dt.timedelta(days=1020)).year - days.start.year
    assert found.indicators["tx"].values[found.indicators["tx"].years.index(hole)] is None
    assert found.indicators["tn"].values[found.indicators["tn"].years.index(hole)] is not None
    assert "climate.incomplete_years" in ids(found)
    assert "climate.short" in ids(found)


def test_a_series_too_short_for_anything() -> None:
    values = {"tx": np.zeros(100)}
    found = assess(DailySeries("a", dt.date(2001, 1, 1), values), Settings(), np.random.default_rng(1))
    assert found.indicators == {}
    assert ids(found)[0] == "climate.no_complete_year"
    assert json.dumps(found.as_dict())


def test_the_derived_mean_is_told() -> None:
    whole = series(2001, 12)
    days = DailySeries("a", whole.start, {name: whole.values[name] for name in ("tx", "tn")})
    found = assess(days, Settings(), np.random.default_rng(1))
    assert "hdd" in found.indicators
    assert "climate.derived_mean" in ids(found)


def test_a_model_makes_no_proposals() -> None:
    found = assess(
        series(1971, 30, model="M", experiment="rcp45", calendar="noleap"),
        Settings(),
        np.random.default_rng(1),
    )
    assert found.proposals == ()
    assert found.series.model == "M"


def test_many_sites_are_each_by_itself_in_their_order() -> None:
    plain = weather(DayAxis(1991, 25), 5)
    several = [
        series(1981, 40, 1),
        DailySeries("gaps", dt.date(1981, 1, 1), with_gaps(weather(DayAxis(1981, 40), 2))),
        DailySeries("only rain", dt.date(1991, 1, 1), {"pr": plain["pr"]}),
        series(1971, 35, 3, calendar="standard"),
        DailySeries(
            "model", dt.date(1981, 1, 1), weather(DayAxis(1981, 30, "360_day"), 4), calendar="360_day"
        ),
    ]
    done: list[tuple[int, int]] = []
    rngs = np.random.default_rng(1).spawn(len(several))
    found = assess_many(several, Settings(), rngs, report=lambda one, other: done.append((one, other)))
    assert [one.series.name for one in found] == ["made", "gaps", "only rain", "made", "model"]
    assert done[-1] == (3, 3)
    for days, one, rng in zip(several, found, np.random.default_rng(1).spawn(len(several)), strict=True):
        alone = assess(days, Settings(), rng)
        assert list(alone.indicators) == list(one.indicators)
        for code, indicator in alone.indicators.items():
            assert indicator.years == one.indicators[code].years
            assert indicator.values == pytest.approx(one.indicators[code].values, abs=1e-5)
        assert alone.return_levels.keys() == one.return_levels.keys()
        assert alone.findings == one.findings


def test_the_book_of_climate_opens_without_the_library() -> None:
    code = (
        "import importlib, pkgutil, sys, secap.method.climate as book\n"
        "for module in pkgutil.walk_packages(book.__path__, book.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "import secap.jobs.executor, secap.exchange.climate.reading, secap.exchange.climate.batch\n"
        "from secap.method.climate.trends import trend\n"
        "from secap.method.climate.extremes import extremes\n"
        "import numpy as np\n"
        "values = list(range(30))\n"
        "extremes('txx', values, np.random.default_rng(1), trend(range(1990, 2020), values))\n"
        "heavy = ('xclim', 'xarray', 'scipy', 'pandas', 'numba', 'dask', 'h5netcdf', 'django')\n"
        "print(*(name for name in heavy if name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == []
