"""`secap scenario` and `secap uncertainty` on the example town."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

Command = Callable[..., Ran]

TOWN = str(Path(__file__).parents[2] / "examples" / "upesciems.json")


def test_every_plan_has_three_scenarios(secap: Command) -> None:
    ran = secap("scenario", TOWN, "--json")
    found = {one["scenario"]: one for one in ran.data["scenarios"]}
    assert ran.code == 0
    assert {"frozen", "bau", "plan"} <= set(found)
    totals = {key: one["emissions_t"]["total"] for key, one in found.items()}
    assert totals["frozen"][0] == totals["bau"][0] == totals["plan"][0]
    assert totals["frozen"][-1] == pytest.approx(totals["frozen"][0])
    at = found["plan"]["years"].index(2030)
    assert totals["plan"][at] < totals["bau"][at] < totals["frozen"][at]


def test_one_scenario_by_its_name_and_an_unknown_one_is_refused(secap: Command) -> None:
    ran = secap("scenario", TOWN, "--scenario", "bau", "--json")
    assert ran.code == 0
    assert [one["scenario"] for one in ran.data["scenarios"]] == ["bau"]
    ran = secap("scenario", TOWN, "--scenario", "nowhere")
    assert ran.code == 2
    assert "nowhere" in ran.err and "frozen" in ran.err


def test_the_table_for_other_models_is_in_iamc_format(secap: Command, tmp_path: Path) -> None:
    target = tmp_path / "scenarios.csv"
    ran = secap("scenario", TOWN, "--iamc", str(target))
    assert ran.code == 0
    rows = list(csv.reader(target.open(encoding="utf-8")))
    assert [name.lower() for name in rows[0][:5]] == ["model", "scenario", "region", "variable", "unit"]
    assert len({row[1] for row in rows[1:]}) >= 3
    assert all(len(row) == len(rows[0]) for row in rows)


def test_the_same_seed_gives_the_same_numbers(secap: Command) -> None:
    words = ("uncertainty", TOWN, "--draws", "500", "--json", "--seed")
    first, again, other = (secap(*words, seed).data for seed in ("1", "1", "2"))
    assert first == again
    assert first["mean"] != other["mean"]


def test_the_chance_and_what_it_hangs_on(secap: Command) -> None:
    ran = secap("uncertainty", TOWN, "--draws", "500", "--json")
    found = ran.data
    assert ran.code == 0
    target = next(one for one in found["targets"] if one["year"] == 2030)
    assert 0.5 < target["chance"] <= 1 and target["met_as_planned"]
    falls = [one["chance"] - one["without"] for one in found["without_action"]]
    assert falls == sorted(falls, reverse=True) and falls[0] > 0.1
    lows = found["percentiles"]
    assert all(low <= high for low, high in zip(lows["5"], lows["95"], strict=True))


def test_too_few_draws_are_refused(secap: Command) -> None:
    ran = secap("uncertainty", TOWN, "--draws", "0")
    assert ran.code == 2
    assert "draws" in ran.err.lower() or "0" in ran.err
