"""The money of the decision sheet: cost by source and year, the town's own part, what is saved."""

from __future__ import annotations

import math

from secap.method.actions.workload import UNCOVERED, UNDATED, SourceLoad, all_years, by_source, loads
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Paragraph, Table
from secap.reports.outlook import Outlook
from secap.reports.plan.tongue import Tongue

OWN = "own"
MOST_SOURCES, MOST_YEARS = 5, 7  # rows and columns that a page has room for
Period = tuple[str, tuple[int | None, ...]]


def cost(plan: Plan) -> tuple[float | None, int]:
    """Return the known cost once of the actions that count, EUR, and how many have none."""
    active = [one for one in plan.portfolio.actions if one.is_active]
    known = [one.cost_eur for one in active if one.cost_eur is not None]
    return (math.fsum(known) if known else None), len(active) - len(known)


def own_share_eur(plan: Plan) -> float | None:
    """Return what the local authority pays itself, EUR; None where no source is named."""
    found = [one for one in by_source(plan.portfolio.actions) if one.source != UNCOVERED]
    return math.fsum(one.total_eur for one in found if one.source == OWN) if found else None


def span(plan: Plan) -> str:
    """Return the years in which money is needed: 2025–2030."""
    known = [
        year
        for load in loads(plan.portfolio.actions, lambda _one: "")
        for year in load.eur
        if year is not UNDATED
    ]
    return "–".join(dict.fromkeys(str(year) for year in (min(known), max(known)))) if known else "–"


def money(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return the table of sources and years, and what the actions save and cost a year."""
    found = by_source(plan.portfolio.actions)
    if not found:
        missing = Message("No action has a cost and a source of financing yet.")
        return [say.missing(missing, remedy=Message("Enter them: Actions."))]
    periods = _periods(all_years(one.eur for one in found), say)
    rows = [_row(name, loads, periods, say) for name, loads in _groups(found, say)]
    rows.append(_row(say(Message("Total")), found, periods, say))
    header = (
        say(Message("Source of financing, EUR")), *(name for name, _years in periods),
        say(Message("Together")), say(Message("Secured")),
    )  # fmt: skip
    widths = (2.6, *([1.0] * len(periods)), 1.1, 1.15)
    caption = say(Message("Cost once, by source and year"))
    table = Table(caption, header, tuple(rows), frozenset(range(1, len(header))), widths, total=True)
    return [table, Paragraph(" ".join(_told(plan, found, say)))]


def _groups(found: list[SourceLoad], say: Tongue) -> list[tuple[str, list[SourceLoad]]]:
    """Return own resources first, then the largest sources, the rest as one, and what nobody pays last."""
    named = [one for one in found if one.source != UNCOVERED]
    named.sort(key=lambda one: (one.source != OWN, -one.total_eur))
    most = MOST_SOURCES if len(named) <= MOST_SOURCES else MOST_SOURCES - 1
    groups = [(say.code("financing_sources", one.source), [one]) for one in named[:most]]
    if named[most:]:
        groups.append((say(Message("Other sources ({count})", count=len(named) - most)), named[most:]))
    open_part = [one for one in found if one.source == UNCOVERED]
    return groups + ([(say(Message("Not covered yet")), open_part)] if open_part else [])


def _periods(years: list[int | None], say: Tongue) -> list[Period]:
    """Return the columns: years, where there are too many the last ones together, then what is undated."""
    known = [year for year in years if year is not UNDATED]
    periods: list[Period] = [(str(year), (year,)) for year in known]
    if len(known) > MOST_YEARS:
        rest = tuple(known[MOST_YEARS - 1 :])
        periods[MOST_YEARS - 1 :] = [(f"{rest[0]}–{rest[-1]}", rest)]
    return periods + ([(say(Message("undated")), (UNDATED,))] if UNDATED in years else [])


def _row(name: str, parts: list[SourceLoad], periods: list[Period], say: Tongue) -> tuple[str, ...]:
    cells = []
    for _name, years in periods:
        known = [one.eur[year] for one in parts for year in years if year in one.eur]
        cells.append(say.eur(math.fsum(known)) if known else "–")
    whole, secured = math.fsum(one.total_eur for one in parts), math.fsum(one.secured_eur for one in parts)
    return name, *cells, say.eur(whole), say.share(secured / whole if whole else None, 0)


def _told(plan: Plan, found: list[SourceLoad], say: Tongue) -> list[str]:
    active = [one for one in plan.portfolio.actions if one.is_active]
    own, whole = own_share_eur(plan), math.fsum(one.total_eur for one in found)
    texts = []
    if own is not None and whole:
        share = Message("The municipality pays {share} itself.", share=say.share(own / whole, 0))
        texts.append(share)
    saving = [one.yearly_saving_eur for one in active if one.yearly_saving_eur is not None]
    running = [one.yearly_cost_eur for one in active if one.yearly_cost_eur is not None]
    if saving:
        texts.append(
            Message(
                "Once they work, {count} of {all} actions save or earn {eur} EUR a year; the others "
                "state nothing.",
                count=len(saving), all=len(active), eur=say.eur(math.fsum(saving)),
            )
        )  # fmt: skip
    else:
        texts.append(Message("No action states yet what it saves a year."))
    if running:
        texts.append(
            Message(
                "Operation costs {eur} EUR a year ({count} actions).",
                eur=say.eur(math.fsum(running)), count=len(running),
            )
        )  # fmt: skip
    _known, unknown = cost(plan)
    if unknown:
        texts.append(Message("Actions without a known cost: {count}.", count=unknown))
    return [say(text) for text in texts]
