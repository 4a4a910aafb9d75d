"""The actions of a plan as options: what each costs, and when it works, for every year it may start in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from secap.method.actions.action import Action
from secap.method.actions.money import annuity_factor
from secap.method.actions.schedule import added_share, effect_share
from secap.method.actions.workload import by_source, cost_by_year, staff_by_year
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.portfolio.problem import Begin, Option
from secap.method.scenarios.setup import shifted

BEGUN = frozenset({"completed", "ongoing"})  # codes of `action_statuses`: what has begun is not moved


@dataclass(frozen=True, slots=True)
class GivenCost:
    """A discounted cost given instead of the computed one.  reason : needed where it is negative."""

    eur: float
    reason: str = ""


def options_of(
    actions: Iterable[Action],
    *,
    starts: Sequence[int],
    target_years: Sequence[int],
    rate: float,
    base_year: int,
    horizon_year: int,
    inventory_year: int | None = None,
    given: Mapping[str, GivenCost] | None = None,
) -> tuple[Option, ...]:
    """Return an option for each active action.

    An action that has begun, or starts before the first of the years allowed, keeps its own start; one
    without any date has a single begin without a year. Durations move along with the start.

    Parameters: starts : start years allowed;  target_years : whose effect is of interest
        rate : discount rate a year, share;  base_year : to which money is discounted
        horizon_year : last year whose savings and operation count
        inventory_year : the model's start, whose inventory holds what works already
        given : {id: cost}
    Raises: InvalidInput for a wrong rate or a negative amount of an action
    Source: design
    """
    annuity_factor(rate, 1)  # a wrong rate is told
    found = []
    for action in actions:
        if not action.is_active:
            continue
        _check(action)
        own = (given or {}).get(action.id)
        begins = []
        for year in _starts(action, starts):
            moved = shifted(action, year)
            cost = own.eur if own else discounted_cost_eur(
                moved, rate=rate, base_year=base_year, horizon_year=horizon_year
            )  # fmt: skip
            begins.append(
                Begin(
                    year,
                    cost,
                    action.cost_eur or 0.0,
                    {
                        (load.source, at): eur
                        for load in by_source([moved])
                        for at, eur in load.eur.items()
                        if action.cost_eur is not None
                    },
                    staff_by_year(moved),
                    {target: added_share(moved, target, since=inventory_year) for target in target_years},
                    _reason(action, own),
                )
            )
        found.append(
            Option(
                action.id, action.title, tuple(begins), bool(action.vulnerable_groups), _notes(action, own)
            )
        )
    return tuple(found)


def discounted_cost_eur(action: Action, *, rate: float, base_year: int, horizon_year: int) -> float | None:
    """Return cost once and operation less savings, all discounted to the base year; None where the cost once
    is unknown.

    The cost once falls due in equal parts over the years of the work; operation and savings follow the effect
    until the lifetime or the horizon ends. An operation or saving that is unknown is not in it: the option's
    notes name it. Money before the base year is not brought forward.

    Parameters: rate : discount rate a year, share;  base_year, horizon_year : calendar years
    Returns: EUR
    Source: design, K = Σ_y (C_y + (O - S) e_y) / (1 + r)^max(y - y_0, 0)
    """
    if action.cost_eur is None:
        return None
    once = [
        eur * _discount(rate, base_year if year is None else year, base_year)
        for year, eur in cost_by_year(action).items()
    ]
    net = (action.yearly_cost_eur or 0.0) - (action.yearly_saving_eur or 0.0)
    if not net:
        return math.fsum(once)
    first = min(base_year, action.start.year) if action.start else base_year
    flows = [
        net * effect_share(action, year) * _discount(rate, year, base_year)
        for year in range(first, horizon_year + 1)
    ]
    return math.fsum([*once, *flows])


def _discount(rate: float, year: int, base_year: int) -> float:
    return float((1.0 + rate) ** -max(year - base_year, 0))


def _starts(action: Action, starts: Sequence[int]) -> list[int | None]:
    now = action.start.year if action.start else action.full_effect_year
    if now is None:
        return [action.end.year if action.end else None]
    if not starts or action.status in BEGUN or (action.start is not None and now < min(starts)):
        return [now]
    return list(starts)


def _reason(action: Action, own: GivenCost | None) -> Message | None:
    if own:
        return Message("{reason}", reason=own.reason) if own.reason.strip() else None
    if (action.yearly_saving_eur or 0.0) > (action.yearly_cost_eur or 0.0):
        return Message("The savings are more than the cost.")
    return None


def _notes(action: Action, own: GivenCost | None) -> tuple[Message, ...]:
    if own:
        return ()
    if action.cost_eur is None:
        return (
            Message("The cost is unknown: enter the investment or another cost (0 where there is none)."),
        )
    unknown = []
    if action.yearly_cost_eur is None:
        unknown.append(Message("cost of operation"))
    if action.yearly_saving_eur is None:
        unknown.append(Message("money saved a year"))
    if unknown:
        return (Message("Not entered, and so not in the cost: {unknown}.", unknown=unknown),)
    return ()


def _check(action: Action) -> None:
    amounts = {
        Message("investment"): action.investment_eur,
        Message("other cost"): action.other_cost_eur,
        Message("cost of operation a year"): action.yearly_cost_eur,
        Message("staff"): action.staff_fte,
    }
    for name, value in amounts.items():
        if value is not None and not (math.isfinite(value) and value >= 0):
            raise InvalidInput(
                Message("{what} is {value}, but must be 0 or more.", what=name, value=str(value)),
                where=(action.id,),
                hint=Message("Enter money that comes in as a saving a year."),
            )


def without(option: Option, years: Iterable[int]) -> Option:
    """Return the option without the given start years."""
    barred = set(years)
    return replace(option, begins=tuple(begin for begin in option.begins if begin.year not in barred))
