"""Which inputs of a scenario are uncertain, and how far: from the ranges of the effects, the quality grades
of the energy and the tables `scenarios/quality_ranges.csv` and `scenarios/factor_ranges.csv`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from secap.method.actions.effects import Effect
from secap.method.actions.effects.model import Outcome
from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios import distributions as kinds
from secap.method.scenarios.distributions import Distribution, Uncertain
from secap.method.scenarios.setup import Model

Grades = Sequence[Sequence[str | None]]


@dataclass(frozen=True, slots=True)
class Range:
    """A row of a table: range around 1, correlation with others of its kind (0-1), where it is from."""

    distribution: Distribution
    correlation: float
    source: str
    quality: str
    note: str


@cache
def quality_ranges() -> dict[str, Range]:
    """Return {grade of `data_quality`: range}; "" is energy that nobody graded."""
    return {row["grade"]: _range(row) for row in tables.rows("scenarios/quality_ranges.csv")}


@cache
def factor_ranges() -> dict[tuple[str, str], Range]:
    """Return {(kind, carrier or group of carriers or ""): range}."""
    rows = tables.rows("scenarios/factor_ranges.csv")
    return {(row["kind"], row["applies_to"]): _range(row) for row in rows}


def _range(row: dict[str, str]) -> Range:
    return Range(
        Distribution(row["distribution"], float(row["low"]), 1.0, float(row["high"])),
        float(row["correlation"]),
        row["source"],
        row["quality"],
        row["note"],
    )


def uncertain_of(
    model: Model, *, energy_quality: Grades | None = None, effects: Sequence[Sequence[Effect]] = ()
) -> list[Uncertain]:
    """Return the uncertain inputs of a scenario.

    energy_quality : [sector, carrier], grades of `data_quality`, None or "" where nobody graded; None: no
        grades at all;
    effects : calculated, of each action in its place; where low and high are the central value, the range of
        the table counts.
    Only what can move the result is there: energy above zero, factors above zero, paths that change, actions
    that the scenario carries out. Emissions that are not energy's have no range.
    Raises: InvalidInput for an unknown grade
    Source: design
    """
    found = [_effect(model, place, own) for place, own in enumerate(effects) if model.on[place]]
    return [one for one in found if one] + _energy(model, energy_quality) + _factors(model) + _growth(model)


def _effect(model: Model, place: int, effects: Sequence[Effect]) -> Uncertain | None:
    ratio = effect_ratio(effects)
    if ratio is None:
        return None
    default = factor_ranges()["effect", ""].distribution
    # The least and the greatest outcome are ends, not percentiles.
    shape = default if ratio == (1.0, 1.0) else Distribution(kinds.TRIANGULAR, ratio[0], 1.0, ratio[1])
    action = model.actions[place]
    name = Message("Effect of {action}", action=action.title or action.id)
    return Uncertain(name, kinds.EFFECT, (place,), shape)


def effect_ratio(effects: Sequence[Effect]) -> tuple[float, float] | None:
    """Return low and high of an action's effects together, relative to the central value.

    Tonnes count, without tonnes removals, without those energy. A range that reaches below zero starts at
    zero: at worst the action does nothing. None where the central value is nothing.
    Source: design
    """
    for measure in (_t, _removals_t, _mwh):
        central = sum(measure(effect.central) for effect in effects)
        if central:
            ends = [
                sum(measure(effect.low) for effect in effects) / central,
                sum(measure(effect.high) for effect in effects) / central,
            ]
            return max(min(*ends, 1.0), 0.0), max(*ends, 1.0)
    return None


def _t(outcome: Outcome) -> float:
    return outcome.t


def _removals_t(outcome: Outcome) -> float:
    return outcome.removals_t


def _mwh(outcome: Outcome) -> float:
    return sum(outcome.saved_mwh.values()) + outcome.renewable_mwh


def _energy(model: Model, grades: Grades | None) -> list[Uncertain]:
    frame, known = model.frame, quality_ranges()
    found = []
    for row, sector in enumerate(frame.sectors):
        for column, carrier in enumerate(frame.carriers):
            if model.start.mwh[row, column] <= 0:
                continue
            grade = (grades[row][column] if grades is not None else "") or ""
            if grade not in known:
                raise InvalidInput(
                    Message("{grade} is no data-quality grade.", grade=grade),
                    where=(codes.code("sectors", sector), codes.code("carriers", carrier)),
                    hint=Message("Choose one of: {codes}.", codes=[code for code in known if code]),
                )
            name = Message(
                "Energy: {carrier}, {sector}",
                carrier=codes.code("carriers", carrier),
                sector=codes.code("sectors", sector),
            )
            found.append(_of(known[grade], name, kinds.ENERGY, ((row, column),), f"energy/{grade}"))
    return found


def _factors(model: Model) -> list[Uncertain]:
    start, paths, found = model.start, model.paths.factor_t_per_mwh, []
    for column, carrier in enumerate(model.frame.carriers):
        name = codes.code("carriers", carrier)
        if np.any(paths[:, column] > 0):
            said = Message("Emission factor: {carrier}", carrier=name)
            found.append(_of(_carrier(kinds.FACTOR, carrier), said, kinds.FACTOR, (column,), ""))
        if np.any(paths[:, column] != start.factor_t_per_mwh[column]):
            said = Message("Change of the emission factor: {carrier}", carrier=name)
            found.append(_of(_carrier(kinds.FACTOR_PATH, carrier), said, kinds.FACTOR_PATH, (column,), ""))
    return found


def _carrier(kind: str, carrier: str) -> Range:
    """Return the range of a carrier, or of its group."""
    known = factor_ranges()
    return known.get((kind, carrier)) or known[kind, str(codes.get("carriers", carrier).group)]


def _growth(model: Model) -> list[Uncertain]:
    found = []
    for kind, index, said in (
        (kinds.ACTIVITY, model.paths.activity, Message("Change of activity: {sector}")),
        (kinds.INTENSITY, model.paths.intensity, Message("Change of energy intensity: {sector}")),
    ):
        for row, sector in enumerate(model.frame.sectors):
            if np.any(index[:, row] != 1.0) and np.any(model.start.mwh[row] > 0):
                name = Message(said.template, sector=codes.code("sectors", sector))
                found.append(_of(factor_ranges()[kind, ""], name, kind, (row,), kind))
    return found


def _of(
    row: Range, name: Message, kind: str, targets: tuple[int, ...] | tuple[tuple[int, int], ...], group: str
) -> Uncertain:
    """An input alone where nothing correlates it with others."""
    if not group or not row.correlation:
        return Uncertain(name, kind, targets, row.distribution)
    return Uncertain(name, kind, targets, row.distribution, group, row.correlation)
