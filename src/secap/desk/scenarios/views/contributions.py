"""What each action of a scenario brings: wedges by year; alone, last and on average over all orders."""

from __future__ import annotations

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.desk.scenarios import charts
from secap.desk.scenarios.standing import Standing, standing
from secap.desk.scenarios.views.shared import records_or_404, without_start
from secap.desk.scenarios.wedge_chart import wedge_chart
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.checks import check_model
from secap.method.scenarios.contributions import last_in_t, shapley_t, stand_alone_t, wedges

SEED = 1  # of the sampled orders: the same page shows the same numbers


@member("view")
def contributions(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show what each action brings in a year (`?year=`), and what is wrong with the scenario."""
    plan = whole_of(request, municipality)
    try:
        records = records_or_404(plan, uid)
        found = standing(plan, records, lang())
        if found.problem is not None:
            return without_start(request, found.problem)
    except InvalidInput as error:
        return without_start(request, error)
    model = found.model
    if model is None or found.results is None:
        raise Http404
    year = _year(request, found, sorted(plan.allowed_t))
    by_action = wedges(model)
    place = model.frame.year(year)
    alone, last = stand_alone_t(model, year), last_in_t(model, year)
    fair, error_t = shapley_t(model, year, generator=np.random.default_rng(SEED))
    rows = [
        {
            "record": line.records.action,
            "is_on": bool(model.on[at]),
            "alone": float(alone[at]),
            "last": float(last[at]),
            "fair": float(fair[at]),
            "error": float(error_t[at]),
            "wedge": float(by_action[at, place]),
        }
        for at, line in enumerate(plan.portfolio.lines)
        if model.on[at]
    ]
    rows.sort(key=lambda row: -row["fair"])
    context = {
        "one": found,
        "uid": uid,
        "record": records.scenario,
        "year": str(year),
        "years": [str(one) for one in model.frame.years],
        "unit": found.results.gas_unit,
        "figure": wedge_chart(found, by_action, charts.points_of(plan), lang()),
        "rows": rows,
        "is_sampled": bool(np.any(error_t > 0)),
        "total": float(by_action[:, place].sum()),
        "sums": {name: sum(row[name] for row in rows) for name in ("alone", "last", "fair")},
        "findings": check_model(model, targets=plan.allowed_t, year=year),
    }
    return render(request, "scenarios/contributions.html", context)


def _year(request: HttpRequest, found: Standing, targets: list[int]) -> int:
    """Return the year asked for, else the first target's in reach, else the horizon."""
    text = request.GET.get("year", "")
    if text.isdigit() and found.at(int(text)) is not None:
        return int(text)
    assert found.results is not None
    within = [year for year in targets if found.at(year) is not None and year > found.results.frame.years[0]]
    return within[0] if within else found.results.frame.years[-1]
