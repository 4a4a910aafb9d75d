"""What the actions cover: sectors, hazards, vulnerable groups, kinds and their overlap, parts of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.actions.four_steps import plan_components
from secap.desk.actions.models import Action
from secap.desk.actions.views.shared import selection
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.method.actions import coverage as book
from secap.method.actions.action import Action as BookAction
from secap.method.basis import codes


@dataclass(frozen=True, slots=True)
class Counted:
    """One code with the active actions that name it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Actions that are exactly of these kinds.  place : of its number in the drawing."""

    kinds: tuple[str, ...]
    count: int
    x: int
    y: int


# Where the number of each combination stands in the drawing of three circles.
PLACES = {
    ("mitigation",): (90, 95),
    ("adaptation",): (270, 95),
    ("energy_poverty",): (180, 250),
    ("mitigation", "adaptation"): (180, 90),
    ("mitigation", "energy_poverty"): (125, 178),
    ("adaptation", "energy_poverty"): (235, 178),
    ("mitigation", "adaptation", "energy_poverty"): (180, 147),
}


@member("view")
def coverage(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what the actions that the query string asks for cover."""
    plan = whole_of(request, municipality)
    chosen = selection(plan, request.GET)
    actions = [line.action for line in chosen.lines]
    active = [one for one in actions if one.is_active]
    baseline = plan.portfolio.baseline
    rows = codes.table("action_sectors")
    context = {
        "tab": "coverage",
        "chosen": chosen,
        "baseline": baseline,
        "unit": baseline.gas_unit if baseline else "t CO₂",
        "sectors": [(rows[one.sector].label(lang()), one) for one in book.by_sector(actions, baseline)],
        "without_sector": sum("mitigation" in one.kinds and one.sector not in rows for one in active),
        "rules": [
            (
                codes.code("eligibility_rule_sets", one.rule).label(lang()),
                one,
                one.rule == plan.strategy.rule_set,
            )
            for one in book.key_sector_rules(actions)
        ],
        "key_sectors": _key_sectors(actions),
        "hazards": counted("hazards", active, lambda one: one.hazards),
        "adaptation_sectors": counted("adaptation_sectors", active, lambda one: one.adaptation_sectors),
        "groups": counted("vulnerable_groups", active, lambda one: one.vulnerable_groups),
        "macro_areas": counted("poverty_macro_areas", active, lambda one: one.macro_areas),
        "cross_cutting": counted("cross_cutting", active, _cross_cutting),
        "overlaps": overlaps(actions),
        "maladaptive": [one for one in active if one.is_maladaptive],
        "components": plan_components(plan),
    }  # fmt: skip
    return render(request, "actions/coverage.html", context)


def counted(
    table: str, actions: Iterable[BookAction], named: Callable[[BookAction], Iterable[str]]
) -> list[Counted]:
    """Return every code of a table with the number of actions that name it."""
    found: dict[str, int] = {}
    for one in actions:
        for code in set(named(one)):
            found[code] = found.get(code, 0) + 1
    return [Counted(code, row.label(lang()), found.get(code, 0)) for code, row in codes.table(table).items()]


def _cross_cutting(one: BookAction) -> list[str]:
    record = one.reference
    return record.cross_cutting.split() if isinstance(record, Action) else []


def overlaps(actions: Iterable[BookAction]) -> list[Overlap]:
    """Return the combinations of kinds, single ones first."""
    found = book.overlap_of_kinds(actions)
    return [Overlap(kinds, found[frozenset(kinds)], *place) for kinds, place in PLACES.items()]


def _key_sectors(actions: Iterable[BookAction]) -> list[tuple[str, bool]]:
    """Return (names of the sectors of a key sector, whether it has actions)."""
    rule = book.key_sector_rules(actions)[0]
    names: dict[str, list[str]] = {}
    for row in codes.table("action_sectors").values():
        if row.key_sector:
            names.setdefault(str(row.key_sector), []).append(row.label(lang()))
    return [("; ".join(labels), key in rule.covered) for key, labels in names.items()]
