"""Addresses of the engagement, below `/<town>/stakeholders/`."""

from __future__ import annotations

from django.urls import path

from secap.desk.stakeholders.views import (
    conflicts,
    evaluation,
    events,
    invite,
    issues,
    methods,
    objectives,
    opponents,
    plan,
)

BASE = "<slug:slug>/stakeholders/"
EVENT = f"{BASE}events/<slug:uid>/"

ENGAGEMENT_PAGES = [
    path(f"{BASE}plan/", plan.plan, name="plan"),
    path(f"{BASE}plan/<slug:uid>/", plan.plan_edit, name="plan-edit"),
    path(f"{BASE}methods/", methods.methods, name="methods"),
    path(f"{BASE}levels/", methods.levels, name="levels"),
    path(f"{BASE}opponents/", opponents.opponents, name="opponents"),
    path(f"{BASE}opponents/<slug:uid>/", opponents.tick, name="opponent-tick"),
    path(f"{BASE}conflicts/", conflicts.conflicts, name="conflicts"),
    path(f"{BASE}conflicts/<slug:uid>/", conflicts.tick, name="conflict-tick"),
    path(f"{BASE}evaluation/", evaluation.evaluation, name="evaluation"),
    path(f"{BASE}objectives/<slug:uid>/page/", objectives.objective, name="objective"),
    path(f"{BASE}issues/<slug:uid>/reply/", issues.reply, name="issue-reply"),
    path(f"{EVENT}page/", events.event, name="event"),
    path(f"{EVENT}hold/", events.hold, name="event-hold"),
    path(f"{EVENT}close/", events.close, name="event-close"),
    path(f"{EVENT}state/", events.set_state, name="event-state"),
    path(f"{EVENT}issue/", events.add_issue, name="event-issue"),
    path(f"{EVENT}invite/", invite.invite, name="event-invite"),
    path(f"{EVENT}event.ics", invite.calendar, name="event-calendar"),
]
