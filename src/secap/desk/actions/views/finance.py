"""Cost and financing: who pays, what is secured, what nobody pays yet, which programmes are open."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from secap.desk.actions.models import Action, FundingProgramme
from secap.desk.actions.portfolio import Line
from secap.desk.actions.views.shared import selection
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.method.actions.financing import FinanceSplit, finance_split
from secap.method.actions.workload import all_years, by_source, cost_by_year
from secap.method.basis import codes


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source.  kind : grant, loan ...;  share : of the known cost of all actions."""

    label: str
    eur: float
    share: float | None
    secured_eur: float
    is_gap: bool


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A funding programme.  days : until its deadline, negative when over;  actions : that match it;
    used_by : that already name it."""

    record: FundingProgramme
    days: int | None
    actions: Sequence[Action]
    used_by: Sequence[Action]


@member("view")
def finance(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show cost and financing of what the query string asks for."""
    plan = whole_of(request, municipality)
    chosen = selection(plan, request.GET)
    active = [line for line in chosen.lines if line.action.is_active]
    splits = [(line, finance_split(line.action)) for line in active]
    cost = _sum(split.cost_eur for _line, split in splits)
    sources = _sources(active, cost)
    costs = [cost_by_year(line.action) for line in active]
    pays = by_source(line.action for line in active)
    years = all_years([*costs, *(one.eur for one in pays)])
    context = {
        "tab": "finance",
        "chosen": chosen,
        "cost": cost,
        "investment": _sum(line.action.investment_eur for line in active),
        "yearly_cost": _sum(line.action.yearly_cost_eur for line in active),
        "yearly_saving": _sum(line.action.yearly_saving_eur for line in active),
        "sources": sources,
        "covered": math.fsum(row.eur for row in sources if not row.is_gap),
        "secured": math.fsum(row.secured_eur for row in sources),
        "gap": math.fsum(row.eur for row in sources if row.is_gap),
        "by_year": [
            (
                year,
                _sum(table.get(year) for table in costs),
                _sum(one.eur.get(year) for one in pays if one.source),
                _sum(one.eur.get(year) for one in pays if not one.source),
            )
            for year in years
        ],
        "unclear": [(line, split) for line, split in splits if _is_unclear(split)],
        "unknown_cost": sum(split.cost_eur is None for _line, split in splits),
        "programmes": programme_rows(plan, timezone.localdate()),
        "monitoring": _monitoring(plan, active),
        "today": timezone.localdate(),
    }
    return render(request, "actions/finance.html", context)


def _sources(lines: Iterable[Line], cost: float | None) -> list[SourceRow]:
    rows = codes.table("financing_sources")
    return [
        SourceRow(
            rows[one.source].label(lang()) if one.source in rows else one.source,
            one.total_eur,
            one.total_eur / cost if cost else None,
            one.secured_eur,
            not one.source,
        )
        for one in by_source(line.action for line in lines)
    ]


def _is_unclear(split: FinanceSplit) -> bool:
    return split.is_covered is not True or bool(split.missing) or bool(split.conflicts)


def programme_rows(plan: Any, today: date) -> list[ProgrammeRow]:
    """Return the funding programmes, open ones by deadline first, those without one next, those over last."""
    found = []
    for record in plan.funding_programmes:
        days = None if record.deadline is None else (record.deadline - today).days
        used = [
            item.action
            for item in plan.actions
            if any(part.programme_id is not None and part.programme == record for part in item.financing)
        ]
        matching = [
            item.action for item in plan.actions if item.action not in used and _matches(record, item.action)
        ]
        found.append(ProgrammeRow(record, days, matching, used))
    found.sort(key=lambda row: (row.days is not None and row.days < 0, row.days is None, row.days or 0))
    return found


def _matches(programme: FundingProgramme, action: Action) -> bool:
    """Return whether an action is of the programme's areas and sectors; a programme that names none of either
    is for everything."""
    if action.status in {"cancelled", "completed"}:
        return False
    areas, sectors = programme.areas.split(), programme.sectors.split()
    if areas and action.area not in areas:
        return False
    return not sectors or action.sector in sectors


def _monitoring(plan: Any, lines: Iterable[Line]) -> dict[str, float | None]:
    """Return the money for monitoring: the plan's budget lines, and what the actions name."""
    return {
        "plan": _sum(line.eur for line in plan.budget if line.is_monitoring),
        "actions": _sum(line.action.monitoring_eur for line in lines),
    }


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) if known else None
