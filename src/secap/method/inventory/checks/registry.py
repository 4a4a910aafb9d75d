"""The list of checks, and how one is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from secap.method.basis.errors import SecapError
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.inventory.checks.data import InventoryData
from secap.method.inventory.thresholds import CheckRow, check_rows


class NotEvaluated(SecapError):
    """A check that can't be made for lack of data. That is not a pass."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a check is given: the inventory, its own row of the table, and the current year."""

    data: InventoryData
    row: CheckRow
    current_year: int

    def finding(
        self, *where: object, message: Message, hint: Message, severity: Severity | None = None
    ) -> Finding:
        """Return a finding of this check at year / `where`, with the row's severity unless another is "
        "given."""
        return Finding(
            f"inventory.{self.row.id}", severity or self.row.severity, (self.data.year, *where), message, hint
        )


CheckFunction = Callable[[Asked], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: the row's id and number, and the function."""

    id: str
    no: int
    function: CheckFunction


REGISTRY: dict[str, Check] = {}


def check(id: str, no: int) -> Callable[[CheckFunction], CheckFunction]:
    """Register a function as the check `id`, row `no` of validation_checks.csv."""

    def register(function: CheckFunction) -> CheckFunction:
        if id in REGISTRY:
            raise ValueError(f"two functions for the check {id}")
        REGISTRY[id] = Check(id, no, function)
        return function

    return register


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one check: findings, none (passed), or a reason why it wasn't evaluated."""

    row: CheckRow
    findings: tuple[Finding, ...] = ()
    not_evaluated: Message | None = None

    @property
    def state(self) -> str:
        """Return found | passed | no_data."""
        if self.not_evaluated is not None:
            return "no_data"
        return "found" if self.findings else "passed"

    @property
    def name(self) -> Code:
        return self.row.code


def outcome(one: Check, data: InventoryData, current_year: int) -> Outcome:
    """Ask one check."""
    row = check_rows()[one.id]
    try:
        return Outcome(row, tuple(one.function(Asked(data, row, current_year))))
    except NotEvaluated as reason:
        return replace(Outcome(row), not_evaluated=reason.message)
