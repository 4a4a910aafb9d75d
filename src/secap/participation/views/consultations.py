"""Consultations at the desk, and the moderator's queue."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.stakeholders.models import Consultation, Poll, PollQuestion
from secap.participation.models import Comment, PollAnswer
from secap.participation.views.index import links_to

PAGE_LIMIT = 200


@member("view")
def consultation(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show a consultation with every comment, whatever its state."""
    record = get_object_or_404(
        Consultation.objects.select_related("document"), municipality=municipality, uid=uid
    )
    comments = Comment.objects.filter(municipality=municipality, consultation=uid)
    context = {
        "record": record,
        "comments": comments.order_by("action_number", "at"),
        "rows": links_to(municipality, record, timezone.localdate()),
        "tab": "index",
    }
    return render(request, "participation/consultation.html", context)


@member("view")
def moderation(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what waits: comments on drafts, free texts of open polls."""
    waiting = Comment.objects.filter(municipality=municipality, state="waiting").order_by("at")
    titles = dict(Consultation.objects.filter(municipality=municipality).values_list("uid", "title"))
    context = {
        "comments": waiting[:PAGE_LIMIT],
        "titles": titles,
        "texts": _texts(municipality),
        "tab": "moderation",
    }
    return render(request, "participation/moderation.html", context)


def _texts(municipality: Municipality) -> list[dict[str, object]]:
    """Return the free texts of open polls that wait."""
    questions = {one.uid: one for one in PollQuestion.objects.filter(municipality=municipality, kind="text")}
    polls = dict(Poll.objects.filter(municipality=municipality).values_list("uid", "title"))
    found = []
    for answer in PollAnswer.objects.filter(link__municipality=municipality, texts_shown=False).order_by(
        "at"
    ):
        said = [(questions[uid], text) for uid, text in answer.values.items() if uid in questions and text]
        if said:
            found.append({"answer": answer, "poll": polls.get(answer.poll, ""), "said": said})
        if len(found) >= PAGE_LIMIT:
            break
    return found


@member("coordinate")
@require_POST
def decide(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Show or hide a comment, with or without a reply."""
    comment = get_object_or_404(Comment, municipality=municipality, pk=key)
    state = request.POST.get("state", "")
    if state in {"shown", "hidden", "waiting"}:
        comment.state = state
        comment.reply = request.POST.get("reply", comment.reply).strip()[:4000]
        comment.save(update_fields=["state", "reply"])
        text = _("The comment is shown.") if state == "shown" else _("The comment is not shown.")
        messages.success(request, text)
    return redirect(_back(request, municipality))


@member("coordinate")
@require_POST
def decide_text(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Let the free texts of one answer stand in the results, or erase them from it."""
    answer = get_object_or_404(PollAnswer, link__municipality=municipality, pk=key)
    if request.POST.get("state") == "shown":
        answer.texts_shown = True
        messages.success(request, _("The text will stand in the results."))
    elif request.POST.get("state") == "erased":
        texts = set(
            PollQuestion.objects.filter(municipality=municipality, kind="text").values_list("uid", flat=True)
        )
        answer.values = {uid: value for uid, value in answer.values.items() if uid not in texts}
        messages.success(request, _("The text is erased; the other answers stay."))
    answer.save()
    return redirect(_back(request, municipality))


def _back(request: HttpRequest, municipality: Municipality) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return redirect("participation:moderation", municipality.slug).url
