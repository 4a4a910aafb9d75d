"""Emissions of one town, and of 13,000 municipalities over 30 years: time, bound and memory.

    python benchmarks/inventory.py

The bound is the time NumPy needs to multiply and sum the same arrays, block by block, into a buffer that is
there already. Making the blocks (in life: reading them) is not part of either time.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from secap.method.inventory.arrays import CHUNK, emissions_by_block_t
from secap.method.inventory.emissions import emissions
from secap.method.inventory.energy import EnergyUse
from secap.method.inventory.factors import EmissionFactor

MUNICIPALITIES, YEARS, SECTORS, CARRIERS = 13_000, 30, 4, 20
ROWS = 300
REPEAT = 3
MOST_MS, MOST_RATIO, MOST_MB = 1.0, 3.0, 300.0


def best(work: Callable[[], object], repeat: int) -> float:
    """Return the shortest of `repeat` runs, s."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def peak_mb() -> float:
    """Return the largest memory of this process so far, MB."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1e6 if sys.platform == "darwin" else used * 1024 / 1e6


def town() -> float:
    """Return the time of one town's inventory with a full table of 300 uses, ms."""
    carriers = [f"carrier_{number}" for number in range(CARRIERS)]
    uses = [
        EnergyUse(f"sector_{number % 15}", carriers[number % CARRIERS], 10.0 + number, 1 + number % 3)
        for number in range(ROWS)
    ]
    factors = {
        (carrier, None): EmissionFactor(carrier, 2020, "benchmark", 0.2, 1e-6, 1e-7, gwp_ch4=28, gwp_n2o=265)
        for carrier in carriers
    }
    return 1000 * best(lambda: emissions(uses, factors, population=10_000), 200)


def portfolio() -> tuple[float, float]:
    """Return the time of all municipalities, and NumPy's for multiplying and summing the same arrays, s."""
    generator = np.random.default_rng(2026)
    factor = generator.random((YEARS, CARRIERS))
    ours = bound = total = 0.0
    for first in range(0, MUNICIPALITIES, CHUNK):
        block = generator.random((min(CHUNK, MUNICIPALITIES - first), YEARS, SECTORS, CARRIERS))
        buffer = np.empty_like(block)
        by_axis = factor[None, :, None, :]
        ours += best(
            lambda block=block: [part.sum() for part in emissions_by_block_t([block], factor)], REPEAT
        )
        bound += best(
            lambda block=block, buffer=buffer, by_axis=by_axis: np.multiply(block, by_axis, out=buffer).sum(),
            REPEAT,
        )
        part = float(sum(part.sum() for part in emissions_by_block_t([block], factor)))
        assert np.isclose(part, float(buffer.sum()), rtol=1e-9), "both must come to the same emissions"
        total += part
    assert total > 0
    return ours, bound


def main() -> int:
    """Measure, print, and return 1 where a bound is missed."""
    one_ms = town()
    print(f"one town, {ROWS} energy uses: {one_ms:.2f} ms (bound {MOST_MS} ms)")
    products = MUNICIPALITIES * YEARS * SECTORS * CARRIERS
    print(
        f"{MUNICIPALITIES:,} municipalities x {YEARS} years x {SECTORS} sectors x {CARRIERS} carriers = "
        f"{products / 1e6:.1f} million products, in blocks of {CHUNK} municipalities"
    )
    ours, bound = portfolio()
    print(f"emissions by municipality, year and sector: {ours:.3f} s")
    print(f"NumPy multiplying and summing the same arrays: {bound:.3f} s")
    print(f"ratio: {ours / bound:.2f} (bound {MOST_RATIO})")
    peak = peak_mb()
    print(f"peak memory: {peak:.0f} MB (bound {MOST_MB:.0f} MB)")
    return 0 if one_ms < MOST_MS and ours / bound < MOST_RATIO and peak < MOST_MB else 1


if __name__ == "__main__":
    sys.exit(main())
