"""The time of a NetCDF file: which days it holds, in the calendar of stations or of a climate model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.exchange.climate.raw import finding
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.climate.days import DAYS_360, NO_LEAP, STANDARD, DayAxis

CALENDARS = {
    "standard": STANDARD, "gregorian": STANDARD, "proleptic_gregorian": STANDARD,
    "noleap": NO_LEAP, "365_day": NO_LEAP, "360_day": DAYS_360,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Time:
    """axis : whole years that hold the file's days;  at : [time], position of each on the axis."""

    axis: DayAxis
    at: npt.NDArray[np.int64]

    @property
    def first(self) -> date:
        return self.axis.day(int(self.at.min()))


def time_dimension(file: str, data: Any, array: Any) -> str:
    for dim in array.dims:
        if dim in data.variables and "since" in str(data[dim].attrs.get("units", "")):
            return str(dim)
    raise UnreadableFile(
        Message("No time with a unit such as “days since 1950-01-01” was found."),
        where=(file,),
        hint=Message("Give a file that follows the CF conventions."),
    )


def time_of(file: str, coordinate: Any) -> tuple[Time | None, list[Finding]]:
    """Return the days of the file in its calendar, or the finding that they are not daily."""
    import cftime  # type: ignore[import-untyped]

    name = str(coordinate.attrs.get("calendar", "standard")).lower()
    if name not in CALENDARS:
        return None, [
            finding("model_calendar", Severity.ERROR, (file,),
                    Message("The calendar “{calendar}” is not known.", calendar=name[:40]),
                    Message("Use a file with one of: {names}.", names=sorted(CALENDARS)))
        ]  # fmt: skip
    stamps = np.asarray(coordinate.values, dtype=np.float64)
    if not stamps.size or not np.isfinite(stamps).all():
        raise UnreadableFile(Message("The time of the file has missing values."), where=(file,))
    unit = str(coordinate.attrs["units"])
    begin, end = cftime.num2date([stamps.min(), stamps.max()], unit, calendar=name)
    scale = _per_day(unit)
    if scale is None:
        return None, [_not_daily(file, Message("The time is counted in {unit}.", unit=unit.split()[0]))]
    calendar = CALENDARS[name]
    axis = DayAxis(begin.year, end.year - begin.year + 1, calendar)
    midnight = cftime.datetime(begin.year, begin.month, begin.day, calendar=name)
    zero = float(cftime.date2num(midnight, unit, calendar=name))
    offset = int(axis.month_starts[begin.month - 1]) + begin.day - 1
    at = np.floor((stamps - zero) / scale + 1e-6).astype(np.int64) + offset
    unique, counts = np.unique(at, return_counts=True)
    if float(np.median(counts)) > 1:
        return None, [_not_daily(file, Message("Values on each day: {count}.", count=int(np.median(counts))))]
    if len(unique) > 2 and float(np.median(np.diff(unique))) > 1:
        days = int(np.median(np.diff(unique)))
        return None, [_not_daily(file, Message("{days} days lie between two values.", days=days))]
    told = []
    if len(unique) < len(at):
        year, month, day = axis.triple(int(unique[counts > 1][0]))
        told.append(
            finding("duplicated_days", Severity.WARNING, (file,),
                    Message("Days that stand more than once, with the same values: {count}; first {day}.",
                            count=int((counts > 1).sum()), day=f"{year:04d}-{month:02d}-{day:02d}"),
                    Message("Each was counted once; remove the doubles."))
        )  # fmt: skip
    if calendar != STANDARD:
        told.append(
            finding("model_calendar", Severity.INFO, (file,),
                    Message("The model's years have {days} days (calendar {calendar}); sums are over these.",
                            days=360 if calendar == DAYS_360 else 365, calendar=name),
                    Message("Compare the model with itself only, as the periods do."))
        )  # fmt: skip
    return Time(axis, at), told


def _per_day(unit: str) -> float | None:
    """Return how many of a time unit a day has."""
    word = unit.strip().lower().split()[0].rstrip("s")
    return {"day": 1.0, "d": 1.0, "hour": 24.0, "hr": 24.0, "h": 24.0, "minute": 1440.0, "min": 1440.0,
            "second": 86400.0, "sec": 86400.0, "": 86400.0}.get(word)  # fmt: skip


def _not_daily(file: str, why: Message) -> Finding:
    return finding(
        "not_daily", Severity.ERROR, (file,),
        Message("The values are not daily. {why}", why=why), Message("Indicators need daily values."),
    )  # fmt: skip
