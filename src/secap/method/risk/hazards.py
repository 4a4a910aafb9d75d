"""Hazards as the assessment sees them: their ranking, the risk matrix, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.messages import Code, Message
from secap.method.risk.score import (
    IMPACTS,
    PROBABILITIES,
    RISING,
    future_flag,
    gap,
    level,
    levels,
    rating,
    risk_score,
)

TABLE = "hazards"
# What the reporting template asks of each hazard (Reporting Guidelines 2016, unverified).
REQUIRED = ("probability", "impact", "change_intensity", "change_frequency", "timeframe")


@dataclass(frozen=True, slots=True)
class HazardView:
    """One hazard.

    hazard : code of `hazards`;  probability, impact, change_intensity, change_frequency, timeframe,
    confidence : codes of their tables, empty: not assessed;
    proposed_probability : what the climate series propose, beside what a person decided;
    events : number of past events of this hazard;  reference : the record behind it.
    """

    hazard: str
    probability: str = ""
    impact: str = ""
    change_intensity: str = ""
    change_frequency: str = ""
    timeframe: str = ""
    confidence: str = ""
    indicators: str = ""
    evidence: str = ""
    source: str = ""
    tolerated_reason: str = ""
    proposed_probability: str = ""
    events: int = 0
    uid: str = ""
    reference: object = None

    @property
    def score(self) -> int | None:
        """1-9, None where probability or impact is not assessed or not known."""
        return risk_score(self.probability, self.impact)

    @property
    def rating(self) -> str | None:
        """low, moderate or high, None without a score."""
        return rating(self.score)

    @property
    def future(self) -> str:
        """rising, falling, steady or unknown."""
        return future_flag(self.change_intensity, self.change_frequency)

    @property
    def gaps(self) -> dict[str, str]:
        """{field of `REQUIRED`: not_assessed or not_known}, without what is told."""
        found = {field: gap(getattr(self, field)) for field in REQUIRED}
        return {field: why for field, why in found.items() if why}

    @property
    def code(self) -> Code:
        """The hazard for a sentence."""
        return codes.code(TABLE, self.hazard)


@dataclass(frozen=True, slots=True)
class RankedHazard:
    """A hazard in its place.  rank : 1 is gravest, shared by those that nothing tells apart; None: a gap."""

    hazard: HazardView
    rank: int | None
    score: int | None
    rating: str | None
    future: str

    @property
    def is_gap(self) -> bool:
        return self.score is None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The risk matrix.

    cells : {(probability, impact): hazards}, every pair of scored levels, hazards in the order of their
    ranking;  gaps : hazards that stand in no cell, as one of the two is not assessed or not known.
    """

    cells: Mapping[tuple[str, str], tuple[HazardView, ...]]
    gaps: tuple[HazardView, ...]


def parent(hazard: str) -> str:
    """Return the group of a sub-hazard, an empty text for a group."""
    row = codes.table(TABLE).get(hazard)
    return str(row.parent) if row else ""


def is_kin(one: str, other: str) -> bool:
    """Return True where one hazard is the other, its group or one of its sub-hazards."""
    return one == other or parent(one) == other or one == parent(other)


def ranking(hazards: Iterable[HazardView]) -> list[RankedHazard]:
    """Return the hazards, the gravest first; those without a score stand last, as gaps without a rank.

    Highest score first; of equal scores the rising one, then the one of the worse impact, then by name.
    Hazards that only their names tell apart share a rank.

    Source: design; worked cases in tests/cases/risk.yaml
    """
    every = sorted(hazards, key=_name)
    scored = sorted((one for one in every if one.score is not None), key=_gravity)
    found: list[RankedHazard] = []
    for place, one in enumerate(scored, 1):
        before = found[-1] if found else None
        is_equal = before is not None and _gravity(before.hazard) == _gravity(one)
        found.append(_ranked(one, before.rank if before is not None and is_equal else place))
    return found + [_ranked(one, None) for one in every if one.score is None]


def matrix(hazards: Iterable[HazardView]) -> Matrix:
    """Return which hazards stand in which cell of probability x impact, the gaps apart.

    Source: design
    """
    order = ranking(hazards)
    cells: dict[tuple[str, str], list[HazardView]] = {
        (probability, impact): [] for probability in levels(PROBABILITIES) for impact in levels(IMPACTS)
    }
    for one in order:
        if not one.is_gap:
            cells[one.hazard.probability, one.hazard.impact].append(one.hazard)
    return Matrix(
        {cell: tuple(inside) for cell, inside in cells.items()},
        tuple(one.hazard for one in order if one.is_gap),
    )


def derivation(hazard: HazardView) -> Derivation | None:
    """Return how the score came about, None where there is none.

    Source: design
    """
    score = hazard.score
    if score is None:
        return None
    steps = (
        Step(
            Message("Probability: {level}", level=codes.code(PROBABILITIES, hazard.probability)),
            level(PROBABILITIES, hazard.probability),
            "",
            "P",
            hazard.source,
        ),
        Step(
            Message("Impact: {level}", level=codes.code(IMPACTS, hazard.impact)),
            level(IMPACTS, hazard.impact),
            "",
            "I",
            hazard.source,
        ),
    )
    title = Message("Risk score: {hazard}", hazard=hazard.code)
    return Derivation(title, "R = P x I", "design", steps, score, "", "assumed", hazard.code)


def _ranked(one: HazardView, rank: int | None) -> RankedHazard:
    return RankedHazard(one, rank, one.score, one.rating, one.future)


def _gravity(one: HazardView) -> tuple[int, bool, int]:
    """Less is graver."""
    return -(one.score or 0), one.future != RISING, -(level(IMPACTS, one.impact) or 0)


def _name(one: HazardView) -> tuple[str, str]:
    return one.code.english or one.hazard, one.uid
