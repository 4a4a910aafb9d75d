"""Commitments: what was promised under which framework, and what serves each pillar of the Covenant."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of
from secap.desk.targets.views.shared import demands
from secap.method.basis import codes
from secap.method.targets.requirements import frameworks


def commitment_list(
    request: HttpRequest, municipality: Municipality, parent: Record | None
) -> dict[str, Any]:
    """Return what the list of commitments shows beside the records."""
    plan = whole_of(request, municipality)
    served: dict[str, list[Any]] = {
        "mitigation": plan.targets,
        "adaptation": [goal for goal in plan.goals if goal.kind == "adaptation"],
        "energy": [
            *(goal for goal in plan.goals if goal.kind == "energy_poverty"),
            *plan.cooperation,
        ],
    }
    return {
        "plan": plan,
        "demands": demands(plan.course),
        "adhesion": plan.course.strategy.adhesion,
        "region": codes.code("covenant_regions", plan.course.strategy.region),
        "pillars": [
            (
                code,
                row.label(lang()),
                [one for one in plan.commitments if one.pillar == code],
                served.get(code, []),
            )
            for code, row in codes.table("covenant_pillars").items()
        ],
    }


@member("view")
def framework_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the policy frameworks as dated rows, those in force today first, and which the plan refers to."""
    plan = whole_of(request, municipality)
    used = {one.framework for one in [*plan.commitments, *plan.targets, *plan.goals] if one.framework}
    rows = sorted(frameworks(plan.today), key=lambda pair: not pair[1])
    indicators = [
        (
            row,
            row.label(lang()),
            in_force,
            _region(row),
            row.code in used,
            _day(row.valid_from),
            _day(row.valid_to),
        )
        for row, in_force in rows
    ]
    return render(request, "targets/frameworks.html", {"rows": indicators, "today": plan.today})


def _region(row: Any) -> str:
    return codes.code("covenant_regions", row.region).label(lang()) if row.region else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
