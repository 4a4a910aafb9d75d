"""The climate profile: what a series says in words, indicators, stripes, trends, extremes, projections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.climate import charts
from secap.desk.climate.facts import facts, levels_of, reference_of
from secap.desk.climate.outlook import compared_settings, futures, projected_rows
from secap.desk.climate.views.shared import all_profiles, chosen
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang
from secap.method.climate.extremes import RETURN_YEARS

STRIPES = "tm"


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show a series (`?series=`) with a chosen indicator's trend (`?indicator=`)."""
    found = all_profiles(request, municipality)
    profile = chosen(found, request.GET.get("series", ""))
    if profile is None:
        return render(request, "climate/empty.html", {})
    lines, series = profile.lines, profile.series
    wanted = request.GET.get("indicator", "")
    code = wanted if wanted in lines else STRIPES if STRIPES in lines else next(iter(lines), "")
    small = [(line, charts.trend_figure(line, lang(), is_small=True)) for line in profile.multiples]
    context = {
        "profiles": found,
        "profile": profile,
        "series": series,
        "line": lines.get(code),
        "stripes": charts.stripes(lines.get(STRIPES) or lines.get(code), lang(), reference_of(profile)),
        "trend": charts.trend_figure(lines[code], lang()) if code else None,
        "multiples": [(line, figure) for line, figure in small if figure],
        "levels": levels_of(series, lang()),
        "return_years": RETURN_YEARS,
        "projected": projected_rows(profile, found),
        "futures": futures(),
        "differing": compared_settings(profile, found),
        **facts(series, lang()),
    }
    return render(request, "climate/index.html", context)
