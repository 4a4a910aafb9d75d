"""What a stored result was made from, as a short text: where it differs today, the result is stale."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import secap
from secap.plan.file import as_document
from secap.plan.plan import Plan

# Of the plan file: what a scenario is computed from. Visions, contacts and documents change no number.
INPUTS = (
    "municipality", "profile", "strategies", "commitments", "targets", "appraisals", "inventories", "actions",
    "funding_programmes", "staff", "budget",
)  # fmt: skip
RISKS = ("hazards", "sector_impacts")  # only where the choice must answer the high risks


def fingerprint(plan: Plan, scenario_uid: str, parameters: dict[str, Any]) -> str:
    """Return the hash of the scenario's inputs and of the parameters of a computation."""
    document = as_document(plan)
    names = (*INPUTS, *RISKS) if parameters.get("high_risks") else INPUTS
    content = {name: document.get(name) for name in names}
    content["scenario"] = [one for one in document["scenarios"] if one["uid"] == scenario_uid]
    content["parameters"] = parameters
    content["year"] = plan.today.year
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{secap.__version__}\n{scenario_uid}\n{text}".encode()).hexdigest()[:32]
