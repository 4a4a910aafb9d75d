"""What the pages of the climate profile have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest

from secap.desk.climate.profile import IndicatorLine, SeriesProfile, profiles
from secap.desk.registry.models import Municipality
from secap.desk.registry.whole import whole_of


def all_profiles(request: HttpRequest, municipality: Municipality) -> list[SeriesProfile]:
    """Return the town's series, observed ones first."""
    plan: Any = whole_of(request, municipality)
    found = profiles(plan.climate_series)
    for one in found:
        one.series.municipality = municipality
    return found


def chosen(found: Sequence[SeriesProfile], uid: str) -> SeriesProfile | None:
    """Return the series of `?series=`, the first where none is asked for. 404 where there is no such one."""
    if not uid:
        return found[0] if found else None
    return next((one for one in found if one.series.uid == uid), None) or _none()


def profile_or_404(request: HttpRequest, municipality: Municipality, uid: str) -> SeriesProfile:
    """Return one series."""
    found = all_profiles(request, municipality)
    return next((one for one in found if one.series.uid == uid), None) or _none()


def line_or_404(profile: SeriesProfile, code: str) -> IndicatorLine:
    """Return one indicator of a series."""
    line = profile.lines.get(code)
    if line is None:
        raise Http404
    return line


def _none() -> SeriesProfile:
    raise Http404
