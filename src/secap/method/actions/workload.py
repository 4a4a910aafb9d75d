"""Working time and money by year: who has how much to do, and when which source has to pay."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from secap.method.actions.action import Action
from secap.method.actions.financing import finance_split

UNDATED = None  # the year of what no date says when
UNCOVERED = ""  # the source of what nobody pays yet


@dataclass(frozen=True, slots=True)
class Load:
    """What falls to one person, structure or source.

    name : as grouped, empty where nobody is named;  actions : number of active actions;
    fte : {year: full-time equivalents};  eur : {year: EUR};  the year None is undated;
    unknown_fte, unknown_eur : actions whose staff or cost is not known: they add nothing.
    """

    name: str
    actions: int
    fte: Mapping[int | None, float]
    eur: Mapping[int | None, float]
    unknown_fte: int
    unknown_eur: int

    @property
    def most_fte(self) -> float | None:
        """Return the working time of the fullest dated year, None where no staff is known."""
        return max((value for year, value in self.fte.items() if year is not UNDATED), default=None)

    @property
    def total_eur(self) -> float | None:
        return math.fsum(self.eur.values()) if self.eur else None


def work_years(action: Action) -> tuple[int | None, ...]:
    """Return the calendar years of the work, from the start's to the end's, both included.

    With one of the two dates alone its year stands for the whole; without any the year is None.

    Source: design
    """
    if action.start is None and action.end is None:
        return (UNDATED,)
    first = action.start or action.end
    last = action.end or action.start
    assert first is not None and last is not None
    return tuple(range(min(first.year, last.year), last.year + 1))


def cost_by_year(action: Action) -> dict[int | None, float]:
    """Return {year: EUR}: the cost once in equal parts over the years of the work; empty where unknown.

    Source: design
    """
    if action.cost_eur is None:
        return {}
    years = work_years(action)
    return {year: action.cost_eur / len(years) for year in years}


def staff_by_year(action: Action) -> dict[int | None, float]:
    """Return {year: FTE}: what is entered is working time a year, so each year of the work needs it whole.

    Source: design
    """
    if action.staff_fte is None:
        return {}
    return dict.fromkeys(work_years(action), action.staff_fte)


def loads(actions: Iterable[Action], group: Callable[[Action], str]) -> list[Load]:
    """Return one load per group of active actions, by name; those without a name last.

    group : an action's person or structure.
    Source: design
    """
    found: dict[str, list[Action]] = {}
    for one in actions:
        if one.is_active:
            found.setdefault(group(one).strip(), []).append(one)
    names = sorted(found, key=lambda name: (not name, name.casefold()))
    return [_load(name, found[name]) for name in names]


def _load(name: str, actions: list[Action]) -> Load:
    return Load(
        name=name,
        actions=len(actions),
        fte=_added(staff_by_year(one) for one in actions),
        eur=_added(cost_by_year(one) for one in actions),
        unknown_fte=sum(one.staff_fte is None for one in actions),
        unknown_eur=sum(one.cost_eur is None for one in actions),
    )


@dataclass(frozen=True, slots=True)
class SourceLoad:
    """What one source has to pay.  source : code of `financing_sources`, empty for what nobody pays yet;
    eur : {year: EUR};  secured_eur : of the whole."""

    source: str
    eur: Mapping[int | None, float]
    secured_eur: float

    @property
    def total_eur(self) -> float:
        return math.fsum(self.eur.values())


def by_source(actions: Iterable[Action]) -> list[SourceLoad]:
    """Return what each source pays by year, the largest first and what nobody pays yet last.

    Each source pays in equal parts over the years of the work. Money promised beyond the cost is counted as
    entered; where it is less, the rest is uncovered.

    Source: design
    """
    years: dict[str, list[dict[int | None, float]]] = {}
    secured: dict[str, float] = {}
    for one in actions:
        if not one.is_active:
            continue
        split = finance_split(one)
        known = [part for part in split.parts if part.eur is not None]
        parts = [(part.source, part.eur or 0.0) for part in known]
        if split.cost_eur is not None:
            rest = split.cost_eur - math.fsum(eur for _source, eur in parts)
            if rest > 0.005:  # half a cent is rounding
                parts.append((UNCOVERED, rest))
        span = work_years(one)
        for source, eur in parts:
            years.setdefault(source, []).append({year: eur / len(span) for year in span})
        for part in known:
            if part.is_secured:
                secured[part.source] = secured.get(part.source, 0.0) + (part.eur or 0.0)
    found = [SourceLoad(source, _added(parts), secured.get(source, 0.0)) for source, parts in years.items()]
    return sorted(found, key=lambda one: (one.source == UNCOVERED, -one.total_eur))


def all_years(tables: Iterable[Mapping[int | None, float]]) -> list[int | None]:
    """Return the years that occur, in order, the undated last."""
    years = {year for table in tables for year in table}
    return sorted(years, key=lambda year: (year is UNDATED, year or 0))


def _added(tables: Iterable[Mapping[int | None, float]]) -> dict[int | None, float]:
    found: dict[int | None, float] = {}
    for table in tables:
        for year, value in table.items():
            found[year] = found.get(year, 0.0) + value
    return found
