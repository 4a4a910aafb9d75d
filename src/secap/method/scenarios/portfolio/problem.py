"""What is chosen from, and within which limits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Code, Message


class Objective(StrEnum):
    LEAST_COST = "least_cost"
    MOST_TONNES = "most_tonnes"


@dataclass(frozen=True, slots=True)
class Begin:
    """An action that starts in one year.

    year : of the start, None for an action without any date;
    cost_eur : discounted, over the horizon, savings deducted; None where unknown;
    once_eur : cost once, not discounted; what the budgets count;
    money_eur : {(source, year): EUR} of the cost once;  staff_fte : {year: FTE};
    reach : {target year: share of the full effect, 0-1};
    reason : why the cost is negative, where it is.
    """

    year: int | None
    cost_eur: float | None
    once_eur: float = 0.0
    money_eur: Mapping[tuple[str, int | None], float] = field(default_factory=dict)
    staff_fte: Mapping[int | None, float] = field(default_factory=dict)
    reach: Mapping[int, float] = field(default_factory=dict)
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One action that may be chosen.

    begins : the start years allowed, in order;  helps_vulnerable : it names vulnerable groups;
    notes : what its cost leaves out.
    """

    id: str
    title: str = ""
    begins: tuple[Begin, ...] = ()
    helps_vulnerable: bool = False
    notes: tuple[Message, ...] = ()

    @property
    def has_cost(self) -> bool:
        return bool(self.begins) and all(begin.cost_eur is not None for begin in self.begins)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a portfolio has to keep to; nothing given is no limit.

    targets : {year: most t of that year};  budget_eur : of all cost once;  budget_by_year_eur : {year: EUR};
    budget_by_source_eur : {(source, year): EUR}, the year None for all years together;
    staff_by_year_fte : {year: FTE};  must, must_not : ids;
    at_most_one : groups of ids of which one at most is chosen;
    requires : {id: ids that have to be chosen too, and to start no later};
    at_least_one : {what, such as the codes of a climate risk: ids of which one at least is chosen};
    vulnerable_share : least share (0-1) of the cost once that goes to actions for vulnerable groups.
    """

    targets: Mapping[int, float] = field(default_factory=dict)
    budget_eur: float | None = None
    budget_by_year_eur: Mapping[int, float] = field(default_factory=dict)
    budget_by_source_eur: Mapping[tuple[str, int | None], float] = field(default_factory=dict)
    staff_by_year_fte: Mapping[int, float] = field(default_factory=dict)
    must: frozenset[str] = frozenset()
    must_not: frozenset[str] = frozenset()
    at_most_one: tuple[tuple[str, ...], ...] = ()
    requires: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    at_least_one: Mapping[tuple[Code | str, ...], tuple[str, ...]] = field(default_factory=dict)
    vulnerable_share: float | None = None


@dataclass(frozen=True)
class Problem:
    """A choice to be made.

    options : in the order of the action axis of the model function;
    most_year : whose tonnes are to be as few as possible, of the objective most_tonnes.
    Raises: InvalidInput naming what contradicts itself
    """

    options: tuple[Option, ...]
    limits: Limits
    objective: Objective = Objective.LEAST_COST
    most_year: int | None = None

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def columns(self) -> tuple[tuple[int, int], ...]:
        """Return (place of the option, place of the begin) of everything that may be chosen.

        What must not be chosen is left out, and what has no cost, unless it must be chosen.
        """
        return tuple(
            (place, at)
            for place, option in enumerate(self.options)
            if self.is_free(option)
            for at in range(len(option.begins))
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Return the years whose emissions matter."""
        return tuple(sorted({*self.limits.targets, *([self.most_year] if self.most_year else [])}))

    def is_free(self, option: Option) -> bool:
        """Whether the option may be chosen at all."""
        return option.id not in self.limits.must_not and (option.has_cost or option.id in self.limits.must)


def check(problem: Problem) -> None:
    """Raise InvalidInput for ids that don't exist, contradictions, cycles, and numbers that are none."""
    limits, ids = problem.limits, [option.id for option in problem.options]
    double = sorted({one for one in ids if ids.count(one) > 1}) if len(set(ids)) < len(ids) else []
    if double:
        raise _wrong("options", Message("Two actions have the id {ids}.", ids=double), "Give each its own.")
    _known(set(ids), limits)
    if both := sorted(limits.must & limits.must_not):
        raise _wrong(
            "must",
            Message("{ids} must and must not be chosen.", ids=both),
            "Take it off one of the two lists.",
        )
    if circle := cycle(limits.requires):
        raise _wrong(
            "requires",
            Message("These actions require each other in a circle: {circle}.", circle=" > ".join(circle)),
            "Take one requirement out.",
        )
    amounts: list[tuple[str, object, float | None]] = [("budget", "", limits.budget_eur)]
    amounts += [("budget", key, value) for key, value in limits.budget_by_year_eur.items()]
    amounts += [("budget", key, value) for key, value in limits.budget_by_source_eur.items()]
    amounts += [("staff", key, value) for key, value in limits.staff_by_year_fte.items()]
    amounts += [("target", key, value) for key, value in limits.targets.items()]
    for name, key, value in amounts:
        if value is not None and not (math.isfinite(value) and value >= 0):
            told = Message("The limit is {value}, but must be 0 or more.", value=str(value))
            raise _wrong(name, told, "Correct or clear it.", str(key))
    share = limits.vulnerable_share
    if share is not None and not 0 <= share <= 1:
        told = Message(
            "The share for vulnerable groups is {value}, but must be from 0 to 1.", value=str(share)
        )
        raise _wrong("vulnerable_share", told, "Enter a share such as 0.2.")
    if problem.objective is Objective.MOST_TONNES and problem.most_year is None:
        raise _wrong("most_year", Message("The year to avoid most in is missing."), "Give a year.")
    for option in problem.options:
        _check_costs(option)


def _check_costs(option: Option) -> None:
    for begin in option.begins:
        numbers = [
            begin.cost_eur or 0.0,
            begin.once_eur,
            *begin.money_eur.values(),
            *begin.staff_fte.values(),
        ]
        if not all(math.isfinite(one) for one in numbers):
            raise _wrong(option.id, Message("A cost is no number."), "Correct the cost.")
        if begin.once_eur < 0 or (begin.cost_eur is not None and begin.cost_eur < 0 and begin.reason is None):
            raise _wrong(
                option.id,
                Message("The cost of “{id}” is negative, and no reason is given.", id=option.id),
                "Enter the money saved a year as a saving, or say why the cost is negative.",
            )


def _known(ids: set[str], limits: Limits) -> None:
    named: dict[str, Iterable[str]] = {
        "must": limits.must,
        "must_not": limits.must_not,
        "at_most_one": [one for group in limits.at_most_one for one in group],
        "requires": [one for key, others in limits.requires.items() for one in (key, *others)],
        "at_least_one": [one for group in limits.at_least_one.values() for one in group],
    }
    for where, wanted in named.items():
        if unknown := sorted(set(wanted) - ids):
            raise _wrong(
                where, Message("There is no action {ids}.", ids=unknown), "Use the ids of the plan's actions."
            )


def cycle(requires: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the ids of one circle of requirements, its first again at the end; empty where there is none."""
    done: set[str] = set()
    for first in requires:
        way, open_ = [first], [iter(requires[first])]
        while open_:
            one = next(open_[-1], None)
            if one is None:
                done.add(way.pop())
                open_.pop()
            elif one in way:
                return [*way[way.index(one) :], one]
            elif one not in done:
                way.append(one)
                open_.append(iter(requires.get(one, ())))
    return []


def _wrong(where: str, message: Message, hint: str, *more: str) -> InvalidInput:
    return InvalidInput(message, where=(where, *filter(None, more)), hint=Message(hint))
