"""Participation at a glance: what is open, how far the links are, what waits for the moderator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise

from secap.desk.actions.models import Action
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import Record
from secap.desk.stakeholders.models import Consultation, DataRequest, Poll
from secap.participation.links import MARKS, STATES, is_open, state_of, target_of
from secap.participation.models import Comment, PersonalLink, PollAnswer, Submission


@dataclass(frozen=True, slots=True)
class Shown:
    """A link as a list shows it.  state : a code of STATES;  is_open : whether it can be revoked."""

    link: PersonalLink
    target: Record | None
    state: str
    label: str | Promise
    mark: str
    is_open: bool


def shown(link: PersonalLink, target: Record | None, today: date) -> Shown:
    state = state_of(link, today)
    return Shown(link, target, state, STATES[state], MARKS.get(state, "info"), is_open(link, today))


def links_to(municipality: Municipality, target: Record, today: date) -> list[Shown]:
    """Return the links that open one thing, newest first."""
    there = PersonalLink.objects.filter(municipality=municipality, target=target.uid)
    return [shown(link, target, today) for link in there]


@dataclass(frozen=True, slots=True)
class Open:
    """One thing people are asked.  links : made;  answered : how many of them;  answers : what came in."""

    record: Any
    links: int
    answered: int
    answers: int


def _tallied(records: Iterable[Any], links: list[PersonalLink], answers: Counter[str]) -> list[Open]:
    made = Counter(link.target for link in links)
    answered = Counter(link.target for link in links if link.answered_at)
    return [Open(one, made[one.uid], answered[one.uid], answers[one.uid]) for one in records]


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what is open now."""
    today = timezone.localdate()
    of_town = {"municipality": municipality}
    links = list(PersonalLink.objects.filter(**of_town))
    submissions = Counter(Submission.objects.filter(**of_town).values_list("request", flat=True))
    votes = Counter(PollAnswer.objects.filter(link__municipality=municipality).values_list("poll", flat=True))
    comments = Counter(Comment.objects.filter(**of_town).values_list("consultation", flat=True))
    asked = {link.target for link in links if link.purpose == "progress"}
    requests = DataRequest.objects.filter(**of_town).exclude(state__in=("imported", "closed"))
    reports = Action.objects.filter(**of_town, uid__in=asked)
    states = Counter(state_of(link, today) for link in links)
    context = {
        "tab": "index",
        "requests": _tallied(requests.select_related("stakeholder"), links, submissions),
        "polls": _tallied(Poll.objects.filter(**of_town, is_closed=False), links, votes),
        "consultations": _tallied(Consultation.objects.filter(**of_town), links, comments),
        "reports": _tallied(reports, links, Counter()),
        "states": {code: states[code] for code in STATES},
        "unanswered": states["made"] + states["sent"] + states["opened"],
        "latest": [shown(link, target_of(link), today) for link in links[:5]],
        "waiting_texts": waiting_count(municipality),
        "today": today,
    }
    return render(request, "participation/index.html", context)


def waiting_count(municipality: Municipality) -> int:
    """Return how many comments wait for the moderator."""
    return Comment.objects.filter(municipality=municipality, state="waiting").count()
