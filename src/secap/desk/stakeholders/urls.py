"""Addresses of the chapter, below `/<town>/stakeholders/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.stakeholders.rooms import ROOMS
from secap.desk.stakeholders.views import index

app_name = "stakeholders"
BASE = "<slug:slug>/stakeholders/"

urlpatterns = [
    path(BASE, index.index, name="index"),
    *(url for room in ROOMS for url in room.urls(BASE)),
]
