"""The alignment register: what is open beside the list of other plans and priorities."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from secap.desk.registry.models import Municipality
from secap.desk.registry.reader import name
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of
from secap.method.governance.alignment import LEVELS, Comparison, alignment


def alignment_list(request: HttpRequest, municipality: Municipality, parent: Record | None) -> dict[str, Any]:
    """Return what the list shows above the records: conflicts, what is not compared, levels left out."""
    plan = whole_of(request, municipality)
    found = alignment(
        Comparison(one.title, one.state, one.level, one.compared_on, one) for one in plan.regional_priorities
    )
    levels = [name(LEVELS, level) for level in found.levels_open] if found.comparisons else []
    return {"alignment": found, "levels_open": levels}
