"""What works for every kind of record alike: delete and undo, history and earlier versions, the trash."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry import history as past
from secap.desk.registry.models import Municipality, Person, Role
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import WRITERS, member
from secap.desk.registry.record_views import ROOMS, edit_url_of
from secap.desk.registry.records import BOOKKEEPING, Record, StaleRecord, kind_of, model_of, record_models
from secap.desk.registry.saving import keep_as, remove_as, restore_as

TRASH_LIMIT = 200


def find(municipality: Municipality, kind: str, uid: str, role: str | None) -> Record:
    """Return a record of the town, deleted or not; 404 where there is none, or none for this role."""
    model = model_of(kind)
    if model is not None and model.is_private and role != Role.COORDINATOR:
        raise Http404
    record = model.everything.filter(municipality=municipality, uid=uid).first() if model else None
    if record is None:
        raise Http404
    record.municipality = municipality
    return record


@member("contribute")
@require_POST
def delete(request: HttpRequest, municipality: Municipality, kind: str, uid: str) -> HttpResponse:
    """Delete; the message offers to undo it."""
    record = find(municipality, kind, uid, request.role)  # type: ignore[attr-defined]
    if not record.deleted_at:
        try:
            remove_as(_person(request), record)
        except StaleRecord:
            messages.error(request, _("Somebody has just changed this. Look at it and try again."))
            return redirect(after(request, record))
        undo = reverse("registry:restore", args=[municipality.slug, kind, uid])
        say_undoable(request, _("Deleted: %(record)s.") % {"record": record}, undo)
    return redirect(after(request, record))


@member("contribute")
@require_POST
def restore(request: HttpRequest, municipality: Municipality, kind: str, uid: str) -> HttpResponse:
    """Undo a deletion."""
    record = find(municipality, kind, uid, request.role)  # type: ignore[attr-defined]
    if record.deleted_at:
        record.deleted_at = None
        if _save_or_say(request, record, lambda: restore_as(_person(request), record)):
            messages.success(request, _("Restored: %(record)s.") % {"record": record})
    return redirect(after(request, record))


@member("view")
def history(request: HttpRequest, municipality: Municipality, kind: str, uid: str) -> HttpResponse:
    """Show who changed the record, when, from what to what."""
    record = find(municipality, kind, uid, request.role)  # type: ignore[attr-defined]
    room = ROOMS.get(type(record))
    parent = getattr(record, record.parent_name() or "", None)
    context = {
        "record": record,
        "kind": kind,
        "versions": past.versions(record),
        "edit_url": "" if record.deleted_at else edit_url_of(record),
        "list_url": room.list_url(municipality, parent) if room else "",
        "may_restore": request.role in WRITERS,  # type: ignore[attr-defined]
    }
    return render(request, "registry/history.html", context)


@member("contribute")
@require_POST
def restore_version(
    request: HttpRequest, municipality: Municipality, kind: str, uid: str, key: int
) -> HttpResponse:
    """Bring the values of an earlier version back, as a new version."""
    record = find(municipality, kind, uid, request.role)  # type: ignore[attr-defined]
    row = record.history.filter(history_id=key).first()
    if row is None:
        raise Http404
    bring_back(record, row)
    number = record.history.filter(history_id__lte=key).count()
    if _save_or_say(request, record, lambda: keep_as(_person(request), record, f"earlier version: {number}")):
        messages.success(request, _("The values of version %(number)s stand again.") % {"number": number})
    return redirect("registry:history", municipality.slug, kind, uid)


@member("view")
def trash(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Everything deleted in the town, latest first."""
    found: list[Record] = []
    is_coordinator = request.role == Role.COORDINATOR  # type: ignore[attr-defined]
    for model in record_models(with_private=is_coordinator):
        deleted = model.everything.filter(municipality=municipality, deleted_at__isnull=False)
        found.extend(deleted.select_related("entered_by").order_by("-deleted_at")[:TRASH_LIMIT])
    found.sort(key=lambda record: record.deleted_at, reverse=True)  # type: ignore[arg-type, return-value]
    rows = [{"record": record, "kind": kind_of(record)} for record in found[:TRASH_LIMIT]]
    return render(request, "registry/trash.html", {"rows": rows, "limit": TRASH_LIMIT})


@member("view")
def changes(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """The latest changes of the whole plan."""
    return render(request, "registry/changes.html", {"events": past.recent(municipality, limit=100)})


def bring_back(record: Record, row: Any) -> None:
    """Set the record's content to that of a history row; bookkeeping stays."""
    for field in record.own_fields():
        if field.name not in BOOKKEEPING:
            setattr(record, field.attname, getattr(row, field.attname))
    record.deleted_at = row.deleted_at


def after(request: HttpRequest, record: Record) -> str:
    """Return where to go next: the form's `next` if it is ours, else the record's list, else the plan."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    room = ROOMS.get(type(record))
    if room:
        parent = getattr(record, record.parent_name() or "", None)
        # what belongs to a whole goes back to its page; a whole that was deleted has none any more
        return room.home_url(record, parent) if parent else room.list_url(record.municipality)
    return record.municipality.get_absolute_url()


def _save_or_say(request: HttpRequest, record: Record, save: Any) -> bool:
    """Save; say what stands in the way, such as another record that took the place meanwhile."""
    try:
        record.validate_constraints(exclude={"uid"})
        with transaction.atomic():
            save()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
    except IntegrityError:
        messages.error(request, _("This cannot come back: another record has taken its place."))
    else:
        return True
    return False


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
