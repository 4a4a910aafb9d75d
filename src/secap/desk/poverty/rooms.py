"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from secap.desk.poverty.models import HouseholdStudy, PovertyAssessment, PovertyIndicator
from secap.desk.registry.record_views import RecordRoom
from secap.desk.registry.single_room import SingleRoom

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
        columns=("indicator", "year", "value", "concern", "source"),
        filters=("indicator", "concern"),
        search=("assessment", "source"),
        intro=_("Indicators by macro-area; choose those that say something about your town."),
        empty=_(
            "Begin with what the statistical office publishes: households that can't keep warm, arrears."
        ),
        crumbs=TO_POVERTY,
    ),
    RecordRoom(
        HouseholdStudy,
        "studies",
        "poverty",
        columns=("title", "year", "source", "rows"),
        search=("title", "source"),
        intro=_("Household tables that were summed up; the households themselves are not kept."),
        empty=_("Read a table with income and energy cost of households."),
        crumbs=[*TO_POVERTY, (_("Household tables"), "poverty:households")],
    ),
]
