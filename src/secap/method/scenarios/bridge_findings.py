"""What a bridge could not tell apart, said with the place and the remedy."""

from __future__ import annotations

from collections.abc import Sequence

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.inventory.places import carrier_code, sector_code
from secap.method.scenarios.bridge_cells import Side

PROFILE = Message("Enter the missing values in the baseline profile.")


def _years(*sides: tuple[int, object]) -> list[int]:
    """Return the years whose value is unknown (or 0, which can't be compared with)."""
    return [year for year, value in sides if not value]


def no_degree_days(before: Side, after: Side, reference: float | None) -> Finding:
    """The weather can't be told apart for want of degree days."""
    years = _years((before.year, before.degree_days), (after.year, after.degree_days))
    if years:
        message = Message(
            "Heating degree days of {years} are not known: the weather is inside the energy intensity.",
            years=years,
        )
    else:
        message = Message(
            "There are no degree days to bring the heating to: the weather is inside the energy intensity."
        )
    return Finding("scenarios.bridge_weather", Severity.WARNING, (before.year, after.year), message, PROFILE)


def no_population(before: Side, after: Side) -> Finding:
    """The population's part can't be told apart."""
    years = _years((before.year, before.population), (after.year, after.population))
    return Finding(
        "scenarios.bridge_population",
        Severity.WARNING,
        (before.year, after.year),
        Message(
            "The population of {years} is not known: its part is inside the energy intensity.", years=years
        ),
        PROFILE,
    )


def no_activity(sector: str, indicator: str, start_year: int, end_year: int) -> Finding:
    """A sector's own driver is unknown in one of the years."""
    return Finding(
        "scenarios.bridge_activity",
        Severity.INFO,
        (sector_code(sector), codes.code("profile_indicators", indicator)),
        Message(
            "{indicator} is not known for both {start} and {end}: its part is inside the energy intensity.",
            indicator=codes.code("profile_indicators", indicator),
            start=start_year,
            end=end_year,
        ),
        PROFILE,
    )


def lopsided_heating(sector: str, carriers: Sequence[str], start_year: int, end_year: int) -> Finding:
    """Heating is known in one year only: correcting that year alone would invent a change."""
    return Finding(
        "scenarios.bridge_heating",
        Severity.WARNING,
        (sector_code(sector),),
        Message(
            "The heating share of {carriers} is known in one of {start} and {end} only: the sector's weather "
            "is inside its energy intensity.",
            carriers=[carrier_code(carrier) for carrier in carriers],
            start=start_year,
            end=end_year,
        ),
        Message("Give the share used for space heating in both inventories."),
    )


def no_factor(sector: str, carriers: Sequence[str], start_year: int, end_year: int) -> Finding:
    """Energy without an emission factor: what its change is due to can't be known."""
    return Finding(
        "scenarios.bridge_factor",
        Severity.ERROR,
        (sector_code(sector),),
        Message(
            "{carriers}: no emission factor in {start} or {end}, so emissions are missing from the bridge.",
            carriers=[carrier_code(carrier) for carrier in dict.fromkeys(carriers)],
            start=start_year,
            end=end_year,
        ),
        Message(
            "Choose another edition in the inventory's settings, or enter an own factor with its reason."
        ),
    )


def not_restated(sector: str, carriers: Sequence[str], year: int) -> Finding:
    """The later inventory's edition has no factor for a carrier of the earlier one."""
    return Finding(
        "scenarios.bridge_settings",
        Severity.WARNING,
        (year, sector_code(sector)),
        Message(
            "{carriers}: no factor of {year} with the later inventory's settings, so the other edition or "
            "method is inside the factor's own term.",
            carriers=[carrier_code(carrier) for carrier in carriers],
            year=year,
        ),
        Message(
            "Recalculate the earlier inventory with the settings of the later one (Inventories > Compare)."
        ),
    )
