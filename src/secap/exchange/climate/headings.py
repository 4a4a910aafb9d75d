"""What the columns of a table are called, and what they therefore hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from secap.exchange.climate import units
from secap.exchange.climate.units import QUANTITY
from secap.method.basis import tables
from secap.method.basis.codes import folded
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.climate.series import VARIABLES

_BRACKETS = re.compile(r"^(.*?)[(\[]([^()\[\]]*)[)\]]\s*$")
_LAST = re.compile(r"^(.+?)[\s_,;/]+([^\s_,;]+)$")
DATES = ("date", "year", "month", "day", "day_of_year")
MOST_NAMED = 20
ROLES = (*VARIABLES, *DATES, "station", "latitude", "longitude", "altitude")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name: its role (a variable, part of the date, station ...) and the unit it states."""

    text: str
    role: str | None
    unit: str | None


@cache
def _spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in tables.rows("climate/columns.csv"):
        for spelling in row["spellings"].split("|"):
            found.setdefault(folded(spelling), row["role"])
    return found


@cache
def _words() -> dict[str, frozenset[str]]:
    return {
        row["role"]: frozenset(folded(word) for word in row["words"].split("|"))
        for row in tables.rows("climate/column_words.csv")
    }


def heading(text: str) -> Heading:
    """Return what a column with this name holds."""
    name, unit = text.strip(), None
    if (match := _BRACKETS.match(name)) and folded(match[1]):
        if units.is_unit(match[2]):
            unit = match[2]
        name = match[1]
    role = _role(name)
    if unit is None and (match := _LAST.match(name)) and units.is_unit(match[2]):
        without = _role(match[1]) or ""
        # "temp_c" is a temperature in °C, but "temp m" may be anything
        if without in QUANTITY and units.unit_of(match[2], QUANTITY[without]):
            role, unit = without, match[2]
    if unit is not None and (role not in QUANTITY or units.unit_of(unit, QUANTITY[role]) is None):
        unit = None
    return Heading(text.strip(), role, unit)


def _role(name: str) -> str | None:
    plain = folded(name)
    if plain in _spellings():
        return _spellings()[plain]
    words = set(plain.split())
    if words & _words()["other"]:
        return None
    if words & _words()["precipitation"]:
        return "pr"
    if words & _words()["gust"]:
        return "gust"
    if words & _words()["wind"]:
        return "gust" if words & _words()["maximum"] else "wind"
    if words & _words()["temperature"]:
        if words & _words()["maximum"]:
            return "tx"
        return "tn" if words & _words()["minimum"] else "tm"
    return None


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what.

    at : {role: column};  unit : {variable: unit as stated};  doubtful : columns of a role that was taken
    before;  names : all columns.
    """

    names: tuple[str, ...]
    at: Mapping[str, int]
    unit: Mapping[str, str]
    doubtful: tuple[str, ...] = field(default=())

    @property
    def variables(self) -> list[str]:
        return [name for name in VARIABLES if name in self.at]

    @property
    def has_dates(self) -> bool:
        parts = {"year", "month", "day"}, {"year", "day_of_year"}
        return "date" in self.at or any(one <= set(self.at) for one in parts)


def layout(
    names: Sequence[str], unit_row: Sequence[str] = (), chosen: Mapping[str, str] | None = None
) -> Layout:
    """Return which column holds what.

    unit_row : units below the names;  chosen : {role: name or number of the column, from 1}, stands first
    Raises: InvalidInput where there is no such column
    """
    at: dict[str, int] = {}
    stated: dict[str, str] = {}
    doubtful: list[str] = []
    headings = [heading(name) for name in names]
    plain = {folded(name): column for column, name in reversed(list(enumerate(names)))}
    for role, wish in (chosen or {}).items():
        column = plain.get(folded(wish), int(wish) - 1 if wish.strip().isdigit() else -1)
        if not 0 <= column < len(names):
            raise InvalidInput(
                Message("There is no column “{name}”.", name=wish[:60]),
                hint=Message("Choose one of: {names}.", names=[name for name in names if name][:MOST_NAMED]),
            )
        at[role] = column
    taken = set(at.values())
    parts = {one.role for one in headings}
    for column, one in enumerate(headings):
        is_date = one.role == "day" and not {"year", "month"} <= parts
        what = "date" if is_date else one.role
        if what is None or column in taken:
            continue
        if what not in at:
            at[what] = column
        elif what in VARIABLES and what not in (chosen or {}):
            doubtful.append(one.text)
    for variable in (one for one in at if one in QUANTITY):
        column = at[variable]
        below = unit_row[column].strip() if column < len(unit_row) else ""
        bracket = _BRACKETS.match(names[column])
        spoken = [headings[column].unit or "", below, bracket[2] if bracket else ""]
        found = next((one for one in spoken if units.unit_of(one, QUANTITY[variable])), None)
        if found or (column < len(unit_row) and below):
            stated[variable] = found or below
    return Layout(tuple(names), at, stated, tuple(doubtful))
