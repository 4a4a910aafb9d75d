"""A plan in memory with one date of every kind, and small plans in the database."""

from __future__ import annotations

from datetime import date

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action, Activity, FundingProgramme
from secap.desk.governance import models as governance
from secap.desk.inventory.models import DataSet
from secap.desk.registry.models import Municipality
from secap.desk.risk.models import RiskAssessment
from secap.desk.stakeholders import models as people
from secap.desk.targets.models import Target
from secap.plan.plan import PARTS, Plan
from tests.cast import Cast

TODAY = date(2026, 11, 24)  # a Tuesday
MONDAY = date(2026, 11, 23)
PAST, SOON, LATER = date(2026, 11, 1), date(2026, 12, 1), date(2027, 6, 1)


def full_plan() -> Plan:
    """Return a plan that has every kind of date."""
    town = Municipality(slug="upesciems", name="Upesciems", adhesion_date=date(2025, 1, 15))
    heat = people.Stakeholder(
        municipality=town, name="SIA Siltums", contact_every_days=30, review_on=SOON, responsible="Anna"
    )
    quiet = people.Stakeholder(municipality=town, name="Skola", contact_every_days=30)
    action = Action(municipality=town, number="M-01", title="Skolas siltināšana", start=PAST, end=LATER)
    plan = Plan(
        municipality=town,
        today=TODAY,
        staff_members=[governance.StaffMember(name="Anna", email="Anna@example.org")],
        step_states=[governance.StepState(step="assessment", due=SOON)],
        tasks=[
            governance.Task(step="approval", template="approval_council", actors="council", due=SOON),
            governance.Task(
                step="assessment", title="Rēķini", actors="administration", due=PAST,
                responsible="Juris", email="Juris@example.org",
            ),
            governance.Task(
                step="assessment", title="Gatavs", actors="administration", due=PAST, state="done"
            ),
        ],
        appointments=[governance.Appointment(post="coordinator", person="Anna", until=LATER)],
        trainings=[governance.Training(subject="technical", title="Energoaudits", date=SOON)],
        rounds=[governance.Round(year=2026, date=SOON)],
        hearings=[governance.Hearing(date=SOON, subject="Projekts")],
        stakeholders=[heat, quiet],
        contacts=[people.Contact(stakeholder=heat, name="Jānis Kalns", email="Janis@example.org")],
        contact_log=[
            people.ContactEntry(
                stakeholder=heat, date=PAST, channel="email", response="no_answer", by="Anna",
                outcome="Slikts noskaņojums",
            )
        ],
        events=[
            people.Event(
                title="Darbnīca", date=SOON, start_time="10:00", end_time="12:30", place="Kultūras nams",
                invited=heat.uid, facilitator="Līga",
            ),
            people.Event(title="Atcelta", date=SOON, state="cancelled"),
        ],
        issues=[people.Issue(text="Jāņa tarifs", stakeholder=heat, due=SOON)],
        data_requests=[people.DataRequest(title="Siltums 2025", stakeholder=heat, due=SOON)],
        polls=[people.Poll(title="Vīzija", opens=PAST, closes=SOON)],
        consultations=[people.Consultation(title="Projekts", opens=SOON, closes=LATER)],
        engagement_objectives=[people.EngagementObjective(statement="Dati līdz jūnijam", due=LATER)],
        data_sets=[DataSet(title="Elektroenerģija", due_date=SOON)],
        funding_programmes=[FundingProgramme(title="Fonds", opens=PAST, deadline=LATER)],
        risk_assessments=[RiskAssessment(date=date(2025, 5, 1), next_review=LATER)],
        targets=[Target(kind="emissions_absolute", target_year=2030, reduction_percent=55)],
        actions=[
            ActionRecords(action, activities=[Activity(action=action, title="Projekts", end=SOON)]),
            ActionRecords(Action(number="M-02", title="Nē", start=SOON, status="cancelled")),
        ],
    )  # fmt: skip
    for item in plan.actions:
        item.action.municipality = town
        for step in item.activities:
            step.municipality = town
    for name in PARTS:
        for record in getattr(plan, name):
            record.municipality = town
    return plan


def add_tasks(cast: Cast) -> None:
    """Enter a task of the council and one of the administration, late and due soon, in Ada's town."""
    for title, actors, due, email in [
        ("Budžets", "council", SOON, ""),
        ("Rēķini", "administration", PAST, ""),
        ("Mērījumi", "stakeholders", SOON, "Juris@example.org"),
    ]:
        cast.keep(
            cast.ada, governance.Task(step="assessment", title=title, actors=actors, due=due, email=email)
        )
