"""Calendar files: the feed behind a secret address, and what is downloaded from the page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar

from secap.agenda.feed import own_dates, person_calendar, town_calendar
from secap.agenda.models import Feed, new_key
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of

DEFAULT_LANGUAGE = "lv"


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out a person's dates to whoever knows the key; memberships are looked up each time."""
    found = Feed.objects.select_related("person").filter(key=key, person__is_active=True).first()
    if found is None:
        raise Http404
    language = found.person.language or DEFAULT_LANGUAGE
    with translation.override(language):
        made = person_calendar(
            found.person, today=timezone.localdate(), now=timezone.now(), lang=language[:2]
        )
    return _answer(made)


@member("view")
@require_safe
def download(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Download the reader's dates of this town, or one of the town's dates (`?date=`), as a file."""
    person = person_of(request)
    role: str | None = request.role  # type: ignore[attr-defined]
    wanted = request.GET.get("date", "")
    role_seen = "coordinator" if wanted else role  # a single date is any that the page shows
    dates = own_dates(municipality, person, role_seen, timezone.localdate())
    if wanted:
        dates = [one for one in dates if f"{one.kind}-{one.key}" == wanted]
        if not dates:
            raise Http404
    response = _answer(town_calendar(municipality, dates, role, now=timezone.now(), lang=lang()))
    name = wanted or municipality.slug
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


@member("view")
@require_POST
def change_key(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Give the reader's feed an address, or a new one: the old one dies at once."""
    _feed, is_first = Feed.objects.update_or_create(person=person_of(request), defaults={"key": new_key()})
    if is_first:
        messages.success(request, _("Your calendar has an address now. Keep it to yourself."))
    else:
        messages.success(request, _("Your calendar has a new address. The old one is dead from now on."))
    return redirect("agenda:calendar", municipality.slug)


def _answer(made: Calendar) -> HttpResponse:
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
