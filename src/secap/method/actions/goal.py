"""A goal under the vision as the book sees it: what is to be reached, measured by one indicator."""

from __future__ import annotations

from dataclasses import dataclass

from secap.method.actions.action import Indicator


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal.

    id : the identifier people know it by;  kind : code of `action_kinds`;
    indicator : with base and target value and year, None where there is none;
    direction : the main direction it belongs to;  reference : the record behind it.
    """

    id: str
    title: str = ""
    kind: str = "mitigation"
    description: str = ""
    indicator: Indicator | None = None
    direction: str = ""
    responsible: str = ""
    reference: object = None
