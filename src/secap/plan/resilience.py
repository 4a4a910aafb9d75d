"""Where risk and actions meet: hazards ranked, what meets the high ones, sectors, chains, vulnerability.

The only place that knows both chapters. Records become the book's views; pages and documents read the result.
Nothing is computed here that the book could compute.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from secap.desk.risk import models
from secap.method.basis.findings import Finding
from secap.method.risk.chains import linked
from secap.method.risk.checks import RiskData, check_risk
from secap.method.risk.hazards import HazardView, Matrix, RankedHazard, matrix, ranking
from secap.method.risk.met import OPEN, ActionView, HighRisk, actions_for
from secap.method.risk.score import HIGH
from secap.method.risk.scoreboard import Rating, Round, course
from secap.method.risk.sectors import HeatTable, RankedSector, SectorView, heat_table, sector_ranking
from secap.method.risk.sensitivity import Sensitivity, sensitivity
from secap.method.risk.vulnerability import TOWN, DistrictView, IndicatorView, Vulnerability
from secap.plan.risk_views import (
    action_view,
    capacity_view,
    chain_view,
    event_view,
    group_view,
    hazard_view,
    impact_view,
    indicator_view,
    rating_view,
    vulnerability_view,
)

if TYPE_CHECKING:
    from secap.plan.plan import Plan

SEED = 1  # of the draws of weights: the same plan always shows the same numbers


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A hazard, or a hazard in a sector, in its place.

    record, view : as recorded, and as the book sees it;  rank, score, rating : None for a gap;
    flag : rising | falling | steady | unknown, of a hazard;  gaps : {field: not_assessed | not_known};
    state : of a high risk met | accepted | open, else empty;  actions : records of those that address it.
    """

    record: models.Hazard | models.SectorImpact
    view: HazardView | SectorView
    rank: int | None
    score: int | None
    rating: str | None
    flag: str
    gaps: Mapping[str, str]
    state: str
    actions: tuple[Any, ...]

    @property
    def is_high(self) -> bool:
        return self.rating == HIGH


@dataclass(frozen=True, slots=True)
class ChainLine:
    """An impact chain with the records of the actions that break it, and the links that are missing."""

    record: models.ImpactChain
    actions: tuple[Any, ...]
    missing: tuple[str, ...]


class Resilience:
    """What the book makes of a plan's risk records. Computed when asked for, once."""

    def __init__(self, plan: Plan, *, seed: int = SEED) -> None:
        self.plan = plan
        self.seed = seed

    @property
    def frame(self) -> models.RiskAssessment:
        """How and when it was assessed; the usual settings where that is not written yet."""
        found = self.plan.risk_assessments
        return found[0] if found else models.RiskAssessment(municipality=self.plan.municipality)

    @cached_property
    def data(self) -> RiskData:
        """The whole assessment as the book's checks see it."""
        plan = self.plan
        return RiskData(
            today=plan.today,
            hazards=self.hazards,
            impacts=self.impacts,
            events=[event_view(record) for record in plan.past_events],
            chains=[chain_view(record) for record in plan.impact_chains],
            vulnerabilities=[vulnerability_view(record) for record in plan.vulnerabilities],
            groups=[group_view(record) for record in plan.vulnerable_groups],
            capacities=[capacity_view(record) for record in plan.adaptive_capacity],
            indicators=self.indicators,
            districts=self.districts,
            ratings=self.ratings,
            actions=self.actions,
            timeframe_scale=self.frame.timeframe_scale if plan.risk_assessments else "",
        )

    @cached_property
    def actions(self) -> list[ActionView]:
        """The actions as the risks see them."""
        return [action_view(item.action) for item in self.plan.actions]

    @cached_property
    def hazards(self) -> list[HazardView]:
        """The hazards as the book sees them, in the order of the plan."""
        events = [event.hazard for event in self.plan.past_events]
        return [hazard_view(record, events.count(record.hazard)) for record in self.plan.hazards]

    @cached_property
    def impacts(self) -> list[SectorView]:
        """The impacts on sectors as the book sees them."""
        return [impact_view(record) for record in self.plan.sector_impacts]

    @cached_property
    def ranking(self) -> list[RankedHazard]:
        """All hazards as the book ranks them: the gravest first; gaps last, without a rank."""
        return ranking(self.hazards)

    @cached_property
    def all_lines(self) -> list[RiskLine]:
        """The ranking with the records behind it."""
        return [
            RiskLine(
                record=one.hazard.reference,  # type: ignore[arg-type]
                view=one.hazard,
                rank=one.rank,
                score=one.score,
                rating=one.rating,
                flag=one.future,
                gaps=one.hazard.gaps,
                state=self._states.get((one.hazard.hazard, ""), ""),
                actions=self._meeting(one.hazard.hazard),
            )
            for one in self.ranking
        ]

    @property
    def lines(self) -> list[RiskLine]:
        """The rated hazards, the gravest first."""
        return [line for line in self.all_lines if line.score is not None]

    @property
    def gaps(self) -> list[RiskLine]:
        """The hazards without a score: not assessed or not known, never 0."""
        return [line for line in self.all_lines if line.score is None]

    @cached_property
    def matrix(self) -> Matrix:
        return matrix(self.hazards)

    @cached_property
    def impact_lines(self) -> dict[str, RiskLine]:
        """{uid of an impact: its line}, the gravest first."""
        return {one.uid: self._impact_line(one) for one in _gravest_first(self.impacts)}

    def _impact_line(self, one: SectorView) -> RiskLine:
        return RiskLine(
            record=one.reference,  # type: ignore[arg-type]
            view=one,
            rank=None,
            score=one.score,
            rating=one.rating,
            flag="",
            gaps=one.gaps,
            state=self._states.get((one.hazard, one.sector), ""),
            actions=self._meeting(one.hazard, one.sector),
        )

    @cached_property
    def sectors(self) -> list[RankedSector]:
        """The sectors, the one hit hardest first."""
        return sector_ranking(self.impacts)

    @cached_property
    def heat(self) -> HeatTable:
        return heat_table(self.impacts)

    @cached_property
    def high_risks(self) -> list[HighRisk]:
        """Every high risk with its state: hazards first, then hazards in sectors."""
        return self.data.high_risks

    @property
    def open(self) -> list[HighRisk]:
        """High risks that no action meets and nobody has accepted with a reason."""
        return [one for one in self.high_risks if one.state == OPEN]

    @cached_property
    def chains(self) -> list[ChainLine]:
        """The impact chains in the order of the plan."""
        return [
            ChainLine(
                one.chain.reference,  # type: ignore[arg-type]
                tuple(action.reference for action in one.actions),
                one.missing,
            )
            for one in linked(self.data.chains, self.actions)
        ]

    @cached_property
    def districts(self) -> list[DistrictView]:
        return [DistrictView(one.uid, one.name, one) for one in self.plan.districts]

    @cached_property
    def indicators(self) -> list[IndicatorView]:
        """The vulnerability indicators with their values by district."""
        values: dict[str, dict[str, float]] = {}
        for one in self.plan.indicator_values:
            if one.indicator is not None:
                district = one.district.uid if one.district is not None else TOWN
                values.setdefault(one.indicator.uid, {})[district] = one.value
        return [
            indicator_view(record, values.get(record.uid, {}))
            for record in self.plan.vulnerability_indicators
        ]

    @cached_property
    def vulnerability(self) -> Vulnerability:
        """The vulnerability scores of districts and town."""
        return self.data.vulnerability

    @cached_property
    def sensitivity(self) -> Sensitivity | None:
        """How far the ranking of the districts depends on the weights; None without anything to rank."""
        return sensitivity(self.vulnerability, np.random.default_rng(self.seed))

    @cached_property
    def scoreboard(self) -> list[Round]:
        """The adaptation scoreboard of every day on which something was rated, the earliest first."""
        return course(self.ratings)

    @cached_property
    def ratings(self) -> list[Rating]:
        return [rating_view(record) for record in self.plan.scoreboard]

    @cached_property
    def findings(self) -> list[Finding]:
        """What the book's checks find, the gravest first."""
        return check_risk(self.data)

    @cached_property
    def _states(self) -> dict[tuple[str, str], str]:
        return {(one.hazard, one.sector): one.state for one in self.high_risks}

    def _meeting(self, hazard: str, sector: str = "") -> tuple[Any, ...]:
        return tuple(one.reference for one in actions_for(self.actions, hazard, sector))


def resilience_of(plan: Plan, *, seed: int = SEED) -> Resilience:
    """Return what the book makes of a plan's risk and vulnerability.

    seed : of the draws by which the ranking of districts is tried under other weights
    """
    return Resilience(plan, seed=seed)


def _gravest_first(impacts: list[SectorView]) -> list[SectorView]:
    return sorted(impacts, key=lambda one: -(one.score or 0))
