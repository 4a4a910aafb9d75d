"""Targets: what a promised percentage means in tonnes, and what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Message

METHOD = "jrc_guidebook_2018"
ABSOLUTE, PER_CAPITA, BAU = "emissions_absolute", "emissions_per_capita", "emissions_bau"
RENEWABLE, ENERGY = "renewable_share", "energy_use"


@dataclass(frozen=True, slots=True)
class Target:
    """One promise.

    kind : code of `target_kinds`;  reduction_share : 0-1 of emissions (or energy) against the base year;
    value_share : 0-1 of renewable energy to reach;  sector : code of `action_sectors`, empty for the whole;
    population : in the target year;  bau_coefficient : emissions of the target year without a plan, divided
    by those of the base year;
    residual_t, removals_t : of the target year, stated apart;  reference : the record behind it.
    """

    kind: str
    base_year: int
    target_year: int
    reduction_share: float | None = None
    value_share: float | None = None
    sector: str = ""
    population: float | None = None
    bau_coefficient: float | None = None
    residual_t: float | None = None
    removals_t: float | None = None
    framework: str = ""
    reference: object = None

    @property
    def quantity(self) -> str:
        """emissions | energy | share."""
        return str(codes.get("target_kinds", self.kind).quantity)


@dataclass(frozen=True, slots=True)
class Base:
    """The base year.  value : emissions in t/a, energy in MWh/a or the renewable share 0-1, after the target;
    population : of the base year."""

    year: int
    value: float
    population: float | None = None
    unit: str = "t CO₂"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a target comes to.

    base, goal : value in the base year and in the target year;  needed : to be reduced against the base year
    (for renewable energy: share to be added);
    equivalent_share : the same target as an absolute reduction, 0-1;  per_capita_goal : per inhabitant.
    """

    target: Target
    base: float
    goal: float
    needed: float
    equivalent_share: float
    unit: str
    derivation: Derivation
    per_capita_base: float | None = None
    per_capita_goal: float | None = None


def reach(target: Target, base: Base) -> Reach:
    """Return what a target comes to in tonnes (MWh, share).

    absolute            E_T = E_B (1 - r)               R = E_B r
    per inhabitant      E_T = E_B / P_B (1 - r) P_T     R = E_B - E_T
    business as usual   E_T = E_B k (1 - r)             R = E_B - E_T
    renewable energy    s_T as given                    R = s_T - s_B
    Raises: InvalidInput naming what the kind of target lacks
    Source: jrc_guidebook_2018 (kinds of target); com_reporting_2016
    """
    _refuse(target, base)
    symbol = "s_B" if target.kind == RENEWABLE else "E_B"
    steps = [Step(Message("Base year {year}", year=base.year), base.value, base.unit, symbol)]
    if target.kind == RENEWABLE:
        goal = _given(target.value_share, Message("the share of renewable energy to reach"))
        steps.append(Step(Message("Share to reach"), goal, "share", "s_T"))
        return _result(target, base, goal, goal - base.value, "s_T", steps, 0.0)
    r = _given(target.reduction_share, Message("the reduction in percent"))
    steps.append(Step(Message("Promised reduction"), 100 * r, "%", "r"))
    if target.kind == PER_CAPITA:
        people = _given(base.population, Message("the population of the base year"))
        later = _given(target.population, Message("the population in the target year"))
        goal = base.value / people * (1 - r) * later
        steps += [
            Step(Message("Population in {year}", year=base.year), people, "", "P_B"),
            Step(Message("Population in {year}", year=target.target_year), later, "", "P_T"),
            Step(
                Message("Per inhabitant in {year}", year=base.year),
                base.value / people,
                base.unit,
                "E_B / P_B",
            ),
            Step(
                Message("Equivalent absolute reduction"),
                100 * (1 - (1 - r) * later / people),
                "%",
                "1 - (1 - r) P_T / P_B",
            ),
        ]
        return _result(
            target,
            base,
            goal,
            base.value - goal,
            "E_T = E_B / P_B (1 - r) P_T",
            steps,
            1 - (1 - r) * later / people,
            base.value / people,
            goal / later,
        )
    if target.kind == BAU:
        k = _given(target.bau_coefficient, Message("how emissions would grow without a plan"))
        usual = base.value * k
        goal = usual * (1 - r)
        steps += [
            Step(Message("Growth without a plan"), k, "", "k"),
            Step(Message("Business as usual in {year}", year=target.target_year), usual, base.unit, "E_B k"),
        ]
        share = 1 - k * (1 - r)
        return _result(target, base, goal, base.value - goal, "E_T = E_B k (1 - r)", steps, share)
    goal = base.value * (1 - r)
    return _result(target, base, goal, base.value * r, "E_T = E_B (1 - r)", steps, r)


def _result(
    target: Target,
    base: Base,
    goal: float,
    needed: float,
    formula: str,
    steps: list[Step],
    equivalent: float,
    per_capita_base: float | None = None,
    per_capita_goal: float | None = None,
) -> Reach:
    unit = "share" if target.kind == RENEWABLE else base.unit
    steps = [
        *steps,
        Step(Message("Value in {year}", year=target.target_year), goal, unit, formula.split(" = ")[-1]),
        Step(
            Message("Needed change"), needed, unit, "s_T - s_B" if target.kind == RENEWABLE else "E_B - E_T"
        ),
    ]
    title = Message("{kind} by {year}", kind=codes.code("target_kinds", target.kind), year=target.target_year)
    derivation = Derivation(title, formula, METHOD, tuple(steps), goal, unit)
    return Reach(
        target, base.value, goal, needed, equivalent, unit, derivation, per_capita_base, per_capita_goal
    )


def _refuse(target: Target, base: Base) -> None:
    if target.target_year <= target.base_year:
        raise InvalidInput(
            Message("The target year {year} does not lie after the base year.", year=target.target_year),
            hint=Message("Correct one of them."),
        )
    if base.value <= 0 and target.kind != RENEWABLE:
        raise InvalidInput(
            Message("The base year {year} has no emissions or energy to reduce.", year=base.year),
            hint=Message("Complete the inventory of that year first."),
        )
    for share in (target.reduction_share, target.value_share):
        if share is not None and not 0 <= share <= 1:
            raise InvalidInput(
                Message(
                    "A target lies between 0 and 100 %, not at {percent}.", percent=Amount(100 * share, "%")
                )
            )


def _given(value: float | None, what: Message) -> float:
    if value is None:
        raise InvalidInput(
            Message("The target can't be computed: {what} is missing.", what=what),
            hint=Message("Enter it with the target (Strategy > Targets) or in the baseline profile."),
        )
    return value
