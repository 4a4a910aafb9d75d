"""Which households are energy poor by income and cost: 2M, M/2, low income high costs, a tenth of income."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.poverty.households import Array, Households

TWICE, HALF = 2.0, 0.5  # of the median share, of the median expenditure
TENTH_SHARE = 0.1
POVERTY_LINE_SHARE = 0.6  # of the median income
ROUNDING = 1e-9  # by which a value must pass a threshold: the rest is rounding of floats


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to tell who is energy poor.  formula : in the symbols of docs/method/energy-poverty.md."""

    code: str
    name: Message
    formula: str
    source: str


MEASURES = {
    one.code: one
    for one in (
        Measure(
            "2m", Message("High share of energy cost in income (2M)"), "s > 2 s_median", "energymeasures"
        ),
        Measure("m2", Message("Low energy cost (M/2)"), "e < e_median / 2", "energymeasures"),
        Measure(
            "lihc",
            Message("Low income, high costs"),
            "e > e_median and y - e < 0.6 y_median",
            "hills_2012",
        ),
        Measure("ten", Message("More than a tenth of income"), "s > 0.1", "boardman_1991"),
    )
}


@dataclass(frozen=True, slots=True)
class Medians:
    """The medians that households are held against; None: not known.

    energy_share : of energy cost in income, 0-1;
    energy_eur : energy cost per equivalent adult, EUR a year;
    income_eur : income less housing cost, before energy, per equivalent adult, EUR a year.
    """

    energy_share: float | None = None
    energy_eur: float | None = None
    income_eur: float | None = None

    def own(self) -> dict[str, float]:
        """{name: value} of those that are known."""
        named = {
            "energy_share": self.energy_share,
            "energy_eur": self.energy_eur,
            "income_eur": self.income_eur,
        }
        return {name: value for name, value in named.items() if value is not None}


def weighted_median(values: Array, weights: Array) -> float | None:
    """Return the value that half of the weight lies below; between two where it is exactly half, their mean.

    None without values.

    Source: design

    >>> weighted_median(np.array([1.0, 2.0, 3.0, 10.0]), np.ones(4))
    2.5
    >>> weighted_median(np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0, 3.0]))
    3.0
    """
    if len(values) == 0:
        return None
    order = np.argsort(values, kind="stable")
    ranked, below = values[order], np.cumsum(weights[order])
    half = below[-1] / 2
    at = int(np.searchsorted(below, half * (1 - ROUNDING)))
    if below[at] <= half * (1 + ROUNDING) and at + 1 < len(ranked):
        return float((ranked[at] + ranked[at + 1]) / 2)
    return float(ranked[at])


def sample_medians(table: Households) -> Medians:
    """Return the medians of the table itself, weighted; those that are not above 0 are None.

    Source: design: a national median is to be preferred where one is published
    """
    if len(table) == 0:
        return Medians()
    weights = table.weight
    return Medians(
        _positive(weighted_median(table.energy_eur / table.income_eur, weights)),
        _positive(weighted_median(table.energy_eur / table.equivalent_adults, weights)),
        _positive(weighted_median(_income_eur(table) / table.equivalent_adults, weights)),
    )


def check_medians(given: Medians) -> None:
    """Refuse medians that somebody gives and that can't be.

    Raises: InvalidInput where one is not above 0, or a share above 1
    """
    for name, value in given.own().items():
        if not (np.isfinite(value) and value > 0) or (name == "energy_share" and value > 1):
            raise InvalidInput(
                Message("A median of {value} can't be: amounts lie above 0, a share between 0 and 100 %.",
                        value=str(value)),
                hint=Message("Correct it, or leave it empty: the table's own median is taken then."),
            )  # fmt: skip


def flags(table: Households, medians: Medians) -> Mapping[str, NDArray[np.bool_] | None]:
    """Return {measure: which households it calls energy poor}, None where its median is not known.

    s = energy / income;  e = energy / equivalent adults;  y = (income - housing) / equivalent adults
    2M    s > 2 s_median                              high share of energy cost in income
    M/2   e < e_median / 2                            suspiciously low energy cost
    LIHC  e > e_median and y - e < 0.6 y_median       high costs that leave a residual income below the line
    10 %  s > 0.1

    The low-income-high-costs indicator takes modelled need of energy; a household table tells what was spent,
    so this is a measure of that type, not the indicator itself. Without housing cost, y is before housing.

    Source: energymeasures (2M, M/2); hills_2012 (LIHC); boardman_1991 (10 %); worked cases in
    tests/cases/poverty.yaml
    """
    share = table.energy_eur / table.income_eur
    energy = table.energy_eur / table.equivalent_adults
    residual = (_income_eur(table) - table.energy_eur) / table.equivalent_adults
    found: dict[str, NDArray[np.bool_] | None] = dict.fromkeys(MEASURES)
    found["ten"] = _above(share, TENTH_SHARE)
    if medians.energy_share is not None:
        found["2m"] = _above(share, TWICE * medians.energy_share)
    if medians.energy_eur is not None:
        found["m2"] = _below(energy, HALF * medians.energy_eur)
        if medians.income_eur is not None:
            found["lihc"] = _above(energy, medians.energy_eur) & _below(
                residual, POVERTY_LINE_SHARE * medians.income_eur
            )
    return found


def _income_eur(table: Households) -> Array:
    """Return what is left of income after housing."""
    return table.income_eur if table.housing_eur is None else table.income_eur - table.housing_eur


def _above(values: Array, threshold: float) -> NDArray[np.bool_]:
    return np.asarray(values > threshold * (1 + ROUNDING))


def _below(values: Array, threshold: float) -> NDArray[np.bool_]:
    return np.asarray(values < threshold * (1 - ROUNDING))


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None
