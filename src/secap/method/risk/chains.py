"""Impact chains: from a hazard over exposure and vulnerability to the impact, and the action against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.messages import Code
from secap.method.risk.met import ActionView, actions_for

# The links in their order.
LINKS = ("hazard", "exposure", "vulnerability", "impact", "sector", "action")


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain.

    hazard : code of `hazards`;  exposure : who and what is where it strikes;  vulnerability : why it harms
    them;  impact : what happens then;  sector : code of `adaptation_sectors`;
    groups : codes of `vulnerable_groups`;  reference : the record behind it.
    """

    hazard: str
    exposure: str = ""
    vulnerability: str = ""
    impact: str = ""
    sector: str = ""
    groups: frozenset[str] = frozenset()
    uid: str = ""
    reference: object = None

    @property
    def hazard_code(self) -> Code:
        return codes.code("hazards", self.hazard)


@dataclass(frozen=True, slots=True)
class LinkedChain:
    """A chain with the actions that break it.  missing : links of `LINKS` that nobody has told."""

    chain: Chain
    actions: tuple[ActionView, ...]
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def linked(chains: Iterable[Chain], actions: Iterable[ActionView]) -> list[LinkedChain]:
    """Return the chains in their order, each with its actions and what is missing.

    An action belongs to a chain when it meets its hazard in its sector (`met.actions_for`).

    Source: design; impact = hazard x exposure x vulnerability, the IPCC's form of risk
    """
    every = list(actions)
    return [_linked(chain, every) for chain in chains]


def _linked(chain: Chain, actions: list[ActionView]) -> LinkedChain:
    breaking = actions_for(actions, chain.hazard, chain.sector) if chain.hazard else ()
    told = {link: bool(getattr(chain, link).strip()) for link in LINKS[:-1]} | {"action": bool(breaking)}
    return LinkedChain(chain, breaking, tuple(link for link in LINKS if not told[link]))
