"""The least-cost portfolio: as good as trying everything, within limits, and honest where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secap.method.actions.action import Action, Financing
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.frame import Frame, Start
from secap.method.scenarios.levers import HEAT_SUPPLY, SAVING, SWITCH, Lever
from secap.method.scenarios.model import Draws
from secap.method.scenarios.paths import frozen
from secap.method.scenarios.portfolio.assess import Judge, judge_of
from secap.method.scenarios.portfolio.curves import abatement_curve, frontier
from secap.method.scenarios.portfolio.iterate import optimise
from secap.method.scenarios.portfolio.options import GivenCost, options_of
from secap.method.scenarios.portfolio.problem import Begin, Limits, Objective, Option, Problem
from secap.method.scenarios.portfolio.result import Result
from secap.method.scenarios.setup import Model
from tests.method.scenarios.brute import best, keeps

YEAR = 2030
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
FRAME = Frame(tuple(range(2022, 2041)), ("municipal_buildings", "residential_buildings"),
              ("electricity", "heat_cold", "natural_gas"))  # fmt: skip
START = Start(
    FRAME,
    np.array([[500.0, 2000.0, 1500.0], [3000.0, 9000.0, 6000.0]]),
    np.array([0.3, 0.25, 0.2]),
    np.zeros(0),
)


def still() -> float:
    return 0.0


def solved(problem: Problem, judge: Judge, **more: object) -> Result:
    return optimise(problem, judge, clock=still, **more)  # type: ignore[arg-type]


def independent(t: Sequence[float], start_t: float = 1000.0) -> Judge:
    """A judge in whose world effects simply add up."""
    return Judge(lambda _year, reach: start_t - reach @ np.array(t))


def option(name: str, cost: float, *, years: Sequence[int] = (2026,), vulnerable: bool = False) -> Option:
    """An action that costs the same in each year, and works in full unless it starts after 2028."""
    begins = tuple(
        Begin(year, cost * 0.97 ** (year - 2026), cost, {("own", year): cost}, {year: 1.0},
              {YEAR: 1.0 if year <= 2028 else 0.5})
        for year in years
    )  # fmt: skip
    return Option(name, begins=begins, helps_vulnerable=vulnerable)


def judged(levers: Sequence[tuple[int, float, int]], options: Sequence[Option]) -> Judge:
    """The yearly model.  levers : (kind, share, cell) of each action."""
    found = []
    for place, (kind, share, cell) in enumerate(levers):
        row, column = divmod(cell, 3)
        targets = (((column + 1) % 3, 0.4),) if kind == SWITCH else ()
        cells = () if kind == HEAT_SUPPLY else ((row, column), (1 - row, column))
        found.append(Lever(place, kind, cells, share, targets))
    actions = tuple(Action(id=one.id) for one in options)
    ramps = np.ones((len(actions), len(FRAME.years)))
    model = Model(START, frozen(START), actions, tuple(found), ramps, np.ones(len(actions)))
    return judge_of(model, options)


COSTS = st.integers(1, 400).map(float)
ONE = st.tuples(COSTS, st.integers(1, 90).map(float))
KINDS = st.sampled_from([SAVING, SAVING, SWITCH, HEAT_SUPPLY])
LEVER = st.tuples(KINDS, st.integers(5, 60).map(lambda percent: percent / 100), st.integers(0, 5))


@given(st.lists(ONE, min_size=1, max_size=10), st.floats(0.05, 0.95))
@QUICK
def test_independent_actions_as_good_as_trying_everything(
    actions: list[tuple[float, float]], part: float
) -> None:
    options = tuple(option(f"A{place}", cost) for place, (cost, _t) in enumerate(actions))
    t = [one for _cost, one in actions]
    problem = Problem(options, Limits(targets={YEAR: 1000.0 - part * sum(t)}))
    judge = independent(t)
    result = solved(problem, judge)
    wanted = best(problem, judge)
    assert wanted is not None
    assert result.status == "optimal"
    assert result.cost_eur == pytest.approx(wanted.value, rel=1e-6, abs=1e-6)
    assert result.is_bound_proven
    assert result.gap is not None and result.gap <= 1e-3
    assert result.is_met(YEAR)


@given(st.lists(st.tuples(COSTS, LEVER), min_size=1, max_size=8), st.floats(0.05, 0.95))
@QUICK
def test_interacting_actions_as_good_as_trying_everything_in_the_full_model(
    actions: list[tuple[float, tuple[int, float, int]]], part: float
) -> None:
    options = tuple(option(f"A{place}", cost) for place, (cost, _lever) in enumerate(actions))
    judge = judged([lever for _cost, lever in actions], options)
    nothing, everything = judge.central(YEAR, np.array([np.zeros(len(options)), np.ones(len(options))]))
    problem = Problem(options, Limits(targets={YEAR: float(nothing - part * (nothing - everything))}))
    result, wanted = solved(problem, judge), best(problem, judge)
    assert wanted is not None
    assert result.is_met(YEAR)
    assert result.cost_eur is not None
    assert wanted.value - 1e-6 <= result.cost_eur <= wanted.value * 1.001 + 1e-6
    assert result.bound is not None and result.bound <= wanted.value + 1e-6


@given(
    st.lists(st.tuples(COSTS, LEVER, st.booleans()), min_size=4, max_size=5),
    st.floats(0.1, 0.8),
    st.floats(0.3, 1.0),
    st.data(),
)
@QUICK
def test_limits_are_kept_and_a_problem_without_a_solution_has_none(
    actions: list[tuple[float, tuple[int, float, int], bool]], part: float, money: float, data: st.DataObject
) -> None:
    options = tuple(
        option(f"A{place}", cost, years=(2026, 2028, 2029), vulnerable=helps)
        for place, (cost, _lever, helps) in enumerate(actions)
    )
    judge = judged([lever for _cost, lever, _helps in actions], options)
    nothing, everything = judge.central(YEAR, np.array([np.zeros(len(options)), np.ones(len(options))]))
    whole = sum(cost for cost, _lever, _helps in actions)
    limits = Limits(
        targets={YEAR: float(nothing - part * (nothing - everything))},
        budget_by_year_eur={2026: money * whole / 2, 2028: money * whole / 3},
        budget_by_source_eur={("own", None): money * whole},
        staff_by_year_fte={2026: 2.0},
        must=data.draw(st.sampled_from([frozenset(), frozenset({"A0"})])),
        must_not=data.draw(st.sampled_from([frozenset(), frozenset({"A1"})])),
        at_most_one=data.draw(st.sampled_from([(), (("A2", "A3"),)])),
        requires=data.draw(st.sampled_from([{}, {"A2": ("A0",)}])),
        at_least_one=data.draw(st.sampled_from([{}, {("floods",): ("A1", "A3")}])),
        vulnerable_share=data.draw(st.sampled_from([None, 0.3])),
    )
    problem = Problem(options, limits)
    result, wanted = solved(problem, judge), best(problem, judge)
    if wanted is None:
        assert result.status == "infeasible"
        assert result.reasons
        assert not result.chosen
        return
    assert result.is_found
    assert keeps(problem, {one.option.id: one.begin for one in result.chosen})
    assert result.is_met(YEAR)
    assert result.cost_eur == pytest.approx(wanted.value, rel=1e-3, abs=1e-6)


@given(st.lists(st.tuples(COSTS, LEVER), min_size=2, max_size=7), st.floats(0.1, 0.7), st.floats(0.2, 0.9))
@QUICK
def test_more_budget_never_costs_more_and_a_larger_target_never_less(
    actions: list[tuple[float, tuple[int, float, int]]], part: float, money: float
) -> None:
    options = tuple(option(f"A{place}", cost) for place, (cost, _lever) in enumerate(actions))
    judge = judged([lever for _cost, lever in actions], options)
    nothing, everything = judge.central(YEAR, np.array([np.zeros(len(options)), np.ones(len(options))]))
    whole = sum(cost for cost, _lever in actions)

    def cost(share: float, budget: float) -> float:
        limits = Limits({YEAR: float(nothing - share * (nothing - everything))}, budget_eur=budget * whole)
        found = solved(Problem(options, limits), judge).cost_eur
        return float("inf") if found is None else found

    assert cost(part, money + 0.1) <= cost(part, money) * (1 + 1e-9)
    assert cost(part * 1.2, money) >= cost(part, money) * (1 - 1e-9)


@given(st.lists(st.tuples(COSTS, LEVER), min_size=2, max_size=8), st.floats(0.1, 0.9))
@QUICK
def test_most_tonnes_under_a_budget(
    actions: list[tuple[float, tuple[int, float, int]]], money: float
) -> None:
    options = tuple(option(f"A{place}", cost) for place, (cost, _lever) in enumerate(actions))
    judge = judged([lever for _cost, lever in actions], options)
    whole = sum(cost for cost, _lever in actions)
    problem = Problem(options, Limits(budget_eur=money * whole), Objective.MOST_TONNES, YEAR)
    result, wanted = solved(problem, judge), best(problem, judge)
    nothing = float(judge.central(YEAR, np.zeros((1, len(options))))[0])
    assert wanted is not None
    assert result.once_eur is not None and result.once_eur <= money * whole + 1e-6
    assert nothing - result.real_t[YEAR] >= (nothing - wanted.value) * 0.999 - 1e-6
    # No single action that can be paid is better than the whole.
    for place, one in enumerate(options):
        if one.begins[0].once_eur <= money * whole:
            alone = judge.central(YEAR, np.eye(len(options))[place : place + 1])[0]
            assert result.real_t[YEAR] <= alone + 1e-6 * nothing


def test_actions_that_strengthen_each_other_are_named_and_the_bound_is_no_proof() -> None:
    options = (option("connect", 100.0), option("clean heat", 100.0), option("dear", 500.0))
    levers = [(SWITCH, 0.5, 0), (HEAT_SUPPLY, 0.9, 0), (SAVING, 0.6, 1)]
    judge = judged(levers, options)
    both = judge.central(YEAR, np.array([[1.0, 1.0, 0.0]]))[0]
    problem = Problem(options, Limits(targets={YEAR: float(both)}))
    result = solved(problem, judge)
    assert result.cost_eur == 200.0
    assert not result.is_bound_proven
    assert result.strengthening


def test_the_confidence_asks_for_more() -> None:
    options = tuple(option(f"A{place}", 100.0 + place) for place in range(6))
    model = Model(
        START, frozen(START), tuple(Action(id=one.id) for one in options),
        tuple(Lever(place, SAVING, ((1, place % 3),), 0.3) for place in range(6)),
        np.ones((6, len(FRAME.years))), np.ones(6),
    )  # fmt: skip
    draws = Draws(effect=np.random.default_rng(1).uniform(0.4, 1.3, (200, 6)))
    target = 4000.0
    found = {}
    for confidence in (None, 0.5, 0.95):
        judge = judge_of(model, options, draws=draws, confidence=confidence)
        found[confidence] = solved(Problem(options, Limits(targets={YEAR: target})), judge)
    sure = found[0.95]
    assert sure.cost_eur is not None and found[0.5].cost_eur is not None
    assert sure.cost_eur > found[0.5].cost_eur
    chosen = np.isin([one.id for one in options], [one.option.id for one in sure.chosen]).astype(float)
    t = model.pathway(
        Draws(on=np.broadcast_to(chosen, (200, 6)), effect=draws.effect), years=model.years(YEAR)
    )
    assert (t.total_t[:, 0] <= target).mean() >= 0.95
    assert sure.as_dict()["confidence"] == 0.95


def test_the_target_that_nothing_reaches_is_told_in_words() -> None:
    options = (option("A", 10.0), option("B", 10.0))
    result = solved(Problem(options, Limits(targets={YEAR: 900.0})), independent([30.0, 40.0]))
    assert result.status == "infeasible"
    assert [str(one) for one in result.reasons] == [
        "The target of 2030 needs 30.0 t more than all allowed actions bring together."
    ]
    assert result.as_dict()["chosen"] == []


def test_colliding_limits_are_named_with_what_would_have_to_give_way() -> None:
    options = (option("A", 100.0, years=(2027,)), option("B", 50.0), option("C", 80.0))
    limits = Limits(
        targets={YEAR: 960.0}, budget_by_year_eur={2027: 60.0}, budget_eur=1000.0, must=frozenset({"A"})
    )
    result = solved(Problem(options, limits), independent([30.0, 20.0, 25.0]))
    told = " ".join(str(one) for one in result.reasons)
    assert "The budget of 2027" in told and "“A” must be chosen" in told
    assert "40 EUR too small" in told
    assert "whole budget" not in told
    assert "target" not in told


def test_a_budget_too_small_for_the_target_says_how_far_it_reaches() -> None:
    options = (option("A", 100.0), option("B", 50.0))
    limits = Limits(targets={YEAR: 960.0}, budget_eur=120.0)
    result = solved(Problem(options, limits), independent([30.0, 20.0]))
    told = " ".join(str(one) for one in result.reasons)
    assert "The whole budget is 30 EUR too small" in told
    assert "970.0 t at best, 10.0 t more than the target allows" in told


def test_without_a_cost_an_action_is_left_out_and_named_unless_it_must_be_chosen() -> None:
    unknown = replace(option("A", 1.0), begins=(replace(option("A", 1.0).begins[0], cost_eur=None),))
    options = (unknown, option("B", 50.0))
    judge = independent([30.0, 30.0])
    result = solved(Problem(options, Limits(targets={YEAR: 980.0})), judge)
    assert [one.option.id for one in result.chosen] == ["B"]
    assert "cost is unknown" in str(result.left_out[0].why)
    forced = solved(Problem(options, Limits(targets={YEAR: 980.0}, must=frozenset({"A"}))), judge)
    assert [one.option.id for one in forced.chosen] == ["A"]
    assert "A" in str(forced.notes[0])
    assert forced.as_dict()["chosen"][0]["cost_eur"] is None


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        (Limits(requires={"A": ("B",), "B": ("C",), "C": ("A",)}), "A > B > C > A"),
        (Limits(must=frozenset({"A"}), must_not=frozenset({"A"})), "must and must not"),
        (Limits(must=frozenset({"X"})), "no action X"),
        (Limits(budget_eur=-1.0), "must be 0 or more"),
        (Limits(budget_by_year_eur={2027: float("nan")}), "must be 0 or more"),
        (Limits(vulnerable_share=1.2), "from 0 to 1"),
    ],
)
def test_contradictions_are_refused_by_name(limits: Limits, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        Problem((option("A", 1.0), option("B", 1.0), option("C", 1.0)), limits)


def test_a_negative_cost_needs_a_reason() -> None:
    with pytest.raises(InvalidInput, match="negative"):
        Problem((option("A", 1.0), replace(option("B", 1.0), begins=(Begin(2026, -5.0),))), Limits())
    action = Action(id="A", investment_eur=100.0, yearly_cost_eur=0.0, yearly_saving_eur=50.0,
                    start=date(2026, 1, 1), full_effect_year=2026)  # fmt: skip
    settings_ = {"starts": (2026, 2027), "target_years": (YEAR,), "rate": 0.0, "base_year": 2026}
    (saving,) = options_of([action], horizon_year=2035, **settings_)  # type: ignore[arg-type]
    assert [begin.cost_eur for begin in saving.begins] == [100.0 - 500.0, 100.0 - 450.0]
    Problem((saving,), Limits())
    with pytest.raises(InvalidInput, match="negative"):
        given_cost = options_of([action], horizon_year=2035, given={"A": GivenCost(-5.0)}, **settings_)  # type: ignore[arg-type]
        Problem(given_cost, Limits())


def test_options_of_a_plan_move_with_their_start() -> None:
    action = Action(
        id="A", investment_eur=200.0, yearly_cost_eur=0.0, yearly_saving_eur=0.0, staff_fte=0.5,
        start=date(2026, 3, 1), end=date(2027, 6, 30), financing=(Financing("eu", share=0.5),),
    )  # fmt: skip
    begun = replace(action, id="B", status="ongoing")
    one, other = options_of(
        [action, begun, replace(action, id="C", is_active=False)],
        starts=(2026, 2028), target_years=(YEAR,), rate=0.1, base_year=2026, horizon_year=2040,
    )  # fmt: skip
    assert [begin.year for begin in one.begins] == [2026, 2028]
    assert [begin.year for begin in other.begins] == [2026]
    late = one.begins[1]
    assert late.money_eur == {("eu", 2028): 50.0, ("eu", 2029): 50.0, ("", 2028): 50.0, ("", 2029): 50.0}
    assert late.staff_fte == {2028: 0.5, 2029: 0.5}
    assert late.reach == {YEAR: 1.0}
    assert late.cost_eur == pytest.approx(100 / 1.1**2 + 100 / 1.1**3)


def test_the_curves() -> None:
    options = tuple(option(f"A{place}", 50.0 + 37 * place) for place in range(6))
    levers = [(SAVING, 0.1 + 0.05 * place, place % 6) for place in range(6)]
    judge = judged(levers, options)
    problem = Problem(options, Limits())
    points = frontier(problem, judge, year=YEAR, clock=still, steps=6)
    costs = [point.result.cost_eur for point in points]
    assert all(point.result.is_found for point in points)
    assert costs == sorted(costs, key=float)  # type: ignore[arg-type]
    steps = abatement_curve(problem, judge, points[-1].result.selection, YEAR)
    each = [step.eur_per_t for step in steps]
    assert each == sorted(each, key=float)  # type: ignore[arg-type]
    assert steps[-1].until_t == pytest.approx(sum(step.t for step in steps))
    assert steps[-1].until_t == pytest.approx(points[-1].reduction_t)


def test_the_same_problem_gives_the_same_answer_ready_for_json() -> None:
    options = tuple(option(f"A{place}", 50.0 + 7 * place, years=(2026, 2027)) for place in range(8))
    judge = judged([(SAVING, 0.2, place % 6) for place in range(8)], options)
    problem = Problem(options, Limits(targets={YEAR: 4000.0}))
    one, other = solved(problem, judge), solved(problem, judge)
    assert one.as_dict("lv") == other.as_dict("lv")
    assert one.as_dict()["rounds"]
    assert one.begins
