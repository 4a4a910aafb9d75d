"""From a daily series to its indicators, trends, return levels and proposals: the one entry for pages and
command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np

from secap.method.basis.findings import Finding
from secap.method.climate.days import DayAxis
from secap.method.climate.extremes import INDICATORS, Extremes, extremes
from secap.method.climate.findings import findings_of
from secap.method.climate.indicators import Block, yearly
from secap.method.climate.proposals import Proposal, proposals
from secap.method.climate.results import IndicatorSeries, trimmed
from secap.method.climate.series import VARIABLES, DailySeries, with_mean
from secap.method.climate.settings import Settings
from secap.method.climate.trends import trends

SITES_AT_ONCE = 64

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of a daily series once its indicators are known."""

    name: str
    station: str
    first_day: str
    last_day: str
    n_days: int
    missing: Mapping[str, int]
    derived: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    altitude_m: float | None
    source: str
    licence: str
    model: str | None
    experiment: str
    calendar: str

    def as_dict(self) -> dict[str, Any]:
        """Return the summary JSON-ready."""
        found = {name: getattr(self, name) for name in self.__slots__}
        return {**found, "missing": dict(self.missing), "derived": list(self.derived)}


@dataclass(frozen=True, slots=True)
class ClimateAssessment:
    """All that one series says.

    indicators : {code: yearly values and trend}, in the order of the table;  return_levels : {code: levels}.
    """

    series: Summary
    settings: Settings
    indicators: Mapping[str, IndicatorSeries]
    return_levels: Mapping[str, Extremes]
    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]

    def yearly(self) -> dict[str, dict[str, list[float | int | None]]]:
        """Return {code: {"years": [...], "values": [... None where missing]}}, JSON-ready, to be stored."""
        return {
            code: {"years": list(one.years), "values": list(one.values)}
            for code, one in self.indicators.items()
        }

    def as_dict(self, lang: str = "en", *, with_years: bool = False) -> dict[str, Any]:
        """Return the assessment JSON-ready, in words of `lang`; the values of each year only where asked."""
        indicators = {code: one.as_dict(lang) for code, one in self.indicators.items()}
        if with_years:
            indicators = {code: {**indicators[code], **years} for code, years in self.yearly().items()}
        return {
            "series": self.series.as_dict(),
            "settings": self.settings.as_dict(),
            "indicators": indicators,
            "return_levels": {code: one.as_dict(lang) for code, one in self.return_levels.items()},
            "proposals": [one.as_dict(lang) for one in self.proposals],
            "findings": [one.as_dict(lang) for one in self.findings],
        }


@dataclass(frozen=True, slots=True)
class SiteBlock:
    """Sites that are computed together, each with a generator of its own."""

    series: tuple[DailySeries, ...]
    settings: Settings
    rngs: tuple[np.random.Generator, ...]


class Mapper(Protocol):
    """Whatever calls a function on blocks and returns the results in their order (secap.jobs.executor)."""

    def map(
        self, function: Callable[[Any], Any], blocks: Sequence[Any], report: Report | None = None
    ) -> list[Any]: ...


def assess(series: DailySeries, settings: Settings, rng: np.random.Generator) -> ClimateAssessment:
    """Return what one series says.

    Parameters: rng : for the intervals of return levels
    Raises: InvalidInput where the library of the indicators is not installed
    Source: as indicators, trends, extremes, proposals
    """
    return assess_block(SiteBlock((series,), settings, (rng,)))[0]


def annual(series: DailySeries, settings: Settings) -> dict[str, dict[str, list[float | int | None]]]:
    """Return {code: {"years": [...], "values": [... None where missing]}}, JSON-ready, without trends.

    Source: as indicators
    """
    found = _indicators((with_mean(series),), settings)[0]
    return {code: {"years": list(years), "values": list(values)} for code, (years, values) in found.items()}


def assess_many(
    series: Sequence[DailySeries],
    settings: Settings,
    rng: np.random.Generator | Sequence[np.random.Generator],
    mapper: Mapper | None = None,
    report: Report | None = None,
    finish: Callable[[ClimateAssessment], Any] | None = None,
) -> list[Any]:
    """Return what many series say, in their order: assessments, or what `finish` makes of each.

    The blocks and their random numbers depend on the series alone: whoever carries them out, the results are
    the same.

    Parameters: rng : one for all, or one for each series
        mapper : carries out blocks, here and one after the other where none is given
        report : called with (blocks done, blocks in all);  finish : a function that can be pickled, called
        where the block is computed
    Source: as assess
    """
    rngs = rng.spawn(len(series)) if isinstance(rng, np.random.Generator) else rng
    order, blocks = blocks_of(series, settings, rngs)
    function = partial(_finished, finish=finish) if finish else assess_block
    if mapper is not None:
        results = mapper.map(function, blocks, report)
    else:
        results = []
        for block in blocks:
            results.append(function(block))
            if report:
                report(len(results), len(blocks))
    flat = [one for result in results for one in result]
    placed = dict(zip(order, flat, strict=True))
    return [placed[at] for at in range(len(series))]


def _finished(block: SiteBlock, finish: Callable[[ClimateAssessment], Any]) -> list[Any]:
    return [finish(one) for one in assess_block(block)]


def blocks_of(
    series: Sequence[DailySeries], settings: Settings, rngs: Sequence[np.random.Generator]
) -> tuple[list[int], list[SiteBlock]]:
    """Return (positions of the series in the blocks' order, blocks).

    A block holds at most 64 sites with the same variables and calendar, those of like years together.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, one in enumerate(series):
        groups.setdefault((one.calendar, tuple(sorted(one.values))), []).append(at)
    order: list[int] = []
    blocks = []
    for members in groups.values():
        members.sort(key=lambda at: (series[at].axis.first_year, series[at].axis.n_years, at))
        for begin in range(0, len(members), SITES_AT_ONCE):
            some = members[begin : begin + SITES_AT_ONCE]
            order += some
            blocks.append(
                SiteBlock(tuple(series[at] for at in some), settings, tuple(rngs[at] for at in some))
            )
    return order, blocks


def assess_block(block: SiteBlock) -> list[ClimateAssessment]:
    """Return what the sites of a block say, in their order. All must have the same variables and calendar.

    Source: as assess
    """
    series = tuple(with_mean(one) for one in block.series)
    found = _indicators(series, block.settings)
    keys = [(at, code) for at, by_code in enumerate(found) for code in by_code]
    first = min((found[at][code][0][0] for at, code in keys), default=0)
    last = max((found[at][code][0][-1] for at, code in keys), default=0)
    rows = np.full((len(keys), last - first + 1), np.nan)
    for place, (at, code) in enumerate(keys):
        years, values = found[at][code]
        rows[place, years[0] - first : years[-1] - first + 1] = [
            np.nan if value is None else value for value in values
        ]
    by_key = dict(zip(keys, trends(np.arange(first, last + 1), rows), strict=True))
    return [
        _assessment(
            one,
            block.settings,
            {
                code: IndicatorSeries(code, years, values, by_key[at, code])
                for code, (years, values) in found[at].items()
            },
            rng,
        )
        for at, (one, rng) in enumerate(zip(series, block.rngs, strict=True))
    ]


def _indicators(
    series: Sequence[DailySeries], settings: Settings
) -> list[dict[str, tuple[tuple[int, ...], tuple[float | None, ...]]]]:
    """Return by site {code: (years, values)}; indicators without any value are left out."""
    first = min(one.axis.first_year for one in series)
    last = max(int(one.axis.years[-1]) for one in series)
    axis = DayAxis(first, last - first + 1, series[0].calendar)
    placed = [one.on(axis) for one in series]
    names = [name for name in VARIABLES if name in placed[0]]
    block = Block(axis, {name: np.stack([one[name] for one in placed]) for name in names})
    found: list[dict[str, Any]] = [{} for _ in series]
    for code, (values, _complete) in yearly(block, settings).items():
        for at in range(len(series)):
            years, kept = trimmed(axis.years.tolist(), values[at])
            if years:
                found[at][code] = (years, kept)
    return found


def _assessment(
    series: DailySeries,
    settings: Settings,
    indicators: Mapping[str, IndicatorSeries],
    rng: np.random.Generator,
) -> ClimateAssessment:
    levels = {
        code: extremes(code, indicators[code].values, rng, indicators[code].trend)
        for code in INDICATORS
        if code in indicators
    }
    proposed = () if series.is_projected else tuple(proposals(indicators))
    return ClimateAssessment(
        summary(series),
        settings,
        indicators,
        levels,
        proposed,
        tuple(findings_of(series, indicators)),
    )


def summary(series: DailySeries) -> Summary:
    """Return what is kept of a series."""
    return Summary(
        series.name,
        series.station,
        series.start.isoformat(),
        series.last_day.isoformat(),
        series.n_days,
        series.missing,
        series.derived,
        series.latitude,
        series.longitude,
        series.altitude_m,
        series.source,
        series.licence,
        series.model,
        series.experiment,
        series.calendar,
    )
