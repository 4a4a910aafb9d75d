"""Taking proposals over into the risk assessment, and taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.climate.profile import profiles
from secap.desk.climate.proposing import proposed
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.exchange.climate import taking
from secap.plan.plan import load_plan


@member("contribute")
@require_POST
def take_over(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Write the proposal of one hazard (`hazard`), or those of all that have open answers."""
    plan = load_plan(municipality)
    found = profiles(plan.climate_series)
    profile = next((one for one in found if one.series.uid == request.POST.get("series")), None)
    if profile is None or not profile.is_observed:
        raise Http404
    rows = proposed(profile, found, plan.hazards)
    hazard = request.POST.get("hazard", "")
    wanted = [row for row in rows if row.hazard == hazard] if hazard else [row for row in rows if row.is_open]
    back = redirect(reverse("climate:proposals", args=[municipality.slug]) + f"?series={profile.series.uid}")
    if not wanted:
        messages.info(request, _("There is nothing to take over."))
        return back
    try:
        count, token = taking.take_over(
            person_of(request),
            municipality,
            wanted,
            profile.series,
            today=timezone.localdate(),
            lang=lang(),
            replace=bool(hazard) and "replace" in request.POST,
        )
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return back
    text = ngettext(
        "Taken over into the risk assessment: %(count)d hazard.",
        "Taken over into the risk assessment: %(count)d hazards.",
        count,
    )
    tell(request, municipality, text % {"count": count}, token)
    return back


@member("contribute")
@require_POST
def undo(request: HttpRequest, municipality: Municipality, token: str) -> HttpResponse:
    """Let everything stand as before something was taken over."""
    try:
        count = taking.take_back(token, municipality=municipality, person=person_of(request))
    except LookupError as error:
        raise Http404 from error
    except StaleRecord:
        text = _("This can't be taken back as a whole any more: somebody changed a part of it since.")
        messages.error(request, text)
    else:
        text = ngettext("Taken back: %(count)d entry.", "Taken back: %(count)d entries.", count)
        messages.success(request, text % {"count": count})
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect("climate:index", municipality.slug)


def tell(request: HttpRequest, municipality: Municipality, text: str, token: str) -> None:
    """Say what was written, with the button that takes it back."""
    say_undoable(
        request, text + waiting_note(request), reverse("climate_data:undo", args=[municipality.slug, token])
    )
