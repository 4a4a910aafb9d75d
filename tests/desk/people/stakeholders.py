"""Records and addresses of the stakeholders."""

from __future__ import annotations

from datetime import date

from secap.desk.registry.records import Record
from secap.desk.stakeholders import models
from tests.desk.world import Address, World, room

DAY = date(2026, 5, 20)


def records() -> list[Record]:
    """Return one record of every kind."""
    return [
        models.Stakeholder(name="SIA Siltums", type="energy_suppliers", power="high", interest="low"),
        models.Contact(name="Jānis"),
        models.PrivateNote(text="Zvanīt pēc pusdienām"),
        models.MappingSnapshot(date=DAY, positions=[{"uid": "a", "name": "SIA Siltums", "power": 4}]),
        models.EngagementObjective(statement="Siltuma dati līdz jūnijam"),
        models.Event(title="Pirmā sanāksme", date=DAY),
        models.ContactEntry(date=DAY, channel="phone", response="yes"),
        models.Issue(text="Tarifs"),
        models.DataRequest(title="Siltuma patēriņš", year=2024),
        models.Poll(title="Vīzija"),
        models.PollQuestion(text="Kas vispirms?", options="Skolas\nIelas"),
        models.Consultation(title="Plāna projekts"),
    ]


def tie(record: Record, world: World) -> None:
    """Let a record point at those made before."""
    if isinstance(record, models.Contact | models.PrivateNote | models.ContactEntry):
        record.stakeholder = world.records[models.Stakeholder]
    if isinstance(record, models.PollQuestion):
        record.poll = world.records[models.Poll]


def _of_event(world: World) -> dict[str, str]:
    return {"uid": world.uid(models.Event)}


ADDRESSES: dict[str, Address] = {
    "stakeholders:index": Address("view"),
    "stakeholders:understanding": Address("view", is_common=True),
    "stakeholders:stakeholder": Address("view", lambda world: {"uid": world.uid(models.Stakeholder)}),
    "stakeholders:take-over": Address("contribute"),
    "stakeholders:outdated": Address("view"),
    "stakeholders:matrix": Address("view"),
    "stakeholders:move": Address("contribute"),
    "stakeholders:move-undo": Address(
        "contribute", lambda world: {"uid": world.uid(models.Stakeholder), "revision": 1}
    ),
    "stakeholders:keep-snapshot": Address("contribute"),
    "stakeholders:movement": Address("view"),
    "stakeholders:plan": Address("view"),
    "stakeholders:plan-edit": Address("contribute", lambda world: {"uid": world.uid(models.Stakeholder)}),
    "stakeholders:methods": Address("view"),
    "stakeholders:levels": Address("view", is_common=True),
    "stakeholders:opponents": Address("view"),
    "stakeholders:opponent-tick": Address("contribute", lambda world: {"uid": world.uid(models.Stakeholder)}),
    "stakeholders:conflicts": Address("view"),
    "stakeholders:conflict-tick": Address("contribute", lambda world: {"uid": world.uid(models.Stakeholder)}),
    "stakeholders:evaluation": Address("view"),
    "stakeholders:objective": Address("view", lambda world: {"uid": world.uid(models.EngagementObjective)}),
    "stakeholders:issue-reply": Address("contribute", lambda world: {"uid": world.uid(models.Issue)}),
    "stakeholders:event": Address("view", _of_event),
    "stakeholders:event-hold": Address("view", _of_event),
    "stakeholders:event-close": Address("contribute", _of_event),
    "stakeholders:event-state": Address("contribute", _of_event),
    "stakeholders:event-issue": Address("contribute", _of_event),
    "stakeholders:event-invite": Address("contribute", _of_event),
    "stakeholders:event-calendar": Address("view", _of_event),
    **room("stakeholders", "register", models.Stakeholder),
    **room("stakeholders", "contacts", models.Contact),
    **room("stakeholders", "notes", models.PrivateNote, reads="coordinate", writes="coordinate"),
    **room("stakeholders", "snapshots", models.MappingSnapshot),
    **room("stakeholders", "objectives", models.EngagementObjective),
    **room("stakeholders", "events", models.Event),
    **room("stakeholders", "log", models.ContactEntry),
    **room("stakeholders", "issues", models.Issue),
    **room("stakeholders", "data-requests", models.DataRequest),
    **room("stakeholders", "polls", models.Poll),
    **room("stakeholders", "questions", models.PollQuestion),
    **room("stakeholders", "consultations", models.Consultation),
}
