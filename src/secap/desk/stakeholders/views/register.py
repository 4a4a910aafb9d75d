"""The register as a list: quick with thousands of contacts, since only the page's own rows are counted."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from secap.desk.registry.listing import FilterBox, filter_boxes, narrowed
from secap.desk.registry.models import Municipality
from secap.desk.registry.reader import lang
from secap.desk.registry.record_views import PAGE_SIZE, RecordRoom
from secap.desk.stakeholders.models import Contact, Stakeholder
from secap.desk.stakeholders.standing import left_to_take, views
from secap.method.basis import codes
from secap.method.stakeholders import matrices
from secap.method.stakeholders.checks import ENOUGH_CONTACTS, has_few_contacts
from secap.method.stakeholders.register import CRITERIA

UNPLACED = "unplaced"


class RegisterRoom(RecordRoom):
    """Stakeholders: the list tells quadrant and contacts, a record has a page of its own."""

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Show the stakeholders, narrowed by the query string."""
        boxes = filter_boxes(self.model, self.filters, request.GET, municipality)
        own = _own_boxes(request)
        query = request.GET.copy()
        text = query.pop("q", [""])[-1].strip()
        found = narrowed(self._records(municipality, None), query, boxes, ())
        found = searched(_narrowed(found, own), municipality, text, self.search)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        kept = request.GET.copy()
        kept.pop("page", None)
        records = list(page.object_list)
        for record in records:
            record.municipality = municipality
        rows = [(one.reference, one, has_few_contacts(one)) for one in views(records)]
        boxes = [*boxes[:-1], *own, boxes[-1]]  # acceptance stays the last one
        context = {
            "tab": "register",
            "room": self,
            "page": page,
            "rows": rows,
            "to_take": left_to_take(municipality).exists(),
            "boxes": boxes,
            "search": text,
            "is_narrowed": bool(text) or any(box.value for box in boxes),
            "query": kept.urlencode(),
            "list_url": self.list_url(municipality),
            "new_url": reverse("stakeholders:register-new", args=[municipality.slug]),
            "crumbs": self._crumbs(municipality, None),
        }
        return render(request, self.templates["list"], context)


def searched(
    found: models.QuerySet[Any], municipality: Municipality, text: str, fields: Any
) -> models.QuerySet[Any]:
    """Return those in whose fields, or in whose contact people's names, the text occurs."""
    if not text:
        return found
    people = Contact.objects.filter(municipality=municipality)
    named = people.filter(models.Q(name__icontains=text) | models.Q(email__icontains=text))
    wanted = models.Q(pk__in=named.order_by().values("stakeholder"))
    for field in fields:
        wanted |= models.Q(**{f"{field}__icontains": text})
    return found.filter(wanted)


def _own_boxes(request: HttpRequest) -> list[FilterBox]:
    """Return the filters that no single field answers."""
    rows = codes.table("power_interest_quadrants").values()
    choices = {
        "quadrant": (
            _("Quadrant"),
            [*((row.code, row.label(lang())) for row in rows), (UNPLACED, _("not placed"))],
        ),
        "criteria": (
            _("Identification criteria"),
            [("met", _("at least one met")), ("open", _("none met or answered"))],
        ),
        "people": (_("Contact people"), [("few", _("fewer than two"))]),
    }  # fmt: skip
    boxes = []
    for name, (label, offered) in choices.items():
        value = request.GET.get(name, "")
        known = {code for code, _text in offered}
        boxes.append(FilterBox(name, label, tuple(offered), value if value in known else ""))
    return boxes


def _narrowed(found: models.QuerySet[Any], boxes: list[FilterBox]) -> models.QuerySet[Any]:
    chosen = {box.name: box.value for box in boxes}
    if chosen["quadrant"] == UNPLACED:
        found = found.filter(models.Q(power="") | models.Q(interest=""))
    elif chosen["quadrant"]:
        row = codes.table("power_interest_quadrants")[chosen["quadrant"]]
        found = found.filter(power__in=_steps(row.power), interest__in=_steps(row.interest))
    met = models.Q(*((name, True) for name in CRITERIA), _connector=models.Q.OR)
    if chosen["criteria"]:
        found = found.filter(met) if chosen["criteria"] == "met" else found.exclude(met)
    if chosen["people"] == "few":
        enough = (
            Contact.objects.order_by()
            .values("stakeholder")
            .annotate(people=models.Count("pk"))
            .filter(people__gte=ENOUGH_CONTACTS)
            .values("stakeholder")
        )
        found = found.exclude(pk__in=enough)
    return found


def _steps(side: str) -> list[str]:
    """Return the codes of the scale that are high, or those that are not."""
    rows = codes.table(matrices.LEVELS).values()
    return [row.code for row in rows if matrices.is_high(row.value) == (side == "high")]


def page_of(record: Stakeholder) -> str:
    """Return the page of a stakeholder."""
    return reverse("stakeholders:stakeholder", args=[record.municipality.slug, record.uid])


def page_of_person(record: Any) -> str:
    """Return the page of the stakeholder that a contact person or a note belongs to."""
    return reverse("stakeholders:stakeholder", args=[record.municipality.slug, record.stakeholder.uid])
