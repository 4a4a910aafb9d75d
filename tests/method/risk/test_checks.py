"""What the checks of the assessment say, and that they are silent where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from secap import locale
from secap.method.basis.findings import Finding, Severity
from secap.method.risk.chains import Chain
from secap.method.risk.checks import (
    FAMILIES,
    CapacityView,
    EventView,
    GroupView,
    RiskData,
    VulnerabilityView,
    check_risk,
)
from secap.method.risk.hazards import HazardView
from secap.method.risk.met import ActionView
from secap.method.risk.scoreboard import Rating
from secap.method.risk.sectors import SectorView
from secap.method.risk.vulnerability import TOWN, DistrictView, IndicatorView

TODAY = date(2026, 11, 24)
HEAT = HazardView(
    "extreme_heat",
    "high",
    "high",
    "increase",
    "increase",
    "years_0_5",
    indicators="Hot days a year",
    evidence="Station record 1966-2025",
    source="LVĢMC",
)
HEALTH = SectorView("health", "extreme_heat", "likely", "high", timeframe="years_0_5")
COMPLETE = RiskData(
    TODAY,
    hazards=[HEAT],
    impacts=[HEALTH],
    events=[EventView("Heat wave of 2018", "extreme_heat", "Fire service")],
    chains=[Chain("heat_wave", "Care home", "Old residents", "Heat stroke", "health")],
    vulnerabilities=[VulnerabilityView("Many old people", "socio_economic")],
    groups=[GroupView("elderly")],
    capacities=[CapacityView("access_services", level="moderate")],
    indicators=[
        IndicatorView("old", "Old people", {"A": 30, "B": 20}, source="Statistics"),
        IndicatorView("green", "Green area", {"A": 5, "B": 50}, direction="down", source="Survey"),
    ],
    districts=[DistrictView("A", "Centrs"), DistrictView("B", "Mežaparks")],
    ratings=[Rating("s1_1", date(2025, 5, 1), "c")],
    actions=[ActionView("1", "4.1.1", "Cool rooms", frozenset({"extreme_heat"}))],
    timeframe_scale="covenant_2016",
)


def found(**changes: Any) -> dict[str, list[Finding]]:
    """Return {id without `risk.`: findings} of the complete assessment with changes."""
    by_id: dict[str, list[Finding]] = {}
    for one in check_risk(replace(COMPLETE, **changes)):
        by_id.setdefault(one.id.removeprefix("risk."), []).append(one)
    return by_id


def only(id: str, **changes: Any) -> Finding:
    (one,) = found(**changes)[id]
    return one


def test_a_complete_assessment_is_left_alone_but_for_the_unverified_lists() -> None:
    assert set(found()) == {"unverified"}
    assert only("unverified").severity == Severity.INFO


def test_no_assessment_at_all_is_one_error() -> None:
    empty = check_risk(RiskData(TODAY))
    assert [(one.id, one.severity) for one in empty] == [
        ("risk.none", Severity.ERROR),
        ("risk.scoreboard_empty", Severity.INFO),
    ]


def test_an_assessment_without_hazards_or_without_any_rated_is_an_error() -> None:
    assert only("no_hazard", hazards=[]).severity == Severity.ERROR
    unrated = HazardView("storms", "not_known", "high")
    assert only("none_rated", hazards=[unrated]).severity == Severity.ERROR
    assert "none_rated" not in found(hazards=[unrated, HEAT])


def test_what_is_not_assessed_and_what_is_not_known_are_told_apart() -> None:
    half = replace(HEAT, probability="", change_frequency="not_known", timeframe="")
    said = found(hazards=[half])
    (missing,), (unknown,) = said["hazard_incomplete"], said["not_known"]
    assert missing.severity == Severity.WARNING
    assert missing.message.text() == "Not assessed of this hazard: probability, timeframe."
    assert unknown.severity == Severity.INFO
    assert "expected change in frequency" in unknown.message.text()
    assert missing.place() == "Risk and vulnerability / Extreme heat"


def test_a_high_risk_needs_an_action_or_a_reason() -> None:
    nobody = found(actions=[])["high_unmet"]
    assert [one.severity for one in nobody] == [Severity.ERROR, Severity.ERROR]
    assert [one.as_dict()["where"].split("/")[1:] for one in nobody] == [
        ["extreme_heat"], ["extreme_heat", "health"],
    ]  # fmt: skip
    assert "Impacted sectors" in nobody[1].hint.text()
    accepted = found(
        actions=[],
        hazards=[replace(HEAT, tolerated_reason="The region answers it.")],
        impacts=[replace(HEALTH, tolerated_reason="The hospital answers it.")],
    )
    assert "high_unmet" not in accepted


def test_a_hazard_says_what_it_rests_on() -> None:
    one = only("hazard_unfounded", hazards=[replace(HEAT, evidence=" ", source="")])
    assert one.severity == Severity.WARNING
    assert one.message.text().endswith("evidence, source.")


def test_a_probability_below_the_climate_data_is_told_and_stands() -> None:
    one = only("below_proposal", hazards=[replace(HEAT, probability="low", proposed_probability="high")])
    assert one.severity == Severity.INFO
    assert "Low" in one.message.text() and "High" in one.message.text()
    for proposed in ("", "not_known", "low", "moderate"):
        assert "below_proposal" not in found(
            hazards=[replace(HEAT, probability="moderate", proposed_probability=proposed)]
        )


def test_two_scales_of_time_beside_each_other_are_told_once() -> None:
    one = only("timeframe_scale", impacts=[replace(HEALTH, timeframe="by_2050")])
    assert "Health" in one.message.text()
    assert "Extreme heat" not in one.message.text()
    mixed = only("timeframe_scale", impacts=[replace(HEALTH, timeframe="by_2050")], timeframe_scale="")
    assert "Extreme heat" in mixed.message.text()
    assert "timeframe_scale" in found(timeframe_scale="gcom_crf")
    assert "timeframe_scale" not in found(hazards=[replace(HEAT, timeframe="not_known")])
    assert "timeframe_scale" not in found(timeframe_scale="")


@pytest.mark.parametrize(
    ("change", "id"),
    [
        ({"impacts": []}, "no_sector"),
        ({"groups": []}, "no_group"),
        ({"capacities": []}, "no_capacity"),
        ({"vulnerabilities": []}, "no_vulnerability"),
        ({"impacts": [replace(HEALTH, timeframe="")]}, "impact_incomplete"),
        ({"events": [EventView("Flood", "river_flood")]}, "event_source"),
        ({"indicators": [IndicatorView("x", "X", {"A": 1, "B": 2})]}, "indicator_source"),
        ({"indicators": [IndicatorView("x", "X", {"A": 1, "B": 2}, weight=0, source="S")]}, "weights_zero"),
        ({"indicators": [IndicatorView("x", "X", {}, source="S")]}, "indicator_no_value"),
        ({"indicators": [IndicatorView("x", "X", {"A": 2, "B": 2}, source="S")]}, "indicator_equal"),
        ({"indicators": [IndicatorView("x", "X", {TOWN: 2}, source="S")]}, "indicator_reference"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_gap_of_the_assessment_is_a_warning(change: dict[str, Any], id: str) -> None:
    one = only(id, **change)
    assert one.severity == Severity.WARNING
    assert "Risk and vulnerability > " in one.hint.text()


def test_impacts_that_nobody_can_tell_are_gaps() -> None:
    one = only("not_known", impacts=[replace(HEALTH, likelihood="not_known")])
    assert one.place() == "Risk and vulnerability / Health / Extreme heat"
    assert one.message.text().startswith("Looked at, but not known of this impact: likelihood.")


@pytest.mark.parametrize("weight", [-1.0, float("nan")])
def test_a_weight_that_can_not_weigh_is_an_error(weight: float) -> None:
    one = only(
        "indicator_weight", indicators=[IndicatorView("x", "X", {"A": 1, "B": 2}, weight=weight, source="S")]
    )
    assert one.severity == Severity.ERROR


def test_a_district_below_half_of_the_weights_has_no_score() -> None:
    places = [*COMPLETE.districts, DistrictView("C", "Pārdaugava")]
    heavy = replace(COMPLETE.indicators[0], weight=3)
    light = replace(COMPLETE.indicators[1], values={"A": 5, "B": 50, "C": 9})
    one = only("district_no_value", indicators=[heavy, light], districts=places)
    assert one.place() == "Risk and vulnerability / Pārdaugava"
    assert "Old people" in one.message.text() and "no score" in one.message.text()
    lighter = only("district_no_value", indicators=[replace(heavy, weight=0.5), light], districts=places)
    assert "rests on 67 %" in lighter.message.text()


def test_values_beyond_what_they_are_compared_with() -> None:
    measured = IndicatorView(
        "x", "X", {"A": 1, "B": 9}, low_reference=2, high_reference=10, source="S", unit="%"
    )
    judged = IndicatorView("y", "Y", {"A": 7, "B": 3}, is_qualitative=True, source="S")
    beyond, answer = found(indicators=[measured, judged])["value_outside"]
    assert "1 %" in beyond.message.text() and "counts as the bound" in beyond.message.text()
    assert "not between 1 and 5" in answer.message.text()


@pytest.mark.parametrize(
    ("rated", "id"),
    [
        (None, "scoreboard_empty"),
        (date(2027, 1, 1), "scoreboard_empty"),  # a day to come tells nothing of today
        (date(2024, 11, 23), "scoreboard_old"),
        (date(2024, 11, 24), ""),
    ],
)
def test_the_scoreboard_is_two_years_old_at_most(rated: date | None, id: str) -> None:
    said = found(ratings=[Rating("s1_1", rated, "c")] if rated else [])
    assert {name for name in said if name.startswith("scoreboard")} == ({id} - {""})
    assert all(
        one.severity == Severity.INFO for name in said if name.startswith("scoreboard") for one in said[name]
    )


def test_the_links_missing_in_a_chain_are_named() -> None:
    one = only("chain_incomplete", chains=[Chain("storms", "Roofs")])
    assert one.message.text() == (
        "Links missing in an impact chain: vulnerability, impact, sector, an action that meets it."
    )


def test_unverified_lists_are_named_once_and_a_towns_own_wording_is_checked() -> None:
    one = only("unverified")
    assert "Levels of impact" in one.message.text()
    assert "Climate hazards" not in one.message.text()  # extreme heat is verified
    assert "Climate hazards" in only("unverified", hazards=[replace(HEAT, hazard="fog")]).message.text()
    with locale.own_labels({("impact_levels", "high", "lv"): "Liela"}):
        assert "Levels of impact" not in only("unverified").message.text()


def test_the_gravest_come_first_and_every_one_says_what_to_do() -> None:
    everything = check_risk(
        replace(COMPLETE, actions=[], groups=[], ratings=[], hazards=[replace(HEAT, source="")])
    )
    severities = [list(Severity).index(one.severity) for one in everything]
    assert severities == sorted(severities)
    assert len(set(severities)) == 3
    for one in everything:
        assert one.id.startswith("risk.")
        for lang in locale.LANGUAGES:
            assert one.message.text(lang) and one.hint.text(lang) and one.place(lang)


def test_every_family_says_what_it_looks_for() -> None:
    assert all(family.__doc__ for family in FAMILIES)
