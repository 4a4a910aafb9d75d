"""The limits of a problem as rows of a linear problem, each with its name in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.scenarios.frame import Array
from secap.method.scenarios.portfolio.problem import Begin, Problem

NONE = float("inf")


@dataclass(frozen=True, slots=True)
class Row:
    """lower <= sum of coefficient x column <= upper.

    kind : such as budget, staff, must;  name : in words;  unit : of the coefficients, empty of a rule;
    is_structure : holds whatever the limits say (an action starts once at most).
    """

    kind: str
    name: Message
    lower: float
    upper: float
    terms: Mapping[int, float]
    unit: str = ""
    is_structure: bool = False

    def relaxed(self) -> Row:
        """Return the row without its limit."""
        return Row(self.kind, self.name, -NONE, NONE, self.terms, self.unit)


def rows_of(problem: Problem) -> tuple[Row, ...]:
    """Return all rows but those of the targets.

    Source: design
    """
    limits = problem.limits
    by_id: dict[str, list[int]] = {option.id: [] for option in problem.options}
    for column, (place, _at) in enumerate(problem.columns):
        by_id[problem.options[place].id].append(column)
    found = [
        Row("once", Message("“{id}” starts once", id=name), -NONE, 1.0, dict.fromkeys(columns, 1.0),
            is_structure=True)
        for name, columns in by_id.items()
        if columns
    ]  # fmt: skip
    found += [
        Row("must", Message("“{id}” must be chosen", id=name), 1.0, NONE, dict.fromkeys(by_id[name], 1.0))
        for name in sorted(limits.must)
    ]
    for group in limits.at_most_one:
        columns = [column for name in dict.fromkeys(group) for column in by_id[name]]
        told = Message("At most one of {ids}", ids=list(group))
        found.append(Row("at_most_one", told, -NONE, 1.0, dict.fromkeys(columns, 1.0)))
    for risk, group in limits.at_least_one.items():
        columns = [column for name in dict.fromkeys(group) for column in by_id[name]]
        told = Message("At least one action for {name}", name=list(risk))
        found.append(Row("at_least_one", told, 1.0, NONE, dict.fromkeys(columns, 1.0)))
    for name, others in limits.requires.items():
        for other in others:
            found += _requires(problem, name, other, by_id)
    return (*found, *_money(problem), *_staff(problem), *_vulnerable(problem))


def _requires(problem: Problem, name: str, other: str, by_id: Mapping[str, list[int]]) -> list[Row]:
    """The required action is chosen too, and starts no later: one row for each start year of the first."""
    told = Message("“{id}” requires “{other}”", id=name, other=other)

    def year(column: int) -> float:
        place, at = problem.columns[column]
        start = problem.options[place].begins[at].year
        return -NONE if start is None else float(start)

    found = []
    for until in sorted({year(column) for column in by_id[name]}):
        terms = {column: 1.0 for column in by_id[name] if year(column) <= until}
        terms |= {column: -1.0 for column in by_id[other] if year(column) <= until}
        found.append(Row("requires", told, -NONE, 0.0, terms))
    return found


def _money(problem: Problem) -> Iterable[Row]:
    limits, begins = problem.limits, _begins(problem)
    if limits.budget_eur is not None:
        terms = {column: begin.once_eur for column, begin in begins if begin.once_eur}
        yield Row("budget", Message("The whole budget"), -NONE, limits.budget_eur, terms, "EUR")
    for year, most in sorted(limits.budget_by_year_eur.items()):
        terms = _terms(
            (column, eur)
            for column, begin in begins
            for (_s, at), eur in begin.money_eur.items()
            if at == year
        )
        yield Row("budget", Message("The budget of {year}", year=year), -NONE, most, terms, "EUR")
    for (source, at_year), most in limits.budget_by_source_eur.items():
        terms = _terms(
            (column, eur)
            for column, begin in begins
            for (payer, at), eur in begin.money_eur.items()
            if payer == source and at_year in (None, at)
        )
        payer_name = codes.code("financing_sources", source)
        told = Message("The money from {source}", source=payer_name)
        if at_year is not None:
            told = Message("The money from {source} in {year}", source=payer_name, year=at_year)
        yield Row("source", told, -NONE, most, terms, "EUR")


def _staff(problem: Problem) -> Iterable[Row]:
    for year, most in sorted(problem.limits.staff_by_year_fte.items()):
        terms = {
            column: begin.staff_fte[year] for column, begin in _begins(problem) if begin.staff_fte.get(year)
        }
        yield Row("staff", Message("The staff of {year}", year=year), -NONE, most, terms, "FTE")


def _vulnerable(problem: Problem) -> Iterable[Row]:
    share = problem.limits.vulnerable_share
    if share:
        terms = {
            column: (share - problem.options[problem.columns[column][0]].helps_vulnerable) * begin.once_eur
            for column, begin in _begins(problem)
            if begin.once_eur
        }
        yield Row("vulnerable", Message("The share for vulnerable groups"), -NONE, 0.0, terms, "EUR")


def _begins(problem: Problem) -> list[tuple[int, Begin]]:
    return [(column, problem.options[place].begins[at]) for column, (place, at) in enumerate(problem.columns)]


def _terms(pairs: Iterable[tuple[int, float]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for column, value in pairs:
        found[column] = found.get(column, 0.0) + value
    return found


class Grid:
    """The rows as a matrix, to try changes of a selection without the solver.

    A selection is [option]: its column, or -1.
    """

    def __init__(self, rows: Iterable[Row], columns: int) -> None:
        kept = [row for row in rows if not row.is_structure]
        self.matrix: Array = np.zeros((len(kept), columns + 1))  # the last column stands for "not chosen"
        for place, row in enumerate(kept):
            for column, value in row.terms.items():
                self.matrix[place, column] = value
        self.lower = np.array([row.lower for row in kept])
        self.upper = np.array([row.upper for row in kept])
        self.slack = 1e-9 * np.maximum(np.abs(self.matrix).max(axis=1, initial=0.0), 1.0)

    def activity(self, selection: Array) -> Array:
        """Return the value of each row."""
        total: Array = self.matrix[:, selection].sum(axis=1)
        return total

    def allows(self, activity: Array) -> Array:
        """Return whether the rows hold: activity [row, ...] -> [...]."""
        extra = (slice(None), *([None] * (activity.ndim - 1)))
        held: Array = np.all(
            (activity <= (self.upper + self.slack)[extra]) & (activity >= (self.lower - self.slack)[extra]),
            axis=0,
        )
        return held
