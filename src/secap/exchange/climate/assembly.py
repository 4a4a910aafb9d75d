"""Rows become a daily series: days in order, none twice, gaps left open; what was found is told."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from secap.exchange.climate.dates import HINT, NO_DAY, iso
from secap.exchange.climate.plausible import canonical
from secap.exchange.climate.raw import Days, Raw, ReadClimate, Values, finding, variable
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.climate.days import DayAxis
from secap.method.climate.findings import spans
from secap.method.climate.series import DailySeries

MONTH_DAYS = 27
MUCH_MISSING_SHARE = 0.05
BELIEVED_C = 0.05  # rounding: a mean may lie so far beyond maximum and minimum
MOST_DAYS = 400 * 366
SHORTEST_YEAR = 300


def assembled(raw: Raw) -> ReadClimate:
    """Return the series of one station. Without one there is a finding of severity error."""
    findings: list[Finding] = []
    raw, told = _with_days(raw)
    findings += told
    if not len(raw.days):
        return ReadClimate((), tuple(findings))
    if (step := _not_daily(raw)) is not None:
        return ReadClimate((), (*findings, step))
    values, told = canonical(raw)
    findings += told
    if not values:
        return ReadClimate((), tuple(findings))
    days, values, told = _ordered(raw, values)
    findings += told
    first, last = int(days[0]), int(days[-1])
    count = last - first + 1
    if count > MOST_DAYS:
        findings.append(
            finding("too_long", Severity.ERROR, (raw.name,),
                    Message("The days reach from {first} to {last}.", first=iso(first), last=iso(last)),
                    Message("Look for a mistyped year."))
        )  # fmt: skip
        return ReadClimate((), tuple(findings))
    placed = {}
    for name, one in values.items():
        placed[name] = np.full(count, np.nan)
        placed[name][days - first] = one
    findings += _gaps(raw, days)
    series = DailySeries(
        name=raw.name,
        start=np.datetime64(first, "D").astype(object),
        values=placed,
        latitude=raw.latitude,
        longitude=raw.longitude,
        altitude_m=raw.altitude_m,
        source=raw.source,
        licence=raw.licence,
        station=raw.station,
    )
    findings += judged(series)
    return ReadClimate((series,), tuple(findings))


def _with_days(raw: Raw) -> tuple[Raw, list[Finding]]:
    """Leave out rows without a readable day."""
    bad = np.flatnonzero(raw.days == NO_DAY)
    if not bad.size:
        return raw, []
    kept = np.flatnonzero(raw.days != NO_DAY)
    severity = Severity.ERROR if bad.size > 0.01 * len(raw.days) + 3 else Severity.WARNING
    told = finding(
        "bad_days", severity, (raw.name, raw.line(int(bad[0]))),
        Message("Rows without a readable day: {count}. They were left out.", count=int(bad.size)),
        HINT,
    )  # fmt: skip
    lines = [raw.lines[int(row)] for row in kept] if len(raw.lines) else ()
    values = {name: one[kept] for name, one in raw.values.items()}
    return (
        Raw(**{**raw.__dict__, "days": raw.days[kept], "values": values, "lines": lines}),
        [told],
    )


def _not_daily(raw: Raw) -> Finding | None:
    """Return why the rows are not one for each day, or None."""
    unique, counts = np.unique(raw.days, return_counts=True)
    if len(raw.days) >= 4 and float(np.median(counts)) > 1:
        return finding(
            "not_daily", Severity.ERROR, (raw.name,),
            Message("Each day stands in {count} rows: hourly values, or several stations in one table.",
                    count=int(np.median(counts))),
            Message("Give one row for each day; with several stations, a column “station” tells them apart."),
        )  # fmt: skip
    steps = np.diff(unique)
    if len(steps) >= 2 and float(np.median(steps)) > 1:
        middle = int(np.median(steps))
        message = (
            Message("The values are monthly or yearly: {days} days lie between two of them.", days=middle)
            if middle >= MONTH_DAYS
            else Message("The values are not daily: {days} days lie between two of them.", days=middle)
        )
        return finding(
            "not_daily", Severity.ERROR, (raw.name,), message, Message("Indicators need daily values.")
        )
    return None


def _ordered(raw: Raw, values: Mapping[str, Values]) -> tuple[Days, dict[str, Values], list[Finding]]:
    """Return days in order, each once. Of a day given twice with different values nothing is kept."""
    findings: list[Finding] = []
    days = raw.days
    if (np.diff(days) < 0).any():
        row = int(np.flatnonzero(np.diff(days) < 0)[0]) + 1
        findings.append(
            finding("unsorted", Severity.INFO, (raw.name, raw.line(row)),
                    Message("The days are not in order; they were sorted."), Message("Nothing to do."))
        )  # fmt: skip
    order = np.argsort(days, kind="stable")
    days = days[order]
    ordered = {name: one[order] for name, one in values.items()}
    first = np.ones(len(days), dtype=bool)
    first[1:] = days[1:] != days[:-1]
    if first.all():
        return days, ordered, findings
    starts = np.flatnonzero(first)
    conflicting = np.zeros(len(starts), dtype=bool)
    kept: dict[str, Values] = {}
    for name, one in ordered.items():
        known = np.isfinite(one)
        low = np.minimum.reduceat(np.where(known, one, np.inf), starts)
        high = np.maximum.reduceat(np.where(known, one, -np.inf), starts)
        differs = high > low
        conflicting |= differs
        kept[name] = np.where(differs | ~np.isfinite(low), np.nan, low)
    unique = days[starts]
    twice = np.diff(np.append(starts, len(days))) > 1
    same = unique[twice & ~conflicting]
    rows = order[np.flatnonzero(~first)]  # the second row of each such day, and those after it
    of_day = np.searchsorted(unique, raw.days[rows])
    if len(same):
        findings.append(
            finding("duplicated_days", Severity.WARNING,
                    (raw.name, raw.line(int(rows[~conflicting[of_day]][0]))),
                    Message("Days that stand more than once, with the same values: {count}; first {day}.",
                            count=len(same), day=iso(int(same[0]))),
                    Message("Each was counted once; remove the doubles."))
        )  # fmt: skip
    if conflicting.any():
        different = [iso(int(day)) for day in unique[conflicting]]
        findings.append(
            finding("conflicting_days", Severity.ERROR,
                    (raw.name, raw.line(int(rows[conflicting[of_day]][0]))),
                    Message("Days that stand more than once, with different values ({count}): {days}.",
                            count=len(different), days=_some(different)),
                    Message("These days count as missing. Keep the right row of each, and read it again."))
        )  # fmt: skip
    return unique, kept, findings


def _some(texts: list[str], most: int = 5) -> Message | list[str]:
    if len(texts) <= most:
        return texts
    return Message("{some} and {more} more", some=texts[:most], more=len(texts) - most)


def _gaps(raw: Raw, days: Days) -> list[Finding]:
    steps = np.diff(days)
    holes = np.flatnonzero(steps > 1)
    if not holes.size:
        return []
    absent = int((steps[holes] - 1).sum())
    longest = int(holes[np.argmax(steps[holes])])
    share = absent / (int(days[-1]) - int(days[0]) + 1)
    return [
        finding("gaps", Severity.WARNING if share > MUCH_MISSING_SHARE else Severity.INFO, (raw.name,),
                Message("Days that are not in the file: {count}; the longest gap is {first} to {last}.",
                        count=absent, first=iso(int(days[longest]) + 1),
                        last=iso(int(days[longest + 1]) - 1)),
                Message("Gaps are not filled; years with too many missing days get no indicators."))
    ]  # fmt: skip


def judged(series: DailySeries) -> list[Finding]:
    """Return what is missing in a series, and where its variables contradict each other."""
    return [*_missing(series), *_contradictions(series)]


def _missing(series: DailySeries) -> list[Finding]:
    findings = []
    placed: dict[str, Values] = {}
    for name, count in series.missing.items():
        if not count:
            continue
        share = count / series.n_days
        where = (series.name, variable(name))
        findings.append(
            finding("missing_days", Severity.WARNING if share > MUCH_MISSING_SHARE else Severity.INFO, where,
                    Message("Days without a value: {count} of {total} ({share}).", count=count,
                            total=series.n_days, share=Amount(100 * share, "%", 1)),
                    Message("Nothing is filled; years with too many missing days get no indicators."))
        )  # fmt: skip
        if count >= SHORTEST_YEAR and not placed:
            placed = series.on(series.axis)
        empty = _empty_years(placed[name], series.axis) if count >= SHORTEST_YEAR else []
        if count == series.n_days:
            findings.append(
                finding("empty_variable", Severity.ERROR, where, Message("No day has a value."),
                        Message("Remove the column, or give the file with its values."))
            )  # fmt: skip
        elif empty:
            findings.append(
                finding("empty_years", Severity.WARNING, where,
                        Message("Years without any value ({count}): {years}.", count=len(empty),
                                years=spans(empty)),
                        Message("Look for these years at the station's owner; they get no indicators."))
            )  # fmt: skip
    return findings


def _empty_years(values: Values, axis: DayAxis) -> list[int]:
    known = np.add.reduceat(np.isfinite(values), axis.year_starts[:-1], dtype=np.int64)
    return [int(year) for year, count in zip(axis.years, known, strict=True) if not count]


def _contradictions(series: DailySeries) -> list[Finding]:
    findings = []
    values = series.values
    with np.errstate(invalid="ignore"):
        if {"tx", "tn"} <= set(values):
            wrong = np.flatnonzero(values["tn"] > values["tx"])
            if wrong.size:
                findings.append(
                    finding("tn_above_tx", Severity.WARNING, (series.name,),
                            Message("Days with the minimum above the maximum: {count}, first {day}.",
                                    count=int(wrong.size), day=_day(series, int(wrong[0]))),
                            Message("Look whether the columns are exchanged, or correct the days."))
                )  # fmt: skip
        if "tm" in values and "tm" not in series.derived:
            beyond = np.zeros(series.n_days, dtype=bool)
            if "tx" in values:
                beyond |= values["tm"] > values["tx"] + BELIEVED_C
            if "tn" in values:
                beyond |= values["tm"] < values["tn"] - BELIEVED_C
            wrong = np.flatnonzero(beyond)
            if wrong.size:
                findings.append(
                    finding("mean_outside", Severity.WARNING, (series.name,),
                            Message("Days with the mean outside minimum and maximum: {count}, first {day}.",
                                    count=int(wrong.size), day=_day(series, int(wrong[0]))),
                            Message("Different hours of observation explain small differences; else correct "
                                    "the days."))
                )  # fmt: skip
    return findings


def _day(series: DailySeries, at: int) -> str:
    year, month, day = series.axis.triple(series.axis.position(series.start) + at)
    return f"{year:04d}-{month:02d}-{day:02d}"
