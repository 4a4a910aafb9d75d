"""Checks for what is counted twice: the same action, or the same saving in one sector and carrier."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import pairwise

from secap.method.actions.action import Action
from secap.method.actions.checks.data import sector_code
from secap.method.actions.checks.registry import NEGLIGIBLE, Asked, check
from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message

STEM_LETTERS = 4  # of a word: what endings of inflected languages leave untouched
SHORT_LETTERS = 3  # words up to this length, such as "of" and "un", tell nothing
EQUAL_SHARE = 0.005  # savings that differ by less are the same figure
MOST_NAMED = 10
FILLERS = frozenset({"with", "from", "into", "this", "that"})  # longer words that tell nothing
APART = Message("Merge them, or say in each which part of the saving it counts.")


@check("duplicate", Severity.WARNING)
def duplicate(asked: Asked) -> Iterator[Finding]:
    """Two actions with the same title in the same sector."""
    for same in _alike(asked.each(), lambda one: (codes.folded(one.title), one.sector)):
        if codes.folded(same[0].title):
            yield asked.finding(
                *_ids(same),
                message=Message("“{title}” is there {count} times.", title=same[0].title, count=len(same)),
                hint=Message("Keep one of them, or give each the title that tells them apart."),
            )


@check("same_saving", Severity.WARNING)
def same_saving(asked: Asked) -> Iterator[Finding]:
    """Actions in one sector that claim the same saving of one carrier.

    Gravest first: together they save more than the sector uses; titles nearly the same, or the same figure in
    the same area; only the area is the same (worth a look).
    """
    by_place: dict[tuple[str, str], list[Action]] = {}
    for one in asked.each():
        for carrier, mwh in (one.saved_mwh or {}).items():
            if mwh > 0:
                by_place.setdefault((one.sector, carrier), []).append(one)
    said: set[frozenset[str]] = set()
    for (sector, carrier), actions in by_place.items():
        if len(actions) < 2:
            continue
        over = _over_use(asked, sector, carrier, actions)
        if over:
            yield over
            continue
        for group, severity in _suspects(actions, carrier):
            ids = frozenset(one.id for one in group)
            if any(ids <= before for before in said):
                continue
            said.add(ids)
            yield asked.finding(
                *_ids(group),
                message=Message(
                    "{ids} all save {carrier} in {sector}: “{title}”, “{other}”.",
                    ids=_ids(group),
                    carrier=codes.code("carriers", carrier),
                    sector=sector_code(sector),
                    title=group[0].title,
                    other=group[1].title,
                )
                if severity == Severity.WARNING
                else Message(
                    "{ids} all save {carrier} in {sector} in the same area of intervention ({area}).",
                    ids=_ids(group),
                    carrier=codes.code("carriers", carrier),
                    sector=sector_code(sector),
                    area=codes.code("action_areas", group[0].area),
                ),
                hint=APART,
                severity=severity,
            )


def _over_use(asked: Asked, sector: str, carrier: str, actions: list[Action]) -> Finding | None:
    used = asked.data.baseline.energy_mwh(sector, carrier) if asked.data.baseline else 0.0
    saved = math.fsum((one.saved_mwh or {})[carrier] for one in actions)
    if used <= 0 or saved <= used * (1 + NEGLIGIBLE):
        return None
    return asked.finding(
        *_ids(actions),
        message=Message(
            "{ids} together save {saved} of {carrier} in {sector}, which uses only {used}.",
            ids=_ids(actions),
            saved=Amount(saved, "MWh", 0),
            carrier=codes.code("carriers", carrier),
            sector=sector_code(sector),
            used=Amount(used, "MWh", 0),
        ),
        hint=Message(
            "The later ones save only what the earlier ones leave: lower their savings, or correct the units."
        ),
    )


def _suspects(actions: list[Action], carrier: str) -> Iterator[tuple[list[Action], Severity]]:
    for group in _alike(actions, lambda one: stems(one.title)):
        titles = {codes.folded(one.title) for one in group}
        if stems(group[0].title) and len(titles) > 1:  # equal titles are the check `duplicate`
            yield group, Severity.WARNING
    for group in _alike(actions, lambda one: one.area):
        if not group[0].area:
            continue
        by_size = sorted(group, key=lambda one: (one.saved_mwh or {})[carrier])
        for one, following in pairwise(by_size):
            less, more = (one.saved_mwh or {})[carrier], (following.saved_mwh or {})[carrier]
            if more - less <= EQUAL_SHARE * more:
                yield [one, following], Severity.WARNING
        yield group, Severity.INFO


def _alike(actions: Iterable[Action], key: Callable[[Action], Hashable]) -> list[list[Action]]:
    found: dict[Hashable, list[Action]] = {}
    for one in actions:
        found.setdefault(key(one), []).append(one)
    return [group for group in found.values() if len(group) > 1]


def _ids(actions: Iterable[Action]) -> list[str]:
    """Return the first ids of a group: a long one is told by its first members."""
    ids = [one.id for one in actions]
    return ids if len(ids) <= MOST_NAMED else [*ids[:MOST_NAMED], "..."]


def stems(title: str) -> frozenset[str]:
    """Return what a title says without endings, order and short words; numbers and single letters count.

    >>> stems("Renovation of the schools") == stems("School renovation")
    True
    >>> stems("Renovation of school 1") == stems("Renovation of school 2")
    False
    """
    return frozenset(
        word[:STEM_LETTERS]
        for word in codes.folded(title).split()
        if word not in FILLERS and (len(word) > SHORT_LETTERS or len(word) == 1 or not word.isalpha())
    )
