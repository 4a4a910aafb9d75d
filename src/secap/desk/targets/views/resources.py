"""Staff and money: what is there, what the actions need, what stood in the way before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.method.actions.financing import finance_split
from secap.method.basis import codes


@member("view")
def resources(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show staff by role, budget by source and year, barriers, and the needs of the actions."""
    plan = whole_of(request, municipality)
    years = sorted({line.year for line in plan.budget})
    there_fte = staff_now(plan)
    there_eur = sum(line.eur for line in plan.budget) if plan.budget else None
    context = {
        "plan": plan,
        "year": plan.today.year,
        "staff": _staff_by_role(plan),
        "staff_fte": there_fte,
        "staff_unknown": sum(one.fte is None for one in plan.staff),
        "years": years,
        "budget": [(*row, [_sum(plan, row[0], year) for year in years]) for row in budget_by_source(plan)],
        "by_year": [_sum(plan, None, year) for year in years],
        "budget_eur": there_eur,
        "monitoring_eur": known(line.eur for line in plan.budget if line.is_monitoring),
        "barriers": plan.barriers,
        "needs": _needs(plan, there_fte, there_eur),
        "sources": _sources(plan),
        "has_actions": bool(plan.actions),
    }
    return render(request, "targets/resources.html", context)


def known(values: Iterable[float | None]) -> float | None:
    """Return the sum of the known values, None where none is known."""
    found = [value for value in values if value is not None]
    return sum(found) if found else None


def is_now(one: Any, year: int) -> bool:
    """Return True where somebody works for the plan in that year."""
    return (one.from_year or year) <= year <= (one.to_year or year)


def staff_now(plan: Any) -> float | None:
    """Return the full-time equivalents of this year, None where none is known."""
    return known(one.fte for one in plan.staff if is_now(one, plan.today.year))


def budget_by_source(plan: Any) -> list[tuple[str, str, float]]:
    """Return (code, name, EUR) of every source with a budget line, in the table's order."""
    return [
        (code, row.label(lang()), sum(line.eur for line in plan.budget if line.source == code))
        for code, row in codes.table("financing_sources").items()
        if any(line.source == code for line in plan.budget)
    ]


def _staff_by_role(plan: Any) -> list[tuple[str, list[Any], float | None]]:
    """Return (role, entries, FTE of this year) of every role that occurs."""
    return [
        (
            row.label(lang()),
            entries,
            known(one.fte for one in entries if is_now(one, plan.today.year)),
        )
        for code, row in codes.table("workforce_roles").items()
        if (entries := [one for one in plan.staff if one.role == code])
    ]


def _sum(plan: Any, source: str | None, year: int) -> float | None:
    return known(line.eur for line in plan.budget if line.year == year and source in (None, line.source))


def _needs(plan: Any, there_fte: float | None, there_eur: float | None) -> list[dict[str, Any]]:
    """Return what the active actions need of staff and money beside what is there; what no action states is
    unknown, and how many do not state it is told."""
    active = [one for one in plan.portfolio.actions if one.is_active]
    asked = (
        ("staff", [one.staff_fte for one in active], there_fte),
        ("money", [one.cost_eur for one in active], there_eur),
        ("yearly", [one.yearly_cost_eur for one in active], None),
    )
    found = []
    for code, values, there in asked:
        needed = known(values)
        found.append(
            {
                "code": code,
                "needed": needed,
                "there": there,
                "left": there - needed if there is not None and needed is not None else None,
                "missing": needed - there if there is not None and needed is not None else None,
                "unknown": sum(value is None for value in values),
            }
        )
    return found


def _sources(plan: Any) -> list[tuple[str, float | None, float | None]]:
    """Return (source, what the active actions expect of it, what the budget holds of it), EUR."""
    expected: dict[str, list[float | None]] = {}
    for action in plan.portfolio.actions:
        if action.is_active:
            for source, eur in finance_split(action).by_source_eur.items():
                expected.setdefault(source, []).append(eur)
    there = {code: eur for code, _name, eur in budget_by_source(plan)}
    return [
        (row.label(lang()), known(expected.get(code, [])), there.get(code))
        for code, row in codes.table("financing_sources").items()
        if code in expected or code in there
    ]
