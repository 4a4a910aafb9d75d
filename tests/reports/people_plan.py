"""A plan with people only, made without a database: departments, stakeholders, an event, a poll, notes."""

from __future__ import annotations

from datetime import date
from typing import Any

from secap.desk.governance import models as governance
from secap.desk.stakeholders import models as people
from secap.plan.plan import Plan
from tests.reports.conftest import TODAY
from tests.reports.test_risk_chapter import town

PHONE, MAIL, PERSON = "+371 29 000 111", "anna@example.org", "Anna Ozola"


def department(uid: str, name: str, **more: Any) -> governance.Department:
    return governance.Department(uid=uid, name=name, **more)


def stakeholder(uid: str, name: str, **more: Any) -> people.Stakeholder:
    return people.Stakeholder(uid=uid, name=name, **more)


def peopled(**more: Any) -> Plan:
    """Return the plan; `more` replaces lists of records."""
    office, works = (
        department("d1", "Attīstības nodaļa", fte=0.5, budget_eur=1000.0),
        department("d2", "Saimniecība"),
    )
    heat = stakeholder(
        "s1", "Siltums", type="energy_suppliers", support="strongly_opposed", power="very_high",
        interest="high", affectedness="high", is_primary=True, steps="vision assessment",
        note="Iekšēja piezīme",
    )  # fmt: skip
    school = stakeholder("s2", "Skola", type="education", power="low", interest="low", level="involve")
    records: dict[str, list[Any]] = {
        "departments": [office, works],
        "duties": [
            governance.Duty(uid="r1", duty="bei", department=office, role="accountable"),
            governance.Duty(uid="r2", duty="bei", department=works, role="responsible", state="planned"),
        ],
        "coordination": [
            governance.Coordination(uid="c1", department=works, topic="buildings", part="leads"),
        ],
        "step_states": [
            governance.StepState(uid="p1", step="commitment", state="done", done_on=date(2025, 3, 1)),
        ],
        "stakeholders": [heat, school],
        "contacts": [people.Contact(uid="k1", stakeholder=heat, name=PERSON, email=MAIL, phone=PHONE)],
        "contact_log": [
            people.ContactEntry(uid="l1", stakeholder=heat, date=date(2026, 3, 1), channel="phone", by=PERSON)
        ],
        "events": [
            people.Event(uid="e1", title="Sanāksme", state="held", date=date(2026, 5, 1), people=12,
                         attended="s1 gone", minutes="Rēķini", decisions_taken="Audits"),
            people.Event(uid="e2", title="Seminārs", date=date(2027, 1, 5), invited="s2"),
            people.Event(uid="e3", title="Atcelts", state="cancelled"),
        ],
        "issues": [
            people.Issue(uid="i1", text="Kas maksās?", raised_by=PERSON, stakeholder=school, state="answered",
                         reply="Fonds"),
        ],
        "polls": [
            people.Poll(uid="v1", title="Balsojums", is_closed=True, results={
                "answers": 7, "questions": [{"uid": "q1", "answered": 7, "counts": {"A": 5, "B": 2}},
                                            {"uid": "q2", "answered": 3, "counts": {}}]}),
        ],
        "poll_questions": [
            people.PollQuestion(uid="q1", text="Kurš?", kind="single", options="A\nB"),
            people.PollQuestion(uid="q2", text="Kāpēc?", kind="text"),
        ],
    }  # fmt: skip
    made = town(**(records | more))
    made.today = TODAY
    return made
