"""All actions as a table: narrowed, sorted, added up; where several are chosen to be changed at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.actions.bulk_edit import FIELDS, field_label
from secap.desk.actions.models import Action
from secap.desk.actions.portfolio import Line
from secap.desk.actions.views.shared import Selection, collect_later, is_waiting, selection
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.method.actions.totals import Totals, totals
from secap.method.basis import codes

PAGE_SIZE = 100
Key = Callable[[Line], Any]


def _natural(text: str) -> list[tuple[int, int | str]]:
    """Sort 1.10 behind 1.9."""
    return [
        (0, int(part)) if part.isdigit() else (1, part) for part in re.findall(r"\d+|\D+", text.casefold())
    ]


def _named(table: str, name: str) -> Key:
    def key(line: Line) -> str | None:
        row = codes.table(table).get(getattr(line.records.action, name))
        return row.label(lang()).casefold() if row else None

    return key


def _stage(line: Line) -> int | None:
    stages = list(codes.table("implementation_stages"))
    code = line.records.action.stage
    return stages.index(code) if code in stages else None


# Columns: query-string name -> (heading, is a number, what to sort by; None sorts last either way).
COLUMNS: dict[str, tuple[str | Promise, bool, Key]] = {
    "number": (_("No."), False, lambda line: _natural(line.records.action.number) or None),
    "title": (_("Title"), False, lambda line: line.records.action.title.casefold() or None),
    "sector": (_("Sector"), False, _named("action_sectors", "sector")),
    "t": (_("t/a"), True, lambda line: line.action.t),
    "mwh": (_("MWh/a"), True, lambda line: line.action.energy_mwh),
    "cost": (_("Cost, EUR"), True, lambda line: line.action.cost_eur),
    "eur_per_t": (_("EUR per t/a"), True, lambda line: line.action.eur_per_t),
    "start": (_("Start"), False, lambda line: line.records.action.start),
    "end": (_("End"), False, lambda line: line.records.action.end),
    "responsible": (_("Responsible"), False, lambda line: line.records.action.responsible.casefold() or None),
    "stage": (_("Stage"), False, _stage),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A sortable heading.  query : of the link that sorts by it;  order : ascending | descending | none."""

    label: str | Promise
    is_number: bool
    query: str
    order: str


@dataclass(frozen=True, slots=True)
class Row:
    """One action as the table prints it; `error` where an effect can't be calculated."""

    action: Action
    number: str
    sector: str
    stage: str
    t: float | None
    mwh: float | None
    cost: float | None
    eur_per_t: float | None
    start: date | None
    end: date | None
    is_waiting: bool
    error: bool


@member("view")
@collect_later
def table(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the actions that the query string asks for."""
    plan = whole_of(request, municipality)
    chosen = selection(plan, request.GET)
    sort, lines = ordered(chosen.lines, request.GET.get("sort", ""))
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    query = QueryDict(chosen.query, mutable=True)
    if sort:
        query["sort"] = sort
    context = {
        "tab": "table",
        "course": plan.course,
        "chosen": chosen,
        "page": page,
        "rows": _rows(list(page.object_list)),
        "headings": _headings(chosen.query, sort),
        "sort": sort,
        "query": query.urlencode(),
        **sums(plan, chosen),
        "fields": [(name, field_label(name)) for name in FIELDS],
    }
    return render(request, "actions/table.html", context)


def sums(plan: Any, chosen: Selection) -> dict[str, Totals]:
    """Return the totals of what is shown and, where that is less than all, of all."""
    shown = totals(line.action for line in chosen.lines)
    return {
        "shown": shown,
        "everything": totals(plan.portfolio.actions) if chosen.is_narrowed else shown,
    }


def ordered(lines: Sequence[Line], sort: str) -> tuple[str, Sequence[Line]]:
    """Return (what is sorted by, lines in that order): `t` ascending, `-t` descending; what is unknown comes
    last."""
    name = sort.removeprefix("-")
    if name not in COLUMNS:
        return "", lines
    key = COLUMNS[name][2]
    keyed = [(key(line), line) for line in lines]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return sort, [line for _key, line in known] + [line for key, line in keyed if key is None]


def _headings(query: str, sort: str) -> list[Heading]:
    found = []
    name = sort.removeprefix("-")
    for code, (label, is_number, _key) in COLUMNS.items():
        order = "none" if code != name else "descending" if sort.startswith("-") else "ascending"
        # a second click turns the order around; numbers begin with the largest
        falling = order == "ascending" or (order == "none" and is_number)
        wanted = QueryDict(query, mutable=True)
        wanted["sort"] = f"-{code}" if falling else code
        found.append(Heading(label, is_number, wanted.urlencode(), order))
    return found


def _rows(lines: Sequence[Line]) -> list[Row]:
    sectors, stages = codes.table("action_sectors"), codes.table("implementation_stages")
    rows = []
    for line in lines:
        action, book = line.records.action, line.action
        rows.append(
            Row(
                action,
                action.number,
                sectors[action.sector].label(lang()) if action.sector in sectors else "",
                stages[action.stage].label(lang()) if action.stage in stages else "",
                book.t,
                book.energy_mwh,
                book.cost_eur,
                book.eur_per_t,
                action.start,
                action.end,
                is_waiting(line),
                any(item.error for item in line.effects),
            )
        )
    return rows
