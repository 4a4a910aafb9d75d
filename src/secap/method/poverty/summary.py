"""What a household table tells of its groups, without telling anything of a single household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secap.method.basis.messages import Message
from secap.method.poverty.households import NOT_STATED, Households
from secap.method.poverty.measures import Medians, check_medians, flags, sample_medians, weighted_median

LEAST_HOUSEHOLDS = 10  # a smaller group is not shown
WHOLE = ""  # the name of all households together
TOO_FEW, DERIVABLE = "too_few", "derivable"
SUPPRESSED = {
    TOO_FEW: Message("fewer than ten households"),
    DERIVABLE: Message("with it, a group of fewer than ten could be worked out from the whole"),
}


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """What is told of one group, or of all households (name `WHOLE`).

    households : how many, None where suppressed;
    shares : {measure of `measures.MEASURES`: weighted share of energy-poor households, 0-1}, None where the
    measure's median is not known or the group is suppressed;
    median_income_eur, median_energy_eur : of the household, EUR a year, weighted;
    suppressed : why nothing is told, of `SUPPRESSED`; empty where something is.
    """

    name: str
    households: int | None
    shares: Mapping[str, float | None]
    median_income_eur: float | None = None
    median_energy_eur: float | None = None
    suppressed: str = ""

    @property
    def is_suppressed(self) -> bool:
        return bool(self.suppressed)


@dataclass(frozen=True, slots=True)
class Summary:
    """A household table, summed up.

    whole : all households that could be used;  groups : by name, empty where the table has none;
    medians : that households were held against;  given : names of those that somebody gave;
    rows, left_out, zero_energy, scale : of the table;  has_housing : housing cost was taken off.
    """

    whole: GroupSummary
    groups: tuple[GroupSummary, ...]
    medians: Medians
    given: frozenset[str]
    rows: int
    left_out: Mapping[str, int]
    zero_energy: int
    scale: str
    has_housing: bool


def summary(table: Households, given: Medians | None = None) -> Summary:
    """Return the measures of energy poverty of all households and of every group that is large enough.

    share = sum of the weights of the households that a measure calls energy poor / sum of all weights

    Groups of fewer than ten households are suppressed. Where what is suppressed could be worked out from the
    whole and the groups that are shown, the next smallest group is suppressed too: at least two groups are
    hidden, and they hold ten households or more together.

    Parameters: given : national medians; what is None is taken from the table itself
    Raises: InvalidInput where a given median can't be
    Source: design; thresholds see `measures.flags`; worked cases in tests/cases/poverty.yaml
    """
    given = given or Medians()
    check_medians(given)
    sample, own = sample_medians(table), given.own()
    # With fewer than ten households even a median would tell of single ones.
    shown = sample if len(table) >= LEAST_HOUSEHOLDS else Medians()
    medians = Medians(
        own.get("energy_share", shown.energy_share),
        own.get("energy_eur", shown.energy_eur),
        own.get("income_eur", shown.income_eur),
    )
    poor = flags(table, medians)
    names = np.array(table.group, dtype=object)
    sizes = {name: int((names == name).sum()) for name in sorted(set(table.group), key=_order)}
    if not table.has_groups:
        sizes = {}
    everybody = np.ones(len(table), dtype=bool)
    whole = _summed(table, poor, WHOLE, everybody, TOO_FEW if len(table) < LEAST_HOUSEHOLDS else "")
    hidden = _hidden(sizes)
    groups = tuple(_summed(table, poor, name, names == name, hidden.get(name, "")) for name in sizes)
    return Summary(
        whole,
        groups,
        medians,
        frozenset(own),
        table.rows,
        table.left_out,
        table.zero_energy,
        table.scale,
        table.housing_eur is not None,
    )


def _hidden(sizes: Mapping[str, int]) -> dict[str, str]:
    """Return {group: why it is suppressed}."""
    hidden = {name: TOO_FEW for name, size in sizes.items() if size < LEAST_HOUSEHOLDS}
    if not hidden:
        return hidden
    # A hidden group alone has fewer than ten, so there are always two, unless there is no other.
    for name in sorted(
        (one for one in sizes if one not in hidden), key=lambda one: (sizes[one], _order(one))
    ):
        if sum(sizes[one] for one in hidden) >= LEAST_HOUSEHOLDS:
            break
        hidden[name] = DERIVABLE
    return hidden


def _summed(
    table: Households,
    poor: Mapping[str, NDArray[np.bool_] | None],
    name: str,
    members: NDArray[np.bool_],
    suppressed: str,
) -> GroupSummary:
    if suppressed:
        return GroupSummary(name, None, dict.fromkeys(poor), suppressed=suppressed)
    weights = table.weight[members]
    shares = {
        code: None if flagged is None else float(weights[flagged[members]].sum() / weights.sum())
        for code, flagged in poor.items()
    }
    return GroupSummary(
        name,
        int(members.sum()),
        shares,
        weighted_median(table.income_eur[members], weights),
        weighted_median(table.energy_eur[members], weights),
    )


def _order(name: str) -> tuple[bool, str]:
    return name == NOT_STATED, name
