"""Addresses of reading daily climate series: `/<town>/climate-data/...`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "climate_data"
urlpatterns: list[URLPattern] = []
