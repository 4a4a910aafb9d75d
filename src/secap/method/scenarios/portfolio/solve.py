"""One mixed-integer linear problem, solved by HiGHS with a proven gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from secap.method.scenarios.frame import Array
from secap.method.scenarios.portfolio.rows import Row

GAP = 1e-3  # of the objective: what counts as solved
# Below this number of binaries the last bit of the gap costs nothing.
SMALL = 150


class Status(StrEnum):
    OPTIMAL = "optimal"  # within the gap
    FEASIBLE = "feasible"  # stopped by time
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"  # stopped by time without a solution


@dataclass(frozen=True, slots=True)
class Answer:
    """columns : those at 1;  extra : values of the continuous columns;  value : of the objective;
    bound : no solution has less;  gap : share between the two."""

    status: Status
    columns: tuple[int, ...] = ()
    extra: tuple[float, ...] = ()
    value: float = float("inf")
    bound: float = -float("inf")
    gap: float = float("inf")


def solve(
    costs: Array,
    rows: Sequence[Row],
    *,
    extra_costs: Sequence[float] = (),
    extra_lower: Sequence[float] = (),
    gap: float = GAP,
    time_limit_s: float = 30.0,
) -> Answer:
    """Return the choice of binary columns with the least cost.

    costs : [column], in any unit;  extra_costs, extra_lower : of continuous columns after the binary ones;
    gap : relative, at which to stop;  time_limit_s : of this one problem.
    Source: design, min c x subject to the rows, x binary; solver HiGHS
    """
    import highspy

    binaries, count = len(costs), len(costs) + len(extra_costs)
    objective = np.concatenate([np.asarray(costs, float), np.asarray(extra_costs, float)])
    scale = float(np.abs(objective).max(initial=0.0)) or 1.0
    solver = highspy._core._Highs()  # the plain solver: the other class greets on the standard output
    settings: dict[str, bool | float | str] = {
        "output_flag": False,
        "mip_rel_gap": min(gap, 1e-9) if binaries <= SMALL else gap,
        "mip_abs_gap": 1e-9 if binaries <= SMALL else 1e-6,
        "time_limit": max(time_limit_s, 0.0),
        "random_seed": 0,
        "parallel": "off",
        "threads": 1,
    }
    for name, setting in settings.items():
        solver.setOptionValue(name, setting)
    solver.passModel(_problem(objective / scale, binaries, count, rows, extra_lower))
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Answer(Status.INFEASIBLE)
    if status == kinds.kModelEmpty or not count:
        return Answer(Status.OPTIMAL, (), (), 0.0, 0.0, 0.0)
    values = np.array(solver.getSolution().col_value)
    bound = float(info.mip_dual_bound) * scale
    if info.primal_solution_status != 2 or len(values) != count:
        return Answer(Status.UNKNOWN, bound=bound)
    chosen = tuple(int(one) for one in np.flatnonzero(values[:binaries] > 0.5))
    value = float(info.objective_function_value) * scale
    done = Status.OPTIMAL if status == kinds.kOptimal else Status.FEASIBLE
    left = max(value - bound, 0.0)
    return Answer(
        done, chosen, tuple(values[binaries:]), value, min(bound, value), left / abs(value) if value else 0.0
    )


def _problem(
    objective: Array, binaries: int, count: int, rows: Sequence[Row], extra_lower: Sequence[float]
) -> Any:
    import highspy

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, len(rows)
    lp.col_cost_ = objective
    lp.col_lower_ = np.concatenate([np.zeros(binaries), np.asarray(extra_lower, float)])
    lp.col_upper_ = np.concatenate([np.ones(binaries), np.full(count - binaries, highspy.kHighsInf)])
    # Rows in EUR, tonnes and FTE are brought to one size: tolerances of the solver are absolute.
    scales = np.array([max((abs(one) for one in row.terms.values()), default=1.0) or 1.0 for row in rows])
    lp.row_lower_ = np.array([row.lower for row in rows]) / scales
    lp.row_upper_ = np.array([row.upper for row in rows]) / scales
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in rows)])
    lp.a_matrix_.index_ = np.array([column for row in rows for column in row.terms], dtype=np.int32)
    lp.a_matrix_.value_ = np.array(
        [value / scale for row, scale in zip(rows, scales, strict=True) for value in row.terms.values()]
    )
    whole = [highspy.HighsVarType.kInteger] * binaries
    lp.integrality_ = whole + [highspy.HighsVarType.kContinuous] * (count - binaries)
    return lp


def prices(costs: Array, rows: Sequence[Row], *, extra_costs: Sequence[float] = ()) -> list[float]:
    """Return the shadow price of each row: how much less the objective is for one more of its unit.

    Of the problem in which parts of an action may be chosen; 0 where the row does not bind.
    Source: design, duals of the linear relaxation
    """
    import highspy

    count = len(costs) + len(extra_costs)
    objective = np.concatenate([np.asarray(costs, float), np.asarray(extra_costs, float)])
    lp = _problem(objective, len(costs), count, rows, [-highspy.kHighsInf] * len(extra_costs))
    lp.integrality_ = []
    solver = highspy._core._Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(lp)
    solver.run()
    duals = list(solver.getSolution().row_dual)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal or len(duals) != len(rows):
        return [0.0] * len(rows)
    sizes = [max((abs(one) for one in row.terms.values()), default=1.0) or 1.0 for row in rows]
    return [abs(dual) / size for dual, size in zip(duals, sizes, strict=True)]
