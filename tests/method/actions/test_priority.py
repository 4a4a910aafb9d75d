"""The order of actions: unknowns are never scored, only proportions of weights count, doubts are shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.actions.action import Action
from secap.method.actions.priority import default_weights, normalised, rank, sensitivity, value
from secap.method.actions.quick_wins import candidates, quick_wins
from secap.method.basis.errors import InvalidInput

CRITERIA = list(default_weights())
YEAR = 2026

maybe = st.none() | st.floats(0, 1e6)
marks = st.integers(1, 5).map(float)
levels = st.none() | marks


@st.composite
def actions(draw: st.DrawFn, *, least: int = 1) -> list[Action]:
    size = draw(st.integers(least, 8))
    return [
        Action(
            id=f"{number:02}",
            t=draw(maybe),
            investment_eur=draw(maybe),
            stated_mwh=draw(maybe),
            full_effect_year=draw(st.none() | st.integers(2024, 2035)),
            feasibility=draw(levels),
            co_benefits=frozenset(draw(st.sets(st.sampled_from(["health", "jobs", "water"])))),
            scores=draw(st.dictionaries(st.sampled_from(["policy_alignment", "avoids_lock_in"]), marks)),
        )
        for number in range(size)
    ]


weights = st.dictionaries(st.sampled_from(CRITERIA), st.integers(0, 30).map(float), max_size=len(CRITERIA))


def order(found: list[Action], by: dict[str, float]) -> list[tuple[str, int | None]]:
    return [(row.action.id, row.rank) for row in rank(found, by, year=YEAR).rows]


class TestCriteria:
    def test_computed_criteria_come_from_the_action(self) -> None:
        one = Action(
            id="1", t=50, investment_eur=10_000, stated_mwh=200, full_effect_year=2029, feasibility=4,
            co_benefits=frozenset({"health", "jobs"}), scores={"policy_alignment": 5, "emissions_t": 1},
        )  # fmt: skip
        found = {name: value(one, name, year=YEAR) for name in CRITERIA}
        known = {name: one for name, one in found.items() if one is not None}
        assert known == {
            "emissions_t": 50, "eur_per_t": 200, "feasibility": 4, "policy_alignment": 5, "co_benefits": 2,
            "speed": 3, "energy_mwh": 200,
        }  # fmt: skip

    def test_of_an_empty_action_no_criterion_is_known(self) -> None:
        assert [value(Action(id="1"), name, year=YEAR) for name in CRITERIA] == [None] * len(CRITERIA)

    def test_an_effect_already_there_takes_no_years(self) -> None:
        assert value(Action(id="1", full_effect_year=2020), "speed", year=YEAR) == 0

    def test_an_unknown_criterion_is_refused(self) -> None:
        with pytest.raises(InvalidInput, match="beauty"):
            value(Action(id="1"), "beauty", year=YEAR)

    def test_the_best_is_1_and_the_worst_0_in_the_direction_of_the_criterion(self) -> None:
        found = [Action(id=str(t), t=t, investment_eur=1_000) for t in (10.0, 20.0, 50.0)]
        assert normalised(found, "emissions_t", year=YEAR) == pytest.approx([0, 0.25, 1])
        # 100, 50 and 20 EUR/t: (100 - 50) / (100 - 20) = 0.625
        assert normalised(found, "eur_per_t", year=YEAR) == pytest.approx([0, 0.625, 1])

    def test_equal_actions_are_all_best_and_the_unknown_stays_unknown(self) -> None:
        found = [Action(id="1", t=5), Action(id="2", t=5), Action(id="3")]
        assert normalised(found, "emissions_t", year=YEAR) == [1, 1, None]


class TestRanking:
    def test_the_score_is_the_weighted_mean_of_what_is_known(self) -> None:
        found = [
            Action(id="a", t=100, feasibility=1),
            Action(id="b", t=0, feasibility=5),
            Action(id="c", t=50),
            Action(id="d"),
        ]
        ranking = rank(found, {"emissions_t": 3, "feasibility": 1}, year=YEAR)
        assert [(row.action.id, row.score, row.rank, row.known_share) for row in ranking.rows] == [
            ("a", 0.75, 1, 1.0),  # (3 × 1 + 1 × 0) / 4
            ("c", 0.5, 2, 0.75),  # 3 × 0.5 / 3: feasibility is unknown, 3 of 4 weights are known
            ("b", 0.25, 3, 1.0),
            ("d", None, None, 0.0),
        ]
        assert [row.action.id for row in ranking.ranked] == ["a", "c", "b"]
        assert ranking.rows[0].parts == {"emissions_t": 1, "feasibility": 0}

    def test_equal_scores_stand_in_order_of_their_ids(self) -> None:
        found = [Action(id=name, t=1) for name in ("c", "a", "b")]
        assert order(found, {"emissions_t": 1}) == [("a", 1), ("b", 2), ("c", 3)]

    def test_without_any_weight_nothing_is_ranked(self) -> None:
        assert order([Action(id="a", t=1)], {"emissions_t": 0}) == [("a", None)]
        assert order([Action(id="a", t=1)], {}) == [("a", None)]

    @pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
    def test_an_impossible_weight_is_refused_by_name(self, weight: float) -> None:
        with pytest.raises(InvalidInput) as caught:
            rank([], {"speed": weight}, year=YEAR)
        assert caught.value.where == ("weights", "speed")

    @given(found=actions(), by=weights, extra=st.sampled_from(CRITERIA))
    def test_a_weight_of_zero_changes_no_rank(
        self, found: list[Action], by: dict[str, float], extra: str
    ) -> None:
        without = {name: weight for name, weight in by.items() if name != extra}
        assert order(found, {**without, extra: 0.0}) == order(found, without)

    @given(found=actions(), by=weights, scale=st.floats(1e-3, 1e3))
    def test_only_the_proportions_of_the_weights_matter(
        self, found: list[Action], by: dict[str, float], scale: float
    ) -> None:
        assert order(found, {name: scale * weight for name, weight in by.items()}) == order(found, by)

    @given(found=actions(), by=weights)
    def test_an_unknown_is_never_scored(self, found: list[Action], by: dict[str, float]) -> None:
        for row in rank(found, by, year=YEAR).rows:
            known = {name for name in by if value(row.action, name, year=YEAR) is not None}
            assert set(row.parts) == known
            assert 0 <= row.known_share <= 1 and (row.score is None or -1e-9 <= row.score <= 1 + 1e-9)
            assert (row.score is None) == (sum(by[name] for name in known) == 0)

    @given(found=actions(least=2), by=weights)
    def test_a_new_unknown_action_moves_nobody(self, found: list[Action], by: dict[str, float]) -> None:
        assert order([*found, Action(id="zz")], by) == [*order(found, by), ("zz", None)]

    def test_too_little_known_is_listed_but_not_ranked(self) -> None:
        found = [Action(id="known", t=1, feasibility=1), Action(id="unknown", feasibility=5)]
        by = {"emissions_t": 60.0, "feasibility": 40.0}
        assert order(found, by) == [("known", 1), ("unknown", None)]
        assert rank(found, by, year=YEAR).rows[1].known_share == 0.4


class TestSensitivity:
    def test_ranks_that_hang_on_one_weight_are_told(self) -> None:
        found = [
            Action(id="big", t=100, feasibility=1),
            Action(id="easy", t=0, feasibility=5),
            Action(id="poor", t=0, feasibility=1),
        ]
        result = sensitivity(found, {"emissions_t": 3, "feasibility": 2}, year=YEAR)
        assert [(swing.action.id, swing.rank, swing.best, swing.worst) for swing in result.swings] == [
            ("big", 1, 1, 2),
            ("easy", 2, 1, 2),  # poor is level with it without feasibility, and stands behind it by its id
            ("poor", 3, 3, 3),
        ]
        assert (result.top, result.stability) == (1, 0.0)

    def test_an_action_best_in_everything_stays_first(self) -> None:
        found = [
            Action(id="a", t=9, feasibility=5),
            *(Action(id=f"b{n}", t=n, feasibility=1) for n in range(5)),
        ]
        result = sensitivity(found, {"emissions_t": 25, "feasibility": 25, "speed": 1}, year=YEAR)
        first = result.swings[0]
        assert (first.action.id, first.best, first.worst) == ("a", 1, 1)
        assert result.top == 2 and result.stability is not None and result.stability >= 0.5

    def test_an_action_known_by_one_criterion_only_falls_out_when_that_is_left_out(self) -> None:
        found = [Action(id="a", t=10), Action(id="b", t=1, feasibility=3)]
        result = sensitivity(found, {"emissions_t": 1, "feasibility": 1}, year=YEAR)
        assert result.stability == 0 and result.top == 1

    def test_of_nothing_ranked_there_is_no_stability(self) -> None:
        assert sensitivity([Action(id="a")], default_weights(), year=YEAR).stability is None
        assert sensitivity([], {}, year=YEAR).swings == ()

    @given(found=actions(), by=weights)
    def test_the_rank_lies_between_best_and_worst(self, found: list[Action], by: dict[str, float]) -> None:
        result = sensitivity(found, by, year=YEAR)
        ranking = rank(found, by, year=YEAR)
        assert [swing.rank for swing in result.swings] == [row.rank for row in ranking.rows]
        for swing in result.swings:
            if swing.rank is not None:
                assert swing.best is not None and swing.worst is not None
                assert swing.best <= swing.rank <= swing.worst

    def test_actions_that_share_an_id_are_told_apart(self) -> None:
        result = sensitivity([Action(id="1", t=5), Action(id="1", t=3)], {"emissions_t": 1}, year=YEAR)
        assert [(swing.best, swing.worst) for swing in result.swings] == [(1, 1), (2, 2)]


class TestQuickWins:
    GOOD = Action(
        id="1", end=date(2026, 9, 30), feasibility=4,
        investment_eur=1_000, yearly_saving_eur=250, yearly_cost_eur=0,
    )  # fmt: skip

    def test_soon_easy_and_paid_back_is_a_quick_win_with_its_reasons(self) -> None:
        (found,) = quick_wins([self.GOOD], year=YEAR)
        assert [str(reason.message) for reason in found.reasons] == [
            "The full effect comes in 2027.",
            "The feasibility is 4 of 5.",
            "It pays back in 4.0 years.",
        ]

    @pytest.mark.parametrize(
        ("changed", "reason"),
        [
            (replace(GOOD, end=date(2029, 1, 1)), "comes in 2030, after 2028"),
            (replace(GOOD, full_effect_year=2024), "there since 2024"),
            (replace(GOOD, end=None), "enter the dates"),
            (replace(GOOD, feasibility=3), "3 of 5"),
            (replace(GOOD, feasibility=None), "feasibility is unknown"),
            (replace(GOOD, investment_eur=None), "cost is unknown"),
            (replace(GOOD, yearly_cost_eur=None), "payback is unknown"),
            (replace(GOOD, yearly_saving_eur=100), "pays back in 10.0 years"),
            (replace(GOOD, yearly_saving_eur=0), "never pays back"),
        ],
    )
    def test_one_condition_not_fulfilled_or_unknown_is_enough_to_be_none(
        self, changed: Action, reason: str
    ) -> None:
        assert quick_wins([changed], year=YEAR) == ()
        (found,) = candidates([changed], year=YEAR)
        (against,) = [one for one in found.reasons if not one.is_fulfilled]
        assert reason in str(against.message)

    def test_a_cost_in_the_lowest_third_stands_for_a_payback(self) -> None:
        cheap = replace(self.GOOD, yearly_saving_eur=None)
        dear = [Action(id=str(cost), investment_eur=cost) for cost in (5_000.0, 9_000.0)]
        (found,) = quick_wins([*dear, cheap], year=YEAR)
        assert found.action is cheap and "lowest third" in str(found.reasons[2].message)
        assert quick_wins([dear[0], cheap], year=YEAR) == ()  # two costs have no lowest third

    def test_a_cancelled_action_is_no_candidate(self) -> None:
        assert candidates([replace(self.GOOD, is_active=False)], year=YEAR) == ()
