"""Weights of criteria, whatever they weigh."""

from __future__ import annotations

import math
from collections.abc import Mapping

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message


def check_weights(table: str, weights: Mapping[str, float]) -> None:
    """Refuse weights that can't weigh anything.

    table : list of the criteria;  weights : {criterion: weight}, only their proportions matter
    Raises: InvalidInput naming the criterion where it is unknown, or its weight negative or no number
    """
    for criterion, weight in weights.items():
        codes.get(table, criterion)
        if not (math.isfinite(weight) and weight >= 0):
            raise InvalidInput(
                Message(
                    "The weight of “{criterion}” is {weight}, but must be 0 or more.",
                    criterion=codes.code(table, criterion),
                    weight=str(weight),
                ),
                where=("weights", criterion),
                hint=Message("Enter a weight such as 10; only the proportions of the weights matter."),
            )
