"""Addresses of the chapter: `/<town>/steps/` for the process, `/<town>/administration/` beside it."""

from __future__ import annotations

from secap.desk.governance.administration_urls import ADMINISTRATION_URLS
from secap.desk.governance.group_urls import GROUP_URLS
from secap.desk.governance.rooms import ADMINISTRATION, GROUPS, STEPS
from secap.desk.governance.step_urls import STEP_URLS

app_name = "governance"
PROCESS = "<slug:slug>/steps/"
BASE = "<slug:slug>/administration/"

urlpatterns = [
    *STEP_URLS,
    *ADMINISTRATION_URLS,
    *GROUP_URLS,
    *(url for room in STEPS for url in room.urls(PROCESS)),
    *(url for room in [*ADMINISTRATION, *GROUPS] for url in room.urls(BASE)),
]
