"""Scenarios weighed: criteria, weights, ranking, and how far it depends on the weights."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.numbers import plain_number, typed_number
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.registry.whole import whole_of
from secap.desk.scenarios.models import ScenarioSettings
from secap.desk.scenarios.standing import Standing, standings
from secap.desk.scenarios.views.shared import without_start
from secap.desk.scenarios.weighing import candidates, comparable, weights_of
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.comparison import TABLE, Comparison, compare

YEAR = 2030


@member("view")
def page(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the ranking in a year (`?year=`)."""
    return _page(request, municipality, {}, {})


@member("contribute")
@require_POST
def weights(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Save the weights; `usual` goes back to those of the table."""
    settings = _settings(municipality)
    typed, errors, found = {}, {}, {}
    for code in codes.table(TABLE):
        typed[code] = request.POST.get(f"weight-{code}", "").strip()
        try:
            value = typed_number(typed[code], lang()) if typed[code] else 0.0
            if value is None or value < 0:
                raise ValidationError(_("A weight must not be negative."))
            found[code] = value
        except ValidationError as error:
            errors[code] = " ".join(error.messages)
    if "usual" in request.POST:
        found, errors = {}, {}
    elif not errors and not any(found.values()):
        errors = {next(iter(found)): _("At least one criterion needs a weight.")}
    if errors:
        return _page(request, municipality, typed, errors, status=422)
    if str(settings.revision) != request.POST.get("revision", str(settings.revision)):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect("scenarios:compare", municipality.slug)
    settings.weights = found
    try:
        keep_as(person_of(request), settings, "weights")
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
    else:
        messages.success(request, _("The weights are saved.") + waiting_note(request))
    return redirect("scenarios:compare", municipality.slug)


def _settings(municipality: Municipality) -> ScenarioSettings:
    """Return the plan's settings, new ones where it has none."""
    found = ScenarioSettings.objects.filter(municipality=municipality).first()
    settings: ScenarioSettings = found or ScenarioSettings()
    settings.municipality = municipality
    return settings


def _page(
    request: HttpRequest,
    municipality: Municipality,
    typed: dict[str, str],
    errors: dict[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    plan = whole_of(request, municipality)
    try:
        found = standings(plan, lang())
    except InvalidInput as error:
        return without_start(request, error)
    usable = comparable(found)
    for one in usable:
        one.scenario.municipality = municipality
    settings = plan.scenario_settings[0] if plan.scenario_settings else ScenarioSettings()
    chosen = weights_of(settings)
    year = _year(request, usable)
    result = _compared(usable, chosen, year)
    whole = sum(chosen.values())
    context = {
        "year": str(year),
        "years": [str(one) for one in _years(usable)],
        "revision": settings.revision,
        "boxes": [
            {
                "code": code,
                "label": row.label(lang()),
                "unit": row.unit,
                "typed": typed.get(code, plain_number(chosen.get(code, 0.0), lang())),
                "share": chosen.get(code, 0.0) / whole if whole else None,
                "error": errors.get(code, ""),
            }
            for code, row in codes.table(TABLE).items()
        ],
        "result": result,
        "rows": _rows(result, usable) if result else [],
        "is_open": bool(errors),
    }
    return render(request, "scenarios/compare.html", context, status=status)


def _compared(usable: list[Standing], weights: dict[str, float], year: int) -> Comparison | None:
    weighed = candidates(usable, year)
    return compare(weighed, weights, year=year) if weighed else None


def _rows(result: Comparison, usable: list[Standing]) -> list[dict[str, Any]]:
    of = {one.uid: one for one in usable}
    return [
        {
            "line": line,
            "one": of[line.candidate.name],
            "cells": [
                {"value": line.values.get(code), "part": line.parts.get(code), "code": code}
                for code in codes.table(TABLE)
            ],
        }
        for line in result.lines
    ]


def _years(usable: list[Standing]) -> list[int]:
    first = [one.results.frame for one in usable if one.results]
    return sorted({year for frame in first for year in frame.years})


def _year(request: HttpRequest, usable: list[Standing]) -> int:
    text, years = request.GET.get("year", ""), _years(usable)
    if text.isdigit() and int(text) in years:
        return int(text)
    return YEAR if YEAR in years or not years else years[-1]
