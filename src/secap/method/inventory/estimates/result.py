"""What an estimate is: energy by carrier, the way to it, and the assumptions a person may change."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from secap.method.basis import codes
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Amount, Code, Message
from secap.method.inventory.energy import EnergyUse
from secap.method.inventory.estimates.defaults import Default

LEVELS = ("local", "regional", "national")
SHARE_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Assumption:
    """One value an estimate rests on.

    value : in `unit`;  low, high : the usual range, where known;  changed : a person replaced the default.
    """

    label: Message
    value: float
    unit: str
    source: str = ""
    quality: str = "assumed"
    low: float | None = None
    high: float | None = None
    changed: bool = False
    note: str = ""

    @property
    def outside_range(self) -> bool:
        """Whether the value lies outside the usual range (False where no range is known)."""
        return (self.low is not None and self.value < self.low) or (
            self.high is not None and self.value > self.high
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """Estimated final energy consumption, MWh/a by carrier.

    mwh : {carrier: MWh/a}; a carrier that couldn't be estimated is absent, never 0;
    quality : grade of `data_quality`, lower than a bill's;
    assumptions : {key: Assumption}; call the same function again with `overrides={key: value}` to change one;
    findings : what the person should know before using the figures.
    """

    mwh: Mapping[str, float]
    derivation: Derivation
    quality: str
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def total_mwh(self) -> float:
        """Return the sum over the carriers, MWh/a."""
        return math.fsum(self.mwh.values())

    def uses(self, sector: str, reference: object = None) -> list[EnergyUse]:
        """Return the estimate as cells of `sector`, each with the carrier's default scope."""
        return [
            EnergyUse(sector, carrier, mwh, scope=default_scope(carrier), reference=reference)
            for carrier, mwh in self.mwh.items()
        ]


class Assumptions:
    """Collects the assumptions an estimate uses, each replaced by the caller's own value where given."""

    def __init__(self, overrides: Mapping[str, float] | None) -> None:
        self._overrides = dict(overrides or {})
        self.used: dict[str, Assumption] = {}

    def value(self, key: str, label: Message, default: Default | None) -> float:
        """Return the value of `key`: the caller's own, or the default.

        Raises: InvalidInput when neither is there, or the own value is negative or no number.
        """
        if key in self.used:
            return self.used[key].value
        if key in self._overrides:
            own = checked(self._overrides[key], label)
            unit = default.unit if default else ""
            limits = (default.low, default.high) if default else (None, None)
            self.used[key] = Assumption(label, own, unit, low=limits[0], high=limits[1], changed=True)
        elif default is not None:
            self.used[key] = Assumption(
                label, default.value, default.unit, default.source, default.quality,
                default.low, default.high, note=default.note,
            )  # fmt: skip
        else:
            raise InvalidInput(
                Message("There is no default for {what}.", what=label),
                where=(key,),
                hint=Message("Enter a value of your own for {key}.", key=key),
            )
        return self.used[key].value

    def share(self, key: str, label: Message, default: Default | None) -> float:
        """Return the value of `key`, which must lie between 0 and 1."""
        return checked_share(self.value(key, label, default), label)

    def finish(self) -> dict[str, Assumption]:
        """Return what was used; refuse an override that no part of the estimate asked for."""
        for key in self._overrides:
            if key not in self.used:
                near = difflib.get_close_matches(key, self.used, n=3)
                raise InvalidInput(
                    Message("The estimate has no assumption {key}.", key=key),
                    hint=Message("Its assumptions are: {keys}.", keys=near or list(self.used)),
                )
        return self.used


def checked(value: float, what: Message, *, positive: bool = False) -> float:
    """Return `value` as a float when it is a finite number >= 0 (> 0 when `positive`)."""
    number = float(value)
    if math.isfinite(number) and (number > 0 if positive else number >= 0):
        return number
    wanted = Message("greater than 0") if positive else Message("0 or greater")
    raise InvalidInput(
        Message(
            "{what} is {value}; it must be a number {wanted}.", what=what, value=plain(number), wanted=wanted
        ),
        hint=Message("Correct the value; leave it out where it isn't known."),
    )


def checked_share(value: float, what: Message) -> float:
    """Return `value` when it is a share between 0 and 1."""
    number = checked(value, what)
    if number <= 1 + SHARE_TOLERANCE:
        return min(number, 1.0)
    raise InvalidInput(
        Message("{what} is {value}; a share lies between 0 and 1.", what=what, value=plain(number)),
        hint=Message("Write 35 % as 0.35."),
    )


def checked_shares(shares: Mapping[str, float], what: Message) -> dict[str, float]:
    """Return `shares` when each lies in 0..1 and together they make 1 (to 1e-6).

    Raises: InvalidInput that says by how much they miss 1 and what to do.
    """
    total = math.fsum(float(share) for share in shares.values())
    if not math.isfinite(total) or any(share < 0 for share in shares.values()):
        raise InvalidInput(
            Message("{what}: a share is negative or no number.", what=what),
            hint=Message("Enter shares between 0 and 1."),
        )
    if abs(total - 1) <= SHARE_TOLERANCE:
        return {key: float(share) for key, share in shares.items()}
    if abs(total - 100) <= 1:
        hint = Message("They look like percentages: divide each of them by 100.")
    elif total < 1:
        hint = Message("Add what is missing ({rest}), or raise one of them.", rest=Amount(1 - total, "", 4))
    else:
        hint = Message("Lower one of them by {excess}.", excess=Amount(total - 1, "", 4))
    raise InvalidInput(
        Message("{what}: the shares add up to {total}, not to 1.", what=what, total=Amount(total, "", 4)),
        hint=hint,
    )


def grade(kind: str, level: str) -> str:
    """Return the grade of `data_quality` for figures of `kind` (calculated, estimated) and `level`."""
    if level not in LEVELS:
        raise InvalidInput(
            Message("{level} is no level of data.", level=level),
            hint=Message("Choose one of: {levels}.", levels=list(LEVELS)),
        )
    return f"{kind}_{level}"


def carrier_code(carrier: str) -> Code:
    """Return the carrier as a code that a sentence can name in any language."""
    return codes.code("carriers", carrier)


def default_scope(carrier: str) -> int:
    """Return 2 for grid-supplied carriers, 1 for fuels burnt in the territory."""
    return int(codes.get("carriers", carrier).default_scope)


def step(label: Message, value: float | None, unit: str, how: str = "", *, source: str = "") -> Step:
    """Return one line of a derivation."""
    return Step(label, value, unit, how, source)


def plain(value: float) -> str:
    """Return a number for the arithmetic of a step: ten significant digits, no separators."""
    return f"{value:.10g}"


def summed(parts: list[tuple[str, float]]) -> dict[str, float]:
    """Return {carrier: sum of its MWh}, in the order the carriers first appear."""
    together: dict[str, list[float]] = {}
    for carrier, mwh in parts:
        together.setdefault(carrier, []).append(mwh)
    return {carrier: math.fsum(values) for carrier, values in together.items()}
