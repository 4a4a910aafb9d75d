"""What the pages of the scenarios have in common."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.standing import records_of
from secap.method.basis.errors import InvalidInput


def records_or_404(plan: Any, uid: str) -> ScenarioRecords:
    """Return one scenario of the plan with its municipality set; 404 where there is none.

    Raises: InvalidInput for a usual scenario without a complete inventory
    """
    found = records_of(plan, uid)
    if found is None:
        raise Http404
    found.scenario.municipality = plan.municipality
    return found


def without_start(request: HttpRequest, error: InvalidInput) -> HttpResponse:
    """Show why there are no scenarios yet, and what to do."""
    return render(request, "scenarios/without_start.html", {"problem": error})
