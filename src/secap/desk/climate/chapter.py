"""One climate series with its indicators, from the database or from a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from secap.desk.climate.models import ClimateIndicator, ClimateSeries
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record

# What belongs to a series, in the order of the plan file.
PARTS: dict[str, type[Record]] = {"indicators": ClimateIndicator}


@dataclass(slots=True)
class SeriesRecords:
    """Model instances, saved or not: nothing here needs a database."""

    series: ClimateSeries
    indicators: list[ClimateIndicator] = field(default_factory=list)


def load_series(municipality: Municipality) -> list[SeriesRecords]:
    """Return the living series with their indicators, in one query per kind of record."""
    found = {one.pk: SeriesRecords(one) for one in ClimateSeries.objects.filter(municipality=municipality)}
    for part in ClimateIndicator.objects.filter(municipality=municipality):
        owner = found.get(part.series_id)
        if owner is not None:
            part.series = owner.series
            owner.indicators.append(part)
    return list(found.values())
