"""Who stands against: the five pieces of advice to tick, and an alert where nobody talks one to one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.fields import codes_in
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.registry.whole import whole_of
from secap.desk.stakeholders.models import Stakeholder
from secap.method.basis import codes
from secap.method.stakeholders.opponents import ADVICE, ONE_TO_ONE_DAYS, ONLY_STRONG


@member("view")
def opponents(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the opponents, the powerful first."""
    found = whole_of(request, municipality).dialogue
    context = {
        "tab": "plan",
        "rows": [_row(one, municipality) for one in found.opponents],
        "days": ONE_TO_ONE_DAYS,
        "unknown": sum(not one.support for one in found.stakeholders.values()),
    }
    return render(request, "stakeholders/opponents.html", context)


@member("contribute")
@require_POST
def tick(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Keep which pieces of advice were followed."""
    keep_ticks(request, municipality, uid, "opponent_done", ADVICE)
    return redirect(reverse("stakeholders:opponents", args=[municipality.slug]) + f"#who-{uid}")


def keep_ticks(
    request: HttpRequest, municipality: Municipality, uid: str, field: str, table: str
) -> Stakeholder:
    """Keep the ticked rows of a table at a stakeholder; what is not in the table is left out."""
    record = Stakeholder.objects.filter(municipality=municipality, uid=uid).first()
    if record is None:
        raise Http404
    wanted = set(request.POST.getlist("done"))
    kept = " ".join(code for code in codes.table(table) if code in wanted)
    if kept == getattr(record, field):
        messages.info(request, _("Nothing was changed."))
        return record
    setattr(record, field, kept)
    try:
        keep_as(person_of(request), record, "form")
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
    else:
        messages.success(request, _("Saved: %(record)s.") % {"record": record} + waiting_note(request))
    return record


def _row(one: Any, municipality: Municipality) -> dict[str, Any]:
    record = one.stance.reference
    record.municipality = municipality
    done = set(codes_in(record.opponent_done))
    return {
        "record": record,
        "support": name("support_levels", record.support),
        "power": name("influence_levels", record.power),
        "last": one.last_one_to_one,
        "is_alert": one.is_alert,
        "is_powerful": one.is_powerful,
        "advice": [
            (code, row.label(lang()), code in done)
            for code, row in codes.table(ADVICE).items()
            if one.is_powerful or code not in ONLY_STRONG
        ],
        "open": len(one.open),
    }
