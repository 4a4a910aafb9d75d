"""The results on people behind the plan document, JSON-ready: organisations and counts, never a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from secap.plan.plan import Plan
from secap.plan.process import StepView


def organisation(plan: Plan) -> dict[str, Any]:
    """Return the ten steps, the type of the structure, sums, gaps of duties and topics, posts."""
    found, process = plan.administration, plan.process
    names = {one.uid: one.name for one in found.departments}
    return {
        "round": process.round,
        "steps": [_step(one) for one in process.steps] if process.is_begun else [],
        "structure": found.structure.type or None,
        "departments": len(found.departments),
        "fte": found.fte.value,
        "budget_eur": found.budget_eur.value,
        "duties": [
            {
                "duty": row.duty,
                "parts": {names[uid]: part.role for uid, part in row.parts.items() if uid in names},
                "gaps": list(row.gaps),
            }
            for row in found.duties
        ],
        "topics": [
            {
                "topic": row.topic,
                "parts": {names[uid]: part.part for uid, part in row.parts.items() if uid in names},
                "gaps": list(row.gaps),
            }
            for row in found.topics
        ],
        "posts": {one.code: str(one.state) for one in found.posts},
    }


def _step(one: StepView) -> dict[str, Any]:
    record = one.record
    return {
        "step": one.code,
        "number": one.number,
        "state": one.state,
        "start": _day(record.start if record else None),
        "due": _day(one.due),
        "done_on": _day(record.done_on if record else None),
    }


def participation(plan: Plan) -> dict[str, Any]:
    """Return where each stakeholder stands and how it is engaged, and what the engagement came to."""
    rows = {row.stakeholder.uid: row for row in plan.dialogue.rows}
    found = plan.dialogue.evaluation
    return {
        "stakeholders": [
            {
                "number": place,
                "name": view.name,
                "type": view.type or None,
                "is_primary": view.is_primary,
                "support": view.position.support,
                "interest": view.position.interest,
                "power": view.position.power,
                "affectedness": view.position.affectedness,
                "quadrant": view.quadrant.code if view.quadrant else None,
                "group": view.group.code if view.group else None,
                "level": rows[view.uid].level or None,
                "template_level": rows[view.uid].template or None,
            }
            for place, view in enumerate(plan.engagement.views, 1)
        ],
        "types": {one.code: one.count for one in plan.engagement.types},
        "events_held": found.held,
        "contacts": found.total.contacts,
        "engaged": found.total.engaged,
        "events": [
            {"title": one.title, "date": _day(one.date), "state": one.state, "people": one.people}
            for one in plan.events
        ],
        "objectives": [
            {"objective": one.record.statement, "result": one.record.result or None, "is_smart": one.is_smart}
            for one in plan.dialogue.objectives
        ],
        "issues": {
            state: sum(one.state == state for one in plan.issues) for state in ("open", "parked", "answered")
        },
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
