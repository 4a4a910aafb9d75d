"""Results of one inventory: figures, charts, findings, factors, local supply."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.desk.inventory.views.shared import account_or_404, all_accounts, lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes, tables


@member("view")
def results(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    account = account_or_404(request, municipality, year)
    context = {
        "account": account,
        "inventory": account.inventory,
        "result": account.result,
        "unit": unit_of(account),
        "by_sector": _rows(account.result.by_sector_t, account.result.by_sector_mwh, "sectors"),
        "by_carrier": _rows(account.result.by_carrier_t, account.result.by_carrier_mwh, "carriers"),
        "by_scope": sorted(account.result.by_scope_t.items()),
        "by_gas": [item for item in account.result.by_gas_t.items() if item[1]],
        "matrix": matrix(account),
        "figures": charts.of_account(account, lang()),
        "errors": sum(finding.severity == "error" for finding in account.findings),
    }
    return render(request, "inventory/results.html", context)


@member("view")
def findings(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    account = account_or_404(request, municipality, year)
    return render(request, "inventory/findings.html", {"account": account, "inventory": account.inventory})


@member("view")
def factor_table(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    account = account_or_404(request, municipality, year)
    context = {
        "account": account,
        "inventory": account.inventory,
        "factors": sorted(account.factors.values(), key=lambda factor: factor.carrier),
        "sources": tables.sources(),
        "unit": unit_of(account),
    }
    return render(request, "inventory/factors.html", context)


@member("view")
def supply(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    account = account_or_404(request, municipality, year)
    return render(request, "inventory/supply.html", {"account": account, "inventory": account.inventory})


def unit_of(account: Account) -> str:
    """Return `t CO₂` or `t CO₂eq`, as the inventory counts."""
    return "t CO₂eq" if account.choice.gas_basis == "co2eq" else "t CO₂"


def _rows(emissions_t: dict[str, float], energy_mwh: dict[str, float], table: str) -> list[dict[str, object]]:
    """Return one row per code: label, MWh, t and share of emissions, largest first."""
    total = sum(emissions_t.values())
    rows = codes.table(table)
    return [
        {
            "code": code,
            "label": rows[code].label(lang()) if code in rows else code,
            "mwh": energy_mwh.get(code),
            "t": t,
            "share": t / total * 100 if total else None,
        }
        for code, t in sorted(emissions_t.items(), key=lambda item: -item[1])
    ]


def matrix(account: Account) -> dict[str, object]:
    """Return table A with emissions: sectors by the carriers that occur; each cell (sector, carrier, MWh, t)."""
    energy, emissions = account.result.by_sector_carrier_mwh, account.result.by_sector_carrier_t
    carriers = [code for code in codes.table("carriers") if code in account.result.by_carrier_mwh]
    return {
        "carriers": [codes.get("carriers", code).label(lang()) for code in carriers],
        "rows": [
            (
                row.label(lang()),
                code,
                [(c, energy[code].get(c), emissions.get(code, {}).get(c)) for c in carriers],
                account.result.by_sector_mwh.get(code),
                account.result.by_sector_t.get(code),
            )
            for code, row in codes.table("energy_sectors").items()
            if code in energy
        ],
    }
