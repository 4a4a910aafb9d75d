"""Checks of local electricity and heat production and of green electricity purchases."""

from __future__ import annotations

import math
from collections.abc import Iterator

from secap.method.basis.findings import Finding
from secap.method.basis.messages import Amount, Message
from secap.method.inventory.checks.data import LocalProduction
from secap.method.inventory.checks.energy import mwh
from secap.method.inventory.checks.factors import rate
from secap.method.inventory.checks.registry import Asked, NotEvaluated, check
from secap.method.inventory.places import carrier_code

LOOK = Message("Check production, fuels and emissions of the plant (Inventories > Local supply).")


def _plants(asked: Asked) -> tuple[LocalProduction, ...]:
    if not asked.data.production:
        raise NotEvaluated(Message("No local production is entered."))
    return asked.data.production


@check("production_factor", 18)
def production_factor(asked: Asked) -> Iterator[Finding]:
    low, high = asked.row.limit("low"), asked.row.limit("high")
    for plant in _plants(asked):
        if plant.mwh <= 0 or plant.t is None:
            continue
        value = plant.t / plant.mwh
        too_low = value < low and plant.renewable_mwh == 0 and plant.t > 0
        if value >= high or too_low:
            yield asked.finding(
                plant.name,
                message=Message(
                    "{plant}: {value} of {product} produced; between {low} and {high} is usual.",
                    plant=plant.name,
                    value=rate(value),
                    product=carrier_code(plant.product),
                    low=rate(low),
                    high=rate(high),
                ),
                hint=LOOK,
            )


@check("production_without_emissions", 19)
def production_without_emissions(asked: Asked) -> Iterator[Finding]:
    for plant in _plants(asked):
        if plant.fossil_mwh > 0 and plant.t is not None and plant.t <= asked.row.limit("low"):
            yield asked.finding(
                plant.name,
                message=Message(
                    "{plant}: {fossil} of fossil {product}, but no emissions.",
                    plant=plant.name,
                    fossil=mwh(plant.fossil_mwh),
                    product=carrier_code(plant.product),
                ),
                hint=LOOK,
            )


@check("production_tiny", 20)
def production_tiny(asked: Asked) -> Iterator[Finding]:
    for plant in _plants(asked):
        if 0 < plant.mwh <= asked.row.limit("high"):
            yield asked.finding(
                plant.name,
                message=Message("{plant}: only {amount} produced.", plant=plant.name, amount=mwh(plant.mwh)),
                hint=Message("See whether the unit is right; so small a plant may be left out."),
            )


def _electricity_used(asked: Asked) -> float:
    used = asked.data.mwh(lambda use: use.carrier == "electricity")
    if used <= 0:
        raise NotEvaluated(Message("No electricity consumption is entered."))
    return used


@check("renewable_production", 21)
def renewable_production(asked: Asked) -> Iterator[Finding]:
    made = math.fsum(plant.renewable_mwh for plant in _plants(asked) if plant.product == "electricity")
    used, times = _electricity_used(asked), asked.row.limit("high")
    if (made - used) / used > times:
        yield asked.finding(
            message=Message(
                "Renewable electricity produced ({made}) is {ratio} times the electricity used ({used}).",
                made=mwh(made),
                ratio=Amount(made / used, "", 0),
                used=mwh(used),
            ),
            hint=Message("A unit error is likely: check kWh and MWh (Inventories > Local supply)."),
        )


@check("green_purchases", 22)
def green_purchases(asked: Asked) -> Iterator[Finding]:
    bought = asked.data.green_purchases_mwh
    if bought is None:
        raise NotEvaluated(Message("No green electricity is entered."))
    used = _electricity_used(asked)
    if (bought - used) / used > asked.row.limit("high"):
        yield asked.finding(
            message=Message(
                "Green electricity purchased ({bought}) exceeds the electricity used in the territory "
                "({used}).",
                bought=mwh(bought),
                used=mwh(used),
            ),
            hint=Message("Enter only what was bought for use in the territory (Inventories > Local supply)."),
        )
