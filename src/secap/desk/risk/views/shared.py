"""What the pages of the chapter have in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.reader import name
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of
from secap.method.risk.score import NOT_ASSESSED, NOT_KNOWN, levels, rating, risk_score

SHOWN_PARTS = (
    "risk_assessments", "hazards", "past_events", "sector_impacts", "impact_chains", "vulnerabilities",
    "vulnerable_groups", "adaptive_capacity", "districts", "vulnerability_indicators",
)  # fmt: skip


def plan_of(request: HttpRequest, municipality: Municipality) -> Any:
    """Return the town's plan, its risk records and actions knowing their municipality: their addresses need
    it, and each would ask the database for it."""
    plan = whole_of(request, municipality)
    records: list[Record] = [record for part in SHOWN_PARTS for record in getattr(plan, part)]
    records += [item.action for item in plan.actions]
    for record in records:
        record.municipality = municipality
    return plan


def matrix_rows(lines: list[Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the risk matrix from the highest probability down: (name of the probability, fields from the
    lowest impact up), each field with score, rating and its lines in the order of the ranking."""
    by_field: dict[tuple[str, str], list[Any]] = {}
    for line in lines:
        by_field.setdefault((line.view.probability, line.view.impact), []).append(line)
    return [
        (
            name("hazard_probabilities", probability),
            [
                {
                    "score": (score := risk_score(probability, impact)),
                    "rating": rating(score),
                    "lines": by_field.get((probability, impact), []),
                }
                for impact in levels("impact_levels")
            ],
        )
        for probability in reversed(levels("hazard_probabilities"))
    ]


def gap_words(line: Any) -> str:
    """Return what is missing for a score: which of the levels is not assessed and which is not known."""
    words = {
        ("probability", NOT_ASSESSED): _("probability not assessed"),
        ("probability", NOT_KNOWN): _("probability not known"),
        ("likelihood", NOT_ASSESSED): _("likelihood not assessed"),
        ("likelihood", NOT_KNOWN): _("likelihood not known"),
        ("impact", NOT_ASSESSED): _("impact not assessed"),
        ("impact", NOT_KNOWN): _("impact not known"),
    }
    return ", ".join(text for (field, why), text in words.items() if line.gaps.get(field) == why)
