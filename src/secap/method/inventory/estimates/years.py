"""A missing year: between two known years, or carried from one known year by what drives the consumption."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.inventory.estimates.defaults import driver_units, named
from secap.method.inventory.estimates.result import (
    Assumption,
    Estimate,
    carrier_code,
    checked,
    checked_share,
    grade,
    plain,
    step,
)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Known consumption of one year, {carrier: MWh/a}."""

    year: int
    mwh: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Driver:
    """What moves consumption from year to year.

    driver : code of `drivers`;  known, wanted : its value in the known year and in the year wanted;
    share : the part of the consumption that follows it (0.7 of the heat follows the degree days).
    """

    driver: str
    known: float
    wanted: float
    share: float = 1.0


def between(before: YearFigures, after: YearFigures, *, year: int, level: str = "local") -> Estimate:
    """Return a missing year between two known ones, on the straight line.

    E_c(y) = E_c(a) + (E_c(b) - E_c(a)) x (y - a) / (b - a).

    Parameters: before, after : known years a < y < b;  year : y;  level : of the known figures.
    Returns: MWh/a by carrier, grade `estimated_<level>`; a carrier known in one of the years only is absent
        and named
    Raises: InvalidInput when the year doesn't lie between them
    Source: design; worked case tests/cases/estimates.yaml
    """
    if not before.year < year < after.year:
        raise InvalidInput(
            Message(
                "{year} does not lie between {first} and {last}.",
                year=year,
                first=before.year,
                last=after.year,
            ),
            hint=Message("Carry the nearest known year instead."),
        )
    weight = (year - before.year) / (after.year - before.year)
    mwh: dict[str, float] = {}
    steps: list[Step] = [
        step(Message("Position between the years"), weight, "",
             f"({year} − {before.year}) / ({after.year} − {before.year})")
    ]  # fmt: skip
    for carrier in before.mwh:
        if carrier not in after.mwh:
            continue
        name = carrier_code(carrier)
        first = checked(before.mwh[carrier], Message("{carrier} in {year}", carrier=name, year=before.year))
        last = checked(after.mwh[carrier], Message("{carrier} in {year}", carrier=name, year=after.year))
        mwh[carrier] = first * (1 - weight) + last * weight
        how = f"{plain(first)} + ({plain(last)} − {plain(first)}) × {plain(weight)}"
        steps.append(
            step(Message("{carrier} in {year}", carrier=name, year=year), mwh[carrier], "MWh/a", how)
        )
    findings = [_one_end(carrier, before, after) for carrier in sorted(set(before.mwh) ^ set(after.mwh))]
    derivation = Derivation(
        Message("{year} between {first} and {last}", year=year, first=before.year, last=after.year),
        "E_c(y) = E_c(a) + (E_c(b) − E_c(a)) × (y − a) / (b − a)", "design",
        tuple(steps), math.fsum(mwh.values()), "MWh/a",
    )  # fmt: skip
    return Estimate(mwh, derivation, grade("estimated", level), findings=tuple(findings))


def carried(
    known: YearFigures,
    *,
    year: int,
    drivers: Sequence[Driver] = (),
    overrides: Mapping[str, float] | None = None,
    level: str = "local",
) -> Estimate:
    """Return a year before or after the known one, moved by its drivers.

    E_c(y) = E_c(k) x product over drivers d of (1 + s_d x (x_d(y) / x_d(k) - 1)).

    Parameters: known : year k;  year : y, another year;  drivers : population, heating degree days ...;
        overrides : {`share.<driver>`: own value};  level : of the known figures.
    Returns: MWh/a by carrier, grade `estimated_<level>`; without drivers the figures stay, and a finding
        says so
    Raises: InvalidInput when the year is the known one, a driver stands twice, is 0 in the known year, or a
        share lies outside 0..1
    Source: design; worked case tests/cases/estimates.yaml
    """
    if year == known.year:
        raise InvalidInput(
            Message("{year} is the known year itself.", year=year), hint=Message("Choose another year.")
        )
    shares, ratio, steps = _moved(drivers, dict(overrides or {}))
    mwh: dict[str, float] = {}
    for carrier, value in known.mwh.items():
        name = carrier_code(carrier)
        figure = checked(value, Message("{carrier} in {year}", carrier=name, year=known.year))
        mwh[carrier] = figure * ratio
        how = f"{plain(figure)} × {plain(ratio)}"
        steps.append(
            step(Message("{carrier} in {year}", carrier=name, year=year), mwh[carrier], "MWh/a", how)
        )
    findings = () if drivers else (_unmoved(known.year, year),)
    derivation = Derivation(
        Message("{year} carried from {known}", year=year, known=known.year),
        "E_c(y) = E_c(k) × Π_d (1 + s_d × (x_d(y) / x_d(k) − 1))", "design",
        tuple(steps), math.fsum(mwh.values()), "MWh/a", quality="assumed",
    )  # fmt: skip
    return Estimate(mwh, derivation, grade("estimated", level), shares, findings)


def _moved(
    drivers: Sequence[Driver], overrides: dict[str, float]
) -> tuple[dict[str, Assumption], float, list[Step]]:
    """Return the shares as assumptions, the product of all drivers, and its lines."""
    shares: dict[str, Assumption] = {}
    steps: list[Step] = []
    ratio = 1.0
    for driver in drivers:
        name, unit, key = (
            named("drivers", driver.driver),
            driver_units()[driver.driver],
            f"share.{driver.driver}",
        )
        if key in shares:
            raise InvalidInput(
                Message("{driver} stands twice among the drivers.", driver=name),
                hint=Message("Leave one out."),
            )
        label = Message("Part of the consumption that follows: {driver}", driver=name)
        share = checked_share(overrides.pop(key, driver.share), label)
        changed = share != driver.share
        shares[key] = Assumption(label, share, "share", "design", "assumed", 0.0, 1.0, changed)
        before = checked(driver.known, Message("{driver} in the known year", driver=name), positive=True)
        after = checked(driver.wanted, Message("{driver} in the year wanted", driver=name))
        factor = 1 + share * (after / before - 1)
        steps.append(step(Message("{driver} in the known year", driver=name), before, unit))
        steps.append(step(Message("{driver} in the year wanted", driver=name), after, unit))
        how = f"1 + {plain(share)} × ({plain(after)} / {plain(before)} − 1)"
        steps.append(step(Message("Change by {driver}", driver=name), factor, "", how))
        ratio *= factor
    if overrides:
        raise InvalidInput(
            Message("The estimate has no assumption {key}.", key=next(iter(overrides))),
            hint=Message("Its assumptions are: {keys}.", keys=list(shares)),
        )
    return shares, ratio, steps


def _one_end(carrier: str, before: YearFigures, after: YearFigures) -> Finding:
    known = before.year if carrier in before.mwh else after.year
    name = carrier_code(carrier)
    return Finding(
        "inventory.estimate_one_year_only",
        Severity.WARNING,
        (name,),
        Message("{carrier} is known for {year} only. It isn't estimated.", carrier=name, year=known),
        Message("Enter it for the other year (0 where it was not used), or carry the known year."),
    )


def _unmoved(known: int, year: int) -> Finding:
    return Finding(
        "inventory.estimate_unmoved",
        Severity.INFO,
        (year,),
        Message("{year} repeats the figures of {known}, as no driver is given.", year=year, known=known),
        Message("Give a driver, such as population or heating degree days."),
    )
