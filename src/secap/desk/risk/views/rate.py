"""Quick rating: all hazards in one table, saved at once; and the hazards chosen to begin with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.risk import rating
from secap.desk.risk.meanings import MEANINGS
from secap.desk.risk.models import Hazard
from secap.desk.risk.timeframes import scale_of


@member("contribute")
@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the table; save the rows that changed, or say whose work stands in between and save nothing."""
    if request.method != "POST":
        return _page(request, municipality)
    found = _rows(municipality, request.POST.dict())
    try:
        count = rating.keep(person_of(request), found)
    except StaleRecord:
        # The rows come with the present revisions: saving again replaces theirs, which stays in the history.
        return _page(request, municipality, request.POST.dict(), status=409)
    if not count:
        messages.info(request, _("Nothing was changed."))
        return redirect("risk:rate", municipality.slug)
    text = ngettext("%(count)d hazard rated.", "%(count)d hazards rated.", count) % {"count": count}
    messages.success(request, text + waiting_note(request))
    return redirect("risk:index", municipality.slug)


def _rows(municipality: Municipality, posted: dict[str, str] | None = None) -> list[rating.Row]:
    hazards = list(Hazard.objects.filter(municipality=municipality).select_related("entered_by"))
    for hazard in hazards:
        hazard.municipality = municipality
    return rating.rows(hazards, scale_of(municipality), posted)


def _page(
    request: HttpRequest, municipality: Municipality, posted: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    found = _rows(municipality, posted)
    context: dict[str, Any] = {
        "tab": "rate",
        "rows": found,
        "headings": list(rating.labels().values()),
        "stale": [row for row in found if row.is_stale],
        "meanings": [
            (label, [(name(rating.FIELDS[field], code), text) for code, text in MEANINGS[field].items()])
            for field, label in rating.labels().items()
            if field in MEANINGS
        ],
        "scale": name("timeframe_scales", scale_of(municipality)),
    }
    return render(request, "risk/rate.html", context, status=status)
