"""Section 1 without vision and targets: who promises what under which policy, with which people and money."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from secap.desk.registry.models import Municipality
from secap.desk.targets.models import Cooperation, RegionalPriority, StaffResource
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.targets.requirements import frameworks
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table, paragraphs, split_columns
from secap.reports.plan import organisation as carriers
from secap.reports.plan import participation as talks
from secap.reports.plan import targets, vision
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.register import register
from secap.reports.plan.tongue import Tongue, in_order


def strategy(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return section 1 of the plan."""
    return [
        Heading(1, say(Message("Strategy"))),
        *signatory(plan, say),
        *policy_context(plan, say, sources),
        *commitments(plan, say),
        *vision.vision(plan, say),
        *targets.targets(plan, say, sources),
        *targets.goals(plan, say),
        *regional_priorities(plan, say),
        *organisation(plan, say),
        *staff(plan, say),
        *budget(plan, say),
        *people(plan, say, sources),
    ]


def signatory(plan: Plan, say: Tongue) -> list[Block]:
    """Return what is known of the signatory."""
    town = plan.municipality
    names = (
        "country", "region", "level", "area_km2", "climate_zone", "adhesion_date", "commitments",
        "coordinator_organisation", "website", "covenant_page",
    )  # fmt: skip
    values = (
        _country(town.country, say), town.region, say.code("authority_levels", town.level),
        say.number(town.area_km2), town.climate_zone, say.day(town.adhesion_date), town.commitments,
        town.coordinator_organisation, town.website, town.covenant_page,
    )  # fmt: skip
    known = tuple(
        (label, str(value))
        for label, value in zip(say.fields(Municipality, *names), values, strict=True)
        if value not in ("", None, "–")
    )
    header = (say(Message("Property")), say(Message("Value")))
    title = say(Message("The signatory"))
    return [Heading(2, title), Table(title, header, known, widths=(1, 2))]


def _country(code: str, say: Tongue) -> str:
    from babel import Locale

    return str(Locale.parse(say.lang).territories.get(code, code))


def policy_context(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the town's own words, then the frameworks in force on the day of the document."""
    region = plan.course.strategy.region
    referring: list[Any] = [*plan.commitments, *plan.targets, *plan.goals]
    used = {one.framework for one in referring if one.framework}
    used |= {code for item in plan.actions for code in item.action.frameworks.split()}
    rows = [
        (
            row.label(say.lang)
            if in_force
            else say(Message("{framework} (no longer in force)", framework=row.label(say.lang))),
            str(int(row.year)) if row.year != "" else "–",
            say.share(row.value_share, None) if row.value_share != "" else "–",
            str(int(row.reference_year)) if row.reference_year != "" else "–",
            ", ".join(filter(None, [sources.cite(row.source), str(row.place)])),
            say(Message("yes")) if row.code in used else "–",
        )
        for row, in_force in frameworks(plan.today)
        if row.code in used or (in_force and row.region in ("", region) and row.value_share != "")
    ]
    header = (
        say(Message("Policy framework")), say(Message("Year")), say(Message("Value")),
        say(Message("Against")), say(Message("Source")), say(Message("Plan refers to it")),
    )  # fmt: skip
    blocks: list[Block] = [
        Heading(2, say(Message("Policy context"))),
        *paragraphs(plan.strategy.policy_context),
    ]
    if rows:
        text = Message(
            "Policy frameworks in force on {day}, and those that this plan refers to.",
            day=say.day(plan.today),
        )
        caption = say(Message("Policy frameworks"))
        blocks += [
            Paragraph(say(text)),
            Table(caption, header, tuple(rows), frozenset({1, 2, 3}), (4.4, 0.8, 0.9, 0.9, 1.5, 1.2)),
        ]
    return blocks


def commitments(plan: Plan, say: Tongue) -> list[Block]:
    """Return what was promised, by the three pillars of the Covenant, and the co-operation."""
    header = (
        say(Message("Pillar of the Covenant")), say(Message("Commitment")), say(Message("Decided on")),
        say(Message("State")), say(Message("What was promised")), say(Message("Evidence")),
    )  # fmt: skip
    rows = [
        (
            say.name("covenant_pillars", one.pillar),
            say.name("policy_frameworks", one.framework),
            say.day(one.adhesion_date),
            say.name("commitment_states", one.state),
            one.text or "–",
            one.evidence or "–",
        )
        for pillar in in_order("covenant_pillars", (one.pillar for one in plan.commitments))
        for one in plan.commitments
        if one.pillar == pillar
    ]
    blocks = register(
        say,
        Message("Commitments and the three pillars"),
        header,
        rows,
        widths=(1.5, 2.4, 1.1, 1, 2.6, 1.5),
        missing=Message("No commitment is recorded yet."),
        remedy=Message("Enter what the council decided, with its date: Strategy > Commitments."),
    )
    there = {one.pillar for one in plan.commitments}
    absent = [
        codes.code("covenant_pillars", code) for code in codes.table("covenant_pillars") if code not in there
    ]
    if plan.commitments and absent:
        blocks.append(Paragraph(say(Message("Pillars without a commitment: {pillars}.", pillars=absent))))
    if plan.cooperation:
        told = tuple(
            (one.partner, say.day(one.date), one.subject or "–", one.outcome or "–")
            for one in plan.cooperation
        )
        caption, names = say(Message("Co-operation")), ("partner", "date", "subject", "outcome")
        blocks.append(Table(caption, say.fields(Cooperation, *names), told, widths=(1.8, 1, 2.6, 2.6)))
    return blocks


def regional_priorities(plan: Plan, say: Tongue) -> list[Block]:
    """Return the priorities of region and state that the plan agrees with."""
    return register(
        say,
        Message("Regional and national priorities"),
        say.fields(RegionalPriority, "title", "level", "concerns", "alignment"),
        [
            (
                one.title,
                say.name("authority_levels", one.level),
                say.names("cross_cutting", one.concerns),
                one.alignment or "–",
            )
            for one in plan.regional_priorities
        ],
        widths=(2, 1.2, 1.8, 3),
        missing=Message("No regional or national priority is named yet."),
        remedy=Message("Enter them: Strategy > Regional priorities."),
    )


def organisation(plan: Plan, say: Tongue) -> list[Block]:
    """Return who leads, who works along, who decides."""
    blocks: list[Block] = [Heading(2, say(Message("Organisation of the work")))]
    if text := paragraphs(plan.strategy.organisation):
        return [*blocks, *text]
    missing = say.missing(
        Message("It is not described yet who leads the work, who takes part and who decides."),
        remedy=Message("Describe it: Strategy."),
    )
    return [*blocks, missing]


def staff(plan: Plan, say: Tongue) -> list[Block]:
    """Return the working time by role."""
    rows = [
        (
            say.code("workforce_roles", one.role),
            one.body or "–",
            say.number(one.fte),
            _between(one.from_year, one.to_year),
            one.note or "–",
        )
        for one in plan.staff
    ]
    header = say.fields(StaffResource, "role", "body", "fte")
    blocks = register(
        say,
        Message("Staff for the plan"),
        (*header, say(Message("Years")), say(Message("Note"))),
        rows,
        numeric=frozenset({2}),
        widths=(1.8, 2.2, 1.4, 1.1, 2.4),
        missing=Message("No staff is named for the plan yet."),
        remedy=Message("Enter roles and working time: Strategy > Staff and money."),
    )
    return [*blocks[:1], *paragraphs(plan.strategy.staff_note), *blocks[1:]]


def _between(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return "–"
    return "–".join(dict.fromkeys(str(year) if year else "…" for year in (first, last)))


def budget(plan: Plan, say: Tongue) -> list[Block]:
    """Return the money for the plan by source and year."""
    title = Message("Budget of the plan, EUR")
    blocks: list[Block] = [
        Heading(2, say(Message("Budget of the plan"))),
        *paragraphs(plan.strategy.budget_note),
    ]
    if not plan.budget:
        missing = say.missing(
            Message("No budget for the plan is entered yet."),
            remedy=Message("Enter amounts by source and year: Strategy > Staff and money."),
        )
        return [*blocks, missing]
    years = sorted({line.year for line in plan.budget})
    rows = [
        (say.code("financing_sources", source), *_amounts(say, plan.budget, years, source))
        for source in in_order("financing_sources", (line.source for line in plan.budget))
    ]
    rows.append((say(Message("Total")), *_amounts(say, plan.budget, years)))
    columns = (say(Message("Source of financing")), *map(str, years), say(Message("Together")))
    table = Table(say(title), columns, tuple(rows), total=True)
    blocks.extend(split_columns(table, say.part))
    return blocks


def _amounts(say: Tongue, lines: Iterable[Any], years: list[int], source: str = "") -> list[str]:
    """Return the sums by year and their sum; a year without any line is a dash."""
    own = [line for line in lines if not source or line.source == source]
    sums = [[line.eur for line in own if line.year == year] for year in years]
    return [
        *(say.eur(sum(found)) if found else "–" for found in sums),
        say.eur(sum(line.eur for line in own)),
    ]


def people(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return who carries the plan and who takes part; a part that nobody began is one sentence."""
    carried = carriers.organisation(plan, say, sources)
    heard = talks.participation(plan, say, sources)
    if not carried and not heard:
        missing = say.missing(
            Message("It is open who carries the plan and who takes part in it."),
            remedy=Message("Enter departments and stakeholders: Administration, Stakeholders."),
        )
        return [Heading(2, say(Message("Organisation and participation"))), missing]
    if not carried:
        missing = say.missing(
            Message("It is open which departments and people carry the plan."),
            remedy=Message("Enter them: Administration."),
        )
        carried = [Heading(2, say(carriers.TITLE)), missing]
    if not heard:
        missing = say.missing(
            Message("It is open which stakeholders take part."),
            remedy=Message("Enter them or import a table: Stakeholders > Register."),
        )
        heard = [Heading(2, say(talks.TITLE)), missing]
    return [*carried, *heard]
