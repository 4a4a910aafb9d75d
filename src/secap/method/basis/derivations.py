"""A derivation: how a number came about, line by line, so that every number explains itself."""

from __future__ import annotations

from dataclasses import dataclass

from secap.method.basis.messages import Code, Message


@dataclass(frozen=True, slots=True)
class Step:
    """One line: a name, a value with unit, and the arithmetic or the source it came from."""

    label: Message
    value: float | None
    unit: str
    how: str | Message = ""  # the arithmetic in symbols, such as "TCE - LPE - GEP"
    source: str = ""  # key of sources.yaml, edition or the town's own source
    place: str = ""  # where in that source


@dataclass(frozen=True, slots=True)
class Derivation:
    """The whole way to one number.

    formula : in the guidebook's symbols;  method : the guidebook and section it comes from.
    """

    title: Message
    formula: str
    method: str
    steps: tuple[Step, ...]
    result: float
    unit: str
    quality: str = "derived"
    subject: Code | None = None
