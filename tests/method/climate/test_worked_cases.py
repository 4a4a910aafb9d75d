"""Cases that can be followed on paper: tests/cases/climate.yaml."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from secap.method.climate.assessment import annual
from secap.method.climate.extremes import Gev, l_moments
from secap.method.climate.series import DailySeries
from secap.method.climate.settings import Settings
from secap.method.climate.trends import trend

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "climate.yaml").read_text(encoding="utf-8"))
FIRST = dt.date(2001, 1, 1)


def of_kind(kind: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in CASES if case["kind"] == kind]


def position(day: str) -> int:
    return (dt.date.fromisoformat(f"2001-{day}") - FIRST).days


@pytest.mark.parametrize("case", of_kind("year"))
def test_indicators_of_a_year(case: dict[str, Any]) -> None:
    pytest.importorskip("xclim", reason="the extra `climate` is not installed")
    given = case["given"]
    values = {name: np.full(365, float(value)) for name, value in given["fill"].items()}
    for name, spans in given.get("spans", {}).items():
        for begin, end, value in spans:
            values[name][position(begin) : position(end) + 1] = value
    for name, days in given.get("days", {}).items():
        for day, value in days.items():
            values[name][position(day)] = value
    found = annual(DailySeries("year", FIRST, values), Settings())
    assert {code: found[code]["values"] for code in case["expect"]} == {
        code: [pytest.approx(value, abs=1e-6)] for code, value in case["expect"].items()
    }


@pytest.mark.parametrize("case", of_kind("trend"))
def test_trends(case: dict[str, Any]) -> None:
    found = trend(range(1991, 1991 + len(case["given"])), case["given"])
    assert found is not None
    assert {name: getattr(found, name) for name in case["expect"]} == {
        name: pytest.approx(value, abs=1e-5) for name, value in case["expect"].items()
    }


@pytest.mark.parametrize("case", of_kind("l_moments"))
def test_l_moments(case: dict[str, Any]) -> None:
    assert [float(one) for one in l_moments(np.array(case["given"], dtype=float))] == pytest.approx(
        case["expect"], abs=1e-6
    )


@pytest.mark.parametrize("case", of_kind("level"))
def test_return_levels(case: dict[str, Any]) -> None:
    given = case["given"]
    level = Gev(given["location"], given["scale"], given["shape"]).level(given["return_years"])
    assert level == pytest.approx(case["expect"], abs=1e-4)
