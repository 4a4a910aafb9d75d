"""The checks of the risk and vulnerability assessment: one function for each family.

>>> from datetime import date
>>> from secap.method.risk.checks import RiskData, check_risk
>>> [finding.id for finding in check_risk(RiskData(date(2026, 11, 24)))]
['risk.none', 'risk.scoreboard_empty']
"""

from __future__ import annotations

from secap.method.basis.findings import Finding, Severity
from secap.method.risk.checks.data import (
    CapacityView,
    EventView,
    GroupView,
    RiskData,
    VulnerabilityView,
)
from secap.method.risk.checks.hazards import (
    check_events,
    check_hazards,
    check_high_risks,
    check_presence,
    check_proposals,
    check_timeframes,
)
from secap.method.risk.checks.impacts import check_chains, check_people, check_sectors
from secap.method.risk.checks.indicators import check_districts, check_indicators
from secap.method.risk.checks.lists import check_lists, check_scoreboard

__all__ = [
    "FAMILIES",
    "CapacityView",
    "EventView",
    "GroupView",
    "RiskData",
    "VulnerabilityView",
    "check_risk",
]

FAMILIES = (
    check_presence,
    check_high_risks,
    check_hazards,
    check_proposals,
    check_timeframes,
    check_events,
    check_sectors,
    check_people,
    check_chains,
    check_indicators,
    check_districts,
    check_scoreboard,
    check_lists,
)


def check_risk(data: RiskData) -> list[Finding]:
    """Return what is wrong with the assessment, the gravest first, then in the order of the families.

    Source: com_faq (FAQ 39: the RVA is a condition of eligibility), com_reporting_2016 (content, unverified),
    design
    """
    found = [finding for family in FAMILIES for finding in family(data)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))
