"""Who stands against the plan, and whether anybody talks to them (row 1.3-17)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from secap.method.basis import codes
from secap.method.stakeholders.matrices import LEVELS, SUPPORT, is_high, value

ONE_TO_ONE_DAYS = 180  # assumed: a powerful opponent is met one to one at least twice a year
ADVICE = "opponents_advice"
ONLY_STRONG = frozenset({"bridges"})  # advice that the deck gives for strong opponents


@dataclass(frozen=True, slots=True)
class StanceView:
    """A stakeholder's stance.  support, power : codes, empty: not known;  done : codes of
    `opponents_advice`."""

    uid: str
    name: str
    support: str = ""
    power: str = ""
    done: frozenset[str] = frozenset()
    reference: Any = None


@dataclass(frozen=True, slots=True)
class Opponent:
    """last_one_to_one : day of the last meeting one to one;  is_alert : powerful, and not met one to one for
    too long;  open : advice not followed yet."""

    stance: StanceView
    is_powerful: bool
    last_one_to_one: date | None
    is_alert: bool
    open: tuple[str, ...]


def is_opponent(support: str) -> bool:
    """Return True where support is below neutral; not known is not against.

    Source: design
    """
    number = value(SUPPORT, support)
    return number is not None and number < 0


def is_powerful(power: str) -> bool:
    """Return True from "high" on; not known is not powerful.

    Source: design
    """
    number = value(LEVELS, power)
    return number is not None and is_high(number)


def opponents(
    stances: Iterable[StanceView], last_one_to_one: Mapping[str, date], today: date
) -> list[Opponent]:
    """Return who stands against, the powerful and the most opposed first.

    Parameters: last_one_to_one : {uid: day of the last meeting one to one}
    Source: seed (five pieces of advice), design (alert)
    """
    found = []
    for stance in stances:
        if not is_opponent(stance.support):
            continue
        strong = is_powerful(stance.power)
        met = last_one_to_one.get(stance.uid)
        late = met is None or met < today - timedelta(days=ONE_TO_ONE_DAYS)
        asked = [code for code in codes.table(ADVICE) if strong or code not in ONLY_STRONG]
        found.append(
            Opponent(stance, strong, met, strong and late, tuple(c for c in asked if c not in stance.done))
        )
    return sorted(found, key=_gravity)


def _gravity(one: Opponent) -> tuple[float, float, str]:
    power = value(LEVELS, one.stance.power)
    return -(power or 0), value(SUPPORT, one.stance.support) or 0, one.stance.name
