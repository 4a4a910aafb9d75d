"""Everything dated in a plan, and whom it concerns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secap.agenda.dates import dates_of
from secap.agenda.entry import KINDS, Date
from tests.agenda.plans import LATER, PAST, SOON, TODAY, full_plan


@pytest.fixture(scope="module")
def dates() -> list[Date]:
    return dates_of(full_plan())


def titled(dates: list[Date], words: str) -> Date:
    return next(one for one in dates if words in one.title.text("en"))


def test_every_kind_of_date_is_told_in_order(dates: list[Date]) -> None:
    assert {one.kind for one in dates} == set(KINDS)
    assert [one.day for one in dates] == sorted(one.day for one in dates)
    assert len({one.key for one in dates}) == len(dates)


def test_what_is_cancelled_has_no_date(dates: list[Date]) -> None:
    told = " ".join(one.title.text("en") for one in dates)
    assert "Atcelta" not in told and "M-02" not in told


def test_only_what_has_a_term_and_is_open_can_be_late(dates: list[Date]) -> None:
    late = {one.title.text("en") for one in dates if one.is_overdue(TODAY)}
    assert late == {
        "Rēķini",
        "Come back to: SIA Siltums",  # silent since the first of the month: two weeks
        "Grade the adaptation scoreboard",  # asked at adhesion, nothing graded
    }


def test_a_council_sees_its_own_and_its_events(dates: list[Date]) -> None:
    told = {one.title.text("en") for one in dates if one.concerns("cy@example.org", "council")}
    assert "Approve the plan and the budgets for at least the first year" in told
    assert "Darbnīca" in told and "Rēķini" not in told and "Data to collect: Elektroenerģija" not in told


def test_an_address_is_concerned_by_name_only(dates: list[Date]) -> None:
    assert [one.title.text("en") for one in dates if one.concerns("juris@example.org", None)] == ["Rēķini"]
    # A contact of an invited stakeholder gets no mail, but finds the event in the feed once a member.
    assert not any(one.concerns("janis@example.org", None) for one in dates)
    assert [one.kind for one in dates if one.concerns("janis@example.org", "viewer")] == ["event"]


def test_names_of_the_administration_lead_to_their_addresses(dates: list[Date]) -> None:
    mine = {one.kind for one in dates if one.concerns("anna@example.org", None)}
    assert mine == {"appointment", "follow_up", "review"}


def test_titles_hold_no_names_of_people(dates: list[Date]) -> None:
    told = " ".join(one.title.text("en") for one in dates)
    for name in ("Jānis", "Jāņa", "Anna", "Līga", "Juris", "noskaņojums"):
        assert name not in told


def test_what_is_done_is_neither_late_nor_open(dates: list[Date]) -> None:
    done = titled(dates, "Gatavs")
    assert done.is_done and not done.is_overdue(TODAY) and not done.is_open(TODAY)
    assert titled(dates, "Action begins").day == PAST
    assert titled(dates, "Comments open").day == SOON and titled(dates, "Last day for comments").day == LATER
    assert replace(done, is_done=False).is_overdue(TODAY)
