"""Addresses of the chapter, below `/<town>/climate/`."""

from __future__ import annotations

from secap.desk.climate.rooms import ROOMS

app_name = "climate"
BASE = "<slug:slug>/climate/"

urlpatterns = [
    *(url for room in ROOMS for url in room.urls(BASE)),
]
