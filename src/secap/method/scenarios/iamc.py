"""A scenario in the format in which databases of scenarios exchange them (IAMC): model, scenario, region,
variable, unit, then a column for each year.

Names are English whatever the reader's language: other programs read them.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from secap.method.basis import codes
from secap.method.scenarios.frame import Array
from secap.method.scenarios.results import Results

HEAD = ("Model", "Scenario", "Region", "Variable", "Unit")
Cell = str | int | float | None
GASES = {"t CO₂": ("CO2", "t CO2/yr"), "t CO₂eq": ("Kyoto Gases", "t CO2-equiv/yr")}


def iamc_table(results: Results, *, model: str, scenario: str, region: str) -> list[list[Cell]]:
    """Return the header and a row for each variable; None where a year's value is unknown.

    Emissions do not deduct removals: these stand apart as positive amounts. A variable that is unknown in all
    years has no row.
    Source: design (the layout and the names of variables follow the IAMC data template)
    """
    rows: list[list[Cell]] = [[*HEAD, *results.frame.years]]
    for variable, unit, values in _variables(results):
        if np.any(np.isfinite(values)):
            cells = [float(value) if np.isfinite(value) else None for value in values]
            rows.append([model, scenario, region, variable, unit, *cells])
    return rows


def _variables(results: Results) -> Iterator[tuple[str, str, Array]]:
    frame, costs = results.frame, results.costs
    gas, tonnes = GASES.get(results.gas_unit, ("CO2", f"{results.gas_unit}/yr"))
    yield f"Emissions|{gas}", tonnes, results.total_t
    yield f"Emissions|{gas}|Energy", tonnes, results.energy_t.sum(axis=(1, 2))
    for row, sector in enumerate(frame.sectors):
        yield f"Emissions|{gas}|Energy|{_sector(sector)}", tonnes, results.energy_t[:, row].sum(axis=1)
    for row, source in enumerate(frame.sources):
        yield f"Emissions|{gas}|Other|{_sector(source)}", tonnes, results.non_energy_t[:, row]
    if np.any(results.sinks_t):
        yield "Carbon Sequestration|Land Use", tonnes, -results.sinks_t
    yield "Final Energy", "MWh/yr", results.energy_mwh.sum(axis=(1, 2))
    for row, sector in enumerate(frame.sectors):
        name = f"Final Energy|{_sector(sector)}"
        yield name, "MWh/yr", results.energy_mwh[:, row].sum(axis=1)
        for column, carrier in enumerate(frame.carriers):
            values = results.energy_mwh[:, row, column]
            if np.any(values):
                yield f"{name}|{_plain(codes.code('carriers', carrier).label('en'))}", "MWh/yr", values
    if results.renewable_share is not None:
        yield "Renewable Share|Final Energy", "%", 100.0 * results.renewable_share
    money = f"EUR_{costs.price_year}/yr"
    flows = (("Investment", costs.investment_eur), ("Operation", costs.operation_eur),
             ("Stated Saving", costs.saving_eur), ("Energy Bill", costs.bill_eur))  # fmt: skip
    for name, flow in flows:
        if flow is not None:
            yield f"Cost|{name}", money, flow


def _sector(code: str) -> str:
    return _plain(codes.code("sectors", code).label("en"))


def _plain(name: str) -> str:
    """The bar divides the levels of a variable, so no name may hold one."""
    return name.replace("|", "/")
