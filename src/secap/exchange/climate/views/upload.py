"""Giving a file of daily values, and computing a series again with other settings. Reading is a job."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from django.conf import settings as site
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secap.desk.climate.models import ClimateSeries
from secap.desk.climate.stored import stored_findings
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang
from secap.exchange.climate.forms import SettingsForm, UploadForm, initial_of, typed_before
from secap.exchange.climate.staging import KEPT, StagedFile, discard, is_there, stage
from secap.exchange.climate.work import SERIES
from secap.jobs.models import Job, State
from secap.jobs.running import start
from secap.method.climate.settings import Settings

SAMPLE = "sample.csv"


@member("contribute")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Take files and what they are; `?job=` shows again what was typed for a job that failed."""
    before = _failed(request, municipality, "")
    waiting = _waiting(municipality, before)
    stations = (before.arguments.get("stations") or []) if before else []
    options: dict[str, Any] = {"needs_files": not waiting, "stations": stations}
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, **options)
        if form.is_valid():
            given = stage(municipality, form.cleaned_data["file"])
            if given:
                discard(municipality, waiting)
            given = given or waiting
            job = start(
                SERIES,
                municipality=municipality,
                person=_person(request),
                title=_("Climate series: %(file)s") % {"file": ", ".join(one.name for one in given)},
                arguments={**form.asked(), "files": [one.as_dict() for one in given]},
            )
            return redirect(job)
    else:
        usual = initial_of(Settings.for_country(municipality.country))
        initial = typed_before(before.arguments) if before else {"kind": "observed", **usual}
        form = UploadForm(initial=initial, **options)
    context = {
        **_told(before),
        "form": form,
        "parts": form.parts(),
        "waiting": waiting,
        "before": before,
        "limit_mb": site.UPLOAD_MAX_BYTES // 1024**2,
        "opens_columns": any(form[f"column_{name}"].value() for name in ("date", "tx", "tn", "tm", "pr"))
        or "climate.no_variable" in _ids(before),
    }
    return render(request, "exchange/climate/upload.html", context, status=422 if form.errors else 200)


@member("contribute")
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Compute the indicators of a series again, from the files that were kept."""
    series = ClimateSeries.objects.filter(municipality=municipality, uid=uid).first()
    if series is None:
        raise Http404
    series.municipality = municipality
    before = _failed(request, municipality, series.uid)
    if request.method == "POST":
        form = SettingsForm(request.POST)
        if form.is_valid():
            kept = series.settings
            job = start(
                SERIES,
                municipality=municipality,
                person=_person(request),
                title=_("Compute again: %(series)s") % {"series": series.title},
                arguments={
                    "series": series.uid,
                    "station": kept.get("station", ""),
                    "point": kept.get("point"),
                    "columns": kept.get("columns") or {},
                    "settings": form.settings().as_dict(),
                },
            )
            return redirect(job)
    else:
        usual = Settings.for_country(municipality.country).as_dict()
        typed = before.arguments.get("settings", {}) if before else series.settings
        form = SettingsForm(initial=initial_of(Settings.from_dict({**usual, **typed})))
    context = {**_told(before), "form": form, "parts": form.parts(), "series": series}
    return render(request, "exchange/climate/again.html", context, status=422 if form.errors else 200)


@member("view")
def sample(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Give out a small file in the layout that is easiest to make; its values are invented."""
    content = files("secap.exchange.climate").joinpath(SAMPLE).read_bytes()
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="daily-values.csv"'},
    )


def _failed(request: HttpRequest, municipality: Municipality, series: str) -> Job | None:
    """Return the job of `?job=` if it failed, the person's last one without it; 0 asks for none.

    series : uid of the series that was to be computed again, empty for a new one
    """
    text = request.POST.get("job", "") or request.GET.get("job", "")
    mine = Job.objects.filter(municipality=municipality, person=_person(request), kind=SERIES)
    last = timezone.now() - KEPT
    found = [
        one for one in mine.filter(created_at__gt=last)[:20] if one.arguments.get("series", "") == series
    ]
    if text:
        found = [one for one in found if str(one.pk) == text]
    return found[0] if found and found[0].state == State.FAILED else None


def _waiting(municipality: Municipality, before: Job | None) -> list[StagedFile]:
    """Return the files of a failed job that only lacked a choice."""
    if before is None:
        return []
    found = [StagedFile(**one) for one in before.arguments.get("files", ())]
    return found if is_there(municipality, found) else []


def _told(before: Job | None) -> dict[str, Any]:
    """Return what was wrong the last time."""
    if before is None:
        return {"problem": "", "findings": []}
    return {
        "problem": before.error,
        "findings": stored_findings(before.arguments.get("findings") or (), lang()),
    }


def _ids(before: Job | None) -> set[str]:
    found = (before.arguments.get("findings") or []) if before else []
    return {str(one.get("id")) for one in found}


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
