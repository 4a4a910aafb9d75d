"""The results of a scenario as JSON-ready data: lists by year, None where nothing is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from secap.method.basis import codes
from secap.method.scenarios.frame import Array

if TYPE_CHECKING:
    from secap.method.scenarios.costs import Costs
    from secap.method.scenarios.results import Results


def as_dict(results: Results, lang: str = "en") -> dict[str, object]:
    """Return everything as JSON-ready lists by year; `names` says what the codes mean in `lang`."""
    frame, budget = results.frame, results.budget
    sectors = dict.fromkeys((*frame.sectors, *frame.sources))
    return {
        "years": list(frame.years),
        "unit": results.gas_unit,
        "names": {
            "sectors": {one: codes.code("sectors", one).label(lang) for one in sectors},
            "carriers": {one: codes.code("carriers", one).label(lang) for one in frame.carriers},
        },
        "energy_mwh": {
            "total": _list(results.energy_mwh.sum(axis=(1, 2))),
            "by_sector": _lists(results.by_sector_mwh),
            "by_carrier": _lists(results.by_carrier_mwh),
            "local_electricity": _list(results.local_mwh),
        },
        "emissions_t": {
            "total": _list(results.total_t),
            "net": _list(results.net_t),
            "sinks": _list(results.sinks_t),
            "cumulative": _list(results.cumulative_t),
            "by_sector": _lists(results.by_sector_t),
            "by_carrier": _lists(results.by_carrier_t),
            "by_scope": _lists(results.by_scope_t),
            "not_energy": {
                code: _list(results.non_energy_t[:, row]) for row, code in enumerate(frame.sources)
            },
        },
        "renewable_share": _list(results.renewable_share),
        "costs": _costs(results.costs),
        "jobs_fte": results.jobs_fte,
        "co_benefits": dict(results.co_benefits),
        "targets": [
            {
                "year": one.year,
                "goal_t": one.goal_t,
                "total_t": one.total_t,
                "distance_t": one.distance_t,
                "is_met": one.is_met,
            }
            for one in results.distances
        ],
        "targets_outside": list(results.targets_outside),
        "budget": budget
        and {
            "path_t": {str(year): t for year, t in budget.path_t.items()},
            "budget_t": budget.budget_t,
            "emitted_t": budget.emitted_t,
            "left_t": budget.left_t,
        },
    }


def _costs(costs: Costs) -> dict[str, object]:
    return {
        "investment_eur": _list(costs.investment_eur),
        "operation_eur": _list(costs.operation_eur),
        "saving_eur": _list(costs.saving_eur),
        "bill_eur": _list(costs.bill_eur),
        "staff_fte": _list(costs.staff_fte),
        "unknown": {figure: list(ids) for figure, ids in costs.unknown.items()},
        "undated": list(costs.undated),
        "outside_eur": costs.outside_eur,
        "is_complete": costs.is_complete,
        "discounted_cost_eur": costs.discounted_cost_eur,
        "discounted_saving_eur": costs.discounted_saving_eur,
        "discounted_bill_eur": costs.discounted_bill_eur,
        "rate": costs.rate,
        "price_year": costs.price_year,
    }


def _list(values: Array | None) -> list[float | None] | None:
    if values is None:
        return None
    return [float(value) if np.isfinite(value) else None for value in values]


def _lists(by: Mapping[Any, Array]) -> dict[str, list[float | None] | None]:
    return {str(key): _list(values) for key, values in by.items()}
