"""Return levels: known distributions come back, intervals hold what they should, short series have none."""

from __future__ import annotations

import numpy as np
import pytest

from secap.method.climate.extremes import RETURN_YEARS, Gev, extremes, gev_parameters
from secap.method.climate.trends import trend


def sample(shape: float, count: int, seed: int = 1) -> np.ndarray:
    """Return draws of the distribution with location 30 and scale 2, by its quantile function."""
    shares = np.random.default_rng(seed).random(count)
    y = -np.log(shares)
    return 30 + 2 * (-np.log(y) if shape == 0 else (1 - y**shape) / shape)


@pytest.mark.parametrize("shape", [-0.2, -0.1, 0.0, 0.1, 0.3])
def test_a_large_sample_gives_the_distribution_back(shape: float) -> None:
    location, scale, found = gev_parameters(sample(shape, 200_000))
    assert float(location) == pytest.approx(30, abs=0.03)
    assert float(scale) == pytest.approx(2, abs=0.03)
    assert float(found) == pytest.approx(shape, abs=0.01)


@pytest.mark.parametrize("shape", [-0.15, 0.0, 0.2])
def test_levels_are_the_quantiles_of_the_distribution(shape: float) -> None:
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed")
    gev = Gev(30, 2, shape)
    for years in RETURN_YEARS:
        assert gev.level(years) == pytest.approx(stats.genextreme.ppf(1 - 1 / years, shape, 30, 2), rel=1e-9)


def test_equal_maxima_in_many_years_are_no_distribution() -> None:
    found = extremes("txx", [30.0] * 40, np.random.default_rng(1))
    assert found.distribution is None
    assert "same value" in str(found.reason)


@pytest.mark.parametrize("count", [0, 5, 19])
def test_below_twenty_years_there_are_no_levels(count: int) -> None:
    values = [*sample(0.1, count), *[None] * 30]
    found = extremes("txx", values, np.random.default_rng(1))
    assert (found.levels, found.n_years) == ((), count)
    assert "at least 20" in str(found.reason)


def test_levels_rise_and_lie_within_their_intervals() -> None:
    found = extremes("rx1day", sample(-0.1, 60), np.random.default_rng(1))
    values = [one.value for one in found.levels]
    assert values == sorted(values)
    assert all(one.low < one.value < one.high for one in found.levels)
    widths = [one.high - one.low for one in found.levels]
    assert widths == sorted(widths)


def test_the_same_generator_gives_the_same_interval() -> None:
    values = sample(0.1, 50)
    one = extremes("txx", values, np.random.default_rng(7))
    assert one == extremes("txx", values, np.random.default_rng(7))
    assert one.levels[0].low != extremes("txx", values, np.random.default_rng(8)).levels[0].low


def test_intervals_of_90_percent_hold_the_truth_about_as_often() -> None:
    truth = Gev(30, 2, 0.1).level(10)
    held = 0
    for seed in range(200):
        level = extremes("txx", sample(0.1, 60, seed), np.random.default_rng(seed)).levels[0]
        held += level.low <= truth <= level.high
    assert 0.80 <= held / 200 <= 0.97


def test_what_weakens_the_levels_is_told() -> None:
    values = sample(0.1, 40) + 0.1 * np.arange(40)
    found = extremes("txx", values, np.random.default_rng(1), trend(range(1981, 2021), values))
    told = [str(note) for note in found.notes]
    assert any("twice the length" in one for one in told)
    assert any("has a trend" in one for one in told)
    assert found.as_dict("lv")["levels"][0]["return_years"] == 10
