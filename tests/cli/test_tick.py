"""`secap tick`: through the command, to a mail server on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from secap.agenda.models import Reminders
from secap.agenda.ticking import only_one
from tests.agenda.plans import add_tasks
from tests.agenda.sink import Sink, mail_server, use
from tests.cast import Cast, cast
from tests.cli.conftest import Ran

__all__ = ["cast"]
Secap = Callable[..., Ran]


@pytest.fixture
def sink(settings: Any, cast: Cast) -> Iterator[Sink]:
    add_tasks(cast)
    with mail_server() as server:
        use(settings, server)
        yield server


def test_a_tick_sends_what_is_due_and_the_next_one_nothing(secap: Secap, sink: Sink) -> None:
    first = secap("tick", "--today", "2026-11-24")
    assert (first.code, first.err) == (0, "") and "Reminders sent: " in first.out
    count = len(sink.mails)
    assert count >= 5
    again = secap("tick", "--today", "2026-11-24")
    assert again.code == 0 and "Reminders sent: 0." in again.out and len(sink.mails) == count


def test_a_dry_run_only_says(secap: Secap, sink: Sink) -> None:
    ran = secap("tick", "--today", "2026-11-24", "--dry-run")
    assert ran.code == 0 and "Would send to cy@example.org about Upesciems" in ran.out
    assert sink.mails == [] and not Reminders.objects.exists()


def test_a_mail_that_is_not_taken_is_an_error_that_says_what_to_do(secap: Secap, sink: Sink) -> None:
    sink.refused.add("bo@example.org")
    ran = secap("tick", "--today", "2026-11-24")
    assert ran.code == 1 and len(sink.mails) >= 4
    assert "bo@example.org" in ran.err and "Check the address" in ran.err


def test_two_ticks_at_once_do_not_send_twice(secap: Secap, sink: Sink) -> None:
    with only_one() as is_mine:
        assert is_mine
        ran = secap("tick", "--today", "2026-11-24")
        assert ran.code == 0 and "Another tick is running" in ran.out and sink.mails == []
    assert "Reminders sent: 0." not in secap("tick", "--today", "2026-11-24").out
    assert sink.mails


def test_a_wrong_day_is_named(secap: Secap) -> None:
    ran = secap("tick", "--today", "24.11.2026")
    assert ran.code == 2 and "“24.11.2026” is not a date such as 2026-11-24" in ran.err
