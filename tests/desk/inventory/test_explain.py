"""Explain: formula, inputs, factor row with edition, source and place, and who entered what."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from secap.desk.inventory.models import EnergyUse, Inventory, NonEnergyEmission
from secap.desk.registry.models import Municipality
from tests.cast import Cast
from tests.desk.inventory.conftest import BASE, YEAR, add

FIGURES = [
    "total/",
    "energy/",
    "per-capita/",
    "mwh/",
    "renewable/",
    "biogenic/",
    "net/",
    "non-energy/",
    "sinks/",
    "cell/?sector=residential_buildings&carrier=natural_gas",
    "sector/?sector=residential_buildings",
    "sector/?sector=waste_solid_disposal",
    "carrier/?carrier=natural_gas",
    "scope/?scope=2",
    "main-sector/?main_sector=stationary_energy",
    "gas/?gas=co2",
]


def page(client: Client, figure: str) -> str:
    answer = client.get(f"{BASE}{YEAR}/explain/{figure}")
    assert answer.status_code == 200, figure
    return html.unescape(answer.content.decode())


def test_a_cell_tells_its_factor_row_and_where_it_stands(inventory: Inventory, ada: Client) -> None:
    text = page(ada, "cell/?sector=residential_buildings&carrier=natural_gas")
    assert "E[s,c] = MWh[s,c] × EF[c]" in text
    assert "0.20196" in text, "56100 kg/TJ × 3.6e-6"
    assert "201.96" in text, "1000 MWh × 0.20196"
    assert "IPCC 2006 default factors of fuels" in text
    assert "table 1.4" in text, "the place in the source"


def test_the_history_of_the_input_is_told(inventory: Inventory, ada: Client, cast: Cast) -> None:
    use = EnergyUse.objects.get(carrier="natural_gas")
    use.amount = 1200.0
    cast.keep(cast.bo, use)
    text = page(ada, "cell/?sector=residential_buildings&carrier=natural_gas")
    assert "History of the inputs" in text and "Bo" in text and "Ada" in text
    assert "1,000" in text and "1,200" in text
    assert "awaiting acceptance" in text


def test_a_carried_year_is_said(inventory: Inventory, ada: Client, cast: Cast) -> None:
    later = cast.keep(cast.ada, Inventory(year=2024))
    add(cast, later, carrier="electricity", amount=10.0)
    answer = ada.get(f"{BASE}2024/explain/cell/?sector=residential_buildings&carrier=electricity")
    assert "carried forward to 2024" in html.unescape(answer.content.decode())


def test_another_unit_shows_its_conversion(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(cast, inventory, carrier="diesel", amount=1000.0, unit="l")
    text = page(ada, "cell/?sector=residential_buildings&carrier=diesel")
    assert "From the delivered amount to MWh" in text and "MWh = m³ × density × NCV" in text


def test_per_inhabitant_tells_the_population_and_its_history(inventory: Inventory, ada: Client) -> None:
    text = page(ada, "per-capita/")
    assert "10,000" in text and "/records/inventory.profilevalue/" in text


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_opens(figure: str, inventory: Inventory, ada: Client, cast: Cast) -> None:
    cast.keep(cast.ada, NonEnergyEmission(inventory=inventory, sector="waste_solid_disposal", t_co2eq=12.0))
    cast.keep(cast.ada, NonEnergyEmission(inventory=inventory, sector="afolu", t_co2eq=3.0, is_sink=True))
    page(ada, figure)


def test_the_lines_of_a_sum_add_up_to_the_figure(example: Municipality, ada: Client) -> None:
    for figure in (
        "total/",
        "scope/?scope=1",
        "main-sector/?main_sector=transportation",
        "sector/?sector=residential_buildings",
    ):
        explained = ada.get(f"/{example.slug}/baseline/2008/explain/{figure}").context["explained"]
        lines_t = sum(line.t for line in explained.lines) + sum(
            record.t_co2eq for record in explained.non_energy
        )
        assert explained.headline[0][1] == pytest.approx(lines_t), figure


def test_gases_add_up_to_the_total(example: Municipality, ada: Client) -> None:
    result = ada.get(f"/{example.slug}/baseline/2008/").context["result"]
    total = 0.0
    for gas in result.by_gas_t:
        explained = ada.get(f"/{example.slug}/baseline/2008/explain/gas/?gas={gas}").context["explained"]
        total += sum(line.t for line in explained.lines) + sum(
            record.t_co2eq for record in explained.non_energy
        )
    assert total == pytest.approx(result.total_t)


@pytest.mark.parametrize("figure", ["nothing/", "cell/?sector=x&carrier=y", "gas/?gas=sf6", "sector/"])
def test_what_does_not_exist_is_not_there(figure: str, inventory: Inventory, ada: Client) -> None:
    assert ada.get(f"{BASE}{YEAR}/explain/{figure}").status_code == 404


def test_energy_without_a_factor_is_named_and_not_zero(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(cast, inventory, carrier="heat_cold", amount=300.0)
    assert "no factor" in page(ada, "cell/?sector=residential_buildings&carrier=heat_cold")
    results = html.unescape(ada.get(f"{BASE}{YEAR}/").content.decode())
    assert "Some energy has no emission factor" in results and "incomplete" in results
