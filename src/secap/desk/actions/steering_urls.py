"""Addresses of the pages that steer the plan, below `/<town>/actions/`, before those of one action."""

from __future__ import annotations

from django.urls import path

from secap.desk.actions.views import (
    ambition,
    board,
    coverage,
    finance,
    findings,
    measures,
    priorities,
    schedule,
    wizard,
    workload,
)

BASE = "<slug:slug>/actions/"
STEPS = BASE + "four-steps/"

urlpatterns = [
    path(STEPS, wizard.wizard, name="wizard"),
    path(STEPS + "sectors/", wizard.save_sectors, name="wizard-sectors"),
    path(STEPS + "target/", wizard.save_target, name="wizard-target"),
    path(STEPS + "add/", wizard.add_action, name="wizard-add"),
    path(STEPS + "duties/<slug:uid>/", wizard.save_duty, name="wizard-duty"),
    path(BASE + "board/", board.board, name="board"),
    path(BASE + "board/<slug:uid>/move/", board.move, name="board-move"),
    path(BASE + "board/<slug:uid>/undo/", board.undo, name="board-undo"),
    path(BASE + "schedule/", schedule.schedule, name="schedule"),
    path(BASE + "workload/", workload.workload, name="workload"),
    path(BASE + "priorities/", priorities.priorities, name="priorities"),
    path(BASE + "priorities/weights/", priorities.save_weights, name="priorities-weights"),
    path(BASE + "priorities/scores/", priorities.save_scores, name="priorities-scores"),
    path(BASE + "priorities/<slug:uid>/key/", priorities.toggle_key, name="key-toggle"),
    path(BASE + "coverage/", coverage.coverage, name="coverage"),
    path(BASE + "finance/", finance.finance, name="finance"),
    path(BASE + "catalogue/", measures.measures, name="measures"),
    path(BASE + "catalogue/template/", measures.use_template, name="template-use"),
    path(BASE + "ambition/", ambition.ambition, name="ambition"),
    path(BASE + "ambition/decide/", ambition.decide, name="ambition-decide"),
    path(BASE + "checks/", findings.findings, name="findings"),
]
