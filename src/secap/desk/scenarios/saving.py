"""Saving scenarios: a whole form at once, a copy, a new one. All or nothing, with history."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record, StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.forms import POINT_FIELDS, Draft, changed_points, stamp, switch_records
from secap.desk.scenarios.models import ActionSwitch, PathPoint, Scenario

REASON = "scenario editor"


def keep_draft(person: Person, draft: Draft, opened: str) -> int:
    """Save a valid form; return how many records were written or deleted.

    opened : stamp of the scenario when the form was opened
    Raises: StaleRecord where somebody saved any part of it since; nothing is saved then
    """
    if opened != stamp(draft.records):
        raise StaleRecord
    scenario = draft.form.instance
    keep: list[Record] = [scenario] if draft.form.has_changed() or not scenario.pk else []
    delete: list[Record] = [
        draft.kept[row.instance.uid]
        for row in draft.rows
        if row.instance.pk and (row.is_removed or row.is_blank)
    ]
    keep += changed_points(draft.living_rows())
    kept, deleted = switch_records(draft)
    keep += kept
    delete += deleted
    with transaction.atomic():
        for record in keep:
            record.municipality = scenario.municipality
            if isinstance(record, PathPoint | ActionSwitch):
                record.scenario = scenario
            keep_as(person, record, REASON)
        for record in delete:
            record.municipality = scenario.municipality
            remove_as(person, record)
    return len(keep) + len(delete)


@transaction.atomic
def create(
    person: Person,
    municipality: Municipality,
    *,
    title: str,
    archetype: str = "",
    points: list[dict[str, Any]] | None = None,
    like: ScenarioRecords | None = None,
    switches: dict[str, tuple[bool, int | None]] | None = None,
    description: str = "",
    reason: str = REASON,
) -> Scenario:
    """Save a new scenario.

    points : of paths, by field;  like : a scenario whose fields and parts are copied;
    switches : {key of an action: (carried out, start year or None)}
    """
    scenario = Scenario(municipality=municipality, title=title[:120], archetype=archetype)
    parts: list[PathPoint | ActionSwitch] = []
    if like is not None:
        for name in ("archetype", "description", "horizon_year", "actions", "resilience", "jobs_fte"):
            setattr(scenario, name, getattr(like.scenario, name))
        parts += [PathPoint(**{name: getattr(point, name) for name in POINT_FIELDS}) for point in like.points]
        parts += [
            ActionSwitch(action_uid=one.action_uid, is_on=one.is_on, start_year=one.start_year)
            for one in like.switches
            if switches is None or one.action_uid not in switches
        ]
    if description:
        scenario.description = description
    parts += [PathPoint(**values) for values in points or ()]
    parts += [
        ActionSwitch(action_uid=uid, is_on=is_on, start_year=year)
        for uid, (is_on, year) in (switches or {}).items()
    ]
    keep_as(person, scenario, reason)
    for part in parts:
        part.municipality, part.scenario = municipality, scenario
        keep_as(person, part, reason)
    return scenario
