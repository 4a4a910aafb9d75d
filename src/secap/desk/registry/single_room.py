"""A room of which a plan has one record at most: its list is the form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from secap.desk.registry.models import Municipality
from secap.desk.registry.record_views import RecordRoom
from secap.desk.registry.records import Record


@dataclass(frozen=True)
class SingleRoom(RecordRoom):
    """shown_at : URL name of the page that shows the record; saving leads there."""

    shown_at: str = ""
    is_single = True

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Go to the record's form; those who only read go where it is shown."""
        if not request.user.has_perm("plan.contribute", municipality):
            return redirect(self.shown_at, municipality.slug)
        record = self.model.objects.filter(municipality=municipality).first()
        if record is not None:
            record.municipality = municipality
            return redirect(self.edit_url(record))
        return redirect(f"{self.namespace}:{self.name}-new", municipality.slug)

    def edit(
        self, request: HttpRequest, municipality: Municipality, parent: Any = None, uid: str = ""
    ) -> HttpResponse:
        """Show and save the form; that of a new record only where there is none."""
        there = self.model.objects.filter(municipality=municipality)
        if not uid and request.method != "POST" and there.exists():
            return self.list(request, municipality)
        return super().edit(request, municipality, parent, uid)

    def list_url(self, municipality: Municipality, parent: Record | None = None) -> str:
        """Return where the record is shown: there is no list to go back to."""
        return reverse(self.shown_at, args=[municipality.slug])
