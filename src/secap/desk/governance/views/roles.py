"""The roles matrix: what the council, the administration and the stakeholders do in each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from secap.desk.governance.step_forms import actor_choices
from secap.desk.governance.views.step_pages import process_of
from secap.desk.registry.fields import code_choices
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes

UNTAKEN = "untaken"


@dataclass(frozen=True, slots=True)
class Entry:
    """One task in one cell.

    row : of the roles matrix, None for the town's own task;  task : what was taken, None for nothing;
    others : who does it, too
    """

    row: codes.Row | None
    task: Any
    others: tuple[str, ...]

    @property
    def state(self) -> str:
        return str(self.task.record.state) if self.task else UNTAKEN


@dataclass(frozen=True, slots=True)
class Line:
    """A step with a cell per actor."""

    step: Any
    cells: tuple[tuple[str, tuple[Entry, ...]], ...]

    @property
    def is_empty(self) -> bool:
        return not any(entries for _actor, entries in self.cells)


@member("view")
def roles(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show steps against actors, narrowed by actor and state."""
    found = process_of(request, municipality)
    states = [(UNTAKEN, _("Not taken")), *code_choices("process_task_states")]
    actor = _chosen(request, "actor", [code for code, _label in actor_choices()])
    state = _chosen(request, "state", [code for code, _label in states])
    shown = [(code, label) for code, label in actor_choices() if not actor or code == actor]
    lines = [line(one, [code for code, _label in shown], state) for one in found.steps]
    context = {
        "tab": "roles",
        "found": found,
        "columns": shown,
        "lines": [one for one in lines if not (state and one.is_empty)],
        "actors": actor_choices(),
        "states": states,
        "actor": actor,
        "state": state,
        "counts": _counts(found),
    }
    return render(request, "governance/roles.html", context)


def _chosen(request: HttpRequest, field: str, known: Sequence[str]) -> str:
    value = request.GET.get(field, "")
    return value if value in known else ""


def line(step: Any, actors: Sequence[str], state: str = "") -> Line:
    """Return a step's row of the matrix: the tasks of the table in its order, then the town's own.

    state : only tasks in it, empty for all
    """
    entries: list[tuple[tuple[str, ...], Entry]] = []
    taken = {one.record.template: one for one in step.tasks if one.record.template}
    for row in codes.table("process_tasks").values():
        if row.step == step.code:
            task = taken.get(row.code)
            who = task.actors if task else tuple(str(row.actors).split())
            entries.append((who, Entry(row, task, who)))
    shown = {id(entry.task) for _who, entry in entries}
    entries += [(one.actors, Entry(None, one, one.actors)) for one in step.tasks if id(one) not in shown]
    cells = []
    for actor in actors:
        mine = [
            Entry(entry.row, entry.task, tuple(other for other in who if other != actor))
            for who, entry in entries
            if actor in who and state in ("", entry.state)
        ]
        cells.append((actor, tuple(mine)))
    return Line(step, tuple(cells))


def _counts(found: Any) -> dict[str, int]:
    """Return how many tasks are not taken, open and done in the round."""
    return {
        "untaken": sum(len(one.untaken) for one in found.steps),
        "open": sum(one.is_open for one in found.tasks),
        "done": sum(one.is_done for one in found.tasks),
        "overdue": sum(one.is_overdue for one in found.tasks),
    }
