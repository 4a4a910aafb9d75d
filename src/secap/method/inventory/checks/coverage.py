"""Checks of what is reported at all: sectors, notation keys, base year."""

from __future__ import annotations

from collections.abc import Iterator

from secap.method.basis import codes
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Code, Message
from secap.method.inventory.checks.energy import mwh
from secap.method.inventory.checks.registry import Asked, NotEvaluated, check
from secap.method.inventory.places import (
    WASTE,
    carrier_code,
    key_sector,
    main_sector,
    sector_code,
)


@check("key_sectors", 36)
def key_sectors(asked: Asked) -> Iterator[Finding]:
    """A key sector is covered with energy of its own, or with the key IE: its energy stands elsewhere."""
    data, least = asked.data, int(asked.row.limit("low"))
    covered = {key_sector(use.sector) for use in data.uses if use.mwh > 0}
    covered |= {key_sector(sector) for (sector, _), note in data.notation.items() if note.key == "IE"}
    wanted = list(codes.table("key_sectors"))
    missing = [key for key in wanted if key not in covered]
    count = len(wanted) - len(missing)
    if count < least:
        yield asked.finding(
            message=Message(
                "The inventory {year} covers {count} of {all} key sectors; at least {least} are needed. "
                "Missing: "
                "{missing}.",
                year=data.year,
                count=count,
                all=len(wanted),
                least=least,
                missing=[codes.code("key_sectors", key) for key in missing],
            ),
            hint=Message(
                "Enter their energy (Inventories > Energy grid); where bills are missing, estimate it "
                "(Inventories > Estimates)."
            ),
        )


@check("main_sectors", 37)
def main_sectors(asked: Asked) -> Iterator[Finding]:
    """Stationary energy, transportation and waste: each with a figure or a notation key."""
    data = asked.data
    reported = {main_sector(use.sector) for use in data.uses}
    reported |= {main_sector(part.sector) for part in data.non_energy}
    reported |= {main_sector(sector) for sector, _ in data.notation}
    for main, row in codes.table("main_sectors").items():
        if row.mandatory and main not in reported:
            name = codes.code("main_sectors", main)
            yield asked.finding(
                name,
                message=Message("{sector}: neither a figure nor a notation key is given.", sector=name),
                hint=Message(
                    "Enter a figure, or a notation key with its explanation (Inventories > Notation keys)."
                ),
            )


@check("notation_explanation", 41)
def notation_explanation(asked: Asked) -> Iterator[Finding]:
    for (sector, carrier), note in asked.data.notation.items():
        if not note.explanation.strip():
            yield asked.finding(
                *_cell(sector, carrier),
                message=Message(
                    "{cell}: {key} without explanation.", cell=_cell(sector, carrier), key=note.key
                ),
                hint=Message("Say why, or where it is included (Inventories > Notation keys)."),
            )


@check("not_estimated", 42)
def not_estimated(asked: Asked) -> Iterator[Finding]:
    for (sector, carrier), note in asked.data.notation.items():
        mandatory = key_sector(sector) is not None or main_sector(sector) == WASTE
        if note.key == "NE" and mandatory:
            yield asked.finding(
                *_cell(sector, carrier),
                message=Message(
                    "{cell}: NE is not accepted for a mandatory source.", cell=_cell(sector, carrier)
                ),
                hint=Message(
                    "Estimate it (Inventories > Estimates), or use NO, IE or C with an explanation."
                ),
            )


@check("notation_with_value", 43)
def notation_with_value(asked: Asked) -> Iterator[Finding]:
    data = asked.data
    for (sector, carrier), note in data.notation.items():
        held = data.mwh(
            lambda use, s=sector, c=carrier: use.sector == s and c in (None, use.carrier)  # type: ignore[misc]
        )
        if note.key in ("NO", "NE") and held > asked.row.limit("low"):
            yield asked.finding(
                *_cell(sector, carrier),
                message=Message(
                    "{cell}: {key} stands beside {amount}.",
                    cell=_cell(sector, carrier),
                    key=note.key,
                    amount=mwh(held),
                ),
                hint=Message("Delete the notation key or the figure."),
            )


@check("base_year", 23)
def base_year(asked: Asked) -> Iterator[Finding]:
    year = asked.data.base_year or (asked.data.year if asked.data.is_bei else None)
    if year is None:
        raise NotEvaluated(Message("No base year is chosen."))
    first = int(asked.row.limit("low"))
    if not first <= year < asked.current_year:
        yield asked.finding(
            message=Message(
                "The base year {year} does not lie between {first} and {last}.",
                year=year,
                first=first,
                last=asked.current_year - 1,
            ),
            hint=Message(
                "Choose 1990, or the closest later year with reliable data (Inventories > Settings)."
            ),
        )


@check("bei_missing", 24)
def bei_missing(asked: Asked) -> Iterator[Finding]:
    """No BEI at all, or none in the base year: names the nearest inventory."""
    data = asked.data
    inventories = [(data.year, data.is_bei), *((other.year, other.is_bei) for other in data.others)]
    bei_years = [year for year, is_bei in inventories if is_bei]
    wanted = data.base_year
    if bei_years and (wanted is None or wanted in bei_years):
        return
    if wanted is None:
        yield asked.finding(
            message=Message("No inventory is marked as the baseline emission inventory (BEI)."),
            hint=Message("Mark the inventory that targets refer to (Inventories > Settings)."),
        )
        return
    nearest = min((year for year, _ in inventories), key=lambda year: (abs(year - wanted), year))
    yield asked.finding(
        message=Message(
            "There is no BEI for the base year {wanted}; the nearest inventory is that of {nearest}.",
            wanted=wanted,
            nearest=nearest,
        ),
        hint=Message(
            "Make the inventory of {wanted}, or mark {nearest} as the BEI.", wanted=wanted, nearest=nearest
        ),
    )


def _cell(sector: str, carrier: str | None) -> list[Code]:
    return [sector_code(sector)] + ([carrier_code(carrier)] if carrier else [])
