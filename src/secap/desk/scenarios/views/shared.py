"""What the pages of the scenarios have in common."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secap.desk.registry.models import Person
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.standing import records_of
from secap.method.basis.errors import InvalidInput


def lang() -> str:
    """Return the reader's language, `lv` or `en`."""
    return (get_language() or "en")[:2]


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in; only behind the door of `member`."""
    assert isinstance(request.user, Person)
    return request.user


def records_or_404(plan: Any, uid: str) -> ScenarioRecords:
    """Return one scenario of the plan with its municipality set; 404 where there is none.

    Raises: InvalidInput for a usual scenario without a complete inventory
    """
    found = records_of(plan, uid)
    if found is None:
        raise Http404
    found.scenario.municipality = plan.municipality
    return found


def waiting_note(request: HttpRequest) -> str:
    """Return what a contributor is told after saving; nothing for the co-ordinator."""
    if request.role == "coordinator":  # type: ignore[attr-defined]
        return ""
    return " " + _("What you entered counts at once and is marked until the co-ordinator accepts it.")


def without_start(request: HttpRequest, error: InvalidInput) -> HttpResponse:
    """Show why there are no scenarios yet, and what to do."""
    return render(request, "scenarios/without_start.html", {"problem": error})
