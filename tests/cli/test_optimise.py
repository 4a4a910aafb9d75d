"""`secap optimise`: the example town's least-cost portfolio, its limits, and what it says without one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Ran

Command = Callable[..., Ran]
PLAN = ROOT / "src" / "secap" / "examples" / "upesciems.json"


def test_the_example_town_meets_its_target_with_confidence(secap: Command) -> None:
    central = secap("optimise", PLAN, "--json").data
    sure = secap("optimise", PLAN, "--confidence", "0.8", "--draws", "400", "--json").data
    for one in (central, sure):
        assert one["status"] == "optimal"
        assert all(one["met"].values())
        assert one["real_t"]["2030"] <= one["targets_t"]["2030"]
        assert one["gap"] <= 1e-3
        assert one["rounds"]
        assert {"id", "start_year", "cost_eur"} <= set(one["chosen"][0])
    assert sure["cost_eur"] >= central["cost_eur"]
    assert all(left["why"] for left in sure["left_out"])


def test_the_same_seed_gives_the_same_choice(secap: Command) -> None:
    arguments = ("optimise", PLAN, "--confidence", "0.8", "--draws", "300", "--seed", "3", "--json")
    one, other = secap(*arguments).data, secap(*arguments).data
    for found in (one, other):
        found.pop("seconds")
        for each in found["rounds"]:
            each.pop("seconds")
    assert one == other


def test_must_and_must_not_are_kept(secap: Command) -> None:
    free = secap("optimise", PLAN, "--json").data
    out, taken = free["left_out"][0]["id"], "2.1.2"
    limited = secap("optimise", PLAN, "--must", out, "--must-not", taken, "--json").data
    chosen = [one["id"] for one in limited["chosen"]]
    assert out in chosen
    assert taken not in chosen
    assert limited["cost_eur"] >= free["cost_eur"]


def test_more_budget_never_costs_more(secap: Command) -> None:
    costs = []
    for budget in (36e6, 40e6, 48e6, 60e6):
        ran = secap("optimise", PLAN, "--budget", budget, "--json")
        if ran.code == 0:
            assert ran.data["once_eur"] <= budget + 1
            costs.append(ran.data["cost_eur"])
    assert len(costs) >= 2
    assert costs == sorted(costs, reverse=True)


def test_a_budget_that_is_too_small_is_told_in_words(secap: Command) -> None:
    ran = secap("optimise", PLAN, "--budget", "5000000")
    assert ran.code == 1
    assert "The whole budget" in ran.out
    assert "The target of 2030" in ran.out
    assert "EUR too small" in ran.out


def test_most_tonnes_and_curves(secap: Command) -> None:
    most = secap("optimise", PLAN, "--most", "--budget", "40000000", "--json").data
    assert most["objective"] == "most_tonnes"
    assert most["once_eur"] <= 40e6
    data = secap("optimise", PLAN, "--curves", "--json").data
    costs = [one["cost_eur"] for one in data["frontier"]]
    assert costs == sorted(costs)
    prices = [one["eur_per_t"] for one in data["abatement_curve"] if one["eur_per_t"] is not None]
    assert prices == sorted(prices)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--requires", "1.1.1,1.1.2", "--requires", "1.1.2,1.1.1"), "circle"),
        (("--must", "9.9.9"), "no action 9.9.9"),
        (("--confidence", "1.5"), "between 0 and 1"),
        (("--year", "2031"), "no emission target for 2031"),
        (("--budget", "-1"), "must be 0 or more"),
    ],
)
def test_bad_input_is_named(secap: Command, arguments: tuple[str, ...], told: str) -> None:
    ran = secap("optimise", PLAN, *arguments)
    assert ran.code == 2
    assert told in ran.err


def test_an_unreadable_plan(secap: Command, tmp_path: Path) -> None:
    assert secap("optimise", tmp_path / "none.json").code == 2
