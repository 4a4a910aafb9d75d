"""The schedule: a Gantt chart and the same as a table, group by group."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from secap.desk.actions import charts
from secap.desk.actions.portfolio import Line
from secap.desk.actions.views.shared import selection
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.method.actions.schedule import full_effect_year
from secap.method.basis import codes

GROUPS = {"priority_area": _("Priority area"), "sector": _("Sector")}


@member("view")
def schedule(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show when the work of each action is done; 40 a page, so that the chart can be read."""
    plan = whole_of(request, municipality)
    chosen = selection(plan, request.GET)
    by = request.GET.get("group", "")
    by = by if by in GROUPS else "priority_area" if plan.priority_areas else "sector"
    today = timezone.localdate()
    dated = [line for line in chosen.lines if line.action.start or line.action.end]
    dated.sort(key=lambda line: _key(line, by))
    page = Paginator(dated, charts.MOST_BARS).get_page(request.GET.get("page"))
    query = QueryDict(chosen.query, mutable=True)
    query["group"] = by
    lines = list(page.object_list)
    context = {
        "tab": "schedule",
        "chosen": chosen,
        "kept": [("group", by)],
        "figure": charts.gantt(lines, lang(), today, by=by),
        "rows": [
            (_group(line, by), line, full_effect_year(line.action), _state(line, today)) for line in lines
        ],
        "undated": [line for line in chosen.lines if not line.action.start and not line.action.end],
        "page": page,
        "query": query.urlencode(),
        "filters": chosen.query,
        "groups": [(code, label, code == by) for code, label in GROUPS.items()],
        "group_label": GROUPS[by],
    }
    return render(request, "actions/schedule.html", context)


def _group(line: Line, by: str) -> str:
    one = line.action
    if by == "sector":
        return codes.code("action_sectors", one.sector).label(lang()) if one.sector else ""
    return one.priority_area


def _key(line: Line, by: str) -> tuple[bool, str, object]:
    name = _group(line, by)
    return (not name, name.casefold(), line.action.start or line.action.end)


def _state(line: Line, today: date) -> str:
    """late, running or nothing."""
    if charts.is_late(line.action, today):
        return "late"
    return "running" if charts.is_running(line.action, today) else ""
