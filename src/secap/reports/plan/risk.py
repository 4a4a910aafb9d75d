"""Section 3: the climate risk and vulnerability assessment; its parts stand in modules of their own."""

from __future__ import annotations

from secap.desk.risk.models import RiskAssessment
from secap.desk.risk.saying import saying
from secap.method.basis import codes, tables
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table, paragraphs
from secap.reports.plan import (
    climate,
    districts,
    hazards,
    high_risks,
    impacts,
    scoreboard,
    vulnerability,
)
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.drafts import draft_names
from secap.reports.plan.tongue import Tongue

FRAME = ("date", "author", "boundary", "method", "timeframe_scale", "source", "next_review")


def risk(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return section 3 of the plan."""
    return [
        Heading(1, say(Message("Climate risk and vulnerability assessment"))),
        *assessment(plan, say, sources),
        *climate.profile(plan, say, sources),
        *hazards.hazards(plan, say),
        *hazards.past_events(plan, say),
        *impacts.sectors(plan, say),
        *vulnerability.vulnerabilities(plan, say),
        *vulnerability.groups(plan, say),
        *vulnerability.capacity(plan, say),
        *districts.score(plan, say, sources),
        *impacts.chains(plan, say),
        *high_risks.high_risks(plan, say),
        *scoreboard.scoreboard(plan, say),
    ]


def headline(plan: Plan, say: Tongue) -> str:
    """Return what the assessment says, as its page does; and which sector is hit hardest."""
    told = saying(plan.resilience)
    worst = next((one for one in plan.resilience.sectors if one.highest is not None), None)
    if worst is not None:
        sector = codes.code("adaptation_sectors", worst.sector)
        told += " " + say(Message("The sector hit hardest: {sector}.", sector=sector))
    return told


def assessment(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return what the assessment says, and when, by whom, for what and how it was made."""
    blocks: list[Block] = [
        Heading(2, say(Message("What the assessment says"))),
        Paragraph(headline(plan, say)),
    ]
    if not plan.risk_assessments:
        missing = Message(
            "It is not written down yet when, by whom and how risk and vulnerability were assessed."
        )
        remedy = Message("Write it down: Risk and vulnerability > Frame.")
        blocks.append(say.missing(missing, remedy=remedy))
    else:
        frame = plan.risk_assessments[0]
        blocks += [*paragraphs(frame.summary), *_frame(frame, say)]
    return [*blocks, Heading(3, say(Message("How risk was rated"))), *_method(plan, say, sources)]


def _frame(frame: RiskAssessment, say: Tongue) -> list[Block]:
    values = (
        say.day(frame.date), frame.author, frame.boundary, frame.method,
        say.code("timeframe_scales", frame.timeframe_scale), frame.source, say.day(frame.next_review),
    )  # fmt: skip
    labels = say.fields(RiskAssessment, *FRAME)
    known = tuple(
        (label, value.strip()) for label, value in zip(labels, values, strict=True) if value.strip(" –")
    )
    absent = [
        label
        for label, name, value in zip(labels, FRAME, values, strict=True)
        if name != "next_review" and not value.strip(" –")
    ]
    title = say(Message("Frame of the assessment"))
    header = (say(Message("Property")), say(Message("Value")))
    blocks: list[Block] = [Table(title, header, known, widths=(1, 3))] if known else []
    if absent:
        missing = Message("Not told: {fields}.", fields=absent)
        remedy = Message("Write it down: Risk and vulnerability > Frame.")
        blocks.append(say.missing(missing, remedy=remedy))
    return blocks


def _method(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    bounds = "; ".join(
        f"{say.code('rva_levels', row['rating'])} {row['from']}–{row['to']}"
        for row in tables.rows("risk/ratings.csv")
    )
    text = Message(
        "The risk of a hazard is its probability times its impact, the risk of a sector the likelihood of "
        "the impact times its level, each from 1 to 3: {bounds} {source}. What is not known or not assessed "
        "is never scored; it is listed as a gap. A hazard grows when its intensity or its frequency "
        "increases.",
        bounds=bounds,
        source=sources.cite("design"),
    )
    records = (
        *plan.risk_assessments, *plan.hazards, *plan.past_events, *plan.sector_impacts, *plan.impact_chains,
        *plan.vulnerabilities, *plan.vulnerable_groups, *plan.adaptive_capacity, *plan.scoreboard,
    )  # fmt: skip
    return [Paragraph(say(text)), *draft_names(records, say, sources)]
