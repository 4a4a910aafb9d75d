"""Addresses of the strategy, below `/<town>/strategy/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.targets.rooms import ROOMS
from secap.desk.targets.views import commitments, index, resources, targets, vision

app_name = "targets"
BASE = "<slug:slug>/strategy/"

urlpatterns = [
    path(BASE, index.index, name="index"),
    path(BASE + "vision/", vision.vision, name="vision"),
    path(BASE + "frameworks/", commitments.framework_list, name="frameworks"),
    path(BASE + "resources/", resources.resources, name="resources"),
    path(BASE + "targets/<slug:uid>/explain/", targets.explain, name="target-explain"),
    *(url for room in ROOMS for url in room.urls(BASE)),
]
