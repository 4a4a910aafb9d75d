"""Editions of emission factors: each is a folder of tables that somebody published at some time.

Two dates belong to a factor: the year it describes, and the edition that published it. A released edition
never
changes (tests/house holds its hash); a correction is a new edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from secap.method.basis import tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Code, Message


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition.

    kinds : what it holds: fuels, electricity, heat;
    gwp : the GWP set behind its CO2 equivalents, `chosen` where the gases are apart and any set can be
    applied.
    """

    code: str
    title: str
    year_published: int
    kinds: tuple[str, ...]
    source: str
    gwp: str
    note: str
    folder: Traversable

    def as_code(self) -> Code:
        return Code("editions", self.code, self.title)


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A national factor of electricity or heat, t CO2 or CO2eq per MWh consumed.

    approach : ipcc | lca;  gas_basis : co2 | co2eq.
    """

    country: str
    year: int
    approach: str
    gas_basis: str
    value: float
    place: str
    quality: str


@cache
def _all() -> dict[str, Edition]:
    found = {}
    for folder in tables.folders("factors"):
        about = tables.read_yaml(folder.joinpath("edition.yaml"))
        found[folder.name] = Edition(
            folder.name,
            about["title"],
            about["year_published"],
            tuple(about["kinds"]),
            about["source"],
            str(about["gwp"]),
            about.get("note", ""),
            folder,
        )
    return found


def editions(kind: str | None = None) -> list[Edition]:
    """Return all editions, or those that hold `kind` (fuels, electricity, heat)."""
    return [edition for edition in _all().values() if kind is None or kind in edition.kinds]


def edition(code: str) -> Edition:
    """Return one edition. Raises InvalidInput that lists the codes."""
    if code not in _all():
        raise InvalidInput(
            Message("There is no factor edition “{code}”.", code=code),
            hint=Message("Choose one of: {codes}.", codes=list(_all())),
        )
    return _all()[code]


def forget() -> None:
    """Read the folders anew, after an edition was added."""
    _all.cache_clear()
    supply_rows.cache_clear()
    fuel_rows.cache_clear()


@cache
def fuel_rows(code: str) -> tuple[dict[str, str], ...]:
    """Return the fuel rows of an edition as they stand in its table."""
    return tables.read_csv(edition(code).folder.joinpath("fuels.csv"))


@cache
def supply_rows(code: str, kind: str) -> dict[tuple[str, str, str], dict[int, SupplyRow]]:
    """Return {(country, approach, gas basis): {year: row}} of an edition's national electricity or heat
    factors."""
    found: dict[tuple[str, str, str], dict[int, SupplyRow]] = {}
    for row in tables.read_csv(edition(code).folder.joinpath(f"{kind}.csv")):
        key = (row["country"], row["approach"], row["gas_basis"])
        found.setdefault(key, {})[int(row["year"])] = SupplyRow(
            row["country"],
            int(row["year"]),
            row["approach"],
            row["gas_basis"],
            float(row["value"]),
            row["place"],
            row["quality"],
        )
    return found
