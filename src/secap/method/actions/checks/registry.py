"""The list of checks, how one is asked, and the thresholds behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from secap.method.actions.action import Action
from secap.method.actions.checks.data import PlanActions
from secap.method.basis import tables
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message

NEGLIGIBLE = 1e-9  # share by which two floats may differ and still be the same number


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check is given: the actions, and its own name and severity."""

    data: PlanActions
    id: str
    severity: Severity

    def finding(
        self, *where: object, message: Message, hint: Message, severity: Severity | None = None
    ) -> Finding:
        """Return a finding of this check at `where`, with its severity unless another is given."""
        return Finding(f"actions.{self.id}", severity or self.severity, where, message, hint)

    def each(self) -> Iterator[Action]:
        """Yield the actions that count."""
        yield from self.data.active


CheckFunction = Callable[[Asked], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: name, usual severity, function; what it looks for is the function's docstring."""

    id: str
    severity: Severity
    function: CheckFunction

    def __call__(self, data: PlanActions) -> list[Finding]:
        return list(self.function(Asked(data, self.id, self.severity)))


REGISTRY: dict[str, Check] = {}


def check(id: str, severity: Severity) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function as the check `id`."""

    def register(function: CheckFunction) -> CheckFunction:
        if id in REGISTRY:
            raise ValueError(f"two functions for the check {id}")
        REGISTRY[id] = Check(id, severity, function)
        return function

    return register


@cache
def _thresholds() -> dict[str, float]:
    return {row["code"]: float(row["value"]) for row in tables.rows("actions/thresholds.csv")}


def threshold(code: str) -> float:
    """Return a threshold of `tables/actions/thresholds.csv`, in its row's unit. KeyError where absent."""
    return _thresholds()[code]
