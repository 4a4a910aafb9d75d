"""The effect calculators: which there are, and the one way to use them.

>>> from secap.method.actions.baseline import Baseline, Factor
>>> town = Baseline(2019, {"electricity": Factor("electricity", 0.1)})
>>> calculate("energy_saving", {"carrier": "electricity", "saving_mwh": 50}, town, sector="").central.t
5.0
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from itertools import product
from typing import Any

from secap.method.actions.baseline import Baseline
from secap.method.actions.effects import buildings, matter, supply, transport
from secap.method.actions.effects.model import Calculator, Effect, Input, Outcome
from secap.method.actions.effects.reading import Given, read
from secap.method.actions.effects.values import Values
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

__all__ = ["CALCULATORS", "Calculator", "Effect", "Input", "Outcome", "Values", "calculate"]

_ALL = {item.code: item for part in (buildings, supply, transport, matter) for item in part.CALCULATORS}
# In the order of the table, which is the order people choose from.
CALCULATORS: dict[str, Calculator] = {code: _ALL[code] for code in codes.table("effect_calculators")}


def calculator(code: str) -> Calculator:
    """Return one calculator. Raises InvalidInput that names the nearest codes."""
    if code in CALCULATORS:
        return CALCULATORS[code]
    near = difflib.get_close_matches(code, CALCULATORS, 3, 0.5)
    raise InvalidInput(
        Message("There is no calculator “{code}”.", code=code[:60]),
        where=("calculator",),
        hint=Message("Choose one of: {codes}.", codes=near or list(CALCULATORS)),
    )


def calculate(code: str, inputs: Mapping[str, Any], baseline: Baseline, *, sector: str) -> Effect:
    """Return the effect of an action, with the least and the greatest value within the ranges given.

    Every formula is monotone in each of its inputs, so the extremes lie where each ranged input is at one of
    its ends; all combinations are tried, since what lowers the effect depends on the other values.

    Parameters: code : of `effect_calculators`;
        inputs : {name: value} or {name: {"low", "central", "high"}} for key inputs, in the units of the
        calculator's inputs (shares in percent); {"factor.<carrier>": t/MWh, "factor_source": text} stand
        before the baseline's factor;  baseline : what effects are counted against;
        sector : code of `action_sectors` or `sectors`, of which percentages are taken
    Returns: Effect in MWh/a and t/a (the baseline's gas unit), low.t <= central.t <= high.t
    Raises: InvalidInput that names the input or the missing factor, and what to enter
    Source: design; each calculator names its own
    """
    chosen = calculator(code)
    given = read(chosen, inputs)
    values = Values(chosen, given, baseline)
    central = chosen.compute(values, baseline, sector)
    outcomes = [central]
    names = list(given.ranges)
    for ends in product(*given.ranges.values()) if names else ():
        corner = Values(chosen, given, baseline, dict(zip(names, ends, strict=True)))
        outcomes.append(chosen.compute(corner, baseline, sector))
    low, high = (find(outcomes, key=lambda outcome: outcome.order) for find in (min, max))
    return Effect(code, central, low, high, _used(given, values))


def _used(given: Given, values: Values) -> dict[str, Any]:
    """Return the inputs as they were used: what was given, and the defaults that stood in."""
    used: dict[str, Any] = {**values.used, **given.values}
    for name, (low, high) in given.ranges.items():
        used[name] = {"low": low, "central": given.values[name], "high": high}
    return used


def implied_factor_t_per_mwh(outcome: Outcome) -> float | None:
    """Return tonnes avoided per MWh saved or renewable; None where they aren't more than 0.

    Source: design
    """
    energy = sum(outcome.saved_mwh.values()) + outcome.renewable_mwh
    return outcome.t / energy if energy > 0 else None
