"""Quick wins: actions that work soon, are easy and pay off or cost little."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secap.method.actions.action import Action
from secap.method.actions.money import simple_payback_years
from secap.method.actions.schedule import full_effect_year
from secap.method.basis.messages import Amount, Message

HORIZON_YEARS = 2
LEAST_FEASIBILITY = 4  # "high" of `feasibility_levels`
LONGEST_PAYBACK_YEARS = 5
LEAST_COMPARED = 3  # fewer known costs have no lowest third


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition and how the action stands to it; what is unknown is not fulfilled."""

    message: Message
    is_fulfilled: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """An action with its reasons, one for each condition: soon, easy, worth its money."""

    action: Action
    reasons: tuple[Reason, ...]

    @property
    def is_quick_win(self) -> bool:
        return all(reason.is_fulfilled for reason in self.reasons)


def quick_wins(
    actions: Iterable[Action], *, year: int, horizon_years: int = HORIZON_YEARS
) -> tuple[Candidate, ...]:
    """Return the active actions that are quick wins, in the order given, with the reasons.

    Parameters, Source: as for `candidates`
    """
    found = candidates(actions, year=year, horizon_years=horizon_years)
    return tuple(candidate for candidate in found if candidate.is_quick_win)


def candidates(
    actions: Iterable[Action], *, year: int, horizon_years: int = HORIZON_YEARS
) -> tuple[Candidate, ...]:
    """Return every active action with how it stands to the three conditions of a quick win.

    Soon: its full effect comes within `horizon_years`, counted from `year`; one that already has it is no win
    to come. Easy: its feasibility is 4 or 5. Worth its money: it pays back within five years, or its cost is
    among the lowest third of the known costs (three of them at least). An unknown never fulfils a condition.

    Parameters: year : the current one
    Raises: InvalidInput where a cost is no number or negative
    Source: design
    """
    active = [action for action in actions if action.is_active]
    bound = _lowest_third_eur(active)
    return tuple(
        Candidate(action, (_soon(action, year, year + horizon_years), _easy(action), _worth(action, bound)))
        for action in active
    )


def _soon(action: Action, year: int, last: int) -> Reason:
    full = full_effect_year(action)
    if full is None:
        return Reason(Message("It is unknown when the full effect comes: enter the dates."), False)
    if full < year:
        return Reason(Message("The full effect is there since {year}.", year=full), False)
    if full > last:
        return Reason(Message("The full effect comes in {year}, after {last}.", year=full, last=last), False)
    return Reason(Message("The full effect comes in {year}.", year=full), True)


def _easy(action: Action) -> Reason:
    if action.feasibility is None:
        return Reason(Message("The feasibility is unknown: choose it."), False)
    text = Message("The feasibility is {value} of 5.", value=Amount(action.feasibility))
    return Reason(text, action.feasibility >= LEAST_FEASIBILITY)


def _worth(action: Action, bound_eur: float | None) -> Reason:
    cost, saving, operation = action.cost_eur, action.yearly_saving_eur, action.yearly_cost_eur
    if cost is None:
        return Reason(Message("The cost is unknown: enter it."), False)
    known = saving is not None and operation is not None
    payback = simple_payback_years(cost, (saving or 0.0) - (operation or 0.0)) if known else None
    if payback is not None and payback <= LONGEST_PAYBACK_YEARS:
        return Reason(Message("It pays back in {years} years.", years=Amount(payback, digits=1)), True)
    if bound_eur is not None and cost <= bound_eur:
        text = Message(
            "It costs {cost}, among the lowest third (up to {bound}).",
            cost=Amount(cost, "EUR"),
            bound=Amount(bound_eur, "EUR"),
        )
        return Reason(text, True)
    if payback is not None:
        return Reason(
            Message(
                "It pays back in {years} years (at most {most}), and its cost is not among the lowest third.",
                years=Amount(payback, digits=1),
                most=LONGEST_PAYBACK_YEARS,
            ),
            False,
        )
    if known:
        return Reason(Message("It never pays back, and its cost is not among the lowest third."), False)
    return Reason(
        Message(
            "The payback is unknown (enter yearly saving and cost), and its cost not among the lowest third."
        ),
        False,
    )


def _lowest_third_eur(actions: Sequence[Action]) -> float | None:
    """Return the highest cost within the lowest third of the known costs, None where too few are known."""
    costs = sorted(action.cost_eur for action in actions if action.cost_eur is not None)
    return costs[math.floor(len(costs) / 3) - 1] if len(costs) >= LEAST_COMPARED else None
