"""A small plan file to begin from."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

from secap.plan.file import FORMAT, VERSION


def small() -> dict[str, Any]:
    """A plan with one of each kind of reference."""
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "municipality": {"slug": "upe", "name": "Upe"},
        "organisations": [{"uid": "org-heat", "name": "Siltums"}],
        "profile": [{"uid": "pop", "indicator": "population", "year": 2020, "value": 1000}],
        "data_sets": [{"uid": "ds", "title": "Siltums", "owner": "org-heat", "due_date": "2027-01-31"}],
        "inventories": [
            {
                "uid": "inv-20",
                "year": 2020,
                "is_bei": True,
                "energy_uses": [
                    {
                        "uid": "use-1",
                        "sector": "municipal_buildings",
                        "carrier": "electricity",
                        "amount": 120.5,
                        "scope": 2,
                    }
                ],
                "plants": [{"uid": "boiler", "name": "Katlumāja", "kind": "heat_only", "heat_mwh": 100}],
                "plant_inputs": [{"uid": "in-1", "plant": "boiler", "carrier": "natural_gas", "amount": 120}],
            }
        ],
    }


def text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """The small plan with one value changed at `path`."""
    document = deepcopy(small())
    spot: Any = document
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = to
    return document


def extra(*path: Any, **fields: Any) -> dict[str, Any]:
    """The small plan with more fields in the object at `path`."""
    document = deepcopy(small())
    spot: Any = document
    for step in path:
        spot = spot[step]
    spot.update(fields)
    return document
