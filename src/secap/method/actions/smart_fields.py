"""What the fields of an action or a goal tell of each letter of SMART, before anyone answers a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.actions.action import Action, Indicator
from secap.method.actions.financing import finance_split
from secap.method.actions.goal import Goal
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class PreCheck:
    """message : what should be there;  hint : what to enter where it is not."""

    message: Message
    is_fulfilled: bool
    hint: Message


def pre_checks(subject: Action | Goal, horizon_year: int) -> dict[str, tuple[PreCheck, ...]]:
    """Return {letter: pre-checks} of an action or a goal.

    A goal has no risks, no money and no work of its own: nothing is checked for A, its responsible body
    stands for R, the target year of its indicator for T.

    Parameters: horizon_year : last year of the plan
    Source: design
    """
    if isinstance(subject, Goal):
        return _of_goal(subject, horizon_year)
    return _of_action(subject, horizon_year)


def _of_action(action: Action, horizon_year: int) -> dict[str, tuple[PreCheck, ...]]:
    dated = any(moment is not None for moment in (action.start, action.end, action.full_effect_year))
    covered = finance_split(action).is_covered
    return {
        "S": (
            _title(action.title),
            _check(Message("What is done"), action.description, Message("Describe what is done.")),
            _check(Message("Why it matters"), action.why, Message("Write why it matters.")),
            _responsible(action.responsible),
            _check(Message("When"), dated, Message("Enter the start and the end.")),
            _check(Message("How it is done"), action.how, Message("Write how it is done.")),
        ),
        "M": _measured(action.indicators),
        "A": (
            _check(
                Message("Limits and risks"),
                action.risks,
                Message("Write down limits and risks, and how they are met."),
            ),
            _check(
                Message("Done before"),
                action.precedent,
                Message("Name where it was done before, or write that it is new and what follows from that."),
            ),
        ),
        "R": (
            _check(
                Message("Cost known"),
                action.cost_eur is not None,
                Message("Enter the investment or another cost (0 where there is none)."),
            ),
            _check(
                Message("Financing covers the cost"),
                bool(covered),
                Message("Enter sources of financing until they cover the whole cost."),
            ),
            _check(
                Message("Staff needed known"),
                action.staff_fte is not None,
                Message("Enter the staff needed (0 where no own staff is needed)."),
            ),
        ),
        "T": (
            _check(Message("Start"), action.start is not None, Message("Enter the start.")),
            _check(Message("End"), action.end is not None, Message("Enter the end.")),
            _within(
                action.end.year if action.end else None,
                horizon_year,
                Message("Set the end to {horizon} or before.", horizon=horizon_year),
            ),
        ),
    }


def _of_goal(goal: Goal, horizon_year: int) -> dict[str, tuple[PreCheck, ...]]:
    target_year = goal.indicator.target_year if goal.indicator else None
    return {
        "S": (
            _title(goal.title),
            _check(
                Message("What is to be reached and why"),
                goal.description,
                Message("Describe what is to be reached and why it matters."),
            ),
            _check(Message("Main direction"), goal.direction, Message("Choose the direction it belongs to.")),
        ),
        "M": _measured([goal.indicator] if goal.indicator else []),
        "A": (),
        "R": (_responsible(goal.responsible),),
        "T": (
            _check(Message("Target year"), target_year is not None, Message("Enter the target year.")),
            _within(
                target_year,
                horizon_year,
                Message("Set the target year to {horizon} or before.", horizon=horizon_year),
            ),
        ),
    }


def _check(message: Message, content: str | bool, hint: Message) -> PreCheck:
    filled = bool(content.strip()) if isinstance(content, str) else content
    return PreCheck(message, filled, hint)


def _title(title: str) -> PreCheck:
    return _check(Message("Title"), title, Message("Give it a title."))


def _responsible(name: str) -> PreCheck:
    return _check(Message("Responsible body"), name, Message("Enter the responsible body."))


def _measured(indicators: Iterable[Indicator]) -> tuple[PreCheck, ...]:
    """Return the checks of M for the most complete indicator: one good one is enough."""
    named = [
        (bool(one.unit.strip()), one.base_value is not None, one.target_value is not None)
        for one in indicators
        if one.name.strip()
    ]
    has_unit, has_base, has_target = max(named, key=sum, default=(False, False, False))
    return (
        _check(Message("Indicator"), bool(named), Message("Add an indicator that shows when it is reached.")),
        _check(Message("Unit of the indicator"), has_unit, Message("Enter the unit of the indicator.")),
        _check(
            Message("Base value of the indicator"),
            has_base,
            Message("Enter the base value of the indicator."),
        ),
        _check(
            Message("Target value of the indicator"),
            has_target,
            Message("Enter the target value of the indicator."),
        ),
    )


def _within(year: int | None, horizon_year: int, hint: Message) -> PreCheck:
    return _check(
        Message("Ends within the plan, by {horizon}", horizon=horizon_year),
        year is not None and year <= horizon_year,
        hint,
    )
