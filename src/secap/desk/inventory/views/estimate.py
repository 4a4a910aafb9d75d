"""Estimating what no bill shows: the methods, one form each, the way to the figure, saving it as energy
uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.inventory.account import Account
from secap.desk.inventory.estimating import METHODS, Facts, Method
from secap.desk.inventory.estimating.running import EstimateForm, Run, facts_of, run
from secap.desk.inventory.estimating.saving import (
    SavedEstimate,
    Standing,
    new_id,
    save,
    saved_estimates,
    standing,
)
from secap.desk.inventory.views.shared import account_or_404, all_accounts, inventory_or_404, profile_of
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.method.basis import codes


@member("contribute")
def estimate_list(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show what has been estimated, and every method with when to use it."""
    account = account_or_404(request, municipality, year)
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "estimates",
        "methods": list(METHODS.values()),
        "saved": saved_estimates(account.records.energy_uses),
    }
    return render(request, "inventory/estimates.html", context)


@member("contribute")
@require_http_methods(["GET", "POST"])
def estimate(request: HttpRequest, municipality: Municipality, year: int, method: str) -> HttpResponse:
    """Fill in, calculate, change assumptions, save.

    Query string: `sector`; `from` a year of another inventory to take figures from (may stand twice);
    `saved` the id of a saved estimate to open again.
    """
    way = METHODS.get(method)
    if way is None:
        raise Http404
    account = account_or_404(request, municipality, year)
    opened = _opened(request, account, way)
    facts = _facts(request, municipality, account, way, opened)
    if request.method == "POST":
        form = EstimateForm(way, facts, request.POST)
        posted = None if "defaults" in request.POST else request.POST
        result = run(form, facts, posted=posted)
        if result.estimate and "save" in request.POST:
            done = _save(request, municipality, account, facts, result)
            if done is not None:
                return done
        return _page(request, account, way, facts, opened, result)
    if opened is None:
        form = EstimateForm(way, facts, initial=way.suggested(facts))
        return _page(request, account, way, facts, None, Run(form))
    form = EstimateForm(way, facts, _as_data(opened.data))
    result = run(form, facts, overrides=opened.data.get("assumptions", {}))
    return _page(request, account, way, facts, opened, result)


def _opened(request: HttpRequest, account: Account, way: Method) -> SavedEstimate | None:
    wanted = request.POST.get("estimate") or request.GET.get("saved")
    saved = saved_estimates(account.records.energy_uses)
    found = next((one for one in saved if one.id == wanted and one.method is way), None)
    if found is None and request.GET.get("saved"):
        raise Http404
    return found


def _facts(
    request: HttpRequest,
    municipality: Municipality,
    account: Account,
    way: Method,
    opened: SavedEstimate | None,
) -> Facts:
    offered = way.sectors()
    sector = (
        request.POST.get("sector") or request.GET.get("sector") or (opened.sector if opened else offered[0])
    )
    years = tuple(int(year) for year in request.GET.getlist("from") if year.isdigit())
    return facts_of(
        account,
        all_accounts(request, municipality),
        profile_of(municipality),
        sector if sector in offered else offered[0],
        years,
    )


def _as_data(saved: Mapping[str, Any]) -> dict[str, Any]:
    """Return a saved estimate as if it had just been sent by the form: numbers stay numbers."""
    return {**saved.get("inputs", {}), "level": saved.get("level", "local")}


def _page(
    request: HttpRequest,
    account: Account,
    way: Method,
    facts: Facts,
    opened: SavedEstimate | None,
    result: Run,
) -> HttpResponse:
    estimate_id = opened.id if opened else request.POST.get("estimate") or new_id()
    form = result.form
    tables = way.tables(form, facts)
    laid_out = {
        cell.name
        for table in tables
        for _label, cells in table.rows
        for cell in cells
        if isinstance(cell, BoundField)
    }
    there: Standing | None = None
    if result.estimate:
        there = standing(account.inventory, facts.sector, result.estimate.mwh, estimate_id)
    first = opened.uses[0] if opened else None
    default_source = _("Estimate: %(method)s") % {"method": way.title}
    choice = request.POST.get("others", "")
    must_decide = bool("save" in request.POST and there and there.others and choice not in {"add", "replace"})
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "estimates",
        "method": way,
        "form": form,
        "single": [field for field in form if field.name not in laid_out],
        "tables": tables,
        "facts": facts,
        "sectors": [(code, codes.get("sectors", code).label(lang())) for code in way.sectors()],
        "other_years": list(facts.by_year_mwh),
        "run": result,
        "opened": opened,
        "estimate_id": estimate_id,
        "standing": there,
        "problem": result.problem,
        "source": request.POST.get("source") or (first.source if first else default_source),
        "note": request.POST.get("note") if "note" in request.POST else (first.note if first else ""),
        "others": choice,
        "must_decide": must_decide,
    }
    refused = form.errors or result.problem or must_decide
    status = 422 if request.method == "POST" and refused else 200
    return render(request, "inventory/estimate.html", context, status=status)


def _save(
    request: HttpRequest, municipality: Municipality, account: Account, facts: Facts, result: Run
) -> HttpResponse | None:
    """Save, and go to the amounts; None where a decision is missing or somebody changed the cells
    meanwhile."""
    assert result.estimate is not None
    inventory = inventory_or_404(municipality, account.year)
    estimate_id = request.POST.get("estimate") or new_id()
    there = standing(inventory, facts.sector, result.estimate.mwh, estimate_id)
    choice = request.POST.get("others", "")
    if there.others and choice not in {"add", "replace"}:
        return None
    try:
        count = save(
            inventory,
            result,
            facts,
            request.user,  # type: ignore[arg-type]
            estimate_id=estimate_id,
            state=request.POST.get("state", ""),
            replace_others=choice == "replace",
            source=request.POST.get("source", "").strip()[:300],
            note=request.POST.get("note", "").strip(),
        )
    except StaleRecord:
        messages.error(
            request, _("Somebody has just changed figures of this sector. Look at them below, then save.")
        )
        return None
    text = ngettext("%(count)d amount saved.", "%(count)d amounts saved.", count) % {"count": count}
    if request.role != "coordinator":  # type: ignore[attr-defined]
        text += " " + _("What you entered counts at once and is marked until the co-ordinator accepts it.")
    messages.success(request, text)
    return redirect(
        f"{reverse('inventory:uses', args=[municipality.slug, account.year])}?sector={facts.sector}"
    )
