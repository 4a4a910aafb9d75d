"""The SMART assistant of an action and of a goal: questions, what the fields tell, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secap.desk.actions.models import Action, Goal
from secap.desk.actions.views.shared import line_or_404
from secap.desk.registry.fields import code_choices
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import WRITERS, member
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.registry.whole import whole_of
from secap.method.actions import goal as goals
from secap.method.actions import smart
from secap.method.actions.action import Indicator
from secap.method.basis import codes

LONGEST = 4000
# Where what a pre-check asks for is entered: a field of the record's form, or a list of the action's parts.
FIELDS_OF_ACTION = {
    "Title": "title",
    "What is done": "description",
    "Why it matters": "why",
    "Responsible body": "responsible",
    "When": "start",
    "How it is done": "how",
    "Limits and risks": "risks",
    "Done before": "precedent",
    "Cost known": "investment_eur",
    "Staff needed known": "staff_fte",
    "Start": "start",
    "End": "end",
    "Ends within the plan, by {horizon}": "end",
}
PARTS_OF_ACTION = {
    "Indicator": "indicators",
    "Unit of the indicator": "indicators",
    "Base value of the indicator": "indicators",
    "Target value of the indicator": "indicators",
    "Financing covers the cost": "financing",
}
FIELDS_OF_GOAL = {
    "Title": "title",
    "What is to be reached and why": "description",
    "Main direction": "direction",
    "Indicator": "indicator",
    "Unit of the indicator": "unit",
    "Base value of the indicator": "base_value",
    "Target value of the indicator": "target_value",
    "Responsible body": "responsible",
    "Target year": "target_year",
    "Ends within the plan, by {horizon}": "target_year",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what was answered; the address of the control is its code."""

    code: str
    text: str
    answer: str
    remark: str


@dataclass(frozen=True, slots=True)
class Card:
    """One letter: its name, how it stands, its questions, and its pre-checks with where to mend them."""

    name: str
    letter: smart.Letter
    questions: tuple[Asked, ...]
    checks: tuple[tuple[Any, str], ...]


@member("view")
@require_http_methods(["GET", "POST"])
def of_action(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show and save the answers for an action."""
    line = line_or_404(request, municipality, uid)
    record = line.records.action
    edit = reverse("actions:actions-edit", args=[municipality.slug, uid])
    links = {name: f"{edit}#id_{field}" for name, field in FIELDS_OF_ACTION.items()}
    for name, room in PARTS_OF_ACTION.items():
        links[name] = reverse(f"actions:{room}", args=[municipality.slug, uid])
    return _assistant(request, municipality, record, line.action, links, record.get_absolute_url())


@member("view")
@require_http_methods(["GET", "POST"])
def of_goal(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show and save the answers for a goal."""
    plan = whole_of(request, municipality)
    record = next((goal for goal in plan.goals if goal.uid == uid), None)
    if record is None:
        raise Http404
    record.municipality = municipality
    edit = reverse("actions:goals-edit", args=[municipality.slug, uid])
    links = {name: f"{edit}#id_{field}" for name, field in FIELDS_OF_GOAL.items()}
    return _assistant(request, municipality, record, as_book(record), links, edit)


def as_book(record: Goal) -> goals.Goal:
    """Return a goal as the book sees it."""
    return goals.Goal(
        id=record.number or record.uid,
        title=record.title,
        kind=record.kind,
        description=record.description,
        indicator=Indicator(
            record.indicator, record.unit, record.base_value, record.base_year, record.target_value,
            record.target_year,
        ) if record.indicator or record.target_year else None,
        direction=str(record.direction or ""),
        responsible=record.responsible,
        reference=record,
    )  # fmt: skip


def _assistant(
    request: HttpRequest,
    municipality: Municipality,
    record: Action | Goal,
    subject: Any,
    links: Mapping[str, str],
    back: str,
) -> HttpResponse:
    horizon = whole_of(request, municipality).strategy.horizon_year
    answers = record.smart or {}
    stale = False
    may_write = request.role in WRITERS or request.user.is_superuser  # type: ignore[attr-defined]
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied(_("Your role in this plan does not allow this. Ask the co-ordinator."))
        answers = read(request.POST)
        if _save(request, record, answers):
            text = _("Saved: %(record)s.") if record.accepted else _(
                "Saved: %(record)s. It counts at once and is marked until the co-ordinator accepts it."
            )  # fmt: skip
            messages.success(request, text % {"record": record})
            return redirect(request.path)
        stale = True
        record = type(record).objects.select_related("municipality", "entered_by").get(pk=record.pk)
    found = smart.assess(subject, answers, horizon_year=horizon)
    context = {
        "record": record,
        "is_goal": isinstance(record, Goal),
        "assessment": found,
        "cards": [_card(letter, answers, links) for letter in found.letters],
        "choices": code_choices("smart_answers"),
        "stale": stale,
        "back": back,
        "may_write": may_write,
    }
    return render(request, "actions/smart.html", context, status=409 if stale else 200)


def read(posted: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the answers that were sent, by question; what is neither answered nor written is left out."""
    found: dict[str, dict[str, str]] = {}
    for question in smart.questions():
        answer = posted.get(f"answer-{question.code}", "")
        text = posted.get(f"text-{question.code}", "").strip()[:LONGEST]
        answer = answer if answer in smart.ANSWERS else ""
        if answer or text:
            found[question.code] = {"answer": answer, "text": text}
    return found


def _save(request: HttpRequest, record: Action | Goal, answers: dict[str, dict[str, str]]) -> bool:
    """Save; False where somebody answered meanwhile. Changes of other fields do not stand in the way."""
    opened = request.POST.get("revision", "")
    if opened != str(record.revision):
        row = record.history.filter(revision=int(opened)).first() if opened.isdigit() else None
        if row is None or row.smart != record.smart:
            return False
    record.smart = answers
    try:
        keep_as(request.user, record, "SMART")  # type: ignore[arg-type]
    except StaleRecord:
        return False
    return True


def _card(letter: smart.Letter, answers: Mapping[str, Mapping[str, str]], links: Mapping[str, str]) -> Card:
    asked = tuple(
        Asked(
            question.code,
            question.text.label(lang()),
            str(answers.get(question.code, {}).get("answer", "")),
            str(answers.get(question.code, {}).get("text", "")),
        )
        for question in smart.questions()
        if question.letter == letter.letter
    )
    name = codes.get("smart_letters", letter.letter).label(lang())
    checks = tuple((check, links.get(check.message.template, "")) for check in letter.checks)
    return Card(name, letter, asked, checks)
