"""The administration at a glance: who leads, which structure, who is missing, what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.governance.mending import with_remedies
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name
from secap.desk.registry.whole import whole_of
from secap.method.governance.posts import COORDINATOR


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show who carries the plan."""
    plan = whole_of(request, municipality)
    found = plan.administration
    context = {
        "tab": "index",
        "found": found,
        "plan": plan,
        "coordinator": next(post for post in found.posts if post.code == COORDINATOR),
        "structure": name("admin_structure_types", found.structure.type).partition(":")[0],
        "approaches": [name("admin_approaches", code) for code in found.chosen_approaches],
        "duties_open": sum(bool(row.gaps) for row in found.duties),
        "topics_open": sum(bool(row.gaps) for row in found.topics),
        "skills_open": sum(skill.is_gap for skill in found.skills),
        "findings": with_remedies(found.findings, municipality),
    }
    return render(request, "governance/index.html", context)
