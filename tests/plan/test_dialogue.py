"""The engagement of a whole plan: the rows of its plan, what it waits for, what its checks say."""

from __future__ import annotations

from datetime import date, timedelta

from secap.desk.registry.models import Municipality
from secap.desk.stakeholders import models
from secap.plan.plan import Plan

TODAY = date(2026, 6, 1)
TOWN = Municipality(slug="upesciems", name="Upesciems")


def plan(**parts: object) -> Plan:
    return Plan(municipality=TOWN, today=TODAY, **parts)  # type: ignore[arg-type]


def stakeholder(name: str, **values: object) -> models.Stakeholder:
    return models.Stakeholder(municipality=TOWN, uid=name, name=name, **values)


def contact(who: models.Stakeholder, day: date, **values: object) -> models.ContactEntry:
    given = {"channel": "email", **values}
    return models.ContactEntry(municipality=TOWN, stakeholder=who, date=day, **given)


def ids(found: Plan) -> list[str]:
    return [finding.id for finding in found.dialogue.findings]


def test_an_empty_plan_has_nothing_to_say() -> None:
    found = plan().dialogue
    assert found.findings == [] and found.rows == () and not found.is_begun


def test_a_register_without_any_engagement_gets_one_note() -> None:
    people = [stakeholder("heat", power="high", interest="high"), stakeholder("foe", power="high",
              support="opposed"), stakeholder("small", power="low")]  # fmt: skip
    found = plan(stakeholders=people)
    assert [(one.id, one.severity.value) for one in found.dialogue.findings] == [
        ("engagement.unengaged", "info")
    ]
    assert "heat, foe" in str(found.dialogue.findings[0].message)


def test_the_level_is_as_chosen_else_as_the_quadrant_proposes() -> None:
    people = [
        stakeholder("proposed", power="very_high", interest="low"),
        stakeholder("chosen", power="very_high", interest="low", level="empower", is_primary=True),
        stakeholder("unknown", power="very_high"),
    ]
    rows = plan(stakeholders=people).dialogue.rows
    told = [(row.stakeholder.name, row.level, row.is_chosen, row.template) for row in rows]
    assert told == [
        ("chosen", "empower", True, "high"),  # the primary stakeholder stands first
        ("proposed", "consult", False, "low"),
        ("unknown", "", False, ""),
    ]


def test_the_next_contact_is_the_earlier_of_follow_up_and_rhythm() -> None:
    who = stakeholder("heat", contact_every_days=30)
    silent = contact(who, date(2026, 5, 30), response="no_answer")
    row = plan(stakeholders=[who], contact_log=[silent]).dialogue.rows[0]
    assert row.last_contact == date(2026, 5, 30)
    assert row.next_contact == date(2026, 6, 13), "14 days, not 30"
    who.contact_every_days = 7
    row = plan(stakeholders=[who], contact_log=[silent]).dialogue.rows[0]
    assert row.next_contact == date(2026, 6, 6)


def test_being_at_an_event_is_a_contact_and_the_next_event_is_the_nearest_to_come() -> None:
    who = stakeholder("heat", power="high")
    events = [
        models.Event(title="was", state="held", date=date(2026, 4, 1), attended="heat", minutes="x"),
        models.Event(title="far", date=date(2026, 9, 1), invited="heat"),
        models.Event(title="near", date=date(2026, 7, 1), invited="heat"),
        models.Event(title="off", state="cancelled", date=date(2026, 6, 2), invited="heat"),
        models.Event(title="others", date=date(2026, 6, 3), invited="sheath"),
    ]
    found = plan(stakeholders=[who], events=events)
    row = found.dialogue.rows[0]
    assert row.last_contact == date(2026, 4, 1)
    assert row.next_event is not None and row.next_event.title == "near"
    assert "engagement.unengaged" not in ids(found)


def test_a_powerful_opponent_needs_a_talk_one_to_one_and_a_call_is_none() -> None:
    foe = stakeholder("foe", power="high", support="strongly_opposed")
    called = contact(foe, TODAY, channel="phone", response="answered")
    assert ids(plan(stakeholders=[foe], contact_log=[called])) == ["engagement.opponents"]
    met = contact(foe, TODAY - timedelta(days=30), channel="one_to_one", response="answered")
    assert ids(plan(stakeholders=[foe], contact_log=[called, met])) == []


def test_the_checks_are_one_each_however_many_it_concerns() -> None:
    people = [stakeholder(f"s{n}", power="low") for n in range(8)]
    log = [contact(one, date(2026, 5, 1), response="no_answer") for one in people]
    events = [models.Event(title=f"e{n}", state="held", date=date(2026, 3, n + 1)) for n in range(7)]
    events.append(models.Event(title="forgotten", date=date(2026, 5, 1)))
    issues = [
        models.Issue(text="late", due=date(2026, 5, 1)),
        models.Issue(text="parked", state="parked", due=date(2026, 5, 2)),
        models.Issue(text="answered", state="answered", due=date(2026, 5, 1), reply="Yes"),
    ]
    goals = [models.EngagementObjective(statement="Talk")]
    found = plan(
        stakeholders=people, contact_log=log, events=events, issues=issues, engagement_objectives=goals
    )
    assert ids(found) == [
        "engagement.follow_ups",
        "engagement.minutes",
        "engagement.past_events",
        "engagement.objectives",
        "engagement.issues",
    ]
    texts = [str(finding.message) for finding in found.dialogue.findings]
    assert texts[0] == "Contacts to come back to, their day has passed: 8."
    assert texts[1].endswith("e0, e1, e2, e3, e4, 2 more.")
    assert texts[4] == "Issues that should have been answered by now: 2."


def test_what_was_deleted_is_not_named_by_an_objective() -> None:
    who = stakeholder("heat")
    goal = models.EngagementObjective(statement="Data", stakeholders="heat gone", due=date(2026, 9, 1))
    one = plan(stakeholders=[who], engagement_objectives=[goal]).dialogue.objectives[0]
    assert [each.name for each in one.stakeholders] == ["heat"]
    assert [letter.letter for letter in one.letters if letter.is_met] == ["T"]
