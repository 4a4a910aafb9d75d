"""Section 4: what the actions cost by sector and year, who pays, what is missing, whether it is worth it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from secap.desk.actions.models import FundingProgramme
from secap.method.actions.action import Action
from secap.method.actions.financing import finance_split
from secap.method.actions.money import Appraisal, appraise
from secap.method.actions.workload import UNCOVERED, UNDATED, SourceLoad, all_years, by_source, loads
from secap.method.basis.errors import SecapError
from secap.method.basis.messages import Amount, Message
from secap.plan.plan import Plan
from secap.reports.blocks import COLUMNS_PER_TABLE, Block, Heading, Note, Paragraph, Table, split_columns
from secap.reports.plan import capacity
from secap.reports.plan.register import register
from secap.reports.plan.tongue import Tongue, in_order

NARROW, WIDE_EUR = 7, 1e8  # columns of money that fit as long as no amount needs more than eight digits


def finance(plan: Plan, say: Tongue) -> list[Block]:
    """Return cost, financing, funding programmes, appraisal, monitoring and staff."""
    return [
        Heading(2, say(Message("Cost and financing"))),
        *costs(plan, say),
        *sources_of_money(plan, say),
        *programmes(plan, say),
        *appraisal(plan, say),
        *capacity.monitoring(plan, say),
        *capacity.staff(plan, say),
    ]


def costs(plan: Plan, say: Tongue) -> list[Block]:
    """Return the cost once by sector and year."""
    found = {load.name: load for load in loads(plan.portfolio.actions, lambda one: one.sector) if load.eur}
    unknown = [one.id for one in plan.portfolio.actions if one.is_active and one.cost_eur is None]
    if not found:
        missing = Message("No action has a cost yet.")
        return [say.missing(missing, remedy=Message("Enter investment and other cost: Actions."))]
    years = all_years(load.eur for load in found.values())
    rows = [
        (_sector(sector, say), *_by_year(found[sector].eur, years, say))
        for sector in in_order("action_sectors", found)
    ]
    together = loads(plan.portfolio.actions, lambda _one: "")[0].eur
    rows.append((say(Message("Total")), *_by_year(together, years, say)))
    header = (say(Message("Sector")), *_names(years, say), say(Message("Together")))
    table = Table(
        say(Message("Cost of the actions by sector and year, EUR")), header, tuple(rows), total=True
    )
    largest = NARROW if math.fsum(together.values()) < WIDE_EUR else COLUMNS_PER_TABLE
    blocks: list[Block] = list(split_columns(table, say.part, largest))
    text = Message("Cost once (investment and other), in equal parts over the years of the work.")
    blocks.insert(0, Paragraph(say(text)))
    if unknown:
        blocks.append(Paragraph(say(Message("Cost not known yet: {actions}.", actions=unknown))))
    return blocks


def _sector(code: str, say: Tongue) -> str:
    return say.code("action_sectors", code) if code else say(Message("Without a sector"))


def _by_year(values: Mapping[int | None, float], years: Sequence[int | None], say: Tongue) -> list[str]:
    return [*(say.eur(values.get(year)) for year in years), say.eur(math.fsum(values.values()))]


def _names(years: Sequence[int | None], say: Tongue) -> list[str]:
    return [say(Message("undated")) if year is UNDATED else str(year) for year in years]


def sources_of_money(plan: Plan, say: Tongue) -> list[Block]:
    """Return who pays, what is secured, and what nobody pays yet."""
    found = by_source(plan.portfolio.actions)
    heading = Heading(3, say(Message("Financing by source")))
    if not found:
        missing = Message("Nobody is named yet who pays for the actions.")
        return [heading, say.missing(missing, remedy=Message("Enter sources of financing with each action."))]
    whole = math.fsum(one.total_eur for one in found)
    rows = [_source(one, whole, say) for one in found]
    secured = math.fsum(one.secured_eur for one in found)
    rows.append(
        (
            say(Message("Total")),
            say.eur(whole),
            say.share(1.0, 0),
            say.eur(secured),
            _part(secured, whole, say),
        )
    )
    header = (
        say(Message("Source of financing")), "EUR", say(Message("Share")), say(Message("Secured, EUR")),
        say(Message("Secured share")),
    )  # fmt: skip
    title = say(Message("Financing by source"))
    blocks: list[Block] = [
        heading,
        Table(title, header, tuple(rows), frozenset({1, 2, 3, 4}), (3, 1.3, 1, 1.3, 1.1), total=True),
    ]
    uncovered = math.fsum(one.total_eur for one in found if one.source == UNCOVERED)
    over = [
        one.id for one in plan.portfolio.actions if one.is_active and (finance_split(one).gap_eur or 0) < -1
    ]
    if uncovered:
        text = Message(
            "Nobody pays yet for {gap} of the {cost} that the actions cost.",
            gap=Amount(uncovered, "EUR", 0),
            cost=Amount(whole, "EUR", 0),
        )
        blocks.append(Note("warning", say(Message("Gap in the financing")), say(text)))
    if over:
        blocks.append(Paragraph(say(Message("More promised than needed: {actions}.", actions=over))))
    return blocks


def _source(one: SourceLoad, whole: float, say: Tongue) -> tuple[str, ...]:
    is_gap = one.source == UNCOVERED
    name = say(Message("Not covered yet")) if is_gap else say.code("financing_sources", one.source)
    secured = ("–", "–") if is_gap else (say.eur(one.secured_eur), _part(one.secured_eur, one.total_eur, say))
    return (name, say.eur(one.total_eur), _part(one.total_eur, whole, say), *secured)


def _part(part: float, whole: float, say: Tongue) -> str:
    return say.share(part / whole if whole else None, 0)


def programmes(plan: Plan, say: Tongue) -> list[Block]:
    """Return the funding programmes by deadline."""
    rows = [
        (
            one.title,
            say.name("financing_sources", one.source),
            _deadline(one, plan, say),
            "–" if one.grant_percent is None else f"{say.number(one.grant_percent)}\u00a0%",
            say.eur(one.most_eur),
            "\n".join(
                filter(None, [say.names("action_areas", one.areas) if one.areas else "", one.conditions])
            )
            or "–",
        )
        for one in plan.funding_programmes
    ]
    header = (
        *say.fields(FundingProgramme, "title", "source", "deadline"), say(Message("Grant")),
        say(Message("At most, EUR")), say(Message("Areas and conditions")),
    )  # fmt: skip
    return register(
        say,
        Message("Funding programmes"),
        header,
        rows,
        numeric=frozenset({3, 4}),
        widths=(2, 1.4, 1.2, 0.8, 1.2, 2.6),
        missing=Message("No funding programme is listed yet."),
        remedy=Message("Enter them with their deadlines: Actions > Funding programmes."),
        level=3,
    )


def _deadline(one: FundingProgramme, plan: Plan, say: Tongue) -> str:
    if one.deadline is None:
        return "–"
    return say.day(one.deadline) + (f" ({say(Message('over'))})" if one.deadline < plan.today else "")


def appraisals(plan: Plan) -> list[tuple[Action, Appraisal]]:
    """Return the active actions with what each is worth; those with nothing known are left out."""
    rate, year = plan.appraisal.discount_rate_percent / 100, plan.appraisal.price_year
    found = []
    for one in plan.portfolio.actions:
        try:
            worth = appraise(one, rate=rate, price_year=year, horizon_year=plan.strategy.horizon_year)
        except SecapError:  # a value that is no number: the findings name it
            continue
        if one.is_active and worth.derivations:
            found.append((one, worth))
    return found


def appraisal(plan: Plan, say: Tongue) -> list[Block]:
    """Return what a tonne costs and whether the money comes back."""
    settings = plan.appraisal
    title = Message("Appraisal of the actions")
    found = appraisals(plan)
    header = (
        say(Message("Action")), say(Message("EUR per t a year")), say(Message("EUR per t over the lifetime")),
        say(Message("Lifetime, years")), say(Message("Payback, years")), say(Message("NPV, EUR")),
        say(Message("IRR, %")),
    )  # fmt: skip
    rows = [
        (
            f"{one.id} {one.title}",
            say.eur(worth.eur_per_t),
            say.eur(worth.abatement_cost_eur_per_t),
            say.number(worth.lifetime_years, 0),
            say.number(worth.payback_years, 1),
            say.eur(worth.npv_eur),
            say.number(None if worth.irr_share is None else 100 * worth.irr_share, 1),
        )
        for one, worth in found
    ]
    blocks = register(
        say,
        title,
        header,
        rows,
        numeric=frozenset(range(1, 7)),
        widths=(3.4, 1, 1.1, 0.9, 0.9, 1.4, 0.8),
        missing=Message("No action has cost and effect yet, so none can be appraised."),
        remedy=Message("Enter cost, yearly saving and operation, and the effect: Actions."),
        level=3,
    )
    price = (
        Message("prices of {year}", year=settings.price_year)
        if settings.price_year
        else Message("the year of the prices is not given")
    )
    text = Message(
        "Discount rate {rate} % a year, real; {prices}. NPV: net present value; IRR: internal rate of "
        "return. A dash: an input is unknown, or there is no such figure.",
        rate=Amount(settings.discount_rate_percent),
        prices=price,
    )
    return [*blocks[:1], Paragraph(say(text)), *blocks[1:]] if rows else blocks
