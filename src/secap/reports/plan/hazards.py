"""Section 3: climate hazards with their risk, what the climate data propose of them, and past events."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from secap.desk.risk.matrix_chart import flag_word, matrix
from secap.desk.risk.models import Hazard, PastEvent
from secap.desk.risk.proposals import Proposal, proposal_of
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.risk.score import NOT_KNOWN
from secap.plan.plan import Plan
from secap.plan.resilience import RiskLine
from secap.reports.blocks import Block, Heading, Items, Note, Paragraph, Picture, Table
from secap.reports.plan.register import register
from secap.reports.plan.tongue import Tongue


def hazards(plan: Plan, say: Tongue) -> list[Block]:
    """Return matrix and ranking of the hazards; those without a score apart, as gaps."""
    heading = Heading(2, say(Message("Climate hazards")))
    if not plan.hazards:
        missing = say.missing(
            Message("No climate hazard is assessed yet."),
            remedy=Message("Choose the hazards and rate them: Risk and vulnerability > Hazards."),
        )
        return [heading, missing]
    found = plan.resilience
    figure = matrix(found.lines, found.gaps, say.lang)
    return [
        heading,
        *([Picture(figure)] if figure else []),
        *_ranking(found.lines, say),
        *_gaps(found.gaps, say),
        *_evidence(found.all_lines, say),
        *_proposals(found.all_lines, say),
    ]


def _ranking(lines: Sequence[RiskLine], say: Tongue) -> list[Block]:
    if not lines:
        return []
    hazard, probability, impact, intensity, frequency, timeframe = say.fields(
        Hazard, "hazard", "probability", "impact", "change_intensity", "change_frequency", "timeframe"
    )
    header = (
        hazard, probability, impact, say(Message("Score, 1-9")), say(Message("Risk level")), intensity,
        frequency, say(Message("Future")), timeframe,
    )  # fmt: skip
    rows = tuple(
        (
            say.name("hazards", record.hazard),
            say.name("hazard_probabilities", record.probability),
            say.name("impact_levels", record.impact),
            str(line.score),
            say.name("rva_levels", line.rating or ""),
            say.name("hazard_changes", record.change_intensity),
            say.name("hazard_changes", record.change_frequency),
            say(flag_word(line.flag)),
            say.name("timeframes", record.timeframe),
        )
        for line, record in _records(lines)
    )
    widths = (1.8, 1.05, 1.0, 1.05, 0.95, 1.2, 1.2, 0.95, 1.4)
    return [Table(say(Message("Climate hazards, the gravest first")), header, rows, frozenset({3}), widths)]


def _records(lines: Sequence[RiskLine]) -> list[tuple[RiskLine, Hazard]]:
    """Return the lines of hazards with their records."""
    return [(line, line.record) for line in lines if isinstance(line.record, Hazard)]


def _gaps(lines: Sequence[RiskLine], say: Tongue) -> list[Block]:
    """Return what can't be scored, and why."""
    if not lines:
        return []
    title = Message("Hazards without a score: {count}", count=len(lines))
    text = Message(
        "They are gaps, not low risks: probability or impact is not assessed or not known. Rate them: Risk "
        "and vulnerability > Hazards."
    )
    return [Note("missing", say(title), say(text)), Items(tuple(_gap(line, say) for line in lines))]


def _gap(line: RiskLine, say: Tongue) -> str:
    """Return a hazard with what is missing of it: Drought: probability not assessed; impact not known."""
    fields = [name for name in line.gaps if name in ("probability", "impact")]
    labels = say.fields(Hazard, *fields)
    told = "; ".join(
        say(_lack(label.casefold(), line.gaps[name])) for name, label in zip(fields, labels, strict=True)
    )
    return f"{say.code('hazards', line.record.hazard)}: {told}"


def _lack(level: str, why: str) -> Message:
    if why == NOT_KNOWN:
        return Message("{level} not known", level=level)
    return Message("{level} not assessed", level=level)


def _evidence(lines: Sequence[RiskLine], say: Tongue) -> list[Block]:
    header = say.fields(Hazard, "hazard", "indicators", "evidence", "confidence", "source")
    rows = tuple(
        (
            say.name("hazards", one.hazard),
            one.indicators or "–",
            one.evidence or "–",
            say.name("confidence_levels", one.confidence),
            one.source or "–",
        )
        for _line, one in _records(lines)
        if one.indicators or one.evidence or one.source
    )
    bare = [
        codes.code("hazards", one.hazard)
        for _line, one in _records(lines)
        if not one.evidence and not one.source
    ]
    blocks: list[Block] = []
    if rows:
        caption = say(Message("What the ratings rest on"))
        blocks.append(Table(caption, header, rows, widths=(1.5, 2, 3, 1.1, 2)))
    if bare:
        missing = Message("Without evidence and source: {hazards}.", hazards=bare)
        remedy = Message("Enter what the levels rest on: Risk and vulnerability > Hazards.")
        blocks.append(say.missing(missing, remedy=remedy))
    return blocks


def _proposals(lines: Sequence[RiskLine], say: Tongue) -> list[Block]:
    """Return where people decided otherwise than the climate data propose, and why it is proposed."""
    found = [
        (record, proposal)
        for _line, record in _records(lines)
        if (proposal := proposal_of(record)) is not None
    ]
    if not found:
        return []
    text = Message(
        "Levels proposed by the climate data: {count}; decided otherwise or not at all: {differing}.",
        count=sum(len(proposal.offers) for _record, proposal in found),
        differing=sum(len(proposal.differing) for _record, proposal in found),
    )
    rows = tuple(
        (
            say.name("hazards", record.hazard) if place == 0 else "",
            offer.label,
            offer.proposed,
            offer.decided or say(Message("not assessed")),
            _reason(proposal, say) if place == 0 else "",
        )
        for record, proposal in found
        for place, offer in enumerate(proposal.differing)
    )
    blocks: list[Block] = [Paragraph(say(text))]
    if rows:
        header = (
            say(Message("Climate hazard")), say(Message("Level")), say(Message("Proposed")),
            say(Message("Decided")), say(Message("Why it is proposed")),
        )  # fmt: skip
        caption = say(Message("Proposed by the climate data and decided otherwise"))
        blocks.append(Table(caption, header, rows, widths=(1.5, 1.8, 1, 1.1, 4)))
    return blocks


def _reason(proposal: Proposal, say: Tongue) -> str:
    about = ", ".join(filter(None, [proposal.series_title, say.day(proposal.day) if proposal.day else ""]))
    return " ".join(filter(None, [proposal.reason, f"({about})" if about else ""])) or "–"


def past_events(plan: Plan, say: Tongue) -> list[Block]:
    """Return what has happened already, with its damage, the latest first."""
    header = say.fields(PastEvent, "title", "hazard", "date", "damage_eur", "people", "deaths", "source")
    rows = [
        (
            "\n".join(filter(None, [one.title, one.place, one.description])),
            say.name("hazards", one.hazard),
            _days(one, say),
            say.eur(one.damage_eur),
            say.number(one.people, 0),
            say.number(one.deaths, 0),
            one.source or "–",
        )
        for one in sorted(plan.past_events, key=lambda one: one.date or date.min, reverse=True)
    ]
    blocks = register(
        say,
        Message("Past events"),
        header,
        rows,
        numeric=frozenset({3, 4, 5}),
        widths=(3, 1.4, 1.35, 1.2, 1, 0.85, 1.8),
        missing=Message("No past event is recorded, though events are the best evidence of a hazard."),
        remedy=Message(
            "Enter floods, storms, heat waves and their damage: Risk and vulnerability > Past events."
        ),
    )
    known = [one.damage_eur for one in plan.past_events if one.damage_eur is not None]
    if known:
        text = Message(
            "Damage is known of {known} of {all} events, together {eur}.",
            known=len(known),
            all=len(plan.past_events),
            eur=Amount(math.fsum(known), "EUR", 0),
        )
        blocks.append(Paragraph(say(text)))
    return blocks


def _days(one: PastEvent, say: Tongue) -> str:
    last = one.end_date if one.end_date != one.date else None
    return " –\n".join(say.day(day) for day in (one.date, last) if day is not None) or "–"
