"""Section 3: what the hazards do to the sectors, and the impact chains with what breaks them."""

from __future__ import annotations

from collections.abc import Sequence

from secap.desk.risk.models import ImpactChain, SectorImpact
from secap.method.basis import codes
from secap.method.basis.messages import Code, Message
from secap.plan.plan import Plan
from secap.plan.resilience import RiskLine
from secap.reports.blocks import Block, Heading, Paragraph, Table, split_columns
from secap.reports.plan.register import register
from secap.reports.plan.tongue import Tongue


def sectors(plan: Plan, say: Tongue) -> list[Block]:
    """Return the heat table of sectors and hazards, then every impact with its levels and its words."""
    heading = Heading(2, say(Message("Impacted sectors")))
    if not plan.sector_impacts:
        missing = say.missing(
            Message("No impact on a sector is described yet."),
            remedy=Message(
                "Describe what each hazard does to each sector: Risk and vulnerability > Impacted sectors."
            ),
        )
        return [heading, missing]
    lines = list(plan.resilience.impact_lines.values())
    return [heading, *_heat(plan, say), *_levels(lines, say), *_details(lines, say)]


def _heat(plan: Plan, say: Tongue) -> list[Block]:
    """Return likelihood times impact by sector and hazard; a gap is a word, never a number."""
    heat, ranked = plan.resilience.heat, plan.resilience.sectors
    header = (
        say(Message("Sector, the hardest hit first")),
        *(say.name("hazards", hazard) for hazard in heat.hazards),
    )
    rows = []
    for sector in heat.sectors:
        cells = []
        for hazard in heat.hazards:
            view = heat.cells.get((sector, hazard))
            if view is None:
                cells.append("–")
            elif view.score is None or view.rating is None:
                cells.append(say(Message("not scored")))
            else:
                cells.append(f"{view.score}\n{say.code('rva_levels', view.rating)}")
        rows.append((say.name("adaptation_sectors", sector), *cells))
    caption = say(Message("Impacts by sector and hazard: likelihood times level"))
    blocks: list[Block] = list(split_columns(Table(caption, header, tuple(rows)), say.part))
    first = next((one for one in ranked if one.highest is not None), None)
    if first is not None:
        worst: list[Code] = [one.hazard_code for one in first.impacts if one.score == first.highest]
        text = Message(
            "Hit hardest: {sector}, by {hazards}. A dash: no impact is described.",
            sector=codes.code("adaptation_sectors", first.sector),
            hazards=worst,
        )
        blocks.append(Paragraph(say(text)))
    if heat.unknown:
        pairs = "; ".join(
            f"{say.code('adaptation_sectors', one.sector)}: {say.code('hazards', one.hazard)}"
            for one in heat.unknown
        )
        missing = Message(
            "Impacts without a score, as a level is not assessed or not known: {impacts}.", impacts=pairs
        )
        remedy = Message("Rate them: Risk and vulnerability > Impacted sectors.")
        blocks.append(say.missing(missing, remedy=remedy))
    return blocks


def _levels(lines: Sequence[RiskLine], say: Tongue) -> list[Block]:
    sector, hazard, likelihood, impact, vulnerability, timeframe, people = say.fields(
        SectorImpact, "sector", "hazard", "likelihood", "impact", "vulnerability", "timeframe", "people"
    )
    header = (
        sector, hazard, likelihood, impact, say(Message("Score, 1-9")), vulnerability, timeframe, people,
    )  # fmt: skip
    rows = tuple(
        (
            say.name("adaptation_sectors", one.sector),
            say.name("hazards", one.hazard),
            say.name("likelihoods", one.likelihood),
            say.name("impact_levels", one.impact),
            "–" if line.score is None else str(line.score),
            say.name("rva_levels", one.vulnerability),
            say.name("timeframes", one.timeframe),
            say.number(one.people, 0),
        )
        for line in lines
        for one in (line.record,)
        if isinstance(one, SectorImpact)
    )
    widths = (1.6, 1.5, 1.15, 1.1, 1.05, 1.25, 1.4, 1.05)
    caption = say(Message("Impacts on sectors, the gravest first"))
    return [Table(caption, header, rows, frozenset({4, 7}), widths)]


def _details(lines: Sequence[RiskLine], say: Tongue) -> list[Block]:
    header = (
        say(Message("Sector and hazard")), say(Message("Expected impact")),
        say(Message("What and whom it affects")), say(Message("Indicator and source")),
    )  # fmt: skip
    rows = []
    for one in (line.record for line in lines):
        if not isinstance(one, SectorImpact):
            continue
        texts = [one.description]
        texts += [say(Message("Property: {text}", text=one.property))] if one.property else []
        texts += [say(Message("Livelihoods: {text}", text=one.livelihoods))] if one.livelihoods else []
        texts += [say(Message("Environment: {text}", text=one.environment))] if one.environment else []
        affects = [
            say.names(table, listed)
            for table, listed in (("impact_domains", one.domains), ("vulnerable_groups", one.groups))
            if listed
        ]
        shown = ["\n".join(filter(None, found)) for found in (texts, affects, (one.indicator, one.source))]
        if any(shown):
            name = f"{say.name('adaptation_sectors', one.sector)}:\n{say.name('hazards', one.hazard)}"
            rows.append((name, *(text or "–" for text in shown)))
    if not rows:
        missing = Message("What the impacts consist of is not described in words yet.")
        remedy = Message(
            "Describe people, property, livelihoods and environment: Risk and vulnerability > Impacted "
            "sectors."
        )
        return [say.missing(missing, remedy=remedy)]
    caption = say(Message("What the hazards do to the sectors"))
    return [Table(caption, header, tuple(rows), widths=(1.6, 3.6, 2, 1.8))]


def chains(plan: Plan, say: Tongue) -> list[Block]:
    """Return the impact chains from hazard to action; a missing link is told."""
    empty = say(Message("not described yet"))
    hazard, exposure, vulnerability, impact, sector = say.fields(
        ImpactChain, "hazard", "exposure", "vulnerability", "impact", "sector"
    )
    rows = []
    for line in plan.resilience.chains:
        one = line.record
        hit = [say.name("adaptation_sectors", one.sector) if one.sector else empty]
        if one.groups:
            hit.append(say.names("vulnerable_groups", one.groups))
        rows.append(
            (
                say.name("hazards", one.hazard), one.exposure or empty, one.vulnerability or empty,
                one.impact or empty, "\n".join(hit), numbers(line.actions) or say(Message("no action")),
            )
        )  # fmt: skip
    return register(
        say,
        Message("Impact chains"),
        (hazard, exposure, vulnerability, impact, sector, say(Message("Actions"))),
        rows,
        widths=(1.3, 2, 2, 2, 1.5, 1),
        missing=Message("No impact chain is described yet."),
        remedy=Message("Write one from hazard to impact: Risk and vulnerability > Impact chains."),
    )


def numbers(actions: Sequence[object]) -> str:
    """Return the numbers of actions, their titles where they have none."""
    return ", ".join(str(getattr(one, "number", "") or one) for one in actions)
