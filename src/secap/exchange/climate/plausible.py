"""Units that nobody stated, and values that can't be true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from secap.exchange.climate.raw import Raw, Values, finding, variable
from secap.exchange.climate.units import (
    CANONICAL,
    PRECIPITATION,
    QUANTITY,
    TEMPERATURE,
    Unit,
    unit_named,
    unit_of,
)
from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message

HOTTEST_C = 60.0
KELVIN_FROM, KELVIN_TO = 150.0, 350.0
TENTHS_FROM = 130.0  # no Fahrenheit reading is as large
DOUBTFUL_DAYS = 3
DOUBTFUL_SHARE = 0.0005
FLUX_BELOW = 0.006  # kg m-2 s-1, 518 mm a day
METRES_BELOW = 0.6
LEAST_DAYS = 300
MOST_OUTSIDE_SHARE = 0.02


def canonical(raw: Raw) -> tuple[dict[str, Values], list[Finding]]:
    """Return ({variable: values in °C, mm or m/s, NaN where they can't be true}, findings).

    A variable whose unit is doubtful is left out, and the finding is an error.
    """
    found: dict[str, Values] = {}
    findings: list[Finding] = []
    guesses = _guesses(raw)
    for name, values in raw.values.items():
        quantity = QUANTITY[name]
        stated = unit_of(raw.units[name], quantity) if name in raw.units else None
        guess = guesses.get(name)
        if guess is None or (stated is not None and not stated.is_canonical):
            unit = stated or unit_named(CANONICAL[quantity])
        elif guess == "°F":
            findings.append(_fahrenheit(raw, name, values, is_stated=stated is not None))
            continue
        elif stated is not None:
            findings.append(_contradiction(raw, name, values, guess))
            continue
        else:
            unit = unit_named(guess)
            findings.append(_guessed(raw, name, unit))
        if name in raw.units and stated is None:
            findings.append(_unknown_unit(raw, name, unit))
        elif stated is not None and unit.name == "°F":
            findings.append(_converted(raw, name, unit))
        judged, told = within_range(raw, name, unit.converted(values))
        findings += told
        if judged is not None:
            found[name] = judged
    return found, findings


def _guesses(raw: Raw) -> dict[str, str]:
    """Return {variable: unit that its values speak for, where that is not the usual one}.

    Temperatures of a file are judged together: minima in Fahrenheit may look like maxima in Celsius.
    """
    found: dict[str, str] = {}
    by_unit: dict[str, list[str]] = {}
    for name in raw.values:
        if QUANTITY[name] == TEMPERATURE:
            by_unit.setdefault(raw.units.get(name, ""), []).append(name)
    for names in by_unit.values():
        guess = _temperature_unit([raw.values[name] for name in names])
        if guess:
            found |= dict.fromkeys(names, guess)
    tenths = "0.1 °C" in found.values()
    for name, values in raw.values.items():
        if QUANTITY[name] == PRECIPITATION and name not in raw.units:
            guess = _precipitation_unit(values, tenths)
            if guess:
                found[name] = guess
    return found


def _temperature_unit(columns: Sequence[Values]) -> str | None:
    with np.errstate(invalid="ignore"):
        hot = [one[one > HOTTEST_C] for one in columns]
    if not any(len(one) for one in hot):
        return None
    known = np.concatenate([one[np.isfinite(one)] for one in columns])
    if float(np.quantile(known, 0.01)) > KELVIN_FROM and float(np.median(known)) < KELVIN_TO:
        return "K"
    most = max(float(one.max()) for one in hot if len(one))
    if sum(len(one) for one in hot) < max(DOUBTFUL_DAYS, DOUBTFUL_SHARE * known.size):
        return None
    if most > TENTHS_FROM and bool((known == np.round(known)).all()):
        return "0.1 °C"
    return "°F"


def _precipitation_unit(values: Values, tenths: bool) -> str | None:
    known = values[np.isfinite(values)]
    if known.size < LEAST_DAYS or not (known > 0).any():
        return None
    most = float(known.max())
    if most < FLUX_BELOW:
        return "kg m-2 s-1"
    if most < METRES_BELOW:
        return "m"
    if tenths and bool((known == np.round(known)).all()):
        return "0.1 mm"
    return None


def within_range(raw: Raw, name: str, values: Values) -> tuple[Values | None, list[Finding]]:
    """Return the values without those that can't be true; None where they are many: the unit is wrong."""
    row = codes.get("climate_variables", name)
    with np.errstate(invalid="ignore"):
        outside = (values < row.lowest) | (values > row.highest)
    count = int(outside.sum())
    if not count:
        return values, []
    at = int(np.flatnonzero(outside)[0])
    where = (raw.name, raw.headings.get(name) or variable(name), raw.line(at))
    range_text = {"low": Amount(float(row.lowest)), "high": Amount(float(row.highest), row.unit)}
    if count > max(DOUBTFUL_DAYS, MOST_OUTSIDE_SHARE * float(np.isfinite(values).sum())):
        return None, [
            finding("out_of_range", Severity.ERROR, where,
                    Message("Values outside {low} to {high}: {count}, the first is {value}. The column was "
                            "left out.", count=count, value=Amount(float(values[at])), **range_text),
                    Message("State the unit in the heading, such as “tmax (°F)”, or correct the values."))
        ]  # fmt: skip
    return np.where(outside, np.nan, values), [
        finding("out_of_range", Severity.WARNING, where,
                Message("Values outside {low} to {high}: {count}, the first is {value}. They count as "
                        "missing.", count=count, value=Amount(float(values[at])), **range_text),
                Message("Correct them in the file."))
    ]  # fmt: skip


def _where(raw: Raw, name: str) -> tuple[object, ...]:
    return (raw.name, raw.headings.get(name) or variable(name))


def _fahrenheit(raw: Raw, name: str, values: Values, *, is_stated: bool) -> Finding:
    most = Amount(float(np.nanmax(values)) if np.isfinite(values).any() else None, "", 1)
    message = (
        Message("The heading says °C, but the temperatures of the file are too high for that (here up to "
                "{most}); they look like Fahrenheit. The column was left out.", most=most)
        if is_stated
        else Message("The temperatures of the file are too high for °C (here up to {most}); they look like "
                     "Fahrenheit. The column was left out.", most=most)
    )  # fmt: skip
    hint = Message("If they are, write the unit into the heading, such as “tmax (°F)”, and read it again.")
    return finding("fahrenheit", Severity.ERROR, _where(raw, name), message, hint)


def _contradiction(raw: Raw, name: str, values: Values, guess: str) -> Finding:
    most = Amount(float(np.nanmax(values)) if np.isfinite(values).any() else None, "", 1)
    return finding(
        "unit_contradicts", Severity.ERROR, _where(raw, name),
        Message("The unit is given as {stated}, but values up to {most} look like {guess}. The column was "
                "left out.", stated=raw.units[name], most=most, guess=guess),
        Message("Correct the unit in the heading, then read the file again."),
    )  # fmt: skip


def _guessed(raw: Raw, name: str, unit: Unit) -> Finding:
    return finding(
        "unit_guessed", Severity.WARNING, _where(raw, name),
        Message("No unit is given; the values look like {unit} and were converted.", unit=unit.name),
        Message("If that is wrong, write the unit into the heading, such as “tmax (°C)”."),
    )  # fmt: skip


def _converted(raw: Raw, name: str, unit: Unit) -> Finding:
    return finding(
        "converted", Severity.INFO, _where(raw, name),
        Message("Converted from {unit}, as the heading says.", unit=unit.name),
        Message("Nothing to do if the heading is right."),
    )  # fmt: skip


def _unknown_unit(raw: Raw, name: str, unit: Unit) -> Finding:
    return finding(
        "unit_unknown", Severity.WARNING, _where(raw, name),
        Message("The unit “{stated}” is not known; the values were read as {unit}.",
                stated=raw.units[name][:30], unit=unit.name),
        Message("Write a unit such as {names}.", names=_examples(QUANTITY[name])),
    )  # fmt: skip


def _examples(quantity: str) -> list[str]:
    examples: Mapping[str, list[str]] = {"temperature": ["°C", "°F", "K"], "precipitation": ["mm", "in"]}
    return examples.get(quantity, ["m/s", "km/h", "kn"])
