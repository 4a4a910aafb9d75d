"""What a series says about itself: missing days, settings, findings of reading, return levels, reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from secap.desk.climate.models import ClimateSeries
from secap.desk.climate.profile import TABLE, Period, SeriesProfile
from secap.desk.climate.stored import stored_findings, told
from secap.desk.climate.words import settings_told
from secap.method.basis import codes


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One extreme: values by return period, or why there are none."""

    code: str
    unit: str
    digits: int
    levels: list[Mapping[str, Any]]
    reason: str
    notes: list[str]


def facts(series: ClimateSeries, lang: str) -> dict[str, Any]:
    """Return missing days by variable, settings and findings, in words of `lang`, for a page's template."""
    table = codes.table("climate_variables")
    missing = [
        (table[name].label(lang) if name in table else name, days) for name, days in series.missing.items()
    ]
    return {
        "missing": missing,
        "settings": settings_told(series.settings, lang),
        "findings": stored_findings(series.findings, lang),
    }


def reference_of(profile: SeriesProfile) -> Period | None:
    """Return the reference period that was chosen with the settings, the first years otherwise."""
    given = profile.series.settings.get("reference")
    if isinstance(given, list | tuple) and len(given) == 2:
        return Period(int(given[0]), int(given[1]))
    return profile.compared[0]


def levels_of(series: ClimateSeries, lang: str) -> list[LevelRow]:
    """Return the stored return levels, in the order of the indicators' table."""
    found = []
    for code, row in codes.table(TABLE).items():
        one = series.return_levels.get(code)
        if not isinstance(one, Mapping):
            continue
        notes = told(one.get("notes"), lang)
        found.append(
            LevelRow(
                code,
                str(row.unit),
                int(row.decimals),
                list(one.get("levels") or []),
                str(told(one.get("reason"), lang)),
                list(notes) if isinstance(notes, list) else [],
            )
        )
    return found
