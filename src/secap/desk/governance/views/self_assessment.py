"""Self-assessments: four lists, each with its answers of today, their course and what follows from gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.governance.answering import AnswerForm, initial, keep, stamp
from secap.desk.governance.bodies import Bodies, bodies_of
from secap.desk.governance.proofs import proofs
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes
from secap.method.governance import assessments

# Where a gap of an item is closed: {list: {item: (page, query)}}.
WAYS: dict[str, dict[str, tuple[str, dict[str, str]]]] = {
    "recommendations": {
        "coordinator": ("governance:appointments-new", {"post": "coordinator"}),
        "roles": ("governance:raci", {}),
        "structure": ("governance:departments", {}),
        "training": ("governance:skills", {}),
        "multi_level": ("targets:regional-priorities", {}),
    },
    "success": {"skills": ("governance:skills", {})},
}
# The subject of a training that helps a lead person with a quality (design).
SUBJECTS = {"knowledge": "technical"}
USUAL_SUBJECT = "project_management"


@dataclass(frozen=True, slots=True)
class Way:
    """A link that closes a gap.  is_form : for those who may enter something only."""

    label: str
    url: str
    is_form: bool


@member("view")
def overview(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show where each list stands and what changed last."""
    bodies = bodies_of(whole_of(request, municipality))
    cards = [_card(bodies, kind) for kind in codes.table(assessments.LISTS)]
    return render(request, "governance/self_assessment.html", {"tab": "self-assessment", "cards": cards})


@member("view")
@require_http_methods(["GET", "POST"])
def one_list(request: HttpRequest, municipality: Municipality, kind: str) -> HttpResponse:
    """Show a list for one day (`?date=`, today unless given) with its history, and save answers."""
    if kind not in codes.table(assessments.LISTS):
        raise Http404
    plan = whole_of(request, municipality)
    if request.method != "POST":
        day = min(_day(request.GET.get("date", ""), plan.today), plan.today)
        bodies = bodies_of(plan)
        answers = bodies.answers(kind)
        form = AnswerForm(initial=initial(answers, day), kind=kind, answers=answers, today=plan.today)
        return _page(request, bodies, form, day)
    if not request.user.has_perm("plan.contribute", municipality):
        raise PermissionDenied(_("Your role in this plan does not allow this. Ask the co-ordinator."))
    bodies = bodies_of(plan)
    form = AnswerForm(request.POST, kind=kind, answers=bodies.answers(kind), today=plan.today)
    if not form.is_valid():
        shown = _day(request.POST.get("date", ""), plan.today)
        return _page(request, bodies, form, shown, seen=request.POST.get("stamp", ""), status=422)
    try:
        count = keep(person_of(request), municipality, form, request.POST.get("stamp", ""))
    except (StaleRecord, IntegrityError):
        return _page(request, bodies, form, form.cleaned_data["date"], status=409)
    if count:
        text = ngettext("%(count)d answer saved.", "%(count)d answers saved.", count) % {"count": count}
        messages.success(request, text + waiting_note(request))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("governance:self-assessment-list", municipality.slug, kind)


def _page(
    request: HttpRequest, bodies: Bodies, form: AnswerForm, day: date, *, seen: str = "", status: int = 200
) -> HttpResponse:
    kind = form.kind
    plan = bodies.plan
    records = [one for one in plan.self_assessments if one.list == kind]
    shown = proofs(bodies) if kind == "guarantees" else {}
    gaps = set(assessments.gaps(kind, bodies.answers(kind), plan.today))
    course = bodies.course(kind)
    context = {
        "tab": "self-assessment",
        "kind": kind,
        "title": name(assessments.LISTS, kind),
        "form": form,
        "day": day,
        "is_today": day == plan.today,
        "is_stale": status == 409,
        "stamp": seen if status == 422 else stamp(records),
        "lines": [
            {"line": line, "proofs": shown.get(line.item, []), "is_gap": line.item in gaps,
             "way": _way(bodies, kind, line.item, line.label) if line.item in gaps else None}
            for line in form.lines(day)
        ],
        "has_proofs": bool(shown),
        "score": bodies.score(kind),
        "course": list(reversed(course)),
        "moves": _moves(bodies, kind),
        "waiting": [one for one in records if not one.accepted],
        "is_lead": kind == "lead_person",
    }  # fmt: skip
    return render(request, "governance/self_assessment_list.html", context, status=status)


def _card(bodies: Bodies, kind: str) -> dict[str, Any]:
    course = bodies.course(kind)
    gaps = assessments.gaps(kind, bodies.answers(kind), bodies.plan.today)
    table = str(codes.get(assessments.LISTS, kind).items)
    return {
        "kind": kind,
        "title": name(assessments.LISTS, kind),
        "score": bodies.score(kind),
        "last": course[-1] if course else None,
        "before": course[-2] if len(course) > 1 else None,
        "gaps": [name(table, item) for item in gaps],
    }


def _moves(bodies: Bodies, kind: str) -> list[dict[str, Any]]:
    """Return what changed on the latest two days that changed anything, the latest first."""
    table = str(codes.get(assessments.LISTS, kind).items)
    found = bodies.moves(kind)
    days = sorted({one.date for one in found}, reverse=True)[:2]
    return [
        {
            "day": day,
            "is_first": day == min(one.date for one in found),
            "moves": [(name(table, one.item), one) for one in found if one.date == day],
        }
        for day in days
    ]


def _way(bodies: Bodies, kind: str, item: str, label: str) -> Way | None:
    """Return where the gap of an item is closed, None where no page does it."""
    slug = bodies.plan.municipality.slug
    if kind == "lead_person":
        subject = SUBJECTS.get(item, USUAL_SUBJECT)
        query = urlencode({"subject": subject, "title": label, "state": "needed"})
        return Way(_("Plan a training"), f"{reverse('governance:trainings-new', args=[slug])}?{query}", True)
    page, values = WAYS.get(kind, {}).get(item, ("", {}))
    if not page:
        return None
    url = reverse(page, args=[slug]) + (f"?{urlencode(values)}" if values else "")
    return Way(_("Where to do it"), url, page.endswith("-new"))


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
