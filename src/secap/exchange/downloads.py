"""Files to take out: a table of one kind, the empty grid of sectors and carriers, the plan file."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from secap.desk.inventory.models import Inventory
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.exchange import tables_out
from secap.exchange.blanks import blank_table
from secap.exchange.kinds import KINDS, Kind
from secap.plan.file import dumps
from secap.plan.plan import load_plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEAR = re.compile(r"[0-9]{4}")


@member("view")
def table(request: HttpRequest, municipality: Municipality, kind: str, extension: str) -> HttpResponse:
    """Give out what is there of one kind, as XLSX or CSV; `?year=` says of which inventory."""
    found = KINDS.get(kind)
    if found is None or extension not in {"xlsx", "csv"}:
        raise Http404
    inventory = _inventory(request, municipality, found)
    records = found.records(municipality, inventory)
    parts = [municipality.slug, found.code, *([str(inventory.year)] if inventory else [])]
    name = f"{'-'.join(parts)}.{extension}"
    if extension == "csv":
        return _attachment(tables_out.csv_table(found, records, lang()), "text/csv; charset=utf-8", name)
    return _attachment(tables_out.xlsx_table(found, records, lang()), XLSX, name)


def _inventory(request: HttpRequest, municipality: Municipality, kind: Kind) -> Inventory | None:
    if not kind.has_parent:
        return None
    year = request.GET.get("year", "")
    found = (
        Inventory.objects.filter(municipality=municipality, year=int(year)) if YEAR.fullmatch(year) else None
    )
    inventory = found.first() if found is not None else None
    if inventory is None:
        raise Http404
    return inventory


@member("view")
def blank(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Give out a table to fill in: of the kind that `?kind=` names, else the grid of energy."""
    code = request.GET.get("kind", "")
    if not code:
        return _attachment(tables_out.blank_grid(lang()), XLSX, f"{municipality.slug}-energy-grid.xlsx")
    if code not in KINDS:
        raise Http404
    content = blank_table(KINDS[code].in_town(municipality), municipality, lang())
    return _attachment(content, XLSX, f"{municipality.slug}-{code}-empty.xlsx")


@member("view")
def plan(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Give out the whole plan as one file."""
    text = dumps(load_plan(municipality))
    name = f"{municipality.slug}-{timezone.localdate():%Y-%m-%d}.secap.json"
    return _attachment(text.encode(), "application/json", name)


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """`name` is made of slugs, codes and dates only, so that it needs no quoting."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


TABLE_URLS = [
    path("table/<slug:kind>.<slug:extension>", table, name="table"),
    path("blank.xlsx", blank, name="blank"),
    path("plan/download/", plan, name="plan-download"),
]
