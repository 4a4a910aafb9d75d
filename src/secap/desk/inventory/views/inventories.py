"""The town's inventories: list, a new one, its settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from secap.desk.inventory.models import Inventory
from secap.desk.inventory.views.shared import all_accounts, inventory_or_404
from secap.desk.registry.forms import record_form
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member

InventoryForm = record_form(Inventory)
CHOICES = ("fuel_edition", "electricity_edition", "approach", "gas_basis", "gwp", "biomass_sustainable")


@member("view")
def inventory_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    accounts = all_accounts(request, municipality)
    return render(request, "inventory/inventory_list.html", {"accounts": accounts})


@member("contribute")
def inventory_new(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Begin an inventory; it takes the factor settings of the BEI, so that the two can be compared."""
    bei = Inventory.objects.filter(municipality=municipality, is_bei=True).first()
    initial = {name: getattr(bei, name) for name in CHOICES} if bei else {"is_bei": True}
    return _form(request, municipality, None, initial)


@member("contribute")
def inventory_edit(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    return _form(request, municipality, inventory_or_404(municipality, year), None)


def _form(
    request: HttpRequest, municipality: Municipality, inventory: Inventory | None, initial: dict[str, object] | None
) -> HttpResponse:
    data = (request.POST,) if request.method == "POST" else ()
    form = InventoryForm(*data, instance=inventory, initial=initial, municipality=municipality)
    if request.method == "POST" and form.is_valid() and form.keep(request.user):
        messages.success(request, _("Saved: %(record)s.") % {"record": form.instance})
        name = "inventory:results" if inventory else "inventory:grid"
        return redirect(name, municipality.slug, form.instance.year)
    context = {
        "form": form,
        "record": inventory,
        "list_url": reverse("inventory:inventories", args=[municipality.slug]),
        "crumbs": [(_("Inventories"), reverse("inventory:inventories", args=[municipality.slug]))],
    }
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "inventory/inventory_edit.html", context, status=status)
