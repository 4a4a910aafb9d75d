"""Polls at the desk: questions in place, a preview, closing, the sums."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.forms import RecordForm
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import is_accepted_from, keep_as
from secap.desk.stakeholders.models import Poll, PollQuestion
from secap.participation import ballots
from secap.participation.forms import QuestionForm
from secap.participation.models import PollAnswer
from secap.participation.tally import MIN_ANSWERS
from secap.participation.views.index import links_to


def _poll(municipality: Municipality, uid: str) -> Poll:
    found: Poll = get_object_or_404(Poll, municipality=municipality, uid=uid)
    found.municipality = municipality
    return found


@member("view")
def poll(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show the poll: questions, links, and the sums once it is closed."""
    record = _poll(municipality, uid)
    return _page(request, record, QuestionForm(municipality=municipality))


def _page(
    request: HttpRequest,
    record: Poll,
    form: RecordForm,
    changed: PollQuestion | None = None,
    status: int = 200,
) -> HttpResponse:
    """changed : the question whose form this is; None for a new one."""
    municipality = record.municipality
    questions = ballots.questions_of(record)
    answers = PollAnswer.objects.filter(poll=record.uid, link__municipality=municipality).count()
    context = {
        "record": record,
        "questions": questions,
        "sums": ballots.sums(record, questions) if record.is_closed else [],
        "form": form,
        "changed": changed,
        "answers": answers,
        "may_edit": not record.is_closed and not answers,
        "is_over": bool(record.closes and record.closes < timezone.localdate()),
        "min_answers": MIN_ANSWERS,
        "rows": links_to(municipality, record, timezone.localdate()),
        "tab": "index",
    }
    return render(request, "participation/poll.html", context, status=status)


def _stands(request: HttpRequest, record: Poll) -> bool:
    """Tell where questions can't be changed any more: answers would no longer fit them."""
    if record.is_closed or PollAnswer.objects.filter(poll=record.uid).exists():
        messages.error(request, _("Answers have come in; the questions stand. Make another poll instead."))
        return True
    return False


@member("contribute")
def question(request: HttpRequest, municipality: Municipality, uid: str, question: str = "") -> HttpResponse:
    """Add a question, or change one in place."""
    record = _poll(municipality, uid)
    found = get_object_or_404(PollQuestion, poll=record, uid=question) if question else None
    if request.method != "POST":
        if found is None:
            return redirect("participation:poll", municipality.slug, uid)
        return _page(request, record, QuestionForm(instance=found, municipality=municipality), found)
    if _stands(request, record):
        return redirect("participation:poll", municipality.slug, uid)
    form = QuestionForm(request.POST, instance=found, municipality=municipality)
    form.instance.poll = record
    if found is None:
        form.instance.place = len(ballots.questions_of(record)) + 1
    if not form.is_valid():
        return _page(request, record, form, found, 422)
    if not form.keep(person_of(request)):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
    else:
        messages.success(request, _("Saved: %(record)s.") % {"record": form.instance} + waiting_note(request))
    return redirect("participation:poll", municipality.slug, uid)


@member("contribute")
@require_POST
def move(request: HttpRequest, municipality: Municipality, uid: str, question: str) -> HttpResponse:
    """Move a question one place up or down."""
    record = _poll(municipality, uid)
    found = get_object_or_404(PollQuestion, poll=record, uid=question)
    if _stands(request, record):
        return redirect("participation:poll", municipality.slug, uid)
    order = ballots.questions_of(record)
    at = order.index(found)
    to = at - 1 if request.POST.get("to") == "up" else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        try:
            for place, one in enumerate(order, start=1):
                if one.place != place:
                    one.place, one.municipality = place, municipality
                    keep_as(person_of(request), one, "form")
        except StaleRecord:
            messages.error(request, _("Somebody has just changed this. Look at it and try again."))
    return redirect("participation:poll", municipality.slug, uid)


@member("view")
def preview(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show the poll as people will see it; nothing can be sent."""
    record = _poll(municipality, uid)
    context = {"record": record, "asked": ballots.ballot(ballots.questions_of(record)), "tab": "index"}
    return render(request, "participation/poll_preview.html", context)


@member("coordinate")
@require_POST
def close(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Count the sums and erase the single answers, for good."""
    record = _poll(municipality, uid)
    if not record.is_closed:
        try:
            ballots.close(record, person_of(request), accepted=is_accepted_from(person_of(request), record))
        except StaleRecord:
            messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        else:
            messages.success(
                request, _("The poll is closed. The sums are kept; the single answers are erased.")
            )
    return redirect("participation:poll", municipality.slug, uid)
