"""The list of climate hazards to begin with: ten groups with their sub-hazards, those of the town ticked."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from secap import locale
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.reader import lang, name
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.desk.registry.wording import unverified_codes
from secap.desk.risk.models import Hazard
from secap.method.basis import codes

TABLE = "hazards"
REASON = "hazards chosen"


@dataclass(frozen=True, slots=True)
class Tick:
    """One hazard of the list.

    is_there : the town has it already;  is_unchecked : its wording was not checked against the official text.
    """

    code: str
    name: str
    is_there: bool
    is_unchecked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group of hazards, which may itself be chosen, and its sub-hazards."""

    head: Tick
    ticks: tuple[Tick, ...]


def groups(there: Collection[str]) -> list[Group]:
    """Return the list in the table's order.  there : codes of the hazards that the town has."""
    own = {code for _name, code in locale.own_codes(TABLE, lang())}
    unchecked = set(unverified_codes(TABLE)) - own
    ticks: Mapping[str, Tick] = {
        code: Tick(code, name(TABLE, code), code in there, code in unchecked) for code in codes.table(TABLE)
    }
    parents = {code: row.parent for code, row in codes.table(TABLE).items()}
    return [
        Group(ticks[code], tuple(ticks[sub] for sub, above in parents.items() if above == code))
        for code, parent in parents.items()
        if not parent
    ]


@transaction.atomic
def choose(person: Person, municipality: Municipality, chosen: Iterable[str]) -> tuple[list[Hazard], str]:
    """Make a record of each hazard that the town lacks; return them, and the key to take them back."""
    there = set(Hazard.objects.filter(municipality=municipality).values_list("hazard", flat=True))
    token = secrets.token_hex(4)
    wanted = set(chosen)
    made = [
        Hazard(municipality=municipality, hazard=code)
        for code in codes.table(TABLE)
        if code in wanted and code not in there
    ]
    for hazard in made:
        keep_as(person, hazard, f"{REASON}: {token}")
    return made, token


@transaction.atomic
def take_back(person: Person, municipality: Municipality, token: str) -> tuple[int, int]:
    """Delete the hazards that were chosen under a key, but those that somebody filled in since; return how
    many of either there are.

    Raises: LookupError where nothing was chosen under it
    """
    rows = Hazard.history.filter(municipality=municipality, history_change_reason=f"{REASON}: {token}")
    if not rows.exists():
        raise LookupError(token)
    living = list(Hazard.objects.filter(municipality=municipality, uid__in=rows.values("uid")))
    fresh = [hazard for hazard in living if hazard.revision == 1]
    removed = 0
    for hazard in fresh:
        hazard.municipality = municipality
        try:
            remove_as(person, hazard)
            removed += 1
        except StaleRecord:
            continue
    return removed, len(living) - removed
