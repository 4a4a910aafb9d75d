"""The action group's yearly round: proposals by stage, and one of them with the form of its next stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secap.desk.governance.bodies import ACTION_GROUP, Bodies, bodies_of
from secap.desk.governance.forms import STAGE_FORMS, StageForm, first_values, open_stages
from secap.desk.governance.models import Proposal
from secap.desk.registry.models import Municipality
from secap.desk.registry.numbers import plain_number
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name, person_of, waiting_note
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes
from secap.method.governance import rounds
from secap.method.governance.posts import ENERGY_MANAGER
from secap.method.governance.rounds import PROBLEMS, ProposalView

LONGEST_LINK = 1500  # signs of a description that a link carries along


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of a proposal.  is_done : something is entered;  is_next : what it waits for;
    is_open : can be filled in now."""

    code: str
    label: str
    is_done: bool
    is_next: bool
    is_open: bool


@member("view")
def action_group(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the round of a year (`?year=`; this year unless given)."""
    plan = whole_of(request, municipality)
    bodies = bodies_of(plan)
    year = _year(request.GET.get("year", ""), plan.today.year)
    found = bodies.round(year)
    context = {
        "tab": "action-group",
        "year": year,
        "years": sorted({*bodies.years, year}, reverse=True),
        "round": found,
        "rows": [_row(bodies, one) for one in found.proposals],
        "stages": [
            (row.label(lang()), found.stages[code]) for code, row in codes.table(rounds.STAGES).items()
        ],
        "lines": [
            (one.reference, one.budget_eur, one.year != year, bodies.action(one.reference.action_number))
            for one in found.lines
        ],
        "meeting": bodies.meeting(year),
        "groups": bodies.groups[ACTION_GROUP],
        "manager": next((one for one in plan.administration.posts if one.code == ENERGY_MANAGER), None),
        "is_begun": bool(plan.proposals or plan.rounds),
    }
    return render(request, "governance/action_group.html", context)


@member("view")
@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show a proposal; fill in its next stage, or another one that is open (`?stage=`)."""
    record = Proposal.objects.filter(municipality=municipality, uid=uid).select_related("entered_by").first()
    if record is None:
        raise Http404
    record.municipality = municipality
    may_write = request.user.has_perm("plan.contribute", municipality)
    plan = whole_of(request, municipality)
    bodies = bodies_of(plan)
    view = next(one for one in bodies.proposals if one.uid == uid)
    stage = request.GET.get("stage", "") or rounds.next_stage(view) or ""
    if stage and stage not in open_stages(record):
        stage = rounds.next_stage(view) or ""
    if request.method != "POST":
        form = None
        if stage and may_write:
            first = first_values(record, stage, plan.today)
            form = STAGE_FORMS[stage](instance=record, initial=first, municipality=municipality)
        return _show(request, bodies, view, stage, form)
    if not may_write:
        raise PermissionDenied(_("Your role in this plan does not allow this. Ask the co-ordinator."))
    if not stage:
        raise Http404
    form = STAGE_FORMS[stage](request.POST, instance=record, municipality=municipality)
    if form.is_valid() and form.keep(person_of(request)):
        text = _("Saved: %(stage)s.") % {"stage": name(rounds.STAGES, stage)}
        messages.success(request, text + waiting_note(request))
        return redirect("governance:proposal", municipality.slug, uid)
    return _show(request, bodies, view, stage, form, status=409 if form.conflict else 422)


def _show(
    request: HttpRequest,
    bodies: Bodies,
    view: ProposalView,
    stage: str,
    form: StageForm | None,
    status: int = 200,
) -> HttpResponse:
    record = view.reference
    next_stage = rounds.next_stage(view)
    context = {
        "tab": "action-group",
        "record": record,
        "view": view,
        "form": form,
        "stage": stage,
        "stage_name": name(rounds.STAGES, stage),
        "next_stage": next_stage,
        "standing": name(rounds.STAGES, rounds.proposal_stage(view)),
        "steps": _steps(view, next_stage),
        "problems": [PROBLEMS[code] for code in rounds.problems(view)],
        "action": bodies.action(record.action_number),
        "new_action_url": _new_action(record),
        "hearings": [one for found in bodies.hearings(record.action_number).values() for one in found]
        if record.action_number
        else [],
    }
    return render(request, "governance/action_group_proposal.html", context, status=status)


def _steps(view: ProposalView, next_stage: str | None) -> list[Step]:
    done = {
        rounds.FINANCIAL: bool(view.financial),
        rounds.TECHNICAL: bool(view.technical),
        rounds.DECIDED: bool(view.decision),
        rounds.BUDGETED: rounds.is_budgeted(view),
        rounds.EVALUATED: bool(view.evaluation.strip()),
    }
    open_now = open_stages(view.reference)
    return [
        Step(code, name(rounds.STAGES, code), done[code], code == next_stage, code in open_now)
        for code in STAGE_FORMS
    ]


def _row(bodies: Bodies, view: ProposalView) -> dict[str, Any]:
    next_stage = rounds.next_stage(view)
    return {
        "record": view.reference,
        "stage": name(rounds.STAGES, rounds.proposal_stage(view)),
        "next": name(rounds.STAGES, next_stage) if next_stage else "",
        "is_budgeted": rounds.is_budgeted(view),
        "is_evaluated": bool(view.evaluation.strip()),
        "problems": [PROBLEMS[code] for code in rounds.problems(view)],
        "action": bodies.action(view.reference.action_number),
    }


def _new_action(record: Proposal) -> str:
    """Return the form of a new action with what the proposal says already."""
    values = {"title": record.title, "description": record.description[:LONGEST_LINK]}
    if record.cost_eur is not None:
        values["investment_eur"] = plain_number(record.cost_eur, lang())
    if record.proposed_by:
        values["responsible"] = record.proposed_by
    if record.action_number:
        values["number"] = record.action_number
    filled = {key: value for key, value in values.items() if value}
    return reverse("actions:actions-new", args=[record.municipality.slug]) + f"?{urlencode(filled)}"


def _year(text: str, usual: int) -> int:
    return int(text) if text.isdecimal() and 1950 <= int(text) <= 2100 else usual
