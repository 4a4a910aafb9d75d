"""What the pages of the outlook have in common."""

from __future__ import annotations

from typing import Any

from secap.desk.registry.models import Municipality
from secap.desk.scenarios.models import ScenarioSettings, StoredResult
from secap.outlook.fingerprints import fingerprint
from secap.plan.plan import Plan


def settings_of(plan: Plan) -> ScenarioSettings:
    """Return the plan's settings of draws and confidence; the usual ones where none are written."""
    return plan.scenario_settings[0] if plan.scenario_settings else ScenarioSettings()


def stored(municipality: Municipality, uid: str, kind: str) -> StoredResult | None:
    """Return the latest result of a kind for a scenario."""
    found: StoredResult | None = (
        StoredResult.objects.filter(municipality=municipality, scenario_uid=uid, kind=kind)
        .select_related("made_by")
        .first()
    )
    return found


def is_stale(plan: Plan, result: StoredResult) -> bool:
    """Return whether the plan has moved on since the result was made."""
    parameters: dict[str, Any] = result.parameters
    return result.fingerprint != fingerprint(plan, result.scenario_uid, parameters)
