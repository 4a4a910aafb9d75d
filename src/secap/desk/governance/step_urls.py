"""Addresses of the ten steps, below `/<town>/steps/`."""

from __future__ import annotations

from django.urls import path, register_converter

from secap.desk.governance.views import process, roles, steps, tasks
from secap.method.basis import codes


class StepConverter:
    """One of the ten steps in an address; other words are left to the addresses after it."""

    regex = "|".join(codes.table("process_steps"))

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ActorConverter(StepConverter):
    """Council, administration or stakeholders."""

    regex = "|".join(codes.table("process_actors"))


register_converter(StepConverter, "step")
register_converter(ActorConverter, "actor")
BASE = "<slug:slug>/steps/"

STEP_URLS = [
    path(BASE, process.process, name="process"),
    path(f"{BASE}next-round/", process.next_round, name="next-round"),
    path(f"{BASE}roles/", roles.roles, name="roles"),
    path(f"{BASE}for/<actor:actor>/", tasks.asked, name="asked"),
    path(f"{BASE}tasks/<slug:uid>/tick/", tasks.tick, name="task-tick"),
    path(f"{BASE}tasks/<slug:uid>/untick/", tasks.untick, name="task-untick"),
    path(f"{BASE}<step:step>/", steps.step, name="step"),
    path(f"{BASE}<step:step>/take/", steps.take, name="step-take"),
]
