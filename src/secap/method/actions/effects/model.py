"""What an effect calculator is, what it asks for and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from secap.method.basis.derivations import Derivation
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.method.actions.baseline import Baseline
    from secap.method.actions.effects.values import Values

NUMBER, SHARE, CARRIER, SECTOR, CHOICE, TEXT = "number", "share", "carrier", "sector", "choice", "text"
NUMERIC = frozenset({NUMBER, SHARE})


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a calculator asks for.

    name : key of the stored inputs, with its unit;  label : what people read;
    kind : number | share | carrier | sector | choice | text; a share is typed in percent, 0-100;
    required : without a default it must be given; what isn't required and has no default may follow from
        another input (see `help`);
    is_key : may be given as {"low": .., "central": .., "high": ..};
    default, default_source, default_quality : in the unit people type, with where it comes from;
    minimum, maximum : of a number, in the unit people type;  above_minimum : the minimum itself is refused.
    """

    name: str
    label: Message
    unit: str = ""
    kind: str = NUMBER
    required: bool = True
    default: float | str | None = None
    is_key: bool = False
    help: Message | None = None
    choices: tuple[tuple[str, Message], ...] = ()
    default_source: str = ""
    default_quality: str = ""
    minimum: float | None = 0.0
    maximum: float | None = None
    above_minimum: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action changes in a year of full effect.

    saved_mwh : final energy saved by carrier, negative where more is used;
    renewable_mwh : renewable energy produced;  t : avoided, in the inventory's gas unit, negative where more
    is emitted;  removals_t : taken up by sinks, never within `t`;  derivation : the way to it.
    """

    saved_mwh: Mapping[str, float]
    renewable_mwh: float
    t: float
    removals_t: float
    derivation: Derivation

    @property
    def order(self) -> tuple[float, float, float]:
        """Return what outcomes of one effect are ordered by: avoided, removed, then energy."""
        return (self.t, self.removals_t, sum(self.saved_mwh.values()) + self.renewable_mwh)


@dataclass(frozen=True, slots=True)
class Effect:
    """The outcome at the central values, and the least and the greatest one within the given ranges.

    low.t <= central.t <= high.t; without ranges the three are the same.
    inputs : as used, defaults filled in; calculated again they give the same effect.
    """

    calculator: str
    central: Outcome
    low: Outcome
    high: Outcome
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calculator:
    """One way to an effect.

    when : to use it;  formula : in the guidebook's symbols;  source : key of sources.yaml;
    compute : (values, baseline, sector) -> Outcome.
    """

    code: str
    name: Message
    when: Message
    formula: str
    source: str
    inputs: tuple[Input, ...]
    compute: Callable[[Values, Baseline, str], Outcome]

    def input(self, name: str) -> Input:
        """Return the input of that name. KeyError where the calculator has none."""
        for item in self.inputs:
            if item.name == name:
                return item
        raise KeyError(name)
