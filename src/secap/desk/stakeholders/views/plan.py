"""The engagement plan: who is engaged how deeply, when, how, and what comes next; and one row of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from secap.desk.registry.fields import codes_in
from secap.desk.registry.forms import record_form
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name, person_of, waiting_note
from secap.desk.registry.whole import whole_of
from secap.desk.stakeholders.models import Stakeholder
from secap.method.basis import codes
from secap.method.stakeholders import matrices
from secap.method.stakeholders.methods import recommend

ASKED = ("level", "form", "steps", "methods", "contact_every_days", "responsible", "reasons", "strategy")
PlanForm = record_form(Stakeholder, without={field.name for field in Stakeholder.own_fields()} - set(ASKED))
BEST = 6


@member("view")
def plan(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the plan as one table that prints well."""
    found = whole_of(request, municipality).dialogue
    for row in found.rows:
        row.stakeholder.municipality = municipality
    level = request.GET.get("level", "")
    rows = [row for row in found.rows if not level or row.level == level]
    due = {one.stakeholder for one in found.due_follow_ups}
    context = {
        "tab": "plan",
        "rows": [_row(row, due, found.today) for row in rows],
        "total": len(found.rows),
        "levels": [(row.code, row.label(lang())) for row in _levels(found.rows)],
        "level": level,
        "undecided": sum(not row.level for row in found.rows),
        "without_method": sum(not row.stakeholder.methods for row in found.rows),
        "due": len(due),
        "unengaged": found.unengaged,
        "alerts": [one for one in found.opponents if one.is_alert],
        "today": found.today,
    }
    return render(request, "stakeholders/plan.html", context)


@member("contribute")
def plan_edit(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Say how one stakeholder is engaged; the quadrant's level and suitable methods are proposed."""
    record = Stakeholder.objects.filter(municipality=municipality, uid=uid).first()
    if record is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    proposed = matrices.proposed_level(
        matrices.value(matrices.LEVELS, record.power), matrices.value(matrices.LEVELS, record.interest)
    )
    level = record.level or proposed
    kind = record.form
    form = PlanForm(posted, instance=record, municipality=municipality)
    if posted is not None and form.is_valid() and form.keep(person_of(request)):
        messages.success(
            request, _("The engagement plan of %(name)s is saved.") % {"name": record} + waiting_note(request)
        )
        return redirect("stakeholders:plan", municipality.slug)
    best = [one for one in recommend(level=level, form=kind)[:BEST] if one.score]
    context = {
        "tab": "plan",
        "record": record,
        "form": form,
        "proposed": name("engagement_levels", proposed),
        "level": level,
        "best": [
            {
                "name": one.method.label(lang()),
                "why": "; ".join(message.text(lang()) for message in one.strong),
            }
            for one in best
        ],
    }
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "stakeholders/plan_edit.html", context, status=status)


def _levels(rows: Any) -> list[Any]:
    used = {row.level for row in rows}
    return [row for code, row in codes.table("engagement_levels").items() if code in used]


def _row(row: Any, due: set[str], today: Any) -> dict[str, Any]:
    return {
        "stakeholder": row.stakeholder,
        "level": name("engagement_levels", row.level),
        "is_chosen": row.is_chosen,
        "steps": [name("process_steps", code).partition(":")[0] for code in codes_in(row.stakeholder.steps)],
        "template": name("template_engagement_levels", row.template),
        "last_contact": row.last_contact,
        "next_event": row.next_event,
        "next_contact": row.next_contact,
        "is_due": row.stakeholder.uid in due or (row.next_contact is not None and row.next_contact <= today),
        "follow_up": row.follow_up,
        "channel": name("contact_channels", row.follow_up.channel) if row.follow_up else "",
    }
