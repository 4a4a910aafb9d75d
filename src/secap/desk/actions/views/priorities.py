"""Priorities: the order of the actions under the plan's weights, how firm it is, quick wins, costs."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.actions import charts
from secap.desk.actions.models import Action, Appraisal
from secap.desk.actions.views.saving import code_from, go_back, keep_all
from secap.desk.actions.views.shared import action_or_404, selection
from secap.desk.registry.fields import code_choices
from secap.desk.registry.forms import record_form
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.numbers import plain_number, typed_number
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of
from secap.method.actions import money, priority
from secap.method.actions.action import Action as BookAction
from secap.method.actions.quick_wins import candidates
from secap.method.basis import codes
from secap.method.basis.errors import SecapError

PAGE_SIZE = 50
LEAST_KEY_ACTIONS = 3  # asked for by the Covenant's reporting template
FEASIBILITY = "feasibility"
GRADES = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Row:
    """One action of the ranking: its place, how far it moves, its money, and its scores as typed."""

    record: Action
    action: BookAction
    rank: int | None
    score: float | None
    known_share: float
    best: int | None
    worst: int | None
    money: money.Appraisal | None
    grades: tuple[tuple[str, str], ...]


@member("view")
def priorities(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the ranking of what the query string asks for."""
    return _page(request, municipality, plan_weights(whole_of(request, municipality)))


def plan_weights(plan: Any) -> dict[str, float]:
    """Return the plan's weights; those of the table where it has none of its own."""
    own = {
        code: float(weight)
        for code, weight in (plan.appraisal.weights or {}).items()
        if code in codes.table(priority.TABLE)
    }
    return own or priority.default_weights()


def scored_criteria() -> list[str]:
    """Return the criteria that people score, feasibility apart: it is a field of its own."""
    table = codes.table(priority.TABLE)
    return [code for code, row in table.items() if row.kind == "scored" and code != FEASIBILITY]


def _page(
    request: HttpRequest,
    municipality: Municipality,
    weights: dict[str, float],
    *,
    form: Any = None,
    status: int = 200,
) -> HttpResponse:
    plan = whole_of(request, municipality)
    chosen = selection(plan, request.GET)
    today = timezone.localdate()
    active = [line.action for line in chosen.lines if line.action.is_active]
    ranking = priority.rank(active, weights, year=today.year)
    firm = priority.sensitivity(active, weights, year=today.year)
    swings = {id(swing.action): swing for swing in firm.swings}
    page = Paginator(ranking.rows, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [_row(plan, item, swings[id(item.action)]) for item in page.object_list]
    wins = [one for one in candidates(active, year=today.year) if one.is_quick_win]
    baseline = plan.portfolio.baseline
    unit = baseline.gas_unit if baseline else "t CO₂"
    context = {
        "tab": "priorities",
        "chosen": chosen,
        "rows": rows,
        "page": page,
        "query": chosen.query,
        "firm": firm,
        "wins": wins,
        "weights": _weight_boxes(weights),
        "appraisal": plan.appraisal,
        "form": form or _appraisal_form(plan),
        "criteria": [(code, codes.code(priority.TABLE, code).label(lang())) for code in scored_criteria()],
        "grades": GRADES,
        "levels": code_choices("feasibility_levels"),
        "key_count": sum(one.is_key for one in active),
        "least_key": LEAST_KEY_ACTIONS,
        "figure": charts.cost_curve(active, lang(), unit),
        "here": request.get_full_path(),
        "unit": unit,
    }
    return render(request, "actions/priorities.html", context, status=status)


def _row(plan: Any, item: priority.Row, swing: priority.Swing) -> Row:
    appraisal = plan.appraisal
    try:
        found = money.appraise(
            item.action,
            rate=appraisal.discount_rate_percent / 100,
            price_year=appraisal.price_year,
            horizon_year=plan.strategy.horizon_year,
        )
    except SecapError:
        found = None  # the checks say which value is none
    record = item.action.reference
    assert isinstance(record, Action)
    scores = record.scores or {}
    return Row(
        record,
        item.action,
        item.rank,
        item.score,
        item.known_share,
        swing.best,
        swing.worst,
        found,
        tuple((code, _grade(scores.get(code))) for code in scored_criteria()),
    )


def _grade(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else ""


def _weight_boxes(weights: dict[str, float]) -> list[dict[str, Any]]:
    whole = math.fsum(weights.values())
    return [
        {
            "code": code,
            "label": row.label(lang()),
            "kind": row.kind,
            "typed": plain_number(weights.get(code, 0.0), lang()),
            "share": weights.get(code, 0.0) / whole if whole else None,
        }
        for code, row in codes.table(priority.TABLE).items()
    ]


def _appraisal_form(plan: Any, data: Any = None) -> Any:
    form_class = record_form(Appraisal)
    appraisal = plan.appraisal
    appraisal.municipality = plan.municipality
    return form_class(data, instance=appraisal, municipality=plan.municipality)


@member("contribute")
@require_POST
def save_weights(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Save the weights of the criteria, the discount rate and the year of the prices."""
    plan = whole_of(request, municipality)
    form = _appraisal_form(plan, request.POST)
    weights, wrong = {}, []
    for code, row in codes.table(priority.TABLE).items():
        text = request.POST.get(f"weight-{code}", "").strip()
        try:
            weight = typed_number(text, lang()) if text else 0.0
        except ValidationError:
            weight = -1.0
        if weight is None or not math.isfinite(weight) or weight < 0:
            wrong.append(row.label(lang()))
            continue
        weights[code] = weight
    if "usual" in request.POST:
        weights, wrong = priority.default_weights(), []
    if wrong:
        text = _("Enter 0 or more as the weight of: %(names)s.") % {"names": "; ".join(wrong)}
        messages.error(request, text)
    elif not any(weights.values()):
        messages.error(request, _("At least one weight must be above 0."))
    elif form.is_valid():
        form.instance.weights = {} if weights == priority.default_weights() else weights
        if form.keep(person_of(request)):
            messages.success(request, _("The weights are saved.") + waiting_note(request))
        else:
            messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return go_back(request, municipality, "actions:priorities")
    return _page(request, municipality, plan_weights(plan), form=form, status=422)


@member("contribute")
@require_POST
def save_scores(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Save scores and feasibility of the actions in the grid; what was not touched stays as it is."""
    uids = {name.partition(":")[0] for name in request.POST if ":" in name}
    changed: list[Record] = []
    for action in Action.objects.filter(municipality=municipality, uid__in=uids):
        before = (dict(action.scores or {}), action.feasibility)
        _take(action, request.POST)
        if (action.scores, action.feasibility) == before:
            continue
        if str(action.revision) != request.POST.get(f"{action.uid}:revision", ""):
            messages.error(request, _("Somebody has just changed this. Look at it and try again."))
            return go_back(request, municipality, "actions:priorities", "scores")
        action.municipality = municipality
        changed.append(action)
    if not changed:
        messages.info(request, _("Nothing was changed."))
    elif keep_all(request, changed, "scores"):
        text = ngettext("%(count)d action saved.", "%(count)d actions saved.", len(changed))
        messages.success(request, text % {"count": len(changed)} + waiting_note(request))
    return go_back(request, municipality, "actions:priorities", "scores")


def _take(action: Action, posted: Any) -> None:
    scores = dict(action.scores or {})
    for code in scored_criteria():
        grade = posted.get(f"{action.uid}:{code}")
        if grade in GRADES:
            scores[code] = int(grade)
        elif grade == "":
            scores.pop(code, None)
    action.scores = scores
    name = f"{action.uid}:{FEASIBILITY}"
    if name in posted:
        action.feasibility = code_from("feasibility_levels", posted.get(name))


@member("contribute")
@require_POST
def toggle_key(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Make an action a key action, or an ordinary one again."""
    action = action_or_404(municipality, uid)
    wanted = request.POST.get("key") == "1"
    if action.is_key != wanted:
        action.is_key = wanted
        kept: Sequence[Record] = [action]
        if keep_all(request, kept, "form"):
            text = _("Key action: %(action)s.") if wanted else _("No key action any more: %(action)s.")
            messages.success(request, text % {"action": action} + waiting_note(request))
    return go_back(request, municipality, "actions:priorities", f"action-{uid}")
