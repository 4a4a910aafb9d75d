"""The poll as a page asks it, and what somebody's form says: choices, places, numbers; no script needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secap.desk.registry.models import Person
from secap.desk.stakeholders.models import Poll, PollQuestion
from secap.participation import tally
from secap.participation.models import PersonalLink, PollAnswer

MOST_TEXT = 2000
MOST_POINTS = 100_000


@dataclass(slots=True)
class Option:
    """name : of the control;  value : what it holds: a place, points, or whether it is chosen."""

    name: str
    label: str
    value: Any = ""


@dataclass(slots=True)
class Asked:
    """One question on the page with what was filled in, and what is wrong with it."""

    question: PollQuestion
    options: list[Option] = field(default_factory=list)
    text: str = ""
    error: str = ""

    @property
    def name(self) -> str:
        return f"q-{self.question.uid}"

    @property
    def places(self) -> list[str]:
        return [str(place) for place in range(1, len(self.options) + 1)]

    @property
    def given(self) -> int:
        """The points given so far."""
        return sum(int(option.value) for option in self.options if str(option.value).isdecimal())

    @property
    def left(self) -> int:
        return self.question.points - self.given


def questions_of(poll: Poll) -> list[PollQuestion]:
    """Return the poll's questions in their order."""
    return list(PollQuestion.objects.filter(poll=poll).order_by("place", "pk"))


def ballot(questions: list[PollQuestion], values: Mapping[str, Any] | None = None) -> list[Asked]:
    """Return the questions as the page asks them, filled in with an earlier answer."""
    return [_asked(question, (values or {}).get(question.uid)) for question in questions]


def _asked(question: PollQuestion, value: Any) -> Asked:
    asked = Asked(question)
    if question.kind == "text":
        asked.text = str(value or "")
        return asked
    for at, label in enumerate(question.choices):
        option = Option(f"{asked.name}-{at}", label)
        if question.kind == "single":
            option.value = value == label
        elif question.kind == "ranking" and isinstance(value, list):
            option.value = str(value.index(label) + 1) if label in value else ""
        elif question.kind == "budget" and isinstance(value, Mapping):
            option.value = value.get(label, "")
        asked.options.append(option)
    return asked


def read(questions: list[PollQuestion], data: Mapping[str, Any]) -> tuple[list[Asked], dict[str, Any]]:
    """Return (the questions as filled in, with errors; {question uid: value} of those answered)."""
    asked = [_asked(question, None) for question in questions]
    values: dict[str, Any] = {}
    for one in asked:
        value = _READERS[one.question.kind](one, data)
        if value:
            values[one.question.uid] = value
        elif one.question.is_required and not one.error:
            one.error = _("This question must be answered.")
    return asked, values


def _single(asked: Asked, data: Mapping[str, Any]) -> str:
    chosen = str(data.get(asked.name, ""))
    for at, option in enumerate(asked.options):
        option.value = chosen == str(at)
    return next((option.label for option in asked.options if option.value), "")


def _ranking(asked: Asked, data: Mapping[str, Any]) -> list[str]:
    places: dict[int, str] = {}
    for option in asked.options:
        option.value = str(data.get(option.name, "")).strip()[:3]
        if not option.value:
            continue
        if option.value not in asked.places:
            asked.error = _("A place is a number from 1 to %(n)d.") % {"n": len(asked.options)}
        elif int(option.value) in places:
            asked.error = _("Two options have the place %(place)s. Give each place once.") % {
                "place": option.value
            }
        else:
            places[int(option.value)] = option.label
    return [] if asked.error else [places[place] for place in sorted(places)]


def _budget(asked: Asked, data: Mapping[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for option in asked.options:
        option.value = str(data.get(option.name, "")).strip()[:6]
        if not option.value:
            continue
        if not (option.value.isascii() and option.value.isdigit()) or int(option.value) > MOST_POINTS:
            asked.error = _("Points are whole numbers, such as 3.")
        elif int(option.value):
            found[option.label] = int(option.value)
    if not asked.error and sum(found.values()) > asked.question.points:
        asked.error = _("You gave %(given)d points; there are %(points)d. Take some back.") % {
            "given": sum(found.values()), "points": asked.question.points
        }  # fmt: skip
    return {} if asked.error else found


def _text(asked: Asked, data: Mapping[str, Any]) -> str:
    asked.text = str(data.get(asked.name, "")).replace("\0", "").strip()
    if len(asked.text) > MOST_TEXT:
        asked.error = _("That is longer than %(n)d characters. Shorten it.") % {"n": MOST_TEXT}
        return ""
    return asked.text


_READERS: dict[str, Any] = {"single": _single, "ranking": _ranking, "budget": _budget, "text": _text}


def earlier(link: PersonalLink, poll: Poll) -> PollAnswer | None:
    """Return what this link answered before; a shared link is nobody's, so it shows nothing."""
    return None if link.is_shared else PollAnswer.objects.filter(link=link, poll=poll.uid).first()


def answer(link: PersonalLink, poll: Poll, values: dict[str, Any]) -> None:
    """Keep an answer: a personal link has one, which the next replaces; a shared link as many as come in."""
    with transaction.atomic():
        PersonalLink.objects.select_for_update().get(pk=link.pk)  # the second of a double click replaces
        kept = earlier(link, poll) or PollAnswer(link=link, poll=poll.uid)
        kept.values, kept.texts_shown = values, False
        kept.save()
        PersonalLink.objects.filter(pk=link.pk).update(answered_at=timezone.now())


def answers_to(poll: Poll) -> list[PollAnswer]:
    return list(PollAnswer.objects.filter(poll=poll.uid, link__municipality=poll.municipality_id))


def close(poll: Poll, person: Person, *, accepted: bool) -> None:
    """Count the sums, keep them with the poll, erase the single answers. Raises StaleRecord"""
    asked = [tally.Question(one.uid, one.kind, tuple(one.choices)) for one in questions_of(poll)]
    with transaction.atomic():
        answers = answers_to(poll)
        shown = [one.values for one in answers if one.texts_shown]
        poll.results = tally.results(asked, [one.values for one in answers], shown)
        poll.is_closed = True
        poll.keep(person, accepted=accepted, reason="poll closed")
        PollAnswer.objects.filter(pk__in=[one.pk for one in answers]).delete()


@dataclass(frozen=True, slots=True)
class Sum:
    """One question's result. rows : (option, count);  most : the longest bar;  is_few : too few to tell."""

    question: PollQuestion
    answered: int
    rows: list[tuple[str, int]]
    texts: list[str]

    @property
    def most(self) -> int:
        return max((count for _option, count in self.rows), default=0) or 1

    @property
    def is_few(self) -> bool:
        return self.question.kind != "text" and not self.rows


def sums(poll: Poll, questions: list[PollQuestion]) -> list[Sum]:
    """Return the kept results in words, the largest first."""
    kept = {one["uid"]: one for one in poll.results.get("questions", [])}
    found = []
    for question in questions:
        one = kept.get(question.uid, {})
        rows = sorted(one.get("counts", {}).items(), key=lambda row: (-row[1], row[0]))
        found.append(Sum(question, one.get("answered", 0), rows, one.get("texts", [])))
    return found
