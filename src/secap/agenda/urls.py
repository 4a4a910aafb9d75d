"""Addresses: `/<town>/calendar/` for members, `/feed/...` for calendars and mails."""

from __future__ import annotations

from django.urls import path

from secap.agenda.views import calendar, feed, reminders

app_name = "agenda"
BASE = "<slug:slug>/calendar/"

urlpatterns = [
    path(BASE, calendar.calendar, name="calendar"),
    path(f"{BASE}dates.ics", feed.download, name="download"),
    path(f"{BASE}feed/", feed.change_key, name="change-key"),
    path(f"{BASE}reminders/", reminders.choose, name="reminders"),
    path("feed/unsubscribe/<str:key>/", reminders.unsubscribe, name="unsubscribe"),
    path("feed/<str:key>.ics", feed.feed, name="feed"),
]
