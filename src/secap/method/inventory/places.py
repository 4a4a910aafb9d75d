"""What a sector or carrier code is, also when a file brought a code of its own that no table knows."""

from __future__ import annotations

from functools import cache

from secap.method.basis import codes
from secap.method.basis.messages import Code, Message
from secap.method.inventory.factors import EmissionFactor

STATIONARY = "stationary_energy"
TRANSPORT = "transportation"
WASTE = "waste"


@cache
def main_sector(sector: str) -> str | None:
    """Return the GCoM main sector of a sector, None for a code that no table knows."""
    row = codes.table("sectors").get(sector)
    return row.main_sector if row else None


@cache
def key_sector(sector: str) -> str | None:
    """Return the Covenant's key sector that a sector counts for, None where it counts for none."""
    row = codes.table("sectors").get(sector)
    return (row.key_sector or None) if row else None


@cache
def is_industry(sector: str) -> bool:
    """Whether a sector is industry (inside or outside the EU ETS)."""
    row = codes.table("sectors").get(sector)
    return row.group == "industry" if row else sector.startswith("industry")


def is_stationary(sector: str) -> bool:
    """Whether a sector's energy is stationary; a code that no table knows counts as stationary unless "
    "named so."""
    known = main_sector(sector)
    return known == STATIONARY if known else not is_transport(sector) and sector != WASTE


def is_transport(sector: str) -> bool:
    """Whether a sector is transport."""
    known = main_sector(sector)
    return known == TRANSPORT if known else sector.startswith("transport")


@cache
def carrier_group(carrier: str) -> str | None:
    """Return electricity | heat_cold | fossil | renewable, None for a code that no table knows."""
    row = codes.table("carriers").get(carrier)
    return row.group if row else None


@cache
def barred_from_transport(carrier: str) -> bool:
    """Whether a carrier can't be a transport fuel (heat, solar thermal, geothermal ...)."""
    row = codes.table("carriers").get(carrier)
    return row is not None and not row.in_transport


def sector_code(sector: str) -> Code:
    """Return the sector for a sentence; a code that no table knows is said as it is."""
    return codes.code("sectors", sector)


def carrier_code(carrier: str) -> Code:
    """Return the carrier for a sentence; a code that no table knows is said as it is."""
    return codes.code("carriers", carrier)


ORIGINS = {
    "national": Message("of the edition"),
    "local": Message("local"),
    "own": Message("the town's own"),
}


def origin(factor: EmissionFactor) -> str:
    """Return where a factor comes from: local (from the town's supply), own (entered) or national."""
    if factor.edition == "local":
        return "local"
    return "own" if factor.edition in ("own", "") else "national"
