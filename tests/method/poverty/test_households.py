"""Household tables: what is left out is told, money's unit does not matter, and nobody can be worked out."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis.errors import InvalidInput
from secap.method.poverty.households import NOT_STATED, REASONS, equivalent_adults, households
from secap.method.poverty.measures import MEASURES, Medians, flags, sample_medians, weighted_median
from secap.method.poverty.summary import LEAST_HOUSEHOLDS, SUPPRESSED, summary

amounts = st.integers(1, 400).map(lambda units: units * 25.0)
rows = st.lists(
    st.tuples(
        amounts,
        st.one_of(st.just(0.0), amounts),
        st.integers(1, 6),
        st.sampled_from("ABCD"),
        st.integers(1, 4),
    ),
    max_size=60,
)


def table(some: list[tuple[float, float, int, str, int]], factor: float = 1.0) -> Any:
    return households(
        income_eur=[row[0] * factor for row in some],
        energy_eur=[row[1] * factor for row in some],
        persons=[row[2] for row in some],
        group=[row[3] for row in some],
        weight=[row[4] for row in some],
    )


@given(rows, st.sampled_from([0.1, 1 / 3, 0.7028, 12.0, 1e4]))
def test_another_currency_changes_no_measure(some: list[Any], factor: float) -> None:
    found, again = summary(table(some)), summary(table(some, factor))
    for one, other in zip([found.whole, *found.groups], [again.whole, *again.groups], strict=True):
        assert one.shares == other.shares
        assert one.suppressed == other.suppressed


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_the_households_does_not_matter(some: list[Any], random: object) -> None:
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    found, again = summary(table(some)), summary(table(mixed))
    for one, other in zip([found.whole, *found.groups], [again.whole, *again.groups], strict=True):
        assert one.shares == pytest.approx(other.shares)
        assert (one.name, one.households, one.suppressed) == (other.name, other.households, other.suppressed)


@given(rows)
def test_shares_are_shares_and_the_whole_is_the_mean_of_its_groups(some: list[Any]) -> None:
    read = table(some)
    found = summary(read)
    for one in [found.whole, *found.groups]:
        assert all(share is None or 0 <= share <= 1 + 1e-12 for share in one.shares.values())
    if found.whole.is_suppressed or any(one.is_suppressed for one in found.groups):
        return
    weights = {one.name: sum(row[4] for row in some if row[3] == one.name) for one in found.groups}
    for code, share in found.whole.shares.items():
        if share is not None:
            parts = [(one.shares[code] or 0) * weights[one.name] for one in found.groups]
            assert share == pytest.approx(sum(parts) / sum(weights.values()))


@given(rows)
def test_no_small_group_can_be_worked_out(some: list[Any]) -> None:
    found = summary(table(some))
    shown = [one.households for one in found.groups if one.households is not None]
    assert all(size >= LEAST_HOUSEHOLDS for size in shown)
    hidden = len(some) - sum(shown)
    if found.whole.households is None:
        assert len(some) < LEAST_HOUSEHOLDS
        assert shown == []
    else:
        assert hidden == 0 or hidden >= LEAST_HOUSEHOLDS
        assert sum(one.is_suppressed for one in found.groups) != 1
    assert {one.suppressed for one in found.groups} <= {"", *SUPPRESSED}


@given(rows, st.sampled_from([None, "", "abc", -5, math.inf, math.nan, True]))
def test_a_row_that_can_not_be_used_changes_no_measure(some: list[Any], bad: object) -> None:
    columns: dict[str, list[Any]] = {
        "income_eur": [row[0] for row in some],
        "energy_eur": [row[1] for row in some],
        "group": [row[3] for row in some],
    }
    before = summary(households(**columns))
    columns["income_eur"].append(bad)
    columns["energy_eur"].append(100.0)
    columns["group"].append("A")
    after = summary(households(**columns))
    assert after.whole == before.whole
    assert sum(after.left_out.values()) == 1
    assert after.rows == len(some) + 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"housing_eur": [None]}, "no_housing"),
        ({"housing_eur": [-1]}, "negative"),
        ({"persons": [None]}, "no_size"),
        ({"persons": [0]}, "bad_size"),
        ({"persons": [2], "children": [2]}, "bad_size"),  # somebody is grown up
        ({"persons": [2], "children": [None]}, "no_size"),
        ({"adults": [1], "children": [-1]}, "bad_size"),
        ({"persons": [1], "adults": [2]}, "bad_size"),
        ({"equivalent": [0.5]}, "bad_size"),
        ({"weight": [0]}, "no_weight"),
        ({"weight": [None]}, "no_weight"),
        ({"energy_eur": ["12.34.56"]}, "not_a_number"),
        ({"energy_eur": [object()]}, "not_a_number"),
    ],
)
def test_why_a_row_is_left_out(change: dict[str, Any], why: str) -> None:
    found = households(**({"income_eur": [1000], "energy_eur": [100]} | change))
    assert found.left_out == {why: 1}
    assert len(found) == 0
    assert REASONS[why].text()


@pytest.mark.parametrize(
    ("size", "equivalent", "scale"),
    [
        ({"adults": [2], "children": [2]}, 2.1, "oecd_modified"),
        ({"persons": [4], "children": [2]}, 2.1, "oecd_modified"),
        ({"persons": [4], "adults": [2]}, 2.1, "oecd_modified"),
        ({"adults": [3]}, 2.0, "oecd_modified"),
        ({"persons": [4]}, 2.5, "persons_only"),
        ({"equivalent": [1.7]}, 1.7, "given"),
        ({}, 1.0, "none"),
    ],
)
def test_the_size_of_a_household(size: dict[str, Any], equivalent: float, scale: str) -> None:
    found = households(income_eur=[1000], energy_eur=[100], **size)
    assert (found.equivalent_adults[0], found.scale) == (pytest.approx(equivalent), scale)


def test_a_single_adult_counts_as_one() -> None:
    assert equivalent_adults(np.array([1.0])) == pytest.approx(1.0)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(InvalidInput, match="differ in length"):
        households(income_eur=[1, 2], energy_eur=[1])


def test_a_table_without_rows_tells_nothing_and_breaks_nothing() -> None:
    found = summary(households(income_eur=[], energy_eur=[], group=[]))
    assert found.whole.is_suppressed
    assert found.groups == ()
    assert found.medians == Medians()


def test_medians_of_fewer_than_ten_households_are_not_shown() -> None:
    found = summary(households(income_eur=[1000] * 9, energy_eur=[100] * 9))
    assert found.medians == Medians()
    assert summary(households(income_eur=[1000] * 9, energy_eur=[100] * 9), Medians(0.1)).medians == Medians(
        0.1
    )


def test_households_without_a_group_stand_apart() -> None:
    found = summary(
        households(income_eur=[1000] * 30, energy_eur=[90] * 30, group=["A"] * 10 + [" A "] * 5 + [None] * 15)
    )
    assert [(one.name, one.households) for one in found.groups] == [("A", 15), (NOT_STATED, 15)]


def test_where_half_of_the_households_pay_nothing_the_median_says_nothing() -> None:
    found = summary(households(income_eur=[1000] * 12, energy_eur=[0] * 8 + [50] * 4))
    assert found.whole.shares == {"2m": None, "m2": None, "lihc": None, "ten": 0}
    assert found.zero_energy == 8


def test_a_value_at_the_threshold_is_not_beyond_it() -> None:
    """Exactly twice the median share, exactly half the median cost, exactly a tenth: none is counted."""
    read = households(income_eur=[100, 100, 100], energy_eur=[10, 20, 5])
    found = flags(read, Medians(0.1, 10, 100))
    assert not found["2m"].any() and not found["m2"].any()  # type: ignore[union-attr]
    assert list(found["ten"]) == [False, True, False]  # type: ignore[arg-type]


def test_rounding_of_floats_pushes_nobody_over_a_threshold() -> None:
    """Twice the share of 25 in 500, half of 25 by 1.8 adults: in floats a hair beyond, in truth not."""
    third = 1 / 3
    share = households(
        income_eur=[500 * third] * 9 + [600 * third], energy_eur=[25 * third] * 9 + [60 * third]
    )
    assert not flags(share, sample_medians(share))["2m"].any()  # type: ignore[union-attr]
    cost = households(
        income_eur=[500] * 10, energy_eur=[25 * 0.7028] * 9 + [22.5 * 0.7028], equivalent=[1] * 9 + [1.8]
    )
    assert not flags(cost, sample_medians(cost))["m2"].any()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "wrong", [{"energy_share": 10.0}, {"energy_share": 0.0}, {"energy_eur": -1.0}, {"income_eur": math.nan}]
)
def test_a_national_median_that_can_not_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(InvalidInput, match="median"):
        summary(households(income_eur=[1000], energy_eur=[100]), Medians(**wrong))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), min_size=1, max_size=30))
def test_a_weighted_median_is_the_median_of_repeated_values(some: list[tuple[int, int]]) -> None:
    repeated = [value for value, weight in some for _ in range(weight)]
    found = weighted_median(
        np.array([float(one[0]) for one in some]), np.array([float(one[1]) for one in some])
    )
    assert found == pytest.approx(float(np.median(repeated)))


def test_the_sample_stands_in_for_the_medians_that_nobody_gives() -> None:
    read = households(income_eur=[1000] * 11, energy_eur=list(range(50, 160, 10)))
    found = summary(read, Medians(energy_eur=80))
    assert found.medians == Medians(sample_medians(read).energy_share, 80, 1000)
    assert found.given == {"energy_eur"}


def test_every_measure_has_its_formula_and_its_source() -> None:
    assert set(MEASURES) == set(flags(households(income_eur=[1], energy_eur=[1]), Medians()))
    assert all(one.formula and one.source for one in MEASURES.values())
