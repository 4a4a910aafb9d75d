"""The calendar of a plan: month or list, what is late on top, the feed's address beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from secap.agenda.dates import dates_of
from secap.agenda.entry import KINDS, Date
from secap.agenda.models import Feed, Reminders
from secap.agenda.month import code_of, first_of, month_name, month_of, weekdays
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import WRITERS, member
from secap.desk.registry.reader import person_of
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes

MOST_OVERDUE = 8  # on top of the page; the rest opens on demand


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader wants to see.  mine : what is a matter of theirs;  past : also what is over."""

    kind: str
    actor: str
    mine: bool
    past: bool

    @classmethod
    def of(cls, query: QueryDict) -> Filters:
        kind, actor = query.get("kind", ""), query.get("actor", "")
        return cls(
            kind if kind in KINDS else "",
            actor if actor in codes.table("process_actors") else "",
            query.get("mine") == "1",
            query.get("past") == "1",
        )

    def apply(self, dates: Iterable[Date], email: str, role: str | None) -> list[Date]:
        return [
            one for one in dates
            if (not self.kind or one.kind == self.kind)
            and (not self.actor or self.actor in one.actors)
            and (not self.mine or one.concerns(email, role))
        ]  # fmt: skip


@member("view")
def calendar(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the dates of the plan."""
    person = person_of(request)
    role: str | None = request.role  # type: ignore[attr-defined]
    today = timezone.localdate()
    everything = dates_of(whole_of(request, municipality))
    filters = Filters.of(request.GET)
    dates = filters.apply(everything, person.email.lower(), role)
    overdue = [one for one in dates if one.is_overdue(today)]
    first = first_of(request.GET.get("month", ""), today)
    context: dict[str, Any] = {
        "today": today,
        "view": "list" if request.GET.get("view") == "list" else "month",
        "filters": filters,
        "is_empty": not everything,
        "links": _links(dates, municipality, may_contribute=role in WRITERS),
        "late": {one.key for one in overdue},
        "overdue": overdue[:MOST_OVERDUE],
        "more_overdue": overdue[MOST_OVERDUE:],
        "overdue_count": len(overdue),
        "kinds": [(code, label) for code, label in KINDS.items()],
        "actors": [(code, row.label(lang())) for code, row in codes.table("process_actors").items()],
        "months_query": _query(request, "month"),
        "view_query": _query(request, "view"),
        **_subscription(request, municipality),
    }
    if context["view"] == "list":
        context["months"] = _months(one for one in dates if filters.past or one.is_open(today))
    else:
        context |= {
            "month": month_of(first, dates, today),
            "month_name": month_name(first, lang()),
            "weekdays": weekdays(lang()),
            "present_month": code_of(today),
        }
    return render(request, "agenda/calendar.html", context)


def _months(dates: Iterable[Date]) -> list[tuple[str, list[Date]]]:
    """Return (name of the month, its dates) for the list."""
    grouped = groupby(dates, key=lambda one: one.day.replace(day=1))
    return [(month_name(first, lang()), list(found)) for first, found in grouped]


def _links(dates: Iterable[Date], municipality: Municipality, *, may_contribute: bool) -> dict[str, str]:
    return {one.key: one.url(municipality, may_contribute=may_contribute) for one in dates}


def _query(request: HttpRequest, without: str) -> str:
    """Return the page's query without one of its words, ready to be added to."""
    kept = request.GET.copy()
    kept.pop(without, None)
    return kept.urlencode() + "&" if kept else ""


def _subscription(request: HttpRequest, municipality: Municipality) -> dict[str, Any]:
    """Return the reader's own feed address, where one was made, and how often mails come."""
    person = person_of(request)
    feed = Feed.objects.filter(person=person).first()
    address = request.build_absolute_uri(reverse("agenda:feed", args=[feed.key])) if feed else ""
    email = person.email.lower()
    chosen = Reminders.objects.filter(municipality=municipality, email=email).values_list("rhythm", flat=True)
    return {
        "feed_address": address,
        "webcal_address": "webcal" + address[address.index(":") :] if address else "",
        "rhythm": chosen.first() or Reminders.Rhythm.WEEKLY,
        "rhythms": Reminders.Rhythm.choices,
    }
