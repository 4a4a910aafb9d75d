"""Addresses of reading daily climate series: `/<town>/climate-data/...`."""

from __future__ import annotations

from django.urls import path

from secap.exchange.climate.views import degree_days, hazards, upload

app_name = "climate_data"

urlpatterns = [
    path("", upload.upload, name="upload"),
    path("sample.csv", upload.sample, name="sample"),
    path("again/<slug:uid>/", upload.again, name="again"),
    path("take-over/", hazards.take_over, name="take-over"),
    path("undo/<slug:token>/", hazards.undo, name="undo"),
    path("degree-days/", degree_days.page, name="degree-days"),
    path("degree-days/carry/", degree_days.carry, name="carry"),
    path("degree-days/path/", degree_days.path, name="path"),
]
