"""Stakeholders at a glance."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show where the engagement stands."""
    return render(request, "stakeholders/index.html", {"found": whole_of(request, municipality).engagement})
