"""Who moved between two days: a snapshot beside another one, or beside now."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang
from secap.desk.stakeholders.models import MappingSnapshot, Stakeholder
from secap.desk.stakeholders.standing import label_of, position_of, positions_of
from secap.method.basis import codes
from secap.method.stakeholders import matrices
from secap.method.stakeholders.register import AXES, Movement, Position, movements

MOST_SHOWN, MOST_NAMED = 200, 20  # of the movements in the table; of those into or out of a quadrant


@member("view")
def movement(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Compare two snapshots, named by `since` and `until`; without `until`, with now."""
    snapshots = list(MappingSnapshot.objects.filter(municipality=municipality))
    by_uid = {one.uid: one for one in snapshots}
    since = by_uid.get(request.GET.get("since", "")) or (snapshots[0] if snapshots else None)
    until = by_uid.get(request.GET.get("until", ""))
    context: dict[str, Any] = {"tab": "matrix", "snapshots": snapshots, "since": since, "until": until}
    if since is not None:
        records = Stakeholder.objects.filter(municipality=municipality)
        before = positions_of(since)
        now = positions_of(until) if until else [position_of(record) for record in records]
        moved = movements(before, now)
        there = {record.uid for record in records}
        context |= {
            "moved": len(moved),
            "rows": [_row(one, one.uid in there) for one in moved[:MOST_SHOWN]],
            "stayed": len({one.uid for one in now} & {one.uid for one in before})
            - sum(bool(one.axes) for one in moved),
            "quadrants": quadrants(before, now),
        }
    return render(request, "stakeholders/snapshots.html", context)


def _row(one: Movement, has_page: bool) -> dict[str, Any]:
    """Return a movement in words: each axis from where to where."""
    return {
        "one": one,
        "has_page": has_page,
        "axes": [
            (
                label_of(axis),
                _step(axis, getattr(one.before, axis)),
                _step(axis, getattr(one.after, axis)),
            )
            for axis in one.axes
        ],
    }


def _step(axis: str, number: float | None) -> str:
    code = matrices.step(AXES[axis], number)
    return codes.table(AXES[axis])[code].label(lang()) if code else ""


def quadrants(before: list[Position], now: list[Position]) -> list[dict[str, Any]]:
    """Return each quadrant with who came (and from where), who left (and to where), how many stayed."""
    old = {one.uid: one for one in before}
    new = {one.uid: one for one in now}
    found = []
    for row in codes.table("power_interest_quadrants").values():
        here = [one for one in now if one.quadrant is row]
        came = [(one.name, _quadrant(old.get(one.uid))) for one in here if _is_elsewhere(old, one)]
        were = [one for one in before if one.quadrant is row]
        left = [(one.name, _quadrant(new.get(one.uid))) for one in were if _is_elsewhere(new, one)]
        found.append(
            {
                "row": row,
                "came": came[:MOST_NAMED],
                "left": left[:MOST_NAMED],
                "unnamed": max(len(came) - MOST_NAMED, 0) + max(len(left) - MOST_NAMED, 0),
                "stayed": len(here) - len(came),
            }
        )
    return found


def _is_elsewhere(others: dict[str, Position], one: Position) -> bool:
    other = others.get(one.uid)
    return other is None or other.quadrant is not one.quadrant


def _quadrant(position: Position | None) -> str:
    """Return the quadrant's name; empty where it was not there or not placed."""
    row = position.quadrant if position else None
    return row.label(lang()) if row else ""
