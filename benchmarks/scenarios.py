"""Scenarios: time of one, of each action's last-in effect, of the draws under uncertainty, of Shapley shares.

    python benchmarks/scenarios.py [--draws 10000] [--runs 5]

A model of 45 years, 12 sectors and 20 carriers with 70 actions of every kind, and every input uncertain.
Prints the size of the model and medians of several runs; exits with 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from secap.method.actions.action import Action
from secap.method.basis.messages import Message
from secap.method.scenarios import distributions as kinds
from secap.method.scenarios import levers as acts
from secap.method.scenarios.distributions import Distribution, Uncertain
from secap.method.scenarios.frame import ELECTRICITY, HEAT, Array, Frame, Start
from secap.method.scenarios.levers import Lever
from secap.method.scenarios.model import Draws
from secap.method.scenarios.paths import Paths, frozen
from secap.method.scenarios.sensitivity import sensitivity
from secap.method.scenarios.setup import Model
from secap.method.scenarios.uncertainty import drop, simulate

YEARS, SECTORS, CARRIERS, ACTIONS = 45, 12, 20, 70
FIRST, TARGET_YEAR, SEED = 2006, 2030, 1
ORDERS = 200
MOST_MB = 1000.0


def built() -> Model:
    """Return the model: every cell has energy, every index and factor moves, actions begin year by year."""
    generator = np.random.default_rng(SEED)
    carriers = (ELECTRICITY, HEAT, *(f"carrier_{place}" for place in range(CARRIERS - 2)))
    sectors = tuple(f"sector_{place}" for place in range(SECTORS))
    frame = Frame(tuple(range(FIRST, FIRST + YEARS)), sectors, carriers, ("waste", "wastewater"))
    start = Start(
        frame,
        generator.uniform(100.0, 5000.0, (SECTORS, CARRIERS)),
        generator.uniform(0.05, 0.4, CARRIERS),
        np.array([2000.0, 500.0]),
    )
    still = frozen(start)
    growth = np.linspace(0.0, 0.3, YEARS)[:, None]
    paths = Paths(
        1.0 + growth * generator.uniform(-0.5, 1.0, SECTORS),
        1.0 - growth * generator.uniform(0.0, 1.0, SECTORS),
        still.mix,
        still.factor_t_per_mwh * (1.0 - growth * generator.uniform(0.0, 1.0, CARRIERS)),
        still.non_energy,
        still.sinks,
        still.price_eur_per_mwh,
    )
    levers = tuple(lever(place, generator) for place in range(ACTIONS))
    begin = 5 + np.arange(ACTIONS) % 15
    ramps = np.clip((np.arange(YEARS)[None, :] - begin[:, None]) / 5.0, 0.0, 1.0)
    actions = tuple(Action(f"A{place + 1}", f"Action {place + 1}") for place in range(ACTIONS))
    return Model(start, paths, actions, levers, ramps, np.ones(ACTIONS))


def lever(place: int, generator: np.random.Generator) -> Lever:
    """Return what an action does: of ten actions five save, two switch carriers, one each makes electricity,
    cleans the heat mix, cuts waste."""
    row, column = place % SECTORS, 2 + place % (CARRIERS - 2)
    share = float(generator.uniform(0.02, 0.2))
    cells = ((row, column), (row, (column + 5) % CARRIERS))
    act = place % 10
    if act < 5:
        return Lever(place, acts.SAVING, cells, share)
    if act < 7:
        return Lever(place, acts.SWITCH, cells[:1], share, ((0, 0.3),))
    if act == 7:
        return Lever(place, acts.SUPPLY, mwh=400.0)
    if act == 8:
        return Lever(place, acts.HEAT_SUPPLY, share=share)
    return Lever(place, acts.SOURCE, ((place % 2, 0),), share)


def inputs() -> list[Uncertain]:
    """Return every input of the model as an uncertain one, of all shapes, some in groups."""
    normal, lognormal = Distribution("normal", 0.95, 1, 1.05), Distribution("lognormal", 0.8, 1, 1.25)
    wide, effect = Distribution("triangular", 0.5, 1, 1.5), Distribution("triangular", 0.7, 1, 1.2)
    found = [Uncertain(Message("Effect"), kinds.EFFECT, (place,), effect) for place in range(ACTIONS)]
    for row in range(SECTORS):
        for column in range(CARRIERS):
            group = "estimated" if row % 2 else ""
            found.append(
                Uncertain(Message("Energy"), kinds.ENERGY, ((row, column),), lognormal, group, 0.5)
                if group
                else Uncertain(Message("Energy"), kinds.ENERGY, ((row, column),), normal)
            )
    for column in range(CARRIERS):
        found.append(Uncertain(Message("Factor"), kinds.FACTOR, (column,), normal))
        found.append(Uncertain(Message("Factor path"), kinds.FACTOR_PATH, (column,), wide))
    for row in range(SECTORS):
        found.append(Uncertain(Message("Activity"), kinds.ACTIVITY, (row,), wide, "activity", 0.5))
        found.append(Uncertain(Message("Intensity"), kinds.INTENSITY, (row,), wide))
    return found


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Return the median of several runs after one to warm up, ms."""
    work()
    times = []
    for _run in range(runs):
        begin = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - begin))
    return statistics.median(times)


def said(name: str, ms: float, limit_ms: float | None, note: str = "") -> bool:
    """Print a time; return whether it keeps its limit."""
    kept = limit_ms is None or ms <= limit_ms
    limit = "" if limit_ms is None else f"  limit {limit_ms:,.0f} ms  {'kept' if kept else 'BROKEN'}"
    print(f"{name:44} {ms:9.2f} ms{limit}  {note}".rstrip())
    return kept


def peak_mb() -> float:
    """Return the largest memory of this process so far, MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6


def uncertainty(model: Model, draws: int, runs: int) -> bool:
    """Print the times of the draws and of what is read from them, and the memory."""
    uncertain = inputs()
    max_t = float(model.pathway().total_t[0, model.frame.year(TARGET_YEAR)])

    def once() -> object:
        generator = np.random.default_rng(SEED)
        return simulate(model, uncertain, n=draws, generator=generator, targets={TARGET_YEAR: max_t})

    kept = said(f"{draws:,} draws of {len(uncertain)} inputs", median_ms(once, runs), 2000)
    outcome = simulate(
        model, uncertain, n=draws, generator=np.random.default_rng(SEED), targets={TARGET_YEAR: max_t}
    )
    chance = outcome.chances[0]
    said(
        "chance without each action",
        median_ms(lambda: drop(model, outcome, TARGET_YEAR), 1),
        None,
        f"chance {chance.share:.3f} ± {chance.error:.3f}",
    )
    said("sensitivity", median_ms(lambda: sensitivity(model, outcome, TARGET_YEAR), runs), None)
    return kept


def shapley(model: Model, runs: int) -> bool:
    """Print the time of the last-in effects of one year, and of Shapley shares by sampled orders."""
    from secap.method.scenarios.contributions import last_in_t, shapley_t

    def shares() -> tuple[Array, Array]:
        return shapley_t(model, TARGET_YEAR, orders=ORDERS, generator=np.random.default_rng(SEED))

    kept = said("last-in effect, target year", median_ms(lambda: last_in_t(model, TARGET_YEAR), 20), 20)
    values, errors = shares()
    note = f"largest error {errors.max():.2g} t of {values.sum():,.0f} t in all"
    return said(f"Shapley shares, {ORDERS} orders", median_ms(shares, runs), 1000, note) and kept


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    model = built()
    years, sectors, carriers = model.frame.shape
    print(
        f"{years} years x {sectors} sectors x {carriers} carriers, {len(model.actions)} actions, "
        f"{len(model.levers)} levers; medians of {arguments.runs} runs or more"
    )
    kept = [said("one scenario", median_ms(model.pathway, 100), 1)]
    off = Draws(on=np.vstack([np.ones(ACTIONS), 1.0 - np.eye(ACTIONS)]))
    kept.append(
        said("last-in effect of each action, all years", median_ms(lambda: model.pathway(off), 20), 20)
    )
    kept.append(shapley(model, arguments.runs))
    kept.append(uncertainty(model, arguments.draws, arguments.runs))
    peak = peak_mb()
    kept.append(peak <= MOST_MB)
    print(f"peak memory {peak:.0f} MB  limit {MOST_MB:.0f} MB  {'kept' if kept[-1] else 'BROKEN'}")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
