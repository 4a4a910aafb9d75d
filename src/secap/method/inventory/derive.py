"""What the derivations of this chapter share: guarded inputs, lines, a local factor with its way."""

from __future__ import annotations

import math
from dataclasses import dataclass

from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Code, Message
from secap.method.inventory.factors import EmissionFactor

TECHNICAL_ANNEX = "com_technical_annex_2010"
GUIDEBOOK = "jrc_guidebook_2010"


def checked(
    value: float,
    what: Message,
    unit: str = "",
    *,
    positive: bool = False,
    hint: Message | None = None,
    where: tuple[object, ...] = (),
) -> float:
    """Return `value` as a float when it is finite and >= 0 (> 0 when `positive`).

    Raises: InvalidInput that names the value, its place and the remedy.
    """
    number = float(value)
    if math.isfinite(number) and (number > 0 if positive else number >= 0):
        return number
    shown = Amount(number, unit) if math.isfinite(number) else str(number)
    if positive:
        message = Message("{what} is {value}, but must be greater than 0.", what=what, value=shown)
    else:
        message = Message("{what} is {value}, but must not be negative.", what=what, value=shown)
    if not math.isfinite(number):
        message = Message("{what} is {value}, which is no number.", what=what, value=shown)
    raise InvalidInput(message, where=where, hint=hint or Message("Correct the value."))


def checked_efficiency(value: float, what: Message, *, highest: float = 1.2) -> float:
    """Return an efficiency between 0 (excluded) and `highest`, as a fraction.

    Above 1 only where the boiler condenses and the net calorific value is the basis.
    Raises: InvalidInput; its hint tells a percentage from a fraction.
    """
    number = checked(value, what, positive=True, hint=Message("Write an efficiency such as 0.9."))
    if number <= highest:
        return number
    hint = Message("Write 90 % as 0.9.") if number <= 100 * highest else Message("Correct the value.")
    raise InvalidInput(
        Message("{what} is {value}, but can't exceed {highest}.", what=what, value=number, highest=highest),
        hint=hint,
    )


class Lines:
    """Collects the lines of a derivation in the order of the arithmetic."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    def add(
        self,
        label: Message,
        value: float | None,
        unit: str,
        how: str | Message = "",
        *,
        source: str = "",
        place: str = "",
    ) -> None:
        """Add one line."""
        self._steps.append(Step(label, value, unit, how, source, place))

    def derivation(
        self,
        title: Message,
        formula: str,
        method: str,
        result: float,
        unit: str,
        *,
        subject: Code | None = None,
    ) -> Derivation:
        """Return the collected lines as one derivation."""
        return Derivation(title, formula, method, tuple(self._steps), result, unit, subject=subject)


@dataclass(frozen=True, slots=True)
class LocalFactor:
    """A factor that the territory's own supply makes, with every line of its derivation.

    t_per_mwh : t CO2 (or t CO2eq, as its inputs were) per MWh consumed;
    biogenic_t_per_mwh : CO2 of sustainable biomass, shown apart;
    loss_share : of the heat put into the network, None for electricity and where a plant's heat isn't known.
    """

    t_per_mwh: float
    biogenic_t_per_mwh: float
    derivation: Derivation
    loss_share: float | None = None

    def as_factor(
        self, carrier: str, year: int, *, gas_basis: str = "co2", reason: str = ""
    ) -> EmissionFactor:
        """Return the factor as an inventory takes it (edition `local`).

        gas_basis : co2 puts it under CO2; co2eq under the gases that are not split.
        """
        split = gas_basis == "co2"
        return EmissionFactor(
            carrier=carrier,
            year=year,
            edition="local",
            co2_t_per_mwh=self.t_per_mwh if split else 0.0,
            unsplit_t_co2eq_per_mwh=0.0 if split else self.t_per_mwh,
            biogenic_co2_t_per_mwh=self.biogenic_t_per_mwh,
            source=self.derivation.method,
            quality="derived",
            derivation=self.derivation,
            reason=reason,
        )
