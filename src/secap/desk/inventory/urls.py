"""Addresses of the inventory chapter, below `/<town>/baseline/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.inventory.rooms import INVENTORY, PROFILE
from secap.desk.inventory.views import (
    compare,
    download,
    editions,
    estimate,
    explain,
    grid,
    inventories,
    profile,
    quality,
    results,
)

app_name = "inventory"
BASE = "<slug:slug>/baseline/"
YEAR = BASE + "<int:year>/"

urlpatterns = [
    path(BASE, inventories.inventory_list, name="index"),
    path(BASE + "new/", inventories.inventory_new, name="inventory-new"),
    path(BASE + "compare/", compare.comparison, name="compare"),
    path(BASE + "compare/<int:year>/settings/", compare.apply_settings, name="compare-apply"),
    path(BASE + "factors/", editions.edition_list, name="factors"),
    path(BASE + "factors/<slug:code>/", editions.edition_rows, name="edition"),
    path(BASE + "profile/", profile.overview, name="profile"),
    path(YEAR, results.results, name="results"),
    path(YEAR + "results.csv", download.results_csv, name="results-csv"),
    path(YEAR + "settings/", inventories.inventory_edit, name="inventory-edit"),
    path(YEAR + "energy/", grid.energy_grid, name="grid"),
    path(YEAR + "findings/", results.findings, name="findings"),
    path(YEAR + "quality/", quality.quality, name="quality"),
    path(YEAR + "factors/", results.factors_used, name="factors-used"),
    path(YEAR + "supply/", results.supply, name="supply"),
    path(YEAR + "explain/<slug:figure>/", explain.explain, name="explain"),
    path(YEAR + "estimate/", estimate.estimate_list, name="estimates"),
    path(YEAR + "estimate/<slug:method>/", estimate.estimate, name="estimate"),
    *(url for room in PROFILE for url in room.urls(BASE + "profile/")),
    *(url for room in INVENTORY for url in room.urls(BASE)),
]
