"""The records of risk and vulnerability, and the actions, as the book's risk chapter sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secap.desk.actions.portfolio import INACTIVE
from secap.desk.risk import models
from secap.method.basis import codes
from secap.method.risk import chains, hazards, met, scoreboard, sectors
from secap.method.risk.checks import CapacityView, EventView, GroupView, VulnerabilityView
from secap.method.risk.vulnerability import IndicatorView


def action_view(record: Any) -> met.ActionView:
    return met.ActionView(
        uid=record.uid,
        number=record.number,
        title=record.title,
        hazards=frozenset(record.hazards.split()),
        sectors=frozenset(record.adaptation_sectors.split()),
        is_active=record.status not in INACTIVE,
        reference=record,
    )


def hazard_view(record: models.Hazard, events: int) -> hazards.HazardView:
    return hazards.HazardView(
        hazard=record.hazard,
        probability=record.probability,
        impact=record.impact,
        change_intensity=record.change_intensity,
        change_frequency=record.change_frequency,
        timeframe=record.timeframe,
        confidence=record.confidence,
        indicators=record.indicators,
        evidence=record.evidence,
        source=record.source,
        tolerated_reason=record.tolerated_reason,
        proposed_probability=_proposed(record.proposed),
        events=events,
        uid=record.uid,
        reference=record,
    )


def _proposed(told: Any) -> str:
    """Return the proposed probability where there is a known one: nothing validates what stands in there."""
    code = told.get("probability") if isinstance(told, dict) else None
    return code if isinstance(code, str) and code in codes.table("hazard_probabilities") else ""


def impact_view(record: models.SectorImpact) -> sectors.SectorView:
    return sectors.SectorView(
        sector=record.sector,
        hazard=record.hazard,
        likelihood=record.likelihood,
        impact=record.impact,
        vulnerability=record.vulnerability,
        timeframe=record.timeframe,
        people=record.people,
        domains=frozenset(record.domains.split()),
        groups=frozenset(record.groups.split()),
        description=record.description,
        indicator=record.indicator,
        source=record.source,
        tolerated_reason=record.tolerated_reason,
        uid=record.uid,
        reference=record,
    )


def chain_view(record: models.ImpactChain) -> chains.Chain:
    return chains.Chain(
        hazard=record.hazard,
        exposure=record.exposure,
        vulnerability=record.vulnerability,
        impact=record.impact,
        sector=record.sector,
        groups=frozenset(record.groups.split()),
        uid=record.uid,
        reference=record,
    )


def indicator_view(record: models.VulnerabilityIndicator, values: Mapping[str, float]) -> IndicatorView:
    return IndicatorView(
        uid=record.uid,
        title=record.title,
        values=values,
        direction=record.direction,
        weight=record.weight,
        kind=record.kind,
        unit=record.unit,
        is_qualitative=record.is_qualitative,
        low_reference=record.low_reference,
        high_reference=record.high_reference,
        year=record.year,
        source=record.source,
        reference=record,
    )


def rating_view(record: models.ScoreboardRating) -> scoreboard.Rating:
    return scoreboard.Rating(
        item=record.item,
        date=record.date,
        grade=record.grade,
        comment=record.comment,
        rated_by=record.rated_by,
        uid=record.uid,
        reference=record,
    )


def event_view(record: models.PastEvent) -> EventView:
    return EventView(record.title, record.hazard, record.source, record.date, record.uid)


def vulnerability_view(record: models.Vulnerability) -> VulnerabilityView:
    return VulnerabilityView(record.title, record.kind, record.level, record.source, record.uid)


def group_view(record: models.VulnerableGroup) -> GroupView:
    return GroupView(record.group, record.source, record.uid)


def capacity_view(record: models.AdaptiveCapacity) -> CapacityView:
    return CapacityView(
        record.factor, record.sector, record.level, record.direction, record.source, record.uid
    )
