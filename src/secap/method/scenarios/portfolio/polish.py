"""Small steps on a selection, each checked in the full model: reach the target, then get cheaper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from secap.method.scenarios.frame import Array
from secap.method.scenarios.portfolio.cuts import Linear
from secap.method.scenarios.portfolio.rows import Grid

TOLERANCE = 1e-9  # of the emissions: what counts as meeting a target
MOST_STEPS = 1000
MOST_EXCHANGES = 4_000  # pairs that a pass looks at; the most saving first
AT_ONCE = 1_000
TRIES = 12  # of steps that the central model allows, checked with confidence


@dataclass
class Search:
    """Steps within the limits.

    costs : [column];  targets : {year: most t};  goal_year : whose t are minimised, None: the cost is.
    """

    linear: Linear
    grid: Grid
    costs: Array
    targets: Mapping[int, float]

    def __post_init__(self) -> None:
        self.place = self.linear.place
        self.free = len(self.costs)
        self.scale = {year: max(abs(most), 1.0) * TOLERANCE for year, most in self.targets.items()}

    def cost(self, selection: Array) -> float:
        """Return the cost of a selection."""
        return float(self.costs[selection[selection >= 0]].sum())

    def t(self, year: int, selection: Array) -> float:
        """Return t of the year that are held against the target."""
        return float(self.linear.judge.t(year, self.linear.reach_of(year, selection)[None])[0])

    def real(self, selection: Array) -> dict[int, float]:
        """Return {year: t} of all years that matter."""
        return {year: self.t(year, selection) for year in self.linear.problem.years}

    def is_met(self, real: Mapping[int, float]) -> bool:
        """Whether all targets are met."""
        return all(real[year] <= most + self.scale[year] for year, most in self.targets.items())

    def allows(self, selection: Array) -> bool:
        """Whether the limits hold."""
        return bool(self.grid.allows(self.grid.activity(selection)))

    def _single(self, selection: Array) -> tuple[Array, Array]:
        """Return (option, new column or -1) of every single change that the limits allow."""
        columns = np.flatnonzero(selection[self.place] != np.arange(self.free))
        drops = np.flatnonzero(selection >= 0)
        option = np.concatenate([self.place[columns], drops])
        new = np.concatenate([columns, np.full(len(drops), -1)])
        change = self.grid.matrix[:, new] - self.grid.matrix[:, selection[option]]
        kept = self.grid.allows(self.grid.activity(selection)[:, None] + change)
        return option[kept], new[kept]

    def _priced(self, selection: Array, option: Any, new: Any) -> Array:
        wide = np.append(self.costs, 0.0)
        more: Array = wide[new] - wide[selection[option]]
        return more

    def _central(self, year: int, selection: Array, options: Array, news: Array) -> Array:
        """Return t of the central model after changes.  options, news : [change, 1 or 2]."""
        base = self.linear.reach_of(year, selection)
        reach = np.append(self.linear.reach[year], 0.0)
        rows = np.repeat(base[None], len(options), axis=0)
        for at in range(options.shape[1]):
            rows[np.arange(len(options)), options[:, at]] = reach[news[:, at]]
        return self.linear.judge.central(year, rows)

    def _margin(self, year: int, selection: Array, real: Mapping[int, float]) -> float:
        """How much above the central model the t with confidence are."""
        if self.linear.judge.confident is None:
            return 0.0
        return real[year] - float(
            self.linear.judge.central(year, self.linear.reach_of(year, selection)[None])[0]
        )

    def repaired(self, selection: Array) -> Array | None:
        """Return the selection with steps added until all targets are met; None where none helps any more."""
        selection, real = selection.copy(), self.real(selection)
        for _step in range(MOST_STEPS):
            if self.is_met(real):
                return selection
            option, new = self._single(selection)
            if not len(option):
                return None
            gain, all_met = np.zeros(len(option)), np.ones(len(option), dtype=bool)
            for year, most in self.targets.items():
                after = self._central(year, selection, option[:, None], new[:, None])
                after = after + self._margin(year, selection, real)
                # What goes beyond the target is worth nothing.
                gain += max(real[year] - most, 0.0) - np.maximum(after - most, 0.0)
                all_met &= after <= most + self.scale[year]
            more = self._priced(selection, option, new)
            useful = gain > 1e-9
            if not useful.any():
                return None
            worth = np.where(useful, gain / np.maximum(more, 1e-6), -1.0)
            at = (
                int(np.argmin(np.where(all_met & useful, more, np.inf))) if (all_met & useful).any() else None
            )
            best = int(np.argmax(worth))
            # One step that meets all is taken where it costs no more than the best value does.
            if at is None or (more[at] > max(more[best], 0.0) * 1.0001 and not all_met[best]):
                at = best
            selection[option[at]] = new[at]
            real = self.real(selection)
        return None

    def cheaper(self, selection: Array) -> Array:
        """Return a selection that meets the targets at no more cost: what is not needed is dropped or moved,
        then one action exchanged for another."""
        selection = selection.copy()
        for _step in range(MOST_STEPS):
            found = self._cheaper_single(selection)
            if found is None:
                found = self._cheaper_pair(selection)
            if found is None:
                return selection
            selection = found
        return selection

    def _cheaper_single(self, selection: Array) -> Array | None:
        option, new = self._single(selection)
        more = self._priced(selection, option, new)
        better = more < -self._least()
        return self._first_met(selection, option[better, None], new[better, None], more[better])

    def _least(self) -> float:
        return 1e-9 * max(float(np.abs(self.costs).max(initial=0.0)), 1.0)

    def _cheaper_pair(self, selection: Array) -> Array | None:
        """Change or drop one action and add or change another."""
        first = np.flatnonzero(selection >= 0)
        old = np.concatenate([first, self.place[np.flatnonzero(selection[self.place] >= 0)]])
        old_new = np.concatenate(
            [np.full(len(first), -1), np.flatnonzero(selection[self.place] >= 0)]
        )  # drops, and other starts of what is chosen
        new = np.flatnonzero(selection[self.place] != np.arange(self.free))
        more_old, more_new = (
            self._priced(selection, old, old_new),
            self._priced(selection, self.place[new], new),
        )
        together = more_old[:, None] + more_new[None, :]
        together[old[:, None] == self.place[new][None, :]] = np.inf
        better = np.flatnonzero(together.ravel() < -self._least())
        if len(better) > MOST_EXCHANGES:
            better = better[np.argpartition(together.ravel()[better], MOST_EXCHANGES)[:MOST_EXCHANGES]]
        # The least saving first: an exchange near the same cost meets the target more often.
        better = better[np.argsort(together.ravel()[better], kind="stable")]
        activity = self.grid.activity(selection)[:, None]
        for begin in range(0, len(better), AT_ONCE):
            some = better[begin : begin + AT_ONCE]
            i, j = np.unravel_index(some, together.shape)
            change = self.grid.matrix[:, old_new[i]] - self.grid.matrix[:, selection[old[i]]]
            change = change + self.grid.matrix[:, new[j]] - self.grid.matrix[:, selection[self.place[new[j]]]]
            kept = self.grid.allows(activity + change)
            i, j = i[kept], j[kept]
            options = np.stack([old[i], self.place[new[j]]], axis=1)
            news = np.stack([old_new[i], new[j]], axis=1)
            found = self._first_met(selection, options, news, together[i, j])
            if found is not None:
                return found
        return None

    def _first_met(self, selection: Array, options: Array, news: Array, more: Array) -> Array | None:
        """Return the cheapest change after which all targets are met."""
        if not len(options):
            return None
        real = self.real(selection)
        met = np.ones(len(options), dtype=bool)
        for year, most in self.targets.items():
            after = self._central(year, selection, options, news) + self._margin(year, selection, real)
            met &= after <= most + self.scale[year]
        places = np.flatnonzero(met)
        for at in places[np.argsort(more[places], kind="stable")][:TRIES]:
            changed = selection.copy()
            changed[options[at]] = news[at]
            if self.linear.judge.confident is None or self.is_met(self.real(changed)):
                return changed
        return None

    def lower(self, selection: Array, year: int) -> Array:
        """Return a selection with fewer t of the year, by single steps that the limits allow; what brings
        nothing and costs is dropped."""
        selection = selection.copy()
        for _step in range(MOST_STEPS):
            option, new = self._single(selection)
            if not len(option):
                break
            now = float(self.linear.judge.central(year, self.linear.reach_of(year, selection)[None])[0])
            gain = now - self._central(year, selection, option[:, None], new[:, None])
            more = self._priced(selection, option, new)
            noise = TOLERANCE * max(abs(now), 1.0)
            order = np.lexsort((more, -gain))
            useful = [at for at in order if gain[at] > noise]
            useful += [at for at in order if abs(gain[at]) <= noise and more[at] < -self._least()]
            changed = None
            before = self.t(year, selection)
            for at in useful[:TRIES]:
                trial = selection.copy()
                trial[option[at]] = new[at]
                real = self.real(trial)
                if self.is_met(real) and real[year] <= before + noise:
                    changed = trial
                    break
            if changed is None:
                break
            selection = changed
        return selection
