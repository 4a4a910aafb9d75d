"""The way from the base year to the targets, straight or with milestones, and where a year stands on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.targets.target import Reach


def straight_line(base_year: int, base: float, target_year: int, goal: float) -> dict[int, float]:
    """Return {year: value} from the base year to the target year on the straight line.

    E(y) = E_B + (E_T - E_B)(y - B) / (T - B)

    Source: design
    """
    if target_year <= base_year:
        raise InvalidInput(
            Message("The target year {year} does not lie after the base year.", year=target_year)
        )
    return {
        year: base + (goal - base) * (year - base_year) / (target_year - base_year)
        for year in range(base_year, target_year + 1)
    }


def milestone_path(base_year: int, base: float, milestones: Mapping[int, float]) -> dict[int, float]:
    """Return {year: value} from the base year through every milestone, straight between neighbours.

    milestones : {year: value}; those not after the base year are left out.

    Source: design
    """
    path, last_year, last = {base_year: base}, base_year, base
    for year in sorted(year for year in milestones if year > base_year):
        path |= straight_line(last_year, last, year, milestones[year])
        last_year, last = year, milestones[year]
    return path


def path_of(reaches: Sequence[Reach]) -> dict[int, float]:
    """Return the path through several targets of one quantity and base year; empty without targets."""
    if not reaches:
        return {}
    first = reaches[0]
    milestones = {one.target.target_year: one.goal for one in reaches}
    return milestone_path(first.target.base_year, first.base, milestones)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an inventory stands.

    reduction_share : against the base year, negative where emissions grew;  share_of_target : 1 is reached;
    path : value that the path allows in that year, None beyond it;  on_track : at or below the path.
    """

    year: int
    value: float
    reduction_share: float
    share_of_target: float | None
    path: float | None
    on_track: bool | None


def standing(reached: Reach, year: int, value: float, path: Mapping[int, float] | None = None) -> Standing:
    """Return where the value of a year stands against a target of emissions or energy.

    reduction = (E_B - E) / E_B;  share of the target = (E_B - E) / R

    Source: jrc_guidebook_2018
    """
    if path is None:
        path = straight_line(reached.target.base_year, reached.base, reached.target.target_year, reached.goal)
    allowed = path.get(year)
    return Standing(
        year,
        value,
        (reached.base - value) / reached.base,
        (reached.base - value) / reached.needed if reached.needed > 0 else None,
        allowed,
        value <= allowed + 1e-9 * abs(allowed) if allowed is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """Actions against what is needed.

    against : bei | latest, what the effects of the actions are counted against;
    needed_t : what they must bring;  actions_t : what they bring;  gap_t : positive where they fall short;
    covered_share : actions_t / needed_t, None where nothing is needed.
    """

    against: str
    needed_t: float
    actions_t: float
    gap_t: float
    covered_share: float | None


def gap(reached: Reach, actions_t: float, *, against: str, latest: float | None = None) -> Gap:
    """Return whether the actions add up to the target.

    Stated against the BEI, the sum of the actions must be the whole reduction R = E_B - E_T; stated against
    the latest inventory, what is still to be done E_latest - E_T (the Covenant's two options).
    Raises: InvalidInput where the latest inventory's emissions are needed and missing
    Source: com_east_faq; worked case in tests/cases/targets.yaml
    """
    needed = reached.base - reached.goal
    if against == "latest":
        if latest is None:
            raise InvalidInput(
                Message("The effects are stated against the latest inventory, which has no total."),
                hint=Message("Complete that inventory, or state the effects against the BEI."),
            )
        needed = max(latest - reached.goal, 0.0)
    return Gap(against, needed, actions_t, needed - actions_t, actions_t / needed if needed > 0 else None)
