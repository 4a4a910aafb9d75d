"""A daily series: what a station measured or a climate model computed, one value for each day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.climate.days import STANDARD, DayAxis, axis_of

Values = npt.NDArray[np.float64]

# Daily maximum, minimum and mean temperature (°C), precipitation (mm), mean wind and gust (m/s).
VARIABLES = ("tx", "tn", "tm", "pr", "wind", "gust")


@dataclass(frozen=True)
class DailySeries:
    """One station, or one cell of a climate model.

    values : {variable: [day], NaN where missing}, all of one length, the first day being `start`;
    calendar : standard | noleap | 360_day;  model : the climate model, None for what was measured;
    derived : variables that were computed from others.
    """

    name: str
    start: date
    values: Mapping[str, Values]
    latitude: float | None = None
    longitude: float | None = None
    altitude_m: float | None = None
    source: str = ""
    licence: str = ""
    model: str | None = None
    experiment: str = ""
    calendar: str = STANDARD
    station: str = ""
    derived: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(one) for one in self.values.values()}
        if len(lengths) != 1 or 0 in lengths:
            raise InvalidInput(Message("A daily series needs one value for each day."), where=(self.name,))
        unknown = sorted(set(self.values) - set(VARIABLES))
        if unknown:
            raise InvalidInput(
                Message("A daily series has no variable “{name}”.", name=unknown[0]),
                where=(self.name,),
                hint=Message("Use one of: {names}.", names=list(VARIABLES)),
            )

    @cached_property
    def n_days(self) -> int:
        return len(next(iter(self.values.values())))

    @cached_property
    def axis(self) -> DayAxis:
        """The whole years that hold the series."""
        return axis_of(self.start, self.n_days, self.calendar)

    @property
    def last_day(self) -> date:
        return self.axis.day(self.axis.position(self.start) + self.n_days - 1)

    @property
    def years(self) -> list[int]:
        """Calendar years that the series touches."""
        return [int(year) for year in self.axis.years]

    @cached_property
    def missing(self) -> dict[str, int]:
        """{variable: days without a value}."""
        return {name: int(np.isnan(one).sum()) for name, one in self.values.items()}

    @property
    def is_projected(self) -> bool:
        return self.model is not None

    def on(self, axis: DayAxis) -> dict[str, Values]:
        """Return {variable: [day of the axis]}, NaN outside the series. The axis must hold the series."""
        offset = axis.position(self.start)
        placed = {}
        for name, one in self.values.items():
            placed[name] = np.full(axis.n_days, np.nan)
            placed[name][offset : offset + self.n_days] = one
        return placed


def with_mean(series: DailySeries) -> DailySeries:
    """Return the series with a daily mean temperature: where none is given, (tx + tn) / 2, marked as derived.

    Source: wmo_1203
    """
    if "tm" in series.values or not {"tx", "tn"} <= set(series.values):
        return series
    mean = (series.values["tx"] + series.values["tn"]) / 2
    return replace(series, values={**series.values, "tm": mean}, derived=(*series.derived, "tm"))


def joined(parts: Sequence[DailySeries]) -> DailySeries:
    """Return several series of one station, each with other variables, as one.

    Raises: InvalidInput where two of them hold the same variable, or their calendars differ
    """
    first = parts[0]
    if len(parts) == 1:
        return first
    names = [name for part in parts for name in part.values]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice or len({part.calendar for part in parts}) > 1:
        raise InvalidInput(
            Message("The files can't be joined: more than one of them holds “{name}”.", name=twice or "time"),
            where=(first.name,),
            hint=Message("Give one file for each variable of a station."),
        )
    start = min(part.start for part in parts)
    end = max(part.last_day for part in parts)
    axis = DayAxis(start.year, end.year - start.year + 1, first.calendar)
    begin, stop = axis.position(start), axis.position(end) + 1
    values = {name: one[begin:stop] for part in parts for name, one in part.on(axis).items()}
    known: dict[str, Any] = {}
    for field in ("latitude", "longitude", "altitude_m", "source", "licence"):
        given = [getattr(part, field) for part in parts]
        known[field] = next((one for one in given if one not in (None, "")), given[0])
    derived = tuple(name for part in parts for name in part.derived)
    return replace(first, start=start, values=values, derived=derived, **known)
