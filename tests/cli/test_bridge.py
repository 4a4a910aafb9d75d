"""`secap bridge`: on the example towns, in both languages, and where it can't be told."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secap.cli.planfile import open_plan
from tests.cli.conftest import ROOT, Ran

Command = Callable[..., Ran]
TOWN = ROOT / "src/secap/examples/upesciems.json"
CITY = ROOT / "src/secap/examples/lielkalns.json"


def terms(ran: Ran) -> dict[str, Any]:
    return {one["term"]: one["t"] for one in ran.data["terms"]}


def inventory_t(plan: Path, year: int) -> float:
    account = open_plan(plan).account(year)
    assert account is not None
    return account.result.total_t


@pytest.mark.parametrize(
    ("plan", "start", "end"), [(TOWN, 2008, 2022), (CITY, 2005, 2015), (CITY, 2005, 2021)]
)
@pytest.mark.parametrize("weather", [True, False])
def test_the_terms_are_the_difference_of_the_inventories(
    secap: Command, plan: Path, start: int, end: int, weather: bool
) -> None:
    ran = secap(
        "bridge", plan, "--from", start, "--to", end, "--json", *([] if weather else ["--no-weather"])
    )
    assert ran.code == 0
    totals = [inventory_t(plan, year) for year in (start, end)]
    assert [ran.data["start_t"], ran.data["end_t"]] == pytest.approx(totals, rel=1e-12)
    change = totals[1] - totals[0]
    assert math.fsum(terms(ran).values()) == pytest.approx(change, rel=1e-9)
    assert ("weather" in terms(ran)) is weather
    for one in ran.data["sectors"]:
        assert math.fsum(one["terms_t"].values()) == pytest.approx(one["change_t"], abs=1e-6)
    assert ran.data["unexplained_t"] == pytest.approx(ran.data["within_t"] + ran.data["claimed_t"])


def changed(write: Callable[[str, str], Path], change: Callable[[dict[str, Any]], None]) -> Path:
    plan = json.loads(TOWN.read_text(encoding="utf-8"))
    change(plan)
    return write("plan.json", json.dumps(plan))


def test_other_gases_and_editions_are_a_finding_and_a_term_of_their_own(
    secap: Command, write: Callable[[str, str], Path]
) -> None:
    def other(plan: dict[str, Any]) -> None:
        plan["inventories"][0] |= {"gas_basis": "co2", "electricity_edition": "jrc_2022"}

    same = secap("bridge", TOWN, "--from", 2008, "--to", 2022, "--json")
    ran = secap("bridge", changed(write, other), "--from", 2008, "--to", 2022, "--json")
    assert ran.code == 1
    assert {one["id"] for one in ran.data["findings"]} >= {
        "inventory.compared_gases",
        "inventory.compared_electricity_edition",
    }
    assert math.fsum(terms(ran).values()) == pytest.approx(ran.data["change_t"], rel=1e-9)
    settings = same.data["start_t"] - ran.data["start_t"]
    assert terms(ran)["settings"] == pytest.approx(settings, rel=0.25)
    assert terms(ran)["fuels"] == pytest.approx(terms(same)["fuels"], abs=5)


def test_a_completed_action_claims_beside_the_sum(secap: Command, write: Callable[[str, str], Path]) -> None:
    def complete(plan: dict[str, Any]) -> None:
        plan["actions"][0] |= {"status": "completed", "start": "2015-01-01", "full_effect_year": 2018}

    before = secap("bridge", TOWN, "--from", 2008, "--to", 2022, "--json").data
    after = secap("bridge", changed(write, complete), "--from", 2008, "--to", 2022, "--json").data
    assert before["claimed_t"] == 0
    assert after["claimed_t"] > 0
    assert after["terms"] == before["terms"]
    assert after["unexplained_t"] == pytest.approx(before["unexplained_t"] + after["claimed_t"])


def test_the_text_names_reasons_and_sectors(secap: Command) -> None:
    ran = secap("bridge", TOWN, "--from", 2008, "--to", 2022)
    assert ran.code == 0
    assert "Energy intensity" in ran.out and "Residential buildings" in ran.out
    assert "Not explained by them" in ran.out
    latvian = secap("bridge", TOWN, "--from", 2008, "--to", 2022, "--lang", "lv")
    assert "Dzīvojamās ēkas" in latvian.out


def test_a_year_without_inventory_is_said_with_those_there_are(secap: Command) -> None:
    ran = secap("bridge", TOWN, "--from", 2010, "--to", 2022, "--json")
    assert ran.code == 2
    assert "2010" in ran.err and "2008, 2022" in ran.err


def test_years_out_of_order_are_refused(secap: Command) -> None:
    ran = secap("bridge", TOWN, "--from", 2022, "--to", 2008)
    assert ran.code == 2
    assert "earlier inventory first" in ran.err
