"""What the Covenant asks of a target: the minimum by region and date of adhesion, and the frameworks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from secap.method.basis import codes, tables

DEFAULT_REGION = "other_region"


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least reduction asked for.

    share : 0-1;  ambition_share : what is asked of newer signatories, None where nothing is known;
    quality, source, place, note : of the row.
    """

    region: str
    target_year: int
    share: float
    ambition_share: float | None
    quality: str
    source: str
    place: str
    note: str


def region_of(country: str) -> str:
    """Return the Covenant's region of a country (ISO 3166 alpha-2)."""
    for code, row in codes.table("covenant_regions").items():
        if country in str(row.countries).split():
            return code
    return DEFAULT_REGION


def minimums(region: str, adhesion: date | None) -> list[Minimum]:
    """Return the minimums that hold for a signatory, by target year.

    adhesion : day of the council's decision; unknown: the latest rows.
    Source: com_faq; rows and their quality in tables/targets/minimums.csv
    """
    rows = [row for row in tables.rows("targets/minimums.csv") if row["region"] == region]
    if adhesion is None:
        latest = max((row["adhesion_from"] for row in rows), default="")
        rows = [row for row in rows if row["adhesion_from"] == latest]
    else:
        day = adhesion.isoformat()
        rows = [
            row
            for row in rows
            if (row["adhesion_from"] or "0") <= day and (not row["adhesion_to"] or day <= row["adhesion_to"])
        ]
    return [_minimum(row) for row in rows]


def minimum_for(region: str, adhesion: date | None, target_year: int) -> Minimum | None:
    """Return the minimum for one target year, None where the Covenant names none."""
    return next((one for one in minimums(region, adhesion) if one.target_year == target_year), None)


def _minimum(row: dict[str, str]) -> Minimum:
    ambition = float(row["ambition_share"]) if row["ambition_share"] else None
    return Minimum(
        row["region"],
        int(row["target_year"]),
        float(row["minimum_share"]),
        ambition,
        row["quality"],
        row["source"],
        row["place"],
        row["note"],
    )


def frameworks(today: date) -> list[Any]:
    """Return the rows of `policy_frameworks` with whether each is in force on a day: (row, in_force)."""
    day = today.isoformat()
    return [
        (
            row,
            (not row.valid_from or str(row.valid_from) <= day)
            and (not row.valid_to or day <= str(row.valid_to)),
        )
        for row in codes.table("policy_frameworks").values()
    ]
