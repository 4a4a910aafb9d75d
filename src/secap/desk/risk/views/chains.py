"""Impact chains as a picture: hazard, exposure, vulnerability, impact, and the action that breaks them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from secap.desk.registry.fields import code_names
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name
from secap.desk.risk.views.shared import plan_of


@member("view")
def chains(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show every chain; a link that nobody has told is shown as a gap."""
    plan = plan_of(request, municipality)
    records = {line.record.hazard: line.record for line in plan.resilience.all_lines}
    rows = [_row(line, records) for line in plan.resilience.chains]
    context = {
        "tab": "chains",
        "rows": rows,
        "headings": [_("Climate hazard"), _("Exposure"), _("Vulnerability"), _("Impact"), _("Action")],
        "incomplete": sum(bool(row["missing"]) for row in rows),
    }
    return render(request, "risk/chains.html", context)


def _row(line: Any, hazards: dict[str, Any]) -> dict[str, Any]:
    record = line.record
    return {
        "record": record,
        "hazard": name("hazards", record.hazard),
        "hazard_record": hazards.get(record.hazard),
        "sector": name("adaptation_sectors", record.sector),
        "groups": code_names("vulnerable_groups", record.groups),
        "actions": line.actions,
        "missing": line.missing,
    }
