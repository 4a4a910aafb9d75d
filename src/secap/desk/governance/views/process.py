"""The ten steps: the board of the four phases, and the next round."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.governance.models import StepState
from secap.desk.governance.step_forms import actor_choices
from secap.desk.governance.views.step_pages import linked, process_of
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of
from secap.desk.registry.saving import keep_as
from secap.desk.registry.whole import whole_of

NEXT_ROUND = "next round"


@member("view")
def process(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the steps in their phases."""
    found = process_of(request, municipality)
    context = {
        "tab": "process",
        "found": found,
        "actors": actor_choices(),
        "approve": linked(found.may_approve, municipality),
        "submit": linked(found.may_submit, municipality),
        "approvals": found.facts.carried,
        "submissions": found.facts.submissions,
        "findings": found.findings if found.is_begun else [],
    }
    return render(request, "governance/process.html", context)


@member("coordinate")
@require_POST
def next_round(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Begin the next round of the plan with its first step; the old one stays readable."""
    plan = whole_of(request, municipality)
    found = plan.process
    if not found.may_renew:
        messages.error(request, _("The next round begins after the tenth step: record it as done first."))
        return redirect("governance:process", municipality.slug)
    record = StepState(
        municipality=municipality,
        step="commitment",
        round=found.present_round + 1,
        state="under_way",
        start=plan.today,
    )
    try:
        keep_as(person_of(request), record, NEXT_ROUND)
    except IntegrityError:
        messages.info(request, _("Somebody has just begun the next round."))
    else:
        text = _("Round %(round)d has begun. The earlier round stays readable.")
        messages.success(request, text % {"round": record.round})
    return redirect("governance:process", municipality.slug)
