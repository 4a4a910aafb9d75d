"""Results of one inventory: figures, charts, findings, factors, local supply."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.desk.inventory.mending import remedies
from secap.desk.inventory.rooms import SUPPLY, room_of
from secap.desk.inventory.views.shared import account_or_404
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes
from secap.method.basis.findings import Severity
from secap.method.inventory.degree_days import Corrected
from secap.method.inventory.places import main_sector


@member("view")
def results(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show what the inventory amounts to."""
    account = account_or_404(request, municipality, year)
    result = account.result
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "results",
        "result": result,
        "unit": charts.unit_t(account),
        "by_sector": rows(
            result.by_sector_t, result.by_sector_mwh, "sectors", {use.sector for use in result.missing}
        ),
        "by_carrier": rows(
            result.by_carrier_t, result.by_carrier_mwh, "carriers", {use.carrier for use in result.missing}
        ),
        "by_main_sector": _main_sectors(account),
        "by_scope": sorted(result.by_scope_t.items()),
        "by_gas": [item for item in result.by_gas_t.items() if item[1]],
        "matrix": matrix(account),
        "figures": charts.account_figures(account, lang()),
    }
    if account.corrected:
        context["corrections"] = _corrections(account.corrected)
    return render(request, "inventory/results.html", context)


@member("view")
def findings(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show what the checks found, gravest first, each with the way to the page where it is mended."""
    account = account_or_404(request, municipality, year)
    may_contribute = request.user.has_perm("plan.contribute", municipality)
    rows = [
        (finding, remedies(finding, municipality.slug, year, may_contribute=may_contribute))
        for finding in account.findings
    ]
    counts = [
        (severity, sum(finding.severity == severity for finding in account.findings)) for severity in Severity
    ]
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "findings",
        "findings": rows,
        "counts": [(severity, count) for severity, count in counts if count],
    }
    return render(request, "inventory/findings.html", context)


@member("view")
def factors_used(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show every factor row that the inventory uses."""
    account = account_or_404(request, municipality, year)
    order = list(codes.table("carriers"))
    used = sorted(
        account.factors.items(), key=lambda item: order.index(item[0][0]) if item[0][0] in order else 99
    )
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "factors",
        "unit": charts.unit_t(account),
        "factors": [factor for _key, factor in used],
    }
    return render(request, "inventory/factors_used.html", context)


@member("view")
def supply(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show local electricity and heat: what is entered, and the factors that follow, line by line."""
    account = account_or_404(request, municipality, year)
    records = account.records
    counts = {
        "plants": len(records.plants),
        "plant-inputs": len(records.plant_inputs),
        "green-electricity": len(records.green_electricity),
        "heat-exchanges": len(records.heat_exchanges),
    }
    lists = [
        {
            "title": room.model._meta.verbose_name_plural,
            "intro": room.intro,
            "count": counts[room.name],
            "url": room.list_url(municipality, account.inventory),
        }
        for room in map(room_of, SUPPLY)
    ]
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "supply",
        "unit": charts.unit_t(account),
        "lists": lists,
        "is_empty": not any(counts.values()),
    }
    return render(request, "inventory/supply.html", context)


def rows(emissions_t: Any, energy_mwh: Any, table: str, missing: set[str]) -> list[dict[str, object]]:
    """Return one row per code: label, MWh, t and share of emissions, largest first.

    missing : codes of which some energy has no factor; their t are too small, and the page says so.
    """
    total = sum(emissions_t.values())
    return [
        {
            "code": code,
            "label": codes.code(table, code).label(lang()),
            "group": codes.code("main_sectors", main_sector(code) or "").label(lang())
            if table == "sectors"
            else "",
            "mwh": energy_mwh.get(code),
            "t": t,
            "is_incomplete": code in missing,
            "share": t / total * 100 if total else None,
        }
        for code, t in sorted(emissions_t.items(), key=lambda item: -item[1])
    ]


def _corrections(corrected: Corrected) -> dict[str, float | None]:
    """Return what the degree-day correction adds or takes away."""
    known = corrected.total_t is not None and corrected.corrected_total_t is not None
    return {
        "heating_mwh": corrected.corrected_heating_mwh - corrected.heating_mwh,
        "energy_mwh": corrected.corrected_energy_mwh - corrected.energy_mwh,
        "total_t": corrected.corrected_total_t - corrected.total_t if known else None,  # type: ignore[operator]
    }


def _main_sectors(account: Account) -> list[dict[str, Any]]:
    """Return the GCoM main sectors (Common Reporting Framework) with their emissions; one without any is a
    dash."""
    found: dict[str, float] = {}
    for sector, t in account.result.by_sector_t.items():
        main = main_sector(sector)
        if main:
            found[main] = found.get(main, 0.0) + t
    return [
        {"code": code, "label": row.label(lang()), "t": found.get(code), "is_mandatory": row.mandatory}
        for code, row in codes.table("main_sectors").items()
    ]


def matrix(account: Account) -> dict[str, object]:
    """Return table A with emissions: sectors by the carriers that occur.

    A cell is (carrier, MWh, t, whether some of its energy has no factor).
    """
    result = account.result
    energy, emissions = result.by_sector_carrier_mwh, result.by_sector_carrier_t
    carriers = [code for code in codes.table("carriers") if code in result.by_carrier_mwh]
    missing = {(use.sector, use.carrier) for use in result.missing}
    return {
        "carriers": [
            (
                code,
                codes.get("carriers", code).label(lang()),
                result.by_carrier_mwh[code],
                result.by_carrier_t.get(code),
            )
            for code in carriers
        ],
        "rows": [
            (
                row.label(lang()),
                code,
                [
                    (c, energy[code].get(c), emissions.get(code, {}).get(c), (code, c) in missing)
                    for c in carriers
                ],
                result.by_sector_mwh.get(code),
                result.by_sector_t.get(code),
            )
            for code, row in codes.table("energy_sectors").items()
            if code in energy
        ],
    }
