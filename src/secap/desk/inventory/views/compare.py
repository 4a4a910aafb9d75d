"""Comparing inventories: the series, whether they may be compared, and the same settings for all."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.desk.inventory.models import Inventory
from secap.desk.inventory.recalculating import (
    SETTINGS,
    base_first,
    differing_settings,
    reasons,
    recalculation,
    with_settings_of,
)
from secap.desk.inventory.views.shared import account_or_404, all_accounts, profile_of
from secap.desk.registry.history import in_words
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord, kind_of
from secap.desk.registry.saving import keep_as
from secap.method.inventory.series import Series, series

By = Literal["sector", "carrier", "scope"]


@member("view")
def comparison(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all inventories in one table, warn where they can't be compared, and offer common settings."""
    accounts = all_accounts(request, municipality)
    base_year = request.GET.get("base", "")
    ordered = base_first(accounts, int(base_year) if base_year.isdigit() else None)
    base = ordered[0] if ordered else None
    others = [_other(municipality, base, account) for account in ordered[1:]] if base else []
    by = request.GET.get("by", "")
    quantity = request.GET.get("quantity", "")
    context: dict[str, Any] = {
        "accounts": accounts,
        "base": base,
        "others": others,
        "findings": [finding for other in others for finding in other["findings"]],
        "by": by if by in {"sector", "carrier", "scope"} else "sector",
        "quantity": quantity if quantity in {"t", "mwh"} else "t",
        "figures": charts.series_figures(accounts, lang()),
        "unit": charts.unit_t(base) if base else "",
    }
    if base:
        table = _series(accounts, str(context["by"]), str(context["quantity"]))
        context["series"] = table
        context["series_rows"] = [
            {
                "key": row.key,
                "label": row.label,
                "cells": list(zip(row.values, row.change_since_first, strict=True)),
            }
            for row in table.rows
        ]
        context["corrected_row"] = _corrected(accounts, table.unit)
    return render(request, "inventory/compare.html", context)


@member("contribute")
def apply_settings(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Ask, then give an inventory the settings of another one (`base`)."""
    accounts = all_accounts(request, municipality)
    other = account_or_404(request, municipality, year)
    given = request.POST.get("base") or request.GET.get("base", "")
    base = base_first(accounts, int(given) if given.isdigit() else None)[0]
    names = differing_settings(base, other)
    if base is other or not names:
        messages.info(request, _("Both have the same settings already."))
        return redirect("inventory:compare", municipality.slug)
    if request.method == "POST" and _apply(request, municipality, base, other):
        return redirect(f"{reverse('inventory:compare', args=[municipality.slug])}?base={base.year}")
    context = {
        "base": base,
        "other": _other(municipality, base, other),
        "settings": _settings(base, other, names),
    }
    return render(request, "inventory/compare_apply.html", context)


def _apply(request: HttpRequest, municipality: Municipality, base: Account, other: Account) -> bool:
    inventory = other.inventory
    if request.POST.get("revision") != str(inventory.revision):
        messages.error(request, _("Somebody has just changed this inventory. Look at the difference again."))
        return False
    before = inventory.history.order_by("-history_id").first()
    for name in SETTINGS:
        setattr(inventory, name, getattr(base.inventory, name))
    try:
        keep_as(request.user, inventory, "form")  # type: ignore[arg-type]
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this inventory. Look at the difference again."))
        return False
    text = _("%(inventory)s now has the settings of %(base)s.") % {
        "inventory": inventory,
        "base": base.inventory,
    }
    if before is None:
        messages.success(request, text)
    else:
        undo = [municipality.slug, kind_of(Inventory), inventory.uid, before.history_id]
        say_undoable(request, text, reverse("registry:restore-version", args=undo))
    return True


def _other(municipality: Municipality, base: Account, other: Account) -> dict[str, Any]:
    """Return one inventory beside the base: why not, and what common settings would make of it."""
    found: dict[str, Any] = {
        "account": other,
        "findings": reasons(base, other),
        "recalculated": None,
        "rows": [],
    }
    if not differing_settings(base, other):
        return found
    today = timezone.localdate()
    again = with_settings_of(base, other, municipality, profile_of(municipality), current_year=today.year)
    found["recalculated"] = recalculation(other, again)
    found["again"] = again
    found["unit"], found["old_unit"] = charts.unit_t(again), charts.unit_t(other)
    before, after = other.result.by_sector_t, again.result.by_sector_t
    found["rows"] = [
        {
            "sector": sector,
            "before": before.get(sector),
            "after": after.get(sector),
            "difference": after.get(sector, 0.0) - before.get(sector, 0.0),
        }
        for sector in dict.fromkeys([*before, *after])
    ]
    return found


def _settings(base: Account, other: Account, names: list[str]) -> list[tuple[str, str, str]]:
    """Return (label, present value, value of the base) of the settings that would change."""
    rows = []
    for name in names:
        field = Inventory._meta.get_field(name)
        values = [in_words(field, getattr(account.inventory, name)) for account in (other, base)]  # type: ignore[arg-type]
        rows.append((str(field.verbose_name), *values))  # type: ignore[union-attr]
    return rows  # type: ignore[return-value]


def _series(accounts: list[Account], by: str, quantity: str) -> Series:
    """Return the table of all years; scopes have emissions only."""
    people = {account.year: account.population for account in accounts if account.population}
    results = {account.year: account.result for account in accounts}
    way: By = "carrier" if by == "carrier" else "scope" if by == "scope" else "sector"
    measure: Literal["t", "mwh"] = "mwh" if quantity == "mwh" and way != "scope" else "t"
    return series(results, by=way, quantity=measure, population=people)


def _corrected(accounts: list[Account], unit: str) -> list[float | None]:
    """Return the totals at average degree days, one per year; empty where no year is corrected."""
    if not any(account.corrected for account in accounts):
        return []
    return [
        None
        if account.corrected is None
        else account.corrected.corrected_energy_mwh
        if unit == "MWh"
        else account.corrected.corrected_total_t
        for account in accounts
    ]
