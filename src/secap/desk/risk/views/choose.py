"""Hazards chosen from the list of groups and sub-hazards, several at once; undone with one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.risk import choosing
from secap.desk.risk.models import Hazard


@member("contribute")
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the list; make a record of each hazard that was ticked."""
    if request.method != "POST":
        return render(request, "risk/choose.html", {"tab": "choose", **choice(municipality)})
    try:
        made, token = choosing.choose(person_of(request), municipality, request.POST.getlist("hazard"))
    except IntegrityError:
        messages.error(request, _("Somebody has just saved the same. Look at the list and try again."))
        return redirect("risk:choose", municipality.slug)
    if not made:
        messages.info(request, _("Nothing was ticked."))
        return redirect("risk:choose", municipality.slug)
    text = ngettext("%(count)d hazard is in the list.", "%(count)d hazards are in the list.", len(made))
    text = text % {"count": len(made)} + " " + _("Rate them now.") + waiting_note(request)
    say_undoable(request, text, reverse("risk:choose-undo", args=[municipality.slug, token]))
    return redirect("risk:rate", municipality.slug)


@member("contribute")
@require_POST
def undo(request: HttpRequest, municipality: Municipality, token: str) -> HttpResponse:
    """Take the choice back; hazards that somebody filled in since stay."""
    try:
        removed, stayed = choosing.take_back(person_of(request), municipality, token)
    except LookupError as error:
        raise Http404 from error
    text = ngettext("%(count)d hazard taken back.", "%(count)d hazards taken back.", removed)
    text = text % {"count": removed}
    if stayed:
        text += " " + _("Those that somebody has filled in since stay.")
    messages.success(request, text)
    return redirect("risk:index", municipality.slug)


def choice(municipality: Municipality) -> dict[str, Any]:
    """Return what the list of hazards to tick needs."""
    there = set(Hazard.objects.filter(municipality=municipality).values_list("hazard", flat=True))
    return {"groups": choosing.groups(there), "has_some": bool(there)}
