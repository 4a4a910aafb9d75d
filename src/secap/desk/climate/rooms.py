"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from secap.desk.climate.models import ClimateSeries
from secap.desk.registry.record_views import RecordRoom

TO_CLIMATE = [(_("Climate profile"), "climate:index")]

ROOMS = [
    RecordRoom(
        ClimateSeries,
        "records",
        "climate",
        columns=("title", "kind", "source", "first_day", "last_day", "licence"),
        filters=("kind",),
        search=("title", "source", "model"),
        intro=_("Stations and climate models whose daily values were read."),
        empty=_("Read a file of daily values: from the national weather service, ECA&D or a climate model."),
        crumbs=TO_CLIMATE,
        templates={"list": "climate/series_list.html"},
        home=lambda record: record.get_absolute_url(),
    ),
]
