"""A person's dates as a calendar file (RFC 5545): of one town, or of every town they are a member of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from secap import locale
from secap.agenda.dates import dates_of
from secap.agenda.entry import Date
from secap.desk.registry.models import Membership, Municipality, Person
from secap.desk.registry.own_names import own_names
from secap.desk.registry.permissions import WRITERS
from secap.plan.plan import load_plan

PRODID = "-//secap//calendar//EN"
HOST = "secap"  # of the UIDs: it must not change when the site moves
REFRESH = timedelta(hours=6)


def person_calendar(person: Person, *, today: date, now: datetime, lang: str) -> Calendar:
    """Return what is a matter of a person in every town they are a member of now.

    now : goes into DTSTAMP
    """
    made = _empty(_("Climate and energy plan"), lang)
    memberships = Membership.objects.filter(person=person).select_related("municipality")
    for membership in memberships.order_by("municipality__name"):
        town = membership.municipality
        with locale.own_labels(own_names(town)):
            _add(made, town, own_dates(town, person, membership.role, today), membership.role, now, lang)
    return _finished(made)


def town_calendar(
    town: Municipality, dates: Iterable[Date], role: str | None, *, now: datetime, lang: str
) -> Calendar:
    """Return dates of one town."""
    made = _empty(town.name, lang)
    _add(made, town, dates, role, now, lang)
    return _finished(made)


def own_dates(town: Municipality, person: Person, role: str | None, today: date) -> list[Date]:
    """Return the dates of a town that are a matter of a person."""
    plan = load_plan(town)
    plan.today = today
    return [one for one in dates_of(plan) if one.concerns(person.email.lower(), role)]


def _add(
    made: Calendar, town: Municipality, dates: Iterable[Date], role: str | None, now: datetime, lang: str
) -> None:
    """Add the dates of a town to a calendar; what was done is left out, an event that was held stays."""
    for one in dates:
        if not one.is_done or one.kind == "event":
            made.add_component(_event(one, town, role, now, lang))


def _empty(name: str, lang: str) -> Calendar:
    made = Calendar()
    made.add("prodid", PRODID)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", settings.TIME_ZONE)
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    return made


def _finished(made: Calendar) -> Calendar:
    made.add_missing_timezones()
    return made


def _event(one: Date, town: Municipality, role: str | None, now: datetime, lang: str) -> Event:
    """Return one date. Neither names nor notes about people leave the site: the title only, and a link."""
    event = Event()
    event.add("uid", f"{one.kind}-{one.key}@{town.slug}.{HOST}")
    event.add("dtstamp", now)
    event.add("summary", one.title.text(lang))
    if one.start_time:
        start = _moment(one.day, one.start_time)
        event.add("dtstart", start)
        event.add("dtend", _moment(one.day, one.end_time) if one.end_time else start + timedelta(hours=1))
    else:
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))  # the day after, as all-day events are written
        event.add("transp", "TRANSPARENT")  # a term is not an appointment
    if one.place:
        event.add("location", one.place)
    address = settings.SITE_URL + one.url(town, may_contribute=role in WRITERS)
    event.add("description", f"{town.name} · {one.label}\n{address}")
    event.add("url", address)
    event.add("categories", [one.label])
    return event


def _moment(day: date, clock: str) -> datetime:
    hour, minute = clock.split(":")
    return datetime.combine(day, time(int(hour), int(minute)), ZoneInfo(settings.TIME_ZONE))
