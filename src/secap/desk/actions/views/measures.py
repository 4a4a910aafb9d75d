"""The measure catalogue with its filters, and the example programmes that an action may begin from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.actions import starting
from secap.desk.actions.views.saving import keep_all
from secap.desk.registry.fields import code_choices
from secap.desk.registry.language import lang
from secap.desk.registry.listing import FilterBox
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import waiting_note
from secap.desk.registry.records import kind_of
from secap.desk.registry.whole import whole_of
from secap.method.actions import measures as catalogue
from secap.method.basis import codes, tables
from secap.method.basis.codes import folded


@member("view")
def measures(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the catalogue, narrowed by the query string, and the programmes."""
    boxes = _boxes(request.GET)
    text = request.GET.get("q", "").strip()
    everything = list(catalogue.measures().values())
    found = [one for one in everything if _fits(one, boxes, text)]
    used: dict[str, int] = {}
    for item in whole_of(request, municipality).actions:
        used[item.action.measure] = used.get(item.action.measure, 0) + 1
    context = {
        "boxes": boxes,
        "search": text,
        "is_narrowed": bool(text) or any(box.value for box in boxes),
        "found": [_entry(one, used.get(one.code, 0)) for one in found],
        "everything": len(everything),
        "templates": [_template(one) for one in catalogue.templates().values()],
    }
    return render(request, "actions/measures.html", context)


def _boxes(query: Mapping[str, str]) -> list[FilterBox]:
    offered = {
        "sector": (_("Sector"), code_choices("action_sectors")),
        "kind": (_("Kind"), code_choices("action_kinds")),
        "ambitious": (_("Ambitious measure"), [("any", _("any")), *code_choices("ambitious_measures")]),
    }
    found = []
    for name, (label, choices) in offered.items():
        value = query.get(name, "")
        known = {code for code, _label in choices}
        found.append(FilterBox(name, label, tuple(choices), value if value in known else ""))
    return found


def _fits(one: catalogue.Measure, boxes: list[FilterBox], text: str) -> bool:
    asked = {box.name: box.value for box in boxes}
    if asked["sector"] and one.sector != asked["sector"]:
        return False
    if asked["kind"] and asked["kind"] not in one.kinds:
        return False
    if asked["ambitious"] == "any" and not one.ambitious:
        return False
    if asked["ambitious"] not in {"", "any"} and asked["ambitious"] not in one.ambitious_codes:
        return False
    words = folded(f"{one.label(lang())} {one.description_label(lang())} {one.code}")
    return all(word in words for word in folded(text).split())


def _entry(one: catalogue.Measure, used: int) -> dict[str, Any]:
    source = tables.sources().get(one.source)
    return {
        "measure": one,
        "description": one.description_label(lang()),
        "kinds": [
            row.label(lang()) for code, row in codes.table("action_kinds").items() if code in one.kinds
        ],
        "ambitious": [codes.code("ambitious_measures", code).label(lang()) for code in one.ambitious_codes],
        "co_benefits": [codes.code("co_benefits", code).label(lang()) for code in one.co_benefits],
        "caution": one.maladaptation_label(lang()),
        "note": one.note_label(lang()),
        "indicator": one.indicator_label(lang()) if one.indicator.name else "",
        "source": _("assumption of this workbench")
        if one.source == "design"
        else source.title
        if source
        else one.source,
        "used": used,
    }


def _template(one: catalogue.Template) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label(lang()),
        "activities": one.activity_labels(lang()),
        "responsible": one.responsible_labels(lang()),
        "financing": [codes.code("financing_sources", source).label(lang()) for source in one.financing],
        "indicators": one.indicator_labels(lang()),
        "years": f"{one.start_year}–{one.end_year}",
        "sector": codes.code("action_sectors", one.sector).label(lang()),
    }


@member("contribute")
@require_POST
def use_template(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Create an action from an example programme with all its parts; the message offers to undo it."""
    template = catalogue.templates().get(request.POST.get("template", ""))
    if template is None:
        raise Http404
    draft = starting.from_template(municipality, template, lang(), today=timezone.localdate())
    if not keep_all(request, draft.records, f"programme: {template.code}"):
        return redirect("actions:measures", municipality.slug)
    undo = reverse("registry:delete", args=[municipality.slug, kind_of(draft.action), draft.action.uid])
    text = _("Added: %(action)s. Its years, money and effect are yours to enter.") % {"action": draft.action}
    say_undoable(request, text + waiting_note(request), undo)
    return redirect(f"{reverse('actions:measures', args=[municipality.slug])}#programmes")
