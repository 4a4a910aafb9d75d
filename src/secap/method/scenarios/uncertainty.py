"""What the ranges of the inputs make of the result: a fan of pathways, the chance of meeting each target, and
what dropping an action does to that chance."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios import distributions as kinds
from secap.method.scenarios.distributions import Sample, Uncertain, sample
from secap.method.scenarios.frame import Array
from secap.method.scenarios.model import Draws
from secap.method.scenarios.setup import Model

PERCENTILES = (5, 25, 50, 75, 95)
CHUNK = 100  # draws at once: the arrays of one chunk stay in the processor's cache
CHUNK_OF_YEAR = 1000  # the same where only one year is computed

Progress = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of meeting a target.

    max_t : the most that may be emitted in `year`;  share : of the draws at or below it, 0-1;
    error : standard error of the share;  expected_t : the result without uncertainty.
    """

    year: int
    max_t: float
    share: float
    error: float
    expected_t: float

    @property
    def is_met_as_planned(self) -> bool:
        return self.expected_t <= self.max_t

    def as_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "max_t": self.max_t,
            "chance": self.share,
            "standard_error": self.error,
            "expected_t": self.expected_t,
            "met_as_planned": self.is_met_as_planned,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario under uncertainty; emissions in `unit` a year, sinks not deducted.

    sample : the draws;  fan_t : [percentile, year] in the order of PERCENTILES;  mean_t, expected_t : [year],
    mean of the draws, and the result without uncertainty;  chances : by target year;
    totals_t : {target year: [draw]}.
    """

    sample: Sample
    years: tuple[int, ...]
    fan_t: Array
    mean_t: Array
    expected_t: Array
    chances: tuple[Chance, ...]
    totals_t: Mapping[int, Array]
    unit: str

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return years, fan, chances and inputs, ready for JSON; names in `lang`."""
        return {
            "unit": f"{self.unit}/a",
            "draws": self.sample.n,
            "years": list(self.years),
            "expected": self.expected_t.tolist(),
            "mean": self.mean_t.tolist(),
            "percentiles": {
                str(percent): row.tolist() for percent, row in zip(PERCENTILES, self.fan_t, strict=True)
            },
            "targets": [chance.as_dict() for chance in self.chances],
            "inputs": [_input(one, lang) for one in self.sample.uncertain],
        }


def _input(one: Uncertain, lang: str) -> dict[str, Any]:
    shape = one.distribution
    return {
        "name": one.name.text(lang),
        "kind": one.kind,
        "distribution": shape.shape,
        "low": shape.low,
        "central": shape.central,
        "high": shape.high,
        "group": one.group,
        "correlation": one.correlation if one.group else None,
    }


@dataclass(frozen=True, slots=True)
class Dropped:
    """What the chance of a target becomes without one action.

    action : its place;  chance, without : 0-1;  error : standard error of the difference, over the same
    draws;  more_t : mean of what is emitted more without it, t/a.
    """

    action: int
    chance: float
    without: float
    error: float
    more_t: float

    @property
    def falls_by(self) -> float:
        return self.chance - self.without


def simulate(
    model: Model,
    uncertain: Sequence[Uncertain],
    *,
    n: int,
    generator: np.random.Generator,
    targets: Mapping[int, float],
    chunk: int = CHUNK,
    progress: Progress | None = None,
) -> Outcome:
    """Return a scenario under uncertainty.

    n : draws;  targets : {year: most that may be emitted, t/a};  chunk : draws at once, without influence on
    the result;  progress : told the share done (0-1) after each chunk; what it raises ends the work.
    Raises: InvalidInput for a target year outside the scenario, too many draws, inputs that contradict
    Source: design
    """
    places = {year: model.frame.year(year) for year in targets}
    drawn = sample(uncertain, n, generator)
    totals = np.empty((n, len(model.frame.years)))
    for part, draws in parts(model, drawn, chunk):
        totals[part] = model.pathway(draws).total_t
        if progress:
            progress(part.stop / n)
    expected = model.pathway().total_t[0]
    # In Fortran order a year's draws lie together, which makes sorting them fast.
    fan = np.percentile(np.asfortranarray(totals), PERCENTILES, axis=0)
    kept = {year: totals[:, place].copy() for year, place in places.items()}
    chances = tuple(
        chance(year, max_t, kept[year], float(expected[places[year]]))
        for year, max_t in sorted(targets.items())
    )
    return Outcome(
        drawn, model.frame.years, fan, totals.mean(axis=0), expected, chances, kept, model.start.gas_unit
    )


def chance(year: int, max_t: float, totals: Array, expected_t: float) -> Chance:
    """Return the share of the draws that meet a target, with its standard error.

    s = sqrt(q (1 - q) / n) with q = (k + 1) / (n + 2) for k of n draws, so that none or all of them is no
    certainty. That is the error of independent draws; a Latin hypercube's is rather smaller.
    Raises: InvalidInput for a target that is no finite number
    Source: design
    """
    if not math.isfinite(max_t):
        raise InvalidInput(
            Message("The target of {year} is no number.", year=year),
            hint=Message("Give the tonnes that may be emitted in that year."),
        )
    n, met = len(totals), int((totals <= max_t).sum())
    likely = (met + 1) / (n + 2)
    return Chance(year, max_t, met / n, math.sqrt(likely * (1 - likely) / n), expected_t)


def drop(
    model: Model,
    outcome: Outcome,
    year: int,
    *,
    actions: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> list[Dropped]:
    """Return what the chance of the target of `year` becomes without each action, largest fall first.

    actions : places; None: all that the scenario carries out. The draws are those of the outcome, so that the
    chances differ by the action alone.
    Raises: InvalidInput for a year without a target in the outcome
    Source: design
    """
    with_all = chance_of(outcome, year)
    before, met = outcome.totals_t[year], outcome.totals_t[year] <= with_all.max_t
    place = model.frame.year(year)
    wanted = [one for one in range(len(model.on)) if model.on[one]] if actions is None else list(actions)
    working = [one for one in wanted if model.on[one] and model.ramps[one, place] > 0]
    n = outcome.sample.n
    lost, gained, more = (np.zeros(len(model.on)) for _ in range(3))
    for part, draws in parts(model, outcome.sample, CHUNK_OF_YEAR):
        for action in working:
            on = model.on.copy()
            on[action] = 0.0
            one_off = replace(draws, on=np.broadcast_to(on, (draws.count, len(on))))
            after = model.pathway(one_off, years=model.years(year)).total_t[:, 0]
            still = after <= with_all.max_t
            lost[action] += (met[part] & ~still).sum()
            gained[action] += (~met[part] & still).sum()
            more[action] += (after - before[part]).sum()
        if progress:
            progress(part.stop / n)
    found = []
    for action in wanted:
        change = (lost[action] - gained[action]) / n
        spread = max((lost[action] + gained[action]) / n - change**2, 0.0)
        found.append(
            Dropped(
                action,
                with_all.share,
                with_all.share - change,
                math.sqrt(spread / n),
                float(more[action] / n),
            )
        )
    return sorted(found, key=lambda one: (-one.falls_by, -one.more_t))


def chance_of(outcome: Outcome, year: int) -> Chance:
    """Return the chance of the target of a year. Raises InvalidInput where the outcome has none."""
    for one in outcome.chances:
        if one.year == year:
            return one
    raise InvalidInput(
        Message("There is no target for {year}.", year=year),
        hint=Message("Choose one of: {years}.", years=[one.year for one in outcome.chances]),
    )


def parts(model: Model, drawn: Sample, chunk: int) -> Iterator[tuple[slice, Draws]]:
    """Yield the draws in parts of at most `chunk`, each with its places among all of them."""
    for begin in range(0, drawn.n, max(chunk, 1)):
        part = slice(begin, min(begin + max(chunk, 1), drawn.n))
        yield part, draws_of(model, drawn.uncertain, drawn.values[:, part])


def draws_of(model: Model, uncertain: Sequence[Uncertain], values: Array) -> Draws:
    """Return the multipliers of the model from those of the inputs.

    values : [input, draw]. Inputs that multiply the same thing multiply each other.
    Raises: InvalidInput for an input whose place the model does not have
    Source: design
    """
    sectors, carriers = len(model.frame.sectors), len(model.frame.carriers)
    shapes: dict[str, tuple[int, ...]] = {
        kinds.EFFECT: (len(model.actions),),
        kinds.ENERGY: (sectors, carriers),
        kinds.FACTOR: (carriers,),
        kinds.FACTOR_PATH: (carriers,),
        kinds.ACTIVITY: (sectors,),
        kinds.INTENSITY: (sectors,),
    }
    # Draws last in memory, as the model computes; the model wants them first, so views are handed over.
    found: dict[str, Array] = {}
    for one, row in zip(uncertain, values, strict=True):
        held = found.get(one.kind)
        if held is None:
            held = found[one.kind] = np.ones((*shapes[one.kind], values.shape[1]))
        for target in one.targets:
            try:
                held[target] *= row
            except IndexError:
                raise InvalidInput(
                    Message("The scenario has no place {place} for this input.", place=str(target)),
                    where=(one.name,),
                    hint=Message("Make the inputs again from this scenario."),
                ) from None
    if not found:
        return Draws(energy=np.ones((values.shape[1], sectors, carriers)))
    return Draws(**{kind: np.moveaxis(held, -1, 0) for kind, held in found.items()})
