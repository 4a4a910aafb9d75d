"""Addresses of the self-assessments, the action group's round, groups and hearings."""

from __future__ import annotations

from django.urls import path

from secap.desk.governance.views import action_group, bodies, self_assessment

BASE = "<slug:slug>/administration/"

GROUP_URLS = [
    path(f"{BASE}self-assessment/", self_assessment.overview, name="self-assessment"),
    path(f"{BASE}self-assessment/<slug:kind>/", self_assessment.one_list, name="self-assessment-list"),
    path(f"{BASE}action-group/", action_group.action_group, name="action-group"),
    path(f"{BASE}action-group/<slug:uid>/", action_group.proposal, name="proposal"),
    path(f"{BASE}bodies/", bodies.bodies, name="bodies"),
]
