"""What the checks of the actions found: the gravest first, each with the way to where it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from secap.desk.actions.models import Action
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.record_views import edit_url_of
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of
from secap.method.basis.findings import Finding, Severity

PAGE_SIZE = 100


@member("view")
def findings(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all findings of the actions by severity."""
    plan = whole_of(request, municipality)
    order = list(Severity)
    found = sorted(_all(plan), key=lambda finding: order.index(finding.severity))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    names = _names(plan)
    may_contribute = request.user.has_perm("plan.contribute", municipality)
    groups = [
        (
            severity,
            [
                (finding, _ways(finding, names, municipality.slug, may_contribute))
                for finding in page.object_list
                if finding.severity == severity
            ],
        )
        for severity in Severity
    ]
    counts = [(severity, sum(finding.severity == severity for finding in found)) for severity in Severity]
    context = {
        "tab": "findings",
        "groups": [(severity, rows) for severity, rows in groups if rows],
        "counts": [(severity, count) for severity, count in counts if count],
        "page": page,
    }
    return render(request, "actions/findings.html", context)


def _all(plan: Any) -> list[Finding]:
    """Return the plan's findings of actions, each once: effects that can't be calculated among them."""
    found: list[Finding] = []
    seen: set[tuple[str, str, str]] = set()
    for finding in (*plan.portfolio.problems, *getattr(plan, "action_findings", [])):
        key = (finding.id, finding.place(), str(finding.message))
        if key not in seen:
            seen.add(key)
            found.append(finding)
    return found


def _names(plan: Any) -> dict[str, Record]:
    """Return {what findings call a thing: the record}: actions by number, uid and full name, and goals,
    directions and priority areas by name."""
    named: dict[str, Record] = {}
    above: Iterable[Record] = (*plan.directions, *plan.priority_areas, *plan.goals, *plan.programmes)
    for record in above:
        named[str(record)] = record
    for item in plan.actions:
        action = item.action
        for name in (action.number, action.uid, str(action)):
            if name:
                named[name] = action
    return named


def _ways(
    finding: Finding, names: dict[str, Record], slug: str, may_contribute: bool
) -> list[tuple[str, str]]:
    """Return (name, address where it is mended) of each record that a finding names; the address is empty
    where the reader may not open it. Nothing where it concerns the plan as a whole."""
    found = {}
    for part in finding.where:
        record = names.get(str(part))
        if isinstance(record, Action):
            found[str(record)] = reverse("actions:action", args=[slug, record.uid])
        elif record is not None:
            found[str(record)] = edit_url_of(record) if may_contribute else ""
    return list(found.items())
