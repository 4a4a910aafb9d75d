"""When to come back to whom: silence is not a no, and a no has a reason (rows 1.3-18, 1.3-19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from secap.method.basis.messages import Message

FOLLOW_UP_DAYS = 14  # assumed: after no answer, or "later" without a day
RETURN_DAYS = 90  # assumed: after a no without a day to return
# Assumed: what to try next. The deck names the call, the e-mail, the letter and the survey; a talk goes
# before the survey.
NEXT_CHANNELS = ("phone", "email", "letter", "one_to_one", "survey", "group_meeting", "social_media")
WAITING = ("no_answer", "later", "no")


Day = date  # within the class below `date` is a field


@dataclass(frozen=True, slots=True)
class ContactView:
    """One line of the contact log.  response : code of `contact_responses`, empty: not known (yet)."""

    stakeholder: str
    date: Day
    channel: str
    response: str = ""
    refusal: str = ""
    follow_up_on: Day | None = None
    reference: Any = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Somebody to come back to.

    due : when;  tries : contacts without an answer in a row;  channel : one to try, empty: as before;
    advice : what to do;  last : the entry it follows from.
    """

    stakeholder: str
    due: date
    tries: int
    channel: str
    advice: Message
    last: ContactView

    def is_due(self, today: date) -> bool:
        return self.due <= today


REFUSED = {
    "timing": Message("The time did not suit: offer another time."),
    "commitment": Message("Too much was asked: ask for less, such as one answer or one hour."),
    "interest": Message("There was no interest: say what is in it for them."),
    "mandate": Message("There was no mandate: ask who may decide, and go there."),
    "trust": Message("There was no trust: meet one to one and listen first."),
}
ASK_WHY = Message("The reason is not known: ask for it.")


def follow_up(entries: Iterable[ContactView]) -> FollowUp | None:
    """Return when and how to come back to one stakeholder; None where nothing is open.

    The latest entry that has a response or a day to come back decides. Without an answer the next channel is
    one that was not tried in the row of silent tries; after a day that was agreed, the agreed day counts.

    Parameters: entries : of one stakeholder, in any order; of two on a day the later in the row is the later
    Source: seed (silence is not a no; a no has a reason), design (days, order of the channels)
    Example:
        >>> silent = ContactView("a", date(2026, 3, 2), "email", "no_answer")
        >>> found = follow_up([silent])
        >>> found.due.isoformat(), found.channel, found.tries
        ('2026-03-16', 'phone', 1)
    """
    telling = sorted((one for one in entries if one.response or one.follow_up_on), key=lambda one: one.date)
    if not telling:
        return None
    last = telling[-1]
    if last.response not in WAITING and last.follow_up_on is None:
        return None
    silent = _silent(telling)
    if last.response == "no_answer":
        channel = next_channel([one.channel for one in silent])
        advice = (
            Message("Silence is not a no: try once more, by another way.")
            if channel
            else Message("Every way was tried: ask somebody who knows them, or wait for an occasion.")
        )
    elif last.response == "no":
        channel = "one_to_one" if last.refusal == "trust" else ""
        advice = REFUSED.get(last.refusal, ASK_WHY)
    else:
        channel = ""
        advice = Message("Come back, as was agreed.")
    return FollowUp(last.stakeholder, _due(last), len(silent), channel, advice, last)


def follow_ups(entries: Iterable[ContactView]) -> list[FollowUp]:
    """Return whom to come back to, the earliest first.

    Source: design
    """
    by_stakeholder: dict[str, list[ContactView]] = {}
    for entry in entries:
        by_stakeholder.setdefault(entry.stakeholder, []).append(entry)
    found = [one for rows in by_stakeholder.values() if (one := follow_up(rows)) is not None]
    return sorted(found, key=lambda one: one.due)


def next_channel(tried: Sequence[str]) -> str:
    """Return the first channel that was not tried yet; empty where all were.

    Source: seed (several means of communication), design (their order)
    """
    return next((channel for channel in NEXT_CHANNELS if channel not in tried), "")


def last_contacts(entries: Iterable[ContactView]) -> dict[str, date]:
    """Return {stakeholder: day of the last contact}, whatever the answer.

    Source: design
    """
    found: dict[str, date] = {}
    for entry in entries:
        found[entry.stakeholder] = max(entry.date, found.get(entry.stakeholder, entry.date))
    return found


def contact_due(last: date | None, every_days: int | None, today: date) -> date | None:
    """Return the day of the next regular contact; `today` where there was none yet, None where no rhythm is
    set.

    Source: design
    """
    if every_days is None:
        return None
    return today if last is None else last + timedelta(days=every_days)


def _silent(telling: Sequence[ContactView]) -> list[ContactView]:
    """Return the last tries without an answer, back to the last answer."""
    found: list[ContactView] = []
    for entry in reversed(telling):
        if entry.response != "no_answer":
            break
        found.append(entry)
    return found


def _due(last: ContactView) -> date:
    if last.follow_up_on is not None:
        return last.follow_up_on
    return last.date + timedelta(days=RETURN_DAYS if last.response == "no" else FOLLOW_UP_DAYS)
