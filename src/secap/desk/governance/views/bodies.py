"""Groups with their members and mandates, and what was said where the plan or an action was presented."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.governance.bodies import STEERING_GROUP, Bodies, bodies_of
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name
from secap.desk.registry.whole import whole_of


@member("view")
def bodies(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the groups by kind and the hearings by body; `?action=4.2` keeps the hearings of one action."""
    plan = whole_of(request, municipality)
    found = bodies_of(plan)
    number = request.GET.get("action", "").strip()
    hearings = found.hearings(number)
    context = {
        "tab": "bodies",
        "kinds": [_kind(code, groups) for code, groups in found.groups.items()],
        "has_groups": bool(plan.groups),
        "has_hearings": bool(plan.hearings),
        "hearings": [
            (name("hearing_bodies", body), [(one, found.action(one.action_number)) for one in there])
            for body, there in hearings.items()
        ],
        "count": sum(len(there) for there in hearings.values()),
        "number": number,
        "numbers": _numbers(found, number),
        "action": found.action(number),
        "alignment": found.alignment,
    }
    return render(request, "governance/bodies.html", context)


def _kind(code: str, groups: list[Any]) -> dict[str, Any]:
    return {
        "code": code,
        "name": name("group_kinds", code),
        "groups": [(one, _lines(one.members)) for one in groups],
        "is_steering": code == STEERING_GROUP,
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _numbers(found: Bodies, chosen: str) -> list[tuple[str, str]]:
    """Return (number, number with title) of the actions that hearings name, and of the one chosen."""
    named = {one.action_number.strip() for one in found.plan.hearings if one.action_number.strip()}
    numbers = sorted(named | ({chosen} if chosen else set()))
    return [(one, str(action) if (action := found.action(one)) else one) for one in numbers]
