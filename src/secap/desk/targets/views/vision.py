"""How the vision comes about, step by step, and what it must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from secap import locale
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.desk.targets.views.shared import demands
from secap.method.basis import codes, tables

SUGGESTED = 3  # of the largest sectors, and of the largest carriers
FUTURES = 2  # beside business as usual
REFERENCE = "bau"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something large in the baseline.  query : fills the form of a new entry point."""

    name: str
    share: float
    query: str


@member("view")
def vision(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the vision, the five steps towards it, and what is still open."""
    plan = whole_of(request, municipality)
    groups = codes.table("vision_groups")
    in_team = {one.group for one in plan.vision_team}
    heard = {feedback.group for feedback in plan.feedback}
    workshops = [
        (workshop, [one for one in plan.feedback if one.workshop_id == workshop.pk])
        for workshop in plan.workshops
    ]
    context = {
        "plan": plan,
        "strategy": plan.strategy,
        "has_strategy": bool(plan.strategies),
        "themes": [part.strip() for part in plan.strategy.themes.split(",") if part.strip()],
        "demands": demands(plan.course),
        "has_adaptation_goal": any(goal.kind == "adaptation" for goal in plan.goals),
        "steps": _steps(plan),
        "team": [
            (code, row.label(lang()), [one for one in plan.vision_team if one.group == code])
            for code, row in groups.items()
        ],
        "missing_groups": [row.label(lang()) for code, row in groups.items() if code not in in_team],
        "unheard_groups": [(code, row.label(lang())) for code, row in groups.items() if code not in heard],
        "suggestions": _suggestions(plan),
        "chosen": [one for one in plan.vision_scenarios if one.is_chosen],
        "scenarios": [(one, _against_bei(plan, one)) for one in plan.vision_scenarios],
        "workshops": workshops,
        "examples": _examples(),
    }
    return render(request, "targets/vision.html", context)


def _steps(plan: Any) -> Mapping[str, tuple[int, str, bool]]:
    """Return {code: (number, name, is done)} of the five steps."""
    futures = [one for one in plan.vision_scenarios if one.archetype != REFERENCE]
    done = {
        "team": {one.group for one in plan.vision_team} >= set(codes.table("vision_groups")),
        "entry_points": bool(plan.entry_points),
        "scenarios": len(futures) >= FUTURES,
        "testing": bool(plan.workshops) and bool(plan.feedback),
        "consensus": bool(plan.consensus),
    }
    return {
        code: (number, row.label(lang()), done[code])
        for number, (code, row) in enumerate(codes.table("vision_steps").items(), 1)
    }


def _suggestions(plan: Any) -> list[Suggestion]:
    """Return the largest sectors and carriers of the BEI that are no entry point yet."""
    if plan.bei is None:
        return []
    result = plan.bei.result
    titles = {one.title for one in plan.entry_points}
    sectors = {one.sector for one in plan.entry_points}
    found = []
    for code in _largest(result.by_sector_t):
        if code not in sectors:
            found.append(_suggestion(plan, "sectors", code, result.by_sector_t[code], result.total_t))
    for code in _largest(result.by_carrier_t):
        found.append(_suggestion(plan, "carriers", code, result.by_carrier_t[code], result.energy_t))
    return [one for one in found if one.name not in titles]


def _largest(values: Mapping[str, float]) -> list[str]:
    return sorted((code for code in values if values[code] > 0), key=lambda code: -values[code])[:SUGGESTED]


def _suggestion(plan: Any, table: str, code: str, t: float, total_t: float) -> Suggestion:
    name = codes.code(table, code).label(lang())
    values = {
        "name": name,
        "t": locale.number(t, lang(), 0),
        "percent": locale.number(100 * t / total_t, lang(), 0),
        "year": plan.bei.year,
    }
    if table == "sectors":
        finding = _("%(name)s: %(t)s t, %(percent)s %% of all emissions of %(year)s.") % values
    else:
        finding = _("%(name)s: %(t)s t, %(percent)s %% of the emissions from energy in %(year)s.") % values
    fields = {"title": name, "finding": finding} | ({"sector": code} if table == "sectors" else {})
    return Suggestion(name, t / total_t, urlencode(fields))


def _against_bei(plan: Any, scenario: Any) -> float | None:
    """Return by which share a scenario's emissions of 2030 lie below the BEI."""
    if scenario.emissions_2030_t is None or plan.bei is None or not plan.bei.result.complete:
        return None
    total_t = float(plan.bei.result.total_t)
    return (total_t - scenario.emissions_2030_t) / total_t if total_t > 0 else None


def _examples() -> list[dict[str, str]]:
    """Return the packaged examples in the reader's language."""
    return [
        {
            **row,
            "title": locale.label("visions", row["code"], lang(), row["title"]),
            "text": locale.label("vision_texts", row["code"], lang(), row["text"]),
        }
        for row in tables.rows("targets/visions.csv")
    ]
