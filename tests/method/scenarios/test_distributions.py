"""Distributions and draws: quantiles as promised, every stratum once, groups that move together."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.distributions import Distribution, Uncertain, distribution, sample, strata

NAME = Message("An input")
UNIFORM = Distribution("uniform", 0.5, 1.0, 1.5)


def electricity(shape: Distribution, **more: object) -> Uncertain:
    return Uncertain(NAME, "factor", (0,), shape, **more)  # type: ignore[arg-type]


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize(
    ("shape", "shares", "values"),
    [
        (Distribution("triangular", 0, 1, 3), [1 / 3, 1 - 1 / 6], [1.0, 2.0]),
        (Distribution("normal", 0.8, 1, 1.1), [0.05, 0.5, 0.95], [0.8, 1.0, 1.1]),
        (Distribution("lognormal", 0.5, 1, 3), [0.05, 0.5, 0.95], [0.5, 1.0, 3.0]),
        (Distribution("normal", 0.0, 1, 2), [0.001], [0.0]),
        (Distribution("normal", -1.0, 0, 1), [0.05], [-1.0]),
        (Distribution("triangular", 1, 1, 2), [0.75], [1.5]),
        (Distribution("normal", 1, 1, 1), [0.05, 0.95], [1.0, 1.0]),
    ],
)
def test_distributions_have_the_quantiles_their_docstring_promises(
    shape: Distribution, shares: list[float], values: list[float]
) -> None:
    assert shape.quantile(np.array(shares)) == pytest.approx(values)


def test_every_stratum_is_used_once_by_every_input() -> None:
    members = [electricity(UNIFORM, group="g", correlation=0.6) for _ in range(3)]
    drawn = sample([electricity(UNIFORM), *members], 500, rng())
    assert (np.sort(drawn.ranks, axis=1) == np.arange(500)).all()


def test_members_of_a_group_move_together_as_far_as_their_correlation_says() -> None:
    def pair(correlation: float) -> np.ndarray:
        both = [electricity(UNIFORM, group="g", correlation=correlation)] * 2
        return sample(both, 20_000, rng()).ranks

    assert (pair(1.0)[0] == pair(1.0)[1]).all()
    normal = strata(20_000)[1]
    for correlation in (0.0, 0.3, 0.8):
        first, second = normal[pair(correlation)]
        assert np.corrcoef(first, second)[0, 1] == pytest.approx(correlation, abs=0.03)


def test_another_seed_gives_other_draws() -> None:
    first, second = (sample([electricity(UNIFORM)], 100, rng(seed)).ranks for seed in (1, 2))
    assert (first != second).any()


def test_a_normal_range_reaches_as_far_as_the_normal_distribution_says() -> None:
    shape = Distribution("normal", 0.9, 1.0, 1.1)
    deviation = 0.1 / NormalDist().inv_cdf(0.95)
    drawn = sample([electricity(shape)], 20_000, rng())
    assert drawn.values.std() == pytest.approx(deviation, rel=0.01)
    assert drawn.values.mean() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("shape", "low", "central", "high", "says"),
    [
        ("triangular", None, 1.0, 2.0, "without range"),
        ("triangular", 1.2, 1.0, 2.0, "not in order"),
        ("triangular", 2.0, 1.0, 0.5, "not in order"),
        ("beta", 0.5, 1.0, 2.0, "no distribution"),
        ("lognormal", 0.0, 1.0, 2.0, "above zero"),
        ("normal", float("nan"), 1.0, 2.0, "finite"),
    ],
)
def test_a_bad_range_is_named_with_place_and_remedy(
    shape: str, low: float | None, central: float, high: float, says: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        distribution(shape, low, central, high, where=("effects", "A1"))
    assert says in caught.value.message.text()
    assert caught.value.where == ("effects", "A1") and caught.value.hint


def test_bad_inputs_are_refused() -> None:
    with pytest.raises(InvalidInput, match="no kind"):
        Uncertain(NAME, "price", (0,), UNIFORM)
    with pytest.raises(InvalidInput, match="below zero"):
        electricity(Distribution("uniform", -1.0, 1.0, 2.0))
    with pytest.raises(InvalidInput, match="not between 0 and 1"):
        electricity(UNIFORM, group="g", correlation=1.5)
    with pytest.raises(InvalidInput, match="different correlations"):
        sample([electricity(UNIFORM, group="g", correlation=c) for c in (0.2, 0.3)], 10, rng())
    for n in (0, 100_001):
        with pytest.raises(InvalidInput, match=f"{n} draws"):
            sample([], n, rng())
