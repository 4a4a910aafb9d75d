"""A scenario put together: where it starts, how the world goes on, which actions are carried out when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from secap.method.actions.action import Action
from secap.method.actions.effects import Effect
from secap.method.actions.schedule import added_share
from secap.method.scenarios.frame import Array, Frame, Start
from secap.method.scenarios.levers import Lever, levers_of
from secap.method.scenarios.model import Draws, Pathway, run
from secap.method.scenarios.paths import Paths


@dataclass(frozen=True, slots=True)
class Model:
    """One scenario, ready to compute.

    actions : in their places, with the dates of this scenario;  levers : of all of them;
    ramps : [action, year], share of the full effect;
    on : [action], 1 where the scenario carries the action out, else 0.
    """

    start: Start
    paths: Paths
    actions: tuple[Action, ...]
    levers: tuple[Lever, ...]
    ramps: Array
    on: Array

    @property
    def frame(self) -> Frame:
        return self.start.frame

    def pathway(self, draws: Draws | None = None, *, years: slice | None = None) -> Pathway:
        """Return energy and emissions of each year. Without `draws.on` the scenario's own actions."""
        draws = draws or Draws()
        if draws.on is None:
            draws = replace(draws, on=np.broadcast_to(self.on, (draws.count, len(self.on))))
        return run(self.start, self.paths, self.levers, self.ramps, draws, years=years)

    def years(self, year: int) -> slice:
        """Return the slice of one year, for `pathway(years=...)`."""
        place = self.frame.year(year)
        return slice(place, place + 1)


def ramps_of(actions: Sequence[Action], frame: Frame, begins: Mapping[str, int] | None = None) -> Array:
    """Return [action, year]: the share of its full effect that an action has beyond the start year.

    begins : {id: year in which the work starts instead}; all dates of the action move along.
    Source: design (`schedule.effect_share`)
    """
    moved = [shifted(one, (begins or {}).get(one.id)) for one in actions]
    since = frame.years[0]  # what was there in the start year is in its inventory
    return np.array([[added_share(one, year, since=since) for year in frame.years] for one in moved]).reshape(
        len(actions), len(frame.years)
    )


def shifted(action: Action, begin: int | None) -> Action:
    """Return an action whose work starts in another year; what has no start is moved by its full effect."""
    now = action.start.year if action.start else action.full_effect_year
    if begin is None or now is None or begin == now:
        return action
    by = begin - now
    return replace(
        action,
        start=action.start
        and action.start.replace(year=action.start.year + by, day=min(action.start.day, 28)),
        end=action.end and action.end.replace(year=action.end.year + by, day=min(action.end.day, 28)),
        full_effect_year=action.full_effect_year and action.full_effect_year + by,
    )


def model(
    start: Start,
    paths: Paths,
    actions: Sequence[Action],
    effects: Sequence[Sequence[Effect]],
    *,
    on: Sequence[float] | None = None,
    begins: Mapping[str, int] | None = None,
) -> Model:
    """Return a scenario.

    effects : of each action, calculated;  on : of each action, by default 1 where it is active;
    begins : {id: start year instead of the action's own}.
    Source: design
    """
    levers = [
        lever
        for place, (action, found) in enumerate(zip(actions, effects, strict=True))
        for lever in levers_of(place, action.sector, found, start)
    ]
    chosen = [float(one.is_active) for one in actions] if on is None else list(on)
    return Model(
        start,
        paths,
        tuple(shifted(one, (begins or {}).get(one.id)) for one in actions),
        tuple(levers),
        ramps_of(actions, start.frame, begins),
        np.array(chosen),
    )
