"""Energy poverty at a glance: whether it is asked, what the indicators say, what answers it, what next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.poverty import charts
from secap.desk.poverty.remedies import (
    ASSESSMENT,
    CHOOSE,
    NEW_ACTION,
    NEW_GOAL,
    Remedy,
    Way,
    remedy,
    with_remedies,
)
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes

MOST_STEPS = 5


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the section for somebody who has an hour for it."""
    plan = whole_of(request, municipality)
    found = plan.hardship
    if found.record is not None:
        found.record.municipality = municipality
    figures = [charts.concerns(found.areas, lang()), charts.courses(found.areas, lang())]
    context = {
        "tab": "index",
        "found": found,
        "is_begun": found.has_indicators or found.record or found.studies,
        "region": codes.code("covenant_regions", found.asked.region),
        "variant": name("poverty_pillars", found.variant),
        "is_other_variant": found.variant != found.asked.variant,
        "concern": found.concern,
        "is_judged": bool(found.record and found.record.concern),
        "areas": [_area(area) for area in found.areas],
        "chosen": sum(len(area.courses) for area in found.areas),
        "told": sum(area.result.told for area in found.areas),
        "figures": [figure for figure in figures if figure is not None] if found.has_indicators else [],
        "groups": [name("vulnerable_groups", code) for code in found.vulnerable_groups],
        "steps": list(steps(found, municipality))[:MOST_STEPS],
        "findings": with_remedies(found.findings, municipality),
        "parts": parts(found),
    }
    return render(request, "poverty/index.html", context)


def parts(found: Any) -> list[tuple[Promise, bool]]:
    """Return what a report must hold, and whether the plan has it."""
    return [
        (_("an indicator with its value"), any(one.is_told for one in found.indicators)),
        (_("a goal"), bool(found.goals)),
        (_("an action"), bool(found.actions)),
    ]


def _area(area: Any) -> dict[str, Any]:
    lines = [
        {
            "code": one.indicator,
            "label": name("poverty_indicators", one.indicator),
            "record": one.latest.reference,
            "view": one.latest,
            "earlier": list(reversed(one.earlier)),
        }
        for one in area.courses
    ]
    return {
        "code": area.code,
        "name": name("poverty_macro_areas", area.code),
        "result": area.result,
        "lines": lines,
        "missing": len(area.courses) - area.result.told,
        "actions": [one.action for one in area.actions],
    }


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, and why."""

    title: Promise
    why: Promise
    way: Remedy | None


def steps(found: Any, municipality: Municipality) -> Iterator[Step]:
    """Yield what to do next, in the order in which it makes sense."""

    def step(title: Promise, why: Promise, way: Way) -> Step:
        return Step(title, why, remedy(way, municipality))

    if not any(one.is_told for one in found.indicators):
        yield step(
            _("Enter the first indicators"),
            _("Households in arrears, homes that can't be kept warm: the statistical office has them."),
            CHOOSE,
        )
    elif found.uncovered:
        yield step(
            _("Cover the other macro-areas"),
            _("One indicator of each shows the whole picture; yes or no is enough in some."),
            CHOOSE,
        )
    if any(not course.latest.concern for area in found.areas for course in area.courses):
        yield step(
            _("Judge how worrying each value is"),
            _("Compare with the country or with earlier years; “not known” is an answer, too."),
            CHOOSE,
        )
    if found.record is None or not found.record.definition or not found.record.summary:
        yield step(
            _("Write who counts as energy poor, and the main findings"),
            _("Three sentences are enough; the document prints them."),
            ASSESSMENT,
        )
    if not found.goals:
        yield step(_("Set a goal"), _("With a value and a year, such as homes renovated by 2030."), NEW_GOAL)
    if not found.actions:
        yield step(
            _("Plan an action"), _("Advice, renovation, support with bills: say whom it helps."), NEW_ACTION
        )
