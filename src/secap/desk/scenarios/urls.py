"""Addresses of the scenarios: `/<town>/scenarios/` for all, `/<town>/scenario/<uid>/` for one of them."""

from __future__ import annotations

from django.urls import path

from secap.desk.scenarios.rooms import PARTS, SCENARIOS, SETTINGS
from secap.desk.scenarios.views import compare, contributions, editor, export, index

app_name = "scenarios"
BASE = "<slug:slug>/scenarios/"
ONE = "<slug:slug>/scenario/"

urlpatterns = [
    path(BASE, index.index, name="index"),
    path(f"{BASE}new/", index.new, name="new"),
    path(f"{BASE}compare/", compare.page, name="compare"),
    path(f"{BASE}compare/weights/", compare.weights, name="weights"),
    path(f"{ONE}<slug:uid>/", editor.scenario, name="scenario"),
    path(f"{ONE}<slug:uid>/save/", editor.save, name="save"),
    path(f"{ONE}<slug:uid>/preview/", editor.preview, name="preview"),
    path(f"{ONE}<slug:uid>/copy/", index.copy, name="copy"),
    path(f"{ONE}<slug:uid>/actions/", contributions.contributions, name="contributions"),
    path(f"{ONE}<slug:uid>/iamc/", export.iamc, name="iamc"),
    *SCENARIOS.urls(BASE),
    *SETTINGS.urls(BASE),
    *(url for room in PARTS for url in room.urls(ONE)),
]
