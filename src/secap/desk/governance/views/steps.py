"""One step: what proves it, its state, its tasks, and taking those of the roles matrix."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.governance.models import Task
from secap.desk.governance.step_forms import STATE_FORM, TaskRow, task_rows
from secap.desk.governance.views.step_pages import linked, process_of
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.saving import keep_as

TAKEN = "roles matrix"
HIDDEN = ("step", "round")


@member("view")
def step(request: HttpRequest, municipality: Municipality, step: str) -> HttpResponse:
    """Show a step for whoever works on it; an earlier round can only be read."""
    found = process_of(request, municipality)
    return _page(request, municipality, found, found.step(step))


@member("contribute")
@require_POST
def take(request: HttpRequest, municipality: Municipality, step: str) -> HttpResponse:
    """Create the chosen tasks of the roles matrix, with who does them and until when."""
    found = process_of(request, municipality)
    view = found.step(step)
    rows = task_rows(view.untaken, request.POST)
    is_valid = not any(row.form.errors for row in rows)
    wanted = [row for row in rows if row.form.is_valid() and row.is_wanted]
    if not is_valid or not wanted:
        empty = [] if not is_valid else [_("Tick at least one task.")]
        return _page(request, municipality, found, view, rows, [*_errors(rows), *empty])
    with transaction.atomic():
        for row in wanted:
            task = row.task(found.round)
            task.municipality = municipality
            there = Task.objects.filter(
                municipality=municipality, template=task.template, round=task.round
            ).exists()
            if not there:  # somebody may have taken it since the page was opened
                keep_as(person_of(request), task, TAKEN)
    text = ngettext("%(count)d task taken.", "%(count)d tasks taken.", len(wanted)) % {"count": len(wanted)}
    messages.success(request, text + waiting_note(request))
    return redirect(reverse("governance:step", args=[municipality.slug, step]) + "#tasks")


def _errors(rows: list[TaskRow]) -> list[str]:
    return [text for row in rows for text in row.errors]


def _page(
    request: HttpRequest,
    municipality: Municipality,
    found: Any,
    view: Any,
    rows: list[TaskRow] | None = None,
    errors: list[str] | None = None,
) -> HttpResponse:
    may_write = found.is_present and request.user.has_perm("plan.contribute", municipality)
    context = {
        "found": found,
        "step": view,
        "previous": next((one for one in found.steps if one.number == view.number - 1), None),
        "next": next((one for one in found.steps if one.number == view.number + 1), None),
        "proofs": linked(view.proofs, municipality),
        "reasons": linked(view.reasons, municipality),
        "against": linked(found.reasons_against(view.code), municipality) if found.is_present else [],
        "may_write": may_write,
        "rows": (rows if rows is not None else task_rows(view.untaken)) if may_write else [],
        "errors": errors or [],
        "state_url": _state_url(municipality, view),
        **(_state_form(municipality, view, found.round) if may_write else {}),
    }
    return render(request, "governance/step.html", context, status=422 if errors else 200)


def _state_url(municipality: Municipality, view: Any) -> str:
    if view.record is None:
        return reverse("governance:step-states-new", args=[municipality.slug])
    return reverse("governance:step-states-edit", args=[municipality.slug, view.record.uid])


def _state_form(municipality: Municipality, view: Any, round: int) -> dict[str, Any]:
    """Return the form of the step's state; it is sent to the room of the states, which keeps and refuses."""
    initial = {"step": view.code, "round": round}
    if view.record is None:
        initial["state"] = view.standing.derived
    form = STATE_FORM(instance=view.record, initial=initial, municipality=municipality)
    for name in HIDDEN:
        form.fields[name].widget = form.fields[name].hidden_widget()
    return {"form": form}
