"""Addresses of the chapter, below `/<town>/poverty/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.poverty.rooms import ROOMS
from secap.desk.poverty.views import choose, households, index

app_name = "poverty"
BASE = "<slug:slug>/poverty/"

urlpatterns = [
    path(BASE, index.index, name="index"),
    path(BASE + "choose/", choose.choose, name="choose"),
    path(BASE + "households/", households.households, name="households"),
    path(BASE + "households/<slug:uid>/", households.study, name="study"),
    path(BASE + "households/<slug:uid>/take/", households.take, name="study-take"),
    *(url for room in ROOMS for url in room.urls(BASE)),
]
