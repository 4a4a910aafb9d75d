"""Why emissions changed between two inventories: every reason with its tonnes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios import bridge_terms
from secap.method.scenarios.bridge_result import Bridge
from secap.outlook import charts
from secap.plan.bridging import bridge_of
from secap.plan.plan import load_plan


@member("view")
def page(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the bridge from one inventory to another (`?from=`, `?to=`, `?weather=0`)."""
    plan = load_plan(municipality)
    years = [account.year for account in plan.accounts]
    start, end = _year(request, "from", years, 0), _year(request, "to", years, -1)
    weather = request.GET.get("weather", "1") != "0"
    context: dict[str, Any] = {"years": [str(one) for one in years], "weather": weather, "bridge": None}
    if len(years) < 2:
        return render(request, "outlook/bridge.html", context)
    context |= {"start": str(start), "end": str(end)}
    try:
        both = {flag: bridge_of(plan, start, end, weather=flag) for flag in (True, False)}
    except InvalidInput as error:
        context["problem"] = error
        return render(request, "outlook/bridge.html", context)
    shown = both[weather]
    records = {line.action.id: line.records.action for line in plan.portfolio.lines}
    context |= {
        "bridge": shown,
        "figure": charts.bridge(shown, lang()),
        "rows": _rows(both[True], both[False]),
        "sectors": [
            {
                "name": codes.code("sectors", one.sector).label(lang()),
                "start_t": one.start_t,
                "end_t": one.end_t,
                "change_t": one.end_t - one.start_t,
                "cells": [
                    {"t": one.terms.get(term), "is_unknown": term in one.unknown} for term in shown.terms
                ],
            }
            for one in shown.sectors
        ],
        "terms": [bridge_terms.TERMS[term].text(lang()) for term in shown.terms],
        "claims": [
            {"id": key, "record": records.get(key), "t": t} for key, t in shown.claims.by_action_t.items()
        ],
        "findings": shown.findings,
    }
    return render(request, "outlook/bridge.html", context)


def _year(request: HttpRequest, key: str, years: list[int], default: int) -> int:
    text = request.GET.get(key, "")
    if text.isdigit() and int(text) in years:
        return int(text)
    return years[default] if years else 0


def _rows(with_weather: Bridge, without: Bridge) -> list[dict[str, Any]]:
    """Return a row for each term of either bridge."""
    terms = [term for term in bridge_terms.TERMS if term in with_weather.terms or term in without.terms]
    return [
        {
            "name": bridge_terms.TERMS[term].text(lang()),
            "with_t": with_weather.terms.get(term),
            "without_t": without.terms.get(term),
            "is_outside": term in bridge_terms.OUTSIDE,
            "is_told_with": term in with_weather.terms,
            "is_told_without": term in without.terms,
        }
        for term in terms
    ]
