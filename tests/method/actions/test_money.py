"""Money of actions: worked cases, what must hold for any figures, and that nothing unknown becomes 0."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.actions import money
from secap.method.actions.action import Action, Financing
from secap.method.actions.financing import finance_split
from secap.method.basis.errors import InvalidInput

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "money.yaml").read_text(encoding="utf-8"))
costs = st.floats(1, 1e9)
savings = st.floats(1, 1e8)
years_ = st.integers(1, 60)
rates = st.floats(-0.5, 1)

OF_YEARLY_MONEY = ("yearly_net_eur", "payback_years", "npv_eur", "irr_share", "abatement_cost_eur_per_t")

LAMPS = Action(
    id="1.1",
    title="Street lighting",
    t=50,
    investment_eur=9_000,
    other_cost_eur=1_000,
    yearly_cost_eur=500,
    yearly_saving_eur=3_000,
    lifetime_years=10,
    start=date(2026, 3, 1),
    end=date(2027, 6, 30),
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    result = getattr(money, case["function"])(**case["given"])
    if case["expect"] is None:
        assert result is None
    else:
        assert result == pytest.approx(case["expect"], abs=case["tolerance"])


@given(cost=costs, saving=savings, years=years_)
def test_the_net_present_value_at_the_internal_rate_of_return_is_zero(
    cost: float, saving: float, years: int
) -> None:
    rate = money.internal_rate_of_return(cost, saving, years=years)
    assert rate is not None and rate > -1
    # Close to -100 % the last digit of the rate moves the value by more than any tolerance.
    if rate > -0.999:
        value = money.net_present_value_eur(cost, saving, rate=rate, years=years)
        assert value == pytest.approx(0, abs=1e-6 * cost)


@given(cost=costs, saving=savings, years=years_, rate=rates)
def test_an_action_is_worth_its_money_where_the_rate_is_below_its_own(
    cost: float, saving: float, years: int, rate: float
) -> None:
    own = money.internal_rate_of_return(cost, saving, years=years)
    assert own is not None
    if abs(rate - own) > 1e-6:
        value = money.net_present_value_eur(cost, saving, rate=rate, years=years)
        assert (value > 0) == (rate < own)


@given(
    cost=costs,
    saving=savings,
    operation=st.floats(0, 1e8),
    years=years_,
    rate=st.floats(0, 0.5),
    t=st.floats(0.1, 1e6),
)
def test_the_abatement_cost_is_the_net_present_cost_over_the_discounted_tonnes(
    cost: float, saving: float, operation: float, years: int, rate: float, t: float
) -> None:
    found = money.abatement_cost_eur_per_t(
        investment_eur=cost, yearly_cost_eur=operation, yearly_saving_eur=saving,
        t_per_year=t, rate=rate, years=years,
    )  # fmt: skip
    tonnes = t * money.annuity_factor(rate, years)
    value = money.net_present_value_eur(cost, saving - operation, rate=rate, years=years)
    assert found is not None
    assert found * tonnes == pytest.approx(-value, rel=1e-6, abs=1e-6 * (cost + saving + operation) * years)


@pytest.mark.parametrize("rate", [-1, -2, float("nan"), float("inf")])
def test_an_impossible_rate_is_refused(rate: float) -> None:
    with pytest.raises(InvalidInput) as caught:
        money.net_present_value_eur(1000, 0, rate=rate, years=10)
    assert caught.value.where == ("rate",) and caught.value.hint
    with pytest.raises(InvalidInput):
        money.appraise(Action(id="empty"), rate=rate, price_year=None, horizon_year=2030)


def test_a_negative_cost_and_a_lifetime_of_nothing_are_refused() -> None:
    with pytest.raises(InvalidInput, match="must not be negative"):
        money.simple_payback_years(-1, 100)
    with pytest.raises(InvalidInput, match="one year at least"):
        money.annuity_factor(0.04, 0)
    with pytest.raises(InvalidInput, match="no number"):
        money.simple_payback_years(float("nan"), 100)


class TestAppraise:
    def test_all_figures_of_a_well_described_action(self) -> None:
        found = money.appraise(LAMPS, rate=0.0, price_year=2026, horizon_year=2030)
        assert found.eur_per_t == 200  # (9,000 + 1,000) / 50
        assert found.yearly_net_eur == 2_500  # 3,000 - 500
        assert found.payback_years == 4  # 10,000 / 2,500
        assert found.npv_eur == pytest.approx(15_000)  # 10 × 2,500 - 10,000
        assert found.irr_share == pytest.approx(0.2141, abs=5e-5)  # 4 = (1 - 1.2141^-10) / 0.2141
        assert found.abatement_cost_eur_per_t == pytest.approx(-30)  # (10,000 / 10 - 2,500) / 50
        assert found.missing == ()

    def test_every_figure_shows_its_way(self) -> None:
        found = money.appraise(LAMPS, rate=0.04, price_year=2026, horizon_year=2030)
        results = [one.result for one in found.derivations]
        assert results == pytest.approx(
            [
                found.eur_per_t,
                found.yearly_net_eur,
                found.payback_years,
                found.npv_eur,
                (found.irr_share or 0) * 100,
                found.abatement_cost_eur_per_t,
            ]
        )
        assert all(
            one.formula and all(step.value is not None for step in one.steps) for one in found.derivations
        )
        assert "2026" in str(found.derivations[0].steps[0].how)

    @pytest.mark.parametrize(
        ("field", "unknown"),
        [
            ("t", {"eur_per_t", "abatement_cost_eur_per_t"}),
            ("yearly_saving_eur", set(OF_YEARLY_MONEY)),
            ("yearly_cost_eur", set(OF_YEARLY_MONEY)),
        ],
    )
    def test_what_rests_on_an_unknown_is_unknown_and_the_unknown_is_named(
        self, field: str, unknown: set[str]
    ) -> None:
        gap: dict[str, Any] = {field: None}
        found = money.appraise(replace(LAMPS, **gap), rate=0.04, price_year=2026, horizon_year=2030)
        figures = ("eur_per_t", *OF_YEARLY_MONEY)
        assert {name for name in figures if getattr(found, name) is None} == unknown
        assert len(found.missing) == 1
        assert len(found.derivations) == len(figures) - len(unknown)

    def test_of_an_empty_action_nothing_is_known_and_everything_is_asked_for(self) -> None:
        found = money.appraise(Action(id="x"), rate=0.04, price_year=None, horizon_year=2030)
        assert found.derivations == () and found.lifetime_years is None
        assert len(found.missing) == 5

    def test_an_effect_without_end_counts_to_the_horizon(self) -> None:
        endless = replace(LAMPS, lifetime_years=None)
        found = money.appraise(endless, rate=0.04, price_year=2026, horizon_year=2030)
        assert found.lifetime_years == 3  # full effect from 2028: 2028, 2029, 2030
        late = money.appraise(endless, rate=0.04, price_year=2026, horizon_year=2027)
        assert late.npv_eur is None and "2028" in str(late.missing[0])

    def test_a_begun_year_of_the_lifetime_does_not_count(self) -> None:
        found = money.appraise(replace(LAMPS, lifetime_years=7.9), rate=0, price_year=None, horizon_year=2030)
        assert found.lifetime_years == 7
        short = money.appraise(replace(LAMPS, lifetime_years=0.5), rate=0, price_year=None, horizon_year=2030)
        assert short.npv_eur is None and short.payback_years == 4 and len(short.missing) == 1

    def test_an_action_that_avoids_nothing_has_no_cost_of_a_tonne(self) -> None:
        found = money.appraise(replace(LAMPS, t=0), rate=0.04, price_year=None, horizon_year=2030)
        assert found.eur_per_t is None and found.abatement_cost_eur_per_t is None
        assert "avoids no emissions" in str(found.missing[0])


class TestFinanceSplit:
    def test_amounts_and_shares_add_up(self) -> None:
        split = finance_split(
            replace(
                LAMPS,
                financing=(
                    Financing("own", eur=2_000, is_secured=True),
                    Financing("eu", share=0.5),
                    Financing("own", share=0.1),
                ),
            )
        )
        assert split.by_source_eur == {"own": 3_000, "eu": 5_000}
        assert (split.covered_eur, split.covered_share, split.gap_eur) == pytest.approx((8_000, 0.8, 2_000))
        assert (split.secured_eur, split.unsecured_eur) == pytest.approx((2_000, 6_000))
        assert split.is_covered is False and split.missing == () and split.conflicts == ()

    def test_rounded_shares_cover_the_cost(self) -> None:
        thirds = (Financing("own", share=0.333), Financing("eu", share=0.333), Financing("loan", share=0.333))
        assert finance_split(replace(LAMPS, financing=thirds)).is_covered is True

    def test_more_than_needed_is_a_negative_gap(self) -> None:
        assert finance_split(replace(LAMPS, financing=(Financing("eu", eur=11_000),))).gap_eur == -1_000

    def test_shares_are_known_without_the_cost_and_amounts_are_not(self) -> None:
        halves = (Financing("own", share=0.5), Financing("eu", share=0.5))
        split = finance_split(Action(id="x", financing=halves))
        assert split.covered_share == 1 and split.is_covered
        assert split.covered_eur is None and split.gap_eur is None and split.by_source_eur["eu"] is None
        assert len(split.missing) == 1

    def test_an_amount_without_the_cost_covers_an_unknown_share(self) -> None:
        split = finance_split(Action(id="x", financing=(Financing("own", eur=500),)))
        assert split.covered_eur == 500 and split.covered_share is None and split.is_covered is None

    def test_a_source_without_amount_or_share_makes_the_sum_unknown(self) -> None:
        split = finance_split(replace(LAMPS, financing=(Financing("own", eur=500), Financing("eu"))))
        assert split.covered_eur is None and split.gap_eur is None
        assert "EU funds" in str(split.missing[0])

    def test_nothing_entered_is_unknown_but_a_cost_of_nothing_needs_no_money(self) -> None:
        assert finance_split(LAMPS).covered_eur is None and finance_split(LAMPS).gap_eur is None
        free = finance_split(Action(id="x", investment_eur=0))
        assert free.is_covered and free.gap_eur == 0

    def test_an_amount_that_contradicts_its_share_is_told(self) -> None:
        split = finance_split(replace(LAMPS, financing=(Financing("eu", eur=8_000, share=0.85),)))
        assert split.covered_eur == 8_000
        assert "85 %" in str(split.conflicts[0]) and "80.0 %" in str(split.conflicts[0])
        rounded = finance_split(replace(LAMPS, financing=(Financing("eu", eur=8_460, share=0.85),)))
        assert rounded.conflicts == ()
