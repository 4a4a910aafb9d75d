"""What the pages of one inventory have in common."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils import timezone

from secap.desk.inventory.account import Account, accounts
from secap.desk.inventory.models import Inventory, ProfileValue
from secap.desk.inventory.year import PARTS, load_years
from secap.desk.registry.models import Municipality


def inventory_or_404(municipality: Municipality, year: int) -> Inventory:
    """Return the inventory of a year."""
    inventory = Inventory.objects.filter(municipality=municipality, year=year).first()
    if inventory is None:
        raise Http404
    inventory.municipality = municipality
    return inventory


def profile_of(municipality: Municipality) -> list[ProfileValue]:
    return list(ProfileValue.objects.filter(municipality=municipality))


def all_accounts(request: HttpRequest, municipality: Municipality) -> list[Account]:
    """Return the town's accounts, computed once per request."""
    known: dict[int, list[Account]] = request.__dict__.setdefault("_accounts", {})
    if municipality.pk not in known:
        years = load_years(municipality)
        for year in years:
            year.inventory.municipality = municipality
            for record in (record for name in PARTS for record in getattr(year, name)):
                record.municipality = municipality
        today = timezone.localdate()
        known[municipality.pk] = accounts(
            municipality, years, profile_of(municipality), current_year=today.year
        )
    return known[municipality.pk]


def forget_accounts(request: HttpRequest) -> None:
    """Compute anew when asked next: something was saved."""
    request.__dict__.pop("_accounts", None)


def account_or_404(request: HttpRequest, municipality: Municipality, year: int) -> Account:
    """Return the account of a year."""
    account = next((a for a in all_accounts(request, municipality) if a.year == year), None)
    if account is None:
        raise Http404
    return account
