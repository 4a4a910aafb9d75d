"""Addresses of reading a household table, below `/<town>/household-data/`."""

from __future__ import annotations

from django.urls import path

from secap.exchange.households import views

app_name = "households"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("check/", views.check, name="check"),
    path("discard/", views.discard, name="discard"),
    path("sample.<slug:extension>", views.sample, name="sample"),
]
