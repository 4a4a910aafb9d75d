"""Who has how much to do, and which source pays when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.actions.views.shared import selection
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.method.actions.action import Action
from secap.method.actions.workload import Load, all_years, by_source, loads
from secap.method.basis import codes


@dataclass(frozen=True, slots=True)
class Row:
    """A person, structure or source with its value for each year; None where nothing falls into it."""

    name: str
    actions: int | None
    values: tuple[float | None, ...]
    total: float | None
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """years : columns, None is undated;  sums : by year."""

    years: Sequence[int | None]
    rows: Sequence[Row]
    sums: Sequence[float | None]


@member("view")
def workload(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show staff and budget by person, by structure, by source and by year."""
    plan = whole_of(request, municipality)
    chosen = selection(plan, request.GET)
    actions = [line.action for line in chosen.lines]
    people, structures = loads(actions, _person), loads(actions, _structure)
    sources = by_source(actions)
    source_years = all_years(one.eur for one in sources)
    rows = codes.table("financing_sources")
    money_by_source = Table(
        source_years,
        [
            Row(
                rows[one.source].label(lang()) if one.source in rows else "",
                None,
                tuple(one.eur.get(year) for year in source_years),
                one.total_eur,
            )
            for one in sources
        ],
        [_sum(one.eur.get(year) for one in sources) for year in source_years],
    )
    context = {
        "tab": "workload",
        "chosen": chosen,
        "staff_tables": [("person", _staff(people)), ("structure", _staff(structures))],
        "money_tables": [("person", _money(people)), ("structure", _money(structures))],
        "by_source": money_by_source,
        "capacity": _capacity(plan, _staff(structures).years),
        "unknown_fte": sum(one.unknown_fte for one in structures),
        "unknown_eur": sum(one.unknown_eur for one in structures),
    }
    return render(request, "actions/workload.html", context)


def _person(action: Action) -> str:
    return str(getattr(action.reference, "person", ""))


def _structure(action: Action) -> str:
    return action.responsible


def _staff(found: Sequence[Load]) -> Table:
    years = all_years(one.fte for one in found)
    rows = [
        Row(one.name, one.actions, tuple(one.fte.get(year) for year in years), one.most_fte, one.unknown_fte)
        for one in found
    ]
    return Table(years, rows, [_sum(one.fte.get(year) for one in found) for year in years])


def _money(found: Sequence[Load]) -> Table:
    years = all_years(one.eur for one in found)
    rows = [
        Row(one.name, one.actions, tuple(one.eur.get(year) for year in years), one.total_eur, one.unknown_eur)
        for one in found
    ]
    return Table(years, rows, [_sum(one.eur.get(year) for one in found) for year in years])


def _capacity(plan: object, years: Sequence[int | None]) -> list[float | None]:
    """Return the staff that the strategy holds for the plan in each year, FTE."""
    staff = [one for one in plan.staff if one.fte is not None]  # type: ignore[attr-defined]
    return [
        None
        if year is None
        else _sum(
            one.fte
            for one in staff
            if (one.from_year is None or one.from_year <= year)
            and (one.to_year is None or year <= one.to_year)
        )
        for year in years
    ]


def _sum(values: object) -> float | None:
    known = [value for value in values if value is not None]  # type: ignore[attr-defined]
    return sum(known) if known else None
