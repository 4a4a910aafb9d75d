"""Degree days of a series: into the baseline profile, and as a scenario's path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.climate.chapter import SeriesRecords
from secap.desk.climate.profile import SeriesProfile, profiles
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, person_of
from secap.desk.registry.records import StaleRecord
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.exchange.climate import taking
from secap.exchange.climate.views.hazards import tell
from secap.locale import number
from secap.plan import weather
from secap.plan.plan import Plan, load_plan


@dataclass(frozen=True, slots=True)
class Offer:
    """What a series offers.  values : by indicator;  mean : None where the period has too few years."""

    records: SeriesRecords
    period: tuple[int, int] | None
    mean: weather.Mean | None
    values: dict[str, list[weather.Carry]]

    def by_key(self) -> dict[str, weather.Carry]:
        return {one.key: one for values in self.values.values() for one in values}


@member("view")
def page(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the degree days of a series (`?series=`) beside what the profile holds."""
    plan = load_plan(municipality)
    found = _with_degree_days(plan)
    profile = _chosen(found, request.GET.get("series", ""))
    if profile is None:
        return render(request, "exchange/climate/degree_days.html", {"profiles": []})
    offer = _offer(plan, profile, request.GET.get("from", ""), request.GET.get("to", ""))
    start_year = plan.latest.year if plan.latest else None
    trend, path = weather.scenario_path(offer.records, start_year) if start_year else (None, [])
    inventories = {account.year: account for account in plan.accounts}
    for one in plan.scenarios:
        one.scenario.municipality = municipality
    context = {
        "profiles": found,
        "profile": profile,
        "series": profile.series,
        "offer": offer,
        "heating": _rows(offer.values.get(weather.HEATING, ()), inventories),
        "cooling": _rows(offer.values.get(weather.COOLING, ()), inventories),
        "means": offer.values.get(weather.MEAN, []),
        "base": weather.base_c(offer.records, weather.HEATING),
        "cooling_base": weather.base_c(offer.records, weather.COOLING),
        "corrected": [account for account in plan.accounts if account.corrected],
        "accounts": plan.accounts,
        "trend": trend,
        "path": path,
        "start_year": start_year,
        "scenarios": [(one, _own_points(one)) for one in plan.scenarios],
    }
    return render(request, "exchange/climate/degree_days.html", context)


def _with_degree_days(plan: Plan) -> list[SeriesProfile]:
    """Return the measured series that have heating or cooling degree days."""
    wanted = set(weather.CARRIED.values())
    return [
        one
        for one in profiles(plan.climate_series)
        if one.is_observed and wanted & {part.code for part in one.records.indicators}
    ]


def _chosen(found: Sequence[SeriesProfile], uid: str) -> SeriesProfile | None:
    if not uid:
        return found[0] if found else None
    one = next((one for one in found if one.series.uid == uid), None)
    if one is None:
        raise Http404
    return one


def _offer(plan: Plan, profile: SeriesProfile, first: str, last: str) -> Offer:
    period = weather.usual_period(profile.records)
    if first.isdigit() and last.isdigit() and int(first) < int(last):
        period = int(first), int(last)
    mean = weather.long_term_mean(profile.records, *period) if period else None
    return Offer(profile.records, period, mean, weather.carries(profile.records, plan.profile, mean))


def _rows(values: Sequence[weather.Carry], inventories: dict[int, Any]) -> list[dict[str, Any]]:
    """Return the values with whether a year has an inventory: those are ticked to begin with."""
    return [
        {"one": one, "has_inventory": one.year in inventories,
         "is_ticked": one.year in inventories and one.state == weather.NEW}
        for one in values
    ]  # fmt: skip


def _own_points(records: ScenarioRecords) -> list[Any]:
    return [one for one in records.points if one.quantity == taking.QUANTITY]


@member("contribute")
@require_POST
def carry(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Write the ticked values into the baseline profile."""
    plan = load_plan(municipality)
    profile = _posted(plan, request)
    offer = _offer(plan, profile, request.POST.get("from", ""), request.POST.get("to", ""))
    keys = request.POST.getlist("value")
    back = _back(municipality, profile, offer)
    if not keys:
        messages.warning(request, _("Nothing was ticked."))
        return redirect(back)
    there = offer.by_key()
    if any(key not in there for key in keys):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect(back)
    chosen = [there[key] for key in keys if there[key].state != weather.SAME]
    if not chosen:
        messages.info(request, _("Nothing was changed."))
        return redirect(back)
    try:
        count, token = taking.carry(
            person_of(request), municipality, chosen, source=profile.series.title, notes=_notes(offer)
        )
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect(back)
    text = ngettext(
        "Carried into the baseline profile: %(count)d value.",
        "Carried into the baseline profile: %(count)d values.",
        count,
    )
    tell(request, municipality, text % {"count": count}, token)
    return redirect(back)


@member("contribute")
@require_POST
def path(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Write the trend of heating degree days into a written scenario."""
    plan = load_plan(municipality)
    profile = _posted(plan, request)
    records = next((one for one in plan.scenarios if one.scenario.uid == request.POST.get("scenario")), None)
    if records is None or plan.latest is None:
        raise Http404
    trend, points = weather.scenario_path(profile.records, plan.latest.year)
    back = _back(municipality, profile)
    if trend is None or not points:
        messages.error(request, _("The series is too short for a trend."))
        return redirect(back)
    records.scenario.municipality = municipality
    try:
        _count, token = taking.put_path(
            person_of(request),
            records.scenario,
            points,
            records.points,
            source=taking.reason_of_path(profile.series, trend).text(lang()),
        )
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect(back)
    text = _("The path of heating degree days stands in the scenario “%(name)s”.")
    tell(request, municipality, text % {"name": records.scenario.title}, token)
    return redirect(back)


def _posted(plan: Plan, request: HttpRequest) -> SeriesProfile:
    found = _chosen(_with_degree_days(plan), request.POST.get("series", ""))
    if found is None:
        raise Http404
    return found


def _back(municipality: Municipality, profile: SeriesProfile, offer: Offer | None = None) -> str:
    url = reverse("climate_data:degree-days", args=[municipality.slug]) + f"?series={profile.series.uid}"
    period = offer.period if offer else None
    return url + (f"&from={period[0]}&to={period[1]}" if period else "")


def _notes(offer: Offer) -> dict[str, str]:
    """Return what stands as the note of each value: base temperature, and the years of a mean."""
    found = {}
    for indicator in (weather.HEATING, weather.COOLING):
        base = weather.base_c(offer.records, indicator)
        found[indicator] = (
            _("Base temperature %(base)s °C") % {"base": number(base, lang())} if base is not None else ""
        )
    if offer.mean:
        years = {"first": offer.mean.first, "last": offer.mean.last, "count": offer.mean.count}
        text = _("Mean of %(first)s–%(last)s, %(count)s years with a value.") % years
        found[weather.MEAN] = " ".join(part for part in (text, found[weather.HEATING]) if part)
    return found
