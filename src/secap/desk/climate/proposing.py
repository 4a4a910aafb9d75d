"""Proposals for hazards from a measured series and the town's model runs, beside what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from secap.desk.climate.models import ClimateSeries
from secap.desk.climate.outlook import projected_changes
from secap.desk.climate.profile import SeriesProfile
from secap.desk.climate.stored import in_languages
from secap.method.climate.proposals import Proposal, proposals

FIELDS = ("probability", "change_intensity", "change_frequency")


@dataclass(frozen=True)
class ProposedHazard:
    """A proposal, and the town's record of the hazard (risk.Hazard), None where it has none."""

    proposal: Proposal
    record: Any

    @property
    def hazard(self) -> str:
        return self.proposal.hazard

    @property
    def is_open(self) -> bool:
        """Whether any of the three answers is still empty and the data have one."""
        return any(self.fills(name) for name in FIELDS)

    def fills(self, name: str) -> bool:
        """Return whether the proposal would fill an empty field."""
        return getattr(self.proposal, name) != "not_known" and not getattr(self.record, name, "")

    def differs(self, name: str) -> bool:
        """Return whether the person decided otherwise than the data propose."""
        decided, wanted = getattr(self.record, name, ""), getattr(self.proposal, name)
        return bool(decided) and wanted != "not_known" and decided != wanted

    @property
    def has_difference(self) -> bool:
        return any(self.differs(name) for name in FIELDS)

    @property
    def answers(self) -> list[tuple[str, str, str, bool]]:
        """(field, proposed code, decided code, whether they differ), in the order of the form."""
        return [
            (name, getattr(self.proposal, name), getattr(self.record, name, ""), self.differs(name))
            for name in FIELDS
        ]


def proposed(
    profile: SeriesProfile, everything: Sequence[SeriesProfile], hazards: Iterable[Any]
) -> list[ProposedHazard]:
    """Return a proposal for each hazard that the series says something of.

    everything : all series of the town, model runs among them;  hazards : the records of the assessment
    """
    there = {one.hazard: one for one in hazards}
    found = proposals(profile.indicators, projected_changes(profile, everything))
    return [ProposedHazard(one, there.get(one.hazard)) for one in found]


def kept(proposal: Proposal, series: ClimateSeries, today: date) -> dict[str, Any]:
    """Return a proposal as it is kept with the hazard: what was proposed, from which series, why."""
    return {
        **{name: getattr(proposal, name) for name in FIELDS},
        "reason": in_languages(proposal.reason),
        "series": series.uid,
        "series_title": series.title,
        "date": today.isoformat(),
    }
