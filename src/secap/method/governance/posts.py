"""Posts that the plan needs: who holds them today, by an act or by the list of people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

COORDINATOR, ENERGY_MANAGER, ENVIRONMENTALIST = "coordinator", "energy_manager", "environmental_specialist"
NEEDED = (COORDINATOR, ENERGY_MANAGER, ENVIRONMENTALIST)


class PostState(StrEnum):
    APPOINTED = "appointed"  # by an act that is in force today
    HELD = "held"  # somebody has the post, but no act says so
    UNDATED = "undated"  # an act without a date
    FUTURE = "future"  # an act that is not in force yet
    ENDED = "ended"  # an act that has run out
    VACANT = "vacant"


@dataclass(frozen=True, slots=True)
class AppointmentView:
    """A post filled by an act.  start, until : its first and last day, None: not said (no end)."""

    post: str
    person: str
    act: str = ""
    start: date | None = None
    until: date | None = None
    fte: float | None = None
    budget_eur: float | None = None
    mandate: str = ""
    reference: Any = None

    def state(self, today: date) -> PostState:
        if self.start is None:
            return PostState.UNDATED
        if self.start > today:
            return PostState.FUTURE
        return PostState.ENDED if self.until is not None and self.until < today else PostState.APPOINTED


@dataclass(frozen=True, slots=True)
class StaffView:
    """Somebody who works on the plan.  department : its uid;  posts, competences : codes."""

    name: str
    department: str | None = None
    posts: frozenset[str] = frozenset()
    fte: float | None = None
    competences: frozenset[str] = frozenset()
    uid: str = ""
    reference: Any = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post today.  appointment : the one that counts, in force or the best there is;  holders : names of
    those who hold it now."""

    code: str
    state: PostState
    holders: tuple[str, ...] = ()
    appointment: AppointmentView | None = None

    @property
    def is_filled(self) -> bool:
        return self.state in (PostState.APPOINTED, PostState.HELD)


ORDER = [PostState.APPOINTED, PostState.FUTURE, PostState.UNDATED, PostState.ENDED]


def post_today(
    code: str, appointments: Iterable[AppointmentView], staff: Iterable[StaffView], today: date
) -> Post:
    """Return who holds a post: by an act in force, else somebody whose post it is in the list of people.

    An act without a date is none yet: nobody can tell whether it is in force.

    Source: seed, rows 1.4-03 and 1.4-06; design (what counts as filled)
    """
    acts = sorted((one for one in appointments if one.post == code),
                  key=lambda one: one.start or date.min, reverse=True)  # fmt: skip
    acts.sort(key=lambda one: ORDER.index(one.state(today)))
    best = acts[0] if acts else None
    in_force = [one.person for one in acts if one.state(today) == PostState.APPOINTED]
    if in_force:
        return Post(code, PostState.APPOINTED, tuple(in_force), best)
    held = tuple(one.name for one in staff if code in one.posts)
    if held:
        return Post(code, PostState.HELD, held, best)
    return Post(code, best.state(today) if best else PostState.VACANT, (), best)


def posts_today(
    appointments: Sequence[AppointmentView], staff: Sequence[StaffView], today: date
) -> list[Post]:
    """Return the posts that every plan needs: co-ordinator, energy manager, environmental specialist."""
    return [post_today(code, appointments, staff, today) for code in NEEDED]
