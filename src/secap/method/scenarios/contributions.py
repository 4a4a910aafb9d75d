"""What each action contributes where actions interact: alone, last, on average over all orders, as wedges.

All figures are emissions avoided, sinks not deducted; removals are no part of them. An action that the
scenario does not carry out contributes nothing, one that it carries out in part contributes with that part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.frame import Array
from secap.method.scenarios.model import Draws
from secap.method.scenarios.setup import Model

EXACT_UP_TO = 10  # actions: 1024 sets, fewer runs than a sample of orders would take
CELLS_AT_ONCE = 3_000_000  # of an array [draw, year, sector, carrier]: 24 MB


def emissions_t(model: Model, on: Array, *, years: slice | None = None) -> Array:
    """Return the emissions of sets of actions: [set, year], t/a.

    on : [set, action], 0-1;  computed in chunks, so that many sets need little memory.
    Source: design
    """
    count, sectors, carriers = model.frame.shape
    cells = len(range(count)[years or slice(None)]) * sectors * carriers
    chunk = max(1, CELLS_AT_ONCE // max(cells, 1))
    return np.concatenate(
        [
            model.pathway(Draws(on=on[first : first + chunk]), years=years).total_t
            for first in range(0, len(on), chunk)
        ]
    )


def stand_alone_t(model: Model, year: int) -> Array:
    """Return what each action avoids in a year if it is the only one: [action], t/a.

    A_i = T(none) - T(i)

    Raises: InvalidInput where the model does not reach the year
    Source: design; worked case tests/cases/scenario.yaml
    """
    count = len(model.on)
    on = np.vstack([np.zeros(count), np.diag(model.on)])
    t = emissions_t(model, on, years=model.years(year))[:, 0]
    return np.asarray(t[0] - t[1:])


def last_in_t(model: Model, year: int) -> Array:
    """Return what would be emitted more in a year without each action, all others in place: [action], t/a.

    L_i = T(all but i) - T(all)

    Raises: InvalidInput where the model does not reach the year
    Source: design; worked case tests/cases/scenario.yaml
    """
    without = model.on[None, :] * (1.0 - np.eye(len(model.on)))
    on = np.vstack([model.on[None, :], without])
    t = emissions_t(model, on, years=model.years(year))[:, 0]
    return np.asarray(t[1:] - t[0])


def shapley_t(
    model: Model, year: int, *, orders: int = 200, generator: np.random.Generator | None = None
) -> tuple[Array, Array]:
    """Return the Shapley value of each action in a year, and its standard error: two [action], t/a.

    The value is what an action avoids as it joins, on average over all orders in which the actions may join;
    values add up to what all actions avoid together. Exact (error 0) up to `EXACT_UP_TO` actions that act; of
    more a sample of orders, each with its reverse, and the error of the mean over the pairs.

    Parameters: orders : to sample, at least 4, an odd number is made even;  generator : of chance, needed for
        a sample
    Raises: InvalidInput for too few orders, a sample without a generator, or a year out of the model's
    Source: design, phi_i = mean over orders of (T(those before i) - T(those before i, and i)); the exact sum
        over sets S without i with the weights |S|! (n - |S| - 1)! / n!
    """
    acting = {lever.action for lever in model.levers}
    players = [place for place in range(len(model.on)) if model.on[place] > 0 and place in acting]
    values, errors = np.zeros(len(model.on)), np.zeros(len(model.on))
    if not players:
        model.years(year)
        return values, errors
    if len(players) <= EXACT_UP_TO:
        values[players] = _exact(model, players, model.years(year))
        return values, errors
    if orders < 4 or generator is None:
        raise InvalidInput(
            Message("A sample needs 4 orders at least and a source of chance, not {orders}.", orders=orders),
            where=("orders",),
            hint=Message("Ask for 200 orders."),
        )
    found = _sampled(model, players, model.years(year), math.ceil(orders / 2), generator)
    values[players] = found.mean(axis=0)
    errors[players] = found.std(axis=0, ddof=1) / math.sqrt(len(found))
    return values, errors


def _exact(model: Model, players: Sequence[int], years: slice) -> Array:
    count = len(players)
    sets = np.arange(2**count)
    member = (sets[:, None] >> np.arange(count)) & 1  # [set, player]
    on = np.zeros((len(sets), len(model.on)))
    on[:, players] = member * model.on[players]
    t = emissions_t(model, on, years=years)[:, 0]
    size = member.sum(axis=1)
    weight = np.array(
        [math.factorial(n) * math.factorial(count - n - 1) / math.factorial(count) for n in range(count)]
    )
    values = np.empty(count)
    for player in range(count):
        before = sets[member[:, player] == 0]
        values[player] = weight[size[before]] @ (t[before] - t[before | (1 << player)])
    return values


def _sampled(
    model: Model, players: Sequence[int], years: slice, pairs: int, generator: np.random.Generator
) -> Array:
    """Return [pair, player]: the mean of what each avoids in an order and in its reverse."""
    count = len(players)
    order = np.argsort(generator.random((pairs, count)), axis=1)
    place = np.argsort(order, axis=1)  # of a player in the order
    joined = np.arange(1, count)[None, :, None]
    forward, backward = place[:, None, :] < joined, place[:, None, :] >= count - joined
    prefixes = np.stack([forward, backward], axis=1).reshape(-1, count)
    on = np.zeros((len(prefixes) + 2, len(model.on)))
    on[2:, players] = prefixes * model.on[players]
    on[1, players] = model.on[players]
    t = emissions_t(model, on, years=years)[:, 0]
    steps = np.empty((pairs, 2, count + 1))
    steps[:, :, 0], steps[:, :, -1] = t[0], t[1]
    steps[:, :, 1:-1] = t[2:].reshape(pairs, 2, count - 1)
    avoided = -np.diff(steps, axis=2)
    both = np.take_along_axis(avoided[:, 0], place, axis=1)
    return np.asarray(both + np.take_along_axis(avoided[:, 1], count - 1 - place, axis=1)) / 2.0


def stated_order(model: Model) -> list[int]:
    """Return the places of the actions in the order in which the model lets them act: savings, switches,
    supply, heat, emissions; equals as they stand in the list. What has no lever comes last.

    Source: design
    """
    first: dict[int, int] = {}
    for lever in model.levers:
        first[lever.action] = min(lever.kind, first.get(lever.action, lever.kind))
    last = max(first.values(), default=0) + 1
    return sorted(range(len(model.on)), key=lambda place: (first.get(place, last), place))


def wedges(model: Model) -> Array:
    """Return the part of each action in what all avoid together: [action, year], t/a.

    The actions join one after another in `stated_order`; a wedge is what the emissions fall by as its action
    joins, so the wedges of a year add up to T(none) - T(all) whatever the interactions. A later action on the
    same use gets what is left to it: for a fair share see `shapley_t`.

    Source: design, W_k = T(first k - 1) - T(first k); worked case tests/cases/scenario.yaml
    """
    order = stated_order(model)
    count = len(order)
    on = np.zeros((count + 1, count))
    for joined, place in enumerate(order):
        on[joined + 1 :, place] = model.on[place]
    t = emissions_t(model, on)
    found = np.zeros((count, len(model.frame.years)))
    found[order] = t[:-1] - t[1:]
    return found


def wedges_by_sector(model: Model, by_action: Array | None = None) -> dict[str, Array]:
    """Return {sector of the actions: [year]}, t/a: the wedges of its actions together.

    by_action : [action, year] of `wedges`, where they are known already.
    Source: design
    """
    rows = wedges(model) if by_action is None else by_action
    found: dict[str, Array] = {}
    for action, row in zip(model.actions, rows, strict=True):
        found[action.sector] = found.get(action.sector, 0.0) + row
    return found
