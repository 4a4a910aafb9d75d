"""Checks of what an action must say before it can be adopted: goal, owner, indicator, dates, money."""

from __future__ import annotations

from collections.abc import Iterator

from secap.method.actions.action import Action
from secap.method.actions.checks.registry import Asked, check, threshold
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message


@check("no_goal", Severity.WARNING)
def no_goal(asked: Asked) -> Iterator[Finding]:
    """An action that serves no goal of the plan."""
    if asked.data.goals is None:
        return
    for one in asked.each():
        if not one.goal.strip():
            yield asked.finding(
                one.id,
                message=Message("The action serves no goal."),
                hint=Message("Choose the goal that it serves."),
            )


@check("no_priority_area", Severity.WARNING)
def no_priority_area(asked: Asked) -> Iterator[Finding]:
    """An action that belongs to no priority area."""
    for one in asked.each():
        if not one.priority_area.strip():
            yield asked.finding(
                one.id,
                message=Message("The action hangs loose: it belongs to no priority area."),
                hint=Message("Choose its priority area."),
            )


@check("no_owner", Severity.WARNING)
def no_owner(asked: Asked) -> Iterator[Finding]:
    """An action that nobody is responsible for."""
    for one in asked.each():
        if not one.responsible.strip():
            yield asked.finding(
                one.id,
                message=Message("Nobody is responsible for the action."),
                hint=Message("Name the body that leads it."),
            )


@check("no_indicator", Severity.WARNING)
def no_indicator(asked: Asked) -> Iterator[Finding]:
    """An action that can't be measured."""
    for one in asked.each():
        if not one.indicators:
            yield asked.finding(
                one.id,
                message=Message("The action has no indicator."),
                hint=Message("Add what will be measured, with unit, base value and target value."),
            )


@check("outside_horizon", Severity.WARNING)
def outside_horizon(asked: Asked) -> Iterator[Finding]:
    """Dates that contradict each other, the plan's horizon or the inventory's year."""
    for one in asked.each():
        for message in _wrong_dates(asked, one):
            yield asked.finding(one.id, message=message, hint=Message("Correct the dates of the work."))


def _wrong_dates(asked: Asked, one: Action) -> Iterator[Message]:
    start, end, horizon = one.start, one.end, asked.data.horizon_year
    if start and end and end < start:
        yield Message("The work ends ({end}) before it starts ({start}).", end=str(end), start=str(start))
    if horizon is not None and start and start.year > horizon:
        yield Message(
            "The work starts in {year}, after the plan's horizon {horizon}.", year=start.year, horizon=horizon
        )
    elif horizon is not None and end and end.year > horizon:
        yield Message(
            "The work ends in {year}, after the plan's horizon {horizon}.", year=end.year, horizon=horizon
        )
    baseline = asked.data.baseline
    if baseline and start and start.year < baseline.year:
        yield Message(
            "The work starts in {year}, before the inventory of {base}, which has its effect already.",
            year=start.year,
            base=baseline.year,
        )


@check("detailed_incomplete", Severity.WARNING)
def detailed_incomplete(asked: Asked) -> Iterator[Finding]:
    """Work of the coming years that lacks money, owner, dates, indicators or a budget for monitoring."""
    today = asked.data.today
    if today is None:
        return
    years = int(threshold("detailed_years"))
    for one in asked.each():
        if one.start is None or not (today.toordinal() <= one.start.toordinal()):
            continue
        if (one.start.year - years, one.start.month, one.start.day) > (today.year, today.month, today.day):
            continue
        missing = [
            what
            for what, is_there in (
                (Message("cost"), one.cost_eur is not None),
                (Message("sources of money"), bool(one.financing) or one.cost_eur == 0),
                (Message("responsible body"), bool(one.responsible.strip())),
                (Message("end of the work"), one.end is not None),
                (Message("indicators"), bool(one.indicators)),
                (Message("budget for monitoring"), one.monitoring_eur is not None),
            )
            if not is_there
        ]
        if missing:
            yield asked.finding(
                one.id,
                message=Message(
                    "The work starts in {year}, within the next {years} years, and still lacks: {missing}.",
                    year=one.start.year,
                    years=years,
                    missing=missing,
                ),
                hint=Message("Complete the action, or let it start later."),
            )
