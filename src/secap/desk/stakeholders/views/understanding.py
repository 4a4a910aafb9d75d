"""Understanding stakeholders: who is one, why engage, six tips, each with where to do it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang
from secap.desk.stakeholders.standing import label_of
from secap.method.basis import codes
from secap.method.stakeholders.register import CRITERIA


@member("view")
def understanding(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what the course teaches about stakeholders."""
    reasons = codes.table("engagement_reasons").values()
    context = {
        "tab": "index",
        "criteria": [label_of(name) for name in CRITERIA],
        "tips": [(code, row.label(lang())) for code, row in codes.table("understanding_tips").items()],
        "themes": [
            (row.label(lang()), [reason.label(lang()) for reason in reasons if reason.theme == code])
            for code, row in codes.table("engagement_themes").items()
        ],
    }
    return render(request, "stakeholders/understanding.html", context)
