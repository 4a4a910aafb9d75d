"""Scenarios as candidates of a comparison, for the page and the document alike."""

from __future__ import annotations

from collections.abc import Iterable

from secap.desk.scenarios.models import ScenarioSettings
from secap.desk.scenarios.names import FROZEN
from secap.desk.scenarios.standing import Standing
from secap.method.basis import codes
from secap.method.scenarios.comparison import TABLE, Candidate, default_weights


def comparable(found: Iterable[Standing]) -> list[Standing]:
    """Return the scenarios that can be weighed: with results, and without the reference nobody wrote."""
    return [one for one in found if one.results is not None and not (one.uid == FROZEN and one.is_usual)]


def candidates(found: Iterable[Standing], year: int) -> list[Candidate]:
    """Return those scenarios that reach a year, named by their uid, with what people state of them."""
    return [
        Candidate(one.uid, one.results, _given(one))
        for one in found
        if one.results is not None and one.at(year) is not None
    ]


def weights_of(settings: ScenarioSettings) -> dict[str, float]:
    """Return the plan's weights: the saved ones of criteria that the table still has, else the usual ones."""
    saved = settings.weights if isinstance(settings.weights, dict) else {}
    known = codes.table(TABLE)
    return default_weights() | {code: float(value) for code, value in saved.items() if code in known}


def _given(one: Standing) -> dict[str, float]:
    given = {}
    if row := codes.table("feasibility_levels").get(one.scenario.resilience or ""):
        given["resilience"] = float(row.value)
    if one.scenario.jobs_fte is not None:
        given["jobs"] = one.scenario.jobs_fte
    return given
