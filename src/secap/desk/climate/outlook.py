"""What climate models expect of a measured series: rows by indicator and emission scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secap.desk.climate.profile import MAIN, TABLE, IndicatorLine, Period, SeriesProfile, projections
from secap.method.basis import codes
from secap.method.climate.periods import FUTURES, PeriodChange
from secap.method.climate.results import IndicatorSeries

# Settings that decide what an indicator counts: two series are compared where these are the same.
DECISIVE = (
    "hdd_base_c", "hdd_limit_c", "cooling_base_c", "heat_wave_tx_c", "heat_wave_days", "cold_wave_tm_c",
    "cold_wave_days", "gust_ms", "wind_ms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProjectedRow:
    """One indicator in one emission scenario.  cells : by coming period, None where no model reaches it."""

    code: str
    experiment: str
    reference: Period
    observed: float | None
    cells: tuple[PeriodChange | None, ...]

    @property
    def unit(self) -> str:
        return str(codes.get(TABLE, self.code).unit)

    @property
    def digits(self) -> int:
        return int(codes.get(TABLE, self.code).decimals)

    @property
    def models(self) -> str:
        names = dict.fromkeys(model.model for cell in self.cells if cell for model in cell.models)
        return ", ".join(names)


def futures() -> list[Period]:
    """Return the coming periods that models are asked about."""
    return [Period(*one) for one in FUTURES]


def measured(profile: SeriesProfile, found: Sequence[SeriesProfile]) -> SeriesProfile | None:
    """Return the series that projections are compared with: the shown one, else the town's first."""
    if profile.is_observed:
        return profile
    return next((one for one in found if one.is_observed), None)


def projected_rows(profile: SeriesProfile, found: Sequence[SeriesProfile]) -> list[ProjectedRow]:
    """Return what the town's model runs expect of the main indicators."""
    observed = measured(profile, found)
    runs = [one for one in found if not one.is_observed]
    rows = []
    for code in MAIN if runs else ():
        indicator = _indicator(observed, code)
        by_experiment: dict[str, list[PeriodChange]] = {}
        for change in projections(indicator, code, runs):
            by_experiment.setdefault(change.experiment, []).append(change)
        for experiment, changes in by_experiment.items():
            cells = {change.period: change for change in changes}
            first = changes[0]
            rows.append(
                ProjectedRow(
                    code,
                    experiment,
                    Period(*first.reference),
                    first.observed,
                    tuple(cells.get(future) for future in FUTURES),
                )
            )
    return rows


def projected_changes(
    profile: SeriesProfile, found: Sequence[SeriesProfile]
) -> dict[str, list[PeriodChange]]:
    """Return {code: what models expect} for every indicator of a measured series."""
    runs = [one for one in found if not one.is_observed]
    return {
        code: changes
        for code, line in profile.lines.items()
        if runs and (changes := projections(line.indicator, code, runs))
    }


def compared_settings(profile: SeriesProfile, found: Sequence[SeriesProfile]) -> list[SeriesProfile]:
    """Return the model runs that were computed with other settings than the measured series."""
    observed = measured(profile, found)
    if observed is None:
        return []
    own = observed.series.settings
    return [
        run
        for run in found
        if not run.is_observed
        and any(
            name in own and name in run.series.settings and own[name] != run.series.settings[name]
            for name in DECISIVE
        )
    ]


def _indicator(observed: SeriesProfile | None, code: str) -> IndicatorSeries | None:
    line: IndicatorLine | None = observed.lines.get(code) if observed else None
    return line.indicator if line else None
