"""Addresses of the inventory chapter, below `/<town>/baseline/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.inventory.rooms import INVENTORY, PROFILE
from secap.desk.inventory.views import compare, estimate, explain, grid, inventories, profile, results

app_name = "inventory"
BASE = "<slug:slug>/baseline/"
YEAR = BASE + "<int:year>/"

urlpatterns = [
    path(BASE, inventories.inventory_list, name="inventories"),
    path(BASE + "new/", inventories.inventory_new, name="inventory-new"),
    path(BASE + "compare/", compare.comparison, name="compare"),
    path(BASE + "profile/", profile.overview, name="profile"),
    path(YEAR, results.results, name="results"),
    path(YEAR + "settings/", inventories.inventory_edit, name="inventory-edit"),
    path(YEAR + "energy/", grid.energy_grid, name="grid"),
    path(YEAR + "findings/", results.findings, name="findings"),
    path(YEAR + "factors/", results.factor_table, name="factors"),
    path(YEAR + "supply/", results.supply, name="supply"),
    path(YEAR + "explain/<slug:figure>/", explain.explain, name="explain"),
    path(YEAR + "estimate/", estimate.estimate_list, name="estimates"),
    path(YEAR + "estimate/<slug:method>/", estimate.estimate, name="estimate"),
    *(url for room in PROFILE for url in room.urls(BASE + "profile/")),
    *(url for room in INVENTORY for url in room.urls(BASE)),
]
