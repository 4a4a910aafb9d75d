"""The 52 methods with the recommender, and what the levels and the steps of an engagement are."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name
from secap.desk.stakeholders.models import Stakeholder
from secap.method.basis import codes
from secap.method.stakeholders import matrices
from secap.method.stakeholders.methods import (
    COSTS,
    DIRECTIONS,
    MOST_INDIVIDUAL,
    MOST_SMALL,
    Advice,
    recommend,
)

MOST_PEOPLE = 10_000_000
BEST = 5


@member("view")
def methods(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all methods, those that suit first, each with what speaks for it and against it."""
    asked = _asked(request)
    found = recommend(**asked)
    is_asked = bool(found) and found[0].score is not None
    stakeholder = Stakeholder.objects.filter(
        municipality=municipality, uid=request.GET.get("for", "")[:24]
    ).first()
    text = " ".join(request.GET.get("q", "").split())
    rows = [_row(one, asked["level"], stakeholder) for one in found]
    if text:
        rows = [row for row in rows if codes.folded(text) in codes.folded(row["name"])]
    context = {
        "tab": "plan",
        "rows": rows,
        "is_asked": is_asked,
        "best": BEST,
        "asked": asked,
        "audience": asked["audience"] or "",
        "search": text,
        "stakeholder": stakeholder,
        "levels": codes.table("engagement_levels").values(),
        "forms": [row for row in codes.table("engagement_forms").values() if row.code != "both"],
        "directions": direction_words(),
        "costs": cost_words(),
        "most_individual": MOST_INDIVIDUAL,
        "most_small": MOST_SMALL,
        "total": len(found),
    }
    return render(request, "stakeholders/methods.html", context)


@member("view")
def levels(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Explain the five levels, and the steps and levels of AA1000SES."""
    spoken = lang()
    rows = [
        {
            "name": row.label(spoken),
            "goal": name("engagement_level_goals", code),
            "promise": name("engagement_level_promises", code),
            "template": name("template_engagement_levels", matrices.template_level(code)),
            "methods": [
                one.label(spoken)
                for one in codes.table("engagement_methods").values()
                if code in one.levels.split()
            ],
        }
        for code, row in codes.table("engagement_levels").items()
    ]
    stages = [
        {
            "name": stage.label(spoken),
            "phases": [name("process_phases", phase) for phase in stage.phases.split()],
            "steps": [
                step.label(spoken)
                for step in codes.table("aa1000ses_steps").values()
                if step.stage == stage.code
            ],
        }
        for stage in codes.table("engagement_stages").values()
    ]
    context = {
        "tab": "plan",
        "rows": rows,
        "stages": stages,
        "attributes": [row.label(spoken) for row in codes.table("aa1000ses_attributes").values()],
        "other_levels": [row.label(spoken) for row in codes.table("aa1000ses_levels").values()],
    }
    return render(request, "stakeholders/methods_levels.html", context)


def direction_words() -> dict[str, str]:
    return dict(zip(DIRECTIONS, (_("We tell them"), _("Both sides speak"), _("They tell us")), strict=True))


def cost_words() -> dict[str, str]:
    return dict(zip(COSTS, (_("Low"), _("Medium"), _("High")), strict=True))


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Return what the query string asks; what is unknown is as if it were not asked."""
    people = request.GET.get("audience", "").strip()
    known = {
        "level": set(codes.table("engagement_levels")),
        "direction": set(DIRECTIONS),
        "cost": set(COSTS),
        "form": set(codes.table("engagement_forms")),
    }
    found: dict[str, Any] = {
        key: value if (value := request.GET.get(key, "")) in allowed else "" for key, allowed in known.items()
    }
    is_number = people.isascii() and people.isdigit() and 0 < len(people) < 9
    found["audience"] = min(int(people), MOST_PEOPLE) or None if is_number else None
    return found


def _row(advice: Advice, level: str, stakeholder: Stakeholder | None) -> dict[str, Any]:
    row = advice.method
    given = {"method": row.code, "level": level}
    if stakeholder is not None:
        given["invited"] = stakeholder.uid
    return {
        "code": row.code,
        "number": int(row.number),
        "name": row.label(lang()),
        "levels": [name("engagement_levels", code) for code in row.levels.split()],
        "size": _size(row.audience),
        "direction": direction_words()[row.direction],
        "cost": cost_words()[row.cost],
        "form": name("engagement_forms", row.form),
        "is_direct": row.is_direct,
        "score": advice.score,
        "strong": [message.text(lang()) for message in advice.strong],
        "weak": [message.text(lang()) for message in advice.weak],
        "query": urlencode({key: value for key, value in given.items() if value}),
    }


def _size(audience: str) -> str:
    return {
        "individual": _("one by one"),
        "small": _("one group"),
        "large": _("many people"),
        "any": _("any"),
    }[audience]
