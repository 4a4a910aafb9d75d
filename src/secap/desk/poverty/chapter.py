"""One household table with its groups, from the database or from a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from secap.desk.poverty.models import HouseholdGroup, HouseholdStudy
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record

# What belongs to a household table, in the order of the plan file.
PARTS: dict[str, type[Record]] = {"groups": HouseholdGroup}


@dataclass(slots=True)
class StudyRecords:
    """Model instances, saved or not: nothing here needs a database."""

    study: HouseholdStudy
    groups: list[HouseholdGroup] = field(default_factory=list)


def load_studies(municipality: Municipality) -> list[StudyRecords]:
    """Return the living household tables with their groups, in one query per kind of record."""
    found = {one.pk: StudyRecords(one) for one in HouseholdStudy.objects.filter(municipality=municipality)}
    for part in HouseholdGroup.objects.filter(municipality=municipality):
        owner = found.get(part.study_id)
        if owner is not None:
            part.study = owner.study
            owner.groups.append(part)
    return list(found.values())
