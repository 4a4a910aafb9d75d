"""Stakeholders at a glance: how many, who is missing, where they stand, what next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name
from secap.desk.stakeholders.models import MappingSnapshot, Stakeholder
from secap.desk.stakeholders.standing import left_to_take, register_data
from secap.method.basis import codes
from secap.method.stakeholders.checks import RegisterData, check_register, has_few_contacts, is_overdue
from secap.method.stakeholders.coverage import Covered, coverage
from secap.method.stakeholders.register import StakeholderView

MOST_STEPS = 5
REGISTER, NEW, MATRIX = "stakeholders:register", "stakeholders:register-new", "stakeholders:matrix"
WAYS = {
    "none": NEW,
    "few_contacts": REGISTER,
    "types": NEW,
    "unplaced": MATRIX,
    "review": MATRIX,
    "criteria": REGISTER,
    "keep_until": "stakeholders:outdated",
}


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show where the engagement stands."""
    records = list(Stakeholder.objects.filter(municipality=municipality))
    today = timezone.localdate()
    data = register_data(municipality, records, today)
    views = data.stakeholders
    types = coverage("stakeholder_types", (one.type for one in views))
    unplaced = sum(not one.is_placed for one in views)
    quadrants: dict[str, list[StakeholderView]] = {}
    for one in views:
        if one.quadrant:
            quadrants.setdefault(one.quadrant.code, []).append(one)
    context = {
        "tab": "index",
        "total": len(views),
        "is_begun": bool(views),
        "primary": sum(one.is_primary for one in views),
        "placed": len(views) - unplaced,
        "contacts": sum(one.contacts for one in views),
        "few": sum(has_few_contacts(one) for one in views),
        "types": _named("stakeholder_types", types),
        "covered": sum(bool(one.count) for one in types),
        "gaps": [name("stakeholder_types", one.code) for one in types if one.is_gap],
        "vision_groups": _named(
            "vision_groups", coverage("vision_groups", (one.vision_group for one in views))
        ),
        "value_chain": _named(
            "energy_value_chain",
            coverage("energy_value_chain", (code for one in views for code in one.value_chain)),
        ),
        "quadrants": [
            (row, quadrants.get(code, [])) for code, row in codes.table("power_interest_quadrants").items()
        ],
        "steps": list(steps(data, types, municipality))[:MOST_STEPS],
        "findings": [
            (one, reverse(WAYS[one.id.partition(".")[2]], args=[municipality.slug]))
            for one in check_register(data)
        ],
        "to_take": left_to_take(municipality).exists(),
    }
    return render(request, "stakeholders/index.html", context)


def _named(table: str, covered: list[Covered]) -> list[dict[str, Any]]:
    return [
        {"name": name(table, one.code), "code": one.code, "count": one.count, "is_gap": one.is_gap}
        for one in covered
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, and why."""

    title: Promise
    why: Promise
    url: str


def steps(data: RegisterData, types: list[Covered], municipality: Municipality) -> Iterator[Step]:
    """Yield what to do next, in the order in which it makes sense."""

    def step(title: Promise, why: Promise, address: str, query: str = "") -> Step:
        return Step(title, why, reverse(address, args=[municipality.slug]) + query)

    views = data.stakeholders
    if any(not one.is_identified for one in views):
        yield step(
            _("Say why each is a stakeholder"),
            _("Affected, holds what is needed, or must take part: one of the three is enough."),
            REGISTER, "?criteria=open",
        )  # fmt: skip
    if any(one.is_gap for one in types):
        yield step(
            _("Look for those who are missing"),
            _("The list of types names groups for which nobody stands yet."),
            NEW,
        )
    if any(not one.is_placed for one in views):
        yield step(
            _("Place those who stand nowhere"),
            _("Power, interest, support, affectedness: four answers, one stakeholder at a time."),
            MATRIX,
        )
    if any(one.is_primary and has_few_contacts(one) for one in views):
        yield step(
            _("Find a second contact person"),
            _("With two people the tie lasts when one of them leaves."),
            REGISTER, "?is_primary=1&people=few",
        )  # fmt: skip
    if any(is_overdue(one, data.today) for one in views):
        yield step(_("Review the mapping"), _("The day that was set has passed."), MATRIX)
    if not MappingSnapshot.objects.filter(municipality=municipality).exists():
        yield step(_("Keep a snapshot"), _("Without one nobody can say later who moved."), MATRIX)
