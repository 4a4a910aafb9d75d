"""Addresses of the chapter: `/<town>/steps/` for the process, `/<town>/administration/` beside it."""

from __future__ import annotations

from django.urls import path

from secap.desk.governance.rooms import ADMINISTRATION, GROUPS, STEPS
from secap.desk.governance.views import index, process

app_name = "governance"
PROCESS = "<slug:slug>/steps/"
BASE = "<slug:slug>/administration/"

urlpatterns = [
    path(PROCESS, process.process, name="process"),
    path(BASE, index.index, name="index"),
    *(url for room in STEPS for url in room.urls(PROCESS)),
    *(url for room in [*ADMINISTRATION, *GROUPS] for url in room.urls(BASE)),
]
