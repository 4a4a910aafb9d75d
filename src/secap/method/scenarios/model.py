"""The yearly model: from the start year's energy to energy and emissions of every year, draw by draw.

    E[d,y,s,c] = E_0[s,c] activity[y,s] intensity[y,s] mix[y,s,c], then the actions in their order
    T[d,y,s]   = sum over c of E[d,y,s,c] EF[d,y,c], and the sources that are not energy's

Inside, a cell's years lie together: an action touches a few cells, each in one stretch of memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from secap.method.scenarios import levers as kinds
from secap.method.scenarios.frame import ELECTRICITY, HEAT, Array, Start
from secap.method.scenarios.levers import Lever
from secap.method.scenarios.paths import Paths


@dataclass(frozen=True, slots=True)
class Draws:
    """What differs between draws; None: as the start and the paths say. All are multipliers but `on`.

    on : [draw, action], 1 where an action is carried out, 0 where not, between: a part of it;
    effect : [draw, action];  energy : [draw, sector, carrier];  factor : [draw, carrier];
    activity, intensity : [draw, sector], on the growth since the start year;
    factor_path : [draw, carrier], on the change since the start year.
    """

    on: Array | None = None
    effect: Array | None = None
    energy: Array | None = None
    factor: Array | None = None
    activity: Array | None = None
    intensity: Array | None = None
    factor_path: Array | None = None

    @property
    def count(self) -> int:
        given = [one for one in (self.on, self.effect, self.energy, self.factor, self.activity,
                                 self.intensity, self.factor_path) if one is not None]  # fmt: skip
        return max((len(one) for one in given), default=1)


@dataclass(frozen=True, slots=True)
class Pathway:
    """The years of a scenario.

    energy_mwh : [draw, year, sector, carrier];  factor_t_per_mwh : [draw, year, carrier], after actions;
    energy_t : [draw, year, sector];  non_energy_t : [draw, year, source];
    sinks_t : [draw, year], 0 or negative;
    local_mwh : [draw, year], electricity that actions make in the territory.
    """

    energy_mwh: Array
    factor_t_per_mwh: Array
    energy_t: Array
    non_energy_t: Array
    sinks_t: Array
    local_mwh: Array

    @property
    def total_t(self) -> Array:
        """Return the emissions of each year, sinks not deducted: [draw, year].

        Source: com_technical_annex_2010
        """
        total: Array = self.energy_t.sum(axis=2) + self.non_energy_t.sum(axis=2)
        return total


def run(
    start: Start,
    paths: Paths,
    levers: Sequence[Lever],
    ramps: Array,
    draws: Draws | None = None,
    *,
    years: slice | None = None,
) -> Pathway:
    """Return energy and emissions of each year.

    levers : of all actions;  ramps : [action, year], share of the full effect (0-1) in each year;
    years : only these places of the years.
    Never below zero: a share takes from what is there, and local electricity replaces no more than is used.
    Source: design; E = sum of MWh x EF from com_technical_annex_2010
    """
    draws = draws or Draws()
    years = years or slice(None)
    ramp = ramps[:, years]
    # [action, draw, year]: how far each action is in each draw
    reach = np.broadcast_to(ramp[:, None, :], (len(ramp), draws.count, ramp.shape[1]))
    for scale in (draws.on, draws.effect):
        if scale is not None:
            reach = reach * scale.T[:, :, None]
    energy = _energy(start, paths, draws, years)
    factor = _factors(start, paths, draws, years)
    other = _other(start, paths, draws.count, years)
    cut: dict[int, Array] = {}
    local = np.zeros(energy.shape[2:])
    sinks = np.broadcast_to(start.sinks_t * paths.sinks[years], local.shape).copy()
    columns = {code: place for place, code in enumerate(start.frame.carriers)}
    for lever in sorted(levers, key=lambda one: one.kind):
        share = reach[lever.action]
        if lever.kind == kinds.SAVING:
            keep = 1.0 - np.minimum(lever.share * share, 1.0)
            for row, column in lever.cells:
                energy[row, column] *= keep
        elif lever.kind == kinds.SWITCH:
            for row, column in lever.cells:
                moved = energy[row, column] * np.minimum(lever.share * share, 1.0)
                energy[row, column] -= moved
                for to, per_mwh in lever.targets:
                    energy[row, to] += moved * per_mwh
        elif lever.kind == kinds.SUPPLY:
            local += lever.mwh * share
        elif lever.kind == kinds.HEAT_SUPPLY:
            factor[columns[HEAT]] *= 1.0 - np.minimum(lever.share * share, 1.0)
        elif lever.kind == kinds.SOURCE:
            keep = 1.0 - np.minimum(lever.share * share, 1.0)
            for row, column in lever.cells:
                if column >= 0:
                    other[row] *= keep
                else:
                    cut[row] = cut[row] * keep if row in cut else keep
        else:
            sinks -= lever.t * share
    if (electricity := columns.get(ELECTRICITY)) is not None and np.any(local):
        used = energy[:, electricity].sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            left = np.where(used > 0, np.maximum(1.0 - local / used, 0.0), 1.0)
        factor[electricity] *= left
    energy_t = np.einsum("scdy,cdy->sdy", energy, factor, optimize=False)
    for row, keep in cut.items():
        energy_t[row] *= keep
    return Pathway(
        energy.transpose(2, 3, 0, 1),
        factor.transpose(1, 2, 0),
        energy_t.transpose(1, 2, 0),
        other.transpose(1, 2, 0),
        sinks,
        local,
    )


def _energy(start: Start, paths: Paths, draws: Draws, years: slice) -> Array:
    """Return [sector, carrier, draw, year] before any action."""
    activity, intensity = paths.activity[years].T[:, None, :], paths.intensity[years].T[:, None, :]
    if draws.activity is not None:
        activity = 1.0 + (activity - 1.0) * draws.activity.T[:, :, None]
    if draws.intensity is not None:
        intensity = 1.0 + (intensity - 1.0) * draws.intensity.T[:, :, None]
    level = np.maximum(activity * intensity, 0.0)  # [sector, draw, year]
    base = start.mwh if draws.energy is None else None
    mix = paths.mix[years]
    if np.all(mix == 1.0):
        spread: Array = start.mwh[:, :, None]
    else:
        weighted = start.mwh[None] * mix  # [year, sector, carrier]
        whole, held = start.mwh.sum(axis=1), weighted.sum(axis=2)
        with np.errstate(divide="ignore", invalid="ignore"):
            back = np.where(held > 0, whole[None] / held, 0.0)
        spread = (weighted * back[:, :, None]).transpose(1, 2, 0)  # [sector, carrier, year]
    if base is not None:
        energy = spread[:, :, None, :] * level[:, None, :, :]
    else:
        assert draws.energy is not None
        scale = draws.energy.transpose(1, 2, 0)[:, :, :, None]
        energy = spread[:, :, None, :] * scale * level[:, None, :, :]
    wanted = (*start.mwh.shape, draws.count, paths.activity[years].shape[0])
    return energy if energy.shape == wanted else np.broadcast_to(energy, wanted).copy()


def _factors(start: Start, paths: Paths, draws: Draws, years: slice) -> Array:
    """Return [carrier, draw, year] before local actions."""
    path = paths.factor_t_per_mwh[years].T[:, None, :]
    if draws.factor_path is not None:
        first = start.factor_t_per_mwh[:, None, None]
        path = np.maximum(first + (path - first) * draws.factor_path.T[:, :, None], 0.0)
    if draws.factor is not None:
        path = path * draws.factor.T[:, :, None]
    wanted = (path.shape[0], draws.count, path.shape[2])
    return np.broadcast_to(path, wanted).copy()


def _other(start: Start, paths: Paths, count: int, years: slice) -> Array:
    """Return [source, draw, year] before any action."""
    path = (start.non_energy_t[None] * paths.non_energy[years]).T[:, None, :]
    return np.broadcast_to(path, (path.shape[0], count, path.shape[2])).copy()
