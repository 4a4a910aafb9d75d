"""The page where indicators are chosen and their values entered, all at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.poverty import choosing
from secap.desk.poverty.climate import offers
from secap.desk.poverty.models import PovertyIndicator
from secap.desk.registry.models import Municipality
from secap.desk.registry.numbers import plain_number
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes

TAKE = "take"  # the button that takes a row's value from the climate profile


@member("contribute")
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all indicators by macro-area; save what was typed, or say what is wrong and save nothing."""
    if request.method != "POST":
        return _page(request, municipality, _rows(request, municipality))
    posted: QueryDict = request.POST
    code = str(posted.get(TAKE, ""))
    known = offers(whole_of(request, municipality).climate_series)
    taken = known.get(code)
    if taken is not None:
        posted = _with_offer(posted, code, taken)
    found = _rows(request, municipality, posted)
    if not choosing.is_valid(found):
        return _page(request, municipality, found, status=422)
    try:
        count = choosing.keep(person_of(request), municipality, found)
    except (StaleRecord, IntegrityError):
        found = _rows(request, municipality, posted)
        choosing.is_valid(found)
        return _page(request, municipality, found, status=409)
    if count:
        text = ngettext("%(count)d value saved.", "%(count)d values saved.", count) % {"count": count}
        messages.success(request, text + waiting_note(request))
    else:
        messages.info(request, _("Nothing was changed."))
    if taken is not None:
        return redirect(f"{request.path}#row-{code}")
    return redirect("poverty:index", municipality.slug)


def _with_offer(posted: QueryDict, code: str, offer: Any) -> QueryDict:
    changed = posted.copy()
    changed[f"{code}-use"] = "on"
    changed[f"{code}-year"] = str(offer.year)
    changed[f"{code}-value"] = plain_number(offer.value, lang())
    changed[f"{code}-source"] = offer.source
    return changed


def _rows(
    request: HttpRequest, municipality: Municipality, posted: QueryDict | None = None
) -> list[choosing.Row]:
    plan = whole_of(request, municipality)
    records = PovertyIndicator.objects.filter(municipality=municipality).select_related("entered_by")
    return choosing.rows(records, offers(plan.climate_series), plan.today.year - 1, posted)


def _page(
    request: HttpRequest, municipality: Municipality, found: list[choosing.Row], status: int = 200
) -> HttpResponse:
    areas = [
        {"code": code, "name": name("poverty_macro_areas", code), "rows": rows,
         "used": sum(row.shown is not None for row in rows)}
        for code in codes.table("poverty_macro_areas")
        if (rows := [row for row in found if row.row.macro_area == code])
    ]  # fmt: skip
    context = {
        "tab": "choose",
        "areas": areas,
        "used": sum(row.shown is not None for row in found),
        "total": len(found),
        "errors": [(row, text) for row in found for text in row.errors()] if status == 422 else [],
        "stale": [row for row in found if row.is_conflict] if status == 409 else [],
        "is_unsaved": status != 200,
        "is_unverified": any(
            row.quality == "unverified" for row in codes.table("poverty_indicators").values()
        ),
    }
    return render(request, "poverty/choose.html", context, status=status)
