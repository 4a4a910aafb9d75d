"""Addresses of the chapter, below `/<town>/climate/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.climate.rooms import ROOMS
from secap.desk.climate.views import index, proposals, series

app_name = "climate"
BASE = "<slug:slug>/climate/"
ONE = f"{BASE}series/<slug:uid>/"

urlpatterns = [
    path(BASE, index.index, name="index"),
    path(f"{BASE}proposals/", proposals.page, name="proposals"),
    path(ONE, series.series, name="series"),
    path(f"{ONE}<slug:code>/", series.indicator, name="indicator"),
    path(f"{ONE}<slug:code>/values.csv", series.values, name="csv"),
    *(url for room in ROOMS for url in room.urls(BASE)),
]
