"""One hazard: levels and what they mean, score, what the climate data propose, all that hangs on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.risk.meanings import meaning
from secap.desk.risk.models import Hazard
from secap.desk.risk.proposals import proposal_of, take_over
from secap.desk.risk.views.shared import gap_words, plan_of
from secap.method.risk.hazards import derivation, is_kin

LEVELS = ("probability", "impact", "change_intensity", "change_frequency", "timeframe", "confidence")


@member("view")
def hazard(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show a hazard with its evidence: events, sectors, chains, actions."""
    plan = plan_of(request, municipality)
    resilience = plan.resilience
    line = next((one for one in resilience.all_lines if one.record.uid == uid), None)
    if line is None:
        raise Http404
    record = line.record
    context = {
        "tab": "hazard",
        "line": line,
        "record": record,
        "levels": [_level(record, field) for field in LEVELS],
        "derivation": derivation(line.view),
        "gap": gap_words(line),
        "proposal": proposal_of(record),
        "events": [one for one in plan.past_events if is_kin(one.hazard, record.hazard)],
        "impacts": [one for one in resilience.impact_lines.values() if one.view.hazard == record.hazard],
        "chains": [one for one in resilience.chains if one.record.hazard == record.hazard],
        "vulnerabilities": _naming(plan.vulnerabilities, record.hazard),
        "groups": _naming(plan.vulnerable_groups, record.hazard),
    }
    return render(request, "risk/hazard.html", context)


def _level(record: Hazard, field: str) -> dict[str, Any]:
    model_field: Any = Hazard._meta.get_field(field)
    code = getattr(record, field)
    return {
        "label": str(model_field.verbose_name),
        "name": name(model_field.table, code) if code else "",
        "meaning": meaning(field, code),
        "is_gap": not code or code == "not_known",
    }


def _naming(records: list[Any], hazard: str) -> list[Any]:
    """Return the records that name the hazard, its group or one of its sub-hazards."""
    return [one for one in records if any(is_kin(code, hazard) for code in one.hazards.split())]


@member("contribute")
@require_POST
def take(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Take over what the climate data propose: the fields posted as `field`."""
    record = Hazard.objects.filter(municipality=municipality, uid=uid).first()
    if record is None:
        raise Http404
    record.municipality = municipality
    if request.POST.get("revision", str(record.revision)) != str(record.revision):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect("risk:hazard", municipality.slug, uid)
    try:
        count = take_over(person_of(request), record, request.POST.getlist("field"))
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect("risk:hazard", municipality.slug, uid)
    if count:
        text = ngettext("%(count)d level taken over.", "%(count)d levels taken over.", count)
        text = text % {"count": count} + " " + _("What stood before is in the history.")
        messages.success(request, text + waiting_note(request))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("risk:hazard", municipality.slug, uid)
