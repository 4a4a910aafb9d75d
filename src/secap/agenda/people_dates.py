"""Dates of the stakeholders: events, requests, follow-ups, reviews, issues, polls, objectives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from secap.agenda.addresses import addresses
from secap.agenda.entry import ADMINISTRATION, COUNCIL, STAKEHOLDERS, Date
from secap.desk.stakeholders.models import ContactEntry
from secap.method.basis.messages import Message
from secap.method.stakeholders.followup import ContactView, contact_due, follow_ups, last_contacts
from secap.plan.plan import Plan

EVERYBODY = frozenset({ADMINISTRATION, COUNCIL, STAKEHOLDERS})
BOTH = frozenset({ADMINISTRATION, STAKEHOLDERS})
EVENT_DONE = frozenset({"held", "cancelled"})
REQUEST_DONE = frozenset({"answered", "imported", "closed"})


def people_dates(plan: Plan) -> Iterator[Date]:
    """Yield the dates of the chapter. No name of a contact person is in them."""
    yield from _events(plan)
    yield from _contacts(plan)
    yield from _reviews(plan)
    yield from _asked(plan)
    yield from _objectives(plan)


def _events(plan: Plan) -> Iterator[Date]:
    emails_of: dict[str, set[str]] = defaultdict(set)
    for contact in plan.contacts:
        if contact.email:
            emails_of[contact.stakeholder.uid].add(contact.email.lower())
    for event in plan.events:
        if event.date and event.state != "cancelled":
            guests = {*event.invited.split(), *event.attended.split()}
            yield Date(
                event.uid, "event", event.date, Message("{title}", title=event.title),
                ("stakeholders:events",), detail=event.facilitator, actors=EVERYBODY,
                invited=frozenset(one for uid in guests for one in emails_of[uid]),
                is_done=event.state in EVENT_DONE, has_term=False, start_time=event.start_time,
                end_time=event.end_time, place=event.place, record=event,
            )  # fmt: skip


def _contacts(plan: Plan) -> Iterator[Date]:
    """Whom to come back to, and whom nobody has talked to for too long. The book decides."""
    views = [_view(entry) for entry in plan.contact_log]
    named = {one.uid: one for one in plan.stakeholders}
    waiting = follow_ups(views)
    for found in waiting:
        entry: ContactEntry = found.last.reference
        yield Date(
            entry.uid, "follow_up", found.due, Message("Come back to: {name}", name=entry.stakeholder.name),
            ("stakeholders:log",), detail=entry.subject, record=entry,
            emails=addresses(plan, entry.by, entry.stakeholder.responsible),
        )  # fmt: skip
    spoken = last_contacts(views)
    for uid, stakeholder in named.items():
        due = contact_due(spoken.get(uid), stakeholder.contact_every_days, plan.today)
        if due is not None and uid not in {one.stakeholder for one in waiting}:
            yield Date(
                f"{uid}-contact", "contact", due,
                Message("Regular contact with: {name}", name=stakeholder.name),
                ("stakeholders:register",), detail=stakeholder.responsible, record=stakeholder,
                emails=addresses(plan, stakeholder.responsible),
            )  # fmt: skip


def _view(entry: ContactEntry) -> ContactView:
    return ContactView(
        entry.stakeholder.uid, entry.date, entry.channel, entry.response, entry.refusal, entry.follow_up_on,
        reference=entry,
    )  # fmt: skip


def _reviews(plan: Plan) -> Iterator[Date]:
    for stakeholder in plan.stakeholders:
        if stakeholder.review_on:
            yield Date(
                f"{stakeholder.uid}-review", "review", stakeholder.review_on,
                Message("Look again where they stand: {name}", name=stakeholder.name),
                ("stakeholders:register",), detail=stakeholder.responsible, record=stakeholder,
                emails=addresses(plan, stakeholder.responsible),
            )  # fmt: skip


def _asked(plan: Plan) -> Iterator[Date]:
    """Requests for data, issues to answer, polls and consultations."""
    for asked in plan.data_requests:
        if asked.due:
            yield Date(
                asked.uid, "request", asked.due, Message("Data asked for: {title}", title=asked.title),
                ("stakeholders:data-requests",), actors=BOTH, is_done=asked.state in REQUEST_DONE,
                record=asked, detail=asked.stakeholder.name if asked.stakeholder else "",
            )  # fmt: skip
    for issue in plan.issues:
        if issue.due:
            raised = issue.stakeholder.name if issue.stakeholder else ""
            yield Date(
                issue.uid, "issue", issue.due,
                Message("Answer an issue of: {name}", name=raised) if raised else Message("Answer an issue"),
                ("stakeholders:issues",), detail=str(issue), is_done=issue.state == "answered", record=issue,
            )  # fmt: skip
    for poll in plan.polls:
        if poll.opens:
            yield Date(
                f"{poll.uid}-opens", "poll", poll.opens, Message("The poll opens: {title}", title=poll.title),
                ("stakeholders:polls",), actors=BOTH, has_term=False, record=poll,
            )  # fmt: skip
        if poll.closes:
            yield Date(
                poll.uid, "poll", poll.closes, Message("Last day of the poll: {title}", title=poll.title),
                ("stakeholders:polls",), actors=BOTH, is_done=poll.is_closed, has_term=False, record=poll,
            )  # fmt: skip
    for draft in plan.consultations:
        if draft.opens:
            yield Date(
                f"{draft.uid}-opens", "consultation", draft.opens,
                Message("Comments open: {title}", title=draft.title), ("stakeholders:consultations",),
                actors=EVERYBODY, has_term=False, record=draft,
            )  # fmt: skip
        if draft.closes:
            yield Date(
                draft.uid, "consultation", draft.closes,
                Message("Last day for comments: {title}", title=draft.title), ("stakeholders:consultations",),
                actors=EVERYBODY, has_term=False, record=draft,
            )  # fmt: skip


def _objectives(plan: Plan) -> Iterator[Date]:
    for objective in plan.engagement_objectives:
        if objective.due:
            yield Date(
                objective.uid, "objective", objective.due,
                Message("Objective due: {statement}", statement=objective.statement),
                ("stakeholders:objectives",), detail=objective.responsible, is_done=bool(objective.result),
                emails=addresses(plan, objective.responsible), record=objective,
            )  # fmt: skip
