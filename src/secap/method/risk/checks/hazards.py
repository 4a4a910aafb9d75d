"""Checks of the hazards: are they there, told in full, founded, of one scale of time, and met?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.risk.checks import places
from secap.method.risk.checks.data import RiskData
from secap.method.risk.hazards import HazardView
from secap.method.risk.met import OPEN
from secap.method.risk.score import (
    NOT_ASSESSED,
    NOT_KNOWN,
    PROBABILITIES,
    level,
    rating_code,
)
from secap.method.risk.sectors import SectorView

FIELDS = {
    "probability": Message("probability"),
    "impact": Message("impact"),
    "change_intensity": Message("expected change in intensity"),
    "change_frequency": Message("expected change in frequency"),
    "timeframe": Message("timeframe"),
}
FOUNDATIONS = {
    "indicators": Message("indicators"),
    "evidence": Message("evidence"),
    "source": Message("source"),
}


def check_presence(data: RiskData) -> Iterator[Finding]:
    """No assessment at all, none of hazards, or none of them rated."""
    if data.is_empty:
        yield _finding(
            "none",
            Severity.ERROR,
            Message("There is no risk and vulnerability assessment: without one a plan is not eligible."),
            Message("Begin with the hazards that the town has met: {place}.", place=places.GLANCE),
        )
    elif not data.hazards:
        yield _finding(
            "no_hazard",
            Severity.ERROR,
            Message("The assessment names no climate hazard."),
            Message("Choose the hazards that the town has met: {place}.", place=places.HAZARDS),
        )
    elif all(one.score is None for one in data.hazards):
        yield _finding(
            "none_rated",
            Severity.ERROR,
            Message("No hazard is rated: none has both probability and impact."),
            Message("Rate the hazards that you know best first: {place}.", place=places.HAZARDS),
        )


def check_hazards(data: RiskData) -> Iterator[Finding]:
    """Hazards that lack required content, that nobody can tell, or that rest on nothing."""
    for one in data.hazards:
        if missing := _labels(one.gaps, NOT_ASSESSED):
            yield _of(
                one,
                "hazard_incomplete",
                Severity.WARNING,
                Message("Not assessed of this hazard: {fields}.", fields=missing),
                Message("Assess it, or choose “Not known”: {place}.", place=places.HAZARDS),
            )
        if unknown := _labels(one.gaps, NOT_KNOWN):
            yield _of(
                one,
                "not_known",
                Severity.INFO,
                Message("Looked at, but not known of this hazard: {fields}. It is a gap, not a low risk.",
                        fields=unknown),
                Message("Say in the plan how the gap will be closed: {place}.", place=places.HAZARDS),
            )  # fmt: skip
        if lacking := [label for field, label in FOUNDATIONS.items() if not getattr(one, field).strip()]:
            yield _of(
                one,
                "hazard_unfounded",
                Severity.WARNING,
                Message("What the levels of this hazard rest on is not told: {fields}.", fields=lacking),
                Message("Name what it is watched by and where that stands: {place}.", place=places.HAZARDS),
            )


def check_proposals(data: RiskData) -> Iterator[Finding]:
    """Hazards rated lower than the climate data propose; the person's level stands, both are kept."""
    for one in data.hazards:
        decided = level(PROBABILITIES, one.probability)
        proposed = level(PROBABILITIES, one.proposed_probability)
        if decided is not None and proposed is not None and decided < proposed:
            yield _of(
                one,
                "below_proposal",
                Severity.INFO,
                Message(
                    "The probability is {decided}; the climate data propose {proposed}.",
                    decided=codes.code(PROBABILITIES, one.probability),
                    proposed=codes.code(PROBABILITIES, one.proposed_probability),
                ),
                Message("Say under evidence why it is lower, or take the proposal over: {place}.",
                        place=places.HAZARDS),
            )  # fmt: skip


def check_high_risks(data: RiskData) -> Iterator[Finding]:
    """High risks that no action meets and nobody accepts with a reason."""
    for risk in data.high_risks:
        if risk.state == OPEN:
            mend = places.IMPACTS if risk.sector else places.HAZARDS
            yield Finding(
                "risk.high_unmet",
                Severity.ERROR,
                (places.CHAPTER, *risk.codes),
                Message(
                    "The risk is rated {rating} ({score} of 9), but no action meets it and no reason says "
                    "why it is accepted.",
                    rating=rating_code(risk.rating),
                    score=risk.score,
                ),
                Message(
                    "Plan an action that addresses this hazard ({actions}), or write why the risk is "
                    "accepted: {place}.",
                    actions=places.ACTIONS,
                    place=mend,
                ),
            )


def check_events(data: RiskData) -> Iterator[Finding]:
    """Past events that nobody can look up."""
    for event in data.events:
        if not event.source.strip():
            yield Finding(
                "risk.event_source",
                Severity.WARNING,
                (
                    places.CHAPTER,
                    *([codes.code("hazards", event.hazard)] if event.hazard else []),
                    event.title,
                ),
                Message("The past event “{title}” has no source.", title=event.title),
                Message("Name the report or the paper that tells of it: {place}.", place=places.EVENTS),
            )


def check_timeframes(data: RiskData) -> Iterator[Finding]:
    """Timeframes of two published scales beside each other, or of another one than the plan keeps to."""
    rated: list[HazardView | SectorView] = [*data.hazards, *data.impacts]
    every: list[tuple[HazardView | SectorView, str]] = []
    for one in rated:
        row = codes.table("timeframes").get(one.timeframe)
        if row is not None and row.scale:
            every.append((one, str(row.scale)))
    used = sorted({scale for _, scale in every})
    kept = data.timeframe_scale or (used[0] if len(used) == 1 else "")
    if not [scale for scale in used if scale != kept]:
        return
    strangers = [one for one, scale in every if scale != kept] if kept else [one for one, _ in every]
    named: list[Code] = []
    for one in strangers:
        name = one.code if isinstance(one, HazardView) else one.sector_code
        if name not in named:
            named.append(name)
    yield _finding(
        "timeframe_scale",
        Severity.WARNING,
        Message(
            "Timeframes of more than one scale, or of another one than the plan keeps to ({scales}): "
            "{names}.",
            scales=[codes.code("timeframe_scales", scale) for scale in used],
            names=named,
        ),
        Message("Choose one scale for the whole plan, and its timeframes everywhere: {place}.",
                place=places.GLANCE),
    )  # fmt: skip


def _labels(gaps: Mapping[str, str], why: str) -> list[Message]:
    return [label for field, label in FIELDS.items() if gaps.get(field) == why]


def _of(one: HazardView, id: str, severity: Severity, message: Message, hint: Message) -> Finding:
    return Finding(f"risk.{id}", severity, (places.CHAPTER, one.code), message, hint)


def _finding(id: str, severity: Severity, message: Message, hint: Message) -> Finding:
    return Finding(f"risk.{id}", severity, (places.CHAPTER,), message, hint)
