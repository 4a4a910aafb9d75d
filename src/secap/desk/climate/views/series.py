"""One series with its facts, and one indicator of it with all years, as page and as CSV."""

from __future__ import annotations

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from secap.desk.climate import charts
from secap.desk.climate.defining import definition, formula, needs, settings_of
from secap.desk.climate.explaining import derivations
from secap.desk.climate.facts import facts, levels_of, reference_of
from secap.desk.climate.profile import TABLE
from secap.desk.climate.views.shared import line_or_404, profile_or_404
from secap.desk.climate.words import unit_word
from secap.desk.registry.models import Attachment, Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang
from secap.method.basis import codes
from secap.method.climate.extremes import RETURN_YEARS


@member("view")
def series(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show where a series comes from, what is missing in it, and what can be done with it."""
    profile = profile_or_404(request, municipality, uid)
    record = profile.series
    context = {
        "profile": profile,
        "series": record,
        "files": files_of(municipality, record.settings.get("files"), record.attachment_id),
        **facts(profile.series, lang()),
    }
    return render(request, "climate/series.html", context)


def files_of(municipality: Municipality, uids: object, key: int | None) -> list[Attachment]:
    """Return the files that a series was read from."""
    wanted = [str(uid) for uid in uids] if isinstance(uids, list) else []
    there = Attachment.objects.filter(municipality=municipality)
    found = {one.uid: one for one in there.filter(uid__in=wanted)}
    if wanted:
        return [found[uid] for uid in wanted if uid in found]
    return list(there.filter(pk=key)) if key else []


@member("view")
def indicator(request: HttpRequest, municipality: Municipality, uid: str, code: str) -> HttpResponse:
    """Show an indicator's definition, its years, and how its trend was computed."""
    profile = profile_or_404(request, municipality, uid)
    line = line_or_404(profile, code)
    whole = sorted(line.indicator.years, reverse=True)
    context = {
        "profile": profile,
        "series": profile.series,
        "line": line,
        "row": codes.get(TABLE, code),
        "definition": definition(code, settings_of(profile.series.settings)).text(lang()),
        "formula": formula(code),
        "needs": needs(code, lang()),
        "return_years": RETURN_YEARS,
        "trend": charts.trend_figure(line, lang()),
        "stripes": charts.stripes(line, lang(), reference_of(profile)),
        "derivations": derivations(line),
        "years": [(year, line.indicator.known.get(year)) for year in whole],
        "levels": [one for one in levels_of(profile.series, lang()) if one.code == code],
        **facts(profile.series, lang()),
    }
    return render(request, "climate/indicator.html", context)


@member("view")
def values(request: HttpRequest, municipality: Municipality, uid: str, code: str) -> HttpResponse:
    """Give out an indicator's years as CSV, separators as the reader's spreadsheet expects them."""
    profile = profile_or_404(request, municipality, uid)
    line = line_or_404(profile, code)
    has_comma = lang() == "lv"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if has_comma else ",", lineterminator="\r\n")
    unit = unit_word(line.unit)
    writer.writerow([_("Year"), f"{line.name}, {unit}" if unit else line.name])
    for year in line.indicator.years:
        value = line.indicator.known.get(year)
        text = "" if value is None else repr(value)
        writer.writerow([year, text.replace(".", ",") if has_comma else text])
    name = f"{municipality.slug}-{code}-{profile.series.uid}.csv"
    return HttpResponse(
        "\ufeff" + out.getvalue(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
