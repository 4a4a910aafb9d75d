"""What the measured series and the models say of each hazard, beside what the risk assessment holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.climate.proposing import proposed
from secap.desk.climate.views.shared import all_profiles, chosen
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang
from secap.desk.registry.whole import whole_of


@member("view")
def page(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the proposals of a measured series (`?series=`), each with its reason."""
    found = all_profiles(request, municipality)
    observed = [one for one in found if one.is_observed]
    if not observed:
        return render(request, "climate/empty.html", {"is_proposals": True, "has_models": bool(found)})
    profile = chosen(observed, request.GET.get("series", ""))
    assert profile is not None
    plan: Any = whole_of(request, municipality)
    rows = proposed(profile, found, plan.hazards)
    for row in rows:
        if row.record is not None:
            row.record.municipality = municipality
    context = {
        "profiles": observed,
        "profile": profile,
        "series": profile.series,
        "rows": rows,
        "unassessed": [row for row in rows if row.is_open],
        "lang": lang(),
    }
    return render(request, "climate/proposals.html", context)
