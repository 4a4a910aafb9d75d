"""What the hazards do to the sectors: the table of both, and the sectors ranked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name
from secap.desk.registry.record_views import edit_url_of
from secap.desk.registry.records import kind_of
from secap.desk.risk.charts import sector_ranking
from secap.desk.risk.models import SectorImpact
from secap.desk.risk.views.shared import gap_words, plan_of
from secap.method.basis import codes


@member("view")
def sectors(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show sectors by hazards, each field opening its record or a new one; and the ranking of the sectors."""
    plan = plan_of(request, municipality)
    resilience = plan.resilience
    may_contribute = request.user.has_perm("plan.contribute", municipality)
    new = reverse("risk:impacts-new", args=[municipality.slug]) if may_contribute else ""
    columns = _columns(resilience)
    figure = sector_ranking(resilience.sectors, lang())
    context = {
        "tab": "sectors",
        "columns": columns.items(),
        "rows": [
            (row[1], [_field(resilience, municipality, row, column, new) for column in columns.items()])
            for row in _rows(resilience).items()
        ],
        "ranking": [_ranked(row) for row in resilience.sectors],
        "unknown": [
            (line, gap_words(line), _url(line.record, municipality, may_contribute))
            for line in resilience.impact_lines.values()
            if line.score is None
        ],
        "figures": [figure] if figure else [],
    }  # fmt: skip
    return render(request, "risk/sectors.html", context)


def _columns(resilience: Any) -> dict[str, str]:
    """Return {code: name} of the hazards with impacts, the gravest first, then of the others assessed."""
    found = [*resilience.heat.hazards, *(line.record.hazard for line in resilience.all_lines)]
    return {code: name("hazards", code) for code in dict.fromkeys(found)}


def _rows(resilience: Any) -> dict[str, str]:
    """Return {code: name} of the sectors with impacts in the order of their ranking, then of the others."""
    found = [*resilience.heat.sectors, *codes.table("adaptation_sectors")]
    return {code: name("adaptation_sectors", code) for code in dict.fromkeys(found)}


def _field(
    resilience: Any, municipality: Municipality, row: tuple[str, str], column: tuple[str, str], new: str
) -> dict[str, Any]:
    """Return one field: its line and address; the address of a new impact where there is none.

    row, column : code and name of the sector and of the hazard;  new : address of the form, "" who only reads
    """
    (sector, sector_name), (hazard, hazard_name) = row, column
    field: dict[str, Any] = {"sector": sector_name, "hazard": hazard_name}
    view = resilience.heat.cells.get((sector, hazard))
    if view is None:
        return {**field, "url": f"{new}?hazard={hazard}&sector={sector}" if new else ""}
    line = resilience.impact_lines[view.uid]
    return {**field, "line": line, "url": _url(line.record, municipality, bool(new))}


def _url(record: SectorImpact, municipality: Municipality, may_contribute: bool) -> str:
    """Return where an impact is changed; who only reads sees its history."""
    if may_contribute:
        return edit_url_of(record)
    return reverse("registry:history", args=[municipality.slug, kind_of(record), record.uid])


def _ranked(row: Any) -> dict[str, Any]:
    return {
        "rank": row.rank,
        "name": name("adaptation_sectors", row.sector),
        "score": row.highest,
        "rating": row.rating,
        "total": row.total,
        "impacts": [name("hazards", one.hazard) for one in row.impacts],
        "unknown": len(row.unknown),
    }
