"""Section 4: money for monitoring, and the working time that the actions need beside what there is."""

from __future__ import annotations

import math
from collections.abc import Iterable

from secap.desk.targets.models import StaffResource
from secap.method.actions.workload import UNDATED, all_years, loads
from secap.method.basis.messages import Amount, Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table, split_columns
from secap.reports.plan.tongue import Tongue


def monitoring(plan: Plan, say: Tongue) -> list[Block]:
    """Return the money for monitoring: of the actions and of the plan's own budget."""
    active = [one for one in plan.portfolio.actions if one.is_active]
    own = [one.monitoring_eur for one in active if one.monitoring_eur is not None]
    lines = [line for line in plan.budget if line.is_monitoring]
    heading = Heading(3, say(Message("Money for monitoring")))
    if not own and not lines:
        missing = Message("No money for monitoring is planned yet.")
        return [
            heading,
            say.missing(missing, remedy=Message("Enter it with the actions, or in the plan's budget.")),
        ]
    blocks: list[Block] = [heading]
    if own:
        text = Message(
            "{count} of {all} actions have an amount of their own for monitoring, together {eur}.",
            count=len(own), all=len(active), eur=Amount(math.fsum(own), "EUR", 0),
        )  # fmt: skip
        blocks.append(Paragraph(say(text)))
    if lines:
        rows = [
            (line.title, str(line.year), say.code("financing_sources", line.source), say.eur(line.eur))
            for line in lines
        ]
        rows.append((say(Message("Total")), "", "", say.eur(math.fsum(line.eur for line in lines))))
        header = (
            say(Message("Budget line")),
            say(Message("Year")),
            say(Message("Source of financing")),
            "EUR",
        )
        caption = say(Message("Monitoring in the plan's budget"))
        blocks.append(Table(caption, header, tuple(rows), frozenset({1, 3}), (3, 0.8, 2.2, 1.2), total=True))
    return blocks


def staff(plan: Plan, say: Tongue) -> list[Block]:
    """Return the working time that the actions need by year beside what there is."""
    everything = loads(plan.portfolio.actions, lambda _one: "")
    needed = everything[0].fte if everything else {}
    unknown = sum(one.is_active and one.staff_fte is None for one in plan.portfolio.actions)
    heading = Heading(3, say(Message("Staff needed and staff there")))
    if not needed:
        missing = Message("No action says how much staff it needs.")
        return [heading, say.missing(missing, remedy=Message("Enter the working time with each action."))]
    years = all_years([needed])
    there = {year: _there(plan.staff, year) for year in years}
    rows = (
        (say(Message("Needed by the actions")), *(say.number(needed.get(year), 1) for year in years)),
        (say(Message("There")), *(say.number(there.get(year), 1) for year in years)),
        (say(Message("Missing")), *(_lack(needed.get(year), there.get(year), say) for year in years)),
    )  # fmt: skip
    header = (
        say(Message("Full-time equivalents (FTE)")),
        *(say(Message("undated")) if year is UNDATED else str(year) for year in years),
    )
    table = Table(say(Message("Staff needed and staff there by year, FTE")), header, rows)
    blocks: list[Block] = [heading, *split_columns(table, say.part)]
    if unknown:
        text = Message("Actions that do not say how much staff they need: {count}.", count=unknown)
        blocks.append(Paragraph(say(text)))
    return blocks


def _there(staff: Iterable[StaffResource], year: int | None) -> float | None:
    if year is None:
        return None
    known = [
        one.fte
        for one in staff
        if one.fte is not None and (one.from_year or year) <= year <= (one.to_year or year)
    ]
    return math.fsum(known) if known else None


def _lack(needed: float | None, there: float | None, say: Tongue) -> str:
    if needed is None or there is None:
        return "–"
    return say.number(max(0.0, needed - there), 1)
