"""An observed series beside those of climate models: changes by indicator, proposals that know them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secap.method.climate.periods import Period, PeriodChange, Projection, changes
from secap.method.climate.results import IndicatorSeries

Run = tuple[str, str, Mapping[str, IndicatorSeries]]  # model, emission scenario, indicators


def changes_by_indicator(
    observed: Mapping[str, IndicatorSeries] | None, runs: Sequence[Run], reference: Period | None = None
) -> dict[str, list[PeriodChange]]:
    """Return {code: what the models expect}; codes of which they say nothing are left out.

    Parameters: observed : indicators of the station, None where there is none
        runs : (model, emission scenario, its indicators)
    Source: as periods.changes
    """
    codes = list(dict.fromkeys(code for _model, _experiment, indicators in runs for code in indicators))
    found = {}
    for code in codes:
        projections = [
            Projection(model, experiment, indicators[code])
            for model, experiment, indicators in runs
            if code in indicators
        ]
        told = changes((observed or {}).get(code), projections, reference)
        if told:
            found[code] = told
    return found
