"""One scenario with everything that belongs to it, from the database or from a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from secap.desk.registry.models import Municipality
from secap.desk.scenarios.models import ActionSwitch, PathPoint, Scenario, ScenarioPart

# What belongs to a scenario, in the order of the plan file.
PARTS: dict[str, type[ScenarioPart]] = {"points": PathPoint, "switches": ActionSwitch}


@dataclass(slots=True)
class ScenarioRecords:
    """Model instances, saved or not: nothing here needs a database."""

    scenario: Scenario
    points: list[PathPoint] = field(default_factory=list)
    switches: list[ActionSwitch] = field(default_factory=list)


def load_scenarios(municipality: Municipality) -> list[ScenarioRecords]:
    """Return the living scenarios with their parts, in one query per kind of record."""
    found = {one.pk: ScenarioRecords(one) for one in Scenario.objects.filter(municipality=municipality)}
    for name, model in PARTS.items():
        for part in model.objects.filter(municipality=municipality):
            owner = found.get(part.scenario_id)
            if owner is not None:
                part.scenario = owner.scenario
                getattr(owner, name).append(part)
    return list(found.values())
