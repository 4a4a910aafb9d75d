"""From when on a plan must cover energy poverty, and which variant of the section a region is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from secap.method.basis import tables

ENERGY_POVERTY, ENERGY_ACCESS = "energy_poverty", "energy_access"
DEFAULT_REGION = "other_region"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a region is asked.

    region : code of `covenant_regions`;  variant : code of `poverty_pillars`;
    mandatory_from : first day of reports that must hold the section, None where no day is known;
    quality, source, place, note : of the row.
    """

    region: str
    variant: str
    mandatory_from: date | None
    quality: str
    source: str
    place: str
    note: str

    def holds(self, today: date) -> bool:
        """Return whether a report of that day must hold the section."""
        return self.mandatory_from is not None and self.mandatory_from <= today


def obligation(region: str) -> Obligation:
    """Return what a region is asked; a region without a row is treated as `other_region`.

    Source: com_energy_poverty_2022; rows and their quality in tables/poverty/obligations.csv
    """
    rows = {row["region"]: row for row in tables.rows("poverty/obligations.csv")}
    row = rows.get(region) or rows[DEFAULT_REGION]
    return Obligation(
        row["region"],
        row["variant"],
        date.fromisoformat(row["mandatory_from"]) if row["mandatory_from"] else None,
        row["quality"],
        row["source"],
        row["place"],
        row["note"],
    )


def is_mandatory(region: str, today: date) -> bool:
    """Return whether a plan or report of a region must cover energy poverty on a day.

    Source: com_energy_poverty_2022

    >>> is_mandatory("eu", date(2024, 12, 31)), is_mandatory("eu", date(2025, 1, 1))
    (False, True)
    """
    return obligation(region).holds(today)
