"""Addresses of the chapter, below `/<town>/stakeholders/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.stakeholders.engagement_urls import ENGAGEMENT_PAGES
from secap.desk.stakeholders.rooms import ROOMS
from secap.desk.stakeholders.views import index, matrix, snapshots, stakeholder, understanding

app_name = "stakeholders"
BASE = "<slug:slug>/stakeholders/"

urlpatterns = [
    path(BASE, index.index, name="index"),
    path(f"{BASE}understanding/", understanding.understanding, name="understanding"),
    path(f"{BASE}who/<slug:uid>/", stakeholder.stakeholder, name="stakeholder"),
    path(f"{BASE}organisations/take/", stakeholder.take_over, name="take-over"),
    path(f"{BASE}kept-too-long/", stakeholder.outdated, name="outdated"),
    path(f"{BASE}matrix/", matrix.matrix, name="matrix"),
    path(f"{BASE}matrix/move/", matrix.move, name="move"),
    path(f"{BASE}matrix/undo/<slug:uid>/<int:revision>/", matrix.undo, name="move-undo"),
    path(f"{BASE}matrix/keep/", matrix.keep, name="keep-snapshot"),
    path(f"{BASE}movement/", snapshots.movement, name="movement"),
    *ENGAGEMENT_PAGES,
    *(url for room in ROOMS for url in room.urls(BASE)),
]
