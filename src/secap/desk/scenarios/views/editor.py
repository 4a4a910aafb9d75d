"""One scenario: its paths and switches in a form whose chart follows what is typed, saved when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.whole import whole, whole_of
from secap.desk.scenarios import charts
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.driver_chart import drivers
from secap.desk.scenarios.forms import POINT_ROW, Draft, Switch, draft, stamp
from secap.desk.scenarios.names import name, story
from secap.desk.scenarios.saving import keep_draft
from secap.desk.scenarios.standing import Standing, standing
from secap.desk.scenarios.views.shared import records_or_404, without_start
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Severity
from secap.method.scenarios.checks import check_model
from secap.method.scenarios.setup import Model

YEAR_PX = 10  # of the time line, in its own units
MOST_YEARS_LATER = 25


@member("view")
def scenario(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show a scenario; a usual one can be read and copied, not changed."""
    plan = whole_of(request, municipality)
    try:
        records = records_or_404(plan, uid)
    except InvalidInput as error:
        return without_start(request, error)
    return _page(request, plan, draft(plan, records), standing(plan, records, lang()))


@member("view")
@require_POST
def preview(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Return chart and key figures of what the form says, without saving anything; the whole page to a
    browser without script."""
    plan = whole_of(request, municipality)
    try:
        records = records_or_404(plan, uid)
    except InvalidInput as error:
        return _part({"problems": [error.message.text(lang())]})
    is_part = "HX-Request" in request.headers
    sent = draft(plan, records, request.POST)
    if not sent.is_valid():
        if not is_part:
            fresh = standing(plan, _saved(municipality, uid), lang())
            return _page(request, plan, sent, fresh, status=422, stamp=request.POST.get("stamp", ""))
        return _part({"problems": sent.errors()})
    shown = standing(plan, sent.drawn(), lang())
    if not is_part:
        return _page(request, plan, sent, shown, stamp=request.POST.get("stamp", ""), is_unsaved=True)
    return _part(_result(plan, shown))


def _part(context: dict[str, Any]) -> HttpResponse:
    """Return the side of the page alone, without the frame's navigation and counts: it is asked for often."""
    return HttpResponse(render_to_string("scenarios/result.html", context))


@member("contribute")
@require_POST
def save(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Save the whole form, or nothing and say why."""
    plan = whole_of(request, municipality)
    records = next((one for one in plan.scenarios if one.scenario.uid == uid), None)
    if records is None:
        raise Http404
    records.scenario.municipality = municipality
    before = stamp(records)
    sent = draft(plan, records, request.POST)
    if not sent.is_valid():
        fresh = _saved(municipality, uid)
        return _page(request, plan, sent, standing(plan, fresh, lang()), status=422, stamp=before)
    try:
        count = keep_draft(person_of(request), sent, request.POST.get("stamp", ""))
    except StaleRecord:
        fresh = _saved(municipality, uid)
        # Saving again replaces what the other one did; it stays in the history.
        return _page(
            request, plan, sent, standing(plan, fresh, lang()), status=409, stamp=stamp(fresh),
            stale=fresh.scenario,
        )  # fmt: skip
    if count:
        messages.success(
            request, _("Saved: %(record)s.") % {"record": records.scenario} + waiting_note(request)
        )
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(records.scenario.get_absolute_url())


def _saved(municipality: Municipality, uid: str) -> ScenarioRecords:
    """Return the scenario as the database has it: a form changes the instances that it was given."""
    return records_or_404(whole(municipality), uid)


def _page(
    request: HttpRequest, plan: Any, shown: Draft, found: Standing, *, status: int = 200, **more: Any
) -> HttpResponse:
    records = found.records
    if found.model is not None:
        for place, one in enumerate(shown.switches):
            one.bar = _bar(found.model, place)
    years = list(found.results.frame.years) if found.results else []
    context = {
        "one": found,
        "record": records.scenario,
        "uid": records.scenario.uid,
        "name": name(records.scenario, lang()),
        "story": story(records.scenario, lang()),
        "draft": shown,
        "form": shown.form,
        "rows": shown.rows,
        "blank_row": POINT_ROW(prefix="point-__row__"),
        "row_count": len(shown.rows),
        "switch_rows": [_SwitchRow(one, _years(one, plan.today.year)) for one in shown.switches],
        "shown_actions": records.scenario.actions,
        "stamp": stamp(records),
        "problems": shown.errors() if status == 422 else [],
        "time_line": {"first": years[0], "last": years[-1], "width": YEAR_PX * len(years)} if years else None,
        **_result(plan, found),
        **more,
    }
    return render(request, "scenarios/scenario.html", context, status=status)


@dataclass(frozen=True, slots=True)
class _SwitchRow:
    switch: Switch
    years: list[str]


def _years(one: Switch, today: int) -> list[str]:
    first = min(today, one.plan_start or today)
    years = {str(year) for year in range(first, today + MOST_YEARS_LATER)}
    return sorted(years | ({one.year} if one.year else set()))


def _bar(model: Model, place: int) -> dict[str, float] | None:
    """Return where the effect of an action lies on the time line: start and width in its units."""
    acting = [year for year, share in zip(model.frame.years, model.ramps[place], strict=True) if share > 0]
    if not acting:
        return None
    return {
        "x": YEAR_PX * (acting[0] - model.frame.years[0]),
        "width": YEAR_PX * (acting[-1] - acting[0] + 1),
        "first": acting[0],
        "last": acting[-1],
    }


def _result(plan: Any, found: Standing) -> dict[str, Any]:
    """Return what the side of the page shows: figures and chart, or why there are none."""
    if found.results is None or found.problem:
        return {"result": None, "failure": found.problem}
    results = found.results
    findings = check_model(found.model, targets=plan.allowed_t) if found.model else []
    return {
        "result": results,
        "shown": found,
        "key_years": [
            {
                "year": str(year),
                "total_t": found.total_t(year),
                "energy_mwh": found.energy_mwh(year),
                "renewable_share": found.renewable_share(year),
                "distance": found.distance(year),
            }
            for year in sorted({*(y for y in (2030, 2050) if found.at(y) is not None),
                                *(one.year for one in results.distances)})
        ],
        "unit": results.gas_unit,
        "findings": findings,
        "has_errors": any(one.severity == Severity.ERROR for one in findings),
        "figure": charts.by_sector(found, charts.points_of(plan), lang()),
        "drivers": drivers(found.model, lang()) if found.model else None,
    }  # fmt: skip
