"""The rooms of the engagement: objectives, events, the contact log, issues. Few records stand in lists of
their own, by what is to be done; the log is long and keeps the registry's list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.record_views import RecordRoom
from secap.desk.stakeholders import models
from secap.desk.stakeholders.event_forms import EventPlanForm
from secap.desk.stakeholders.log_forms import LogForm
from secap.desk.stakeholders.views import events, issues, log, objectives

TO_STAKEHOLDERS = [(_("Stakeholders"), "stakeholders:index")]


@dataclass(frozen=True)
class ObjectiveRoom(RecordRoom):
    """Objectives stand with their letters of SMART."""

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Show the objectives."""
        return objectives.objective_list(request, municipality)


@dataclass(frozen=True)
class EventRoom(RecordRoom):
    """Events stand by what is to be done; the form of one is its first step."""

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Show the events."""
        return events.event_list(request, municipality)


@dataclass(frozen=True)
class IssueRoom(RecordRoom):
    """Issues stand by their state, the overdue first."""

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Show the issues."""
        return issues.issue_list(request, municipality)


def _event_page(event: models.Event) -> str:
    return reverse("stakeholders:event", args=[event.municipality.slug, event.uid])


def _objective_page(objective: models.EngagementObjective) -> str:
    return reverse("stakeholders:objective", args=[objective.municipality.slug, objective.uid])


ENGAGEMENT = [
    ObjectiveRoom(
        models.EngagementObjective, "objectives", "stakeholders",
        columns=("statement", "due", "responsible", "result"),
        intro=_("Why we engage, and what should come out of it."),
        empty=_("Write the first objective: whom, why, and what you want from it."), crumbs=TO_STAKEHOLDERS,
        home=_objective_page,
    ),
    EventRoom(
        models.Event, "events", "stakeholders",
        columns=("title", "date", "method", "step", "state", "people"),
        intro=_("Meetings and other uses of a method, from the purpose to the minutes."),
        empty=_("Plan the first event."), crumbs=TO_STAKEHOLDERS, form=EventPlanForm, home=_event_page,
        templates={"edit": "stakeholders/event_plan.html"},
    ),
    RecordRoom(
        models.ContactEntry, "log", "stakeholders",
        columns=("date", "stakeholder", "contact", "channel", "subject", "response", "follow_up_on"),
        filters=("channel", "response"), search=("stakeholder__name", "subject", "outcome"),
        intro=_("Every contact with its response. Silence is not a no."),
        empty=_("Log the first call or letter."), crumbs=TO_STAKEHOLDERS, form=LogForm,
        templates={"list": "stakeholders/log_list.html"}, context=log.panel,
    ),
    IssueRoom(
        models.Issue, "issues", "stakeholders",
        columns=("text", "stakeholder", "event", "state", "due", "replied_on"),
        intro=_("What was raised, answered or parked for another time."),
        empty=_("Nothing has been raised yet."), crumbs=TO_STAKEHOLDERS,
    ),
]  # fmt: skip
