"""Which high risks are met by an action, which are accepted with a reason, and which are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.basis.messages import Code
from secap.method.risk.hazards import HazardView, is_kin, ranking
from secap.method.risk.score import HIGH
from secap.method.risk.sectors import SectorView, heat_table

MET, ACCEPTED, OPEN = "met", "accepted", "open"


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action as the risks see it.

    number : the identifier people know it by;  hazards : codes of `hazards` that it addresses;
    sectors : codes of `adaptation_sectors`, empty: it names none;
    is_active : neither cancelled nor superseded;  reference : the record behind it.
    """

    uid: str
    number: str = ""
    title: str = ""
    hazards: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()
    is_active: bool = True
    reference: object = None


@dataclass(frozen=True, slots=True)
class HighRisk:
    """A high risk of a hazard, or of a hazard in a sector.

    risk : hazard or impact behind it;  sector : empty for the hazard itself;  score : 6-9;
    met_by : actions;  tolerated_reason : why it is accepted;  state : met, accepted or open.
    """

    risk: HazardView | SectorView
    hazard: str
    sector: str
    score: int
    rating: str
    met_by: tuple[ActionView, ...]
    tolerated_reason: str
    state: str

    @property
    def codes(self) -> tuple[Code, ...]:
        """Hazard, and sector where there is one, for a sentence."""
        if isinstance(self.risk, SectorView):
            return self.risk.hazard_code, self.risk.sector_code
        return (self.risk.code,)


def actions_for(actions: Iterable[ActionView], hazard: str, sector: str = "") -> tuple[ActionView, ...]:
    """Return the actions that meet a hazard, or a hazard in a sector.

    An active action meets a hazard when it addresses the hazard, its group or one of its sub-hazards. In a
    sector it must also work in that sector, unless it names none.

    Source: design
    """
    return tuple(
        one
        for one in actions
        if one.is_active
        and any(is_kin(addressed, hazard) for addressed in one.hazards)
        and (not sector or not one.sectors or sector in one.sectors)
    )


def high_risks(
    hazards: Iterable[HazardView], impacts: Iterable[SectorView], actions: Iterable[ActionView]
) -> list[HighRisk]:
    """Return every risk rated high with its state: hazards in their ranking, then sectors, gravest first.

    An action goes before an accepted reason: a risk that has both is met.

    Source: design
    """
    found = []
    every = list(actions)
    for ranked in ranking(hazards):
        if ranked.rating == HIGH:
            found.append(_high(ranked.hazard, ranked.hazard.hazard, "", every))
    for one in heat_table(impacts).cells.values():
        if one.rating == HIGH:
            found.append(_high(one, one.hazard, one.sector, every))
    return found


def _high(risk: HazardView | SectorView, hazard: str, sector: str, actions: list[ActionView]) -> HighRisk:
    met_by = actions_for(actions, hazard, sector)
    reason = risk.tolerated_reason.strip()
    state = MET if met_by else ACCEPTED if reason else OPEN
    return HighRisk(risk, hazard, sector, risk.score or 0, HIGH, met_by, reason, state)
