"""Linear statements about the full model: what a selection avoids at most, seen from one selection.

Where actions only weaken each other, what an action adds is most when it comes first and least when it comes
last. So for any selection S, seen from a selection T:

    t(S) >= t(T) - sum over actions of d_a,   d_a = max of the change that a makes in two surroundings

with the surroundings T and everything, or T and nothing. The statement is exact in T itself.
Source: design, after the inequalities for submodular functions of Nemhauser and Wolsey (1981)
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from secap.method.scenarios.frame import Array
from secap.method.scenarios.portfolio.assess import Judge
from secap.method.scenarios.portfolio.problem import Problem

MOST_PAIRED = 150  # options whose pairs are compared
STRONGER_SHARE = 1e-6  # of the standalone effect: more than rounding


@dataclass(frozen=True, slots=True)
class Cut:
    """t of the year >= base_t - sum of gain_t x column.  gain_t : [column]."""

    year: int
    base_t: float
    gain_t: Array

    def t(self, columns: Array) -> float:
        """Return what the cut says of a selection."""
        return self.base_t - float(self.gain_t[columns].sum())


@dataclass
class Linear:
    """Makes cuts for a problem.

    strengthening : ids of options that add more after all others than alone: the cuts then allow for the
    larger of the two, which is no proof any more.
    """

    problem: Problem
    judge: Judge
    strengthening: tuple[str, ...] = ()
    _first: dict[int, Array] = field(default_factory=dict)
    _last: dict[int, Array] = field(default_factory=dict)
    _surplus: dict[int, Array] = field(default_factory=dict)

    def __post_init__(self) -> None:
        columns = self.problem.columns
        self.place = np.array([place for place, _at in columns], dtype=int)
        self.reach = {
            year: np.array([self.problem.options[p].begins[at].reach.get(year, 0.0) for p, at in columns])
            for year in self.problem.years
        }
        nothing = np.zeros(len(self.problem.options))
        found: set[str] = set()
        for year in self.problem.years:
            everything = nothing.copy()
            np.maximum.at(everything, self.place, self.reach[year])
            self._first[year] = self.effects(year, nothing)
            self._last[year] = self.effects(year, everything)
            more = self._last[year] > self._first[year] + STRONGER_SHARE * np.abs(self._first[year]) + 1e-9
            found |= {self.problem.options[place].id for place in self.place[more]}
            self._surplus[year] = self._synergy(year, everything)
            found |= {self.problem.options[place].id for place in self.place[self._surplus[year] > 0]}
        self.strengthening = tuple(option.id for option in self.problem.options if option.id in found)

    def reach_of(self, year: int, selection: Array) -> Array:
        """Return [option]: how far each action is in a year.  selection : [option], column or -1."""
        return (
            np.where(selection >= 0, self.reach[year][selection], 0.0) if len(self.place) else selection * 0.0
        )

    def effects(self, year: int, reach: Array) -> Array:
        """Return [column]: t avoided by raising its action from nothing to the column's reach, all others as
        they are.  reach : [option], the surroundings."""
        rows, index = self._variants(year, reach)
        t = self.judge.central(year, rows)
        found: Array = t[index[0]] - t[index[1]]
        return found

    def _synergy(self, year: int, everything: Array) -> Array:
        """Return [column]: t that an action adds at most because of others that strengthen it, pair by pair.

        Of more options than MOST_PAIRED the pairs are too many: 0, and only first against last is compared.
        """
        count = len(everything)
        if not 2 <= count <= MOST_PAIRED:
            return np.zeros(len(self.place))
        one, other = np.triu_indices(count, 1)
        rows = np.zeros((1 + count + len(one), count))
        singles = np.arange(count)
        rows[1 + singles, singles] = everything
        pairs = 1 + count + np.arange(len(one))
        rows[pairs, one], rows[pairs, other] = everything[one], everything[other]
        t = self.judge.central(year, rows)
        alone = t[0] - t[1 : 1 + count]
        more = t[0] - t[1 + count :] - alone[one] - alone[other]
        noise = STRONGER_SHARE * np.minimum(np.abs(alone[one]), np.abs(alone[other])) + 1e-9 * abs(t[0])
        more = np.where(more > noise, more, 0.0)
        whole = np.zeros(count)
        np.add.at(whole, one, more)
        np.add.at(whole, other, more)
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where(everything > 0, whole / everything, 0.0)
        surplus: Array = part[self.place] * self.reach[year]
        return surplus

    def _variants(self, year: int, reach: Array) -> tuple[Array, tuple[Array, Array]]:
        """Return the surroundings with one action changed, each once, and their places for every column."""
        seen: dict[tuple[int, float], int] = {}
        with_, without = [], []
        for place, level in zip(self.place.tolist(), self.reach[year].tolist(), strict=True):
            without.append(seen.setdefault((place, 0.0), len(seen)))
            with_.append(seen.setdefault((place, level), len(seen)))
        rows = np.repeat(reach[None, :], len(seen), axis=0)
        for row, (place, level) in enumerate(seen):
            rows[row, place] = level
        return rows, (np.array(without, dtype=int), np.array(with_, dtype=int))

    def cuts(self, year: int, selection: Array, t: float, *, local: Array | None = None) -> tuple[Cut, Cut]:
        """Return both cuts seen from a selection whose t of the year is known.

        local : its `effects`, where they are known already.
        """
        reach = self.reach_of(year, selection)
        here = self.effects(year, reach) if local is None else local
        return (
            self._cut(year, selection, t, here, self._last[year], self._surplus[year]),
            self._cut(year, selection, t, self._first[year], here, self._surplus[year]),
        )

    def local(self, year: int, selection: Array, t: float) -> Cut:
        """Return the statement that holds near a selection: exact for one change, nearly so for a few."""
        here = self.effects(year, self.reach_of(year, selection))
        return self._cut(year, selection, t, here, here, np.zeros(len(here)))

    def _cut(self, year: int, selection: Array, t: float, one: Array, other: Array, surplus: Array) -> Cut:
        chosen = selection >= 0
        now = np.zeros((3, len(selection)))
        now[:, chosen] = np.stack([one, other, surplus])[:, selection[chosen]]
        up = np.maximum(one - now[0][self.place], other - now[1][self.place])
        # Whatever changes may change as much more as the pairs that strengthen each other allow.
        changed = self.reach[year] != self.reach_of(year, selection)[self.place]
        up = up + np.where(changed, np.maximum(surplus, now[2][self.place]), 0.0)
        gone = np.maximum(-now[0], -now[1]) + now[2]
        return Cut(year, t - float(gone.sum()), up - gone[self.place])

    def first_cuts(self, year: int) -> list[Cut]:
        """Return what is known before any selection: from nothing, and from everything.

        "Everything" may break rules such as one start or at most one of; the statement holds all the same.
        """
        nothing = np.full(len(self.problem.options), -1)
        best = nothing.copy()
        for column in np.argsort(self.reach[year], kind="stable"):
            best[self.place[column]] = column
        found: list[Cut] = []
        for selection in (nothing, best):
            t = float(self.judge.t(year, self.reach_of(year, selection)[None])[0])
            found += self.cuts(year, selection, t)
        return found
