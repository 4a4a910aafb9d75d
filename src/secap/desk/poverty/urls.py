"""Addresses of the chapter, below `/<town>/poverty/`."""

from __future__ import annotations

from secap.desk.poverty.rooms import ROOMS

app_name = "poverty"
BASE = "<slug:slug>/poverty/"

urlpatterns = [
    *(url for room in ROOMS for url in room.urls(BASE)),
]
