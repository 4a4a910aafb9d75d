"""Small models for the tests of scenarios: effects as the calculators would give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from secap.method.actions.action import Action
from secap.method.actions.effects import Effect, Outcome
from secap.method.basis.derivations import Derivation
from secap.method.scenarios.frame import Frame, Start

NO_WAY = Derivation("", "", "design", (), 0.0, "t/a")
SECTORS = ("municipal_buildings", "residential_buildings")
CARRIERS = ("electricity", "heat_cold", "natural_gas")


def effect(calculator: str, action: Action, *, removals_t: float = 0.0) -> Effect:
    """Return the effect that an action's own figures describe."""
    outcome = Outcome(
        dict(action.saved_mwh or {}), action.renewable_mwh or 0.0, action.t or 0.0, removals_t, NO_WAY
    )
    return Effect(calculator, outcome, outcome, outcome)


def start(
    years: tuple[int, int],
    mwh: Mapping[str, Mapping[str, float]],
    factors: Mapping[str, float],
    *,
    renewable: Mapping[str, float] | None = None,
    sources: Mapping[str, float] | None = None,
    sinks_t: float = 0.0,
) -> Start:
    """Return the start of a model of `years`, first and last."""
    sources = sources or {}
    frame = Frame(tuple(range(years[0], years[1] + 1)), tuple(mwh), tuple(factors), tuple(sources))
    return Start(
        frame,
        np.array([[by.get(carrier, 0.0) for carrier in factors] for by in mwh.values()], dtype=float),
        np.array(list(factors.values()), dtype=float),
        np.array(list(sources.values()), dtype=float),
        sinks_t,
        np.array([(renewable or {}).get(carrier, 0.0) for carrier in factors]),
        np.array([2.0 if carrier in {"electricity", "heat_cold"} else 1.0 for carrier in factors]),
    )


def by_id(actions: Sequence[Action], values: Sequence[float]) -> dict[str, float]:
    return {one.id: float(value) for one, value in zip(actions, values, strict=True)}
