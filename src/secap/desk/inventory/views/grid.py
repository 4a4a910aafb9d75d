"""The entry grid: type or paste, see what was understood, apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.inventory import grid
from secap.desk.inventory.models import Inventory
from secap.desk.inventory.views.shared import account_or_404, forget_accounts, inventory_or_404
from secap.desk.registry.fields import code_choices
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.method.basis import codes


@member("contribute")
@require_http_methods(["GET", "POST"])
def energy_grid(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show the grid; on POST show what would change; with `apply` change it."""
    inventory = inventory_or_404(municipality, year)
    if request.method != "POST":
        return _page(request, municipality, inventory, _cells(request, municipality, year))
    decimal = request.POST.get("decimal", "auto")
    decimal = decimal if decimal in {",", "."} else "auto"
    cells = _cells(request, municipality, year)
    changes = grid.read_changes(cells, request.POST.dict(), decimal, lang())
    blocked = any(change.problem or change.is_stale for change in changes)
    if not changes:
        messages.info(request, _("Nothing was changed."))
    if not changes or blocked or "apply" not in request.POST:
        return _page(request, municipality, inventory, cells, changes, decimal)
    quality = request.POST.get("quality", "")
    try:
        count = grid.apply_changes(
            inventory,
            changes,
            request.user,  # type: ignore[arg-type]
            source=request.POST.get("source", "").strip()[:300],
            data_quality=quality if quality in codes.table("data_quality") else "",
        )
    except StaleRecord:
        forget_accounts(request)
        cells = _cells(request, municipality, year)
        changes = grid.read_changes(cells, request.POST.dict(), decimal, lang())
        return _page(request, municipality, inventory, cells, changes, decimal)
    text = ngettext("%(count)d cell saved.", "%(count)d cells saved.", count) % {"count": count}
    if request.role != "coordinator":  # type: ignore[attr-defined]
        text += " " + _("What you entered counts at once and is marked until the co-ordinator accepts it.")
    messages.success(request, text)
    return redirect("inventory:grid", municipality.slug, year)


def _cells(request: HttpRequest, municipality: Municipality, year: int) -> dict[str, grid.Cell]:
    account = account_or_404(request, municipality, year)
    mwh = {uid: conversion.mwh for uid, conversion in account.conversions.items()}
    return grid.cells(account.records.energy_uses, account.records.notation_keys, mwh, lang())


def _page(
    request: HttpRequest,
    municipality: Municipality,
    inventory: Inventory,
    cells: dict[str, grid.Cell],
    changes: Sequence[grid.Change] | None = None,
    decimal: str = "auto",
) -> HttpResponse:
    account = account_or_404(request, municipality, inventory.year)
    whole = grid.sector_keys(account.records.notation_keys)
    carriers = list(codes.table("carriers").values())
    groups: dict[str, list[dict[str, Any]]] = {}
    for code, sector in codes.table("energy_sectors").items():
        line = [cells[f"{code}:{carrier.code}"] for carrier in carriers]
        row = {"label": sector.label(lang()), "cells": line, "total": _sum(line), "key": whole.get(code)}
        groups.setdefault(sector.group, []).append(row)
    columns = [
        {
            "label": carrier.label(lang()),
            "total": _sum(cell for cell in cells.values() if cell.carrier == carrier.code),
        }
        for carrier in carriers
    ]
    blocked = any(change.problem or change.is_stale for change in changes or ())
    context = {
        "inventory": inventory,
        "tab": "grid",
        "columns": columns,
        "groups": [(codes.get("sector_groups", group).label(lang()), rows) for group, rows in groups.items()],
        "total": _sum(cells.values()),
        "changes": changes,
        "has_problem": any(change.problem for change in changes or ()),
        "has_stale": any(change.is_stale for change in changes or ()),
        "blocked": blocked,
        "decimal": decimal,
        "source": request.POST.get("source", ""),
        "quality": request.POST.get("quality", ""),
        "qualities": code_choices("data_quality"),
        "notation_keys": list(codes.table("notation_keys").values()),
    }
    return render(request, "inventory/grid.html", context, status=422 if blocked else 200)


def _sum(cells: Any) -> float | None:
    """Return the sum in MWh, None where nothing is known."""
    known = [cell.mwh for cell in cells if cell.mwh is not None]
    return sum(known) if known else None
