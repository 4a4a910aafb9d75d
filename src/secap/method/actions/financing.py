"""Who pays for an action: amounts and shares brought together, what is covered and what is not."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.actions.action import Action, Financing
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message

FULLY_COVERED_SHARE = 0.995  # what rounds to 100 %


@dataclass(frozen=True, slots=True)
class Part:
    """Money from one source, resolved.  eur, share of the cost (0-1) : None where unknown."""

    source: str
    eur: float | None
    share: float | None
    is_secured: bool


@dataclass(frozen=True, slots=True)
class FinanceSplit:
    """The financing of one action; None is unknown.

    cost_eur : what is to be financed;  by_source_eur : {source: EUR}, in the order entered;
    covered_eur, covered_share : all sources together, secured or not;
    gap_eur : cost less what is covered, negative where more is promised than needed;
    secured_eur, unsecured_eur : the two parts of what is covered;
    missing : what to enter;  conflicts : amounts that contradict their shares.
    """

    cost_eur: float | None
    parts: tuple[Part, ...]
    by_source_eur: dict[str, float | None]
    covered_eur: float | None
    covered_share: float | None
    gap_eur: float | None
    secured_eur: float | None
    unsecured_eur: float | None
    missing: tuple[Message, ...] = ()
    conflicts: tuple[Message, ...] = ()

    @property
    def is_covered(self) -> bool | None:
        """Return whether the sources cover the cost (99.5 % or more); None where that is unknown."""
        return None if self.covered_share is None else self.covered_share >= FULLY_COVERED_SHARE


def finance_split(action: Action) -> FinanceSplit:
    """Return the financing of an action in EUR and in shares of its cost.

    An amount counts before a share; a share is of the cost, investment and other cost together. A sum with an
    unknown part is unknown, and so is the financing of a cost for which nothing is entered. A cost of 0 needs
    no money and is covered.

    Source: design
    """
    cost = action.cost_eur
    parts = tuple(_resolved(one, cost) for one in action.financing)
    if not parts and cost == 0:
        return FinanceSplit(0.0, (), {}, 0.0, 1.0, 0.0, 0.0, 0.0)
    missing = []
    if cost is None:
        missing.append(Message("Enter the investment or another cost."))
    if not parts:
        missing.append(Message("Enter who pays: sources of financing with amounts or shares."))
    missing += [
        Message(
            "Enter the amount or the share that {source} pays.",
            source=codes.code("financing_sources", one.source),
        )
        for one in action.financing
        if one.eur is None and one.share is None
    ]
    covered = _total(part.eur for part in parts) if parts else None
    share = _total(part.share for part in parts) if parts else None
    if share is None and cost == 0 and covered is not None:
        share = 1.0
    return FinanceSplit(
        cost_eur=cost,
        parts=parts,
        by_source_eur={
            source: _total(part.eur for part in parts if part.source == source)
            for source in dict.fromkeys(part.source for part in parts)
        },
        covered_eur=covered,
        covered_share=share,
        gap_eur=None if cost is None or covered is None else cost - covered,
        secured_eur=_total(part.eur for part in parts if part.is_secured) if parts else None,
        unsecured_eur=_total(part.eur for part in parts if not part.is_secured) if parts else None,
        missing=tuple(missing),
        conflicts=tuple(
            Message(
                "{source}: {share} of the cost is entered, but {eur} is {real}.",
                source=codes.code("financing_sources", one.source),
                share=Amount(one.share * 100, "%"),
                eur=Amount(one.eur, "EUR"),
                real=Amount(one.eur / cost * 100, "%", 1),
            )
            for one in action.financing
            if cost
            and one.eur is not None
            and one.share is not None
            # Shares are entered in whole percent.
            and abs(one.eur / cost - one.share) > 0.005 + 1e-9
        ),
    )


def _resolved(one: Financing, cost_eur: float | None) -> Part:
    eur, share = one.eur, one.share
    if eur is None and share is not None and cost_eur is not None:
        eur = share * cost_eur
    if one.eur is not None:
        share = one.eur / cost_eur if cost_eur else (share if cost_eur is None else None)
    return Part(one.source, eur, share, one.is_secured)


def _total(values: Iterable[float | None]) -> float | None:
    """Return the sum, None where one of the values is unknown; of no values 0."""
    known = list(values)
    numbers = [value for value in known if value is not None]
    return math.fsum(numbers) if len(numbers) == len(known) else None
