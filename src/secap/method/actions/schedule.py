"""When actions work: the effect of each year between start, full effect and end of life."""

from __future__ import annotations

from secap.method.actions.action import Action


def effect_share(action: Action, year: int) -> float:
    """Return the share (0-1) of the full yearly effect that an action has in a year.

    Before its start 0; from the start year on a straight line to the year of the full effect (if none is
    given the year after the end of the work, else the start year); then 1, less what is lost each year
    (1 - d)^(y - f), until the lifetime is over. An action without any date counts as fully effective: its
    year is unknown, not its effect.

    Source: design
    """
    full = full_effect_year(action)
    if full is None:
        return 1.0
    begin = min(action.start.year if action.start else full, full)
    if year >= full:
        over = action.lifetime_years is not None and year >= full + action.lifetime_years
        return 0.0 if over else (1.0 - action.decay_share) ** (year - full)
    if year < begin:
        return 0.0
    return (year - begin) / (full - begin)


def added_share(action: Action, year: int, *, since: int | None) -> float:
    """Return the share of the effect that a year has beyond that of `since`, never below 0.

    What an action did up to an inventory is in that inventory already: stated against it, the rest counts.
    since : year of the inventory; None: everything counts.
    Source: com_east_faq (effects stated against the latest inventory)
    """
    share = effect_share(action, year)
    if since is None or full_effect_year(action) is None:
        return share
    return max(share - effect_share(action, since), 0.0)


def full_effect_year(action: Action) -> int | None:
    """Return the first year of the full effect; None where the action has no date."""
    if action.full_effect_year is not None:
        return action.full_effect_year
    if action.end is not None:
        return action.end.year + 1
    return action.start.year if action.start is not None else None


def cumulative_t(action: Action, *, from_year: int, to_year: int) -> float | None:
    """Return the tonnes avoided from `from_year` to `to_year`, both included; None where the effect is
    unknown.

    Source: design
    """
    if action.t is None:
        return None
    return sum(effect_share(action, year) * action.t for year in range(from_year, to_year + 1))
