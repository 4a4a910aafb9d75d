"""All scenarios side by side, and a new one: blank, a copy, or from an archetype."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from secap.desk.registry.fields import code_choices
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import kind_of
from secap.desk.registry.whole import whole_of
from secap.desk.scenarios import charts
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.names import name
from secap.desk.scenarios.saving import create
from secap.desk.scenarios.standing import SHOWN_YEARS, standings
from secap.desk.scenarios.views.shared import records_or_404, without_start
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput

ARCHETYPE, COPY = "archetype:", "copy:"


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show every scenario's emissions in a chart and its key figures in a table."""
    plan = whole_of(request, municipality)
    try:
        found = standings(plan, lang())
    except InvalidInput as error:
        return without_start(request, error)
    for one in found:
        one.scenario.municipality = municipality
    targets = sorted(plan.allowed_t)
    context = {
        "standings": found,
        "figure": charts.comparison(found, charts.points_of(plan), lang()),
        "years": SHOWN_YEARS,
        "targets": targets,
        "rows": [
            {
                "one": one,
                "years": [one.total_t(year) for year in SHOWN_YEARS],
                "distances": [one.distance(year) for year in targets],
                "energy": [one.energy_mwh(year) for year in SHOWN_YEARS],
                "renewable": [one.renewable_share(year) for year in SHOWN_YEARS],
            }
            for one in found
        ],
        "unit": found[0].results.gas_unit if found and found[0].results else "t CO₂",
        "archetypes": code_choices("scenario_archetypes"),
        "appraisal": plan.appraisal,
    }
    return render(request, "scenarios/index.html", context)


class NewForm(forms.Form):
    """The title of a new scenario."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)


@member("contribute")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what a new scenario would begin with (`?from=`), and create it."""
    plan = whole_of(request, municipality)
    origin = request.GET.get("from", "")
    try:
        like, archetype, points = _beginning(plan, origin)
    except InvalidInput as error:
        return without_start(request, error)
    proposed = _proposed(like, archetype)
    form = NewForm(request.POST if request.method == "POST" else None, initial={"title": proposed})
    if request.method == "POST" and form.is_valid():
        scenario = create(
            person_of(request), municipality,
            title=form.cleaned_data["title"], archetype=archetype, points=points, like=like,
        )  # fmt: skip
        say_undoable(
            request,
            _("Created: %(scenario)s.") % {"scenario": scenario} + waiting_note(request),
            reverse("registry:delete", args=[municipality.slug, kind_of(scenario), scenario.uid]),
        )
        return redirect(scenario.get_absolute_url())
    context = {
        "form": form,
        "like": like,
        "like_name": name(like.scenario, lang()) if like else "",
        "archetype": archetype,
        "points": [_in_words(point) for point in points],
        "here": request.get_full_path(),
    }
    return render(request, "scenarios/new.html", context, status=422 if form.errors else 200)


def _beginning(plan: Any, origin: str) -> tuple[ScenarioRecords | None, str, list[dict[str, Any]]]:
    """Return (scenario to copy, archetype, points) of `?from=`."""
    if origin.startswith(COPY):
        return records_or_404(plan, origin.removeprefix(COPY)), "", []
    if origin.startswith(ARCHETYPE):
        archetype = origin.removeprefix(ARCHETYPE)
        if archetype not in codes.table("scenario_archetypes"):
            raise Http404
        return None, archetype, plan.scenario_points(archetype)
    return None, "", []


def _proposed(like: ScenarioRecords | None, archetype: str) -> str:
    if like is not None:
        return _("%(name)s (copy)") % {"name": name(like.scenario, lang())}
    return codes.code("scenario_archetypes", archetype).label(lang()) if archetype else ""


def _in_words(point: dict[str, Any]) -> dict[str, Any]:
    row = codes.get("path_quantities", point["quantity"])
    return {
        "quantity": row.label(lang()),
        "unit": row.unit,
        "sector": point.get("sector", ""),
        "carrier": point.get("carrier", ""),
        "year": str(point["year"]),
        "value": point["value"],
    }


@member("contribute")
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Copy a scenario at once (POST), under its name with a remark; GET asks for a title first."""
    plan = whole_of(request, municipality)
    try:
        like = records_or_404(plan, uid)
    except InvalidInput as error:
        return without_start(request, error)
    if request.method != "POST":
        return redirect(reverse("scenarios:new", args=[municipality.slug]) + f"?from={COPY}{uid}")
    scenario = create(person_of(request), municipality, title=_proposed(like, ""), like=like)
    messages.success(request, _("Created: %(scenario)s.") % {"scenario": scenario} + waiting_note(request))
    return redirect(scenario.get_absolute_url())
