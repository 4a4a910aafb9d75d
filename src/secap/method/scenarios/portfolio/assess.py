"""The full yearly model as the judge of a selection."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.frame import Array
from secap.method.scenarios.model import Draws
from secap.method.scenarios.portfolio.problem import Option
from secap.method.scenarios.setup import Model

# (year, reach [selection, option], share of the full effect 0-1) -> t of that year [selection]
Evaluate = Callable[[int, Array], Array]
CELLS = 20_000_000  # numbers held at once: keeps a batch below some 200 MB


@dataclass(frozen=True, slots=True)
class Judge:
    """central : the model as it stands;  confident : the t that are not exceeded with the confidence wanted,
    None where the central value decides;  confidence : 0-1, None without `confident`."""

    central: Evaluate
    confident: Evaluate | None = None
    confidence: float | None = None

    def t(self, year: int, reach: Array) -> Array:
        """Return the t that are held against the target: [selection]."""
        return (self.confident or self.central)(year, reach)


def judge_of(
    model: Model,
    options: Sequence[Option],
    *,
    draws: Draws | None = None,
    confidence: float | None = None,
) -> Judge:
    """Return the judge that runs the yearly model.

    Actions of the model that are no options are not carried out.

    Parameters: draws : of everything uncertain, without `on`;  confidence : 0-1, such as 0.8: the target is
        met in 8 of 10 draws
    Raises: InvalidInput where the confidence is none, or given without draws
    Source: design
    """
    places = {action.id: place for place, action in enumerate(model.actions)}
    at = np.array([places[option.id] for option in options], dtype=int)
    # The reach of a selection is the ramp itself, so the model's own is full everywhere.
    full = replace(model, ramps=np.ones_like(model.ramps))

    def on_of(reach: Array) -> Array:
        on = np.zeros((len(reach), len(model.actions)))
        on[:, at] = reach
        return on

    def central(year: int, reach: Array) -> Array:
        years = full.years(year)
        size = len(model.actions) + model.start.mwh.size
        step = max(CELLS // max(size, 1), 1)
        parts = [
            full.pathway(Draws(on=on_of(reach[first : first + step])), years=years).total_t[:, 0]
            for first in range(0, len(reach), step)
        ]
        return np.concatenate(parts) if parts else np.zeros(0)

    if confidence is None:
        return Judge(central)
    if not 0 < confidence < 1:
        raise InvalidInput(
            Message("The confidence is {value}, but must be between 0 and 1.", value=str(confidence)),
            where=("confidence",),
            hint=Message("Enter a share such as 0.8."),
        )
    if draws is None:
        raise InvalidInput(
            Message("A confidence needs draws."), hint=Message("Give the uncertain inputs their ranges.")
        )
    known = draws
    # The smallest t that at least this share of the draws does not exceed.
    nth = max(math.ceil(confidence * draws.count - 1e-9), 1) - 1

    def confident(year: int, reach: Array) -> Array:
        years = full.years(year)
        found = []
        for row in on_of(reach):
            on = np.broadcast_to(row, (known.count, len(row)))
            t = full.pathway(replace(known, on=on), years=years).total_t[:, 0]
            found.append(np.partition(t, nth)[nth])
        return np.array(found)

    return Judge(central, confident, confidence)
