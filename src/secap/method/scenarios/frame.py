"""The axes of the yearly model and the inventory it starts from.

Every array has its axes in this order, as far as it has them: (draw, year, sector, carrier).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.method.actions.baseline import Baseline
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

Array = npt.NDArray[np.float64]
ELECTRICITY, HEAT = "electricity", "heat_cold"


@dataclass(frozen=True, slots=True)
class Frame:
    """years : from the start year to the horizon, without a gap;  sectors, carriers : codes, in the order of
    their tables;  sources : sectors whose emissions are not energy's (waste, waste water ...)."""

    years: tuple[int, ...]
    sectors: tuple[str, ...]
    carriers: tuple[str, ...]
    sources: tuple[str, ...] = ()

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.years), len(self.sectors), len(self.carriers)

    def year(self, year: int) -> int:
        """Return the place of a year. Raises InvalidInput where the model does not reach it."""
        if not self.years[0] <= year <= self.years[-1]:
            raise InvalidInput(
                Message(
                    "The scenario covers {first} to {last}, not {year}.",
                    first=self.years[0],
                    last=self.years[-1],
                    year=year,
                ),
                hint=Message("Choose a year within, or move the horizon."),
            )
        return year - self.years[0]


@dataclass(frozen=True, slots=True)
class Start:
    """The inventory the model starts from.

    mwh : [sector, carrier], MWh/a;  factor_t_per_mwh : [carrier];  non_energy_t : [source], t/a;
    sinks_t : removals, t/a, 0 or negative;  renewable : [carrier], share of it that is renewable (0-1);
    scope : [carrier], 1 burnt here, 2 supplied by a grid;  population : None where unknown;
    gas_unit : of every tonne.
    """

    frame: Frame
    mwh: Array
    factor_t_per_mwh: Array
    non_energy_t: Array
    sinks_t: float = 0.0
    renewable: Array | None = None
    scope: Array | None = None
    population: float | None = None
    gas_unit: str = "t CO₂"

    @property
    def year(self) -> int:
        return self.frame.years[0]

    @property
    def total_t(self) -> float:
        """Return the emissions of the start year, sinks not deducted.

        Source: com_technical_annex_2010
        """
        return float((self.mwh * self.factor_t_per_mwh).sum() + self.non_energy_t.sum())


def start_of(
    baseline: Baseline,
    *,
    horizon: int,
    sinks_t: float = 0.0,
    renewable: Mapping[str, float] | None = None,
    extra_carriers: Sequence[str] = (),
) -> Start:
    """Return the start of the model from an inventory as the actions see it.

    horizon : last year;  renewable : {carrier: renewable share} of grid electricity and heat; carriers of the
    group renewable count as 1, others as 0;  extra_carriers : that only actions bring.
    Raises: InvalidInput where the horizon does not lie after the inventory, or a carrier used has no factor
    """
    if horizon <= baseline.year:
        raise InvalidInput(
            Message("The horizon {year} does not lie after the inventory of {start}.", year=horizon,
                    start=baseline.year),
            hint=Message("Choose a later horizon."),
        )  # fmt: skip
    used = {carrier for by in baseline.mwh.values() for carrier, mwh in by.items() if mwh}
    carriers = tuple(
        code
        for code in codes.table("carriers")
        if code in used or code in extra_carriers or code == ELECTRICITY
    )
    table = codes.table("sectors")
    sectors = tuple(code for code in table if code in baseline.mwh)
    energy_t = {
        sector: sum(mwh * baseline.factor(carrier).t_per_mwh for carrier, mwh in by.items() if mwh)
        for sector, by in baseline.mwh.items()
    }
    # What a sector emits beyond its energy (waste, processes, direct emissions) is a source of its own.
    rest = {
        code: total - energy_t.get(code, 0.0)
        for code, total in baseline.by_sector_t.items()
        if abs(total - energy_t.get(code, 0.0)) > 1e-6 * max(abs(total), 1.0)
    }
    sources = tuple(code for code in table if code in rest)
    frame = Frame(tuple(range(baseline.year, horizon + 1)), sectors, carriers, sources)
    mwh = np.array([[baseline.mwh[s].get(c, 0.0) for c in carriers] for s in sectors]).reshape(
        len(sectors), len(carriers)
    )
    groups = {code: row.group for code, row in codes.table("carriers").items()}
    share = dict(renewable or {})
    return Start(
        frame,
        mwh,
        np.array([baseline.factor(carrier).t_per_mwh for carrier in carriers]),
        np.array([rest[source] for source in sources]),
        sinks_t,
        np.array([share.get(c, 1.0 if groups[c] == "renewable" else 0.0) for c in carriers]),
        np.array([float(codes.table("carriers")[c].default_scope or 1) for c in carriers]),
        baseline.population,
        baseline.gas_unit,
    )


def places(names: Sequence[str], wanted: Sequence[str]) -> Any:
    """Return the places of the wanted names that are there."""
    return [names.index(name) for name in wanted if name in names]
