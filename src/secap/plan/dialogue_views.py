"""The records of the engagement as the book's chapter on stakeholders sees them."""

from __future__ import annotations

from secap.desk.stakeholders import models
from secap.method.stakeholders.evaluation import EventView, PartyView
from secap.method.stakeholders.followup import ContactView
from secap.method.stakeholders.opponents import StanceView
from secap.method.stakeholders.smart import ObjectiveView


def contact_view(record: models.ContactEntry) -> ContactView:
    return ContactView(
        stakeholder=record.stakeholder.uid,
        date=record.date,
        channel=record.channel,
        response=record.response,
        refusal=record.refusal,
        follow_up_on=record.follow_up_on,
        reference=record,
    )


def event_view(record: models.Event) -> EventView:
    return EventView(
        title=record.title,
        state=record.state,
        date=record.date,
        step=record.step,
        invited=frozenset(record.invited.split()),
        attended=frozenset(record.attended.split()),
        people=record.people,
        minutes=record.minutes,
        purpose_met=record.purpose_met,
        intended=frozenset(record.reasons.split()),
        uid=record.uid,
        reference=record,
    )


def objective_view(record: models.EngagementObjective) -> ObjectiveView:
    return ObjectiveView(
        statement=record.statement,
        result_wanted=record.result_wanted,
        stakeholders=len(record.stakeholders.split()),
        indicator=record.indicator,
        target_value=record.target_value,
        risks=record.risks,
        resources=record.resources,
        responsible=record.responsible,
        start=record.start,
        due=record.due,
        result=record.result,
        intended=frozenset(record.intended.split()),
        obtained=frozenset(record.obtained.split()),
        uid=record.uid,
        reference=record,
    )


def party_view(record: models.Stakeholder) -> PartyView:
    return PartyView(
        uid=record.uid,
        name=record.name,
        type=record.type,
        steps=frozenset(record.steps.split()),
        reasons=frozenset(record.reasons.split()),
        reference=record,
    )


def stance_view(record: models.Stakeholder) -> StanceView:
    return StanceView(
        uid=record.uid,
        name=record.name,
        support=record.support,
        power=record.power,
        done=frozenset(record.opponent_done.split()),
        reference=record,
    )
