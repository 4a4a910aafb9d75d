"""Year series: one table of all inventories, by sector or carrier, per inhabitant, with changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from secap.method.basis import codes
from secap.method.basis.messages import Code, Message
from secap.method.inventory.emissions import InventoryResult

By = Literal["sector", "carrier", "scope"]
Quantity = Literal["t", "mwh"]


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One line of the table. Every list has one place per year; None: not reported, never 0.

    key : sector, carrier or scope; "total" for the sum;  values : t or MWh a year;
    per_capita : values per inhabitant;
    change : share of change since the inventory before (of those reported);
    change_since_first : share of change since the first year of the series.
    """

    key: str
    label: Code | Message
    values: tuple[float | None, ...]
    per_capita: tuple[float | None, ...]
    change: tuple[float | None, ...]
    change_since_first: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A table of years.

    years : ascending, only those with an inventory;  unit : t or MWh;
    rows : parts in the order of first appearance, the total last.
    """

    years: tuple[int, ...]
    unit: str
    rows: tuple[SeriesRow, ...]

    @property
    def total(self) -> SeriesRow:
        return self.rows[-1]

    def row(self, key: str) -> SeriesRow | None:
        """Return the line of a sector, carrier or scope."""
        return next((row for row in self.rows if row.key == key), None)


def series(
    results: Mapping[int, InventoryResult],
    *,
    by: By = "sector",
    quantity: Quantity = "t",
    population: Mapping[int, float] | None = None,
) -> Series:
    """Return the table of all inventories.

    Parameters: results : {year: result};  by : sector | carrier | scope (scope: t only);
        quantity : t (sinks apart, not deducted) or mwh;  population : {year: inhabitants}, gaps allowed
    Returns: Series; a part that a year doesn't report is None there. By carrier the t of the parts are
        energy alone, so they make up the total less non-energy emissions.
    """
    years = tuple(sorted(results))
    parts = [dict(_parts(results[year], by, quantity)) for year in years]
    keys = dict.fromkeys(key for part in parts for key in part)
    people = [(population or {}).get(year) for year in years]
    rows = [_row(key, _label(by, key), [part.get(key) for part in parts], people) for key in keys]
    totals: list[float | None] = [
        results[year].total_t if quantity == "t" else results[year].energy_mwh for year in years
    ]
    rows.append(_row("total", Message("Total"), totals, people))
    return Series(years, "t" if quantity == "t" else "MWh", tuple(rows))


def _parts(result: InventoryResult, by: By, quantity: Quantity) -> Mapping[str, float]:
    found = {
        ("sector", "t"): result.by_sector_t,
        ("sector", "mwh"): result.by_sector_mwh,
        ("carrier", "t"): result.by_carrier_t,
        ("carrier", "mwh"): result.by_carrier_mwh,
        ("scope", "t"): result.by_scope_t,
    }
    return found[by, quantity]


def _label(by: By, key: str) -> Code | Message:
    return Message("Scope {number}", number=key) if by == "scope" else codes.code(f"{by}s", key)


def _row(
    key: str, label: Code | Message, values: list[float | None], people: list[float | None]
) -> SeriesRow:
    return SeriesRow(
        key,
        label,
        tuple(values),
        tuple(
            value / count if value is not None and count else None
            for value, count in zip(values, people, strict=True)
        ),
        tuple(_change(_before(values, place), value) for place, value in enumerate(values)),
        tuple(_change(values[0] if place else None, value) for place, value in enumerate(values)),
    )


def _before(values: list[float | None], place: int) -> float | None:
    return next((value for value in reversed(values[:place]) if value is not None), None)


def _change(old: float | None, new: float | None) -> float | None:
    return (new - old) / old if old is not None and new is not None and old > 0 else None
