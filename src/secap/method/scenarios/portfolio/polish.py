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
NEGLIGIBLE_T = 1e-9
NONE = float("inf")
MOST_STEPS = 1000
MOST_PAIRS = 4_000  # changes of two that a step looks at in the full model; the cheapest first
AT_ONCE = 500
DOUBT = 0.05  # of the effects: how far two changes may differ from their sum
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

    def _central(self, year: int, selection: Array, options: Any, news: Any) -> Array:
        """Return t of the central model after changes.  options, news : [change, 1 or 2]."""
        base = self.linear.reach_of(year, selection)
        reach = np.append(self.linear.reach[year], 0.0)
        # An option of -1 is no change; starts of the same reach in the year are the same to the model.
        keys = np.where(options < 0, -1.0, reach[news])
        unique, back = np.unique(np.concatenate([options, keys], axis=1), axis=0, return_inverse=True)
        rows = np.repeat(base[None], len(unique), axis=0)
        for at in range(options.shape[1]):
            changed = np.flatnonzero(unique[:, at] >= 0)
            rows[changed, unique[changed, at].astype(int)] = unique[changed, options.shape[1] + at]
        t: Array = self.linear.judge.central(year, rows)[back.reshape(-1)]
        return t

    def _margin(self, year: int, selection: Array, real: Mapping[int, float]) -> float:
        """How much above the central model the t with confidence are."""
        if self.linear.judge.confident is None:
            return 0.0
        return real[year] - float(
            self.linear.judge.central(year, self.linear.reach_of(year, selection)[None])[0]
        )

    def repaired(self, selection: Array) -> Array | None:
        """Return the selection with steps added until all targets are met; None where none helps any more."""
        selection = selection.copy()
        for _step in range(MOST_STEPS):
            real = self.real(selection)
            if self.is_met(real):
                return selection
            found = self._changed(selection, real, NONE)
            if found is not None:
                return found
            option, new = self._single(selection)
            if not len(option):
                return None
            gain = np.zeros(len(option))
            for year, most in self.targets.items():
                after = self._central(year, selection, option[:, None], new[:, None])
                after = after + self._margin(year, selection, real)
                # What goes beyond the target is worth nothing.
                gain += max(real[year] - most, 0.0) - np.maximum(after - most, 0.0)
            if gain.max() <= NEGLIGIBLE_T:
                return None
            more = np.maximum(self._priced(selection, option, new), 1e-6)
            worth = np.where(gain > NEGLIGIBLE_T, gain / more, 0.0)
            best = int(np.argmax(worth))
            selection[option[best]] = new[best]
        return None

    def cheaper(self, selection: Array) -> Array:
        """Return a selection that meets the targets at no more cost: what is not needed is dropped or moved,
        and one action exchanged for another, the most saving first."""
        for _step in range(MOST_STEPS):
            found = self._changed(selection, self.real(selection), -self._least())
            if found is None:
                return selection
            selection = found
        return selection

    def _least(self) -> float:
        """Return the least difference of costs that counts."""
        return 1e-9 * max(float(np.abs(self.costs).max(initial=0.0)), 1.0)

    def _changed(self, selection: Array, real: Mapping[int, float], below: float) -> Array | None:
        """Return the cheapest change, of one action or of two, after which all targets are met; it costs less
        than `below` more. None where there is none.

        Effects of two changes are first taken to add up, then the promising ones judged in the full model.
        """
        drops = np.flatnonzero(selection >= 0)
        moves = np.flatnonzero((selection[self.place] >= 0) & (selection[self.place] != np.arange(self.free)))
        adds = np.flatnonzero(selection[self.place] != np.arange(self.free))
        # The first change may be none: place -1.
        old = np.concatenate([[-1], drops, self.place[moves]])
        old_new = np.concatenate([[-1], np.full(len(drops), -1), moves])
        new_option = np.concatenate([[-1], self.place[adds]])
        new = np.concatenate([[-1], adds])
        first = self._alone(selection, old, old_new)
        second = self._alone(selection, new_option, new)
        more = first[0][:, None] + second[0][None, :]
        more[old[:, None] == new_option[None, :]] = NONE
        promising = more < below
        for row, (year, most) in enumerate(self.targets.items()):
            change = first[1][row][:, None] + second[1][row][None, :]
            # Two changes help and harm a little more or less together than apart.
            doubt = DOUBT * (np.abs(first[1][row])[:, None] + np.abs(second[1][row])[None, :])
            promising &= real[year] + change - doubt <= most + self.scale[year]
        places = np.flatnonzero(promising.ravel())
        if len(places) > MOST_PAIRS:
            places = places[np.argpartition(more.ravel()[places], MOST_PAIRS)[:MOST_PAIRS]]
        places = places[np.argsort(more.ravel()[places], kind="stable")]
        activity = self.grid.activity(selection)[:, None]
        for begin in range(0, len(places), AT_ONCE):
            i, j = np.unravel_index(places[begin : begin + AT_ONCE], more.shape)
            options, news = np.stack([old[i], new_option[j]], axis=1), np.stack([old_new[i], new[j]], axis=1)
            change = sum(
                self.grid.matrix[:, news[:, at]]
                - self.grid.matrix[:, np.where(options[:, at] < 0, -1, selection[options[:, at]])]
                for at in range(2)
            )
            kept = self.grid.allows(activity + change)
            found = self._first_met(selection, real, options[kept], news[kept])
            if found is not None:
                return found
        return None

    def _alone(self, selection: Array, option: Any, new: Any) -> tuple[Any, Any]:
        """Return what single changes cost, and what they do to each target: [target, change]."""
        more = np.where(option < 0, 0.0, self._priced(selection, option, new))
        t = [
            self._central(year, selection, option[:, None], new[:, None])
            - self._central(year, selection, np.array([[-1]]), np.array([[-1]]))
            for year in self.targets
        ]
        return more, np.array(t).reshape(len(self.targets), len(option))

    def _first_met(
        self, selection: Array, real: Mapping[int, float], options: Array, news: Array
    ) -> Array | None:
        """Return the first of the changes after which all targets are met."""
        if not len(options):
            return None
        met = np.ones(len(options), dtype=bool)
        for year, most in self.targets.items():
            after = self._central(year, selection, options, news) + self._margin(year, selection, real)
            met &= after <= most + self.scale[year]
        for at in np.flatnonzero(met)[:TRIES]:
            changed = selection.copy()
            for option, new in zip(options[at], news[at], strict=True):
                if option >= 0:
                    changed[option] = new
            if self.linear.judge.confident is None or self.is_met(self.real(changed)):
                return changed
        return None

    def lower(self, selection: Array, year: int) -> Array:
        """Return a selection with fewer t of the year, by changes of one or two actions within the limits;
        what brings nothing and costs is dropped."""
        selection = selection.copy()
        for _step in range(MOST_STEPS):
            changed = self._lower_single(selection, year) or self._lower_pair(selection, year)
            if changed is None:
                return selection
            selection = changed[0]
        return selection

    def _lower_single(self, selection: Array, year: int) -> tuple[Array] | None:
        option, new = self._single(selection)
        if not len(option):
            return None
        now = float(self._central(year, selection, np.array([[-1]]), np.array([[-1]]))[0])
        gain = now - self._central(year, selection, option[:, None], new[:, None])
        more = self._priced(selection, option, new)
        noise = TOLERANCE * max(abs(now), 1.0)
        order = np.lexsort((more, -gain))
        useful = [at for at in order if gain[at] > noise]
        useful += [at for at in order if abs(gain[at]) <= noise and more[at] < -self._least()]
        return self._first_lower(selection, year, option[useful, None], new[useful, None], noise)

    def _lower_pair(self, selection: Array, year: int) -> tuple[Array] | None:
        drops = np.flatnonzero(selection >= 0)
        adds = np.flatnonzero(selection[self.place] < 0)
        if not len(drops) or not len(adds):
            return None
        now = float(self._central(year, selection, np.array([[-1]]), np.array([[-1]]))[0])
        lost = self._central(year, selection, drops[:, None], np.full((len(drops), 1), -1)) - now
        gained = now - self._central(year, selection, self.place[adds][:, None], adds[:, None])
        better = gained[None, :] - lost[:, None]
        doubt = DOUBT * (np.abs(gained)[None, :] + np.abs(lost)[:, None])
        places = np.flatnonzero((better + doubt > 0).ravel())
        places = places[np.argsort(-better.ravel()[places], kind="stable")][:MOST_PAIRS]
        i, j = np.unravel_index(places, better.shape)
        change = self.grid.matrix[:, adds[j]] - self.grid.matrix[:, selection[drops[i]]]
        kept = self.grid.allows(self.grid.activity(selection)[:, None] + change)
        i, j = i[kept], j[kept]
        options = np.stack([drops[i], self.place[adds[j]]], axis=1)
        news = np.stack([np.full(len(i), -1), adds[j]], axis=1)
        if not len(options):
            return None
        after = self._central(year, selection, options, news)
        noise = TOLERANCE * max(abs(now), 1.0)
        order = np.argsort(after, kind="stable")
        order = order[after[order] < now - noise]
        return self._first_lower(selection, year, options[order], news[order], noise, strictly=True)

    def _first_lower(
        self, selection: Array, year: int, options: Any, news: Any, noise: float, *, strictly: bool = False
    ) -> tuple[Array] | None:
        """Return the first change, of those that the central model likes, that holds with confidence."""
        before = self.t(year, selection) - (noise if strictly else -noise)
        for option, new in list(zip(options, news, strict=True))[:TRIES]:
            trial = selection.copy()
            trial[option] = new
            real = self.real(trial)
            if self.is_met(real) and real[year] <= before:
                return (trial,)
        return None
