"""Records of the scenarios."""

from secap.desk.scenarios.models.results import StoredResult
from secap.desk.scenarios.models.scenario import (
    ActionSwitch,
    PathPoint,
    Scenario,
    ScenarioPart,
    ScenarioSettings,
)

__all__ = ["ActionSwitch", "PathPoint", "Scenario", "ScenarioPart", "ScenarioSettings", "StoredResult"]
