"""Addresses of the whole plan: the first page and the overview."""

from __future__ import annotations

from django.urls import path

from secap.plan import web

app_name = "plan"

urlpatterns = [
    path("", web.front, name="front"),
    path("<slug:slug>/", web.home, name="home"),
]
