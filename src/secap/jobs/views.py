"""A job's page: how far it is, asked for again every second until it is over."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.jobs import running
from secap.jobs.models import Job
from secap.jobs.progress import how_far


@member("view")
def job(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    found = get_object_or_404(Job, pk=key, municipality=municipality)
    template = "jobs/status.html" if request.headers.get("HX-Request") else "jobs/job.html"
    response = render(request, template, _context(found))
    if not found.is_over and template == "jobs/job.html":
        response["Refresh"] = "5"  # for a browser without script
    return response


@member("contribute")
@require_POST
def stop(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Stop a job that allows it; one that is over stays as it is."""
    found = get_object_or_404(Job, pk=key, municipality=municipality)
    if not found.is_over and found.kind in running.STOPPABLE:
        running.stop(found)
    return redirect(found)


def _context(job: Job) -> dict[str, Any]:
    return {"job": job, "how_far": how_far(job.pk), "is_stoppable": job.kind in running.STOPPABLE}
