"""Conflicts before they happen: their sources, and both preventive lists to tick per stakeholder."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from secap.desk.registry.fields import codes_in
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name
from secap.desk.stakeholders.models import Stakeholder
from secap.desk.stakeholders.views.opponents import keep_ticks
from secap.method.basis import codes
from secap.method.stakeholders.opponents import is_opponent

PREVENTION = "conflict_prevention"


@member("view")
def conflicts(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show those with a source of conflict or against the plan, and what was done about it."""
    records = list(Stakeholder.objects.filter(municipality=municipality))
    tense = [one for one in records if _is_tense(one)]
    for record in tense:
        record.municipality = municipality
    context = {
        "tab": "plan",
        "rows": [_row(one) for one in tense],
        "others": [one for one in records if one not in tense],
        "resolution": [row.label(lang()) for row in codes.table("conflict_resolution").values()],
    }
    return render(request, "stakeholders/conflicts.html", context)


@member("contribute")
@require_POST
def tick(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Keep what was done to prevent a conflict."""
    keep_ticks(request, municipality, uid, "conflict_done", PREVENTION)
    return redirect(reverse("stakeholders:conflicts", args=[municipality.slug]) + f"#who-{uid}")


def _is_tense(one: Stakeholder) -> bool:
    return bool(one.conflict_sources.strip() or one.conflict_done) or is_opponent(one.support)


def _row(record: Stakeholder) -> dict[str, Any]:
    done = set(codes_in(record.conflict_done))
    lists: dict[int, list[tuple[str, str, bool]]] = {}
    for code, row in codes.table(PREVENTION).items():
        lists.setdefault(int(row.list), []).append((code, row.label(lang()), code in done))
    return {
        "record": record,
        "support": name("support_levels", record.support),
        "lists": list(lists.items()),
        "done": len(done),
        "total": len(codes.table(PREVENTION)),
    }
