"""Uncertainty: known percentiles and chances, the same numbers for the same seed, what matters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secap.method.actions.action import Action
from secap.method.actions.effects.model import Effect, Outcome
from secap.method.basis import codes
from secap.method.basis.derivations import Derivation
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.distributions import (
    Distribution,
    Uncertain,
    sample,
)
from secap.method.scenarios.frame import Frame, Start
from secap.method.scenarios.levers import SAVING, Lever
from secap.method.scenarios.paths import Paths, frozen
from secap.method.scenarios.ranges import effect_ratio, factor_ranges, quality_ranges, uncertain_of
from secap.method.scenarios.sensitivity import first_order, rank_correlations, sensitivity
from secap.method.scenarios.setup import Model
from secap.method.scenarios.uncertainty import drop, simulate

SECTORS = ("municipal_buildings", "residential_buildings")
CARRIERS = ("electricity", "natural_gas")
NAME = Message("An input")


def town(shares: tuple[float, ...] = (0.2, 0.3)) -> Model:
    """1,000 t of electricity and 1,000 t of gas; each action saves a share of the gas, at once."""
    frame = Frame(tuple(range(2020, 2031)), SECTORS, CARRIERS)
    start = Start(frame, np.array([[1000.0, 2000.0], [1000.0, 3000.0]]), np.array([0.5, 0.2]), np.zeros(0))
    levers = tuple(Lever(place, SAVING, ((0, 1), (1, 1)), share) for place, share in enumerate(shares))
    actions = tuple(Action(str(place), f"Action {place}") for place in range(len(shares)))
    count = len(shares)
    return Model(start, frozen(start), actions, levers, np.ones((count, 11)), np.ones(count))


def electricity(shape: Distribution, **more: object) -> Uncertain:
    return Uncertain(NAME, "factor", (0,), shape, **more)  # type: ignore[arg-type]


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


UNIFORM = Distribution("uniform", 0.5, 1.0, 1.5)


def test_one_uniform_input_gives_the_percentiles_and_the_chance_that_follow_by_hand() -> None:
    # 1,000 t of gas and 1,000 t times u of electricity, u uniform from 0.5 to 1.5
    outcome = simulate(town(()), [electricity(UNIFORM)], n=1000, generator=rng(), targets={2030: 1800.0})
    assert outcome.fan_t[:, -1] == pytest.approx([1550, 1750, 2000, 2250, 2450], abs=0.6)
    assert outcome.mean_t[-1] == pytest.approx(2000)
    assert outcome.expected_t == pytest.approx(2000)
    assert outcome.chances[0].share == pytest.approx(0.3)
    assert outcome.chances[0].error == pytest.approx((0.3 * 0.7 / 1000) ** 0.5, rel=0.01)
    assert not outcome.chances[0].is_met_as_planned


def test_the_spread_of_a_group_adds_up_and_that_of_independent_inputs_does_not() -> None:
    def spread(group: str) -> float:
        pair = [Uncertain(NAME, "energy", ((row, 0),), UNIFORM, group) for row in (0, 1)]
        outcome = simulate(town(()), pair, n=4000, generator=rng(), targets={2030: 0.0})
        return float(outcome.totals_t[2030].std())

    alone = 500 / 12**0.5
    assert spread("g") == pytest.approx(2 * alone, rel=0.01)
    assert spread("") == pytest.approx(2**0.5 * alone, rel=0.03)


@settings(max_examples=15, deadline=None)
@given(chunk=st.integers(1, 400), seed=st.integers(0, 1000))
def test_the_same_seed_gives_the_same_numbers_whatever_the_chunk(chunk: int, seed: int) -> None:
    model = town()
    uncertain = uncertain_of(model)
    whole = simulate(model, uncertain, n=300, generator=rng(seed), targets={2030: 1500.0}, chunk=300)
    parts = simulate(model, uncertain, n=300, generator=rng(seed), targets={2030: 1500.0}, chunk=chunk)
    assert (whole.totals_t[2030] == parts.totals_t[2030]).all()
    assert whole.as_dict() == parts.as_dict()


@settings(max_examples=20, deadline=None)
@given(
    shares=st.lists(st.floats(0.0, 0.9), min_size=1, max_size=5),
    max_t=st.floats(800.0, 2500.0),
    seed=st.integers(0, 1000),
)
def test_dropping_a_saving_never_raises_the_chance(shares: list[float], max_t: float, seed: int) -> None:
    model = town(tuple(shares))
    effects = [Uncertain(NAME, "effect", (place,), UNIFORM) for place in range(len(shares))]
    inputs = [electricity(UNIFORM), *effects]
    outcome = simulate(model, inputs, n=200, generator=rng(seed), targets={2030: max_t})
    for one in drop(model, outcome, 2030):
        assert one.without <= one.chance
        assert one.more_t >= -1e-9


def test_dropping_an_action_gives_the_chance_of_the_scenario_without_it() -> None:
    model, inputs = town(), [electricity(UNIFORM)]
    outcome = simulate(model, inputs, n=1000, generator=rng(), targets={2030: 1500.0})
    # With both 560 t of gas are left, without the second 800 t: electricity may be 940 t, or 700 t.
    dropped = {one.action: one for one in drop(model, outcome, 2030)}
    assert outcome.chances[0].share == pytest.approx(0.44)
    assert dropped[1].without == pytest.approx(0.2)
    assert dropped[1].more_t == pytest.approx(240)
    assert dropped[1].error == pytest.approx((0.24 * 0.76 / 1000) ** 0.5)
    off = simulate(
        replace(model, on=np.array([1.0, 0.0])), inputs, n=1000, generator=rng(), targets={2030: 1500.0}
    )
    assert off.chances[0].share == dropped[1].without
    assert [one.action for one in drop(model, outcome, 2030)] == [1, 0]


def test_sensitivity_tells_what_matters_from_what_does_not() -> None:
    narrow = Distribution("uniform", 0.9, 1.0, 1.1)
    inputs = [
        Uncertain(NAME, "factor", (1,), narrow),
        electricity(UNIFORM),
        Uncertain(NAME, "energy", ((0, 0),), Distribution("uniform", 1, 1, 1)),
        Uncertain(NAME, "effect", (0,), UNIFORM),
    ]
    model = replace(town(), on=np.zeros(2))  # no action is carried out: its range can't matter
    outcome = simulate(model, inputs, n=5000, generator=rng(), targets={2030: 2000.0})
    found = sensitivity(model, outcome, 2030)
    rows = {one.uncertain.targets + (one.uncertain.kind,): one for one in found.influences}
    strong, weak = rows[0, "factor"], rows[1, "factor"]
    # Variances 1,000² / 12 and 200² / 12: 25/26 and 1/26 of the sum
    assert found.noise is not None
    assert strong.first_order == pytest.approx(25 / 26, abs=0.02)
    assert weak.first_order == pytest.approx(1 / 26, abs=0.02)
    assert strong.correlation == pytest.approx(0.98, abs=0.02)
    assert (strong.low_t, strong.high_t) == pytest.approx((1600, 2400))
    assert (weak.low_t, weak.high_t) == pytest.approx((1920, 2080))
    idle = rows[0, "effect"]
    assert idle.first_order is not None and idle.first_order <= 2 * found.noise
    assert idle.swing_t == 0
    constant = rows[(0, 0), "energy"]
    assert constant.correlation is None and constant.first_order is None
    assert [one.swing_t for one in found.influences] == sorted((800, 160, 0, 0), reverse=True)


def test_what_does_not_vary_has_no_correlation() -> None:
    ranks = sample([electricity(UNIFORM)], 100, rng()).ranks
    assert rank_correlations(ranks, np.full(100, 3.0)) is None
    assert first_order(ranks, np.full(100, 0.1))[0] is None
    assert first_order(ranks[:, :5] % 5, np.arange(5.0)) == (None, None)


def test_without_uncertain_inputs_all_draws_are_the_plan() -> None:
    outcome = simulate(town(), [], n=10, generator=rng(), targets={2030: 1600.0})
    assert outcome.fan_t[:, -1] == pytest.approx(outcome.expected_t[-1])
    assert outcome.chances[0].share == 1
    assert sensitivity(town(), outcome, 2030).influences == ()


def effect(low: float, central: float, high: float, *, mwh: float = 0.0) -> Effect:
    nothing = Derivation(NAME, "", "design", (), 0.0, "")
    outcomes = [Outcome({"natural_gas": mwh}, 0.0, t, 0.0, nothing) for t in (low, central, high)]
    return Effect("stated", outcomes[1], outcomes[0], outcomes[2])


def test_the_range_of_an_effect_is_the_users_or_the_tables() -> None:
    model = town()
    found = uncertain_of(model, effects=[[effect(50, 100, 110), effect(100, 100, 100)], [effect(80, 80, 80)]])
    mine, given_none = (one.distribution for one in found if one.kind == "effect")
    assert (mine.low, mine.central, mine.high) == (0.75, 1.0, 1.05)
    assert given_none == factor_ranges()["effect", ""].distribution
    assert effect_ratio([effect(-20, 100, 150)]) == (0.0, 1.5)
    assert effect_ratio([effect(-120, -100, -90)]) == pytest.approx((0.9, 1.2))
    assert effect_ratio([effect(0, 0, 0)]) is None
    idle = replace(model, on=np.array([0.0, 1.0]))
    assert next(one.targets for one in uncertain_of(idle, effects=[[effect(1, 2, 3)]] * 2)) == (1,)


def test_better_data_has_the_narrower_range() -> None:
    model = town()
    grades = [["measured_local", "estimated_national"], [None, ""]]
    energy = {
        one.targets[0]: one for one in uncertain_of(model, energy_quality=grades) if one.kind == "energy"
    }
    assert energy[0, 0].distribution == quality_ranges()["measured_local"].distribution
    assert energy[0, 1].distribution == quality_ranges()["estimated_national"].distribution
    assert energy[1, 0].distribution == quality_ranges()[""].distribution
    assert energy[1, 0].group == energy[1, 1].group != ""
    assert set(quality_ranges()) == {"", *codes.table("data_quality")}
    width = {grade: row.distribution.high - row.distribution.low for grade, row in quality_ranges().items()}
    for level in ("local", "regional", "national"):
        assert width[f"measured_{level}"] <= width[f"calculated_{level}"] <= width[f"estimated_{level}"]


def test_only_paths_that_change_are_uncertain_and_every_carrier_has_a_range() -> None:
    model = town()
    assert {one.kind for one in uncertain_of(model)} == {"energy", "factor"}
    paths: Paths = replace(
        model.paths,
        activity=model.paths.activity * np.linspace(1, 1.2, 11)[:, None],
        factor_t_per_mwh=model.paths.factor_t_per_mwh * np.linspace([1, 1], [0.5, 1], 11),
    )
    kinds = [one.kind for one in uncertain_of(replace(model, paths=paths))]
    assert kinds.count("factor_path") == 1 and kinds.count("activity") == 2
    for code, row in codes.table("carriers").items():
        for kind in ("factor", "factor_path"):
            assert (kind, code) in factor_ranges() or (kind, row.group) in factor_ranges()


def test_the_chance_of_all_or_none_is_no_certainty() -> None:
    outcome = simulate(town(), [electricity(UNIFORM)], n=100, generator=rng(), targets={2025: 0.0, 2030: 1e9})
    assert [(one.year, one.share) for one in outcome.chances] == [(2025, 0.0), (2030, 1.0)]
    assert all(0 < one.error < 0.02 for one in outcome.chances)


def test_progress_is_told_and_can_end_the_work() -> None:
    told: list[float] = []
    simulate(town(), [], n=250, generator=rng(), targets={}, chunk=100, progress=told.append)
    assert told == [0.4, 0.8, 1.0]

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(town(), [], n=250, generator=rng(), targets={}, progress=stop)


def test_what_does_not_fit_the_scenario_is_refused() -> None:
    with pytest.raises(InvalidInput, match="not 2050"):
        simulate(town(), [], n=10, generator=rng(), targets={2050: 1.0})
    with pytest.raises(InvalidInput, match="no number"):
        simulate(town(), [], n=10, generator=rng(), targets={2030: float("nan")})
    with pytest.raises(InvalidInput, match="no place"):
        simulate(town(), [Uncertain(NAME, "factor", (9,), UNIFORM)], n=10, generator=rng(), targets={})
    with pytest.raises(InvalidInput, match="no data-quality grade"):
        uncertain_of(town(), energy_quality=[["guess", ""], ["", ""]])
    outcome = simulate(town(), [], n=10, generator=rng(), targets={2030: 1.0})
    with pytest.raises(InvalidInput, match="no target for 2025"):
        drop(town(), outcome, 2025)
