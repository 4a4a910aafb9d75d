"""Where risk and actions meet, of plans that no database knows."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action
from secap.desk.registry.models import Municipality
from secap.desk.risk.models import (
    District,
    Hazard,
    ImpactChain,
    IndicatorValue,
    PastEvent,
    RiskAssessment,
    ScoreboardRating,
    SectorImpact,
    VulnerabilityIndicator,
)
from secap.plan.file import loads
from secap.plan.plan import Plan
from secap.plan.resilience import resilience_of


@pytest.fixture
def plan() -> Plan:
    town = Municipality(slug="upesciems", name="Upesciems")
    hazards = [
        Hazard(hazard="drought", probability="moderate", impact="moderate"),
        Hazard(hazard="river_flood", probability="high", impact="high"),
        Hazard(hazard="severe_wind", probability="not_known", impact="high"),
        Hazard(hazard="forest_fire"),
    ]
    return Plan(municipality=town, hazards=hazards, today=date(2026, 11, 24))


def acting(**values: object) -> ActionRecords:
    return ActionRecords(Action(**{"title": "Dambis", "kinds": "adaptation", **values}))


def test_hazards_stand_in_the_order_of_their_risk_and_gaps_last(plan: Plan) -> None:
    found = plan.resilience
    assert [(line.record.hazard, line.rank, line.score) for line in found.all_lines] == [
        ("river_flood", 1, 9), ("drought", 2, 4), ("forest_fire", None, None), ("severe_wind", None, None),
    ]  # fmt: skip
    assert [line.record.hazard for line in found.gaps] == ["forest_fire", "severe_wind"]
    assert all(one.reference.hazard != "severe_wind" for cell in found.matrix.cells.values() for one in cell)  # type: ignore[attr-defined]


def test_a_high_risk_is_open_met_or_accepted(plan: Plan) -> None:
    assert [one.state for one in plan.resilience.high_risks] == ["open"]
    plan.hazards[1].tolerated_reason = "Valsts dambis pasargā."
    assert [one.state for one in resilience_of(plan).high_risks] == ["accepted"]
    plan.actions.append(acting(hazards="floods_sea_level"))
    found = resilience_of(plan)
    assert [one.state for one in found.high_risks] == ["met"] and found.open == []
    assert found.lines[0].actions == (plan.actions[0].action,)


def test_an_action_that_is_cancelled_meets_nothing(plan: Plan) -> None:
    plan.actions.append(acting(hazards="river_flood", status="cancelled"))
    assert [one.state for one in plan.resilience.high_risks] == ["open"]


def test_a_hazard_in_a_sector_needs_an_action_there(plan: Plan) -> None:
    impact = SectorImpact(hazard="drought", sector="water", likelihood="likely", impact="high")
    plan.sector_impacts.append(impact)
    plan.actions.append(acting(hazards="drought", adaptation_sectors="health"))
    assert resilience_of(plan).impact_lines[impact.uid].state == "open"
    plan.actions.append(acting(hazards="drought"))  # names no sector: it meets all of them
    assert resilience_of(plan).impact_lines[impact.uid].state == "met"


def test_chains_find_the_actions_that_break_them(plan: Plan) -> None:
    plan.impact_chains.append(ImpactChain(hazard="drought", exposure="Akas"))
    plan.actions.append(acting(hazards="drought_water_scarcity"))
    (chain,) = plan.resilience.chains
    assert chain.actions == (plan.actions[0].action,)
    assert set(chain.missing) == {"vulnerability", "impact", "sector"}


def test_values_of_districts_and_of_the_town_are_kept_apart(plan: Plan) -> None:
    indicator = VulnerabilityIndicator(title="Seniori", kind="socio_economic")
    shore, hill = District(name="Krasts"), District(name="Kalns")
    plan.vulnerability_indicators.append(indicator)
    plan.districts += [shore, hill]
    plan.indicator_values += [
        IndicatorValue(indicator=indicator, district=district, value=value)
        for district, value in ((shore, 30.0), (hill, 10.0), (None, 20.0))
    ]
    found = resilience_of(plan).vulnerability
    assert [(row.district.name, row.score) for row in found.rows] == [("Krasts", 100.0), ("Kalns", 0.0)]
    assert found.town is not None and found.town.score == 50.0


def test_the_same_seed_draws_the_same_weightings(plan: Plan) -> None:
    for title in ("a", "b", "c"):
        plan.vulnerability_indicators.append(VulnerabilityIndicator(title=title, kind="socio_economic"))
    for name, values in (("Krasts", (1.0, 5.0, 2.0)), ("Kalns", (4.0, 1.0, 3.0)), ("Mala", (2.0, 3.0, 9.0))):
        district = District(name=name)
        plan.districts.append(district)
        plan.indicator_values += [
            IndicatorValue(indicator=one, district=district, value=value)
            for one, value in zip(plan.vulnerability_indicators, values, strict=True)
        ]
    assert resilience_of(plan, seed=7).sensitivity == resilience_of(plan, seed=7).sensitivity
    assert resilience_of(plan, seed=7).sensitivity != resilience_of(plan, seed=8).sensitivity


def test_the_scoreboard_keeps_its_rounds_apart(plan: Plan) -> None:
    for day, grade in ((date(2022, 5, 1), "d"), (date(2025, 5, 1), "b")):
        plan.scoreboard.append(ScoreboardRating(item="s1_1", date=day, grade=grade))
    assert [(one.date.year, one.grade) for one in plan.resilience.scoreboard] == [(2022, "d"), (2025, "b")]


def test_the_books_checks_look_at_everything(plan: Plan) -> None:
    plan.past_events.append(PastEvent(hazard="river_flood", title="Pali"))
    plan.hazards[0].proposed = {"probability": "high"}
    plan.hazards[0].timeframe = "by_2050"
    plan.risk_assessments.append(RiskAssessment(timeframe_scale="covenant_2016"))
    found = {finding.id for finding in plan.resilience.findings}
    assert {
        "risk.high_unmet", "risk.event_source", "risk.below_proposal", "risk.timeframe_scale",
        "risk.no_group", "risk.not_known", "risk.scoreboard_empty",
    } <= found  # fmt: skip


def test_without_anything_there_is_nothing_but_one_error() -> None:
    empty = Plan(municipality=Municipality(slug="x", name="X"), today=date(2026, 11, 24)).resilience
    assert empty.lines == empty.gaps == empty.high_risks == empty.chains == []
    assert empty.sensitivity is None and empty.vulnerability.rows == ()
    assert [one.id for one in empty.findings if one.severity == "error"] == ["risk.none"]


def test_every_example_is_ranked_and_its_open_risks_are_found() -> None:
    for slug, has_open in (("upesciems", False), ("lielkalns", True)):
        text = files("secap.examples").joinpath(f"{slug}.json").read_text(encoding="utf-8")
        found = loads(text).resilience
        scores = [line.score for line in found.lines]
        assert scores and scores == sorted(scores, reverse=True)  # type: ignore[type-var]
        assert bool(found.open) == has_open
