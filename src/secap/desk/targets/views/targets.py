"""Targets: what each comes to, how that was found, and where the inventories stand."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of
from secap.desk.targets import charts
from secap.desk.targets.views.shared import demands, equivalent_share
from secap.method.basis import codes
from secap.method.basis.findings import Finding
from secap.method.targets.checks import check_strategy


def target_list(request: HttpRequest, municipality: Municipality, parent: Record | None) -> dict[str, Any]:
    """Return what the list of targets shows beside the records."""
    plan = whole_of(request, municipality)
    course = plan.course
    findings = check_strategy(course.strategy)
    figure = charts.path(course, plan.accounts, lang())
    return {
        "plan": plan,
        "course": course,
        "rows": [(line, _findings_of(line, findings)) for line in course.lines],
        "demands": demands(course),
        "adhesion": course.strategy.adhesion,
        "region": codes.code("covenant_regions", course.strategy.region),
        "standings": [
            (
                plan.account(one.year).inventory,
                one,
                -one.reduction_share if one.year != course.main.target.base_year else None,
            )
            for one in course.standings
        ],
        "figures": [figure] if figure else [],
    }


@member("view")
def explain(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show how a target's value was found, line by line."""
    plan = whole_of(request, municipality)
    line = next((one for one in plan.course.lines if one.record.uid == uid), None)
    if line is None:
        raise Http404
    context = {
        "line": line,
        "equivalent": equivalent_share(line),
        "findings": _findings_of(line, check_strategy(plan.course.strategy)),
    }
    return render(request, "targets/explain.html", context)


def _findings_of(line: Any, findings: list[Finding]) -> list[Finding]:
    """Return the findings about one target."""
    place = (codes.code("target_kinds", line.target.kind), line.target.target_year)
    return [finding for finding in findings if finding.where[1:] == place]
