"""The addresses of the site. A chapter's own stand in its `urls.py`; each begins with the plan's slug."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

# Rooms in the order in which addresses are tried. What stands first wins, so the plan's own pages come last.
ROOMS = (
    ("", "secap.desk.inventory.urls"),
    ("", "secap.desk.targets.urls"),
    ("", "secap.desk.actions.urls"),
    ("", "secap.desk.scenarios.urls"),
    ("", "secap.desk.risk.urls"),
    ("", "secap.desk.climate.urls"),
    ("", "secap.desk.poverty.urls"),
    ("", "secap.desk.governance.urls"),
    ("", "secap.desk.stakeholders.urls"),
    ("", "secap.participation.urls"),
    ("", "secap.agenda.urls"),
    ("<slug:slug>/climate-data/", "secap.exchange.climate.urls"),
    ("<slug:slug>/household-data/", "secap.exchange.households.urls"),
    ("<slug:slug>/exchange/", "secap.exchange.urls"),
    ("<slug:slug>/outlook/", "secap.outlook.urls"),
    ("<slug:slug>/documents/", "secap.reports.urls"),
    ("<slug:slug>/jobs/", "secap.jobs.urls"),
    ("", "secap.desk.registry.urls"),
    ("", "secap.plan.urls"),
)


def rooms() -> list[URLResolver]:
    """Return the addresses of every chapter that is installed."""
    return [path(prefix, include(module)) for prefix, module in ROOMS if find_spec(module)]


urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("secap.desk.site.account_urls")),
    *rooms(),
]
