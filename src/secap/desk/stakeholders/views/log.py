"""The contact log: what its list shows above the entries."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from secap.desk.registry.models import Municipality
from secap.desk.stakeholders.log_forms import QuickLogForm
from secap.desk.stakeholders.waiting import waiting

MOST_SHOWN = 30


def panel(request: HttpRequest, municipality: Municipality, _parent: Any) -> dict[str, Any]:
    """Return whom to come back to, and the form that adds a line."""
    today = timezone.localdate()
    rows = waiting(municipality, today)
    due = [row for row in rows if row.is_due]
    initial = {"stakeholder": request.GET["who"]} if request.GET.get("who", "").isdigit() else None
    return {
        "tab": "log",
        "due": due[:MOST_SHOWN],
        "more_due": max(0, len(due) - MOST_SHOWN),
        "later": [row for row in rows if not row.is_due][:MOST_SHOWN],
        "quick": QuickLogForm(municipality=municipality, initial=initial, prefix=None),
    }
