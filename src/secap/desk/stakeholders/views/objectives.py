"""Objectives of the engagement: their list and the page of one, with its letters of SMART."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.fields import codes_in
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name
from secap.desk.registry.whole import whole_of


def objective_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the objectives with their letters."""
    found = whole_of(request, municipality).dialogue
    for one in found.objectives:
        one.record.municipality = municipality
    context = {"tab": "objectives", "objectives": found.objectives, "today": found.today}
    return render(request, "stakeholders/objective_list.html", context)


@member("view")
def objective(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show an objective: what makes it SMART, its events, what came out."""
    found = whole_of(request, municipality).dialogue
    one = next((one for one in found.objectives if one.record.uid == uid), None)
    if one is None:
        raise Http404
    one.record.municipality = municipality
    obtained = set(codes_in(one.record.obtained))
    intended = codes_in(one.record.intended)
    context = {
        "tab": "objectives",
        "one": one,
        "objective": one.record,
        "letters": [_letter(letter) for letter in one.letters],
        "events": [e.reference for e in found.events if e.reference.objective is one.record],
        "intended": [(name("engagement_reasons", code), code in obtained) for code in intended],
        "beside": [name("engagement_reasons", code) for code in obtained if code not in intended],
    }
    return render(request, "stakeholders/objective.html", context)


def _letter(letter: Any) -> dict[str, Any]:
    return {
        "code": letter.letter,
        "name": name("smart_letters", letter.letter),
        "is_met": letter.is_met,
        "missing": [message.text(lang()) for message in letter.missing],
    }
