"""Daily values as a reader found them, before days are put in order and values are judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.climate.series import DailySeries

Days = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Raw:
    """Values of one station, a row for each line that was read.

    days : [row], days since 1970-01-01;  values : {variable: [row]} as they stand;
    units : {variable: unit as stated};  lines : [row], lines of the file, empty where it has none;
    file : its name;  name : of the station.
    """

    file: str
    name: str
    days: Days
    values: Mapping[str, Values]
    units: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[int] = ()
    station: str = ""
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    source: str = ""
    licence: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)

    def line(self, row: int) -> Message | str:
        """Return the place of a row in words."""
        return Message("line {line}", line=int(self.lines[row])) if len(self.lines) else ""


@dataclass(frozen=True)
class ReadClimate:
    """The series of a file, and what reading it found."""

    series: tuple[DailySeries, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        return any(one.severity is Severity.ERROR for one in self.findings)


def variable(name: str) -> Code:
    """Return a variable for a sentence."""
    return codes.code("climate_variables", name)


def finding(
    what: str, severity: Severity, where: Sequence[object], message: Message, hint: Message
) -> Finding:
    """Return a finding of this chapter's readers."""
    return Finding(f"climate.{what}", severity, tuple(part for part in where if part), message, hint)
