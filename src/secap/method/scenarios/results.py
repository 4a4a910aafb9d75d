"""The results of a scenario by year: energy, emissions, renewable share, money, distance to the targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from secap.method.scenarios.costs import Costs, costs
from secap.method.scenarios.frame import ELECTRICITY, Array, Frame
from secap.method.scenarios.model import Pathway
from secap.method.scenarios.setup import Model
from secap.method.targets.path import milestone_path

SCOPES = (1, 2)


@dataclass(frozen=True, slots=True)
class Distance:
    """One target year.  distance_t : emissions above the goal (+) or below it (-)."""

    year: int
    goal_t: float
    total_t: float

    @property
    def distance_t(self) -> float:
        return self.total_t - self.goal_t

    @property
    def is_met(self) -> bool:
        return self.distance_t <= 1e-9 * max(abs(self.goal_t), 1.0)


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be emitted from the start to the last target on the straight line through the targets.

    path_t : {year: t};  budget_t : their sum;  emitted_t : what the scenario emits in the same years.
    """

    path_t: Mapping[int, float]
    emitted_t: float

    @property
    def budget_t(self) -> float:
        return sum(self.path_t.values())

    @property
    def left_t(self) -> float:
        """What is left, negative where more is emitted."""
        return self.budget_t - self.emitted_t


@dataclass(frozen=True, slots=True)
class Results:
    """One scenario, one draw.

    energy_mwh, energy_t : [year, sector, carrier];  non_energy_t : [year, source];
    sinks_t : [year], 0 or negative;  local_mwh : [year], electricity that actions make;
    renewable_share : [year], of final energy, 0-1, None where the start does not tell it, NaN in a year
    without energy;  scope : [carrier], 1 or 2;  costs : by year;
    distances : to the targets within the years;  targets_outside : target years the model does not cover;
    budget : None without a target after the start;
    jobs_fte : created by the actions carried out, None where none says;
    co_benefits : {code: number of actions}.
    """

    frame: Frame
    gas_unit: str
    energy_mwh: Array
    energy_t: Array
    non_energy_t: Array
    sinks_t: Array
    local_mwh: Array
    renewable_share: Array | None
    scope: Array
    costs: Costs
    distances: tuple[Distance, ...]
    targets_outside: tuple[int, ...]
    budget: Budget | None
    jobs_fte: float | None = None
    co_benefits: Mapping[str, int] = field(default_factory=dict)

    @property
    def total_t(self) -> Array:
        """Return the emissions of each year, sinks not deducted: [year].

        Source: com_technical_annex_2010
        """
        total: Array = self.energy_t.sum(axis=(1, 2)) + self.non_energy_t.sum(axis=1)
        return total

    @property
    def net_t(self) -> Array:
        """Return the emissions of each year less removals: [year]."""
        return self.total_t + self.sinks_t

    @property
    def cumulative_t(self) -> Array:
        """Return what has been emitted from the start year to each year, both included: [year].

        Source: design
        """
        return np.cumsum(self.total_t)

    @property
    def by_sector_t(self) -> Mapping[str, Array]:
        """Return {sector: [year]}: of energy, then of what is not energy's.

        A sector with both has the sum."""
        found = {code: self.energy_t[:, row].sum(axis=1) for row, code in enumerate(self.frame.sectors)}
        for row, code in enumerate(self.frame.sources):
            found[code] = found.get(code, 0.0) + self.non_energy_t[:, row]
        return found

    @property
    def by_carrier_t(self) -> Mapping[str, Array]:
        """Return {carrier: [year]}; emissions that are not energy's have no carrier."""
        return {code: self.energy_t[:, :, c].sum(axis=1) for c, code in enumerate(self.frame.carriers)}

    @property
    def by_scope_t(self) -> Mapping[int, Array]:
        """Return {1 | 2: [year]}; emissions that are not energy's are direct ones, scope 1.

        Source: gcom_crf_2018 (scopes); design (sources that are not energy's)
        """
        by_carrier = self.energy_t.sum(axis=1)
        found = {one: by_carrier[:, self.scope == one].sum(axis=1) for one in SCOPES}
        found[1] = found[1] + self.non_energy_t.sum(axis=1)
        return found

    @property
    def by_sector_mwh(self) -> Mapping[str, Array]:
        """Return {sector: [year]}."""
        return {code: self.energy_mwh[:, row].sum(axis=1) for row, code in enumerate(self.frame.sectors)}

    @property
    def by_carrier_mwh(self) -> Mapping[str, Array]:
        """Return {carrier: [year]}."""
        return {code: self.energy_mwh[:, :, c].sum(axis=1) for c, code in enumerate(self.frame.carriers)}

    def as_dict(self, lang: str = "en") -> dict[str, object]:
        """Return everything as JSON-ready lists by year, with the codes' names in `lang`."""
        from secap.method.scenarios.results_json import as_dict

        return as_dict(self, lang)


def results(
    model: Model,
    *,
    draw: int = 0,
    pathway: Pathway | None = None,
    rate: float,
    price_year: int,
    targets: Mapping[int, float] | None = None,
) -> Results:
    """Return the results of a scenario.

    Parameters: draw : place in the pathway;  pathway : computed already, over all years
        rate : discount rate a year, share, > -1;  price_year : of the money
        targets : {year: t that may be emitted, sinks not deducted}
    Raises: InvalidInput for a rate that is none
    Source: design; E = sum of MWh x EF from com_technical_annex_2010; worked case tests/cases/scenario.yaml
    """
    way = pathway or model.pathway()
    start, frame = model.start, model.frame
    energy = way.energy_mwh[draw]
    energy_t = _by_cell(energy, way.factor_t_per_mwh[draw], way.energy_t[draw])
    total_t = way.total_t[draw]
    distances, outside = [], []
    for year, goal in sorted((targets or {}).items()):
        if frame.years[0] <= year <= frame.years[-1]:
            distances.append(Distance(year, goal, float(total_t[frame.year(year)])))
        else:
            outside.append(year)
    return Results(
        frame,
        start.gas_unit,
        energy,
        energy_t,
        way.non_energy_t[draw],
        way.sinks_t[draw],
        way.local_mwh[draw],
        None if start.renewable is None else _renewable(frame, energy, start.renewable, way.local_mwh[draw]),
        start.scope if start.scope is not None else np.ones(len(frame.carriers)),
        costs(
            model.actions, model.on, model.ramps, frame.years, energy_mwh=energy.sum(axis=1),
            price_eur_per_mwh=model.paths.price_eur_per_mwh, rate=rate, price_year=price_year,
        ),
        tuple(distances),
        tuple(outside),
        _budget(frame, total_t, {one.year: one.goal_t for one in distances}),
        *_beside(model),
    )  # fmt: skip


def _beside(model: Model) -> tuple[float | None, Mapping[str, int]]:
    """Return jobs and co-benefits of the actions carried out, as they state them."""
    done = [one for place, one in enumerate(model.actions) if model.on[place] > 0]
    jobs = [one.jobs_fte for one in done if one.jobs_fte is not None]
    named = Counter(code for one in done for code in sorted(one.co_benefits))
    return (sum(jobs) if jobs else None), dict(named)


def _by_cell(energy_mwh: Array, factor: Array, sector_t: Array) -> Array:
    """Return [year, sector, carrier]. What cuts a sector's emissions as a whole cuts each carrier's alike."""
    cells = energy_mwh * factor[:, None, :]
    whole = cells.sum(axis=2)
    with np.errstate(divide="ignore", invalid="ignore"):
        keep = np.where(whole != 0, sector_t / whole, 1.0)
    return np.asarray(cells * keep[:, :, None])


def _renewable(frame: Frame, energy_mwh: Array, renewable: Array, local_mwh: Array) -> Array:
    """Return [year]: the renewable share of final energy.

    s = (sum over c of E_c r_c + L (1 - r_el)) / E with L the electricity made here, at most what is used.

    Source: design
    """
    by_carrier = energy_mwh.sum(axis=1)
    clean = by_carrier @ renewable
    if ELECTRICITY in frame.carriers:
        column = frame.carriers.index(ELECTRICITY)
        clean = clean + np.minimum(local_mwh, by_carrier[:, column]) * (1.0 - renewable[column])
    whole = by_carrier.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(whole > 0, clean / whole, np.nan))


def _budget(frame: Frame, total_t: Array, goals: Mapping[int, float]) -> Budget | None:
    if not any(year > frame.years[0] for year in goals):
        return None
    path = milestone_path(frame.years[0], float(total_t[0]), goals)
    return Budget(path, float(total_t[: len(path)].sum()))
