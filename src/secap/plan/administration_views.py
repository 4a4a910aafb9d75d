"""The records of the administration as the book's chapter on governance sees them."""

from __future__ import annotations

from secap.desk.governance import models
from secap.method.governance.coordination import TopicPart
from secap.method.governance.posts import AppointmentView, StaffView
from secap.method.governance.raci import Part
from secap.method.governance.skills import TrainingView
from secap.method.governance.structure import DepartmentView


def department_view(record: models.Department) -> DepartmentView:
    return DepartmentView(
        uid=record.uid,
        name=record.name,
        level=record.level,
        is_assigned=record.is_assigned,
        fte=record.fte,
        budget_eur=record.budget_eur,
        competences=frozenset(record.competences.split()),
        reference=record,
    )


def staff_view(record: models.StaffMember) -> StaffView:
    return StaffView(
        name=record.name,
        department=record.department.uid if record.department else None,
        posts=frozenset(record.posts.split()),
        fte=record.fte,
        competences=frozenset(record.competences.split()),
        uid=record.uid,
        reference=record,
    )


def part_view(record: models.Duty) -> Part:
    return Part(record.duty, record.department.uid, record.role, record.state, record.since, record)


def topic_view(record: models.Coordination) -> TopicPart:
    return TopicPart(record.topic, record.department.uid, record.part, record)


def appointment_view(record: models.Appointment) -> AppointmentView:
    return AppointmentView(
        post=record.post,
        person=record.person,
        act=record.act,
        start=record.date,
        until=record.until,
        fte=record.fte,
        budget_eur=record.budget_eur,
        mandate=record.mandate,
        reference=record,
    )


def training_view(record: models.Training) -> TrainingView:
    return TrainingView(record.subject, record.state, frozenset(record.competences.split()))
