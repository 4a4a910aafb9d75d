"""The feed, read by the library that calendars use: what it holds, whom it shows, when it dies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from secap.agenda.dates import dates_of
from secap.agenda.feed import town_calendar
from secap.agenda.models import Feed
from secap.desk.governance.models import Task
from secap.desk.registry.models import Membership, Person
from secap.desk.stakeholders.models import Contact, ContactEntry, Event, Stakeholder
from tests.agenda.plans import add_tasks, full_plan
from tests.cast import Cast

SignIn = Callable[[Person | None], Client]
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("UTC"))
DAY = date(2026, 12, 1)


def read(client: Client, person: Person) -> icalendar.Calendar:
    key = Feed.objects.get_or_create(person=person)[0].key
    response = client.get(reverse("agenda:feed", args=[key]))
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content)


def summaries(found: icalendar.Calendar) -> set[str]:
    return {str(one["SUMMARY"]) for one in found.walk("VEVENT")}


def test_a_calendar_follows_the_standard() -> None:
    plan = full_plan()
    made = town_calendar(plan.municipality, dates_of(plan), "coordinator", now=NOW, lang="en")
    text = made.to_ical()
    found = icalendar.Calendar.from_ical(text)
    events = found.walk("VEVENT")
    assert (str(found["PRODID"]), str(found["VERSION"])) == ("-//secap//calendar//EN", "2.0")
    assert str(found["X-WR-CALNAME"]) == str(found["NAME"]) == "Upesciems"
    uids = [str(one["UID"]) for one in events]
    assert len(set(uids)) == len(uids) > 20
    assert all(one["DTSTAMP"].dt == NOW for one in events)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    again = town_calendar(plan.municipality, dates_of(plan), "coordinator", now=NOW, lang="en")
    assert again.to_ical() == text  # the same dates have the same names


def test_days_are_days_and_times_have_a_zone() -> None:
    plan = full_plan()
    made = town_calendar(plan.municipality, dates_of(plan), "coordinator", now=NOW, lang="en")
    found = {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(made.to_ical()).walk("VEVENT")}
    data = found["Data to collect: Elektroenerģija"]
    assert (data["DTSTART"].dt, data["DTEND"].dt) == (DAY, DAY + timedelta(days=1))
    workshop = found["Darbnīca"]
    assert workshop["DTSTART"].dt == datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/Riga"))
    assert workshop["DTEND"].dt.utcoffset() == timedelta(hours=2)
    assert str(workshop["LOCATION"]) == "Kultūras nams"


def test_nothing_about_third_persons_leaves_the_site() -> None:
    plan = full_plan()
    text = town_calendar(plan.municipality, dates_of(plan), "coordinator", now=NOW, lang="en").to_ical()
    unfolded = text.replace(b"\r\n ", b"").decode()
    assert "SIA Siltums" in unfolded
    for secret in ("Jānis", "Kalns", "Jāņa", "noskaņojums", "Līga", "Janis@", "janis@"):
        assert secret not in unfolded


def test_each_person_finds_what_is_theirs(cast: Cast) -> None:
    add_tasks(cast)
    assert {"Budžets", "Rēķini", "Mērījumi"} <= summaries(read(Client(), cast.ada))
    council = summaries(read(Client(), cast.cy))
    assert "Budžets" in council and not {"Rēķini", "Mērījumi"} & council
    assert "Rēķini" in summaries(read(Client(), cast.bo))
    assert "Rēķini" not in summaries(read(Client(), cast.eve))


def test_all_towns_of_a_person_come_together_until_they_leave_one(cast: Cast) -> None:
    add_tasks(cast)
    cast.keep(
        cast.di,
        Task(municipality=cast.village, step="vision", title="Vīzija", actors="administration", due=DAY),
    )
    assert {"Vīzija", "Rēķini"} <= summaries(read(Client(), cast.di))
    Membership.objects.get(person=cast.di, municipality=cast.town).delete()
    left = summaries(read(Client(), cast.di))
    assert "Vīzija" in left and "Rēķini" not in left


def test_the_text_is_in_the_persons_language(cast: Cast) -> None:
    cast.town.adhesion_date = date(2026, 1, 15)
    cast.town.save()
    cast.ada.language = "en"
    cast.ada.save()
    words = "Submit the action plan (SECAP) to the Covenant of Mayors"
    assert words in summaries(read(Client(), cast.ada))
    cast.ada.language = "lv"
    cast.ada.save()
    found = read(Client(headers={"accept-language": "en"}), cast.ada)
    assert {str(one.get("DESCRIPTION")).partition("·")[0].strip() for one in found.walk("VEVENT")} == {
        "Upesciems"
    }


def test_a_feed_is_not_kept_by_others_and_unknown_keys_open_nothing(cast: Cast) -> None:
    key = Feed.objects.create(person=cast.ada).key
    response = Client().get(reverse("agenda:feed", args=[key]))
    assert "private" in response["Cache-Control"] and response["Content-Type"].startswith("text/calendar")
    assert Client().get(reverse("agenda:feed", args=[key[:-1]])).status_code == 404
    assert Client().get(reverse("agenda:feed", args=["x"])).status_code == 404
    cast.ada.is_active = False
    cast.ada.save()
    assert Client().get(reverse("agenda:feed", args=[key])).status_code == 404


def test_a_new_address_kills_the_old_one(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    page = reverse("agenda:calendar", args=["upesciems"])
    assert "Make my secret address" in client.get(page).text
    client.post(reverse("agenda:change-key", args=["upesciems"]))
    old = Feed.objects.get(person=cast.ada).key
    assert f"http://testserver/feed/{old}.ics" in client.get(page).text
    client.post(reverse("agenda:change-key", args=["upesciems"]))
    new = Feed.objects.get(person=cast.ada).key
    assert old != new and len(new) >= 32
    assert Client().get(reverse("agenda:feed", args=[old])).status_code == 404
    assert Client().get(reverse("agenda:feed", args=[new])).status_code == 200


def test_one_date_is_downloaded_as_a_file(cast: Cast, sign_in: SignIn) -> None:
    heat = cast.keep(cast.ada, Stakeholder(name="SIA Siltums"))
    contact = cast.keep(cast.ada, Contact(stakeholder=heat, name="Jānis Kalns"))
    cast.keep(
        cast.ada,
        ContactEntry(stakeholder=heat, contact=contact, date=DAY, channel="phone", response="later",
                     outcome="Slikts noskaņojums", follow_up_on=DAY),
    )  # fmt: skip
    event = cast.keep(cast.ada, Event(title="Darbnīca", date=DAY))
    client = sign_in(cast.cy)
    address = reverse("agenda:download", args=["upesciems"])
    response = client.get(address, {"date": f"event-{event.uid}"})
    assert summaries(icalendar.Calendar.from_ical(response.content)) == {"Darbnīca"}
    assert response["Content-Disposition"] == f'attachment; filename="event-{event.uid}.ics"'
    assert client.get(address, {"date": "event-none"}).status_code == 404
    whole = sign_in(cast.ada).get(address).content.decode()
    assert "SIA Siltums" in whole and "Kalns" not in whole and "noskaņojums" not in whole


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_is_only_read(cast: Cast, method: str) -> None:
    key = Feed.objects.create(person=cast.ada).key
    assert getattr(Client(), method)(reverse("agenda:feed", args=[key])).status_code == 405
