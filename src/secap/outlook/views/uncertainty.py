"""How sure a scenario is: fan, chance of each target, what matters, and what dropping an action does."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of
from secap.desk.scenarios.models import StoredResult
from secap.desk.scenarios.names import name
from secap.desk.scenarios.standing import records_of
from secap.desk.scenarios.views.shared import without_start
from secap.jobs.running import start
from secap.method.basis.errors import InvalidInput
from secap.outlook import charts
from secap.outlook.forms import UncertaintyForm
from secap.outlook.views.shared import is_stale, settings_of, stored
from secap.outlook.work import UNCERTAINTY
from secap.plan.plan import load_plan

MOST_DROPPED = 30


@member("view")
def page(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show the latest result for a scenario, and the form for a new one."""
    return _page(request, municipality, uid)


@member("contribute")
@require_POST
def begin(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Start the computation."""
    form = UncertaintyForm(request.POST)
    if not form.is_valid():
        return _page(request, municipality, uid, form, status=422)
    plan = load_plan(municipality)
    try:
        records = records_of(plan, uid)
    except InvalidInput as error:
        return without_start(request, error)
    if records is None:
        raise Http404
    job = start(
        UNCERTAINTY,
        municipality=municipality,
        person=person_of(request),
        title=_("How sure: %(scenario)s") % {"scenario": name(records.scenario, lang())},
        arguments={
            "scenario": uid,
            "parameters": {"draws": form.cleaned_data["draws"], "seed": form.cleaned_data["seed"]},
        },
    )
    return redirect(job)


def _page(
    request: HttpRequest,
    municipality: Municipality,
    uid: str,
    form: UncertaintyForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    plan = load_plan(municipality)
    try:
        records = records_of(plan, uid)
    except InvalidInput as error:
        return without_start(request, error)
    if records is None:
        raise Http404
    records.scenario.municipality = municipality
    settings = settings_of(plan)
    result = stored(municipality, uid, StoredResult.Kind.UNCERTAINTY)
    known = result.parameters if result else {"draws": settings.draws, "seed": settings.seed}
    context = {
        "form": form or UncertaintyForm(initial=known),
        "uid": uid,
        "record": records.scenario,
        "name": name(records.scenario, lang()),
        "stored": result,
        "is_stale": bool(result and is_stale(plan, result)),
        "has_targets": bool(plan.allowed_t),
        **(_result(result) if result else {}),
    }
    return render(request, "outlook/uncertainty.html", context, status=status)


def _result(stored_result: StoredResult) -> dict[str, Any]:
    found = stored_result.result
    living = {str(year["year"]): year for year in found["targets"]}
    return {
        "found": found,
        "unit": found["unit"].removesuffix("/a"),
        "fan": charts.fan(found, lang()),
        "targets": [
            {
                "year": year,
                "one": one,
                "of_hundred": round(100 * one["chance"]),
                "tornado": charts.tornado(year, found["tornado"].get(year), found["unit"], lang()),
                "dropped": [
                    {**row, "falls_by": row["chance"] - row["without"]}
                    for row in found["dropped"].get(year, [])[:MOST_DROPPED]
                ],
            }
            for year, one in living.items()
        ],
    }
