"""The registry of what is done from time to time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from secap.agenda import ticking
from secap.agenda.ticking import Tick, every_tick, tick
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

DAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def works(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ticking, "WORKS", {})
    yield


def test_one_work_that_fails_does_not_keep_the_others() -> None:
    @every_tick("refuses")
    def refuses(_tick: Tick) -> None:
        raise InvalidInput(Message("Not today."))

    @every_tick("breaks")
    def breaks(_tick: Tick) -> None:
        raise ZeroDivisionError

    @every_tick("works")
    def works(done: Tick) -> None:
        done.told.append(Message("Done on {day}.", day=str(done.today)))

    done = tick(DAY)
    assert [one.text() for one in done.told] == ["Done on 2026-11-24."]
    assert [one.text() for one in done.failed] == [
        "refuses: Not today.",
        "breaks: unexpected error (ZeroDivisionError()).",
    ]


def test_two_works_of_a_name_are_a_mistake() -> None:
    every_tick("same")(lambda _tick: None)
    with pytest.raises(ValueError, match="two works"):
        every_tick("same")(lambda _tick: None)


def test_reminders_are_registered_when_the_site_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert "reminders" in ticking.WORKS
