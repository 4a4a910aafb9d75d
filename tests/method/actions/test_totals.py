"""What actions add up to, and what is left of savings that overlap."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.actions.action import Action
from secap.method.actions.baseline import Baseline, Factor
from secap.method.actions.totals import overlap_corrected_t, totals

SECTORS = ["municipal_buildings", "transport", "of its own", ""]
amounts = st.one_of(st.none(), st.floats(0, 1e9))
lists = st.lists(
    st.builds(
        Action,
        id=st.uuids().map(str),
        sector=st.sampled_from(SECTORS),
        is_active=st.booleans(),
        t=amounts,
        stated_mwh=amounts,
        investment_eur=amounts,
    ),
    max_size=12,
)
HEAT = Baseline(
    2010,
    {"heat_cold": Factor("heat_cold", 0.2)},
    {"residential_buildings": {"heat_cold": 1000.0}, "tertiary_buildings": {"heat_cold": 500.0}},
)


def saving(id: str, mwh: float, t: float | None = None, sector: str = "residential_buildings") -> Action:
    return Action(id, sector=sector, t=t, saved_mwh={"heat_cold": mwh})


@given(lists)
def test_sums_are_those_of_the_sectors_and_shares_make_one(actions: list[Action]) -> None:
    whole = totals(actions)
    for total, by_sector in (
        (whole.total_t, whole.by_sector_t),
        (whole.energy_mwh, whole.by_sector_mwh),
        (whole.cost_eur, whole.by_sector_eur),
    ):
        assert (total or 0.0) == pytest.approx(math.fsum(by_sector.values()))
        assert (total is None) == (not by_sector)
    shares = [line.share for line in whole.lines if line.share is not None]
    if whole.total_t:
        assert math.fsum(shares) == pytest.approx(1)
    else:
        assert shares == []


@given(lists)
def test_the_order_of_merit_follows_the_cost_of_a_tonne(actions: list[Action]) -> None:
    ranked = sorted((line for line in totals(actions).lines if line.rank), key=lambda line: line.rank or 0)
    costs = [line.eur_per_t for line in ranked]
    assert costs == sorted(costs, key=lambda cost: cost or 0.0)
    assert not ranked or ranked[0].rank == 1


def test_a_small_plan() -> None:
    whole = totals(
        [
            Action("A1", sector="transport", t=100, t_low=80, t_high=150, investment_eur=5000,
                   renewable_mwh=10),
            Action("A2", sector="transport", t=300, investment_eur=3000, other_cost_eur=3000,
                   saved_mwh={"diesel": 900}),
            Action("A3", sector="waste", investment_eur=700),
            Action("A4", sector="transport", t=1000, is_active=False),
            Action("A5", kinds=frozenset({"adaptation"}), removals_t=7),
        ]
    )  # fmt: skip
    assert (whole.total_t, whole.low_t, whole.high_t, whole.removals_t) == (400, 380, 450, 7)
    assert whole.unknown == ("A3",)
    assert (whole.saved_mwh, whole.renewable_mwh, whole.energy_mwh) == (900, 10, 910)
    assert (whole.by_sector_t, whole.by_sector_eur) == (
        {"transport": 400},
        {"transport": 11000, "waste": 700},
    )
    assert [line.share for line in whole.lines] == [0.25, 0.75, None, None, None]
    assert [line.rank for line in whole.lines] == [2, 1, None, None, None]
    assert [line.rank_by_t for line in whole.lines] == [2, 1, None, None, None]


def test_equals_share_a_rank() -> None:
    whole = totals([Action(id, t=10, investment_eur=eur) for id, eur in (("A", 5), ("B", 5), ("C", 9))])
    assert [line.rank for line in whole.lines] == [1, 1, 3]


def test_without_actions_nothing_is_known() -> None:
    whole = totals([])
    assert (whole.total_t, whole.energy_mwh, whole.cost_eur, whole.lines) == (None, None, None, ())


class TestOverlap:
    """1 - (1 - r1)(1 - r2) of a sector's use of a carrier."""

    def test_two_savings_of_one_carrier(self) -> None:
        # 30 % and 20 % of 1000 MWh are 44 %, not 50 %: 60 MWh and 12 t too many.
        found = overlap_corrected_t([saving("A1", 300, 60), saving("A2", 200, 40)], HEAT)
        assert found.saved_mwh == pytest.approx(440)
        assert (found.less_mwh, found.less_t, found.t) == pytest.approx((60, 12, 88))
        (one,) = found.overlaps
        assert one.actions == ("A1", "A2")

    def test_different_sectors_and_additional_use_stay_as_stated(self) -> None:
        actions = [saving("A1", 300, 60), saving("A2", 200, 40, "tertiary_buildings"), saving("A3", -50, -10)]
        found = overlap_corrected_t(actions, HEAT)
        assert (found.saved_mwh, found.t, found.overlaps) == (450, 90, ())

    def test_no_more_than_the_use_can_be_saved(self) -> None:
        assert overlap_corrected_t([saving("A1", 1500)], HEAT).saved_mwh == pytest.approx(1000)

    def test_a_carrier_without_a_factor_corrects_the_energy_only(self) -> None:
        bare = Baseline(2010, {}, HEAT.mwh)
        found = overlap_corrected_t([saving("A1", 300, 60), saving("A2", 200, 40)], bare)
        assert found.less_mwh == pytest.approx(60)
        assert found.t == 100
        assert found.overlaps[0].less_t is None

    @given(st.lists(st.floats(0, 2000), min_size=1, max_size=8))
    def test_the_sum_never_grows_and_the_order_does_not_matter(self, mwh: list[float]) -> None:
        actions = [saving(str(place), value) for place, value in enumerate(mwh)]
        found, turned = overlap_corrected_t(actions, HEAT), overlap_corrected_t(actions[::-1], HEAT)
        assert found.saved_mwh is not None
        assert found.saved_mwh == pytest.approx(turned.saved_mwh)
        assert found.saved_mwh <= min(1000, math.fsum(mwh)) + 1e-6
