"""What the engagement came to: intensity, results against the objectives, benefits, lessons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes


@member("view")
def evaluation(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show stage 4 of the engagement on one page."""
    found = whole_of(request, municipality).dialogue
    result = found.evaluation
    for one in found.objectives:
        one.record.municipality = municipality
    context = {
        "tab": "evaluation",
        "is_begun": found.is_begun,
        "result": result,
        "total": result.total,
        "types": [(name("stakeholder_types", line.type), line) for line in result.types],
        "phases": [_phase(line) for line in result.phases],
        "objectives": found.objectives,
        "results": _counts("smart_results", result.objectives),
        "open_results": result.objectives.get("", 0),
        "purposes": _counts("smart_answers", result.purposes),
        "unjudged": result.purposes.get("", 0),
        "benefits": _benefits(result.benefits),
        "lessons": [one.record for one in found.objectives if one.record.lessons.strip()],
        "findings": found.findings,
    }
    return render(request, "stakeholders/evaluation.html", context)


def _counts(table: str, counted: Any) -> list[tuple[str, int]]:
    return [(row.label(lang()), counted.get(code, 0)) for code, row in codes.table(table).items()]


def _phase(line: Any) -> dict[str, Any]:
    return {
        "name": name("process_phases", line.phase),
        "stages": [name("engagement_stages", code) for code in line.stages],
        "line": line,
    }


def _benefits(benefits: Any) -> list[dict[str, Any]]:
    rows = codes.table("engagement_reasons")
    return [
        {
            "name": rows[one.reason].label(lang()),
            "theme": name("engagement_themes", str(rows[one.reason].theme)),
            "line": one,
        }
        for one in benefits
    ]
