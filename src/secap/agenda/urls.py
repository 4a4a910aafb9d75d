"""Addresses: `/<town>/calendar/` for members, `/feed/...` for calendars and mails."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "agenda"

urlpatterns: list[URLPattern] = []
