"""Units of daily values: what a heading or an attribute says, and the way to °C, mm and m/s."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from secap.method.basis import tables

Values = npt.NDArray[np.float64]

TEMPERATURE, PRECIPITATION, SPEED = "temperature", "precipitation", "speed"
QUANTITY = {
    "tx": TEMPERATURE,
    "tn": TEMPERATURE,
    "tm": TEMPERATURE,
    "pr": PRECIPITATION,
    "wind": SPEED,
    "gust": SPEED,
}
CANONICAL = {TEMPERATURE: "°C", PRECIPITATION: "mm", SPEED: "m/s"}
ROUND = 4  # decimals kept after a conversion: 298.15 K is 25 °C, not a hair above


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: canonical value = (value + add) × multiply / divide."""

    name: str
    quantity: str
    add: float
    multiply: float
    divide: float

    @property
    def is_canonical(self) -> bool:
        return (self.add, self.multiply, self.divide) == (0, 1, 1)

    def converted(self, values: Values) -> Values:
        """Return the values in °C, mm or m/s."""
        if self.is_canonical:
            return values
        return np.round((values + self.add) * self.multiply / self.divide, ROUND)


@cache
def _spellings() -> dict[tuple[str, str], Unit]:
    found: dict[tuple[str, str], Unit] = {}
    for row in tables.rows("climate/units.csv"):
        unit = Unit(
            row["unit"], row["quantity"], float(row["add"]), float(row["multiply"]), float(row["divide"])
        )
        for spelling in row["spellings"].split("|"):
            found[unit.quantity, spelling] = unit
    return found


@cache
def unit_named(name: str) -> Unit:
    """Return the unit of a name of the table, such as °F."""
    return next(unit for unit in _spellings().values() if unit.name == name)


def plain(text: str) -> str:
    """Return a unit without case, spaces, degree signs and the word degrees."""
    found = text.casefold().replace("&#176;", "").replace(",", ".")
    for sign in ("degrees", "degree", "deg", "°", "º", "˚", "grādi", "_"):
        found = found.replace(sign, "")
    found = found.replace("·", "").replace("*", "") if "**" not in found else found
    return "".join(found.split())


def unit_of(text: str, quantity: str) -> Unit | None:
    """Return the unit that people mean by `text`, None where it is none of this quantity."""
    return _spellings().get((quantity, plain(text)))


def is_unit(text: str) -> bool:
    """Return whether `text` is a unit of any quantity."""
    return any((quantity, plain(text)) in _spellings() for quantity in CANONICAL)
