"""The talk with stakeholders: objectives, events, contacts and follow-ups, issues, what came out of it.

The only place where the stakeholders' records meet for their engagement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from secap.desk.stakeholders import models
from secap.method.basis.findings import Finding
from secap.method.stakeholders import matrices
from secap.method.stakeholders.dialogue_checks import DialogueData, check_dialogue
from secap.method.stakeholders.evaluation import Evaluation, EventView, PartyView, evaluate
from secap.method.stakeholders.followup import (
    ContactView,
    FollowUp,
    contact_due,
    follow_ups,
    last_contacts,
)
from secap.method.stakeholders.opponents import Opponent, is_powerful, opponents
from secap.method.stakeholders.smart import Letter, ObjectiveView, letters
from secap.plan import dialogue_views as views

if TYPE_CHECKING:
    from secap.plan.plan import Plan

ONE_TO_ONE = "one_to_one"


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective of the engagement with its letters of SMART and the stakeholders it names."""

    record: models.EngagementObjective
    view: ObjectiveView
    letters: tuple[Letter, ...]
    stakeholders: tuple[models.Stakeholder, ...]

    @property
    def is_smart(self) -> bool:
        return all(letter.is_met for letter in self.letters)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """How one stakeholder is engaged.

    level : as chosen, else as its quadrant proposes, empty where neither is known;  is_chosen : the level was
    chosen;  template : low, medium or high, as the Covenant's template says it;  last_contact : the log's
    or the last event's;  next_event : the next planned one it is invited to;  next_contact : when to come
    back or to keep the rhythm, None where nothing is set.
    """

    stakeholder: models.Stakeholder
    level: str
    is_chosen: bool
    template: str
    last_contact: date | None
    next_event: models.Event | None
    next_contact: date | None
    follow_up: FollowUp | None


class Dialogue:
    """What the book makes of a plan's engagement. Computed when asked for, once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.today = plan.today

    @cached_property
    def stakeholders(self) -> dict[str, models.Stakeholder]:
        """{uid: stakeholder}, in the plan's order."""
        return {one.uid: one for one in self.plan.stakeholders}

    def named(self, uids: str | Iterable[str]) -> tuple[models.Stakeholder, ...]:
        """Return the stakeholders of a `RecordsField`; those that were deleted are left out."""
        wanted = uids.split() if isinstance(uids, str) else uids
        return tuple(self.stakeholders[uid] for uid in wanted if uid in self.stakeholders)

    @cached_property
    def contacts(self) -> tuple[ContactView, ...]:
        """The contact log, the earliest first."""
        records = sorted(self.plan.contact_log, key=lambda one: (one.date, one.pk or 0))
        return tuple(views.contact_view(record) for record in records)

    @cached_property
    def events(self) -> tuple[EventView, ...]:
        return tuple(views.event_view(record) for record in self.plan.events)

    @cached_property
    def parties(self) -> tuple[PartyView, ...]:
        return tuple(views.party_view(record) for record in self.plan.stakeholders)

    @cached_property
    def objectives(self) -> tuple[Objective, ...]:
        """The objectives of the engagement, each checked for SMART."""
        found = []
        for record in self.plan.engagement_objectives:
            view = views.objective_view(record)
            found.append(Objective(record, view, letters(view), self.named(record.stakeholders)))
        return tuple(found)

    @cached_property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """Whom to come back to, the earliest first."""
        return tuple(follow_ups(self.contacts))

    @property
    def due_follow_ups(self) -> tuple[FollowUp, ...]:
        """Those whose day has come."""
        return tuple(one for one in self.follow_ups if one.is_due(self.today))

    @cached_property
    def last_contacts(self) -> dict[str, date]:
        """{uid: day of the last contact}: of the log, or of an event that the stakeholder attended."""
        found = last_contacts(self.contacts)
        for event in self.events:
            if event.is_held and event.date is not None:
                for uid in event.attended:
                    found[uid] = max(event.date, found.get(uid, event.date))
        return found

    @cached_property
    def opponents(self) -> tuple[Opponent, ...]:
        """Who stands against the plan, the powerful first."""
        met = last_contacts(one for one in self.contacts if one.channel == ONE_TO_ONE)
        return tuple(opponents((views.stance_view(one) for one in self.plan.stakeholders), met, self.today))

    @cached_property
    def rows(self) -> tuple[PlanRow, ...]:
        """The engagement plan: one row per stakeholder, the primary ones first."""
        waiting = {one.stakeholder: one for one in self.follow_ups}
        found = [self._row(one, waiting.get(one.uid)) for one in self.plan.stakeholders]
        return tuple(sorted(found, key=lambda row: not row.stakeholder.is_primary))

    def row(self, uid: str) -> PlanRow | None:
        """Return the row of one stakeholder."""
        return next((row for row in self.rows if row.stakeholder.uid == uid), None)

    @property
    def open_issues(self) -> list[models.Issue]:
        return [one for one in self.plan.issues if one.state == "open"]

    @property
    def parked_issues(self) -> list[models.Issue]:
        return [one for one in self.plan.issues if one.state == "parked"]

    @property
    def overdue_issues(self) -> list[models.Issue]:
        """Issues without an answer whose day has passed, parked ones among them."""
        return [
            one
            for one in self.plan.issues
            if one.state != "answered" and one.due is not None and one.due < self.today
        ]

    @cached_property
    def evaluation(self) -> Evaluation:
        """How much engagement there was, and what came out."""
        return evaluate(self.parties, self.events, self.contacts, [one.view for one in self.objectives])

    @property
    def is_begun(self) -> bool:
        return bool(self.plan.events or self.plan.contact_log or self.plan.engagement_objectives)

    @property
    def unengaged(self) -> list[models.Stakeholder]:
        """Powerful stakeholders whom nobody ever contacted or met."""
        return [
            one
            for one in self.plan.stakeholders
            if is_powerful(one.power) and one.uid not in self.last_contacts
        ]

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong or missing in the engagement."""
        return check_dialogue(
            DialogueData(
                today=self.today,
                is_begun=self.is_begun,
                unengaged=[one.name for one in self.unengaged],
                opponents=self.opponents,
                follow_ups=self.follow_ups,
                events=self.events,
                objectives=[one.view for one in self.objectives],
                overdue_issues=len(self.overdue_issues),
            )
        )

    def _row(self, one: models.Stakeholder, follow_up: FollowUp | None) -> PlanRow:
        proposed = matrices.proposed_level(
            matrices.value(matrices.LEVELS, one.power), matrices.value(matrices.LEVELS, one.interest)
        )
        level = one.level or proposed
        last = self.last_contacts.get(one.uid)
        regular = contact_due(last, one.contact_every_days, self.today)
        days = [day for day in (follow_up.due if follow_up else None, regular) if day is not None]
        return PlanRow(
            stakeholder=one,
            level=level,
            is_chosen=bool(one.level),
            template=matrices.template_level(level),
            last_contact=last,
            next_event=self._next_event(one.uid),
            next_contact=min(days, default=None),
            follow_up=follow_up,
        )

    def _next_event(self, uid: str) -> models.Event | None:
        coming = [
            event
            for event in self.events
            if event.state == "planned" and event.date and event.date >= self.today and uid in event.invited
        ]
        first = min(coming, key=lambda event: event.date or self.today, default=None)
        return first.reference if first else None


def dialogue_of(plan: Plan) -> Dialogue:
    """Return the dialogue of a plan."""
    return Dialogue(plan)
