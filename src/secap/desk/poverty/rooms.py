"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.poverty.models import HouseholdStudy, PovertyAssessment, PovertyIndicator
from secap.desk.registry.models import Municipality
from secap.desk.registry.record_views import RecordRoom
from secap.desk.registry.records import Record
from secap.desk.registry.single_room import SingleRoom


@dataclass(frozen=True)
class StudyRoom(RecordRoom):
    """Household tables are listed on their own page, and a new one begins with a file."""

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Go to the page of the tables."""
        return redirect(self.list_url(municipality))

    def edit(
        self, request: HttpRequest, municipality: Municipality, parent: Any = None, uid: str = ""
    ) -> HttpResponse:
        """Show and save the form of a table; a new one is read from a file."""
        if uid:
            return super().edit(request, municipality, parent, uid)
        try:
            return redirect("households:upload", municipality.slug)
        except NoReverseMatch:  # files are not read by this installation
            return self.list(request, municipality)

    def list_url(self, municipality: Municipality, parent: Record | None = None) -> str:
        """Return the page of the tables."""
        return reverse("poverty:households", args=[municipality.slug])


def _study_page(record: HouseholdStudy) -> str:
    return reverse("poverty:study", args=[record.municipality.slug, record.uid])


TO_POVERTY = [(_("Energy poverty"), "poverty:index")]

ROOMS = [
    SingleRoom(
        PovertyAssessment,
        "assessment",
        "poverty",
        columns=("pillar", "date", "concern"),
        intro=_("Who counts as energy poor, and how it stands as a whole."),
        crumbs=TO_POVERTY,
        shown_at="poverty:index",
    ),
    RecordRoom(
        PovertyIndicator,
        "indicators",
        "poverty",
        columns=("indicator", "year", "value", "answer", "concern", "source"),
        filters=("indicator", "concern"),
        search=("assessment", "source"),
        intro=_("Indicators by macro-area; choose those that say something about your town."),
        empty=_(
            "Begin with what the statistical office publishes: households that can't keep warm, arrears."
        ),
        crumbs=TO_POVERTY,
        templates={"list": "poverty/indicator_list.html"},
        context=lambda _request, _municipality, _parent: {"tab": "indicators"},
    ),
    StudyRoom(
        HouseholdStudy,
        "studies",
        "poverty",
        columns=("title", "year", "source", "rows"),
        search=("title", "source"),
        intro=_("Household tables that were summed up; the households themselves are not kept."),
        empty=_("Read a table with income and energy cost of households."),
        crumbs=TO_POVERTY,
        home=_study_page,
    ),
]
