"""The ten steps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of


@member("view")
def process(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the steps in their phases."""
    return render(request, "governance/process.html", {"found": whole_of(request, municipality).process})
