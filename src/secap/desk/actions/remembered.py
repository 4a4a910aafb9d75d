"""Effects that were calculated before: the same inputs against the same baseline give the same effect.

A plan of 1,000 actions asks for thousands of outcomes on every page, nearly all of them unchanged since the
page before. Kept in the process only, by content: nothing has to be thrown away when a record changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from secap.method.actions import effects
from secap.method.actions.baseline import Baseline

MOST = 8192  # effects; about 20 MB where each has a range


class Named:
    """Something that can't be a key itself, known by a text that says all that is in it."""

    __slots__ = ("content", "name")

    def __init__(self, name: str, content: Any) -> None:
        self.name, self.content = name, content

    def __hash__(self) -> int:
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and self.name == other.name


def basis(baseline: Baseline) -> Named:
    """Return a baseline as a key. Make it once for many effects."""
    return Named(repr(baseline), baseline)


def calculate(code: str, inputs: Mapping[str, Any], against: Named, *, sector: str) -> effects.Effect:
    """Return what `effects.calculate` returns.

    against : see `basis`.  Raises: SecapError like it, calculated anew each time
    """
    return _calculate(code, Named(json.dumps(inputs, sort_keys=True), inputs), against, sector)


@lru_cache(maxsize=MOST)
def _calculate(code: str, inputs: Named, against: Named, sector: str) -> effects.Effect:
    return effects.calculate(code, inputs.content, against.content, sector=sector)
