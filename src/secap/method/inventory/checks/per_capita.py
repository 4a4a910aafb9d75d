"""Checks of size: per inhabitant, against earlier years, against the population itself."""

from __future__ import annotations

from collections.abc import Iterator

from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Code, Message
from secap.method.inventory.checks.energy import mwh, percent
from secap.method.inventory.checks.registry import Asked, NotEvaluated, check
from secap.method.inventory.places import sector_code

ELECTRICITY = Message("Electricity without industry")
THERMAL = Message("Thermal energy of buildings without industry")
LOOK = Message("Check unit, boundary and population (Inventories > Energy grid, Baseline profile).")


def _per_capita(asked: Asked, total_mwh: float | None) -> float:
    population = asked.data.population
    if population is None or population < 1:
        raise NotEvaluated(Message("The population of {year} isn't entered.", year=asked.data.year))
    if total_mwh is None:
        raise NotEvaluated(Message("No such energy is entered."))
    return total_mwh / population


def _rate(value: float) -> Amount:
    return Amount(value, "MWh", 3 if abs(value) < 1 else 1)


def _reference(value: float | None) -> float:
    if value is None:
        raise NotEvaluated(Message("No reference value of comparable municipalities is at hand."))
    return value


@check("population", 34)
def population(asked: Asked) -> Iterator[Finding]:
    people, least = asked.data.population, asked.row.limit("low")
    if people is None:
        message = Message("The population of {year} isn't entered, so nothing can be said per inhabitant.",
                          year=asked.data.year)  # fmt: skip
    elif people < least:
        message = Message("The population of {year} is {people}, below {least}.",
                          year=asked.data.year, people=float(people), least=least)  # fmt: skip
    else:
        return
    yield asked.finding(message=message, hint=Message("Enter it (Baseline profile)."))


@check("electricity_high", 5)
def electricity_high(asked: Asked) -> Iterator[Finding]:
    highest = _reference(asked.data.references.electricity_mwh_per_capita)
    yield from _above(asked, ELECTRICITY, _per_capita(asked, asked.data.electricity_mwh()), highest)


@check("thermal_high", 7)
def thermal_high(asked: Asked) -> Iterator[Finding]:
    highest = _reference(asked.data.references.thermal_mwh_per_capita)
    yield from _above(asked, THERMAL, _per_capita(asked, asked.data.thermal_mwh()), highest)


def _above(asked: Asked, what: Message, value: float, highest: float) -> Iterator[Finding]:
    if value > asked.row.limit("high") * highest:
        extreme = value > asked.row.limit("extreme") * highest
        yield asked.finding(
            message=Message(
                "{what}: {value} per inhabitant, {ratio} times the largest national value of comparable "
                "municipalities ({highest}).",
                what=what,
                value=_rate(value),
                ratio=Amount(value / highest, "", 1),
                highest=_rate(highest),
            ),
            hint=LOOK,
            severity=asked.row.severity if extreme else Severity.WARNING,
        )


@check("electricity_low", 6)
def electricity_low(asked: Asked) -> Iterator[Finding]:
    value = _per_capita(asked, asked.data.electricity_mwh())
    if value < asked.row.limit("low"):
        yield _below(asked, ELECTRICITY, value)


@check("thermal_low", 8)
def thermal_low(asked: Asked) -> Iterator[Finding]:
    value = _per_capita(asked, asked.data.thermal_mwh())
    if value <= asked.row.limit("low"):
        yield _below(asked, THERMAL, value)


def _below(asked: Asked, what: Message, value: float) -> Finding:
    return asked.finding(
        message=Message("{what}: only {value} per inhabitant.", what=what, value=_rate(value)),
        hint=Message(
            "See whether the figures are in GWh or per inhabitant: the cells hold MWh "
            "(Inventories > Energy grid)."
        ),
    )


@check("unit_slip", 9)
def unit_slip(asked: Asked) -> Iterator[Finding]:
    value = _per_capita(asked, asked.data.mwh())
    if value > asked.row.limit("high"):
        yield asked.finding(
            message=Message("All energy together is {value} per inhabitant.", value=_rate(value)),
            hint=Message(
                "The figures look like kWh: divide them by 1,000 or choose the unit kWh "
                "(Inventories > Energy grid)."
            ),
        )


@check("per_capita_range", 10)
def per_capita_range(asked: Asked) -> Iterator[Finding]:
    """The accepted range, for each group that has no reference value of its own."""
    data, low, high = asked.data, asked.row.limit("low"), asked.row.limit("high")
    groups = [
        (ELECTRICITY, data.electricity_mwh(), data.references.electricity_mwh_per_capita),
        (THERMAL, data.thermal_mwh(), data.references.thermal_mwh_per_capita),
    ]
    values = [
        (what, _per_capita(asked, total))
        for what, total, known in groups
        if known is None and total is not None
    ]
    if not values:
        raise NotEvaluated(Message("No such energy is entered, or a reference value is used instead."))
    for what, value in values:
        if not low < value < high:
            yield asked.finding(
                message=Message(
                    "{what}: {value} per inhabitant lies outside the usual range of {low} to {high}.",
                    what=what,
                    value=_rate(value),
                    low=_rate(low),
                    high=_rate(high),
                ),
                hint=LOOK,
            )


@check("change", 11)
def change(asked: Asked) -> Iterator[Finding]:
    """The total energy, the total emissions and each sector's energy against the inventory before."""
    data, before = asked.data, asked.data.earlier()
    if before is None:
        raise NotEvaluated(Message("There is no earlier inventory."))
    total_t = data.result.total_t if data.result else None
    compared: list[tuple[Code | Message, float | None, float | None, str]] = [
        (Message("Total energy"), before.energy_mwh, data.mwh(), "MWh"),
        (Message("Total emissions"), before.total_t, total_t, "t"),
    ]
    now = data.mwh_by_sector()
    compared += [
        (sector_code(sector), value, now[sector], "MWh")
        for sector, value in before.by_sector_mwh.items()
        if sector in now
    ]
    for what, old, new, unit in compared:
        if old is None or new is None or old <= 0:
            continue
        share = (new - old) / old
        if abs(share) > asked.row.limit("high"):
            yield asked.finding(
                *([what] if isinstance(what, Code) else []),
                message=Message(
                    "{what}: {old} in {before}, {new} in {year}, a change of {share}.",
                    what=what,
                    old=Amount(old, unit, 0),
                    new=Amount(new, unit, 0),
                    before=before.year,
                    year=data.year,
                    share=percent(share),
                ),
                hint=Message(
                    "If it is real, explain it in the notes; else look for a changed unit, source or "
                    "boundary."
                ),
            )


@check("duplicate", 12)
def duplicate(asked: Asked) -> Iterator[Finding]:
    total_t = asked.data.result.total_t if asked.data.result else None
    own = asked.data.mwh() if total_t is None else total_t
    for other in asked.data.others:
        same = other.energy_mwh if total_t is None else other.total_t
        if other.year == asked.data.year and same is not None and round(same) == round(own):
            yield asked.finding(
                message=Message(
                    "There are two inventories of {year} with the same total ({total}).",
                    year=other.year,
                    total=mwh(own) if total_t is None else Amount(own, "t", 0),
                ),
                hint=Message("Keep the BEI and delete the other (Inventories > Settings)."),
            )
