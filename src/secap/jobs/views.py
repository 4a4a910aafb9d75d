"""A job's page: how far it is, asked for again every second until it is over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.jobs.models import Job
from secap.jobs.progress import how_far


@member("view")
def job(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    found = get_object_or_404(Job, pk=key, municipality=municipality)
    template = "jobs/status.html" if request.headers.get("HX-Request") else "jobs/job.html"
    response = render(request, template, {"job": found, "how_far": how_far(found.pk)})
    if not found.is_over and template == "jobs/job.html":
        response["Refresh"] = "5"  # for a browser without script
    return response
