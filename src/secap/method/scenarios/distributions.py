"""Uncertain inputs: how far each may lie from its central value, and draws of all of them together.

Draws are a Latin hypercube: each input's range is cut into as many strata of equal probability as there are
draws, and every stratum is used once, at its middle. With that a sequence such as Sobol's is not needed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.frame import Array

TRIANGULAR, NORMAL, LOGNORMAL, UNIFORM = SHAPES = ("triangular", "normal", "lognormal", "uniform")
EFFECT, ENERGY, FACTOR, FACTOR_PATH, ACTIVITY, INTENSITY = KINDS = (
    "effect", "energy", "factor", "factor_path", "activity", "intensity",
)  # fmt: skip
# What these multiply can't be less than nothing; the others multiply a change, which may turn round.
NEVER_NEGATIVE = frozenset({EFFECT, ENERGY, FACTOR})
MOST_DRAWS = 100_000
_STANDARD = NormalDist()
_Z95 = _STANDARD.inv_cdf(0.95)

Ranks = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a multiplier may be.  shape : one of SHAPES.

    triangular : `low` and `high` are its ends, `central` the most likely value;
    uniform : between the ends `low` and `high`; `central` only says what counts as the central value;
    normal, lognormal : `central` is the median, `low` and `high` the 5th and 95th percentile. Where the two
        lie at unequal distances (lognormal: unequal ratios) each half has its own spread. A normal one that
        reaches below zero is cut off there: what would be negative counts as zero.
    low = high is a constant.
    Raises: InvalidInput for an unknown shape, a value that is no finite number, or values out of order
    """

    shape: str
    low: float
    central: float
    high: float

    def __post_init__(self) -> None:
        if self.shape not in SHAPES:
            raise InvalidInput(
                Message("“{shape}” is no distribution.", shape=self.shape),
                hint=Message("Choose one of: {shapes}.", shapes=list(SHAPES)),
            )
        if not all(math.isfinite(value) for value in (self.low, self.central, self.high)):
            raise InvalidInput(
                Message("A range needs finite numbers."), hint=Message("Correct the low and the high value.")
            )
        if not self.low <= self.central <= self.high:
            raise InvalidInput(
                Message(
                    "The values are not in order: low {low}, central {central}, high {high}.",
                    low=self.low,
                    central=self.central,
                    high=self.high,
                ),
                hint=Message("The central value lies between the low and the high one."),
            )
        if self.shape == LOGNORMAL and self.low <= 0:
            raise InvalidInput(
                Message("A lognormal range starts above zero, not at {low}.", low=self.low),
                hint=Message("Raise the low value, or choose another distribution."),
            )

    @property
    def is_constant(self) -> bool:
        return self.low == self.high

    def at(self, share: Array, normal: Array) -> Array:
        """Return the values below which the given shares (0-1) of the distribution lie.

        normal : the standard normal quantiles of the shares (`normal_quantiles`).
        Source: design
        """
        if self.is_constant:
            return np.full(share.shape, self.central)
        if self.shape == UNIFORM:
            return self.low + share * (self.high - self.low)
        if self.shape == TRIANGULAR:
            width = self.high - self.low
            rising = self.low + np.sqrt(share * width * (self.central - self.low))
            falling = self.high - np.sqrt((1.0 - share) * width * (self.high - self.central))
            return np.where(share * width < self.central - self.low, rising, falling)
        if self.shape == LOGNORMAL:
            below, above = math.log(self.central / self.low), math.log(self.high / self.central)
            return np.asarray(self.central * np.exp(normal / _Z95 * np.where(normal < 0, below, above)))
        spread = np.where(normal < 0, self.central - self.low, self.high - self.central)
        value = self.central + normal / _Z95 * spread
        return np.maximum(value, 0.0) if self.low >= 0 else value

    def quantile(self, share: Array) -> Array:
        """Return `at` for any shares between 0 and 1, both excluded.

        Source: design
        """
        return self.at(share, normal_quantiles(share))


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One uncertain input: a multiplier of something in the model (see `model.Draws`).

    kind : one of KINDS;
    targets : what it multiplies: places of actions (effect), of carriers (factor, factor_path), of sectors
        (activity, intensity), or (sector, carrier) (energy);
    group : inputs with the same group move together, "" alone;
    correlation : within the group, 0-1; 1: all share the same draw.
    Raises: InvalidInput for an unknown kind, a range below zero where there can be none, a correlation
        outside 0-1
    """

    name: Message
    kind: str
    targets: tuple[int, ...] | tuple[tuple[int, int], ...]
    distribution: Distribution
    group: str = ""
    correlation: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InvalidInput(
                Message("“{kind}” is no kind of uncertain input.", kind=self.kind),
                where=(self.name,),
                hint=Message("Choose one of: {kinds}.", kinds=list(KINDS)),
            )
        if self.kind in NEVER_NEGATIVE and self.distribution.low < 0:
            raise InvalidInput(
                Message("The range goes below zero."), where=(self.name,), hint=Message("Start it at 0.")
            )
        if not 0.0 <= self.correlation <= 1.0:
            raise InvalidInput(
                Message("The correlation {value} is not between 0 and 1.", value=self.correlation),
                where=(self.name,),
                hint=Message("0: independent of the group; 1: always together."),
            )


def distribution(
    shape: str,
    low: float | None,
    central: float | None,
    high: float | None,
    *,
    where: tuple[object, ...] = (),
) -> Distribution:
    """Return a distribution from what somebody entered.

    where : the place, for the error.
    Raises: InvalidInput with place and hint, also where a value is missing
    """
    if low is None or central is None or high is None:
        raise InvalidInput(
            Message("A distribution without range."),
            where=where,
            hint=Message("Give a low, a central and a high value; three equal ones for what is certain."),
        )
    try:
        return Distribution(shape, low, central, high)
    except InvalidInput as error:
        raise InvalidInput(error.message, where=where, hint=error.hint) from None


def normal_quantiles(share: Array) -> Array:
    """Return the standard normal quantiles of shares between 0 and 1, both excluded."""
    return np.array([_STANDARD.inv_cdf(one) for one in share.ravel()]).reshape(share.shape)


@lru_cache(maxsize=4)
def strata(n: int) -> tuple[Array, Array]:
    """Return the middles of n strata of equal probability, and their standard normal quantiles.

    Source: design
    """
    middles = (np.arange(n) + 0.5) / n
    normal = normal_quantiles(middles)
    middles.flags.writeable = normal.flags.writeable = False
    return middles, normal


@dataclass(frozen=True, slots=True)
class Sample:
    """Draws of all inputs.

    ranks : [input, draw], the stratum of each (0 to n - 1, each once);  values : [input, draw], multipliers.
    """

    uncertain: tuple[Uncertain, ...]
    ranks: Ranks
    values: Array

    @property
    def n(self) -> int:
        return self.ranks.shape[1]


def sample(uncertain: Sequence[Uncertain], n: int, generator: np.random.Generator) -> Sample:
    """Return a Latin hypercube of n draws; the same seed gives the same numbers.

    Members of a group share their strata. With a correlation r below 1 they are joined by a Gaussian copula:
    z = sqrt(r) z_group + sqrt(1 - r) z_own, and the order of z decides the strata, so that every member keeps
    one draw in each. What comes later in the list does not change what came before.
    Raises: InvalidInput for a number of draws outside 1-100,000, or members of a group that disagree
    Source: design
    """
    if not 1 <= n <= MOST_DRAWS:
        raise InvalidInput(
            Message("{n} draws can't be made.", n=n),
            where=("draws",),
            hint=Message("Choose between 1 and {most}.", most=MOST_DRAWS),
        )
    middles, normal = strata(n)
    groups: dict[str, tuple[float, Ranks]] = {}
    ranks: Ranks = np.empty((len(uncertain), n), dtype=np.int32)
    values = np.empty((len(uncertain), n))
    for place, one in enumerate(uncertain):
        if not one.group:
            ranks[place] = generator.permutation(n)
        else:
            if one.group not in groups:
                groups[one.group] = one.correlation, generator.permutation(n).astype(np.int32)
            correlation, shared = groups[one.group]
            if correlation != one.correlation:
                raise InvalidInput(
                    Message("The members of the group {group} have different correlations.", group=one.group),
                    where=(one.name,),
                    hint=Message("Give all members of a group the same correlation."),
                )
            ranks[place] = shared if correlation == 1.0 else _joined(shared, correlation, normal, generator)
        values[place] = one.distribution.at(middles, normal)[ranks[place]]
    return Sample(tuple(uncertain), ranks, values)


def _joined(shared: Ranks, correlation: float, normal: Array, generator: np.random.Generator) -> Ranks:
    own = normal[generator.permutation(len(normal))]
    mixed = math.sqrt(correlation) * normal[shared] + math.sqrt(1.0 - correlation) * own
    ranks = np.empty(len(normal), dtype=np.int32)
    ranks[np.argsort(mixed, kind="stable")] = np.arange(len(normal), dtype=np.int32)
    return ranks
