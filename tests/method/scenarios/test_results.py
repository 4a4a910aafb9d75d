"""Results by year: what is unknown stays unknown, targets and budget, the exchange format, JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from secap.method.actions.action import Action
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.iamc import HEAD, iamc_table
from secap.method.scenarios.model import Draws
from secap.method.scenarios.paths import frozen
from secap.method.scenarios.results import results
from secap.method.scenarios.setup import Model, model
from tests.method.scenarios.builders import effect, start

HOMES = "residential_buildings"
SAVING = Action(
    "A1",
    sector=HOMES,
    saved_mwh={"electricity": 100.0},
    start=date(2021, 1, 1),
    end=date(2022, 12, 31),
    investment_eur=800.0,
    yearly_cost_eur=10.0,
    yearly_saving_eur=50.0,
)


def town(*actions: Action, sinks_t: float = -30.0) -> Model:
    begin = start(
        (2021, 2025),
        {HOMES: {"electricity": 500.0, "natural_gas": 500.0}},
        {"electricity": 0.4, "natural_gas": 0.2},
        renewable={"electricity": 0.25},
        sources={"waste_solid_disposal": 100.0},
        sinks_t=sinks_t,
    )
    kinds = {"waste": "waste", "local_electricity": "renewable_electricity"}
    return model(
        begin, frozen(begin), actions,
        [[effect(kinds.get(one.sector, "energy_saving"), one)] for one in actions],
    )  # fmt: skip


def test_waste_is_direct_and_sinks_stand_apart() -> None:
    found = results(town(SAVING), rate=0.0, price_year=2021)
    assert found.total_t[0] == pytest.approx(500 * 0.4 + 500 * 0.2 + 100)
    assert found.net_t[0] == pytest.approx(found.total_t[0] - 30)
    assert found.by_scope_t[1][0] == pytest.approx(200)
    assert found.by_scope_t[2][0] == pytest.approx(200)
    assert found.by_sector_t["waste_solid_disposal"][0] == 100


def test_local_electricity_counts_as_renewable_up_to_what_is_used() -> None:
    solar = Action("A1", sector="local_electricity", renewable_mwh=200.0, full_effect_year=2022)
    found = results(town(solar), rate=0.0, price_year=2021)
    assert found.renewable_share is not None
    assert found.renewable_share[-1] == pytest.approx((200 + 0.25 * 300) / 1000)
    surplus = results(town(replace(solar, renewable_mwh=900.0)), rate=0.0, price_year=2021)
    assert surplus.renewable_share is not None
    assert surplus.renewable_share[-1] == pytest.approx(500 / 1000)


def test_an_energy_bill_without_prices_is_unknown_and_not_zero() -> None:
    found = results(town(SAVING), rate=0.04, price_year=2021)
    assert np.isnan(found.costs.bill_eur).all()
    assert found.costs.discounted_bill_eur is None
    assert found.as_dict()["costs"]["bill_eur"] == [None] * 5  # type: ignore[index]


def test_costs_nobody_knows_are_named() -> None:
    silent = Action("A2", sector=HOMES, saved_mwh={"electricity": 10.0}, full_effect_year=2023)
    found = results(town(SAVING, silent), rate=0.0, price_year=2021).costs
    assert found.unknown == {
        "investment": ("A2",),
        "operation": ("A2",),
        "saving": ("A2",),
        "staff": ("A1", "A2"),
    }
    assert found.staff_fte is None
    assert not found.is_complete
    assert results(town(silent), rate=0.0, price_year=2021).costs.discounted_cost_eur is None


def test_money_falls_on_the_years_of_the_work_and_follows_the_effect() -> None:
    found = results(town(SAVING), rate=0.1, price_year=2020).costs
    assert found.investment_eur == pytest.approx([400, 400, 0, 0, 0])
    assert found.operation_eur == pytest.approx([0, 5, 10, 10, 10])
    assert found.saving_eur == pytest.approx([0, 25, 50, 50, 50])
    flows = [400, 405, 10, 10, 10]
    assert found.discounted_cost_eur == pytest.approx(sum(f / 1.1 ** (n + 1) for n, f in enumerate(flows)))


def test_cost_without_a_year_or_before_the_model_is_told() -> None:
    early = replace(SAVING, start=date(2019, 1, 1), end=date(2022, 12, 31))
    undated = replace(SAVING, id="A2", start=None, end=None)
    found = results(town(early, undated), rate=0.0, price_year=2021).costs
    assert found.undated == ("A2",)
    assert found.outside_eur == pytest.approx(400)
    assert found.investment_eur == pytest.approx([200, 200, 0, 0, 0])
    assert not found.is_complete


def test_an_action_carried_out_in_part_costs_a_part() -> None:
    half = replace(town(SAVING), on=np.array([0.5]))
    assert results(half, rate=0.0, price_year=2021).costs.investment_eur == pytest.approx([200, 200, 0, 0, 0])


def test_distances_and_budget_go_through_all_targets() -> None:
    found = results(town(), rate=0.0, price_year=2021, targets={2023: 300.0, 2025: 100.0, 2050: 0.0})
    assert [(one.year, one.distance_t, one.is_met) for one in found.distances] == [
        (2023, pytest.approx(100), False),
        (2025, pytest.approx(300), False),
    ]
    assert found.targets_outside == (2050,)
    assert found.budget is not None
    assert list(found.budget.path_t.values()) == pytest.approx([400, 350, 300, 200, 100])
    assert found.budget.left_t == pytest.approx(1350 - 2000)


def test_a_draw_of_a_given_pathway() -> None:
    built = town(SAVING)
    way = built.pathway(Draws(on=np.array([[0.0], [1.0]])))
    first, second = (
        results(built, draw=n, pathway=way, rate=0.0, price_year=2021).total_t[-1] for n in (0, 1)
    )
    assert (first, second) == (pytest.approx(400), pytest.approx(360))


def test_a_wrong_rate_is_refused() -> None:
    with pytest.raises(InvalidInput):
        results(town(SAVING), rate=-1.0, price_year=2021)


def test_json_says_everything_in_the_readers_language() -> None:
    found = results(town(SAVING), rate=0.04, price_year=2021, targets={2025: 100.0})
    data = json.loads(json.dumps(found.as_dict("lv"), allow_nan=False))
    assert data["years"] == [2021, 2022, 2023, 2024, 2025]
    assert data["emissions_t"]["total"] == pytest.approx(list(found.total_t))
    assert data["names"]["carriers"]["natural_gas"] != "Natural gas"
    assert data["targets"][0]["distance_t"] == pytest.approx(360 - 100)


def test_rows_for_scenario_databases() -> None:
    found = results(town(SAVING), rate=0.04, price_year=2021)
    head, *rows = iamc_table(found, model="SECAP workbench", scenario="plan", region="Upesciems")
    assert head == [*HEAD, 2021, 2022, 2023, 2024, 2025]
    assert all(row[:3] == ["SECAP workbench", "plan", "Upesciems"] and len(row) == len(head) for row in rows)
    values = {str(row[3]): row[5:] for row in rows}
    units = {str(row[3]): row[4] for row in rows}
    assert len(values) == len(rows)
    sectors = [row for name, row in values.items() if name.startswith("Emissions|CO2|Energy|")]
    assert np.sum(sectors, axis=0) == pytest.approx(values["Emissions|CO2|Energy"])
    assert values["Final Energy|Residential buildings|Natural gas"] == pytest.approx([500] * 5)
    assert values["Carbon Sequestration|Land Use"] == pytest.approx([30] * 5)
    assert units["Cost|Investment"] == "EUR_2021/yr"
    assert "Cost|Energy Bill" not in values  # nothing is known of it
