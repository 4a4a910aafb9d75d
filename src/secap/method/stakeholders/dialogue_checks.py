"""Checks of the engagement: few, each over all stakeholders, so that nobody drowns in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.stakeholders.evaluation import EventView
from secap.method.stakeholders.followup import FollowUp
from secap.method.stakeholders.opponents import ONE_TO_ONE_DAYS, Opponent
from secap.method.stakeholders.smart import ObjectiveView, unmet

CHAPTER = Message("Stakeholders")
AT_PLAN = Message("Stakeholders > Engagement plan")
AT_LOG = Message("Stakeholders > Contact log")
AT_EVENTS = Message("Stakeholders > Events")
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class DialogueData:
    """The engagement as the checks see it.

    is_begun : there is an event, a contact or an objective;  unengaged : names of powerful stakeholders whom
    nobody ever contacted or met;  overdue_issues : how many issues are past their day.
    """

    today: date
    is_begun: bool
    unengaged: Sequence[str] = ()
    opponents: Sequence[Opponent] = ()
    follow_ups: Sequence[FollowUp] = ()
    events: Sequence[EventView] = ()
    objectives: Sequence[ObjectiveView] = ()
    overdue_issues: int = 0


def check_dialogue(data: DialogueData) -> list[Finding]:
    """Return what is wrong or missing in the engagement, in the order of the work.

    An engagement that has not begun gets nothing but one note, and that only where powerful stakeholders are
    waiting.

    Source: seed (rows 1.3-06, 1.3-08, 1.3-17 to 1.3-21), design
    """
    found = [*_unengaged(data)]
    if data.is_begun:
        found += [*_opponents(data), *_follow_ups(data), *_minutes(data), *_smart(data), *_issues(data)]
    return found


def _unengaged(data: DialogueData) -> Iterator[Finding]:
    if data.unengaged:
        yield Finding(
            "engagement.unengaged",
            Severity.WARNING if data.is_begun else Severity.INFO,
            (CHAPTER,),
            Message(
                "Powerful stakeholders whom nobody has contacted yet: {names}. Left out, they can become "
                "an obstacle.",
                names=_named(data.unengaged),
            ),
            Message("Plan when and how to engage them: {place}.", place=AT_PLAN),
        )


def _opponents(data: DialogueData) -> Iterator[Finding]:
    late = [one.stance.name for one in data.opponents if one.is_alert]
    if late:
        yield Finding(
            "engagement.opponents",
            Severity.WARNING,
            (CHAPTER,),
            Message(
                "Powerful opponents whom nobody met one to one in {days} days: {names}.",
                days=ONE_TO_ONE_DAYS,
                names=_named(late),
            ),
            Message("Meet them, listen, and log the meeting: {place}.", place=AT_LOG),
        )


def _follow_ups(data: DialogueData) -> Iterator[Finding]:
    due = sum(one.is_due(data.today) for one in data.follow_ups)
    if due:
        yield Finding(
            "engagement.follow_ups",
            Severity.WARNING,
            (CHAPTER,),
            Message("Contacts to come back to, their day has passed: {count}.", count=due),
            Message("Silence is not a no. The log says whom to try how: {place}.", place=AT_LOG),
        )


def _minutes(data: DialogueData) -> Iterator[Finding]:
    without = [one.title for one in data.events if one.is_held and not one.minutes.strip()]
    if without:
        yield Finding(
            "engagement.minutes",
            Severity.WARNING,
            (CHAPTER,),
            Message("Events that were held and have no minutes: {names}.", names=_named(without)),
            Message("Write them while somebody remembers: {place} > Close.", place=AT_EVENTS),
        )
    past = [
        one.title
        for one in data.events
        if one.state == "planned" and one.date is not None and one.date < data.today
    ]
    if past:
        yield Finding(
            "engagement.past_events",
            Severity.INFO,
            (CHAPTER,),
            Message("Events whose day has passed and that are still planned: {names}.", names=_named(past)),
            Message("Say whether they were held or cancelled: {place}.", place=AT_EVENTS),
        )


def _smart(data: DialogueData) -> Iterator[Finding]:
    weak = [one.statement for one in data.objectives if not one.result and unmet(one)]
    if weak:
        yield Finding(
            "engagement.objectives",
            Severity.INFO,
            (CHAPTER,),
            Message("Objectives of the engagement that are not SMART: {names}.", names=_named(weak)),
            Message("Each objective's page says which letters are missing: Stakeholders > Objectives."),
        )


def _issues(data: DialogueData) -> Iterator[Finding]:
    if data.overdue_issues:
        yield Finding(
            "engagement.issues",
            Severity.WARNING,
            (CHAPTER,),
            Message("Issues that should have been answered by now: {count}.", count=data.overdue_issues),
            Message("Answer them, or agree on another day: Stakeholders > Issues."),
        )


def _named(names: Sequence[str]) -> list[object]:
    """Return the first names, and how many more there are."""
    shown: list[object] = list(names[:MOST_NAMES])
    if len(names) > MOST_NAMES:
        shown.append(Message("{count} more", count=len(names) - MOST_NAMES))
    return shown
