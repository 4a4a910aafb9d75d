"""The worked cases of the administration: tests/cases/governance.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = Path(__file__).parents[2] / "cases" / "governance.yaml"


def cases(about: str) -> list[Any]:
    """Return the cases about one thing, each named as in the file."""
    found = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in found if case["about"] == about]
