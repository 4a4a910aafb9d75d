"""A summed-up household table as records: what is shown is kept, what is suppressed is not, rows never."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from secap.desk.poverty.models import HouseholdGroup, HouseholdStudy
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.saving import keep_as
from secap.method.poverty.summary import GroupSummary, Summary

REASON = "household table"
ROUNDED_EUR = 10  # a median of few households is nearly the amount of one of them


def group_record(one: GroupSummary) -> HouseholdGroup:
    """Return a group as a record, not saved; of a suppressed one nothing but its name."""
    if one.is_suppressed:
        return HouseholdGroup(name=one.name[:120], is_suppressed=True)
    return HouseholdGroup(
        name=one.name[:120],
        households=one.households,
        share_2m_percent=_percent(one.shares["2m"]),
        share_m2_percent=_percent(one.shares["m2"]),
        share_lihc_percent=_percent(one.shares["lihc"]),
        share_ten_percent=_percent(one.shares["ten"]),
        median_income_eur=_rounded(one.median_income_eur),
        median_energy_eur=_rounded(one.median_energy_eur),
    )


def group_records(found: Summary) -> list[HouseholdGroup]:
    """Return the whole and every group as records, not saved."""
    return [group_record(one) for one in (found.whole, *found.groups)]


def thresholds(found: Summary) -> dict[str, Any]:
    """Return what explains the study's numbers: medians and which of them were given, scale of sizes."""
    return {
        "medians": {name: _median(name, value, found) for name, value in found.medians.own().items()},
        "given": sorted(found.given),
        "scale": found.scale,
        "has_housing": found.has_housing,
        "zero_energy": found.zero_energy,
    }


def _median(name: str, value: float, found: Summary) -> float:
    """Return a median as it is told: a given one as it is, the table's own like those of the groups."""
    if name in found.given:
        return value
    return round(value, 4) if name == "energy_share" else round(value / ROUNDED_EUR) * float(ROUNDED_EUR)


@transaction.atomic
def keep(
    person: Person,
    municipality: Municipality,
    found: Summary,
    *,
    title: str,
    year: int,
    source: str,
    note: str,
) -> HouseholdStudy:
    """Save a study with its groups."""
    study = HouseholdStudy(
        municipality=municipality, title=title, year=year, source=source, note=note, rows=found.rows,
        left_out=dict(found.left_out), thresholds=thresholds(found),
    )  # fmt: skip
    keep_as(person, study, REASON)
    for record in group_records(found):
        record.municipality, record.study = municipality, study
        keep_as(person, record, REASON)
    return study


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _rounded(eur: float | None) -> float | None:
    return None if eur is None else round(eur / ROUNDED_EUR) * float(ROUNDED_EUR)
