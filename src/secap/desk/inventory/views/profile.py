"""The baseline profile: what is known of the town, and the way to its lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.inventory.models import Barrier, DataSet, PolicyOption, Potential, ProfileValue
from secap.desk.inventory.rooms import PROFILE
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes


@member("view")
def overview(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the profile as indicator by year, and how much each list holds."""
    values = list(ProfileValue.objects.filter(municipality=municipality))
    years = sorted({value.year for value in values})
    by_indicator: dict[str, dict[int, ProfileValue]] = {}
    for value in values:
        by_indicator.setdefault(value.indicator, {})[value.year] = value
    rows = [
        (row.label(lang()), row.unit, [by_indicator[code].get(year) for year in years])
        for code, row in codes.table("profile_indicators").items()
        if code in by_indicator
    ]
    lists = [
        {
            "title": room.model._meta.verbose_name_plural,
            "intro": room.intro,
            "url": room.list_url(municipality),
            "count": room.model.objects.filter(municipality=municipality).count(),
        }
        for room in PROFILE
        if room.model in {Potential, Barrier, PolicyOption, DataSet}
    ]
    return render(request, "inventory/profile.html", {"years": years, "rows": rows, "lists": lists})
