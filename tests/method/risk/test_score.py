"""What is not known is never scored, and a rating covers every score there can be."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.risk.hazards import HazardView, derivation, is_kin, matrix, ranking
from secap.method.risk.score import (
    IMPACTS,
    PROBABILITIES,
    future_flag,
    level,
    levels,
    rating,
    risk_score,
    sector_score,
)
from secap.method.risk.sectors import SectorView, heat_table, sector_ranking

UNKNOWN = ("", "not_known")
LEVELS = [*codes.table(PROBABILITIES), ""]
CHANGES = [*codes.table("hazard_changes"), ""]

hazards = st.builds(
    HazardView,
    hazard=st.sampled_from(list(codes.table("hazards"))),
    probability=st.sampled_from(LEVELS),
    impact=st.sampled_from(LEVELS),
    change_intensity=st.sampled_from(CHANGES),
    change_frequency=st.sampled_from(CHANGES),
)
lists_of_hazards = st.lists(hazards, max_size=10, unique_by=lambda one: one.hazard)
impacts = st.builds(
    SectorView,
    sector=st.sampled_from(list(codes.table("adaptation_sectors"))[:5]),
    hazard=st.sampled_from(list(codes.table("hazards"))[:5]),
    likelihood=st.sampled_from(["unlikely", "possible", "likely", "not_known", ""]),
    impact=st.sampled_from(LEVELS),
)


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_an_unknown_level_is_never_a_score(unknown: str) -> None:
    for known in ("low", "moderate", "high", *UNKNOWN):
        assert risk_score(unknown, known) is None
        assert risk_score(known, unknown) is None
    assert sector_score(unknown, "high") is None
    assert sector_score("likely", unknown) is None


def test_every_score_there_can_be_has_a_rating() -> None:
    scores = {
        risk_score(probability, impact)
        for probability, impact in itertools.product(levels(PROBABILITIES), levels(IMPACTS))
    }
    assert {score: rating(score) for score in scores} == {
        1: "low", 2: "low", 3: "moderate", 4: "moderate", 6: "high", 9: "high",
    }  # fmt: skip
    assert rating(None) is None
    with pytest.raises(InvalidInput, match="10"):
        rating(10)


def test_ratings_are_said_to_be_a_choice_of_the_workbench() -> None:
    rows = tables.rows("risk/ratings.csv")
    assert {row["source"] for row in rows} == {"design"}
    assert {row["rating"] for row in rows} <= set(codes.table("rva_levels"))


def test_a_level_that_no_table_has_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="hgih"):
        risk_score("hgih", "low")
    assert level("hazard_changes", "decrease") == -1


@pytest.mark.parametrize(
    ("intensity", "frequency", "flag"),
    [
        ("increase", "decrease", "rising"),
        ("not_known", "increase", "rising"),
        ("no_change", "no_change", "steady"),
        ("decrease", "no_change", "falling"),
        ("decrease", "decrease", "falling"),
        ("decrease", "not_known", "unknown"),
        ("no_change", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_where_a_hazard_is_going(intensity: str, frequency: str, flag: str) -> None:
    assert future_flag(intensity, frequency) == flag
    assert future_flag(frequency, intensity) == flag


@given(lists_of_hazards, st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_entry(some: list[HazardView], random: object) -> None:
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert ranking(mixed) == ranking(some)


@given(lists_of_hazards)
def test_every_hazard_stands_in_one_cell_or_among_the_gaps(some: list[HazardView]) -> None:
    drawn = matrix(some)
    placed = [one for inside in drawn.cells.values() for one in inside]
    assert len(placed) + len(drawn.gaps) == len(some)
    assert all(one.score is None for one in drawn.gaps)
    assert all(
        one.score == risk_score(*cell) for cell, inside in drawn.cells.items() for one in inside
    )  # fmt: skip
    order = ranking(some)
    scores = [one.score for one in order if one.score is not None]
    assert scores == sorted(scores, reverse=True)
    assert [one.is_gap for one in order] == sorted(one.is_gap for one in order)


@given(lists_of_hazards, hazards)
def test_a_hazard_that_nobody_could_rate_moves_no_other(some: list[HazardView], other: HazardView) -> None:
    unrated = HazardView(other.hazard, "not_known", other.impact)
    before = [one for one in ranking(some) if not one.is_gap]
    assert [one for one in ranking([*some, unrated]) if not one.is_gap] == before


@given(st.lists(impacts, max_size=15), st.randoms(use_true_random=False))
def test_sectors_do_not_depend_on_the_order_of_entry(some: list[SectorView], random: object) -> None:
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    found, again = sector_ranking(some), sector_ranking(mixed)
    told = [(one.rank, one.sector, one.highest, one.total) for one in found]
    assert told == [(one.rank, one.sector, one.highest, one.total) for one in again]
    assert heat_table(some).hazards == heat_table(mixed).hazards


@given(st.lists(impacts, max_size=15), impacts)
def test_an_impact_that_nobody_could_rate_changes_no_score(some: list[SectorView], other: SectorView) -> None:
    unrated = SectorView(other.sector, other.hazard, "not_known", other.impact)
    before = {one.sector: (one.highest, one.total) for one in sector_ranking(some)}
    after = {one.sector: (one.highest, one.total) for one in sector_ranking([*some, unrated])}
    assert after == {other.sector: (None, None)} | before


def test_of_two_entries_for_one_cell_the_graver_is_shown() -> None:
    twice = [
        SectorView("water", "drought", "not_known", "high"),
        SectorView("water", "drought", "likely", "moderate"),
        SectorView("water", "drought", "unlikely", "low"),
    ]
    assert heat_table(twice).cells["water", "drought"].score == 6


def test_a_score_explains_itself() -> None:
    found = derivation(HazardView("river_flood", "high", "moderate", source="Flood map 2021"))
    assert found is not None
    assert (found.result, found.quality, found.method) == (6, "assumed", "design")
    assert [(step.value, step.source) for step in found.steps] == [
        (3, "Flood map 2021"),
        (2, "Flood map 2021"),
    ]
    assert found.steps[0].label.text("en") == "Probability: High"
    assert derivation(HazardView("river_flood", "high", "not_known")) is None


def test_groups_and_their_sub_hazards_are_kin_and_sisters_are_not() -> None:
    assert is_kin("heat_wave", "extreme_heat")
    assert is_kin("extreme_heat", "heat_wave")
    assert is_kin("storms", "storms")
    assert not is_kin("heat_wave", "extreme_hot_days")
    assert not is_kin("storms", "extreme_heat")
    assert not is_kin("retired_code", "another_retired_code")
