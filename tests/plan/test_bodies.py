"""Groups, rounds, hearings, self-assessments and the alignment register, of plans that no database knows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action
from secap.desk.governance.models import Assessment, Group, Hearing, Proposal, Round
from secap.desk.governance.proofs import proofs
from secap.desk.registry.models import Municipality
from secap.desk.stakeholders.models import Event
from secap.desk.targets.models import RegionalPriority, Strategy
from secap.plan.governance_groups import bodies_of, findings
from secap.plan.plan import Plan

TODAY = date(2026, 11, 24)


@pytest.fixture
def plan() -> Plan:
    return Plan(municipality=Municipality(slug="upesciems", name="Upesciems"), today=TODAY)


def ids(plan: Plan) -> list[str]:
    return [one.id.removeprefix("governance.") for one in findings(plan)]


def proposal(**values: Any) -> Proposal:
    appraised = {"financial_result": "feasible", "technical_result": "feasible"}
    return Proposal(**{"title": "Saules paneļi", "year": 2026, **appraised, **values})


def test_a_plan_that_has_not_begun_hears_nothing(plan: Plan) -> None:
    assert findings(plan) == []


def test_a_decision_that_does_not_hold_is_a_warning_with_its_proposals(plan: Plan) -> None:
    plan.proposals.append(proposal(decision="approved", votes_for=2, votes_against=5))
    plan.proposals.append(proposal(title="Siltumtrase", technical_result="", decision="approved"))
    found = {one.id: one for one in findings(plan)}
    assert set(found) == {"governance.round_votes", "governance.round_not_appraised"}
    assert str(found["governance.round_votes"].message).startswith("Saules paneļi: the votes do not carry")
    assert "Siltumtrase" in found["governance.round_not_appraised"].message.text("lv")


def test_money_and_evaluation_are_asked_for_when_their_year_has_come(plan: Plan) -> None:
    plan.proposals.append(proposal(decision="approved"))
    assert ids(plan) == [], "next year's budget is still open"
    plan.proposals[0].year = 2025
    assert ids(plan) == ["round_no_budget"]
    plan.proposals[0].budget_eur = 5000.0
    assert ids(plan) == [], "its budget year is not over"
    plan.proposals[0].year = 2024
    assert ids(plan) == ["round_not_evaluated"]
    plan.proposals[0].evaluation = "Uzstādīts"
    assert ids(plan) == []


def test_the_register_tells_conflicts_from_what_is_open(plan: Plan) -> None:
    plan.regional_priorities.append(RegionalPriority(title="Nacionālais plāns"))
    assert ids(plan) == ["alignment_open"]
    plan.regional_priorities.append(RegionalPriority(title="Reģions", level="regional", state="conflict"))
    assert ids(plan) == ["alignment_conflict", "alignment_open", "alignment_levels"]
    plan.regional_priorities = [
        RegionalPriority(title="Reģions", level="regional", state="aligned"),
        RegionalPriority(title="Pilsētas attīstības programma", level="local", state="partly"),
    ]
    assert ids(plan) == []


def test_hearings_find_their_action_however_its_number_is_written(plan: Plan) -> None:
    plan.actions.append(ActionRecords(Action(number="4.2.", title="Krasta valnis")))
    early = Hearing(body="council", date=date(2026, 5, 1), subject="Valnis", action_number="4.2")
    late = Hearing(body="council", date=date(2026, 9, 1), subject="Valnis vēlreiz", action_number="4.2.")
    plan.hearings += [early, late, Hearing(body="public", date=date(2026, 6, 1), subject="Plāns")]
    bodies = bodies_of(plan)
    assert list(bodies.hearings()) == ["council", "public"]
    assert bodies.hearings("4.2") == {"council": [late, early]}
    assert bodies.action("4.2") is plan.actions[0].action
    assert ids(plan) == []
    plan.hearings[0].action_number = "9.9"
    assert ids(plan) == ["action_number"]


def test_a_steering_group_has_a_district_and_a_programme(plan: Plan) -> None:
    plan.groups.append(Group(name="Upmala", kind="steering_group"))
    assert ids(plan) == ["steering_group"]
    plan.groups[0].district, plan.groups[0].programme = "Upmala", "Klusie pagalmi"
    assert ids(plan) == []
    assert bodies_of(plan).groups["steering_group"] == plan.groups


def test_years_of_the_round_hold_meetings_without_a_proposal(plan: Plan) -> None:
    plan.rounds.append(Round(year=2024))
    plan.proposals.append(proposal(year=2025))
    bodies = bodies_of(plan)
    assert bodies.years == [2026, 2025, 2024]
    assert bodies.meeting(2024) is plan.rounds[0] and bodies.meeting(2025) is None


def answer(item: str, code: str, day: date, kind: str = "guarantees") -> Assessment:
    return Assessment(list=kind, item=item, date=day, answer=code)


def test_a_guarantee_that_is_not_given_and_an_old_list_are_noted(plan: Plan) -> None:
    plan.self_assessments.append(answer("capacity", "no", date(2026, 5, 1)))
    assert ids(plan) == ["guarantees_missing"]
    plan.self_assessments.append(answer("capacity", "partly", date(2026, 9, 1)))
    assert ids(plan) == []
    plan.self_assessments.append(answer("skills", "no", date(2023, 1, 1), "success"))
    assert ids(plan) == ["assessment_old"]


def test_what_the_plan_shows_follows_the_plan_and_not_the_answers(plan: Plan) -> None:
    def shown(guarantee: str) -> list[bool]:
        return [proof.is_there for proof in proofs(bodies_of(plan))[guarantee]]

    plan.self_assessments.append(answer("involvement", "yes", date(2026, 5, 1)))
    assert shown("involvement") == [False] and shown("vision") == [False, False]
    plan.events.append(Event(title="Sen", state="held", date=date(2024, 5, 1)))
    assert shown("involvement") == [False], "that was more than a year ago"
    plan.events.append(Event(title="Nesen", state="held", date=date(2026, 5, 1)))
    plan.strategies.append(Strategy(vision="Zaļa pilsēta"))
    assert shown("involvement") == [True] and shown("vision") == [True, False]
    assert shown("vertical") == [False]
    plan.regional_priorities.append(RegionalPriority(title="Reģions", state="conflict"))
    assert shown("vertical") == [True, False], "compared, but in conflict"
