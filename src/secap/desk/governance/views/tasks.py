"""Tasks: ticked off and taken back, and what council, administration and stakeholders are asked now."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.governance.models import Task
from secap.desk.governance.step_forms import actor_choices
from secap.desk.governance.views.step_pages import asked_of, go_back, process_of, step_url
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as

TICKED = "task ticked off"


@member("view")
def asked(request: HttpRequest, municipality: Municipality, actor: str) -> HttpResponse:
    """Show one calm page: what this actor is asked to do now, until when, and why."""
    found = process_of(request, municipality)
    present = found.in_round(found.present_round)
    context = {
        "tab": actor,
        "actor": actor,
        "actor_name": name("process_actors", actor),
        "actors": actor_choices(),
        "found": present,
        "current": present.current,
        "asked": asked_of(present, actor, municipality),
        "done": [one for one in present.tasks if actor in one.actors and one.is_done],
    }
    return render(request, "governance/tasks_for.html", context)


@member("contribute")
@require_POST
def tick(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Tick a task off with today's date; a message takes it back."""
    task = _task(municipality, uid)
    if task.state == "done":
        messages.info(request, _("The task is done already."))
        return _back(request, municipality, task)
    task.state, task.done_on = "done", timezone.localdate()
    if _keep(request, task):
        text = _("Done: %(task)s.") % {"task": str(task).rstrip(".")} + waiting_note(request)
        say_undoable(request, text, reverse("governance:task-untick", args=[municipality.slug, task.uid]))
    return _back(request, municipality, task)


@member("contribute")
@require_POST
def untick(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Open a task again."""
    task = _task(municipality, uid)
    if task.state != "open":
        task.state, task.done_on = "open", None
        if _keep(request, task):
            messages.success(request, _("Open again: %(task)s.") % {"task": str(task).rstrip(".")})
    return _back(request, municipality, task)


def _task(municipality: Municipality, uid: str) -> Task:
    task: Task | None = Task.objects.filter(municipality=municipality, uid=uid).first()
    if task is None:
        raise Http404
    task.municipality = municipality
    return task


def _keep(request: HttpRequest, task: Task) -> bool:
    try:
        keep_as(person_of(request), task, TICKED)
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return False
    return True


def _back(request: HttpRequest, municipality: Municipality, task: Task) -> HttpResponse:
    return go_back(request, step_url(municipality, task.step), f"task-{task.uid}")
