"""One stakeholder: the five answers, needs both ways, advice, people, talk; and those taken over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.registry.models import Municipality, Role
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.saving import keep_as
from secap.desk.stakeholders.models import Contact, ContactEntry, PrivateNote, Stakeholder
from secap.desk.stakeholders.standing import label_of, left_to_take, view_of
from secap.desk.stakeholders.standing import outdated as outdated_people
from secap.method.stakeholders import checks, matrices
from secap.method.stakeholders.register import CRITERIA

LATEST = 5  # lines of the contact log


@member("view")
def stakeholder(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show everything about one stakeholder."""
    record = (
        Stakeholder.objects.filter(municipality=municipality, uid=uid)
        .select_related("organisation", "entered_by")
        .first()
    )
    if record is None:
        raise Http404
    record.municipality = municipality
    today = timezone.localdate()
    contacts = list(Contact.objects.filter(stakeholder=record).order_by("-is_main", "name"))
    for person in contacts:
        person.municipality, person.stakeholder = municipality, record
    log = list(ContactEntry.objects.filter(stakeholder=record).select_related("contact")[:LATEST])
    view = view_of(record, len(contacts), log[0].date if log else None)
    sees_notes = request.role == Role.COORDINATOR  # type: ignore[attr-defined]
    notes = (
        list(PrivateNote.objects.filter(stakeholder=record).select_related("contact")) if sees_notes else []
    )
    for note in notes:
        note.municipality = municipality
    context = {
        "tab": "register",
        "record": record,
        "view": view,
        "criteria": [(label_of(name), getattr(record, name)) for name in CRITERIA],
        "advice": matrices.advice(view.group),
        "warnings": checks.warnings(view, today),
        "contacts": contacts,
        "today": today,
        "log": log,
        "notes": notes,
        "sees_notes": sees_notes,
    }
    return render(request, "stakeholders/stakeholder.html", context)


@member("view")
def outdated(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the contact people who are kept longer than was said."""
    today = timezone.localdate()
    found: list[Any] = list(outdated_people(municipality, today).order_by("keep_until", "name"))
    return render(request, "stakeholders/register_outdated.html", {"tab": "register", "contacts": found})


@member("contribute")
@require_POST
def take_over(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Make a stakeholder of every organisation that is none yet; one of the same name is tied to it."""
    person = person_of(request)
    by_name = {
        one.name.casefold(): one
        for one in Stakeholder.objects.filter(municipality=municipality, organisation__isnull=True)
    }
    count = 0
    with transaction.atomic():
        for organisation in left_to_take(municipality):
            name = organisation.name.casefold()
            record = by_name.pop(name, None) or Stakeholder(name=organisation.name)
            if not record.pk and _is_taken(municipality, organisation.name):
                continue
            record.municipality, record.organisation = municipality, organisation
            keep_as(person, record, "organisations")
            count += 1
    if count:
        text = ngettext(
            "%(count)d organisation stands in the register now. Say who it is and where it stands.",
            "%(count)d organisations stand in the register now. Say who they are and where they stand.",
            count,
        )
        messages.success(request, text % {"count": count} + waiting_note(request))
    else:
        messages.info(request, _("Every organisation stands in the register already."))
    return redirect("stakeholders:register", municipality.slug)


def _is_taken(municipality: Municipality, name: str) -> bool:
    return Stakeholder.objects.filter(municipality=municipality, name=name).exists()
