"""Where a figure comes from: formula, inputs, factor row with edition, source and place, history of the inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from secap.desk.inventory.account import Account
from secap.desk.inventory.models import EnergyUse
from secap.desk.inventory.views.shared import account_or_404, lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes, tables
from secap.method.inventory.emissions import EmissionLine
from secap.method.inventory.factors import EmissionFactor


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One line of the sum: the record, how it became MWh, the factor row, the product, who entered it."""

    line: EmissionLine
    use: EnergyUse
    conversion: Any
    source_title: str
    history: list[Any]


FIGURES = {
    "total": ("E = Σ MWh[s,c] × EF[c] + E[ne]", lambda line, query: True),
    "energy": ("E = Σ MWh[s,c] × EF[c]", lambda line, query: True),
    "cell": (
        "E[s,c] = MWh[s,c] × EF[c]",
        lambda line, query: line.use.sector == query.get("sector") and line.use.carrier == query.get("carrier"),
    ),
    "sector": ("E[s] = Σ MWh[s,c] × EF[c]", lambda line, query: line.use.sector == query.get("sector")),
    "carrier": ("E[c] = Σ MWh[s,c] × EF[c]", lambda line, query: line.use.carrier == query.get("carrier")),
    "scope": ("E[k] = Σ MWh[s,c,k] × EF[c]", lambda line, query: str(line.use.scope) == query.get("scope")),
}


@member("view")
def explain(request: HttpRequest, municipality: Municipality, year: int, figure: str) -> HttpResponse:
    """Explain a figure of the results; `sector`, `carrier` and `scope` in the query string say which."""
    account = account_or_404(request, municipality, year)
    if figure not in FIGURES:
        raise Http404
    formula, belongs = FIGURES[figure]
    lines = [line for line in account.result.lines if belongs(line, request.GET)]
    if figure != "total" and not lines:
        raise Http404
    shown = [explained(account, line) for line in lines]
    context = {
        "account": account,
        "inventory": account.inventory,
        "title": _title(figure, request),
        "formula": formula,
        "lines": shown,
        "non_energy": account.records.non_energy if figure == "total" else [],
        "energy_mwh": sum(line.use.mwh for line in lines),
        "energy_t": sum(line.t for line in lines),
        "total_t": account.result.total_t if figure == "total" else sum(line.t for line in lines),
        "factors": _distinct(line.factor for line in lines),
        "sources": tables.sources(),
        "is_total": figure == "total",
    }
    return render(request, "inventory/explain.html", context)


def explained(account: Account, line: EmissionLine) -> ExplainedLine:
    """Return a line with what is known of its record."""
    use: EnergyUse = line.use.reference  # type: ignore[assignment]
    history = list(use.history.select_related("history_user").order_by("-history_id")[:5]) if use.pk else []
    source = tables.sources().get(line.factor.source)
    title = source.title if source else line.factor.source
    return ExplainedLine(line, use, account.conversions.get(use.uid), title, history)


def _distinct(factors: Any) -> list[EmissionFactor]:
    found: dict[tuple[str, str | None], EmissionFactor] = {}
    for factor in factors:
        found.setdefault((factor.carrier, factor.fuel), factor)
    return list(found.values())


def _title(figure: str, request: HttpRequest) -> str:
    def label(table: str, name: str) -> str:
        row = codes.table(table).get(request.GET.get(name, ""))
        return row.label(lang()) if row else request.GET.get(name, "")

    names = {
        "total": _("Total emissions"),
        "energy": _("Emissions from energy"),
        "cell": f"{label('sectors', 'sector')}, {label('carriers', 'carrier')}",
        "sector": label("sectors", "sector"),
        "carrier": label("carriers", "carrier"),
        "scope": _("Scope %(scope)s") % {"scope": request.GET.get("scope", "")},
    }
    return names[figure]
