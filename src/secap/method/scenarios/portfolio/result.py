"""The portfolio that was found, how good it is, and why the rest was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from secap.method.basis.messages import Message
from secap.method.scenarios.portfolio.problem import Begin, Objective, Option


class Outcome(StrEnum):
    OPTIMAL = "optimal"  # nothing is better by more than the gap
    FEASIBLE = "feasible"  # keeps all limits, but may be further from the best
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"  # neither found nor excluded in the time given


@dataclass(frozen=True, slots=True)
class Chosen:
    """last_in_t : {year: t more without this action}, of the model's central value."""

    option: Option
    begin: Begin
    last_in_t: Mapping[int, float] = field(default_factory=dict)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        return {
            "id": self.option.id,
            "title": self.option.title,
            "start_year": self.begin.year,
            "cost_eur": self.begin.cost_eur,
            "once_eur": self.begin.once_eur if self.begin.cost_eur is not None else None,
            "last_in_t": {str(year): t for year, t in self.last_in_t.items()},
            "notes": [note.text(lang) for note in self.option.notes],
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    option: Option
    why: Message

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        return {"id": self.option.id, "title": self.option.title, "why": self.why.text(lang)}


@dataclass(frozen=True, slots=True)
class Round:
    """One linear problem and what the full model says of its choice.

    cost_eur : of the linear problem's choice;  model_t : {year: t} as the linear problem saw it;
    real_t : {year: t} of the full model;  gap : of this linear problem, share;  bound : no portfolio has
    less, EUR, or t where tonnes are the aim;  best : of the portfolios found so far, None before the first;
    seconds : since the beginning.
    """

    cost_eur: float
    model_t: Mapping[int, float]
    real_t: Mapping[int, float]
    gap: float
    bound: float
    best: float | None
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        return {
            "cost_eur": self.cost_eur,
            "model_t": _years(self.model_t),
            "real_t": _years(self.real_t),
            "gap": _finite(self.gap),
            "bound": _finite(self.bound),
            "best": self.best,
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit that binds.  price : what one more of its unit would save, EUR (t where tonnes are the aim) per
    EUR, t or FTE."""

    name: Message
    price: float
    unit: str

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        return {"limit": self.name.text(lang), "price": self.price, "unit": self.unit}


@dataclass(frozen=True)
class Result:
    """A portfolio, or why there is none.

    cost_eur : discounted, savings deducted, of the chosen whose cost is known;  once_eur : cost once;
    model_t : {year: t} as the last linear problem saw the portfolio;  real_t : of the full model, with the
    confidence where one is asked for;  central_t : of the full model without uncertainty;
    targets : {year: most t};  start_t : {year: t with no action at all};
    gap : share between the portfolio and the bound, None where there is no portfolio;  linear_gap : of the
    last linear problem;  is_bound_proven : whether no portfolio whatsoever can be below the bound;
    strengthening : ids of actions that add more after others than alone;
    binding : limits that bind;  notes : what to know;  reasons : of a problem without a solution.
    """

    outcome: Outcome
    objective: Objective
    chosen: tuple[Chosen, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    cost_eur: float | None = None
    once_eur: float | None = None
    model_t: Mapping[int, float] = field(default_factory=dict)
    real_t: Mapping[int, float] = field(default_factory=dict)
    central_t: Mapping[int, float] = field(default_factory=dict)
    start_t: Mapping[int, float] = field(default_factory=dict)
    targets: Mapping[int, float] = field(default_factory=dict)
    confidence: float | None = None
    gap: float | None = None
    linear_gap: float | None = None
    bound: float | None = None
    is_bound_proven: bool = False
    strengthening: tuple[str, ...] = ()
    seconds: float = 0.0
    rounds: tuple[Round, ...] = ()
    binding: tuple[Binding, ...] = ()
    notes: tuple[Message, ...] = ()
    reasons: tuple[Message, ...] = ()
    selection: tuple[int, ...] = ()  # [option]: its column, or -1

    @property
    def status(self) -> str:
        return self.outcome.value

    @property
    def is_found(self) -> bool:
        return self.outcome in (Outcome.OPTIMAL, Outcome.FEASIBLE)

    @property
    def begins(self) -> dict[str, int]:
        """Return {id: start year} of what is chosen and has one."""
        return {one.option.id: one.begin.year for one in self.chosen if one.begin.year is not None}

    @property
    def money_by_year_eur(self) -> dict[int | None, float]:
        """Return {year: EUR} of the cost once, in order; the year None is undated."""
        found: dict[int | None, float] = {}
        for one in self.chosen:
            for (_source, year), eur in one.begin.money_eur.items():
                found[year] = found.get(year, 0.0) + eur
        return dict(sorted(found.items(), key=lambda item: (item[0] is None, item[0] or 0)))

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return everything ready for JSON; sentences in `lang`."""
        return {
            "status": self.status,
            "objective": self.objective.value,
            "cost_eur": self.cost_eur,
            "once_eur": self.once_eur,
            "targets_t": _years(self.targets),
            "model_t": _years(self.model_t),
            "real_t": _years(self.real_t),
            "central_t": _years(self.central_t),
            "without_actions_t": _years(self.start_t),
            "confidence": self.confidence,
            "met": {str(year): self.is_met(year) for year in self.targets} if self.is_found else {},
            "gap": _finite(self.gap),
            "linear_gap": _finite(self.linear_gap),
            "bound": _finite(self.bound),
            "bound_is_proven": self.is_bound_proven,
            "strengthening": list(self.strengthening),
            "seconds": self.seconds,
            "money_by_year_eur": {str(year): eur for year, eur in self.money_by_year_eur.items()},
            "chosen": [one.as_dict(lang) for one in self.chosen],
            "left_out": [one.as_dict(lang) for one in self.left_out],
            "binding": [one.as_dict(lang) for one in self.binding],
            "rounds": [one.as_dict() for one in self.rounds],
            "notes": [note.text(lang) for note in self.notes],
            "reasons": [reason.text(lang) for reason in self.reasons],
        }

    def is_met(self, year: int) -> bool:
        """Whether the portfolio meets the target of a year, with the confidence asked for."""
        most = self.targets[year]
        return self.real_t.get(year, float("inf")) <= most + 1e-9 * max(abs(most), 1.0)


def _years(values: Mapping[int, float]) -> dict[str, float]:
    return {str(year): value for year, value in sorted(values.items())}


def _finite(value: float | None) -> float | None:
    return None if value is None or value in (float("inf"), -float("inf")) else value
