"""The board: a column for each stage, a card for each action. Cards move by list and button; a script lets
them be dragged."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.actions.models import Action, StageMove
from secap.desk.actions.portfolio import Line
from secap.desk.actions.views.saving import code_from, go_back, keep_all
from secap.desk.actions.views.shared import action_or_404, selection
from secap.desk.registry.fields import code_choices
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes

MOST_CARDS = 50  # of a column; the table shows the rest
MOVED = "board"  # reason in the history, by which undoing finds its way


@dataclass(slots=True)
class Column:
    """A stage with its actions.  code : empty for actions that have not begun."""

    code: str
    label: str
    lines: list[Line] = field(default_factory=list)

    @property
    def shown(self) -> list[Line]:
        return self.lines[:MOST_CARDS]

    @property
    def hidden(self) -> int:
        return max(0, len(self.lines) - MOST_CARDS)

    @property
    def t(self) -> float | None:
        known = [line.action.t for line in self.lines if line.action.is_active and line.action.t is not None]
        return sum(known) if known else None


@member("view")
def board(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the actions that the query string asks for by their stage."""
    plan = whole_of(request, municipality)
    chosen = selection(plan, request.GET)
    columns = {code: Column(code, label) for code, label in _stages()}
    for line in chosen.lines:
        stage = line.records.action.stage
        columns[stage if stage in columns else ""].lines.append(line)
    baseline = plan.portfolio.baseline
    context = {
        "tab": "board",
        "chosen": chosen,
        "columns": list(columns.values()),
        "stages": _stages(),
        "unit": baseline.gas_unit if baseline else "t CO₂",
        "here": request.get_full_path(),
    }
    return render(request, "actions/board.html", context)


def _stages() -> list[tuple[str, str]]:
    return [("", _("Not begun")), *code_choices("implementation_stages")]


@member("contribute")
@require_POST
def move(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Move an action to another stage: the stage with today's date and the person's name is recorded."""
    action = action_or_404(municipality, uid)
    stage = code_from("implementation_stages", request.POST.get("stage", ""))
    anchor = f"action-{action.uid}"
    if stage == action.stage:
        messages.info(request, _("The action stands in this stage already."))
        return go_back(request, municipality, "actions:board", anchor)
    person = person_of(request)
    action.stage = stage
    records: list[Action | StageMove] = [action]
    if stage:
        who = (person.name or person.email)[:120]
        records.append(
            StageMove(
                municipality=municipality, action=action, stage=stage, date=timezone.localdate(), who=who
            )
        )
    if keep_all(request, records, MOVED):
        text = _("%(action)s: now in the stage “%(stage)s”.") % {"action": action, "stage": _name(stage)}
        say_undoable(request, text, reverse("actions:board-undo", args=[municipality.slug, action.uid]))
    return go_back(request, municipality, "actions:board", anchor)


@member("contribute")
@require_POST
def undo(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Take the latest move back, unless the action was changed since."""
    action = action_or_404(municipality, uid)
    versions = list(action.history.order_by("-history_id")[:2])
    if len(versions) < 2 or versions[0].history_change_reason != MOVED:
        messages.error(request, _("The action was changed since; move it by hand."))
        return go_back(request, municipality, "actions:board")
    latest = StageMove.objects.filter(action=action, stage=action.stage).order_by("-id").first()
    action.stage = versions[1].stage
    person = person_of(request)
    try:
        with transaction.atomic():
            if latest is not None and latest.stage == versions[0].stage:
                remove_as(person, latest)
            keep_as(person, action, "board undone")
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
    else:
        text = _("%(action)s: back in the stage “%(stage)s”.")
        messages.success(request, text % {"action": action, "stage": _name(action.stage)})
    return go_back(request, municipality, "actions:board", f"action-{action.uid}")


def _name(stage: str) -> str:
    return codes.code("implementation_stages", stage).label(lang()) if stage else _("Not begun")
