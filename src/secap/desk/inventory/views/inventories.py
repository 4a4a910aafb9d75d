"""The town's inventories: list, a new one, its settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from secap.desk.inventory import charts
from secap.desk.inventory.models import Inventory
from secap.desk.inventory.recalculating import SETTINGS, comparability_of_accounts
from secap.desk.inventory.views.shared import all_accounts, inventory_or_404
from secap.desk.registry.forms import record_form
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member

InventoryForm = record_form(Inventory)


@member("view")
def inventory_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all inventories with their main figures."""
    accounts = all_accounts(request, municipality)
    context = {
        "rows": [(account, charts.unit_t(account)) for account in accounts],
        "is_comparable": not comparability_of_accounts(accounts),
        "has_bei": any(account.inventory.is_bei for account in accounts),
    }
    return render(request, "inventory/inventory_list.html", context)


@member("contribute")
def inventory_new(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Begin an inventory; it takes the factor settings of the BEI, so that the two can be compared."""
    bei = Inventory.objects.filter(municipality=municipality, is_bei=True).first()
    initial: dict[str, object] = {"is_bei": True}
    if bei:
        initial = {name: getattr(bei, name) for name in SETTINGS}
    if request.GET.get("year", "").isdigit():
        initial["year"] = request.GET["year"]
    return _form(request, municipality, None, initial)


@member("contribute")
def inventory_edit(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Change an inventory's year, mark or factor settings."""
    return _form(request, municipality, inventory_or_404(municipality, year), None)


def _form(
    request: HttpRequest,
    municipality: Municipality,
    inventory: Inventory | None,
    initial: dict[str, object] | None,
) -> HttpResponse:
    data = (request.POST,) if request.method == "POST" else ()
    before = str(inventory) if inventory else ""
    form = InventoryForm(*data, instance=inventory, initial=initial, municipality=municipality)
    if request.method == "POST" and form.is_valid() and form.keep(request.user):  # type: ignore[arg-type]
        messages.success(request, _("Saved: %(record)s.") % {"record": form.instance})
        name = "inventory:results" if inventory else "inventory:grid"
        return redirect(name, municipality.slug, form.instance.year)
    context = {
        "form": form,
        "record": inventory,
        "name": before,
        "inventory": inventory_or_404(municipality, inventory_year)
        if (inventory_year := _year(inventory))
        else None,
        "tab": "settings",
        "list_url": reverse("inventory:index", args=[municipality.slug]),
        "crumbs": [(_("Inventories"), reverse("inventory:index", args=[municipality.slug]))],
    }
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "inventory/inventory_edit.html", context, status=status)


def _year(inventory: Inventory | None) -> int | None:
    """Return the year that stands in the database: the form may have put another one into the instance."""
    if inventory is None:
        return None
    saved = Inventory.objects.filter(pk=inventory.pk).values_list("year", flat=True).first()
    return int(saved) if saved is not None else None
