"""Personal data: what is kept about somebody, a file of it, erasure on request; what was kept long enough.

A name is searched by POST: it must not stand in an address, which servers write down.
"""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of
from secap.participation import retention
from secap.participation.persons import LEAST, Item, erase, find


@member("coordinate")
def persons(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Search for a person; show what is kept, and what was kept long enough."""
    return _page(request, municipality, request.POST.get("q", ""))


def _page(request: HttpRequest, municipality: Municipality, wanted: str, status: int = 200) -> HttpResponse:
    wanted = " ".join(wanted.split())[:200]
    context = {
        "q": wanted,
        "least": LEAST,
        "is_short": 0 < len(wanted) < LEAST,
        "items": find(municipality, wanted),
        "overdue": retention.overdue(municipality, timezone.localdate()),
        "link_days": retention.LINK_DAYS,
        "tab": "persons",
    }
    response = render(request, "participation/persons.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _chosen(request: HttpRequest, municipality: Municipality) -> tuple[str, list[Item]]:
    """Return (what was searched, the ticked ones of what is found now)."""
    wanted, keys = " ".join(request.POST.get("q", "").split()), set(request.POST.getlist("item"))
    return wanted, [item for item in find(municipality, wanted) if item.key in keys]


@member("coordinate")
@require_POST
def take_out(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Give out what is ticked as one file."""
    wanted, items = _chosen(request, municipality)
    if not items:
        messages.warning(request, _("Nothing was ticked."))
        return _page(request, municipality, wanted, 422)
    told = {
        "municipality": municipality.name,
        "made_on": timezone.localdate().isoformat(),
        "asked": wanted,
        "found": [
            {"what": item.what, "kind": item.record._meta.label_lower, "fields": item.data} for item in items
        ],
    }
    content = json.dumps(told, ensure_ascii=False, indent=2)
    response = HttpResponse(content, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{municipality.slug}-person.json"'
    response.headers["Cache-Control"] = "no-store"
    return response


@member("coordinate")
@require_POST
def forget(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Erase what is ticked, where the second tick confirms it."""
    wanted, items = _chosen(request, municipality)
    if not items:
        messages.warning(request, _("Nothing was ticked."))
        return _page(request, municipality, wanted, 422)
    if request.POST.get("confirm") != "1":
        messages.error(request, _("Confirm that it is to be erased for good."))
        return _page(request, municipality, wanted, 422)
    done = erase(items, person_of(request), wanted)
    text = ngettext("%(count)d entry erased.", "%(count)d entries erased.", done)
    messages.success(request, text % {"count": done})
    return redirect("participation:persons", municipality.slug)


@member("coordinate")
@require_POST
def clear(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Erase what was kept long enough, as far as it is ticked."""
    contacts, links = (
        {int(key) for key in request.POST.getlist(name) if key.isascii() and key.isdigit()}
        for name in ("contact", "link")
    )
    done = retention.erase(municipality, timezone.localdate(), contacts, links)
    text = ngettext("%(count)d entry erased.", "%(count)d entries erased.", done)
    messages.success(request, text % {"count": done})
    return redirect("participation:persons", municipality.slug)
