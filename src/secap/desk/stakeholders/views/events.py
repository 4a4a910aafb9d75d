"""Events: the list, the page of one, and its three steps. Planning is the room's form (`rooms.EventRoom`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from secap.desk.registry.fields import codes_in
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.stakeholders.event_forms import EventCloseForm, EventHoldForm, IssueForm
from secap.desk.stakeholders.models import Event, Issue, Stakeholder
from secap.method.basis import codes
from secap.method.stakeholders.opponents import is_opponent

STATES = ("planned", "cancelled")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to settle before an event."""

    label: Promise
    is_done: bool


def event_of(municipality: Municipality, uid: str) -> Event:
    """Return an event of the town; 404 where there is none."""
    event = Event.objects.filter(municipality=municipality, uid=uid).select_related("objective").first()
    if event is None:
        raise Http404
    event.municipality = municipality
    return event


def event_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what comes, what waits for its minutes, what was."""
    today = timezone.localdate()
    events = list(Event.objects.filter(municipality=municipality).order_by("date", "id"))
    for event in events:
        event.municipality = municipality
    planned = [one for one in events if one.state == "planned"]
    held = [one for one in reversed(events) if one.state == "held"]
    groups = [
        ("past", [one for one in planned if one.date and one.date < today]),
        ("minutes", [one for one in held if not one.minutes.strip()]),
        ("coming", [one for one in planned if not one.date or one.date >= today]),
        ("held", [one for one in held if one.minutes.strip()]),
        ("cancelled", [one for one in reversed(events) if one.state == "cancelled"]),
    ]
    context = {"tab": "events", "groups": [(code, rows) for code, rows in groups if rows], "today": today}
    return render(request, "stakeholders/event_list.html", context)


@member("view")
def event(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show an event: what is settled, what is missing, what came out."""
    found = event_of(municipality, uid)
    points = list(readiness(found))
    context = {
        **_shared(found, "event"),
        "points": points,
        "open_points": sum(not point.is_done for point in points),
        "prevention": _ticked("conflict_prevention", found.prevention),
    }
    return render(request, "stakeholders/event.html", context)


@member("view")
def hold(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show the agenda to print and the facilitator's checklist; keep what was done when conflict came up."""
    found = event_of(municipality, uid)
    may_write = request.user.has_perm("plan.contribute", municipality)
    posted = request.POST if request.method == "POST" and may_write else None
    form = EventHoldForm(posted, instance=found, municipality=municipality)
    if posted is not None and form.is_valid() and form.keep(person_of(request)):
        messages.success(request, _("The checklist is saved.") + waiting_note(request))
        return redirect("stakeholders:event-hold", municipality.slug, uid)
    context = {
        **_shared(found, "hold"),
        "form": form,
        "issue_form": IssueForm(),
        "checklist": codes.table("conflict_resolution").values(),
        "done": _ticked("conflict_resolution", found.resolution),
    }
    return render(request, "stakeholders/event_hold.html", context, status=_status(form))


@member("contribute")
def close(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Ask who came, what was said and decided, and whether the purpose was met."""
    found = event_of(municipality, uid)
    shared = _shared(found, "close")
    form = EventCloseForm(
        request.POST if request.method == "POST" else None, instance=found, municipality=municipality
    )
    invited = set(codes_in(found.invited)) | set(codes_in(found.attended))
    attended: Any = form.fields.get("attended")
    if attended is not None:  # those who were invited stand first
        attended.choices = sorted(attended.choices, key=lambda choice: choice[0] not in invited)
    if request.method == "POST" and form.is_valid() and form.keep(person_of(request)):
        messages.success(request, _("The event is closed.") + waiting_note(request))
        return redirect("stakeholders:event", municipality.slug, uid)
    context = {**shared, "form": form, "issue_form": IssueForm()}
    return render(request, "stakeholders/event_close.html", context, status=_status(form))


@member("contribute")
@require_POST
def set_state(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Cancel an event, or plan it again."""
    found = event_of(municipality, uid)
    state = request.POST.get("state", "")
    if state not in STATES:
        return redirect("stakeholders:event", municipality.slug, uid)
    found.state = state
    try:
        keep_as(person_of(request), found, "form")
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect("stakeholders:event", municipality.slug, uid)
    if state == "cancelled":
        messages.success(
            request, _("The event is cancelled. Tell those who were invited.") + waiting_note(request)
        )
        return redirect("stakeholders:event-invite", municipality.slug, uid)
    messages.success(request, _("The event is planned again.") + waiting_note(request))
    return redirect("stakeholders:event", municipality.slug, uid)


@member("contribute")
@require_POST
def add_issue(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Keep an issue that was raised at an event: every one is written down."""
    found = event_of(municipality, uid)
    form = IssueForm(request.POST)
    if form.is_valid():
        keep_as(person_of(request), form.issue(found), "form")
        messages.success(request, _("The issue is in the register.") + waiting_note(request))
    else:
        messages.error(request, _("The issue was not kept: write what was raised, and a day as a date."))
    step = "event-close" if request.POST.get("step") == "close" else "event-hold"
    return redirect(reverse(f"stakeholders:{step}", args=[municipality.slug, uid]) + "#issues")


def readiness(event: Event) -> Iterator[Point]:
    """Yield what should be settled before an event (rows 1.3-16, 1.3-20)."""
    done = set(codes_in(event.prevention))
    lead = bool(event.facilitator and event.is_neutral)
    yield Point(gettext_lazy("Purpose"), bool(event.purpose.strip()))
    yield Point(gettext_lazy("Expected results"), bool(event.expected_results.strip()))
    yield Point(gettext_lazy("Decisions to be taken"), bool(event.decisions_wanted.strip()))
    yield Point(gettext_lazy("Agenda"), bool(event.agenda.strip()))
    yield Point(gettext_lazy("Date and place"), bool(event.date and event.place))
    yield Point(gettext_lazy("Who is invited"), bool(event.invited))
    yield Point(
        gettext_lazy("A neutral facilitator who knows the history"), lead and bool(event.brief.strip())
    )
    yield Point(gettext_lazy("Ground rules"), bool(event.ground_rules.strip()))
    yield Point(gettext_lazy("How conflicts will be solved"), bool(event.conflict_rule.strip()))
    yield Point(gettext_lazy("Talked to the stakeholders before"), "talk_before" in done)
    yield Point(gettext_lazy("Everybody informed and agreed beforehand"), "inform_before" in done)


def _shared(event: Event, step: str) -> dict[str, Any]:
    """Return what every page of an event shows."""
    named = codes_in(event.invited) + codes_in(event.attended)
    people = {
        one.uid: one for one in Stakeholder.objects.filter(municipality=event.municipality, uid__in=named)
    }
    invited = [people[uid] for uid in codes_in(event.invited) if uid in people]
    attended = [people[uid] for uid in codes_in(event.attended) if uid in people]
    issues = list(Issue.objects.filter(municipality=event.municipality, event=event))
    for record in (*issues, *people.values()):
        record.municipality = event.municipality
    return {
        "tab": "events",
        "event": event,
        "step": step,
        "invited": invited,
        "attended": attended,
        "absent": [one for one in invited if one not in attended],
        "tense": [one for one in invited if one.conflict_sources.strip() or is_opponent(one.support)],
        "agenda": [line.strip() for line in event.agenda.splitlines() if line.strip()],
        "issues": issues,
        "today": timezone.localdate(),
    }


def _ticked(table: str, value: str) -> list[tuple[str, bool]]:
    """Return (name, whether it is ticked) of every row of a table."""
    held = set(codes_in(value))
    return [(row.label(lang()), code in held) for code, row in codes.table(table).items()]


def _status(form: Any) -> int:
    return 409 if form.conflict else 422 if form.errors else 200
