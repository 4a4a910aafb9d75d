"""Addresses of import and export, below `/<town>/exchange/`."""

from __future__ import annotations

from django.urls import path

from secap.exchange import views
from secap.exchange.downloads import TABLE_URLS
from secap.exchange.plan_pages import PLAN_URLS

app_name = "exchange"
urlpatterns = [
    path("", views.index, name="index"),
    path("upload/", views.upload, name="upload"),
    path("<int:key>/columns/", views.columns, name="columns"),
    path("<int:key>/check/", views.check, name="check"),
    path("<int:key>/result/", views.result, name="result"),
    path("<int:key>/undo/", views.undo, name="undo"),
    path("<int:key>/discard/", views.discard, name="discard"),
    *TABLE_URLS,
    *PLAN_URLS,
]
