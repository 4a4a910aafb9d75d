"""The editions of emission factors: which there are, and every row with its source, place and quality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from secap.desk.inventory.models import Inventory
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes
from secap.method.basis.editions import Edition, editions, fuel_rows, supply_rows
from secap.method.inventory.choosing import T_PER_MWH

PAGE_SIZE = 100
FUELS = "fuels"


@member("view")
def edition_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show every edition, and which inventories of the town use it."""
    inventories = list(Inventory.objects.filter(municipality=municipality))
    for inventory in inventories:
        inventory.municipality = municipality
    rows = [
        {
            "edition": edition,
            "kinds": [kind_label(kind) for kind in edition.kinds],
            "used_by": [i for i in inventories if edition.code in {i.fuel_edition, i.electricity_edition}],
        }
        for edition in sorted(editions(), key=lambda edition: (-edition.year_published, edition.code))
    ]
    return render(request, "inventory/editions.html", {"rows": rows})


@member("view")
def edition_rows(request: HttpRequest, municipality: Municipality, code: str) -> HttpResponse:
    """Show the rows of an edition, narrowed by the query string."""
    edition = next((one for one in editions() if one.code == code), None)
    if edition is None:
        raise Http404
    kind = request.GET.get("kind", edition.kinds[0])
    kind = kind if kind in edition.kinds else edition.kinds[0]
    found = _fuels(edition) if kind == FUELS else _supply(edition, kind)
    names = ("carrier",) if kind == FUELS else ("country", "year", "approach", "gas_basis")
    start = request.GET.dict()
    if (
        kind != FUELS
        and "country" not in start
        and any(row["country"] == municipality.country for row in found)
    ):
        start["country"] = municipality.country
    boxes = [_box(name, found, start) for name in names]
    shown = [
        row
        for row in found
        if all(not box["value"] or str(row[box["name"]]) == box["value"] for box in boxes)
    ]
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "edition": edition,
        "kind": kind,
        "kinds": [(name, kind_label(name)) for name in edition.kinds],
        "boxes": boxes,
        "is_fuels": kind == FUELS,
        "has_gases": kind == FUELS and any(row["co2_kg_per_tj"] for row in shown),
        "page": Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "unverified": sum(row["quality"] == "unverified" for row in shown),
    }
    return render(request, "inventory/edition.html", context)


def kind_label(kind: str) -> str:
    """Return what an edition holds, in words."""
    return {"fuels": _("fuels"), "electricity": _("electricity"), "heat": _("heat")}.get(kind, kind)


def _fuels(edition: Edition) -> list[dict[str, Any]]:
    """Return the fuel rows: either with the gases apart in kg/TJ, or with one published value in t/MWh."""
    found = []
    for row in fuel_rows(edition.code):
        co2 = float(row["co2_kg_per_tj"]) if row.get("co2_kg_per_tj") else None
        value = float(row["t_per_mwh"]) if row.get("t_per_mwh") else None
        found.append(
            {
                "carrier": row["carrier"],
                "fuel": row["fuel"],
                "approach": row.get("approach", ""),
                "gas_basis": row.get("gas_basis", ""),
                "sustainable": row.get("sustainable", ""),
                "biogenic": row.get("biogenic", "") == "yes",
                "co2_kg_per_tj": co2,
                "ch4_kg_per_tj": float(row["ch4_kg_per_tj"]) if row.get("ch4_kg_per_tj") else None,
                "n2o_kg_per_tj": float(row["n2o_kg_per_tj"]) if row.get("n2o_kg_per_tj") else None,
                "t_per_mwh": value if co2 is None else co2 * T_PER_MWH,
                "source": row["source"],
                "place": row["place"],
                "quality": row["quality"],
                "gases_quality": row.get("gases_quality", ""),
            }
        )
    return found


def _supply(edition: Edition, kind: str) -> list[dict[str, Any]]:
    return [
        {
            "country": row.country,
            "year": row.year,
            "approach": row.approach,
            "gas_basis": row.gas_basis,
            "t_per_mwh": row.value,
            "source": edition.source,
            "place": row.place,
            "quality": row.quality,
        }
        for by_year in supply_rows(edition.code, kind).values()
        for row in sorted(by_year.values(), key=lambda row: -row.year)
    ]


def _box(name: str, found: list[dict[str, Any]], query: Mapping[str, str]) -> dict[str, Any]:
    """Return a select above the table: its name, label, choices among the rows, and present value."""
    labels = {
        "carrier": (_("Energy carrier"), "carriers"),
        "country": (_("Country"), ""),
        "year": (_("Year"), ""),
        "approach": (_("Approach"), "approaches"),
        "gas_basis": (_("Greenhouse gases"), "gas_bases"),
    }
    label, table = labels[name]
    values = dict.fromkeys(str(row[name]) for row in found)
    ordered = sorted(values, reverse=name == "year") if name in {"country", "year"} else list(values)
    value = query.get(name, "")
    return {
        "name": name,
        "label": label,
        "choices": [(code, codes.code(table, code).label(lang()) if table else code) for code in ordered],
        "value": value if value in values else "",
    }
