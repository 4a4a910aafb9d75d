"""Effect calculators: from what an action does to MWh saved, MWh renewable and tonnes avoided a year."""

from __future__ import annotations

from secap.method.actions.effects.calculators import (
    CALCULATORS,
    calculate,
    calculator,
    implied_factor_t_per_mwh,
)
from secap.method.actions.effects.model import Calculator, Effect, Input, Outcome
from secap.method.actions.effects.values import Values

__all__ = [
    "CALCULATORS",
    "Calculator",
    "Effect",
    "Input",
    "Outcome",
    "Values",
    "calculate",
    "calculator",
    "implied_factor_t_per_mwh",
]
