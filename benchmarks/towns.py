"""43 towns, two scenarios each, from their plan files: what an agency waits for after the start.

Bound: 1 s. The three example towns are read again and again as if they were 43 different ones.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from secap.cli.planfile import set_up_models

TOWNS, RUNS, BOUND_S = 43, 3, 1.0
EXAMPLES = Path(__file__).parents[1] / "src" / "secap" / "examples"


def main() -> None:
    set_up_models()
    from secap.plan.file import loads

    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.json"))]
    texts = [texts[place % len(texts)] for place in range(TOWNS)]
    loads(texts[0]).scenario_model().pathway()  # the tables of the method are read once, at the start

    def both(text: str) -> float:
        plan = loads(text)
        _frozen, usual, planned = plan.usual_scenarios
        return sum(float(plan.scenario_model(one).pathway().total_t[0, -1]) for one in (usual, planned))

    seconds = []
    for _run in range(RUNS):
        begin = time.perf_counter()
        for text in texts:
            both(text)
        seconds.append(time.perf_counter() - begin)
    median = statistics.median(seconds)
    size = sum(len(text) for text in texts) / 1e6
    print(f"{TOWNS} towns, {size:.1f} MB of plan files, 2 scenarios each: median of {RUNS}: {median:.2f} s")
    print(f"bound {BOUND_S} s: {'kept' if median <= BOUND_S else 'BROKEN'} ({median / BOUND_S:.2f} of it)")


if __name__ == "__main__":
    main()
