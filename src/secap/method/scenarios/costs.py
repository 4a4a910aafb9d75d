"""What a scenario costs by year: investment, operation, money saved, energy bill, staff; and discounted."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from secap.method.actions.action import Action
from secap.method.actions.money import annuity_factor
from secap.method.actions.schedule import full_effect_year
from secap.method.actions.workload import work_years
from secap.method.scenarios.frame import Array

INVESTMENT, OPERATION, SAVING, STAFF = "investment", "operation", "saving", "staff"


@dataclass(frozen=True, slots=True)
class Costs:
    """Money and staff of the actions that are carried out, each [year]; None where no action's is known.

    investment_eur : once, investment and other cost;  operation_eur, saving_eur : as stated with the actions;
    bill_eur : of all final energy, NaN where a carrier in use has no price;  staff_fte : working time;
    unknown : {investment | operation | saving | staff: ids of the actions that add nothing to it};
    undated : ids of actions whose cost or staff is known, but not the year: in no year's sum;
    outside_eur : cost in years that the model does not cover;
    discounted_cost_eur, discounted_saving_eur, discounted_bill_eur : sums over the years, worth in
    `price_year`, cost being investment and operation;  rate : a year, share.
    The bill and the savings stated are two views of the same money: never add them.
    """

    investment_eur: Array | None
    operation_eur: Array | None
    saving_eur: Array | None
    bill_eur: Array
    staff_fte: Array | None
    unknown: Mapping[str, tuple[str, ...]]
    undated: tuple[str, ...]
    outside_eur: float
    discounted_cost_eur: float | None
    discounted_saving_eur: float | None
    discounted_bill_eur: float | None
    rate: float
    price_year: int

    @property
    def is_complete(self) -> bool:
        """Whether investment and operation of every action carried out are known, and when they fall due."""
        return not (self.unknown[INVESTMENT] or self.unknown[OPERATION] or self.undated)

    @property
    def total_investment_eur(self) -> float | None:
        """Return the cost once within the years; None where an action's cost or its year is unknown."""
        if self.investment_eur is None or self.unknown[INVESTMENT] or self.undated:
            return None
        return float(self.investment_eur.sum())


def costs(
    actions: Sequence[Action],
    on: Array,
    ramps: Array,
    years: Sequence[int],
    *,
    energy_mwh: Array,
    price_eur_per_mwh: Array,
    rate: float,
    price_year: int,
) -> Costs:
    """Return what the actions cost by year.

    The cost once falls evenly on the years of the work, without them on the year before the full effect;
    operation and savings follow the share of the full effect; staff is needed whole in each year of the work.
    Of an action carried out in part everything counts in part.

    Parameters: on : [action], 0-1;  ramps : [action, year];  energy_mwh : [year, carrier];
        price_eur_per_mwh : [year, carrier], NaN where unknown;  rate : discount rate a year, share, > -1;
        price_year : of the money, to which is discounted
    Raises: InvalidInput for a rate that is none
    Source: design, K = sum over y of (I(y) + O(y)) / (1 + r)^(y - P)
    """
    annuity_factor(rate, 1)  # refuses a wrong rate
    carried = [place for place in range(len(actions)) if on[place] > 0]
    due = {place: due_years(actions[place]) for place in carried}
    undated = tuple(
        actions[place].id
        for place in carried
        if not due[place] and (actions[place].cost_eur or actions[place].staff_fte)
    )

    def gather(value_of: Callable[[Action], float | None], shape: Callable[[int], Array]) -> Array | None:
        known = [(place, value_of(actions[place])) for place in carried]
        rows = [on[place] * value * shape(place) for place, value in known if value is not None]
        if carried and not rows:
            return None
        return np.sum(rows, axis=0) if rows else np.zeros(len(years))

    def in_equal_parts(place: int) -> Array:
        return _where(years, due[place]) / max(len(due[place]), 1)

    investment = gather(lambda one: one.cost_eur, in_equal_parts)
    operation = gather(lambda one: one.yearly_cost_eur, lambda place: ramps[place])
    saving = gather(lambda one: one.yearly_saving_eur, lambda place: ramps[place])
    staff = gather(lambda one: one.staff_fte, lambda place: _where(years, due[place]))
    bill = np.where(energy_mwh != 0, energy_mwh * price_eur_per_mwh, 0.0).sum(axis=1)
    worth = (1.0 + rate) ** -(np.array(years, dtype=float) - price_year)
    dated = math.fsum(float(on[place]) * (actions[place].cost_eur or 0.0) for place in carried if due[place])
    inside = float(investment.sum()) if investment is not None else 0.0
    outside = dated - inside
    return Costs(
        investment,
        operation,
        saving,
        bill,
        staff,
        {
            INVESTMENT: _lacking(actions, carried, lambda one: one.cost_eur),
            OPERATION: _lacking(actions, carried, lambda one: one.yearly_cost_eur),
            SAVING: _lacking(actions, carried, lambda one: one.yearly_saving_eur),
            STAFF: _lacking(actions, carried, lambda one: one.staff_fte),
        },
        undated,
        outside if abs(outside) > 1e-9 * max(abs(dated), 1.0) else 0.0,
        _worth([investment, operation], worth),
        _worth([saving], worth),
        _worth([bill], worth) if np.all(np.isfinite(bill)) else None,
        rate,
        price_year,
    )


def due_years(action: Action) -> tuple[int, ...]:
    """Return the years on which the cost once falls: those of the work, else the one before the full effect.

    Source: design
    """
    years = tuple(year for year in work_years(action) if year is not None)
    if years:
        return years
    full = full_effect_year(action)
    return () if full is None else (full - 1,)


def _where(years: Sequence[int], due: Sequence[int]) -> Array:
    return np.isin(years, due).astype(float)


def _lacking(
    actions: Sequence[Action], carried: Sequence[int], value_of: Callable[[Action], float | None]
) -> tuple[str, ...]:
    return tuple(actions[place].id for place in carried if value_of(actions[place]) is None)


def _worth(flows: Sequence[Array | None], worth: Array) -> float | None:
    known = [float(flow @ worth) for flow in flows if flow is not None]
    return math.fsum(known) if known else None
