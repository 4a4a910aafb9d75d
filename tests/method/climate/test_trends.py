"""Trends are those of pymannkendall and SciPy, with ties and gaps; what words say of them."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secap.method.climate.distributions import student_95
from secap.method.climate.trends import Trend, significance, trend, trends
from secap.method.climate.wording import words

YEARS = np.arange(1941, 2021)


def made(kind: str, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    noise = random.normal(0, 1, len(YEARS))
    values = {
        "rising": noise + 0.04 * np.arange(len(YEARS)),
        "flat": noise,
        "counts": np.round(noise * 2 + 3).clip(0),  # many ties
        "rare": random.poisson(0.3, len(YEARS)).astype(float),  # mostly zeros
        "persistent": np.cumsum(noise),  # strongly autocorrelated
        "falling steps": -np.round(np.arange(len(YEARS)) / 7) + np.round(noise),
    }[kind]
    if seed % 2:
        values[random.random(len(YEARS)) < 0.25] = np.nan
    return values


CASES = [
    (kind, seed)
    for kind in ("rising", "flat", "counts", "rare", "persistent", "falling steps")
    for seed in (1, 2, 3, 4)
]


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_equal_to_pymannkendall(kind: str, seed: int) -> None:
    pymannkendall = pytest.importorskip("pymannkendall", reason="pymannkendall is not installed")
    values = made(kind, seed)
    found = trend(YEARS, values)
    assert found is not None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = pymannkendall.original_test(values)
        corrected = pymannkendall.hamed_rao_modification_test(values)
    assert found.mk_s == plain.s
    assert found.mk_z == pytest.approx(plain.z, rel=1e-9)
    assert found.mk_p == pytest.approx(plain.p, abs=1e-12)
    assert found.sen_per_decade == pytest.approx(10 * plain.slope, rel=1e-9, abs=1e-12)
    if math.isfinite(corrected.p):
        assert found.mk_p_autocorrelated == pytest.approx(corrected.p, abs=1e-9)
    else:
        assert found.mk_p_autocorrelated is None


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_equal_to_scipy(kind: str, seed: int) -> None:
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed")
    values = made(kind, seed)
    known = np.isfinite(values)
    x, y = YEARS[known], values[known]
    found = trend(YEARS, values)
    assert found is not None
    line = stats.linregress(x, y)
    half = 10 * stats.t.ppf(0.975, len(x) - 2) * line.stderr
    assert found.ols_per_decade == pytest.approx(10 * line.slope, rel=1e-9)
    assert (found.ols_low, found.ols_high) == pytest.approx(
        (10 * line.slope - half, 10 * line.slope + half), rel=1e-9
    )
    sen = stats.theilslopes(y, x)
    assert (found.sen_low, found.sen_high) == pytest.approx(
        (10 * sen.low_slope, 10 * sen.high_slope), abs=1e-12
    )
    assert found.n_years == len(x)
    assert found.mean == pytest.approx(y.mean())
    # tau-b times the pairs that are not tied is S
    pairs = math.sqrt(_untied(x) * _untied(y))
    assert found.mk_s == pytest.approx(stats.kendalltau(x, y).statistic * pairs, abs=1e-6)


def _untied(values: np.ndarray) -> float:
    n = len(values)
    counts = np.unique(values, return_counts=True)[1]
    return n * (n - 1) / 2 - float((counts * (counts - 1) / 2).sum())


@pytest.mark.parametrize("freedom", [1, 2, 3, 8, 9, 30, 78, 79, 250])
def test_students_quantile(freedom: int) -> None:
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed")
    assert student_95(freedom) == pytest.approx(stats.t.ppf(0.975, freedom), rel=1e-10)


def test_many_series_at_once_are_each_by_itself() -> None:
    rows = np.stack([made(kind, seed) for kind, seed in CASES])
    for found, row in zip(trends(YEARS, rows), rows, strict=True):
        assert found == trend(YEARS, row)


def test_below_ten_years_there_is_no_trend() -> None:
    values = [float(one) for one in range(9)]
    assert trend(range(2000, 2009), values) is None
    assert trend(range(2000, 2011), [*values, None, None]) is None
    assert trend(range(2000, 2010), [*values, 9.0]) is not None
    assert "fewer than 10 years" in str(words(None, "tm"))


def test_a_series_that_never_changes() -> None:
    found = trend(range(2000, 2020), [3.0] * 20)
    assert found is not None
    assert (found.mk_s, found.mk_z, found.mk_p, found.sen_per_decade) == (0, 0.0, 1.0, 0.0)
    assert found.lag1 is None
    assert found.direction == 0
    assert str(words(found, "tr")) == "No trend that can be told from chance."


@pytest.mark.parametrize(
    ("p", "other", "word"),
    [
        (0.001, 0.002, "very_clear"),
        (0.001, None, "very_clear"),
        (0.001, 0.03, "clear"),
        (0.04, 0.001, "clear"),
        (0.06, 0.001, "faint"),
        (0.2, 0.01, "none"),
        (0.01, 0.3, "none"),
    ],
)
def test_the_larger_chance_decides_how_clear_a_trend_is(p: float, other: float | None, word: str) -> None:
    assert significance(p, other) == word


def test_words_name_direction_amount_and_certainty() -> None:
    rising, falling = trend(YEARS, made("rising", 2)), trend(YEARS, made("falling steps", 2))
    assert rising and falling
    assert str(words(rising, "tm")).startswith("Rising by 0.4")
    assert "°C per decade, very likely no chance" in str(words(rising, "tm"))
    assert str(words(falling, "fd")).startswith("Falling by 1.")
    rare = trend(range(1960, 2000), [0.0] * 25 + [1.0, 0.0, 1.0] * 5)
    assert rare and rare.sen_per_decade == 0
    assert str(words(rare, "tr")).startswith("Rising slightly")


def test_a_trend_can_be_stored() -> None:
    found = trend(YEARS, made("rising", 1))
    assert found is not None
    assert Trend(**found.as_dict()) == found


numbers = st.floats(-100, 100, allow_nan=False).map(lambda one: round(one, 2))
series = st.lists(st.one_of(st.none(), numbers), min_size=12, max_size=40)


@given(series, st.floats(0.1, 10), st.floats(-50, 50))
@settings(max_examples=60)
def test_another_unit_changes_slopes_alone(values, factor, shift) -> None:
    known = sorted({one for one in values if one is not None})
    one = trend(range(1980, 1980 + len(values)), values)
    other = trend(
        range(1980, 1980 + len(values)), [None if v is None else v * factor + shift for v in values]
    )
    if one is None or other is None or len(known) < 2:
        assert (one is None) == (other is None)
        return
    assert other.mk_s == one.mk_s
    assert other.mk_p == pytest.approx(one.mk_p, abs=1e-9)
    assert other.sen_per_decade == pytest.approx(factor * one.sen_per_decade, abs=1e-6)
    assert other.ols_per_decade == pytest.approx(factor * one.ols_per_decade, abs=1e-6)


@given(series)
@settings(max_examples=60)
def test_turning_a_series_upside_down_turns_its_trend(values) -> None:
    one = trend(range(1980, 1980 + len(values)), values)
    other = trend(range(1980, 1980 + len(values)), [None if v is None else -v for v in values])
    if one is None or other is None:
        assert one is other
        return
    assert (other.mk_s, other.direction) == (-one.mk_s, -one.direction)
    assert other.sen_per_decade == pytest.approx(-one.sen_per_decade, abs=1e-9)
    assert other.sen_low <= other.sen_per_decade <= other.sen_high
