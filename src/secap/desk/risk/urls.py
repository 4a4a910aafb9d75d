"""Addresses of the chapter, below `/<town>/risk/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.risk.rooms import ROOMS
from secap.desk.risk.views import (
    chains,
    choose,
    districts,
    findings,
    hazard,
    index,
    rate,
    scoreboard,
    sectors,
    vulnerability,
)

app_name = "risk"
BASE = "<slug:slug>/risk/"

urlpatterns = [
    path(BASE, index.index, name="index"),
    path(BASE + "choose/", choose.choose, name="choose"),
    path(BASE + "choose/<slug:token>/undo/", choose.undo, name="choose-undo"),
    path(BASE + "rate/", rate.rate, name="rate"),
    path(BASE + "hazard/<slug:uid>/", hazard.hazard, name="hazard"),
    path(BASE + "hazard/<slug:uid>/take-over/", hazard.take, name="take-over"),
    path(BASE + "sectors/", sectors.sectors, name="sectors"),
    path(BASE + "chains/", chains.chains, name="chains"),
    path(BASE + "vulnerability/", vulnerability.vulnerability, name="vulnerability"),
    path(BASE + "vulnerability/values/", vulnerability.values, name="vulnerability-values"),
    path(BASE + "vulnerability/weights/", vulnerability.weights, name="vulnerability-weights"),
    path(BASE + "district-map/", districts.upload, name="district-map"),
    path(BASE + "findings/", findings.findings, name="findings"),
    path(BASE + "scoreboard/", scoreboard.scoreboard, name="scoreboard"),
    path(BASE + "scoreboard/rate/", scoreboard.rate, name="scoreboard-rate"),
    *(url for room in ROOMS for url in room.urls(BASE)),
]
