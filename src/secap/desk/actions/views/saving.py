"""How the pages that steer the plan save: as the person, told or undoable, never over another's work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.reader import person_of
from secap.desk.registry.records import Record, StaleRecord
from secap.desk.registry.saving import keep_as
from secap.method.basis import codes


def keep_all(request: HttpRequest, records: Sequence[Record], reason: str) -> bool:
    """Save all or nothing; False, with a message, where somebody else saved one of them meanwhile."""
    try:
        with transaction.atomic():
            for record in records:
                keep_as(person_of(request), record, reason)
    except (StaleRecord, IntegrityError):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return False
    return True


def go_back(request: HttpRequest, municipality: Municipality, name: str, anchor: str = "") -> HttpResponse:
    """Go to the form's `next` if it is an address of ours, else to the page `name`."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = reverse(name, args=[municipality.slug])
    return redirect(f"{wanted.partition('#')[0]}#{anchor}" if anchor else wanted)


def code_from(table: str, value: Any) -> str:
    """Return a posted code if the table knows it, else an empty text."""
    return value if isinstance(value, str) and value in codes.table(table) else ""
