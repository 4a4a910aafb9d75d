"""The administration of a whole plan: totals, facts for the decision aid, findings worth acting on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from secap.desk.governance import models
from secap.desk.inventory.models import ProfileValue
from secap.desk.registry.models import Municipality
from secap.desk.targets.models import Cooperation
from secap.method.basis.findings import Severity
from secap.plan.checks import findings
from secap.plan.plan import Plan

TODAY = date(2026, 11, 24)
ALL = "inventory climate_risk efficiency renewables mobility data communication projects procurement finance"


def plan(**parts: Any) -> Plan:
    return Plan(municipality=Municipality(slug="upesciems", name="Upesciems"), today=TODAY, **parts)


@pytest.fixture
def complete() -> Plan:
    """A plan whose administration lacks nothing."""
    lead = models.Department(name="Attīstības nodaļa", fte=0.5, budget_eur=20_000, competences=ALL)
    other = models.Department(name="Komunālā nodaļa", fte=0.25, budget_eur=0, competences="investment")
    roles = [(lead, "accountable"), (other, "responsible")]
    duties = ("bei", "rva", "measures", "management")
    topics = ("strategy", "inventory", "risk", "buildings", "transport", "supply", "water_waste", "nature",
              "poverty", "finance", "engagement", "monitoring")  # fmt: skip
    return plan(
        departments=[lead, other],
        staff_members=[models.StaffMember(name="Bo", department=other, posts="environmental_specialist")],
        duties=[models.Duty(duty=duty, department=one, role=role) for duty in duties for one, role in roles],
        coordination=[
            models.Coordination(topic=topic, department=one, part=part)
            for topic in topics
            for one, part in [(lead, "leads"), (other, "takes_part")]
        ],
        appointments=[
            models.Appointment(
                post="coordinator",
                person="Anna",
                act="12/3",
                date=date(2025, 1, 1),
                fte=0.5,
                budget_eur=5_000,
            ),
            models.Appointment(post="energy_manager", person="Cy", date=date(2025, 1, 1)),
        ],
    )


def ids(one: Plan) -> dict[str, Severity]:
    return {
        finding.id.removeprefix("governance."): finding.severity for finding in one.administration.findings
    }


def test_a_plan_that_has_not_begun_gets_one_note() -> None:
    assert ids(plan()) == {"not_begun": Severity.INFO}
    assert "governance.not_begun" in [finding.id for finding in findings(plan())]


def test_a_complete_administration_is_left_in_peace(complete: Plan) -> None:
    found = complete.administration
    assert ids(complete) == {}
    assert found.structure.type == "multi_sector"
    assert (found.fte.value, found.fte.is_complete) == (0.75, True)
    assert found.budget_eur.value == 20_000
    assert found.spread.departments == 2
    assert found.posts[2].holders == ("Bo",)


@pytest.mark.parametrize(
    ("id", "change"),
    [
        ("no_coordinator", {"appointments": []}),
        ("no_energy_manager", {"appointments": []}),
        ("no_environmental_specialist", {"staff_members": []}),
        ("no_duties", {"duties": []}),
    ],
)
def test_what_the_method_calls_crucial_is_a_warning(complete: Plan, id: str, change: dict[str, Any]) -> None:
    assert ids(replace(complete, **change))[id] == Severity.WARNING


def test_gaps_are_named_where_they_are(complete: Plan) -> None:
    accountable = [one for one in complete.duties if one.role == "accountable"]
    without = replace(complete, duties=[one for one in complete.duties if one is not accountable[1]])
    finding = without.administration.findings[0]
    assert (finding.id, finding.severity) == ("governance.duty_no_accountable", Severity.WARNING)
    assert str(finding.message) == "Nobody is accountable for: Risk and vulnerability assessment (RVA)."
    leads = [one for one in complete.coordination if one.topic != "poverty"]
    finding = replace(complete, coordination=leads).administration.findings[0]
    assert str(finding.message) == "Topics that nobody leads: Energy poverty."


def test_what_departments_have_not_said_is_not_zero(complete: Plan) -> None:
    lead, other = complete.departments
    other.fte = None
    found = complete.administration
    assert (found.fte.value, found.fte.told, found.fte.of) == (0.5, 1, 2)
    assert ids(complete) == {"fte_unknown": Severity.INFO}
    assert found.facts.fte is None, "half a total is no fact: no rule is asked"
    assert lead.fte == 0.5


def test_a_planned_duty_and_a_short_appointment_are_notes(complete: Plan) -> None:
    for one in complete.duties[:2]:
        one.state, one.since = "planned", date(2026, 1, 1)
    complete.appointments[0].fte = None
    assert ids(complete) == {
        "duty_only_planned": Severity.INFO,
        "duty_overdue": Severity.INFO,
        "coordinator_means": Severity.INFO,
    }


def test_the_decision_aid_knows_the_towns_size_and_its_partners(complete: Plan) -> None:
    complete.profile += [
        ProfileValue(indicator="population", year=2015, value=6_000),
        ProfileValue(indicator="population", year=2023, value=5_200),
        ProfileValue(indicator="population", year=2024, value=None),
    ]
    complete.cooperation += [Cooperation(partner="Ozolmuiža"), Cooperation(partner="Ozolmuiža")]
    complete.setups += [models.Setup(approaches="joint_plan", has_energy_agency=False)]
    found = complete.administration
    assert found.facts.population == 5_200
    assert found.facts.partners == 1
    assert found.facts.has_energy_agency is False
    assert found.facts.missing == ["staff_count", "has_supporter"]
    assert found.chosen_approaches == ["joint_plan"]
    assert found.approaches[0].approach == "joint_plan"
