"""One sector of a bridge: its energy uses in both years, brought together, and divided among the terms."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Message
from secap.method.inventory.places import carrier_code, sector_code
from secap.method.scenarios import bridge_terms as terms
from secap.method.scenarios.bridge_terms import Driver, split_change

ELECTRICITY, HEAT_COLD = "electricity", "heat_cold"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Use:
    """Energy of one sector, carrier and fuel in one inventory.

    mwh : MWh/a, >= 0;  t : its emissions, t/a, None where there is no factor;
    heating_mwh : the part that heats rooms, None where unknown;
    restated_t : its emissions with the settings of the later inventory, None where they are the same or
    unknown.
    """

    sector: str
    carrier: str
    mwh: float
    t: float | None
    heating_mwh: float | None = None
    fuel: str = ""
    restated_t: float | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two inventories.

    non_energy_t : {sector: t CO2eq/a}, without sinks;  population : inhabitants, None where unknown;
    activity : {sector: value of its driver}, such as m² or vehicles;  degree_days : K·d;
    national_t_per_mwh : the national electricity factor, None where electricity has a factor of the town's
    own;  restated_national_t_per_mwh : the same with the settings of the later inventory.
    """

    year: int
    uses: tuple[Use, ...]
    non_energy_t: Mapping[str, float] = field(default_factory=dict)
    population: float | None = None
    activity: Mapping[str, float] = field(default_factory=dict)
    degree_days: float | None = None
    national_t_per_mwh: float | None = None
    restated_national_t_per_mwh: float | None = None

    @property
    def restated(self) -> bool:
        """Whether any use was computed with the other inventory's settings too."""
        return any(use.restated_t is not None for use in self.uses)


@dataclass(slots=True)
class Cell:
    """A carrier (and fuel) of a sector in one year.  normal_mwh : energy with heating at the reference
    degree days."""

    mwh: float = 0.0
    normal_mwh: float = 0.0
    t: float | None = 0.0
    restated_t: float | None = None
    heating_mwh: float | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """What a sector's chain needs of one year."""

    cells: Mapping[Key, Cell]
    population: float | None
    activity: float | None
    national: float | None
    restated_national: float | None

    @property
    def normal_mwh(self) -> float:
        return math.fsum(cell.normal_mwh for cell in self.cells.values())


def check_side(side: Side) -> None:
    """Raise InvalidInput where energy or emissions of a use are negative or no number."""
    for use in side.uses:
        for value, unit in ((use.mwh, "MWh"), (use.t, "t")):
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise InvalidInput(
                    Message(
                        "{value} can't be divided among reasons: it must be a number that is not negative.",
                        value=Amount(value, unit) if math.isfinite(value) else str(value),
                    ),
                    where=(side.year, sector_code(use.sector), carrier_code(use.carrier)),
                    hint=Message("Correct the amount in the inventory."),
                )


def cells_of(uses: Sequence[Use], ratio: float | None) -> dict[Key, Cell]:
    """Return the uses of one sector by carrier and fuel.

    ratio : reference by actual degree days, None leaves heating as it was.
    """
    found: dict[Key, Cell] = {}
    for use in uses:
        cell = found.setdefault((use.carrier, use.fuel), Cell())
        warm = use.heating_mwh or 0.0
        cell.mwh += use.mwh
        cell.normal_mwh += use.mwh + (warm * (ratio - 1) if ratio is not None else 0.0)
        cell.t = None if cell.t is None or use.t is None else cell.t + use.t
        if use.heating_mwh is not None:
            cell.heating_mwh = (cell.heating_mwh or 0.0) + use.heating_mwh
    for key, cell in found.items():
        again = [use.restated_t for use in uses if (use.carrier, use.fuel) == key]
        known = [t for t in again if t is not None]
        cell.restated_t = math.fsum(known) if len(known) == len(again) else None
    return found


def lopsided_heating(before: Mapping[Key, Cell], after: Mapping[Key, Cell]) -> list[str]:
    """Return the carriers used in both years whose heating part is known in one of them only."""
    both = [key for key in before if key in after and before[key].mwh and after[key].mwh]
    known = {key: (before[key].heating_mwh is None, after[key].heating_mwh is None) for key in both}
    return [key[0] for key, (first, second) in known.items() if first != second]


def sector_parts(before: Year, after: Year, *, weather: bool) -> tuple[list[dict[str, float]], list[str]]:
    """Return the changes of a sector's cells by term, and the carriers without a factor in one of the years.

    The change of a carrier without a factor goes to the energy intensity: what it is due to is not known.
    """
    parts: list[dict[str, float]] = []
    without: list[str] = []
    for key in dict.fromkeys([*before.cells, *after.cells]):
        first, second = before.cells.get(key, Cell()), after.cells.get(key, Cell())
        if first.t is None or second.t is None:
            without.append(key[0])
            parts.append({terms.INTENSITY: (second.t or 0.0) - (first.t or 0.0)})
            continue
        chain = [*_activity(before, after), *_energy(before, after, first, second, weather=weather)]
        chain += _factor(key[0], first, second, before, after)
        parts.append(split_change(first.t, second.t, chain))
    return parts, without


def _activity(before: Year, after: Year) -> list[Driver]:
    """Return the drivers population and activity (per inhabitant where both are known) of a sector."""
    chain: list[Driver] = []
    people = _pair(before.population, after.population)
    doing = _pair(before.activity, after.activity)
    if people:
        chain.append((terms.POPULATION, *people))
    if doing:
        chain += [(terms.ACTIVITY, *doing), *_per(terms.ACTIVITY, people)]
    return chain


def _pair(before: float | None, after: float | None) -> tuple[float, float] | None:
    return (before, after) if before and after else None


def _per(term: str, divisor: tuple[float, float] | None) -> list[Driver]:
    """Return the divisor of a term as a driver of its own: a tiny one then can't overflow."""
    return [(term, divisor[1], divisor[0])] if divisor else []


def _energy(before: Year, after: Year, first: Cell, second: Cell, *, weather: bool) -> list[Driver]:
    """Return energy intensity, share of the carrier, and weather. What a year lacks is as in the other."""
    by = _pair(before.activity, after.activity) or _pair(before.population, after.population)
    whole = before.normal_mwh, after.normal_mwh
    shares = _filled(
        first.normal_mwh / whole[0] if whole[0] else None, second.normal_mwh / whole[1] if whole[1] else None
    )
    chain: list[Driver] = [
        (terms.INTENSITY, *whole),
        *_per(terms.INTENSITY, by),
        (terms.MIX, *shares),
    ]
    if weather:
        ratios = [cell.mwh / cell.normal_mwh if cell.normal_mwh else None for cell in (first, second)]
        chain.append((terms.WEATHER, *_filled(*ratios)))
    return chain


def _filled(before: float | None, after: float | None) -> tuple[float, float]:
    one, other = before if before is not None else after, after if after is not None else before
    return (1.0, 1.0) if one is None or other is None else (one, other)


def _factor(carrier: str, first: Cell, second: Cell, before: Year, after: Year) -> list[Driver]:
    """Return the drivers of the emission factor: settings, then the national part, then the town's own.

    A carrier that is not used in a year has the other year's factor: its change is one of the fuel mix.
    """
    f0, f1 = _filled(
        (first.t or 0.0) / first.mwh if first.mwh else None,
        (second.t or 0.0) / second.mwh if second.mwh else None,
    )
    chain: list[Driver] = []
    national = before.national, after.national
    if first.mwh and second.mwh and first.restated_t is not None:
        again = first.restated_t / first.mwh
        if (again > 0) or f0 == 0 or f1 == 0:
            chain.append((terms.SETTINGS, f0, again))
            f0, national = again, (before.restated_national, after.national)
    if carrier == HEAT_COLD:
        return [*chain, (terms.HEAT, f0, f1)]
    if carrier != ELECTRICITY:
        return [*chain, (terms.FUELS, f0, f1)]
    grid = _pair(*national) if first.mwh and second.mwh else None
    if grid is None or (_same(f0, grid[0]) and _same(f1, grid[1])):
        return [*chain, (terms.GRID, f0, f1)]
    return [*chain, (terms.GRID, *grid), (terms.LOCAL_ELECTRICITY, f0 / grid[0], f1 / grid[1])]


def _same(factor: float, national: float) -> bool:
    return math.isclose(factor, national, rel_tol=1e-12)
