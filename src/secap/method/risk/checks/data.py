"""What the checks of the assessment look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from secap.method.risk.chains import Chain
from secap.method.risk.hazards import HazardView
from secap.method.risk.met import ActionView, HighRisk, high_risks
from secap.method.risk.scoreboard import Rating
from secap.method.risk.sectors import SectorView
from secap.method.risk.vulnerability import DistrictView, IndicatorView, Vulnerability, vulnerability


@dataclass(frozen=True, slots=True)
class EventView:
    """A past event.  hazard : code of `hazards`."""

    title: str
    hazard: str = ""
    source: str = ""
    date: date | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class VulnerabilityView:
    """A reason why hazards harm the town.  kind : code of `vulnerability_types`;  level : of `rva_levels`."""

    title: str
    kind: str = ""
    level: str = ""
    source: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """People whom hazards hit harder.  group : code of `vulnerable_groups`."""

    group: str
    source: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class CapacityView:
    """Capacity to adapt.  factor : code of `adaptive_capacity_factors`;  level : of `rva_levels`;
    direction : of `capacity_directions`."""

    factor: str
    sector: str = ""
    level: str = ""
    direction: str = ""
    source: str = ""
    uid: str = ""


@dataclass(frozen=True)
class RiskData:
    """The assessment as the checks see it.

    today : tells how old the scoreboard is;
    timeframe_scale : code of `timeframe_scales` that the plan keeps to, empty: it says none;
    actions : all, those that no longer count too.
    """

    today: date
    hazards: Sequence[HazardView] = ()
    impacts: Sequence[SectorView] = ()
    events: Sequence[EventView] = ()
    chains: Sequence[Chain] = ()
    vulnerabilities: Sequence[VulnerabilityView] = ()
    groups: Sequence[GroupView] = ()
    capacities: Sequence[CapacityView] = ()
    indicators: Sequence[IndicatorView] = ()
    districts: Sequence[DistrictView] = ()
    ratings: Sequence[Rating] = ()
    actions: Sequence[ActionView] = ()
    timeframe_scale: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing of the assessment is there; the scoreboard is apart."""
        return not (
            self.hazards
            or self.impacts
            or self.events
            or self.chains
            or self.vulnerabilities
            or self.groups
            or self.capacities
            or self.indicators
        )

    @cached_property
    def high_risks(self) -> list[HighRisk]:
        return high_risks(self.hazards, self.impacts, self.actions)

    @cached_property
    def vulnerability(self) -> Vulnerability:
        return vulnerability(self.indicators, self.districts)
