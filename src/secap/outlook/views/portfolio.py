"""The least-cost choice: what is asked for, what was found, and taking it over as a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import kind_of
from secap.desk.scenarios.models import StoredResult
from secap.desk.scenarios.names import PLAN, name
from secap.desk.scenarios.saving import create
from secap.desk.scenarios.standing import records_of
from secap.desk.scenarios.views.shared import without_start
from secap.jobs.running import start
from secap.locale import number
from secap.method.basis.errors import InvalidInput
from secap.outlook import charts
from secap.outlook.forms import GROUPS, MAY, MUST, MUST_NOT, PortfolioForm
from secap.outlook.views.shared import is_stale, settings_of, stored
from secap.outlook.work import PORTFOLIO
from secap.plan.plan import Plan, load_plan


@member("view")
def page(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the latest choice in the world of a scenario (`?scenario=`), and the form for a new one."""
    return _page(request, municipality, request.GET.get("scenario", PLAN))


@member("contribute")
@require_POST
def begin(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Start looking for the choice."""
    plan = load_plan(municipality)
    uid = request.POST.get("scenario", PLAN)
    try:
        form = _form(plan, request.POST)
    except InvalidInput as error:
        return without_start(request, error)
    if not form.is_valid():
        return _page(request, municipality, uid, form, status=422)
    seed = settings_of(plan).seed
    wish = form.wish([line.records.action.uid for line in _lines(plan)], seed)
    job = start(
        PORTFOLIO,
        municipality=municipality,
        person=person_of(request),
        title=_("Least-cost choice for %(year)s") % {"year": wish.year},
        arguments={"scenario": form.cleaned_data["scenario"], "parameters": wish.as_dict()},
    )
    return redirect(job)


@member("contribute")
@require_POST
def take_over(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Make a scenario of a choice: its actions on, with their start years, all others off.  uid : of the
    scenario in whose world the choice was made."""
    plan = load_plan(municipality)
    try:
        records = records_of(plan, uid)
    except InvalidInput as error:
        return without_start(request, error)
    result = stored(municipality, uid, StoredResult.Kind.PORTFOLIO)
    if records is None or result is None:
        raise Http404
    if not result.result["is_found"]:
        messages.error(request, _("No choice was found, so there is nothing to take over."))
        return redirect(_url(municipality, uid))
    found = result.result["result"]["en"]
    begins = {one["id"]: one["start_year"] for one in found["chosen"]}
    switches: dict[str, tuple[bool, int | None]] = {}
    for line in plan.portfolio.lines:
        record, action = line.records.action, line.action
        is_chosen = action.id in begins and result.result["keys"].get(action.id) == record.uid
        own = action.start.year if action.start else action.full_effect_year
        year = begins.get(action.id) if is_chosen else None
        switches[record.uid] = (is_chosen, None if year == own else year)
    scenario = create(
        person_of(request),
        municipality,
        title=_("Least-cost choice for %(year)s") % {"year": result.parameters["year"]},
        description=_("Taken over from the least-cost choice of %(day)s in the world of “%(name)s”.")
        % {"day": f"{result.made_at:%Y-%m-%d}", "name": name(records.scenario, lang())},
        like=records,
        switches=switches,
        reason="least-cost choice",
    )
    undo = reverse("registry:delete", args=[municipality.slug, kind_of(scenario), scenario.uid])
    text = _("Created: %(scenario)s.") % {"scenario": scenario} + waiting_note(request)
    say_undoable(request, text, undo)
    return redirect(scenario.get_absolute_url())


def _url(municipality: Municipality, uid: str) -> str:
    return reverse("outlook:portfolio", args=[municipality.slug]) + f"?scenario={uid}"


def _lines(plan: Plan) -> list[Any]:
    """Return the actions that may be chosen."""
    return [line for line in plan.portfolio.lines if line.action.is_active]


def _form(plan: Plan, data: Any = None, initial: dict[str, Any] | None = None) -> PortfolioForm:
    offered = [*plan.usual_scenarios[1:], *plan.scenarios]
    scenarios = [(one.scenario.uid, name(one.scenario, lang())) for one in offered]
    targets = [
        (year, f"{year}: {number(t, lang(), 0)} t")
        for year, t in sorted(plan.allowed_t.items())
        if year > plan.today.year
    ]
    return PortfolioForm(data, initial=initial, scenarios=scenarios, targets=targets)


@dataclass(frozen=True, slots=True)
class _Row:
    """One action in the form."""

    record: Any
    wanted: str
    group: str
    cost_eur: float | None


def _page(
    request: HttpRequest,
    municipality: Municipality,
    uid: str,
    form: PortfolioForm | None = None,
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
    result = stored(municipality, uid, StoredResult.Kind.PORTFOLIO)
    asked = result.parameters if result else {}
    shown = form or _form(plan, initial=_initial(plan, uid, asked))
    context = {
        "form": shown,
        "rows": _rows(plan, form, asked),
        "groups": GROUPS,
        "choices": [(MAY, _("may")), (MUST, _("must")), (MUST_NOT, _("must not"))],
        "has_targets": bool(shown.fields["year"].choices),  # type: ignore[attr-defined]
        "uid": uid,
        "record": records.scenario,
        "name": name(records.scenario, lang()),
        "stored": result,
        "asked": asked,
        "is_stale": bool(result and is_stale(plan, result)),
        **(_result(plan, result) if result else {}),
    }
    return render(request, "outlook/portfolio.html", context, status=status)


def _initial(plan: Plan, uid: str, asked: dict[str, Any]) -> dict[str, Any]:
    later = [year for year in sorted(plan.allowed_t) if year > plan.today.year]
    return {
        "scenario": uid,
        "objective": asked.get("objective"),
        "year": asked.get("year", later[0] if later else None),
        "confidence": asked["confidence_percent"] if asked else settings_of(plan).confidence_percent,
        "budget_eur": asked.get("budget_eur"),
        "budget_year_eur": asked.get("budget_year_eur"),
        "high_risks": asked.get("high_risks", False),
    }


def _rows(plan: Plan, form: PortfolioForm | None, asked: dict[str, Any]) -> list[_Row]:
    grouped = {key: group for group, keys in (asked.get("groups") or {}).items() for key in keys}
    found = []
    for line in _lines(plan):
        key = line.records.action.uid
        if form is not None:
            wanted, group = form.data.get(f"must-{key}", MAY), form.data.get(f"group-{key}", "")
        else:
            must, must_not = asked.get("must") or (), asked.get("must_not") or ()
            wanted = MUST if key in must else MUST_NOT if key in must_not else MAY
            group = grouped.get(key, "")
        found.append(_Row(line.records.action, wanted, group, line.action.cost_eur))
    return found


def _result(plan: Plan, kept: StoredResult) -> dict[str, Any]:
    found = kept.result
    result = found["result"].get(lang()) or found["result"]["en"]
    year = str(kept.parameters["year"])
    records = {line.records.action.uid: line.records.action for line in plan.portfolio.lines}

    def record(of: dict[str, Any]) -> Any:
        return records.get(found["keys"].get(of["id"], ""))

    start_t = result["without_actions_t"].get(year)
    target_t = plan.allowed_t.get(kept.parameters["year"])
    needed = None if start_t is None or target_t is None else start_t - target_t
    return {
        "found": found,
        "result": result,
        "year": year,
        "unit": found["unit"],
        "target_t": result["targets_t"].get(year, target_t),
        "model_t": result["model_t"].get(year),
        "real_t": result["real_t"].get(year),
        "central_t": result["central_t"].get(year),
        "start_t": start_t,
        "chosen": [
            {"one": one, "record": record(one), "last_in_t": one["last_in_t"].get(year)}
            for one in sorted(result["chosen"], key=lambda one: (one["start_year"] or 0, one["id"]))
        ],
        "left_out": [{"one": one, "record": record(one)} for one in result["left_out"]],
        "cost_curve": charts.cost_curve(found["curve"], found["unit"], lang()),
        "frontier": charts.frontier(found["frontier"], needed, found["unit"], lang()),
    }
