"""What the hazards do to the sectors: ranking of sectors, and the heat table of sectors and hazards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.messages import Code
from secap.method.risk.score import gap, rating, sector_score

TABLE = "adaptation_sectors"
REQUIRED = ("likelihood", "impact", "timeframe")


@dataclass(frozen=True, slots=True)
class SectorView:
    """The impact of one hazard on one sector.

    sector : code of `adaptation_sectors`;  hazard : code of `hazards`;  likelihood, impact, vulnerability,
    timeframe : codes of their tables, empty: not assessed;  people : affected, None: unknown;
    domains : codes of `impact_domains`;  groups : codes of `vulnerable_groups`;
    reference : the record behind it.
    """

    sector: str
    hazard: str
    likelihood: str = ""
    impact: str = ""
    vulnerability: str = ""
    timeframe: str = ""
    people: int | None = None
    domains: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    description: str = ""
    indicator: str = ""
    source: str = ""
    tolerated_reason: str = ""
    uid: str = ""
    reference: object = None

    @property
    def score(self) -> int | None:
        """1-9, None where likelihood or level of the impact is not assessed or not known."""
        return sector_score(self.likelihood, self.impact)

    @property
    def rating(self) -> str | None:
        return rating(self.score)

    @property
    def gaps(self) -> dict[str, str]:
        """{field of `REQUIRED`: not_assessed or not_known}, without what is told."""
        found = {field: gap(getattr(self, field)) for field in REQUIRED}
        return {field: why for field, why in found.items() if why}

    @property
    def sector_code(self) -> Code:
        return codes.code(TABLE, self.sector)

    @property
    def hazard_code(self) -> Code:
        return codes.code("hazards", self.hazard)


@dataclass(frozen=True, slots=True)
class RankedSector:
    """A sector in its place.

    rank : 1 is hit hardest, None where no impact on it is scored;
    highest, total : largest and sum of the scores, None without any;
    impacts : scored, the gravest first;  unknown : impacts without a score.
    """

    sector: str
    rank: int | None
    highest: int | None
    total: int | None
    rating: str | None
    impacts: tuple[SectorView, ...]
    unknown: tuple[SectorView, ...]

    @property
    def is_gap(self) -> bool:
        return self.rank is None


@dataclass(frozen=True, slots=True)
class HeatTable:
    """Sectors by hazards.

    sectors : in the order of their ranking, those without a score last;
    hazards : by their highest score, then by name, those without a score last;
    cells : {(sector, hazard): impact}, the gravest where several were entered; unscored ones too, whose
    score is None: a cell to be drawn as a gap, not as 0;
    unknown : impacts without a score.
    """

    sectors: tuple[str, ...]
    hazards: tuple[str, ...]
    cells: Mapping[tuple[str, str], SectorView]
    unknown: tuple[SectorView, ...]


def sector_ranking(impacts: Iterable[SectorView]) -> list[RankedSector]:
    """Return the sectors, the one that is hit hardest first; those without any score stand last, unranked.

    By the highest likelihood x impact, then by the sum of all, then by name; sectors that only their names
    tell apart share a rank.

    Source: design; worked cases in tests/cases/risk.yaml
    """
    by_sector: dict[str, list[SectorView]] = {}
    for one in impacts:
        by_sector.setdefault(one.sector, []).append(one)
    summed = sorted((_summed(sector, found) for sector, found in by_sector.items()), key=_order)
    ranked: list[RankedSector] = []
    for place, row in enumerate(summed, 1):
        before = ranked[-1] if ranked else None
        is_equal = before is not None and (before.highest, before.total) == (row.highest, row.total)
        rank = before.rank if before is not None and is_equal else place
        ranked.append(_placed(row, None if row.highest is None else rank))
    return ranked


def heat_table(impacts: Iterable[SectorView]) -> HeatTable:
    """Return the table of sectors by hazards with the score of each impact.

    Source: design
    """
    every = sorted(impacts, key=_gravity)
    cells: dict[tuple[str, str], SectorView] = {}
    highest: dict[str, int] = {}
    for one in every:
        cells.setdefault((one.sector, one.hazard), one)
        highest[one.hazard] = max(highest.get(one.hazard, 0), one.score or 0)
    hazards = sorted(highest, key=lambda code: (-highest[code], _english("hazards", code)))
    return HeatTable(
        tuple(row.sector for row in sector_ranking(every)),
        tuple(hazards),
        cells,
        tuple(one for one in every if one.score is None),
    )


def _summed(sector: str, impacts: list[SectorView]) -> RankedSector:
    every = sorted(impacts, key=_gravity)
    scores = [one.score for one in every if one.score is not None]
    highest = max(scores, default=None)
    return RankedSector(
        sector,
        None,
        highest,
        sum(scores) if scores else None,
        rating(highest),
        tuple(one for one in every if one.score is not None),
        tuple(one for one in every if one.score is None),
    )


def _placed(row: RankedSector, rank: int | None) -> RankedSector:
    return RankedSector(row.sector, rank, row.highest, row.total, row.rating, row.impacts, row.unknown)


def _order(row: RankedSector) -> tuple[int, int, str]:
    return -(row.highest or 0), -(row.total or 0), _english(TABLE, row.sector)


def _gravity(one: SectorView) -> tuple[int, str, str, str]:
    return -(one.score or 0), _english(TABLE, one.sector), _english("hazards", one.hazard), one.uid


def _english(table: str, code: str) -> str:
    return codes.code(table, code).english or code
