"""What a calculator computes with. Every value it reads becomes a line of the derivation."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Mapping
from dataclasses import replace

from secap.method.actions.baseline import Baseline, Factor
from secap.method.actions.effects.defaults import Default, heating_systems
from secap.method.actions.effects.model import SHARE, Calculator, Input, Outcome
from secap.method.actions.effects.reading import FACTOR, FACTOR_SOURCE, Given, missing
from secap.method.basis import codes
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.editions import edition
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Code, Message

QUALITIES = ("derived", "assumed", "unverified")  # the worst one counts
PERCENT = 100.0


class Values:
    """The inputs of one calculation, the factors, and the lines written so far.

    used : {name: value}, in the unit typed, of everything read.
    """

    def __init__(
        self,
        calculator: Calculator,
        given: Given,
        baseline: Baseline,
        ends: Mapping[str, float] | None = None,
    ) -> None:
        self.calculator, self.baseline = calculator, baseline
        self._values = {**given.values, **(ends or {})}
        self._given = given
        self.used: dict[str, float | str] = {}
        self.steps: list[Step] = []
        self._quality = "derived"
        self._factors: dict[str, Factor] = {}

    def has(self, name: str) -> bool:
        """Return whether the input was given."""
        return name in self._values

    def number(self, name: str, fallback: Default | None = None) -> float:
        """Return an input as a number, a share as a fraction 0-1: given, else its default, else `fallback`.

        Raises: InvalidInput that names the input where there is none of them
        """
        item = self.calculator.input(name)
        if name in self._values:
            typed, how, source = float(self._values[name]), Message("entered"), ""
        elif item.default is not None:
            typed, how, source = float(item.default), Message("default"), item.default_source
            self.grade(item.default_quality)
        elif fallback is not None:
            typed, how, source = fallback.value, fallback.how, fallback.source
            self.grade(fallback.quality)
        else:
            raise missing(item)
        if name not in self.used:
            self.used[name] = typed
            self.steps.append(Step(item.label, typed, item.unit, how, source))
        return typed / PERCENT if item.kind == SHARE else typed

    def either(self, first: str, second: str) -> bool:
        """Return whether the first of two ways was taken. Raises InvalidInput where both were, or none."""
        labels = [self.calculator.input(name).label for name in (first, second)]
        if self.has(first) and self.has(second):
            raise InvalidInput(
                Message("“{first}” and “{second}” are both given.", first=labels[0], second=labels[1]),
                where=(second,),
                hint=Message("Enter one of them and clear the other."),
            )
        if not self.has(first) and not self.has(second):
            raise InvalidInput(
                Message("“{first}” or “{second}” is missing.", first=labels[0], second=labels[1]),
                where=(first,),
                hint=Message("Enter one of them."),
            )
        return self.has(first)

    def carrier(self, name: str) -> str:
        """Return the code of a carrier."""
        code = self._text(name)
        self._choice(self.calculator.input(name), codes.code("carriers", code))
        return code

    def choice(self, name: str) -> str:
        """Return the code chosen, or the default."""
        code = self._text(name)
        item = self.calculator.input(name)
        self._choice(item, dict(item.choices)[code])
        return code

    def text(self, name: str) -> str:
        """Return a text, which the derivation quotes."""
        text = self._text(name)
        self._choice(self.calculator.input(name), text)
        return text

    def _text(self, name: str) -> str:
        item = self.calculator.input(name)
        found = self._values.get(name, item.default)
        if found is None:
            raise missing(item)
        self.used[name] = str(found)
        return str(found)

    def _choice(self, item: Input, chosen: Code | Message | str) -> None:
        step = Step(Message("{input}: {choice}", input=item.label, choice=chosen), None, "")
        if step not in self.steps:
            self.steps.append(step)

    def efficiency(self, name: str, carrier: str) -> float:
        """Return heat given per energy bought: given, or the default of the one system that uses the carrier.

        Raises: InvalidInput that lists the systems where several use it
        """
        systems = heating_systems(carrier)
        if self.has(name) or len(systems) == 1:
            return self.number(name, systems[0][1] if systems else None)
        error = missing(self.calculator.input(name))
        if not systems:
            raise error
        listed = [
            Message("{system} {value}", system=system, value=Amount(row.value)) for system, row in systems
        ]
        raise InvalidInput(
            error.message,
            where=error.where,
            hint=Message(
                "Several heating systems use {carrier}; usual values: {systems}.",
                carrier=codes.code("carriers", carrier),
                systems=listed,
            ),
        )

    def factor(self, carrier: str) -> float:
        """Return the emission factor of a carrier, t/MWh: the action's own, else the baseline's.

        Raises: InvalidInput that names carrier and year where there is none
        """
        if carrier not in self._factors:
            if carrier in self._given.factors:
                source = self._given.factor_source
                found = Factor(carrier, self._given.factors[carrier], source, quality="published")
                self.used[FACTOR + carrier] = found.t_per_mwh
                if source:
                    self.used[FACTOR_SOURCE] = source
                else:
                    found = replace(found, quality="unverified")
                how = Message("own factor of this action")
            else:
                found = self.baseline.factor(carrier)
                how = _factor_words(found)
            self._factors[carrier] = found
            self.grade(found.quality)
            label = Message("Emission factor of {carrier}", carrier=codes.code("carriers", carrier))
            self.add(label, found.t_per_mwh, self.per_mwh, how, found.source, found.place)
        return self._factors[carrier].t_per_mwh

    @property
    def per_mwh(self) -> str:
        return f"{self.baseline.gas_unit}/MWh"

    @property
    def per_year(self) -> str:
        return f"{self.baseline.gas_unit}/a"

    def sector_mwh(self, sector: str, carrier: str) -> float:
        """Return what a sector uses of a carrier, MWh/a. Raises InvalidInput where it uses none."""
        named = codes.code("action_sectors" if sector in codes.table("action_sectors") else "sectors", sector)
        words = {"carrier": codes.code("carriers", carrier), "sector": named, "year": self.baseline.year}
        mwh = self.baseline.energy_mwh(sector, carrier)
        if mwh <= 0:
            raise InvalidInput(
                Message("The inventory of {year} has no {carrier} in the sector {sector}.", **words)
                if sector
                else Message("A percentage needs the sector whose energy it is a part of."),
                where=("sector",),
                hint=Message("Enter the amount in MWh, or choose another carrier or sector."),
            )
        self.add(Message("{carrier} used in {sector}, inventory of {year}", **words), mwh, "MWh/a")
        return mwh

    def grade(self, quality: str) -> None:
        """Lower the quality of the result to that of a value it rests on."""
        if quality in QUALITIES and QUALITIES.index(quality) > QUALITIES.index(self._quality):
            self._quality = quality

    def add(
        self,
        label: Message,
        value: float | None,
        unit: str,
        how: str | Message = "",
        source: str = "",
        place: str = "",
    ) -> None:
        """Write one line of the derivation."""
        self.steps.append(Step(label, value, unit, how, source, place))

    def outcome(
        self,
        saved_mwh: Mapping[str, float] | None = None,
        *,
        t: float = 0.0,
        how: str = "",
        renewable_mwh: float = 0.0,
        removals_t: float = 0.0,
        is_removal: bool = False,
    ) -> Outcome:
        """Return the outcome with its derivation.

        how : the arithmetic of the tonnes;  is_removal : the derivation's result is what sinks take up.
        """
        saved = dict(saved_mwh or {})
        result = removals_t if is_removal else t
        if not all(math.isfinite(value) for value in (*saved.values(), renewable_mwh, t, removals_t)):
            raise InvalidInput(
                Message("The values are too large to calculate with."),
                hint=Message("Correct the value that has too many digits."),
            )
        label = Message("Removed a year") if is_removal else Message("Emissions avoided a year")
        unit = "t CO₂/a" if is_removal else self.per_year
        self.add(label, result, unit, how)
        derivation = Derivation(
            self.calculator.name,
            self.calculator.formula,
            self.calculator.source,
            tuple(self.steps),
            result,
            unit,
            self._quality,
            Code("effect_calculators", self.calculator.code),
        )
        self._all_factors_used()
        return Outcome(saved, renewable_mwh, t, removals_t, derivation)

    def _all_factors_used(self) -> None:
        """An own factor that nothing uses is a slip: the carrier was changed, or misread."""
        for carrier in self._given.factors:
            if carrier not in self._factors:
                raise InvalidInput(
                    Message(
                        "“{calculator}” uses no emission factor of {carrier} here.",
                        calculator=self.calculator.name,
                        carrier=codes.code("carriers", carrier),
                    ),
                    where=(FACTOR + carrier,),
                    hint=Message("Clear the own factor, or choose the carrier it belongs to."),
                )


def _factor_words(factor: Factor) -> Message:
    """Return which factor this is: the year it describes and the edition it was published in."""
    words: dict[str, object] = {"year": factor.year or "", "edition": factor.edition}
    if factor.edition:
        # an edition that this installation doesn't hold is named by its code
        with contextlib.suppress(InvalidInput):
            words["edition"] = edition(factor.edition).as_code()
    if factor.year and factor.edition:
        return Message("factor of {year}, {edition}", **words)
    if factor.year:
        return Message("factor of {year}", **words)
    return Message("{edition}", **words) if factor.edition else Message("factor of the inventory")


def plain(value: float) -> str:
    """Return a number for the arithmetic of a step: ten significant digits, no separators."""
    return f"{value:.10g}"
