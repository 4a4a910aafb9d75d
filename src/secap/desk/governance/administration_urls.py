"""Addresses of the administration: at a glance, the two matrices, approaches, skills, examples."""

from __future__ import annotations

from django.urls import path

from secap.desk.governance.views import approaches, coordination, examples, index, raci, skills

BASE = "<slug:slug>/administration/"

ADMINISTRATION_URLS = [
    path(BASE, index.index, name="index"),
    path(f"{BASE}raci/", raci.raci, name="raci"),
    path(f"{BASE}coordination/", coordination.coordination, name="coordination"),
    path(f"{BASE}approaches/", approaches.approaches, name="approaches"),
    path(f"{BASE}skills/", skills.skills, name="skills"),
    path(f"{BASE}examples/", examples.examples, name="examples"),
    path(f"{BASE}examples/<slug:code>/", examples.example, name="example"),
    path(f"{BASE}examples/undo/<slug:token>/", examples.undo, name="example-undo"),
]
