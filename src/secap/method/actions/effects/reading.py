"""What people gave, checked: unknown names, missing values, text for numbers, odd ranges."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from secap.method.actions.effects.model import CARRIER, CHOICE, SECTOR, SHARE, Calculator, Input
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Message

FACTOR = "factor."
FACTOR_SOURCE = "factor_source"
ENDS = ("low", "central", "high")


@dataclass(frozen=True, slots=True)
class Given:
    """Inputs that hold up.

    values : {name: number in the unit typed, code or text};  ranges : {name: (low, high)};
    factors : {carrier: own factor, t/MWh};  factor_source : where the own factors come from.
    """

    values: Mapping[str, float | str] = field(default_factory=dict)
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    factors: Mapping[str, float] = field(default_factory=dict)
    factor_source: str = ""


def read(calculator: Calculator, inputs: Mapping[str, Any]) -> Given:
    """Return the inputs of a calculator, checked. Raises InvalidInput that names the input and what to do."""
    values: dict[str, float | str] = {}
    ranges: dict[str, tuple[float, float]] = {}
    factors: dict[str, float] = {}
    source = ""
    known = {item.name: item for item in calculator.inputs}
    for name, value in inputs.items():
        if name == FACTOR_SOURCE:
            source = str(value or "").strip()
        elif _is_empty(value):
            continue
        elif name.startswith(FACTOR):
            carrier = name.removeprefix(FACTOR)
            label = Message("Emission factor of {carrier}", carrier=codes.code("carriers", carrier))
            _code("carriers", carrier, label, name)
            factors[carrier] = _number(Input(name, label), value)
        elif name not in known:
            raise _unknown(calculator, name, list(known))
        elif isinstance(value, Mapping):
            values[name], ranges[name] = _range(known[name], value)
        else:
            values[name] = _value(known[name], value)
    for item in calculator.inputs:
        if item.required and item.default is None and item.name not in values:
            raise missing(item)
    return Given(values, {name: ends for name, ends in ranges.items() if ends[0] < ends[1]}, factors, source)


def missing(item: Input) -> InvalidInput:
    """Return the error for an input that isn't there."""
    if item.is_number and item.unit:
        hint = Message("Enter “{input}”, a number in {unit}.", input=item.label, unit=item.unit)
    elif item.is_number:
        hint = Message("Enter “{input}”, a number.", input=item.label)
    elif item.kind in (CARRIER, SECTOR, CHOICE):
        hint = Message("Choose “{input}”.", input=item.label)
    else:
        hint = Message("Enter “{input}”, in words.", input=item.label)
    return InvalidInput(Message("“{input}” is missing.", input=item.label), where=(item.name,), hint=hint)


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _unknown(calculator: Calculator, name: str, known: list[str]) -> InvalidInput:
    near = difflib.get_close_matches(name, known, 3, 0.5)
    hint = (
        Message("Did you mean {codes}?", codes=near)
        if near
        else Message("Choose one of: {codes}.", codes=known)
    )
    return InvalidInput(
        Message("“{calculator}” has no input {name}.", calculator=calculator.name, name=name),
        where=(name,),
        hint=hint,
    )


def _value(item: Input, value: object) -> float | str:
    if item.is_number:
        return _number(item, value)
    if not isinstance(value, str):
        raise InvalidInput(
            Message("“{input}” is {value}, not a text.", input=item.label, value=str(value)[:60]),
            where=(item.name,),
            hint=Message("Choose “{input}” again.", input=item.label),
        )
    text = value.strip()
    if item.kind == CARRIER:
        _code("carriers", text, item.label, item.name)
    elif item.kind == SECTOR:
        _code("sectors", text, item.label, item.name)
    elif item.kind == CHOICE and text not in (known := [code for code, _label in item.choices]):
        raise InvalidInput(
            Message("“{value}” is no choice for “{input}”.", value=text[:60], input=item.label),
            where=(item.name,),
            hint=Message("Choose one of: {codes}.", codes=difflib.get_close_matches(text, known) or known),
        )
    return text


def _code(table: str, text: str, label: Message, name: str) -> None:
    try:
        codes.get(table, text)
    except InvalidInput as error:
        raise InvalidInput(
            Message("“{value}” is no choice for “{input}”.", value=text[:60], input=label),
            where=(name,),
            hint=error.hint,
        ) from None


def _number(item: Input, value: object) -> float:
    """Return a number within the input's limits, in the unit typed."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(item, Message("“{value}” is not a number.", value=str(value)[:60]))
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _refused(item, Message("it must be a finite number."))
    maximum = 100.0 if item.kind == SHARE else item.maximum
    if item.minimum is not None and (
        number < item.minimum or (item.above_minimum and number == item.minimum)
    ):
        wanted = (
            Message("it must be greater than {limit}.", limit=Amount(item.minimum))
            if item.above_minimum
            else Message("it must be {limit} or greater.", limit=Amount(item.minimum))
        )
        raise _refused(item, wanted)
    if maximum is not None and number > maximum:
        raise _refused(item, Message("it must be {limit} or less.", limit=Amount(maximum, item.unit)))
    return number


def _refused(item: Input, why: Message) -> InvalidInput:
    if item.kind == SHARE:
        hint = Message("Enter a share in percent, between 0 and 100: 35 for 35 %.")
    elif item.unit:
        hint = Message("Enter a number in {unit}, without the unit.", unit=item.unit)
    else:
        hint = Message("Enter a number.")
    return InvalidInput(Message("“{input}”: {why}", input=item.label, why=why), where=(item.name,), hint=hint)


def _range(item: Input, value: Mapping[str, Any]) -> tuple[float, tuple[float, float]]:
    if not (item.is_key and item.is_number):
        raise InvalidInput(
            Message("“{input}” takes one value, not a range.", input=item.label),
            where=(item.name,),
            hint=Message("Enter the central value alone."),
        )
    if odd := [str(end) for end in value if end not in ENDS]:
        raise InvalidInput(
            Message("“{input}” has no value {names}.", input=item.label, names=odd),
            where=(item.name,),
            hint=Message("A range has the values: {names}.", names=list(ENDS)),
        )
    if _is_empty(value.get("central")):
        raise missing(item)
    ends = {end: _number(item, value[end]) for end in ENDS if not _is_empty(value.get(end))}
    central = ends["central"]
    low, high = ends.get("low", central), ends.get("high", central)
    if not low <= central <= high:
        raise InvalidInput(
            Message(
                "“{input}”: the central value {central} does not lie between low {low} and high {high}.",
                input=item.label,
                central=Amount(central),
                low=Amount(low),
                high=Amount(high),
            ),
            where=(item.name,),
            hint=Message("Enter the smallest value as low and the greatest as high."),
        )
    return central, (low, high)
