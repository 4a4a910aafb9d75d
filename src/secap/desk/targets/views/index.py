"""The strategy at a glance: what was promised, what it needs, whether the actions bring it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.desk.targets.views.remedies import with_remedies
from secap.desk.targets.views.resources import budget_by_source, staff_now
from secap.desk.targets.views.shared import demands
from secap.method.basis import codes
from secap.method.targets.checks import check_strategy


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the strategy for somebody who has two hours a week for it."""
    plan = whole_of(request, municipality)
    course = plan.course
    context = {
        "plan": plan,
        "course": course,
        "strategy": plan.strategy,
        "has_strategy": bool(plan.strategies),
        "themes": [part.strip() for part in plan.strategy.themes.split(",") if part.strip()],
        "adhesion": course.strategy.adhesion,
        "region": codes.code("covenant_regions", course.strategy.region),
        "demands": demands(course),
        "surplus_t": -course.gap.gap_t if course.gap else None,
        "findings": with_remedies(check_strategy(course.strategy), municipality),
        "goals": goals_by_kind(plan),
        "loose_actions": sum(not one.action.priority_area_id for one in plan.actions),
        "staff_fte": staff_now(plan),
        "budget": budget_by_source(plan),
        "budget_eur": sum(line.eur for line in plan.budget) if plan.budget else None,
    }
    return render(request, "targets/index.html", context)


def goals_by_kind(plan: Any) -> list[tuple[str, str, list[Any]]]:
    """Return (code, name, goals) of every kind of goal, those without any too."""
    return [
        (code, row.label(lang()), [goal for goal in plan.goals if goal.kind == code])
        for code, row in codes.table("action_kinds").items()
    ]
