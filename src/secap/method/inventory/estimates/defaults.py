"""The default values of the estimates, read from `tables/estimation/`. All of them are assumptions, and "
"say so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from secap.method.basis import tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Code, Message


@dataclass(frozen=True, slots=True)
class Default:
    """A default value with its unit, usual range, source and quality."""

    value: float
    unit: str
    low: float | None
    high: float | None
    source: str
    quality: str
    note: str = ""


def _default(row: dict[str, str]) -> Default:
    low, high = (float(row[limit]) if row[limit] else None for limit in ("low", "high"))
    return Default(float(row["value"]), row["unit"], low, high, row["source"], row["quality"], row["note"])


def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tables.rows(f"estimation/{name}.csv")


@cache
def transport_defaults() -> dict[tuple[str, str, str], Default]:
    """Return {(specific_use | distance, vehicle type, carrier): default}."""
    return {
        (row["quantity"], row["vehicle_type"], row["carrier"]): _default(row) for row in _rows("transport")
    }


@cache
def building_defaults() -> dict[tuple[str, str], Default]:
    """Return {(space_heating | hot_water, building type): default}, useful heat per heated floor area."""
    return {(row["quantity"], row["building_type"]): _default(row) for row in _rows("buildings")}


@cache
def heating_systems() -> dict[str, tuple[str, Default]]:
    """Return {heating system: (carrier, heat given per energy bought)}."""
    return {row["code"]: (row["carrier"], _default(row)) for row in _rows("heating_systems")}


@cache
def general_defaults() -> dict[str, Default]:
    """Return {key: default} of the assumptions that belong to no vehicle or building type."""
    return {row["key"]: _default(row) for row in _rows("general")}


@cache
def general_names() -> dict[str, Message]:
    """Return {key: what it is} of the same assumptions."""
    return {
        row["key"]: Message("{name}", name=Code("estimation", row["key"], row["name"]))
        for row in _rows("general")
    }


@cache
def names(name: str) -> dict[str, str]:
    """Return {code: English name} of vehicle_types, building_types, heating_systems or drivers."""
    return {row["code"]: row["name"] for row in _rows(name)}


@cache
def driver_units() -> dict[str, str]:
    """Return {driver: unit}."""
    return {row["code"]: row["unit"] for row in _rows("drivers")}


def named(table: str, code: str) -> Code:
    """Return a code of vehicle_types, building_types, heating_systems or drivers.

    Raises: InvalidInput when the table has no such code.
    """
    known = names(table)
    if code in known:
        return Code(table, code, known[code])
    raise InvalidInput(
        Message("{code} is not in the table {table}.", code=code, table=table),
        hint=Message("Choose one of: {codes}.", codes=list(known)),
    )
