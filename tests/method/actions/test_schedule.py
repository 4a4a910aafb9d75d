"""When an action works: ramp, full effect, decay, end of life, and what an inventory holds already."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.actions.action import Action
from secap.method.actions.schedule import added_share, cumulative_t, effect_share

SCHOOL = Action("A", t=100.0, start=date(2024, 3, 1), end=date(2027, 8, 31), lifetime_years=10)


@pytest.mark.parametrize(
    ("year", "share"), [(2023, 0), (2024, 0), (2026, 0.5), (2028, 1), (2037, 1), (2038, 0), (2050, 0)]
)
def test_ramp_full_effect_and_end_of_life(year: int, share: float) -> None:
    """Work from 2024 to 2027, full effect the year after, ten years long."""
    assert effect_share(SCHOOL, year) == share


def test_what_is_lost_each_year() -> None:
    habits = Action("B", t=10.0, full_effect_year=2026, decay_share=0.2)
    assert [round(effect_share(habits, year), 4) for year in (2025, 2026, 2027, 2028)] == [0, 1, 0.8, 0.64]
    assert cumulative_t(habits, from_year=2026, to_year=2028) == pytest.approx(10 * (1 + 0.8 + 0.64))


def test_an_action_without_dates_counts_in_full_and_an_unknown_effect_adds_nothing() -> None:
    undated, unknown = Action("C", t=5.0), Action("D", start=date(2025, 1, 1))
    assert effect_share(undated, 2000) == 1
    assert cumulative_t(unknown, from_year=2025, to_year=2030) is None


def test_what_the_inventory_holds_does_not_count_again() -> None:
    assert added_share(SCHOOL, 2030, since=2022) == 1
    assert added_share(SCHOOL, 2030, since=2026) == 0.5
    assert added_share(SCHOOL, 2030, since=2028) == 0
    assert added_share(SCHOOL, 2030, since=None) == 1


@given(st.integers(2000, 2060), st.floats(0, 1), st.integers(2000, 2050), st.integers(0, 20))
def test_a_share_lies_between_nothing_and_all(year: int, decay: float, begin: int, years: int) -> None:
    one = Action("E", t=1.0, start=date(begin, 1, 1), full_effect_year=begin + years, decay_share=decay)
    assert 0 <= effect_share(one, year) <= 1
