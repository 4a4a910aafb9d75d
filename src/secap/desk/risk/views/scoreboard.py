"""The adaptation scoreboard: where the town stands on the way, round by round, and a new round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.whole import whole_of
from secap.desk.risk import scoreboard_charts
from secap.desk.risk.models import ScoreboardRating
from secap.desk.risk.scoreboard_round import RoundForm, initial, keep, rounds, stamp
from secap.method.basis import codes
from secap.method.risk.scoreboard import Round


@member("view")
def scoreboard(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the latest round by step, its radar, the course, and every grade of every round."""
    plan = whole_of(request, municipality)
    found = plan.resilience.scoreboard
    latest = found[-1] if found else None
    by_day = rounds(plan.scoreboard)
    figures = [scoreboard_charts.radar(found, lang()), scoreboard_charts.course(found, lang())]
    context = {
        "tab": "scoreboard",
        "latest": latest,
        "who": _who(by_day[latest.date].values()) if latest else "",
        "steps": _steps(found),
        "days": list(by_day),
        "table": _table(by_day),
        "comments": [one for one in by_day[latest.date].values() if one.comment] if latest else [],
        "figures": [figure for figure in figures if figure is not None],
        "grades": [row.label(lang()) for row in reversed(codes.table("scoreboard_grades").values())],
        "item_count": len(codes.table("scoreboard_items")),
    }
    return render(request, "risk/scoreboard.html", context)


def _who(ratings: Iterable[ScoreboardRating]) -> str:
    return ", ".join(dict.fromkeys(one.rated_by for one in ratings if one.rated_by))


def _steps(found: list[Round]) -> list[dict[str, Any]]:
    """Return the latest round's steps, each beside the round before."""
    if not found:
        return []
    before = {step.step: step.score for step in found[-2].steps} if len(found) > 1 else {}
    return [
        {
            "name": name("scoreboard_steps", step.step),
            "result": step,
            "before": before.get(step.step),
            "change": _change(step.score, before.get(step.step)),
        }
        for step in found[-1].steps
    ]


def _change(now: float | None, before: float | None) -> str:
    """Return better, worse or same; empty where one of the two is not known."""
    if now is None or before is None:
        return ""
    return "same" if abs(now - before) < 0.05 else "better" if now > before else "worse"


def _table(by_day: dict[date, dict[str, ScoreboardRating]]) -> list[dict[str, Any]]:
    """Return every item of every step with its rating of each day, None where there is none."""
    return [
        {
            "name": name("scoreboard_steps", step),
            "items": [
                (name("scoreboard_items", item), [found.get(item) for found in by_day.values()])
                for item, row in codes.table("scoreboard_items").items()
                if row.step == step
            ],
        }
        for step in codes.table("scoreboard_steps")
    ]


@member("contribute")
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all items to be graded for one day (`?date=`, today unless given), and save the round."""
    plan = whole_of(request, municipality)
    person = person_of(request)
    ratings = list(plan.scoreboard)
    if request.method != "POST":
        day = _day(request.GET.get("date", ""), plan.today)
        there = rounds(ratings).get(day, {})
        rated_by = _who(there.values()) or str(person)
        form = RoundForm(initial=initial(day, rated_by, there), ratings=ratings, today=plan.today)
        return _rating_page(request, form, day, stamp(there.values()))
    form = RoundForm(request.POST, ratings=ratings, today=plan.today)
    seen = request.POST.get("stamp", "")
    if not form.is_valid():
        return _rating_page(request, form, _day(request.POST.get("shown", ""), plan.today), seen, status=422)
    day = form.cleaned_data["date"]
    if day.isoformat() != request.POST.get("shown", ""):
        seen = ""  # of another day than the one that the page showed, so nothing of it was seen
    try:
        count = keep(person, municipality, form, seen)
    except (StaleRecord, IntegrityError):
        now = list(ScoreboardRating.objects.filter(municipality=municipality))
        form = RoundForm(request.POST, ratings=now, today=plan.today)
        return _rating_page(request, form, day, stamp(one for one in now if one.date == day), status=409)
    if count:
        text = ngettext("%(count)d item rated.", "%(count)d items rated.", count) % {"count": count}
        messages.success(request, text + waiting_note(request))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("risk:scoreboard", municipality.slug)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


def _rating_page(
    request: HttpRequest, form: RoundForm, day: date, seen: str, status: int = 200
) -> HttpResponse:
    context = {
        "tab": "scoreboard",
        "form": form,
        "steps": list(form.steps(day)),
        "day": day,
        "shown": day.isoformat(),
        "stamp": seen,
        "is_stale": status == 409,
        "grades": [
            (code.upper(), row.label(lang()).partition(":")[2].strip())
            for code, row in reversed(codes.table("scoreboard_grades").items())
        ],
    }
    return render(request, "risk/scoreboard_rate.html", context, status=status)
