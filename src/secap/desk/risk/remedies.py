"""Where a finding of the assessment is mended: the page behind each check, and the record it names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Code


@dataclass(frozen=True, slots=True)
class Way:
    """A page by its name.  right : view | contribute | coordinate."""

    label: Promise
    name: str
    right: str = "contribute"


HAZARDS = Way(_("Open the hazards"), "risk:hazards", "view")
RATE = Way(_("Rate the hazards"), "risk:rate")
SECTORS = Way(_("Open sectors and hazards"), "risk:sectors", "view")
SCORE = Way(_("Open the vulnerability score"), "risk:vulnerability", "view")
SCOREBOARD = Way(_("Open the scoreboard"), "risk:scoreboard", "view")

WAYS: Mapping[str, Way] = {
    "risk.none": Way(_("Choose the hazards"), "risk:choose"),
    "risk.no_hazard": Way(_("Choose the hazards"), "risk:choose"),
    "risk.none_rated": RATE,
    "risk.timeframe_scale": RATE,
    "risk.event_source": Way(_("Open the past events"), "risk:past-events", "view"),
    "risk.no_sector": SECTORS,
    "risk.impact_incomplete": SECTORS,
    "risk.no_group": Way(_("Add a vulnerable group"), "risk:groups-new"),
    "risk.no_vulnerability": Way(_("Add a vulnerability"), "risk:vulnerabilities-new"),
    "risk.no_capacity": Way(_("Judge the adaptive capacity"), "risk:capacity-new"),
    "risk.chain_incomplete": Way(_("Open the impact chains"), "risk:chains", "view"),
    "risk.indicator_weight": SCORE,
    "risk.indicator_no_value": SCORE,
    "risk.indicator_equal": SCORE,
    "risk.indicator_reference": SCORE,
    "risk.indicator_source": SCORE,
    "risk.weights_zero": SCORE,
    "risk.district_no_value": SCORE,
    "risk.value_outside": SCORE,
    "risk.scoreboard_empty": SCOREBOARD,
    "risk.scoreboard_old": SCOREBOARD,
    "risk.unverified": Way(_("Open the wording of lists"), "registry:wordings", "coordinate"),
}


@dataclass(frozen=True, slots=True)
class Remedy:
    label: Promise | str
    url: str
    right: str


def with_remedies(
    findings: Iterable[Finding], municipality: Municipality, plan: Any
) -> list[tuple[Finding, list[Remedy]]]:
    """Return each finding with the ways to mend it: the record that it names first, then the check's page."""
    records = _Records(plan, municipality)
    return [(finding, _ways(finding, records, municipality)) for finding in findings]


def _ways(finding: Finding, records: _Records, municipality: Municipality) -> list[Remedy]:
    named = records.of(finding)
    if named is not None:
        return [named]
    way = WAYS.get(finding.id, HAZARDS)
    url = address(way.name, municipality)
    return [Remedy(way.label, url, way.right)] if url else []


def address(name: str, municipality: Municipality, *args: str) -> str:
    """Return a page's address, an empty text where it is not installed."""
    try:
        return reverse(name, args=[municipality.slug, *args])
    except NoReverseMatch:
        return ""


class _Records:
    """The records that findings name, by what they are called there."""

    def __init__(self, plan: Any, municipality: Municipality) -> None:
        self.municipality = municipality
        self.hazards = {one.hazard: one for one in plan.hazards}
        self.impacts = {(one.sector, one.hazard): one for one in plan.sector_impacts}
        self.named = {str(one): one for one in (*plan.past_events, *plan.vulnerability_indicators)}

    def of(self, finding: Finding) -> Remedy | None:
        """Return the way to the one record that a finding is about, None where it is about none."""
        codes = {part.table: part.id for part in finding.where if isinstance(part, Code)}
        hazard, sector = codes.get("hazards", ""), codes.get("adaptation_sectors", "")
        if sector:
            impact = self.impacts.get((sector, hazard))
            return self._edit("risk:impacts-edit", impact) if impact else None
        texts = [part for part in finding.where if isinstance(part, str)]
        record = next((self.named[text] for text in texts if text in self.named), None)
        if record is not None:
            kind = "past-events" if hasattr(record, "damage_eur") else "indicators"
            return self._edit(f"risk:{kind}-edit", record)
        if hazard in self.hazards and finding.id != "risk.chain_incomplete":
            record = self.hazards[hazard]
            url = address("risk:hazard", self.municipality, record.uid)
            return Remedy(_("Open"), url, "view")
        return None

    def _edit(self, name: str, record: Any) -> Remedy:
        return Remedy(_("Open"), address(name, self.municipality, record.uid), "contribute")
