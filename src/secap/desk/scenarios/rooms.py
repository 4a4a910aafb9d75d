"""The chapter's kinds of record, with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from secap.desk.registry.record_views import Parent, RecordRoom
from secap.desk.scenarios import models

TO_SCENARIOS = [(_("Scenarios"), "scenarios:index")]
OF_SCENARIO = Parent(models.Scenario, "uid", "slug")


def to_scenario(part: models.ScenarioPart) -> str:
    """Return the page of the scenario that something belongs to."""
    return part.scenario.get_absolute_url()


SCENARIOS = RecordRoom(
    models.Scenario,
    "records",
    "scenarios",
    columns=("title", "archetype", "actions", "horizon_year"),
    filters=("archetype", "actions"),
    search=("title", "description"),
    intro=_("The plan's own scenarios as records."),
    empty=_("Begin with an archetype, a copy of the plan, or a blank one."),
    crumbs=TO_SCENARIOS,
    home=lambda scenario: str(scenario.get_absolute_url()),
)
SETTINGS = RecordRoom(
    models.ScenarioSettings,
    "settings",
    "scenarios",
    columns=("draws", "seed", "confidence_percent"),
    intro=_("How many draws, which seed, which confidence: the usual settings of uncertainty and choice."),
    empty=_("The usual settings hold until you change them."),
    crumbs=TO_SCENARIOS,
)
PARTS = [
    RecordRoom(
        models.PathPoint,
        "points",
        "scenarios",
        columns=("quantity", "sector", "carrier", "year", "value", "low", "high", "source"),
        filters=("quantity", "sector", "carrier"),
        search=("source",),
        parent=OF_SCENARIO,
        intro=_("Straight lines lead from point to point; after the last one the value stays."),
        empty=_("Without points everything stays as in the latest inventory."),
        crumbs=TO_SCENARIOS,
        home=to_scenario,
    ),
    RecordRoom(
        models.ActionSwitch,
        "switches",
        "scenarios",
        columns=("action_uid", "is_on", "start_year"),
        filters=("is_on",),
        parent=OF_SCENARIO,
        intro=_("Actions that the scenario treats otherwise than the plan."),
        empty=_("Switch actions on the page of the scenario."),
        crumbs=TO_SCENARIOS,
        home=to_scenario,
    ),
]
