"""Where a figure comes from: formula, inputs, factor row with edition, source and place, history of the
inputs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.inventory.estimating.saving import calculated_again
from secap.desk.inventory.explaining import Explanation, explanation
from secap.desk.inventory.models import EnergyUse, ProfileValue
from secap.desk.inventory.views.shared import account_or_404
from secap.desk.registry.history import versions
from secap.desk.registry.language import lang
from secap.desk.registry.models import Attachment, Municipality
from secap.desk.registry.permissions import member


@member("view")
def explain(request: HttpRequest, municipality: Municipality, year: int, figure: str) -> HttpResponse:
    """Explain a figure of the results; `sector`, `carrier`, `scope` ... in the query string say which."""
    account = account_or_404(request, municipality, year)
    found = explanation(account, figure, request.GET.dict(), lang())
    if found is None:
        raise Http404
    population = None
    if found.asks_population:
        people = ProfileValue.objects.filter(municipality=municipality, indicator="population", year=year)
        population = people.select_related("entered_by").first()
    context = {
        "account": account,
        "inventory": account.inventory,
        "tab": "results",
        "explained": replace(found, lines=_with_latest(found)),
        "estimates": _estimates(found, year),
        "histories": [(line.use, versions(line.use)) for line in found.lines if found.is_small],
        "population": population,
    }
    return render(request, "inventory/explain.html", context)


def _with_latest(found: Explanation) -> list[Any]:
    """Return the lines with the last change and the file of each record, read in one query each."""
    latest = latest_changes(line.use for line in found.lines)
    files = Attachment.objects.in_bulk(
        {line.use.attachment_id for line in found.lines if line.use.attachment_id}
    )
    for line in found.lines:
        line.use.attachment = files.get(line.use.attachment_id)
    return [replace(line, latest=latest.get(line.use.pk)) for line in found.lines]


def latest_changes(uses: Iterable[EnergyUse]) -> dict[int, Any]:
    """Return {primary key: latest history row}."""
    rows = EnergyUse.history.filter(id__in=[use.pk for use in uses]).select_related("history_user")
    return {row.id: row for row in rows.order_by("history_id")}


def _estimates(found: Explanation, year: int) -> list[tuple[EnergyUse, Any]]:
    """Return (energy use, estimate) once for each estimate among the lines."""
    shown: dict[str, tuple[EnergyUse, Any]] = {}
    for line in found.lines:
        data = line.use.estimate
        if (
            isinstance(data, dict)
            and data.get("id") not in shown
            and (again := calculated_again(line.use, year))
        ):
            shown[str(data.get("id"))] = (line.use, again)
    return list(shown.values())
