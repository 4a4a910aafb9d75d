"""Addresses of goals and actions: `/<town>/strategy/` for what actions hang on, `/<town>/actions/` for them,
`/<town>/action/<uid>/` for one of them."""

from __future__ import annotations

from django.urls import path

from secap.desk.actions.rooms import ACTIONS, AROUND, HIERARCHY, PARTS
from secap.desk.actions.steering_urls import urlpatterns as STEERING
from secap.desk.actions.views import action, bulk, effect, hierarchy, smart, table

app_name = "actions"
STRATEGY = "<slug:slug>/strategy/"
BASE = "<slug:slug>/actions/"
ONE = "<slug:slug>/action/"

urlpatterns = [
    path(BASE, table.table, name="actions"),
    path(f"{BASE}several/", bulk.bulk, name="bulk"),
    path(f"{BASE}several/<slug:token>/undo/", bulk.undo, name="bulk-undo"),
    path(f"{ONE}<slug:uid>/", action.action, name="action"),
    path(f"{ONE}<slug:uid>/stage/", action.move, name="move-stage"),
    path(f"{ONE}<slug:uid>/smart/", smart.of_action, name="smart"),
    path(f"{STRATEGY}goals/<slug:uid>/smart/", smart.of_goal, name="goal-smart"),
    path(f"{ONE}<slug:parent>/effects/new/", effect.new, name="effects-new"),
    path(f"{ONE}<slug:parent>/effects/<slug:uid>/", effect.edit, name="effects-edit"),
    path(STRATEGY + "directions-and-areas/", hierarchy.hierarchy, name="hierarchy"),
    *(url for room in HIERARCHY for url in room.urls(STRATEGY)),
    *(url for room in AROUND for url in room.urls(BASE)),
    *STEERING,
    *ACTIONS.urls("<slug:slug>/"),
    *(url for room in PARTS for url in room.urls(ONE)),
]
