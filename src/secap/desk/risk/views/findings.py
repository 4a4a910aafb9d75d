"""What the checks of the assessment found: the gravest first, each with the way to where it is mended."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.risk.remedies import with_remedies
from secap.desk.risk.views.shared import plan_of
from secap.method.basis.findings import Severity

RIGHTS = ("view", "contribute", "coordinate")
PAGE_SIZE = 100


@member("view")
def findings(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all findings by severity."""
    plan = plan_of(request, municipality)
    found = plan.resilience.findings
    may = {right for right in RIGHTS if request.user.has_perm(f"plan.{right}", municipality)}
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [
        (finding, [way for way in ways if way.right in may])
        for finding, ways in with_remedies(page.object_list, municipality, plan)
    ]
    groups = [
        (severity, [(finding, ways) for finding, ways in rows if finding.severity == severity])
        for severity in Severity
    ]
    context = {
        "tab": "findings",
        "groups": [(severity, inside) for severity, inside in groups if inside],
        "counts": [
            (severity, count)
            for severity in Severity
            if (count := sum(finding.severity == severity for finding in found))
        ],
        "page": page,
    }
    return render(request, "risk/findings.html", context)
