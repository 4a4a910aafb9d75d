"""What climate models expect: the mean of a coming period against the same model's reference period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.climate.results import IndicatorSeries
from secap.method.climate.wording import amount

# Standard periods of the World Meteorological Organization, and the usual ones of projections.
REFERENCES = ((1991, 2020), (1981, 2010), (1971, 2000), (1961, 1990))
FUTURES = ((2021, 2050), (2041, 2070), (2071, 2100))
LEAST_SHARE = 0.8

Period = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Projection:
    """One indicator of one model run; `experiment` such as RCP4.5, `historical` for its past."""

    model: str
    experiment: str
    indicator: IndicatorSeries


@dataclass(frozen=True, slots=True)
class ModelChange:
    """One model: mean of its reference period and of the coming one."""

    model: str
    reference_mean: float
    mean: float

    @property
    def change(self) -> float:
        return self.mean - self.reference_mean


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """What the models of one emission scenario expect for one period.

    observed : mean that was measured in the reference period, None where it is not known.
    """

    code: str
    experiment: str
    reference: Period
    period: Period
    models: tuple[ModelChange, ...]
    observed: float | None

    @property
    def low(self) -> float:
        return min(one.change for one in self.models)

    @property
    def high(self) -> float:
        return max(one.change for one in self.models)

    @property
    def middle(self) -> float:
        ordered = sorted(one.change for one in self.models)
        half = len(ordered) // 2
        return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

    @property
    def agreed(self) -> int:
        """1 where all models expect more, -1 where all expect less, else 0."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0

    def expected(self) -> tuple[float, float] | None:
        """Return what was measured plus the models' least and greatest change."""
        return None if self.observed is None else (self.observed + self.low, self.observed + self.high)

    def words(self) -> Message:
        """Return the change in words, with the models named."""
        values: dict[str, object] = {
            "period": _period(self.period),
            "reference": _period(self.reference),
            "experiment": self.experiment or Message("an unnamed emission scenario"),
            "models": [one.model for one in self.models],
            "low": _signed(self.low, self.code),
            "high": _signed(self.high, self.code),
            "middle": _signed(self.middle, self.code),
        }
        if len(self.models) == 1:
            return Message("{period} against {reference}, {experiment}: {middle} (model {models}).", **values)
        return Message(
            "{period} against {reference}, {experiment}: {low} to {high}, middle {middle} (models {models}).",
            **values,
        )

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the change JSON-ready."""
        expected = self.expected()
        return {
            "experiment": self.experiment,
            "reference": list(self.reference),
            "period": list(self.period),
            "models": [
                {"model": one.model, "reference_mean": one.reference_mean, "mean": one.mean,
                 "change": one.change}
                for one in self.models
            ],
            "low": self.low,
            "middle": self.middle,
            "high": self.high,
            "observed": self.observed,
            "expected": list(expected) if expected else None,
            "words": self.words().text(lang),
        }  # fmt: skip


def _period(period: Period) -> str:
    return f"{period[0]}–{period[1]}"


def _signed(value: float, code: str) -> Message | Amount:
    rounded = round(value, int(codes.get("climate_indicators", code).decimals))
    size = amount(abs(value), code)
    if rounded > 0:
        return Message("+{amount}", amount=size)
    return Message("−{amount}", amount=size) if rounded < 0 else size


def period_mean(indicator: IndicatorSeries, period: Period) -> float | None:
    """Return the mean of a period, None where fewer than 80 % of its years have a value.

    Source: wmo_1203 (share of years)
    """
    mean, count = indicator.mean_of(*period)
    return mean if count >= LEAST_SHARE * (period[1] - period[0] + 1) else None


def reference_of(indicators: Sequence[IndicatorSeries], chosen: Period | None = None) -> Period | None:
    """Return the reference period: the chosen one, else the latest standard period that all of them cover."""
    if chosen:
        return chosen
    covered = [
        period
        for period in REFERENCES
        if indicators and all(period_mean(one, period) is not None for one in indicators)
    ]
    return covered[0] if covered else None


def changes(
    observed: IndicatorSeries | None, projections: Sequence[Projection], reference: Period | None = None
) -> list[PeriodChange]:
    """Return what models expect of one indicator, by emission scenario and period.

    Each model is compared with itself, so that what it always has too warm or too wet falls out; the measured
    mean plus this change is what to expect. A run without the reference period takes it from the same model's
    `historical` run; a model with neither is left out.

    Parameters: observed : what was measured, to have the reference period in common
        projections : of one indicator;  reference : first and last year, chosen where not given
    Source: wmo_1203 for the periods; delta change: design
    """
    runs = [one for one in projections if one.experiment.lower() != "historical"]
    pasts = {model: _past(model, projections) for model in {one.model for one in runs}}
    covering = [observed] if observed and observed.known else []
    for run in runs:
        past = _whole(run, pasts[run.model])
        covering += [past] if reference_of([past]) else []
    period = reference_of(covering, reference) or reference_of(covering[1:] if observed else covering)
    if period is None:
        return []
    measured = period_mean(observed, period) if observed else None
    found = []
    for experiment in dict.fromkeys(run.experiment for run in runs):
        for future in FUTURES:
            models = []
            for run in runs:
                if run.experiment != experiment:
                    continue
                base = period_mean(_whole(run, pasts[run.model]), period)
                mean = period_mean(run.indicator, future)
                if base is not None and mean is not None:
                    models.append(ModelChange(run.model, base, mean))
            if models:
                code = runs[0].indicator.code
                found.append(PeriodChange(code, experiment, period, future, tuple(models), measured))
    return found


def _past(model: str, projections: Sequence[Projection]) -> IndicatorSeries | None:
    return next(
        (
            one.indicator
            for one in projections
            if one.model == model and one.experiment.lower() == "historical"
        ),
        None,
    )


def _whole(run: Projection, past: IndicatorSeries | None) -> IndicatorSeries:
    """Return a run with the years of the model's past before it; the run's own years stand first."""
    known = {**(past.known if past else {}), **run.indicator.known}
    years = tuple(range(min(known), max(known) + 1)) if known else ()
    values = tuple(known.get(year) for year in years)
    return IndicatorSeries(run.indicator.code, years, values, None)
