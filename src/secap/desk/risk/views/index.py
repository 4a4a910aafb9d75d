"""Risk at a glance: what the assessment says, matrix, ranking, sectors, people, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name
from secap.desk.risk.matrix_chart import matrix
from secap.desk.risk.saying import saying, steps
from secap.desk.risk.views.choose import choice
from secap.desk.risk.views.shared import gap_words, matrix_rows, plan_of
from secap.method.basis import codes
from secap.method.basis.findings import Severity
from secap.method.risk.score import levels

SECTORS_SHOWN = 6


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the assessment for somebody who has two hours a week for it; without hazards, begin it."""
    plan = plan_of(request, municipality)
    if not plan.hazards:
        context: dict[str, Any] = {"tab": "index", "has_hazards": False, **choice(municipality)}
        return render(request, "risk/index.html", context)
    resilience = plan.resilience
    lines, gaps = resilience.lines, resilience.gaps
    figure = matrix(lines, gaps, lang())
    context = {
        "tab": "index",
        "has_hazards": True,
        "saying": saying(resilience),
        "lines": lines,
        "gaps": [{"record": line.record, "gap": gap_words(line)} for line in gaps],
        "total": len(plan.hazards),
        "high": [line for line in lines if line.is_high],
        "sector_high": sum(bool(one.sector) for one in resilience.high_risks),
        "open": len(resilience.open),
        "events": events_of(plan.past_events),
        "matrix": matrix_rows(lines),
        "columns": [name("impact_levels", code) for code in levels("impact_levels")],
        "steps": steps(plan, resilience, municipality),
        "errors": sum(one.severity == Severity.ERROR for one in resilience.findings),
        "sectors": [_sector(row) for row in resilience.sectors if not row.is_gap][:SECTORS_SHOWN],
        "groups": plan.vulnerable_groups,
        "vulnerabilities": _by_kind(plan.vulnerabilities),
        "capacity": _capacity(plan.adaptive_capacity),
        "frame": resilience.frame,
        "figures": [figure] if figure else [],
    }
    return render(request, "risk/index.html", context)


def events_of(events: Sequence[Any]) -> dict[str, Any]:
    """Return how many past events there are and their damage, EUR: None where none is known; how many do not
    tell it."""
    known = [event.damage_eur for event in events if event.damage_eur is not None]
    return {
        "count": len(events),
        "damage_eur": sum(known) if known else None,
        "unknown": len(events) - len(known),
    }


def _sector(row: Any) -> dict[str, Any]:
    return {
        "name": name("adaptation_sectors", row.sector),
        "score": row.highest,
        "rating": row.rating,
        "worst": [name("hazards", one.hazard) for one in row.impacts if one.score == row.highest],
    }


def _by_kind(vulnerabilities: Sequence[Any]) -> list[tuple[str, int]]:
    """Return (kind, how many) of each kind of vulnerability, those without any too."""
    return [
        (row.label(lang()), sum(one.kind == code for one in vulnerabilities))
        for code, row in codes.table("vulnerability_types").items()
    ]


def _capacity(records: Sequence[Any]) -> list[tuple[str, str]]:
    """Return (factor, levels in words) of each factor: the town's as a whole, then by sector."""
    return [
        (
            row.label(lang()),
            "; ".join(
                f"{one.get_sector_display()}: {one.get_level_display()}"
                if one.sector
                else one.get_level_display()
                for one in records
                if one.factor == code and one.level
            ),
        )
        for code, row in codes.table("adaptive_capacity_factors").items()
    ]
