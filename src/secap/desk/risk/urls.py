"""Addresses of the chapter, below `/<town>/risk/`."""

from __future__ import annotations

from secap.desk.risk.rooms import ROOMS

app_name = "risk"
BASE = "<slug:slug>/risk/"

urlpatterns = [
    *(url for room in ROOMS for url in room.urls(BASE)),
]
