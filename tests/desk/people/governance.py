"""Records and addresses of the process and the administration."""

from __future__ import annotations

from datetime import date

from secap.desk.governance import models
from secap.desk.registry.records import Record
from tests.desk.world import Address, World, room

DAY = date(2026, 5, 20)


def records() -> list[Record]:
    """Return one record of every kind."""
    return [
        models.StepState(step="commitment", state="done"),
        models.Task(step="support", template="support_administration", actors="administration"),
        models.Approval(body="Upesciema dome", act="12/3", date=DAY, budget_eur=50_000),
        models.Submission(date=DAY),
        models.Department(name="Attīstības nodaļa"),
        models.StaffMember(name="Anna", posts="coordinator"),
        models.Duty(duty="bei", role="responsible"),
        models.Coordination(topic="strategy", part="leads"),
        models.Appointment(post="coordinator", person="Anna"),
        models.Setup(approaches="internal"),
        models.Assessment(list="guarantees", item="coordination", date=DAY, answer="yes"),
        models.Training(subject="technical", title="Energoaudits"),
        models.Group(name="Darba grupa"),
        models.Proposal(year=2026, title="Saules paneļi"),
        models.Round(year=2026),
        models.Hearing(date=DAY, subject="Plāna projekts"),
    ]


def tie(record: Record, world: World) -> None:
    """Let a record point at those made before."""
    if isinstance(record, models.Duty | models.Coordination):
        record.department = world.records[models.Department]


ADDRESSES: dict[str, Address] = {
    "governance:process": Address("view"),
    "governance:next-round": Address("coordinate"),
    "governance:roles": Address("view"),
    "governance:asked": Address("view", lambda world: {"actor": "council"}, is_common=True),
    "governance:step": Address("view", lambda world: {"step": "support"}, is_common=True),
    "governance:step-take": Address("contribute", lambda world: {"step": "support"}, is_common=True),
    "governance:task-tick": Address("contribute", lambda world: {"uid": world.uid(models.Task)}),
    "governance:task-untick": Address("contribute", lambda world: {"uid": world.uid(models.Task)}),
    "governance:index": Address("view"),
    "governance:raci": Address("view"),
    "governance:coordination": Address("view"),
    "governance:approaches": Address("view"),
    "governance:skills": Address("view"),
    "governance:examples": Address("view"),
    "governance:example": Address("contribute", lambda world: {"code": "kranj"}, is_common=True),
    "governance:example-undo": Address("contribute", lambda world: {"token": "abcd1234"}),
    **room("governance", "step-states", models.StepState),
    **room("governance", "tasks", models.Task),
    **room("governance", "approvals", models.Approval),
    **room("governance", "submissions", models.Submission),
    **room("governance", "departments", models.Department),
    **room("governance", "staff", models.StaffMember),
    **room("governance", "duties", models.Duty),
    **room("governance", "coordination-parts", models.Coordination),
    **room("governance", "appointments", models.Appointment),
    **room("governance", "setup", models.Setup),
    **room("governance", "assessments", models.Assessment),
    **room("governance", "trainings", models.Training),
    "governance:self-assessment": Address("view"),
    "governance:self-assessment-list": Address("view", lambda world: {"kind": "guarantees"}, is_common=True),
    "governance:action-group": Address("view"),
    "governance:proposal": Address("view", lambda world: {"uid": world.uid(models.Proposal)}),
    "governance:bodies": Address("view"),
    **room("governance", "groups", models.Group),
    **room("governance", "proposals", models.Proposal),
    **room("governance", "rounds", models.Round),
    **room("governance", "hearings", models.Hearing),
}
