"""What the climate profile knows of the poverty indicators that are about climate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from secap.method.basis import codes

OBSERVED = "observed"
LONGEST = 300  # signs of a source


@dataclass(frozen=True, slots=True)
class Offer:
    """The latest year of an observed series."""

    year: int
    value: float
    source: str


def offers(series: Iterable[Any]) -> Mapping[str, Offer]:
    """Return {poverty indicator: what the observed series say}, the latest year of all of them.

    series : `plan.climate_series`, each with `series` and `indicators`
    """
    known: dict[str, Offer] = {}
    for one in series:
        if one.series.kind != OBSERVED:
            continue
        source = ", ".join(filter(None, [_("Climate profile"), one.series.title, one.series.source]))
        for indicator in one.indicators:
            years = {int(year): value for year, value in indicator.years.items() if value is not None}
            if years and (indicator.code not in known or max(years) > known[indicator.code].year):
                year = max(years)
                known[indicator.code] = Offer(year, float(years[year]), source[:LONGEST])
    return {
        code: known[row.climate]
        for code, row in codes.table("poverty_indicators").items()
        if row.climate in known
    }
