"""Addresses: `/<town>/participation/` for the desk, `/answer/<key>/` for people with a link."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "participation"

urlpatterns: list[URLPattern] = []
