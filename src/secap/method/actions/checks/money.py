"""Checks of figures that contradict themselves: printed values against parts, money against the cost."""

from __future__ import annotations

import math
from collections.abc import Iterator

from secap.method.actions.action import Printed
from secap.method.actions.checks.registry import NEGLIGIBLE, Asked, check
from secap.method.actions.checks.sums import tonnes
from secap.method.actions.financing import FULLY_COVERED_SHARE, finance_split
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message


@check("printed_eur_per_t", Severity.WARNING)
def printed_eur_per_t(asked: Asked) -> Iterator[Finding]:
    """Printed EUR per tonne that cost and tonnes contradict by more than one rounding unit."""
    for one in asked.each():
        printed, value = one.printed_eur_per_t, one.eur_per_t
        if printed is not None and value is not None and contradicts(printed, value):
            digits = _digits(printed.unit_of_last_place)
            yield asked.finding(
                one.id,
                message=Message(
                    "Printed are {printed}, but {cost} for {t} are {value}.",
                    printed=Amount(printed.value, "EUR/t", digits),
                    cost=Amount(one.cost_eur, "EUR", 0),
                    t=Amount(one.t, "t"),
                    value=Amount(value, "EUR/t", digits),
                ),
                hint=Message("Correct the printed value, the cost or the tonnes: one of the three is wrong."),
            )


@check("printed_share", Severity.WARNING)
def printed_share(asked: Asked) -> Iterator[Finding]:
    """Printed share of the tonnes that the sum of all contradicts by more than one rounding unit."""
    total = asked.data.totals.total_t
    for line in asked.data.totals.lines:
        printed, share = line.action.printed_share, line.share
        if printed is None or share is None or total is None or not contradicts(printed, share):
            continue
        digits = _digits(printed.unit_of_last_place * 100)
        yield asked.finding(
            line.action.id,
            message=Message(
                "Printed are {printed}, but {t} of {total} are {share}.",
                printed=Amount(printed.value * 100, "%", digits),
                t=Amount(line.action.t, "t"),
                total=tonnes(total),
                share=Amount(share * 100, "%", digits),
            ),
            hint=Message(
                "Correct the printed share or the tonnes, or see whether the list is complete: shares are of "
                "the sum of all its actions."
            ),
        )


def contradicts(printed: Printed, value: float) -> bool:
    """Return whether a printed number is more than one unit of its last place away from `value`.

    Source: design
    """
    allowed = printed.unit_of_last_place + NEGLIGIBLE * max(abs(value), abs(printed.value))
    return abs(printed.value - value) > allowed


def _digits(unit_of_last_place: float) -> int:
    """Return the decimals that show a difference of one rounding unit."""
    if unit_of_last_place <= 0:
        return 0
    return max(0, min(6, math.ceil(-math.log10(unit_of_last_place) - 1e-6)))


@check("financing_sum", Severity.WARNING)
def financing_sum(asked: Asked) -> Iterator[Finding]:
    """The sources of money together are not the cost."""
    tolerance = 1 - FULLY_COVERED_SHARE
    for one in asked.each():
        shares = [part.share for part in finance_split(one).parts]
        known = [share for share in shares if share is not None]
        covered = math.fsum(known)
        is_over = bool(known) and covered > 1 + tolerance + NEGLIGIBLE
        is_under = len(known) == len(shares) > 0 and covered < 1 - tolerance - NEGLIGIBLE
        if not is_over and not is_under:
            continue
        message = Message(
            "The sources of money together are {percent} of the cost.", percent=Amount(covered * 100, "%", 1)
        )
        if one.cost_eur:
            apart = Amount(abs(covered - 1) * one.cost_eur, "EUR", 0)
            message = (
                Message("The sources of money together are {percent} of the cost: {apart} too much.",
                        percent=Amount(covered * 100, "%", 1), apart=apart)
                if is_over
                else Message("The sources of money together are {percent} of the cost: {apart} are missing.",
                             percent=Amount(covered * 100, "%", 1), apart=apart)
            )  # fmt: skip
        yield asked.finding(
            one.id,
            message=message,
            hint=Message("Correct the amounts or shares, or add the source that is missing."),
        )
