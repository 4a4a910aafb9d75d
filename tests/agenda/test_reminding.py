"""Who gets which mail and when: through a real mail server on loopback."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from django.test import Client
from django.utils import timezone

from secap import locale
from secap.agenda.digest import MOST_LINES
from secap.agenda.models import Reminders
from secap.agenda.reminding import is_due, send_reminders
from secap.agenda.ticking import Tick, tick
from secap.desk.governance.models import Task
from secap.desk.registry.models import Membership
from secap.desk.site import settings as site_settings
from tests.agenda.plans import MONDAY, SOON, TODAY, add_tasks
from tests.agenda.sink import Sink, mail_server, text_of, use
from tests.cast import Cast

WEEK = timedelta(days=7)
ALL = {"ada@example.org", "bo@example.org", "cy@example.org", "di@example.org", "juris@example.org"}


@pytest.fixture(scope="module")
def server() -> Iterator[Sink]:
    with mail_server() as sink:
        yield sink


@pytest.fixture
def sink(server: Sink, settings: Any, cast: Cast) -> Sink:
    """An empty server, and Ada's town with tasks; the other towns have no dates."""
    server.mails.clear()
    server.refused.clear()
    use(settings, server)
    for town in (cast.village, cast.elsewhere):
        town.country = "MA"
        town.save()
    add_tasks(cast)
    return server


def run(today: date, **options: Any) -> Tick:
    done = tick(today, **options)
    assert [one.text() for one in done.failed] == []
    return done


@pytest.mark.parametrize(
    ("rhythm", "last", "today", "expected"),
    [
        ("weekly", None, TODAY, True),
        ("weekly", MONDAY - WEEK, MONDAY, True),
        ("weekly", MONDAY, TODAY, False),
        ("weekly", MONDAY, MONDAY + timedelta(days=6), False),
        ("weekly", date(2026, 11, 19), MONDAY, True),  # a Thursday: another week
        ("weekly", date(2026, 11, 19), TODAY, False),
        ("weekly", date(2026, 11, 17), TODAY, True),  # seven days, though no Monday
        ("weekly", MONDAY, MONDAY, False),
        ("daily", MONDAY, TODAY, True),
        ("daily", TODAY, TODAY, False),
        ("never", None, MONDAY, False),
    ],
)
def test_how_often(rhythm: str, last: date | None, today: date, expected: bool) -> None:
    assert is_due(rhythm, last, today) is expected


def test_each_address_gets_one_mail_with_what_is_theirs(sink: Sink) -> None:
    run(TODAY)
    assert sorted(str(mail["To"]) for mail in sink.mails) == sorted(ALL)
    ada, cy, juris = (text_of(sink.to(f"{one}@example.org")[0]) for one in ("ada", "cy", "juris"))
    assert all(one in ada for one in ("Budžets", "Rēķini", "Mērījumi"))
    assert "Budžets" in cy and "Rēķini" not in cy
    assert "Mērījumi" in juris and "Budžets" not in juris
    assert Reminders.objects.get(email="cy@example.org").last_sent == TODAY


def test_a_mail_says_what_is_late_and_what_is_due_with_addresses(sink: Sink, cast: Cast) -> None:
    cast.ada.language = "en"
    cast.ada.save()
    run(TODAY)
    mail = sink.to("ada@example.org")[0]
    text = text_of(mail)
    assert mail["Subject"] == "Upesciems: 1 overdue, 2 due soon"
    assert text.index("Overdue") < text.index("Rēķini") < text.index("Due within 14 days")
    assert "01/12/2026: Budžets" in text
    record = Task.objects.get(title="Rēķini")
    assert f"https://plan.example.org/upesciems/steps/tasks/{record.uid}/" in text
    assert "https://plan.example.org/upesciems/calendar/" in text
    page = text_of(mail, "html")
    assert '<html lang="en">' in page and "Rēķini</a>" in page


def test_a_mail_is_in_the_readers_language_latvian_where_none_is_known(sink: Sink, cast: Cast) -> None:
    cast.ada.language = "en"
    cast.ada.save()
    run(TODAY)
    assert '<html lang="en">' in text_of(sink.to("ada@example.org")[0], "html")
    for address in ("cy@example.org", "juris@example.org"):
        mail = sink.to(address)[0]
        assert '<html lang="lv">' in text_of(mail, "html")
        assert locale.translate("Change it or stop the reminders:", "lv") in text_of(mail)
        assert "1.12.2026.: " in text_of(mail)


def test_an_address_without_account_gets_no_pages_it_could_not_open(sink: Sink) -> None:
    run(TODAY)
    addresses = re.findall(r"https://\S+", text_of(sink.to("juris@example.org")[0]))
    assert len(addresses) == 1 and "/feed/unsubscribe/" in addresses[0]


def test_the_link_and_the_header_unsubscribe(sink: Sink) -> None:
    run(TODAY)
    mail = sink.to("juris@example.org")[0]
    address = str(mail["List-Unsubscribe"]).strip(" <>")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in text_of(mail)
    path = address.removeprefix("https://plan.example.org")
    Client().post(path, {"List-Unsubscribe": "One-Click"})
    run(TODAY + 2 * WEEK)
    assert len(sink.to("juris@example.org")) == 1


def test_the_same_is_never_said_twice_in_a_row(sink: Sink, cast: Cast) -> None:
    run(MONDAY)
    run(MONDAY)
    run(MONDAY + WEEK)  # nothing has changed: late is late, soon is soon
    assert len(sink.mails) == len(ALL)
    run(SOON + WEEK)  # what was due soon is late now
    assert len(sink.to("cy@example.org")) == 2


def test_every_day_only_when_something_is_due(sink: Sink, cast: Cast) -> None:
    Reminders.objects.create(municipality=cast.town, email="cy@example.org", rhythm="daily")
    for days in (-16, -14, -13, -1, 0, 1, 2):
        run(SOON + timedelta(days=days))
    sent = [text_of(mail) for mail in sink.to("cy@example.org")]
    assert len(sent) == 2  # two weeks before, and the day after


def test_what_was_entered_since_the_last_mail_is_told_once(sink: Sink, cast: Cast) -> None:
    now = timezone.localdate()
    Reminders.objects.create(
        municipality=cast.town, email="cy@example.org", rhythm="daily", last_sent=now - timedelta(days=1)
    )
    Task.everything.all().delete()
    cast.keep(cast.ada, Task(step="vision", title="Vīzija", actors="council", due=now + timedelta(days=300)))
    run(now)
    assert sink.to("cy@example.org") == []  # today's entries are tomorrow's news
    run(now + timedelta(days=1))
    run(now + timedelta(days=2))
    assert ["Vīzija" in text_of(mail) for mail in sink.to("cy@example.org")] == [True]


def test_nothing_to_say_is_no_mail(sink: Sink) -> None:
    Task.everything.all().delete()
    assert [one.text() for one in run(TODAY).told] == ["Reminders sent: 0."]
    assert sink.mails == [] and not Reminders.objects.exists()


def test_a_flood_is_told_as_a_number(sink: Sink, cast: Cast) -> None:
    for number in range(MOST_LINES + 5):
        cast.keep(cast.ada, Task(step="vision", title=f"Uzdevums {number}", actors="council", due=SOON))
    run(TODAY)
    text = text_of(sink.to("cy@example.org")[0])
    assert text.count("Uzdevums") + text.count("Budžets") == MOST_LINES


def test_who_left_gets_no_more_mail(sink: Sink, cast: Cast) -> None:
    Membership.objects.get(person=cast.cy).delete()
    cast.bo.is_active = False
    cast.bo.save()
    run(TODAY)
    assert {str(mail["To"]) for mail in sink.mails} == ALL - {"cy@example.org", "bo@example.org"}


def test_a_refused_address_is_told_and_the_others_get_theirs(sink: Sink) -> None:
    sink.refused.add("bo@example.org")
    done = tick(TODAY)
    assert {str(mail["To"]) for mail in sink.mails} == ALL - {"bo@example.org"}
    told = [one.text() for one in done.failed]
    assert len(told) == 1 and "bo@example.org" in told[0] and "550 5.1.1 no such mailbox" in told[0]
    assert Reminders.objects.get(email="bo@example.org").last_sent is None
    sink.refused.clear()
    run(TODAY)
    assert len(sink.mails) == len(ALL) and sink.to("bo@example.org")


def test_a_server_that_is_not_there_is_told_once_and_nothing_counts_as_sent(
    sink: Sink, settings: Any
) -> None:
    settings.EMAIL_PORT = 9  # discard: nobody listens
    done = tick(TODAY)
    told = [one.text() for one in done.failed]
    assert len(told) == 1 and "127.0.0.1:9" in told[0] and "SECAP_EMAIL_HOST" in told[0]
    assert not Reminders.objects.exclude(last_sent=None).exists()


def test_a_password_is_used_and_a_wrong_one_is_told(cast: Cast, settings: Any) -> None:
    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"secap", b"right"), handled=False)

    add_tasks(cast)
    with (
        pytest.warns(UserWarning, match="TLS"),
        mail_server(authenticator=check, auth_required=True, auth_require_tls=False) as sink,
    ):
        use(settings, sink, EMAIL_HOST_USER="secap", EMAIL_HOST_PASSWORD="wrong")
        assert "535" in tick(TODAY).failed[0].text() and sink.mails == []
        settings.EMAIL_HOST_PASSWORD = "right"
        run(TODAY)
        assert sink.to("cy@example.org")


def test_no_mail_leaves_unprotected_where_starttls_is_wanted(sink: Sink, settings: Any) -> None:
    settings.EMAIL_USE_TLS = True
    done = tick(TODAY)
    assert "STARTTLS" in done.failed[0].text() and sink.mails == []


def test_without_a_mail_server_nothing_counts_as_sent(sink: Sink, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "no mail server is set" in run(TODAY).told[0].text()
    assert not Reminders.objects.exists()


def test_a_rehearsal_says_what_would_be_sent_and_keeps_nothing(sink: Sink) -> None:
    told = [one.text() for one in run(TODAY, is_rehearsal=True).told]
    assert "Would send to cy@example.org about Upesciems: 0 overdue, 1 due soon, 0 new." in told
    assert sink.mails == [] and not Reminders.objects.exists()


@pytest.mark.parametrize(
    ("security", "tls", "ssl"), [("starttls", True, False), ("tls", False, True), ("none", False, False)]
)
def test_the_environment_decides_how_mail_leaves(
    monkeypatch: pytest.MonkeyPatch, security: str, tls: bool, ssl: bool
) -> None:
    for name, value in {
        "SECAP_EMAIL_HOST": "mail.example.org", "SECAP_EMAIL_PORT": "2525", "SECAP_EMAIL_USER": "secap",
        "SECAP_EMAIL_PASSWORD": "secret", "SECAP_EMAIL_SECURITY": security,
        "SECAP_EMAIL_FROM": "plan@example.org", "SECAP_URL": "https://plan.example.org/",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    found = runpy.run_path(str(site_settings.__file__))
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", 2525)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("secap", "secret")
    assert found["DEFAULT_FROM_EMAIL"] == "plan@example.org"
    assert found["SITE_URL"] == "https://plan.example.org"
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_a_rehearsal_without_anything_to_send_says_so(db: None) -> None:
    run = Tick(TODAY, is_rehearsal=True)
    send_reminders(run)
    assert [told.text() for told in run.told] == ["No reminder would leave today."]
