"""Departments by topics of the plan, edited in one table."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from secap.desk.governance import matrix
from secap.desk.governance.views.matrices import page
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of


@member("view")
@require_http_methods(["GET", "POST"])
def coordination(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the matrix; save the cells that changed, or say whose work stands in between and save nothing."""
    return page(request, municipality, matrix.TOPICS, "coordination", _context)


def _context(request: HttpRequest, municipality: Municipality) -> dict[str, Any]:
    found = whole_of(request, municipality).administration
    return {"idle": found.idle, "gap_rows": found.topics}
