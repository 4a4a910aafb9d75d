"""One record of every kind, and how an address says who may open it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from secap.desk.inventory import models as inventory
from secap.desk.registry.records import Record
from tests.cast import Cast

YEAR = 2019


@dataclass
class World:
    """The cast with one record of every kind, entered by Ada."""

    cast: Cast
    records: dict[type[Record], Record] = field(default_factory=dict)

    def uid(self, model: type[Record]) -> str:
        return self.records[model].uid

    @property
    def barrier(self) -> Record:
        return self.records[inventory.Barrier]


Example = Callable[[World], dict[str, Any]]


@dataclass(frozen=True)
class Address:
    """is_common : what stands there is the same in every town, such as a published edition."""

    right: str
    example: Example = lambda world: {}
    is_common: bool = False


def room(
    namespace: str, name: str, model: type[Record], *, reads: str = "view", writes: str = "contribute"
) -> dict[str, Address]:
    """Return the three addresses of a room whose records hang on the town itself."""
    return {
        f"{namespace}:{name}": Address(reads),
        f"{namespace}:{name}-new": Address(writes),
        f"{namespace}:{name}-edit": Address(writes, lambda world: {"uid": world.uid(model)}),
    }
