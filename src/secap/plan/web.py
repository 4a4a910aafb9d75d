"""The first page, and the overview of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from secap.desk.registry.history import recent
from secap.desk.registry.models import Membership, Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes
from secap.plan import progress, section_points
from secap.plan.plan import Plan, load_plan

STEPS_SHOWN = 3
TOWNS_A_PAGE = 30


def front(request: HttpRequest) -> HttpResponse:
    """Strangers learn what this is; whoever works on one plan goes to it; others choose from a table."""
    if not request.user.is_authenticated:
        return render(request, "plan/welcome.html")
    memberships = Membership.objects.filter(person=request.user).select_related("municipality")
    memberships = memberships.order_by("municipality__name")
    if len(memberships) == 1 and "all" not in request.GET:
        return redirect("plan:home", memberships[0].municipality.slug)
    page = Paginator(memberships, TOWNS_A_PAGE).get_page(request.GET.get("page"))
    rows = [_town(membership) for membership in page]
    return render(request, "plan/municipalities.html", {"rows": rows, "page": page, "query": "all=1"})


def _town(membership: Membership) -> dict[str, Any]:
    plan = load_plan(membership.municipality)
    last = next(iter(recent(membership.municipality, limit=1)), None)
    return {
        "membership": membership,
        "bei": plan.bei,
        "latest": plan.latest,
        "errors": sum(account.errors for account in plan.accounts),
        "waiting": section_points.waiting(plan),
        "last": last,
    }


@member("view")
def home(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Where the plan stands and what to do next."""
    plan = load_plan(municipality)
    today = timezone.localdate()
    context = {
        "plan": plan,
        "headline": progress.headline(plan),
        "progress": {section.code: section for section in progress.sections(plan, today)},
        "steps": _steps(request, plan),
        "overdue": section_points.overdue(plan, today),
        "events": recent(municipality, limit=8),
        **_process(request, plan),
    }
    return render(request, "plan/home.html", context)


def _process(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """Return where the ten steps stand, how much is asked of whom, and the person's own tasks."""
    process = plan.process
    return {
        "process": process,
        "asked": [(actor, process.of_actor(actor)) for actor in codes.table("process_actors")],
        "mine": process.of_person(getattr(request.user, "email", "")),
    }


def _steps(request: HttpRequest, plan: Plan) -> Sequence[dict[str, str]]:
    """Return the first steps that this person may take and whose pages are installed."""
    found: list[dict[str, str]] = []
    for step in progress.next_steps(plan, timezone.localdate()):
        if len(found) == STEPS_SHOWN:
            break
        if not request.user.has_perm(f"plan.{step.right}", plan.municipality):
            continue
        try:
            url = reverse(step.url_name, args=[plan.municipality.slug, *step.args])
        except NoReverseMatch:
            continue
        query = f"?{step.query}" if step.query else ""
        found.append({"title": step.title, "why": step.why, "url": url + query})
    return found
