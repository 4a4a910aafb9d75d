"""Whom to come back to, when and how; who stands against; what makes an objective SMART."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes, tables
from secap.method.stakeholders.evaluation import EventView, PartyView, evaluate
from secap.method.stakeholders.followup import (
    NEXT_CHANNELS,
    REFUSED,
    ContactView,
    contact_due,
    follow_up,
    follow_ups,
)
from secap.method.stakeholders.opponents import ONE_TO_ONE_DAYS, StanceView, opponents
from secap.method.stakeholders.smart import ObjectiveView, is_smart, unmet

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "engagement.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 6, 1)


def cases(about: str) -> Any:
    found = [case for case in CASES if case["about"] == about]
    assert found
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def test_every_case_has_a_source_and_is_tried() -> None:
    assert all(case["source"] in tables.sources() for case in CASES)
    assert {case["about"] for case in CASES} == {"follow_up", "evaluation"}


@cases("follow_up")
def test_follow_up(case: dict[str, Any]) -> None:
    found = follow_up([ContactView("a", **entry) for entry in case["given"]])
    if case["expect"] is None:
        assert found is None
    else:
        assert found is not None
        told = {"due": found.due, "channel": found.channel, "tries": found.tries}
        assert told == case["expect"]


CONTACTS = st.builds(
    ContactView,
    stakeholder=st.just("a"),
    date=st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    channel=st.sampled_from(list(codes.table("contact_channels"))),
    response=st.sampled_from(["", *codes.table("contact_responses")]),
)


@given(st.lists(CONTACTS, max_size=12))
def test_a_suggested_channel_was_never_tried_in_the_present_silence(entries: list[ContactView]) -> None:
    found = follow_up(entries)
    if found is not None and found.last.response == "no_answer":
        silent = sorted((e for e in entries if e.response), key=lambda e: e.date)[-found.tries :]
        assert {e.response for e in silent} == {"no_answer"}
        assert found.channel not in {e.channel for e in silent}
        assert found.channel or set(NEXT_CHANNELS) <= {e.channel for e in silent}


@given(st.lists(CONTACTS, max_size=12))
def test_whoever_answered_last_is_not_waited_for(entries: list[ContactView]) -> None:
    closing = ContactView("a", date(2027, 1, 1), "phone", "answered")
    assert follow_up([*entries, closing]) is None


def test_every_reason_of_a_no_has_its_advice() -> None:
    assert set(codes.table("refusal_reasons")) - {"unknown"} == set(REFUSED)


def test_several_stakeholders_stand_by_their_day() -> None:
    entries = [
        ContactView("late", date(2026, 5, 20), "email", "no_answer"),
        ContactView("early", date(2026, 5, 1), "email", "no_answer"),
        ContactView("done", date(2026, 5, 1), "email", "yes"),
    ]
    found = follow_ups(entries)
    assert [one.stakeholder for one in found] == ["early", "late"]
    assert [one.is_due(TODAY) for one in found] == [True, False]


def test_the_rhythm_of_contacts() -> None:
    assert contact_due(date(2026, 1, 1), 60, TODAY) == date(2026, 3, 2)
    assert contact_due(None, 60, TODAY) == TODAY, "no contact yet: now"
    assert contact_due(date(2026, 1, 1), None, TODAY) is None


def test_only_powerful_opponents_without_a_recent_talk_raise_the_alarm() -> None:
    stances = [
        StanceView("weak", "Weak", "opposed", "low"),
        StanceView("strong", "Strong", "opposed", "high", frozenset({"watch"})),
        StanceView("fierce", "Fierce", "strongly_opposed", "high"),
        StanceView("friend", "Friend", "supportive", "very_high"),
        StanceView("unknown", "Unknown", "", "very_high"),
        StanceView("unplaced", "Unplaced", "opposed", ""),
    ]
    day = TODAY - timedelta(days=ONE_TO_ONE_DAYS)
    found = opponents(stances, {"strong": day}, TODAY)
    assert [one.stance.uid for one in found] == ["fierce", "strong", "weak", "unplaced"]
    assert [one.stance.uid for one in found if one.is_alert] == ["fierce"]
    later = opponents(stances, {"strong": day - timedelta(days=1)}, TODAY)
    assert [one.stance.uid for one in later if one.is_alert] == ["fierce", "strong"]
    by_uid = {one.stance.uid: one for one in found}
    assert by_uid["strong"].open == ("listen", "one_to_one", "channels", "bridges")
    assert "bridges" not in by_uid["weak"].open, "the deck says it of strong opponents"


WHOLE = ObjectiveView(
    statement="Heat data of all suppliers by June",
    result_wanted="A full table",
    stakeholders=3,
    indicator="Data sets received",
    target_value=4.0,
    risks="They answer letters only",
    resources="20 hours",
    responsible="Energy manager",
    due=date(2026, 6, 30),
)


@pytest.mark.parametrize(
    ("change", "letter"),
    [
        ({"stakeholders": 0}, "S"),
        ({"result_wanted": " "}, "S"),
        ({"target_value": None}, "M"),
        ({"risks": ""}, "A"),
        ({"responsible": ""}, "R"),
        ({"due": None}, "T"),
        ({"start": date(2026, 7, 1)}, "T"),
    ],
)
def test_each_letter_falls_with_its_field(change: dict[str, Any], letter: str) -> None:
    assert is_smart(WHOLE)
    assert is_smart(replace(WHOLE, target_value=0.0)), "a target of zero is a target"
    assert unmet(replace(WHOLE, **change)) == (letter,)


@cases("evaluation")
def test_evaluation(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]
    parties = [
        PartyView(one["uid"], one["uid"], one["type"], frozenset(one["steps"])) for one in given["parties"]
    ]
    events = [EventView(**{**one, "attended": frozenset(one["attended"])}) for one in given["events"]]
    contacts = [ContactView(**one) for one in given["contacts"]]
    goals = [
        replace(WHOLE, result="reached", intended=frozenset({"trust", "consensus"}),
                obtained=frozenset({"trust", "needs"})),
        WHOLE,
    ]  # fmt: skip
    found = evaluate(parties, events, contacts, goals)
    assert (found.held, found.people) == (expect["held"], expect["people"])
    names = ("stakeholders", "engaged", "contacts", "asked", "answered", "attendances")
    assert {name: getattr(found.total, name) for name in names} == expect["total"]
    assert found.total.response_share == expect["response_share"]
    lines = {line.type: line for line in found.types}
    assert {name: getattr(lines["business"], name) for name in names} == expect["business"]
    assert lines["media"].response_share is None, "no response is known: not zero"
    phases = {line.phase: line for line in found.phases}
    for phase in ("planning", "monitoring"):
        told = {name: getattr(phases[phase], name) for name in ("events", "people", "wanted", "reached")}
        assert told == expect[phase]
    assert [(b.reason, b.intended, b.obtained, b.beside) for b in found.benefits] == [
        ("consensus", 1, 0, 0),
        ("needs", 0, 0, 1),
        ("trust", 1, 1, 0),
    ]
    assert found.objectives == {"reached": 1, "": 1}
