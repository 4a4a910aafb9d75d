"""Data quality: the grade of every figure, the score of the total, and what to improve first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.desk.inventory.models import EnergyUse
from secap.desk.inventory.views.shared import account_or_404
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.inventory.quality import grade_scores


@dataclass(frozen=True, slots=True)
class GradedRow:
    """One figure: its record, t and share of the emissions (None without a factor), points of its grade."""

    record: Any
    t: float | None
    share: float | None
    points: float | None

    @property
    def is_energy(self) -> bool:
        return isinstance(self.record, EnergyUse)


@member("view")
def quality(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Show the grades, the figures that weigh most and are worst in front."""
    account = account_or_404(request, municipality, year)
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "quality",
        "unit": charts.unit_t(account),
        "rows": graded_rows(account),
        "by_grade": sorted(account.quality.by_grade.items(), key=lambda item: -item[1]),
    }
    return render(request, "inventory/quality.html", context)


def graded_rows(account: Account) -> list[GradedRow]:
    """Return every figure; first those whose improvement would raise the score most: share times points
    missing."""
    points, total_t = grade_scores(), account.result.total_t
    amounts: list[tuple[Any, float | None]] = [(line.use.reference, line.t) for line in account.result.lines]
    amounts += [(use.reference, None) for use in account.result.missing]
    amounts += [(record, record.t_co2eq) for record in account.records.non_energy if not record.is_sink]
    rows = [
        GradedRow(
            record,
            t,
            None if t is None or not total_t else t / total_t,
            points.get(record.data_quality) if record.data_quality else None,
        )
        for record, t in amounts
    ]
    return sorted(rows, key=lambda row: -(row.share or 0.0) * (100 - (row.points or 0.0)))
