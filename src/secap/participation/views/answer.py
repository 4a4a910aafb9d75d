"""What opens by a personal link: a data request, a poll, a consultation, a progress report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from secap.desk.actions.models import Action
from secap.desk.stakeholders.models import Consultation, DataRequest, Poll
from secap.exchange.kinds import KINDS
from secap.participation import arrivals, ballots, grids
from secap.participation.doors import again, by_link, closed, page
from secap.participation.forms import ReportForm
from secap.participation.links import BY_LINK, mark
from secap.participation.models import Comment, PersonalLink, Submission
from secap.participation.tally import MIN_ANSWERS

MOST_COMMENTS = 200  # by one personal link
MOST_COMMENT = 4000
MOST_REPORTS = 12  # by one link


@by_link
def answer(request: HttpRequest, link: PersonalLink, target: Any) -> HttpResponseBase:
    """Open what the link is for."""
    return PAGES[link.purpose](request, link, target)


def data_request(request: HttpRequest, link: PersonalLink, target: DataRequest) -> HttpResponse:
    """Take a file, or a typed table."""
    is_closed = target.state == "closed"
    typed = grids.grid(target.kind, request.POST) if grids.has_grid(target.kind) else None
    remark = request.POST.get("remark", "").replace("\0", "").strip()
    error, name = "", arrivals.TYPED
    if request.method == "POST" and not is_closed:
        file = request.FILES.get("file")
        try:
            if "typed" in request.POST and typed is not None:
                typed, content = grids.read(target.kind, request.POST)
            elif file is None:
                raise ValidationError(_("Choose a file first."))
            else:
                name = file.name or "table"
                content = arrivals.checked(name, file.size, file.read)
            if content:
                arrivals.receive(link, target, name, content, remark)
                return again(request, "sent")
        except ValidationError as problem:
            error = " ".join(problem.messages)
    kind = KINDS.get(target.kind)
    context = {
        "grid": typed, "error": error, "remark": remark, "is_closed": is_closed, "kind": kind,
        "endings": ",".join(arrivals.ENDINGS), "limit_mb": arrivals.MOST_BYTES // 1024**2,
        "sent": Submission.objects.filter(link=link),
    }  # fmt: skip
    is_wrong = bool(error or (typed and (typed.error or typed.errors)))
    status = 422 if request.method == "POST" and is_wrong else 409 if request.method == "POST" else 200
    return page(request, link, target, "participation/answer_request.html", context, status)


def poll(request: HttpRequest, link: PersonalLink, target: Poll) -> HttpResponse:
    """Take an answer while the poll is open; afterwards show the sums."""
    today = timezone.localdate()
    questions = ballots.questions_of(target)
    is_early = bool(target.opens and today < target.opens)
    is_over = target.is_closed or bool(target.closes and target.closes < today)
    kept = ballots.earlier(link, target)
    asked, error = ballots.ballot(questions, kept.values if kept else None), ""
    if request.method == "POST" and not is_early and not is_over:
        asked, values = ballots.read(questions, request.POST)
        if not any(one.error for one in asked):
            if values:
                ballots.answer(link, target, values)
                return again(request, "sent")
            error = _("Answer at least one question.")
    context = {
        "asked": asked, "error": error, "is_early": is_early, "is_over": is_over, "kept": kept,
        "sums": ballots.sums(target, questions) if target.is_closed else [], "min_answers": MIN_ANSWERS,
        "poll": target,
    }  # fmt: skip
    status = 200 if request.method != "POST" else 409 if is_early or is_over else 422
    return page(request, link, target, "participation/answer_poll.html", context, status)


def consultation(request: HttpRequest, link: PersonalLink, target: Consultation) -> HttpResponse:
    """Show the draft with the comments that are shown; take one more."""
    today = timezone.localdate()
    is_early = bool(target.opens and today < target.opens)
    is_over = bool(target.closes and target.closes < today)
    actions = _actions(target) if target.shows_actions else []
    error = number = text = name = ""
    if request.method == "POST" and not is_early and not is_over:
        text = request.POST.get("text", "").replace("\0", "").replace("\r\n", "\n").strip()
        name = " ".join(request.POST.get("name", "").replace("\0", "").split())[:120]
        number = request.POST.get("action_number", "")
        if number and number not in {one.number for one in actions}:
            number = ""
        error = _comment_error(link, text)
        if not error:
            Comment.objects.create(
                link=link, municipality=link.municipality, consultation=target.uid, action_number=number,
                name=name, text=text,
            )  # fmt: skip
            mark(link, "answered_at")
            return again(request, "sent")
    shown = Comment.objects.filter(
        municipality=link.municipality, consultation=target.uid, state="shown"
    ).order_by("at")
    by_action: dict[str, list[Comment]] = {}
    for one in shown:
        by_action.setdefault(one.action_number, []).append(one)
    context = {
        "is_early": is_early, "is_over": is_over, "whole": by_action.get("", []), "error": error,
        "text": text, "name": name, "number": number, "most": MOST_COMMENT,
        "actions": [(one, by_action.get(one.number, [])) for one in actions],
    }  # fmt: skip
    status = 200 if request.method != "POST" else 409 if is_early or is_over else 422
    return page(request, link, target, "participation/answer_consultation.html", context, status)


def _actions(target: Consultation) -> list[Action]:
    """Return the actions that the co-ordinator stands by; what waits for acceptance is no draft yet."""
    found = Action.objects.filter(municipality=target.municipality_id, accepted=True).exclude(number="")
    return list(found.only("number", "title"))


def _comment_error(link: PersonalLink, text: str) -> str:
    if not text:
        return _("Write your comment first.")
    if len(text) > MOST_COMMENT:
        return _("That is longer than %(n)d characters. Shorten it.") % {"n": MOST_COMMENT}
    if not link.is_shared and Comment.objects.filter(link=link).count() >= MOST_COMMENTS:
        return _("Very many comments have come by this link already. Ask for a new one.")
    return ""


@by_link
def document(request: HttpRequest, link: PersonalLink, target: Any) -> HttpResponseBase:
    """Give out the draft, as a download whatever it is; only by a link to its consultation."""
    draft = target.document if isinstance(target, Consultation) else None
    if draft is None or draft.deleted_at or not draft.file or draft.municipality_id != link.municipality_id:
        return closed(request, "unknown", 404)
    try:
        file = draft.file.open("rb")
    except FileNotFoundError:
        return closed(request, "unknown", 404)
    name = PurePath(str(draft.name or draft.file.name)).name
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")


def progress(request: HttpRequest, link: PersonalLink, target: Action) -> HttpResponse:
    """Take a progress report; it waits for the co-ordinator, and no older one is touched."""
    data = request.POST if request.method == "POST" else None
    form = ReportForm(data, municipality=link.municipality, parent=target)
    if request.method == "POST" and form.is_valid():
        report = form.instance
        reported_by = link.title or link.email
        there = type(report).everything.filter(action=target, reported_by=reported_by, accepted=False)
        if not form.has_changed():
            form.add_error(None, _("Fill in at least one field."))
        elif there.count() >= MOST_REPORTS:
            form.add_error(None, _("Many reports wait for the co-ordinator already. Come back later."))
        else:
            report.date, report.reported_by = timezone.localdate(), reported_by[:200]
            report.keep(None, accepted=False, reason=BY_LINK)
            mark(link, "answered_at")
            return again(request, "sent")
    context = {"form": form, "action": target}
    return page(
        request, link, target, "participation/answer_progress.html", context, 422 if form.errors else 200
    )


PAGES: dict[str, Callable[[HttpRequest, PersonalLink, Any], HttpResponse]] = {
    "data_request": data_request,
    "poll": poll,
    "consultation": consultation,
    "progress": progress,
}
