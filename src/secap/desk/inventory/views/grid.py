"""The entry grid: type or paste, see what was understood, apply."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.inventory import grid
from secap.desk.inventory.models import EnergyUse, Inventory, NotationKey
from secap.desk.inventory.views.shared import account_or_404, inventory_or_404, lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.method.basis import codes


@member("contribute")
@require_http_methods(["GET", "POST"])
def energy_grid(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show the grid; on POST show what would change; with `apply` change it."""
    inventory = inventory_or_404(municipality, year)
    cells = _cells(request, municipality, inventory)
    if request.method != "POST":
        return _page(request, municipality, inventory, cells)
    decimal = request.POST.get("decimal", "auto")
    changes = grid.read_changes(cells, request.POST.dict(), decimal if decimal in {",", "."} else "auto")
    has_problem = any(change.problem or change.is_stale for change in changes)
    if not changes or has_problem or "apply" not in request.POST:
        if not changes:
            messages.info(request, _("Nothing was changed."))
        return _page(request, municipality, inventory, cells, changes, decimal)
    try:
        count = grid.apply_changes(inventory, changes, request.user, request.POST.get("source", "").strip()[:300])
    except StaleRecord:
        messages.error(request, _("Somebody else changed one of these cells just now. Look at the difference again."))
        return _page(request, municipality, inventory, _cells(request, municipality, inventory), changes, decimal)
    messages.success(request, ngettext("%(count)d cell saved.", "%(count)d cells saved.", count) % {"count": count})
    return redirect("inventory:grid", municipality.slug, year)


def _cells(request: HttpRequest, municipality: Municipality, inventory: Inventory) -> dict[str, grid.Cell]:
    account = account_or_404(request, municipality, inventory.year)
    return grid.cells(
        list(EnergyUse.objects.filter(inventory=inventory)),
        list(NotationKey.objects.filter(inventory=inventory)),
        {uid: conversion.mwh for uid, conversion in account.conversions.items()},
    )


def _page(
    request: HttpRequest,
    municipality: Municipality,
    inventory: Inventory,
    cells: dict[str, grid.Cell],
    changes: list[grid.Change] | None = None,
    decimal: str = "auto",
) -> HttpResponse:
    carriers = list(codes.table("carriers").values())
    rows = [
        (sector, [cells[f"{sector.code}:{carrier.code}"] for carrier in carriers])
        for sector in codes.table("energy_sectors").values()
    ]
    groups: dict[str, list[object]] = {}
    for sector, line in rows:
        total = sum(cell.mwh or 0.0 for cell in line)
        groups.setdefault(sector.group, []).append((sector.label(lang()), line, total if any(
            cell.mwh is not None for cell in line) else None))
    context = {
        "municipality": municipality,
        "inventory": inventory,
        "carriers": [carrier.label(lang()) for carrier in carriers],
        "groups": [(codes.get("sector_groups", group).label(lang()), lines) for group, lines in groups.items()],
        "changes": changes,
        "has_problem": any(change.problem or change.is_stale for change in changes or []),
        "decimal": decimal,
        "source": request.POST.get("source", ""),
        "notation_keys": [(row.code, row.label(lang())) for row in codes.table("notation_keys").values()],
    }
    return render(request, "inventory/grid.html", context, status=422 if context["has_problem"] else 200)
