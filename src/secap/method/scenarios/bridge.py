"""Why did emissions change? The difference of two inventories, divided among its reasons without a rest."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Message
from secap.method.scenarios import bridge_findings as say
from secap.method.scenarios import bridge_terms as terms
from secap.method.scenarios.bridge_cells import (
    Cell,
    Key,
    Side,
    Year,
    cells_of,
    check_side,
    lopsided_heating,
    sector_parts,
)
from secap.method.scenarios.bridge_claims import Claims
from secap.method.scenarios.bridge_result import Bridge, Driver, SectorBridge


def bridge(
    before: Side,
    after: Side,
    *,
    drivers: Mapping[str, str] | None = None,
    reference_degree_days: float | None = None,
    weather: bool = True,
    claims: Claims | None = None,
    unit: str = "t CO₂eq",
    findings: Iterable[Finding] = (),
) -> Bridge:
    """Return why emissions changed: additive LMDI-I over sectors and carriers.

    E = Σ P × A/P × W/A × m × w × F with population P, activity A of the sector, its energy W with heating at
    the reference degree days, share m of the carrier, weather w = energy / energy at reference, factor F.

    Parameters: before, after : the two inventories, the earlier first
        drivers : {sector: code of its activity in `profile_indicators`}; other sectors follow the population
        reference_degree_days : K·d that heating is brought to;  weather : tell the weather apart
        claims : of completed actions;  findings : about the two inventories, kept in front
    Returns: Bridge, t a year; its terms add up to the change
    Raises: InvalidInput where the years are not in order, or energy or emissions are negative
    Source: lmdi_2015; weather: jrc_guidebook_2010 part II
    """
    if before.year >= after.year:
        raise InvalidInput(
            Message("{start} is not before {end}.", start=before.year, end=after.year),
            hint=Message("Name the earlier inventory first."),
        )
    check_side(before)
    check_side(after)
    ratios = _ratios(before, after, reference_degree_days) if weather else None
    found = list(findings)
    if weather and ratios is None:
        found.append(say.no_degree_days(before, after, reference_degree_days))
    people = bool(before.population and after.population)
    if not people:
        found.append(say.no_population(before, after))
    lines = []
    for sector in _sectors(before, after):
        line, told = _sector(sector, before, after, (drivers or {}).get(sector), ratios, weather=weather)
        lines.append(line)
        found += told
    lines += _non_energy(before, after)
    start_t, end_t = (math.fsum(getattr(line, name) for line in lines) for name in ("start_t", "end_t"))
    told_claims = claims or Claims(0.0, {}, ())
    return Bridge(
        before.year,
        after.year,
        start_t,
        end_t,
        _whole(lines),
        tuple(lines),
        weather,
        unit,
        told_claims,
        (*found, *told_claims.findings),
    )


def _sectors(before: Side, after: Side) -> list[str]:
    """Return the sectors with energy, in the order of the table; codes of a file's own last."""
    used = dict.fromkeys(use.sector for use in (*before.uses, *after.uses))
    known = list(codes.table("sectors"))
    return sorted(used, key=lambda sector: known.index(sector) if sector in known else len(known))


def _ratios(before: Side, after: Side, reference: float | None) -> tuple[float, float] | None:
    """Return reference by actual degree days of both years, None where one of the three is unknown."""
    if not reference or not before.degree_days or not after.degree_days:
        return None
    return reference / before.degree_days, reference / after.degree_days


def _sector(
    sector: str,
    before: Side,
    after: Side,
    indicator: str | None,
    ratios: tuple[float, float] | None,
    *,
    weather: bool,
) -> tuple[SectorBridge, list[Finding]]:
    """Return one sector's terms, what could not be told apart, and the findings about it."""
    told, unknown = [], []
    uses = [[use for use in side.uses if use.sector == sector] for side in (before, after)]
    heats = any(use.heating_mwh for part in uses for use in part)
    lopsided = lopsided_heating(cells_of(uses[0], None), cells_of(uses[1], None)) if heats else []
    if ratios and lopsided:
        told.append(say.lopsided_heating(sector, lopsided, before.year, after.year))
        ratios = None
    if weather and heats and ratios is None:
        unknown.append(terms.WEATHER)
    cells = [cells_of(part, ratio) for part, ratio in zip(uses, ratios or (None, None), strict=True)]
    years = [_year(side, sector, part) for side, part in zip((before, after), cells, strict=True)]
    driver = Driver(indicator, years[0].activity, years[1].activity) if indicator else None
    if not (before.population and after.population):
        unknown.append(terms.POPULATION)
    if driver and not (driver.before and driver.after):
        unknown.append(terms.ACTIVITY)
        told.append(say.no_activity(sector, driver.indicator, before.year, after.year))
    parts, without = sector_parts(*years, weather=ratios is not None and heats)
    if without:
        told.append(say.no_factor(sector, without, before.year, after.year))
    if before.restated:
        lost = [key[0] for key, cell in cells[0].items() if _not_restated(key, cell, cells[1])]
        told += [say.not_restated(sector, lost, before.year)] if lost else []
    totals = [math.fsum(cell.t or 0.0 for cell in part.values()) for part in cells]
    line = SectorBridge(sector, totals[0], totals[1], terms.add_up(parts), tuple(unknown), driver)
    return line, told


def _year(side: Side, sector: str, cells: Mapping[Key, Cell]) -> Year:
    return Year(
        cells,
        side.population,
        side.activity.get(sector),
        side.national_t_per_mwh,
        side.restated_national_t_per_mwh,
    )


def _not_restated(key: Key, cell: Cell, later: Mapping[Key, Cell]) -> bool:
    """Whether a carrier used in both years could not be given the later inventory's settings."""
    return bool(cell.mwh and cell.restated_t is None and key in later and later[key].mwh)


def _non_energy(before: Side, after: Side) -> list[SectorBridge]:
    found = []
    for sector in dict.fromkeys([*before.non_energy_t, *after.non_energy_t]):
        start, end = before.non_energy_t.get(sector, 0.0), after.non_energy_t.get(sector, 0.0)
        found.append(SectorBridge(sector, start, end, {terms.NON_ENERGY: end - start}))
    return found


def _whole(lines: Sequence[SectorBridge]) -> dict[str, float | None]:
    """Return the sums by term; None for a term that no sector could tell apart."""
    sums = terms.add_up([dict(line.terms) for line in lines])
    unknown = {term for line in lines for term in line.unknown} - set(sums)
    return {term: sums.get(term) for term in terms.TERMS if term in sums or term in unknown}
