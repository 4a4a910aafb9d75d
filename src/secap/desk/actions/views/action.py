"""The sheet of one action: figures, answers, effects with their way, money, stages, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.actions.forms import lacking
from secap.desk.actions.models import Action, FundingProgramme, StageMove
from secap.desk.actions.models.action import SECTIONS
from secap.desk.actions.portfolio import Line
from secap.desk.actions.views.shared import action_or_404, line_or_404
from secap.desk.registry.history import in_words
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.registry.whole import whole_of
from secap.method.actions import money, schedule
from secap.method.actions.financing import finance_split
from secap.method.basis import codes
from secap.method.basis.findings import Finding
from secap.method.basis.messages import speak

SHOWN_APART = frozenset({"number", "title", "is_key", "start", "end"})  # in the heading or the figures
ANSWERS = ("what", "who", "how", "when", "money", "effects", "adaptation", "poverty", "outcome", "printed")


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the eight stages.  move : when it was reached;  is_current : where the action stands."""

    code: str
    label: str
    move: StageMove | None
    is_current: bool
    is_next: bool


@member("view")
def action(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show everything that is known of one action."""
    plan = whole_of(request, municipality)
    line = line_or_404(request, municipality, uid)
    record, book = line.records.action, line.action
    horizon = plan.strategy.horizon_year
    begin = min(plan.today.year, record.start.year if record.start else plan.today.year)
    appraisal = plan.appraisal
    worth = money.appraise(
        book,
        rate=appraisal.discount_rate_percent / 100,
        price_year=appraisal.price_year,
        horizon_year=horizon,
    )
    context = {
        "action": record,
        "line": line,
        "book": book,
        "records": line.records,
        "saved_mwh": None if book.saved_mwh is None else sum(book.saved_mwh.values()),
        "worth": worth,
        "rate": appraisal.discount_rate_percent,
        "horizon": horizon,
        "begin": begin,
        "cumulative_t": schedule.cumulative_t(book, from_year=begin, to_year=horizon),
        "lacking": lacking(record),
        "answers": [(code, _answers(record, SECTIONS[code])) for code in ANSWERS],
        "split": finance_split(book),
        "programmes": matching(plan.funding_programmes, record, plan.today),
        "stages": _stages(line),
        "hearings": _hearings(plan.hearings, record.number),
        "today": timezone.localdate(),
        "findings": findings_of(plan.action_findings, line),
    }
    return render(request, "actions/action.html", context)


@member("contribute")
@require_POST
def move(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Move the action to another stage, from a day on; who moved it stands with the move."""
    record = action_or_404(municipality, uid)
    stage = request.POST.get("stage", "")
    since = _day(request.POST.get("date", ""))
    if stage not in codes.table("implementation_stages") or since is None:
        messages.error(request, _("Choose a stage and the day it was reached."))
        return redirect(record.get_absolute_url())
    if request.POST.get("revision", "") != str(record.revision):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect(record.get_absolute_url())
    record.stage = stage
    step = StageMove(
        municipality=municipality, action=record, stage=stage, date=since, who=request.user.name[:120],  # type: ignore[union-attr]
        note=request.POST.get("note", "").strip()[:300],
    )  # fmt: skip
    try:
        with transaction.atomic():
            keep_as(request.user, record, "stage")  # type: ignore[arg-type]
            keep_as(request.user, step, "stage")  # type: ignore[arg-type]
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect(record.get_absolute_url())
    text = _("Moved to the stage “%(stage)s”.") % {"stage": step}
    if not step.accepted:
        text += " " + _("What you entered counts at once and is marked until the co-ordinator accepts it.")
    messages.success(request, text)
    return redirect(record.get_absolute_url())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _answers(record: Action, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return (label, value in words) of the fields of a section that hold something."""
    found = []
    for name in names:
        value = getattr(record, name)
        if name in SHOWN_APART or value in (None, "", False):
            continue
        field: Any = Action._meta.get_field(name)
        label = str(field.verbose_name)
        words = str(value) if field.is_relation else in_words(field, value)
        found.append((label[:1].upper() + label[1:], words))
    return found


def matching(programmes: Sequence[FundingProgramme], record: Action, today: date) -> list[FundingProgramme]:
    """Return the funding programmes still open for an action's area or sector, soonest deadline first.

    One without areas and sectors is open to all; one without a deadline comes last.
    """
    found = [
        one
        for one in programmes
        if (one.deadline is None or one.deadline >= today)
        and (
            not (one.areas or one.sectors)
            or record.area in one.areas.split()
            or record.sector in one.sectors.split()
        )
    ]
    return sorted(found, key=lambda one: (one.deadline is None, one.deadline or today))


def _stages(line: Line) -> list[Stage]:
    moves: dict[str, StageMove] = {}
    for one in sorted(line.records.stage_moves, key=lambda one: one.date):
        moves[one.stage] = one
    current = line.records.action.stage
    order = list(codes.table("implementation_stages").values())
    place = (
        [row.code for row in order].index(current) if current in codes.table("implementation_stages") else -1
    )
    return [
        Stage(row.code, row.label(lang()), moves.get(row.code), row.code == current, at == place + 1)
        for at, row in enumerate(order)
    ]


def _hearings(hearings: Sequence[Any], number: str) -> list[Any]:
    """Return what was said where the action with this number was presented, the latest first."""
    wanted = number.strip().rstrip(".").casefold()
    found = [one for one in hearings if wanted and one.action_number.strip().rstrip(".").casefold() == wanted]
    return sorted(found, key=lambda one: one.date, reverse=True)


def findings_of(findings: Sequence[Finding], line: Line) -> list[Finding]:
    """Return the findings that name this action."""
    names = {line.action.id, str(line.records.action)}
    return [finding for finding in findings if names & {speak(part, "en") for part in finding.where}]
