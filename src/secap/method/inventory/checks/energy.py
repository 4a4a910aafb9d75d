"""Checks of the energy cells themselves: what may stand where, signs, sizes, sums."""

from __future__ import annotations

import math
from collections.abc import Iterator

from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.inventory.checks.registry import Asked, check
from secap.method.inventory.double_counting import Overlap, fuel_possibly_counted_twice_mwh, overlaps
from secap.method.inventory.places import barred_from_transport, carrier_code, is_transport, sector_code


def mwh(value: float) -> Amount:
    """Return an amount of energy with the decimals worth printing."""
    return Amount(value, "MWh", 0 if abs(value) >= 100 else None)


def percent(share: float) -> Amount:
    """Return a share in percent."""
    return Amount(100 * share, "%", 0 if abs(share) >= 0.1 else 1)


@check("transport_carrier", 1)
def transport_carrier(asked: Asked) -> Iterator[Finding]:
    for use in asked.data.uses:
        if (
            is_transport(use.sector)
            and barred_from_transport(use.carrier)
            and use.mwh > asked.row.limit("low")
        ):
            sector, carrier = sector_code(use.sector), carrier_code(use.carrier)
            yield asked.finding(
                sector,
                carrier,
                message=Message(
                    "{sector} holds {amount} of {carrier}, which is no transport energy.",
                    sector=sector,
                    carrier=carrier,
                    amount=mwh(use.mwh),
                ),
                hint=Message("Move it to the buildings that used it (Inventories > Energy grid)."),
            )


@check("negative_energy", 2)
def negative_energy(asked: Asked) -> Iterator[Finding]:
    for use in asked.data.uses:
        if use.mwh < asked.row.limit("low"):
            sector, carrier = sector_code(use.sector), carrier_code(use.carrier)
            yield asked.finding(
                sector,
                carrier,
                message=Message(
                    "{sector}, {carrier}: consumption is {amount}, below 0.",
                    sector=sector,
                    carrier=carrier,
                    amount=mwh(use.mwh),
                ),
                hint=Message("Correct the sign or the figure (Inventories > Energy grid)."),
            )


@check("tiny_energy", 3)
def tiny_energy(asked: Asked) -> Iterator[Finding]:
    for use in asked.data.uses:
        if 0 < use.mwh < asked.row.limit("low"):
            sector, carrier = sector_code(use.sector), carrier_code(use.carrier)
            yield asked.finding(
                sector,
                carrier,
                message=Message(
                    "{sector}, {carrier}: only {amount}.", sector=sector, carrier=carrier, amount=mwh(use.mwh)
                ),
                hint=Message(
                    "See whether the unit is right: a figure in GWh or TJ entered as MWh looks like this."
                ),
            )


@check("no_energy", 4)
def no_energy(asked: Asked) -> Iterator[Finding]:
    if asked.data.mwh() <= asked.row.limit("low"):
        yield asked.finding(
            message=Message("The inventory {year} holds no energy.", year=asked.data.year),
            hint=Message("Enter or import the consumption (Inventories > Energy grid)."),
        )


@check("unassigned", 38)
def unassigned(asked: Asked) -> Iterator[Finding]:
    """The cells against a total stated for a sector, a carrier, both, or the whole town."""
    for total in asked.data.stated_totals:
        cells = asked.data.mwh(
            lambda use, t=total: t.sector in (None, use.sector) and t.carrier in (None, use.carrier)  # type: ignore[misc]
        )
        rest = total.mwh - cells
        if abs(rest) <= asked.row.limit("low") or abs(rest) <= asked.row.limit("high") * abs(total.mwh):
            continue
        place = [sector_code(total.sector)] if total.sector else []
        place += [carrier_code(total.carrier)] if total.carrier else []
        what = place or Message("All sectors and carriers")
        message, hint = _unassigned(what, rest, cells, total.mwh)
        yield asked.finding(*place, message=message, hint=hint)


def _unassigned(what: object, rest: float, cells: float, total: float) -> tuple[Message, Message]:
    values = {"what": what, "rest": mwh(abs(rest)), "cells": mwh(cells), "total": mwh(total)}
    if rest > 0:
        return (
            Message(
                "{what}: {rest} unassigned: the cells hold {cells} of the stated total of {total}.", **values
            ),
            Message(
                "Find the missing cells, or enter the rest as non-allocated (Inventories > Energy grid)."
            ),
        )
    return (
        Message("{what}: the cells hold {cells}, {rest} more than the stated total of {total}.", **values),
        Message("See whether something is counted twice or the total has another unit or boundary."),
    )


@check("double_counting", 39)
def double_counting(asked: Asked) -> Iterator[Finding]:
    data = asked.data
    for overlap in overlaps(data.uses, data.transformation, data.stated_totals):
        if overlap.share > asked.row.limit("high"):
            yield asked.finding(overlap.code, message=_overlap(overlap), hint=_mark())


def _overlap(overlap: Overlap) -> Message:
    values: dict[str, object] = {
        "fuel": overlap.code,
        "products": [carrier_code(product) for product in overlap.products],
        "burnt": mwh(overlap.fuel_mwh),
        "final": mwh(overlap.final_mwh),
        "size": mwh(overlap.mwh),
        "share": percent(overlap.share),
    }
    if overlap.certain:
        return Message(
            "{fuel} is burnt for {products} ({burnt}) and stands in final consumption as well ({final}): "
            "{size} are counted twice, {share} of final consumption, as the stated total shows.",
            **values,
        )
    return Message(
        "{fuel} is burnt for {products} ({burnt}) and stands in final consumption as well ({final}): "
        "up to {size} may be counted twice, {share} of final consumption.",
        **values,
    )


def _mark() -> Message:
    return Message(
        "Mark the plants' fuel as transformation input (Inventories > Amounts, purpose), or enter the town's "
        "stated total "
        "of this carrier's final consumption (Inventories > Stated totals), which settles it."
    )


@check("fuel_of_heat_unknown", 40)
def fuel_of_heat_unknown(asked: Asked) -> Iterator[Finding]:
    data = asked.data
    if any(part.product in ("heat_cold", "chp") for part in data.transformation):
        return
    size, fuels = fuel_possibly_counted_twice_mwh(data.uses)
    if size > asked.row.limit("low"):
        yield asked.finding(
            carrier_code("heat_cold"),
            message=Message(
                "District heat and fuels ({fuels}) both stand in final consumption, and no fuel of heat "
                "plants is "
                "stated. If the plants' fuel is among them, {size} or more are counted twice.",
                fuels=[carrier_code(fuel) for fuel in fuels],
                size=mwh(size),
            ),
            hint=Message("Enter the heat plants and their fuel (Inventories > Local supply)."),
        )


@check("not_a_number", 51)
def not_a_number(asked: Asked) -> Iterator[Finding]:
    for use in asked.data.uses:
        if not math.isfinite(use.mwh):
            sector, carrier = sector_code(use.sector), carrier_code(use.carrier)
            yield asked.finding(
                sector,
                carrier,
                message=Message(
                    "{sector}, {carrier}: the energy is no number.", sector=sector, carrier=carrier
                ),
                hint=Message("Enter it again (Inventories > Energy grid)."),
                severity=Severity.ERROR,
            )
