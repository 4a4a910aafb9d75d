"""Checks of whom the hazards hit: impacted sectors, impact chains, groups of people, capacity to adapt."""

from __future__ import annotations

from collections.abc import Iterator

from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.risk.chains import linked
from secap.method.risk.checks import places
from secap.method.risk.checks.data import RiskData
from secap.method.risk.score import NOT_ASSESSED, NOT_KNOWN

FIELDS = {
    "likelihood": Message("likelihood"),
    "impact": Message("level of the impact"),
    "timeframe": Message("timeframe"),
}
LINKS = {
    "hazard": Message("hazard"),
    "exposure": Message("exposure"),
    "vulnerability": Message("vulnerability"),
    "impact": Message("impact"),
    "sector": Message("sector"),
    "action": Message("an action that meets it"),
}


def check_sectors(data: RiskData) -> Iterator[Finding]:
    """No impacted sector, or impacts whose likelihood, level or timeframe is not told."""
    if not data.is_empty and not data.impacts:
        yield _finding(
            "no_sector",
            Message("The assessment names no impacted sector."),
            Message("Say what the gravest hazard does to the sector it hits hardest: {place}.",
                    place=places.IMPACTS),
        )  # fmt: skip
    for one in data.impacts:
        where = (places.CHAPTER, one.sector_code, one.hazard_code)
        if missing := [label for name, label in FIELDS.items() if one.gaps.get(name) == NOT_ASSESSED]:
            yield Finding(
                "risk.impact_incomplete",
                Severity.WARNING,
                where,
                Message("Not assessed of this impact: {fields}.", fields=missing),
                Message("Assess it, or choose “Not known”: {place}.", place=places.IMPACTS),
            )
        if unknown := [label for name, label in FIELDS.items() if one.gaps.get(name) == NOT_KNOWN]:
            yield Finding(
                "risk.not_known",
                Severity.INFO,
                where,
                Message("Looked at, but not known of this impact: {fields}. It is a gap, not a low risk.",
                        fields=unknown),
                Message("Say in the plan how the gap will be closed: {place}.", place=places.IMPACTS),
            )  # fmt: skip


def check_people(data: RiskData) -> Iterator[Finding]:
    """No vulnerable group, no vulnerability, nothing on the capacity to adapt."""
    if data.is_empty:
        return
    if not data.groups:
        yield _finding(
            "no_group",
            Message("The assessment names no vulnerable group."),
            Message("Ask the social service whom heat, floods and storms hit hardest: {place}.",
                    place=places.GROUPS),
        )  # fmt: skip
    if not data.vulnerabilities:
        yield _finding(
            "no_vulnerability",
            Message("The assessment names no vulnerability of the town."),
            Message("Name at least one socio-economic and one physical one: {place}.",
                    place=places.VULNERABILITIES),
        )  # fmt: skip
    if not data.capacities:
        yield _finding(
            "no_capacity",
            Message("The assessment says nothing of the capacity to adapt."),
            Message("Judge each factor for the whole town: {place}.", place=places.CAPACITY),
        )


def check_chains(data: RiskData) -> Iterator[Finding]:
    """Impact chains with a missing link."""
    for one in linked(data.chains, data.actions):
        if one.missing:
            yield Finding(
                "risk.chain_incomplete",
                Severity.INFO,
                (places.CHAPTER, one.chain.hazard_code),
                Message(
                    "Links missing in an impact chain: {links}.", links=[LINKS[it] for it in one.missing]
                ),
                Message("Complete the chain: {place}.", place=places.CHAINS),
            )


def _finding(id: str, message: Message, hint: Message) -> Finding:
    return Finding(f"risk.{id}", Severity.WARNING, (places.CHAPTER,), message, hint)
