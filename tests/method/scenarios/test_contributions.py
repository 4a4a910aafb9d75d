"""Whatever the actions: none adds to what it is meant to cut, contributions add up, nothing below zero."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secap.method.actions.action import Action
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.contributions import (
    EXACT_UP_TO,
    emissions_t,
    last_in_t,
    shapley_t,
    stand_alone_t,
    wedges,
    wedges_by_sector,
)
from secap.method.scenarios.paths import frozen
from secap.method.scenarios.results import results
from secap.method.scenarios.setup import Model, model
from tests.method.scenarios.builders import CARRIERS, SECTORS, effect, start

FIRST, LAST = 2021, 2030
amounts = st.one_of(st.just(0.0), st.floats(0.01, 5000))  # nothing, or something that can be measured
uses = st.one_of(st.just(0.0), st.floats(0.01, 3000))
years_ = st.integers(FIRST - 2, LAST + 2)


@st.composite
def models(draw: st.DrawFn, *, most: int = 5, dirtier: bool = False) -> Model:
    """A small town with any few actions; a switch goes to something cleaner unless `dirtier` is allowed."""
    use = {sector: {carrier: draw(uses) for carrier in CARRIERS} for sector in SECTORS}
    factors = {carrier: draw(st.floats(0, 1)) for carrier in CARRIERS}
    waste = draw(st.sampled_from([{}, {"waste_solid_disposal": 300.0}]))
    begin = start((FIRST, LAST), use, factors, sources=waste, sinks_t=-50.0)
    actions, effects = [], []
    for number in range(draw(st.integers(1, most))):
        kind = draw(
            st.sampled_from(["energy_saving", "renewable_electricity", "heat_mix", "waste"])
            if not dirtier
            else st.sampled_from(
                ["energy_saving", "fuel_switch", "renewable_electricity", "heat_mix", "waste"]
            )
        )
        sector = draw(st.sampled_from(SECTORS))
        action = Action(f"A{number}", sector=sector, full_effect_year=draw(years_), t=0.0)
        amount = draw(amounts)
        if kind == "energy_saving":
            action = replace(action, saved_mwh={draw(st.sampled_from(CARRIERS)): amount})
        elif kind == "fuel_switch":
            action = replace(action, saved_mwh={"natural_gas": amount, "electricity": -draw(amounts)})
        elif kind == "renewable_electricity":
            action = replace(action, sector="local_electricity", renewable_mwh=amount)
        elif kind == "heat_mix":
            action = replace(action, sector="local_heat_cold", t=amount)
        else:
            action = replace(action, sector="waste", t=amount)
        actions.append(action)
        effects.append([effect(kind, action)])
    return model(begin, frozen(begin), actions, effects)


def scale(one: Model) -> float:
    """What rounding is measured by."""
    return max(1.0, float(emissions_t(one, np.zeros((1, len(one.on)))).max()))


@given(models())
@settings(max_examples=150, deadline=None)
def test_no_action_adds_to_the_emissions_it_is_meant_to_cut(one: Model) -> None:
    for year in (FIRST, 2026, LAST):
        tolerance = 1e-9 * scale(one)
        assert (stand_alone_t(one, year) >= -tolerance).all()
        assert (last_in_t(one, year) >= -tolerance).all()
        assert (shapley_t(one, year)[0] >= -tolerance).all()
    assert (wedges(one) >= -1e-9 * scale(one)).all()


@given(models(dirtier=True))
@settings(max_examples=150, deadline=None)
def test_nothing_falls_below_zero(one: Model) -> None:
    way = one.pathway()
    for values in (way.energy_mwh, way.factor_t_per_mwh, way.energy_t, way.non_energy_t):
        assert (values >= 0).all()


@given(models(dirtier=True))
@settings(max_examples=150, deadline=None)
def test_wedges_add_up_to_what_all_avoid_together(one: Model) -> None:
    none, everything = emissions_t(one, np.vstack([np.zeros_like(one.on), one.on]))
    parts = wedges(one)
    assert parts.sum(axis=0) == pytest.approx(none - everything, abs=1e-9 * scale(one))
    grouped = wedges_by_sector(one, parts)
    assert sum(grouped.values()) == pytest.approx(none - everything, abs=1e-9 * scale(one))


@given(models(dirtier=True))
@settings(max_examples=100, deadline=None)
def test_exact_shapley_values_add_up_to_what_all_avoid_together(one: Model) -> None:
    values, errors = shapley_t(one, LAST)
    none, everything = emissions_t(one, np.vstack([np.zeros_like(one.on), one.on]))[:, -1]
    assert values.sum() == pytest.approx(none - everything, abs=1e-9 * scale(one))
    assert not errors.any()


@given(models(dirtier=True), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_order_of_actions_of_one_kind_does_not_matter(one: Model, chance: object) -> None:
    order = list(range(len(one.actions)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    now = {old: new for new, old in enumerate(order)}
    levers = tuple(replace(lever, action=now[lever.action]) for lever in one.levers)
    # Two switches from one carrier share what is there, the first first: they are not independent.
    moved = sorted(levers, key=lambda lever: (lever.kind, 0 if lever.kind == 1 else lever.action))
    other = replace(
        one,
        actions=tuple(one.actions[old] for old in order),
        levers=tuple(moved),
        ramps=one.ramps[order],
        on=one.on[order],
    )
    assert other.pathway().total_t == pytest.approx(one.pathway().total_t, rel=1e-9, abs=1e-9)
    assert shapley_t(other, LAST)[0] == pytest.approx(shapley_t(one, LAST)[0][order], abs=1e-9 * scale(one))


@given(models(dirtier=True))
@settings(max_examples=100, deadline=None)
def test_results_agree_with_themselves(one: Model) -> None:
    found = results(one, rate=0.04, price_year=FIRST, targets=None)
    total = found.total_t
    assert total == pytest.approx(one.pathway().total_t[0], abs=1e-9 * scale(one))
    assert sum(found.by_sector_t.values()) == pytest.approx(total, abs=1e-9 * scale(one))
    assert sum(found.by_scope_t.values()) == pytest.approx(total, abs=1e-9 * scale(one))
    energy_t = total - found.non_energy_t.sum(axis=1)
    assert sum(found.by_carrier_t.values()) == pytest.approx(energy_t, abs=1e-9 * scale(one))
    assert sum(found.by_sector_mwh.values()) == pytest.approx(sum(found.by_carrier_mwh.values()))
    assert found.net_t == pytest.approx(total - 50.0)
    assert found.renewable_share is not None
    known = found.renewable_share[np.isfinite(found.renewable_share)]
    assert ((known >= 0) & (known <= 1 + 1e-12)).all()


def many(count: int) -> Model:
    """Savings that overlap on one use, and nothing else."""
    begin = start((FIRST, LAST), {"residential_buildings": {"heat_cold": 1000.0}}, {"heat_cold": 0.2})
    actions = [
        Action(f"A{n}", sector="residential_buildings", saved_mwh={"heat_cold": 20.0 + n})
        for n in range(count)
    ]
    return model(begin, frozen(begin), actions, [[effect("energy_saving", one)] for one in actions])


def test_a_sample_of_orders_is_within_its_error_of_the_exact_values() -> None:
    one = many(EXACT_UP_TO)
    exact, _ = shapley_t(one, LAST)
    # One more action that hardly does anything makes it a sample.
    more = many(EXACT_UP_TO + 1)
    more = replace(more, on=np.array([1.0] * EXACT_UP_TO + [1e-12]))
    values, errors = shapley_t(more, LAST, orders=400, generator=np.random.default_rng(1))
    assert (errors[:-1] > 0).all()
    assert (np.abs(values[:-1] - exact) <= 4 * errors[:-1] + 1e-9).all()
    assert errors.max() < 0.01 * exact.max()
    assert values.sum() == pytest.approx(exact.sum(), abs=1e-9)


def test_the_same_seed_gives_the_same_values() -> None:
    one = many(EXACT_UP_TO + 2)
    first = shapley_t(one, LAST, orders=50, generator=np.random.default_rng(7))
    again = shapley_t(one, LAST, orders=50, generator=np.random.default_rng(7))
    assert (first[0] == again[0]).all() and (first[1] == again[1]).all()


def test_a_sample_needs_a_source_of_chance_and_enough_orders() -> None:
    with pytest.raises(InvalidInput):
        shapley_t(many(EXACT_UP_TO + 1), LAST)
    with pytest.raises(InvalidInput):
        shapley_t(many(EXACT_UP_TO + 1), LAST, orders=2, generator=np.random.default_rng(1))


def test_an_action_that_is_not_carried_out_contributes_nothing() -> None:
    one = many(3)
    one = replace(one, on=np.array([1.0, 0.0, 1.0]))
    for values in (
        stand_alone_t(one, LAST),
        last_in_t(one, LAST),
        shapley_t(one, LAST)[0],
        wedges(one)[:, -1],
    ):
        assert values[1] == 0
        assert values[0] > 0


def test_a_switch_to_something_dirtier_adds_emissions() -> None:
    begin = start(
        (FIRST, LAST),
        {"residential_buildings": {"heat_cold": 1000.0}},
        {"heat_cold": 0.1, "natural_gas": 0.2},
    )
    action = Action(
        "A1", sector="residential_buildings", saved_mwh={"heat_cold": 100.0, "natural_gas": -110.0}
    )
    one = model(begin, frozen(begin), [action], [[effect("fuel_switch", action)]])
    assert stand_alone_t(one, LAST) == pytest.approx([100 * 0.1 - 110 * 0.2])
