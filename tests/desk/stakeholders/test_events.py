"""Events: planned, invited to, held, closed, called off; the calendar file and the mails."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from secap.desk.stakeholders.models import Contact, ContactEntry, Event, Issue, Stakeholder
from tests.cast import Cast

BASE = "/upesciems/stakeholders/"
EVENTS = BASE + "events/"
DAY = date(2027, 1, 14)


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def heat(cast: Cast) -> Stakeholder:
    """A stakeholder with two people, one of them the main contact."""
    who = cast.keep(cast.ada, Stakeholder(name="SIA Siltums"))
    cast.keep(cast.ada, Contact(stakeholder=who, name="Inga", email="inga@example.org"))
    cast.keep(
        cast.ada, Contact(stakeholder=who, name="Jānis Ķēniņš", email="janis@example.org", is_main=True)
    )
    return who  # type: ignore[return-value]


def planned(cast: Cast, **values: object) -> Event:
    given = {
        "title": "Apspriešana", "date": DAY, "start_time": "17:30", "end_time": "19:30",
        "place": "Domes zāle", "purpose": "Uzklausīt", "agenda": "Ievads\n\nJautājumi", **values,
    }  # fmt: skip
    return cast.keep(cast.ada, Event(**given))  # type: ignore[return-value]


def text_of(answer: object) -> str:
    return " ".join(html.unescape(answer.content.decode()).replace("\u00a0", " ").split())  # type: ignore[attr-defined]


def page(client: Client, event: Event, step: str = "page") -> str:
    answer = client.get(f"{EVENTS}{event.uid}/{step}/")
    assert answer.status_code == 200
    return text_of(answer)


def one(calendar: bytes | str) -> tuple[Calendar, object]:
    found = Calendar.from_ical(calendar)
    events = found.walk("VEVENT")
    assert len(events) == 1
    return found, events[0]


def test_the_link_of_a_method_fills_in_the_form_and_the_event_has_its_page(
    cast: Cast, ada: Client, heat: Stakeholder
) -> None:
    form = ada.get(f"{EVENTS}new/?method=workshops&level=involve&invited={heat.uid}").content.decode()
    assert '<option value="workshops" selected>' in form
    box = next(part for part in form.split("<input") if f'value="{heat.uid}"' in part)
    assert "checked" in box.partition(">")[0]
    sent = {"title": "Darbnīca", "method": "workshops", "level": "involve", "invited": [heat.uid]}
    answer = ada.post(f"{EVENTS}new/", {**sent, "revision": "0"})
    event = Event.objects.get()
    assert answer["Location"] == f"{EVENTS}{event.uid}/page/"
    assert (event.state, event.invited) == ("planned", heat.uid)
    text = page(ada, event)
    assert "10 things are still to settle" in text, "only the invited are settled"
    assert "SIA Siltums" in text


def test_the_list_says_what_is_to_be_done(cast: Cast, ada: Client) -> None:
    today = timezone.localdate()
    planned(cast, title="Pagājis", date=today - timedelta(days=1))
    planned(cast, title="Nāk", date=today + timedelta(days=1))
    planned(cast, title="Bez protokola", date=today, state="held")
    text = text_of(ada.get(EVENTS))
    order = [text.index(part) for part in ("Its day has passed", "Held, without minutes", "Coming")]
    assert order == sorted(order)
    assert text.index("Pagājis") < text.index("Bez protokola") < text.index("Nāk")


def test_the_calendar_file_can_be_read_and_names_nobody(cast: Cast, ada: Client, heat: Stakeholder) -> None:
    event = planned(cast, invited=heat.uid)
    answer = ada.get(f"{EVENTS}{event.uid}/event.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    calendar, entry = one(answer.content)
    assert calendar["METHOD"] == "PUBLISH"
    assert entry["UID"] == f"{event.uid}@localhost"  # type: ignore[index]
    start = entry["DTSTART"].dt  # type: ignore[index]
    assert start == datetime(2027, 1, 14, 17, 30, tzinfo=ZoneInfo("Europe/Riga"))
    assert entry["DTEND"].dt - start == timedelta(hours=2)  # type: ignore[index]
    assert str(entry["SUMMARY"]) == "Apspriešana" and str(entry["LOCATION"]) == "Domes zāle"  # type: ignore[index]
    assert "Uzklausīt" in entry["DESCRIPTION"]  # type: ignore[index]
    assert "ATTENDEE" not in entry and b"janis@example.org" not in answer.content  # type: ignore[operator]
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Riga"]


def test_an_event_without_hours_lasts_the_day_and_one_without_a_date_has_no_file(
    cast: Cast, ada: Client
) -> None:
    whole = planned(cast, start_time="", end_time="")
    entry = one(ada.get(f"{EVENTS}{whole.uid}/event.ics").content)[1]
    assert entry["DTSTART"].dt == DAY and entry["DTEND"].dt == DAY + timedelta(days=1)  # type: ignore[index]
    open_ = planned(cast, date=None)
    answer = ada.get(f"{EVENTS}{open_.uid}/event.ics", follow=True)
    assert "no date yet" in text_of(answer)


def test_the_page_says_whom_the_mail_reaches(
    cast: Cast, ada: Client, heat: Stakeholder, settings: object
) -> None:
    other = cast.keep(cast.ada, Stakeholder(name="Biedrība"))
    settings.EMAIL_HOST = ""  # type: ignore[attr-defined]
    text = page(ada, planned(cast, invited=f"{heat.uid} {other.uid}"), "invite")
    assert "No mail server is set up" in text
    assert text.count("checked") == 1, "the main contact is ticked, the other is not"
    assert "No e-mail address is known: call or write a letter." in text
    assert mail.outbox == [], "looking sends nothing"


def test_invitations_go_to_each_apart_and_are_logged(cast: Cast, ada: Client, heat: Stakeholder) -> None:
    event = planned(cast, invited=heat.uid)
    uids = list(Contact.objects.values_list("uid", flat=True))
    answer = ada.post(f"{EVENTS}{event.uid}/invite/", {"to": uids, "text": "Nāciet!"}, follow=True)
    assert "2 mails were sent. 1 line was added to the contact log." in text_of(answer)
    assert sorted(one.to for one in mail.outbox) == [["inga@example.org"], ["janis@example.org"]]
    for sent in mail.outbox:
        assert sent.subject == "Invitation: Apspriešana" and sent.body == "Nāciet!"
        assert sent.reply_to == ["ada@example.org"]
        name, content, kind = sent.attachments[0]
        assert (name, kind) == ("invitation.ics", "text/calendar; method=REQUEST")
        calendar, entry = one(content)
        assert calendar["METHOD"] == "REQUEST"
        assert entry["ATTENDEE"] == f"mailto:{sent.to[0]}", "nobody else's address"  # type: ignore[index]
        assert entry["ORGANIZER"] == "mailto:ada@example.org"  # type: ignore[index]
    logged = ContactEntry.objects.get()
    assert (logged.stakeholder_id, logged.channel, logged.response) == (heat.pk, "email", "")
    assert logged.subject == "Invitation: Apspriešana" and logged.by == "Ada"
    again = page(ada, event, "invite")
    assert "written to on" in again and "checked" not in again, "nobody is written to twice by mistake"


def test_nothing_goes_out_without_a_tick_or_a_date_or_to_strangers(
    cast: Cast, ada: Client, heat: Stakeholder
) -> None:
    event, open_ = planned(cast, invited=heat.uid), planned(cast, invited=heat.uid, date=None)
    uid = Contact.objects.get(name="Inga").uid
    other = cast.keep(cast.ada, Stakeholder(name="Cits"))
    stranger = cast.keep(cast.ada, Contact(stakeholder=other, name="X", email="x@example.org"))
    for where, to, told in [
        (event, [], "Tick at least one person."),
        (event, [stranger.uid], "Tick at least one person."),
        (open_, [uid], "Set the date first"),
    ]:
        answer = ada.post(f"{EVENTS}{where.uid}/invite/", {"to": to, "text": "Nāciet!"})
        assert answer.status_code == 422 and told in text_of(answer)
    assert mail.outbox == [] and not ContactEntry.objects.exists()


def test_what_the_mail_server_refuses_is_said_and_not_logged(
    cast: Cast, ada: Client, heat: Stakeholder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    event = planned(cast, invited=heat.uid)
    uid = Contact.objects.get(name="Inga").uid
    answer = ada.post(f"{EVENTS}{event.uid}/invite/", {"to": [uid], "text": "Nāciet!"}, follow=True)
    assert "Not sent, the mail server refused: inga@example.org." in text_of(answer)
    assert not ContactEntry.objects.exists()


def test_a_cancelled_event_is_called_off(cast: Cast, ada: Client, heat: Stakeholder) -> None:
    event = planned(cast, invited=heat.uid)
    answer = ada.post(f"{EVENTS}{event.uid}/state/", {"state": "cancelled"})
    assert answer["Location"] == f"{EVENTS}{event.uid}/invite/"
    uid = Contact.objects.get(name="Inga").uid
    ada.post(f"{EVENTS}{event.uid}/invite/", {"to": [uid], "text": "Nebūs"})
    calendar, entry = one(mail.outbox[0].attachments[0][1])
    assert calendar["METHOD"] == "CANCEL" and entry["STATUS"] == "CANCELLED"  # type: ignore[index]
    assert entry["UID"] == f"{event.uid}@localhost", "the calendar finds the event again"  # type: ignore[index]
    assert mail.outbox[0].subject == "Cancelled: Apspriešana"
    ada.post(f"{EVENTS}{event.uid}/state/", {"state": "planned"})
    event.refresh_from_db()
    assert event.state == "planned"
    assert ada.post(f"{EVENTS}{event.uid}/state/", {"state": "held"}).status_code == 302
    event.refresh_from_db()
    assert event.state == "planned", "held is what closing says"


def test_holding_prints_the_agenda_and_keeps_the_checklist_and_issues(cast: Cast, ada: Client) -> None:
    event = planned(cast, ground_rules="Runā viens", brief="Vecs strīds")
    text = page(ada, event, "hold")
    assert "<li>Ievads</li><li>Jautājumi</li>" in text and "Runā viens" in text
    assert text.index("Vecs strīds") > text.index("not printed with the agenda")
    ada.post(f"{EVENTS}{event.uid}/hold/", {"resolution": ["acknowledge"], "revision": event.revision})
    issue = {"text": "Troksnis", "raised_by": "Valdis", "state": "parked", "due": "2027-02-01"}
    answer = ada.post(f"{EVENTS}{event.uid}/issue/", {**issue, "step": "hold"})
    assert answer["Location"] == f"{EVENTS}{event.uid}/hold/#issues"
    event.refresh_from_db()
    assert event.resolution == "acknowledge" and event.state == "planned"
    kept = Issue.objects.get()
    assert (kept.event_id, kept.state, kept.due, kept.date) == (event.pk, "parked", date(2027, 2, 1), DAY)
    assert "Troksnis" in page(ada, event, "hold")
    bad = ada.post(f"{EVENTS}{event.uid}/issue/", {"text": "", "due": "rīt", "state": "x"}, follow=True)
    assert "The issue was not kept" in text_of(bad) and Issue.objects.count() == 1


def test_closing_says_that_it_was_held_and_asks_what_came_out(
    cast: Cast, ada: Client, heat: Stakeholder
) -> None:
    event = planned(cast, invited=heat.uid)
    sent = {
        "date": "2027-01-14", "attended": [heat.uid], "people": "31", "minutes": "Runāja par tarifu",
        "purpose_met": "partly", "results": "Divi jautājumi atklāti", "revision": event.revision,
    }  # fmt: skip
    answer = ada.post(f"{EVENTS}{event.uid}/close/", sent)
    assert answer["Location"] == f"{EVENTS}{event.uid}/page/"
    event.refresh_from_db()
    assert (event.state, event.attended, event.people) == ("held", heat.uid, 31)
    assert event.purpose == "Uzklausīt" and event.invited == heat.uid, "the plan stays as it was"
    text = page(ada, event)
    assert "Partly" in text and "Runāja par tarifu" in text and "still to settle" not in text
    without = ada.post(f"{EVENTS}{event.uid}/close/", {**sent, "date": "", "revision": event.revision})
    assert without.status_code == 422 and "Say when it was held." in text_of(without)


def test_a_form_opened_before_somebody_else_saved_overwrites_nothing(cast: Cast, ada: Client) -> None:
    event = planned(cast)
    stale = event.revision
    event.minutes = "Bo"
    cast.keep(cast.bo, event)
    answer = ada.post(
        f"{EVENTS}{event.uid}/close/", {"date": "2027-01-14", "minutes": "Ada", "revision": stale}
    )
    assert answer.status_code == 409
    assert Event.objects.get().minutes == "Bo"


def test_the_council_reads_and_cannot_write(cast: Cast, sign_in: Callable[..., Client]) -> None:
    event = planned(cast)
    cy = sign_in(cast.cy)
    for step in ("page", "hold"):
        text = page(cy, event, step)
        main = text.partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main, step
    cy.post(f"{EVENTS}{event.uid}/hold/", {"resolution": ["acknowledge"], "revision": event.revision})
    event.refresh_from_db()
    assert event.resolution == ""


def test_a_contributor_invites_and_what_is_kept_waits(
    cast: Cast, sign_in: Callable[..., Client], heat: Stakeholder
) -> None:
    event = planned(cast, invited=heat.uid)
    uid = Contact.objects.get(name="Inga").uid
    sign_in(cast.bo).post(f"{EVENTS}{event.uid}/invite/", {"to": [uid], "text": "Nāciet!"})
    assert len(mail.outbox) == 1
    assert ContactEntry.objects.get().accepted is False
