"""Checks of the emission factors used."""

from __future__ import annotations

from collections.abc import Iterator

from secap.method.basis.findings import Finding
from secap.method.basis.messages import Amount, Code, Message
from secap.method.inventory.checks.data import FactorReference
from secap.method.inventory.checks.references import reference_of
from secap.method.inventory.checks.registry import Asked, NotEvaluated, check
from secap.method.inventory.factors import EmissionFactor
from secap.method.inventory.places import carrier_code, carrier_group, origin

LOOK = Message("Check unit and source of the factor (Inventories > Factors used).")


def rate(value: float) -> Amount:
    """Return a factor with its unit."""
    return Amount(value, "t/MWh", 3)


def _compared(asked: Asked, wanted: str) -> Iterator[tuple[EmissionFactor, FactorReference]]:
    """Yield each factor of the origin with its reference; NotEvaluated where none has one."""
    found = [factor for factor in asked.data.factors.values() if origin(factor) == wanted]
    if not found:
        raise NotEvaluated(Message("The inventory uses no such factor."))
    pairs = [(factor, reference_of(asked.data, factor.carrier)) for factor in found]
    if all(reference is None for _, reference in pairs):
        raise NotEvaluated(Message("No reference factor is at hand."))
    for factor, reference in pairs:
        if reference is not None:
            yield factor, reference


@check("national_factor", 13)
def national_factor(asked: Asked) -> Iterator[Finding]:
    for factor, reference in _compared(asked, "national"):
        off = abs(factor.t_per_mwh - reference.t_per_mwh) > asked.row.limit("high") * reference.t_per_mwh
        if off or factor.t_per_mwh > asked.row.limit("extreme") * reference.highest_t_per_mwh * (1 + 1e-9):
            name = carrier_code(factor.carrier)
            yield asked.finding(
                name,
                message=Message(
                    "{carrier}: the national factor is {value}; the published one is {reference}, the "
                    "largest of all "
                    "years {highest}.",
                    carrier=name,
                    value=rate(factor.t_per_mwh),
                    reference=rate(reference.t_per_mwh),
                    highest=rate(reference.highest_t_per_mwh),
                ),
                hint=LOOK,
            )


@check("local_factor", 14)
def local_factor(asked: Asked) -> Iterator[Finding]:
    hint = Message("Check plants, fuels and amounts (Inventories > Local supply).")
    yield from _too_high(asked, "local", Message("the local factor"), hint)


@check("own_factor", 15)
def own_factor(asked: Asked) -> Iterator[Finding]:
    yield from _too_high(asked, "own", Message("the factor entered"), LOOK)


def _too_high(asked: Asked, wanted: str, what: Message, hint: Message) -> Iterator[Finding]:
    times = asked.row.limit("high")
    for factor, reference in _compared(asked, wanted):
        if factor.t_per_mwh > times * reference.highest_t_per_mwh:
            name = carrier_code(factor.carrier)
            yield asked.finding(
                name,
                message=Message(
                    "{carrier}: {what} is {value}, more than {times} times the largest published one "
                    "({highest}).",
                    carrier=name,
                    what=what,
                    value=rate(factor.t_per_mwh),
                    times=times,
                    highest=rate(reference.highest_t_per_mwh),
                ),
                hint=hint,
            )


@check("negative_factor", 16)
def negative_factor(asked: Asked) -> Iterator[Finding]:
    for factor, name in _factors(asked):
        if factor.t_per_mwh < asked.row.limit("low"):
            yield asked.finding(
                name,
                message=Message(
                    "{carrier}: the factor is {value}, below 0.", carrier=name, value=rate(factor.t_per_mwh)
                ),
                hint=Message(
                    "Correct it; removals by sinks are entered apart (Inventories > Waste, other, sinks)."
                ),
            )


@check("fossil_factor_low", 17)
def fossil_factor_low(asked: Asked) -> Iterator[Finding]:
    least = asked.row.limit("low")
    for factor, name in _factors(asked):
        if carrier_group(factor.carrier) == "fossil" and 0 <= factor.t_per_mwh < least:
            yield asked.finding(
                name,
                message=Message(
                    "{carrier}: the factor is {value}; a fossil fuel has at least {least}.",
                    carrier=name,
                    value=rate(factor.t_per_mwh),
                    least=rate(least),
                ),
                hint=LOOK,
            )


def _factors(asked: Asked) -> Iterator[tuple[EmissionFactor, Code]]:
    if not asked.data.factors:
        raise NotEvaluated(Message("No emission factors are known yet."))
    for factor in asked.data.factors.values():
        yield factor, carrier_code(factor.carrier)
