"""Results, downloads, quality, supply, factors: what readers get to see."""

from __future__ import annotations

import csv
import html
import io

import pytest
from django.test import Client

from secap.desk.inventory.models import (
    EnergyUse,
    Inventory,
    NonEnergyEmission,
    OwnFactor,
    Plant,
    PlantInput,
    StatedTotal,
)
from secap.desk.registry.models import Municipality
from tests.cast import Cast
from tests.desk.inventory.conftest import BASE, YEAR, add


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def table(client: Client) -> list[dict[str, str]]:
    answer = client.get(f"{BASE}{YEAR}/results.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_has_dots_units_and_adds_up(inventory: Inventory, ada: Client, cast: Cast) -> None:
    cast.keep(cast.ada, NonEnergyEmission(inventory=inventory, sector="wastewater", t_co2eq=1234.5))
    rows = table(ada)
    assert {"Energy, MWh", "Emissions, t CO₂", "Factor, t CO₂/MWh"} <= set(rows[0])
    gas = next(row for row in rows if row["Energy carrier code"] == "natural_gas")
    assert (gas["Energy, MWh"], gas["Emissions, t CO₂"], gas["Factor edition"]) == (
        "1000",
        "201.96",
        "ipcc_2006",
    )
    total_t = sum(float(row["Emissions, t CO₂"]) for row in rows)
    assert total_t == pytest.approx(ada.get(f"{BASE}{YEAR}/").context["result"].total_t)


def test_the_table_has_dots_in_latvian_too(inventory: Inventory, ada: Client) -> None:
    text = ada.get(f"{BASE}{YEAR}/results.csv", headers={"accept-language": "lv"}).content.decode("utf-8-sig")
    assert ",201.96," in text and "Dabasgāze" in text


def test_no_text_of_the_table_starts_a_formula(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(cast, inventory, carrier="diesel", amount=5.0, source="=HYPERLINK(1)")
    assert any(row["Source"] == "'=HYPERLINK(1)" for row in table(ada))


def test_energy_without_a_factor_has_no_emissions_in_the_table(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    add(cast, inventory, carrier="heat_cold", amount=300.0)
    heat = next(row for row in table(ada) if row["Energy carrier code"] == "heat_cold")
    assert heat["Emissions, t CO₂"] == "" and heat["Energy, MWh"] == "300"


def test_an_empty_inventory_says_what_to_do(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, Inventory(year=YEAR, is_bei=True))
    assert "No figures yet" in page(ada, f"{BASE}{YEAR}/")
    assert "Open the energy grid" in page(ada, f"{BASE}{YEAR}/")


def test_without_population_nothing_is_said_per_inhabitant(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    other = cast.keep(cast.ada, Inventory(year=2020))
    add(cast, other, carrier="natural_gas", amount=1.0)
    assert "need the population of 2020" in page(ada, f"{BASE}2020/")


def test_quality_says_what_is_not_graded(inventory: Inventory, ada: Client) -> None:
    use = EnergyUse.objects.get(carrier="natural_gas")
    use.data_quality = "measured_local"
    use.keep(None, accepted=True)
    answer = ada.get(f"{BASE}{YEAR}/quality/")
    text = html.unescape(answer.content.decode())
    assert "1 figure has no grade" in text and "no grade" in text
    assert answer.context["account"].quality.score == pytest.approx(100.0)
    assert answer.context["rows"][0].record.carrier == "electricity", "the ungraded figure comes first"


def test_a_stated_total_says_how_much_is_unassigned(inventory: Inventory, ada: Client, cast: Cast) -> None:
    cast.keep(cast.ada, StatedTotal(inventory=inventory, carrier="natural_gas", mwh=1500.0))
    cast.keep(cast.ada, StatedTotal(inventory=inventory, carrier="electricity", mwh=400.0))
    text = page(ada, f"{BASE}{YEAR}/stated-totals/")
    assert "500 MWh unassigned" in text and "100 MWh too many" in text


def test_supply_shows_the_heat_factor_line_by_line(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(cast, inventory, carrier="heat_cold", amount=800.0)
    plant = cast.keep(
        cast.ada, Plant(inventory=inventory, name="Katlumāja", kind="heat_only", heat_mwh=1000.0)
    )
    cast.keep(cast.ada, PlantInput(inventory=inventory, plant=plant, carrier="natural_gas", amount=1100.0))
    text = page(ada, f"{BASE}{YEAR}/supply/")
    assert "Katlumāja" in text and "Local heat factor (EFH)" in text
    assert "0.27770" in text, "1100 MWh × 0.20196 / 800 MWh"
    assert "20.0\u00a0%" in text, "network losses"


def test_an_own_factor_stands_before_the_editions_with_its_reason(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    own = OwnFactor(
        inventory=inventory,
        carrier="natural_gas",
        t_per_mwh=0.19,
        reason="Piegādātāja mērījums",
        source="Vēstule",
    )
    cast.keep(cast.ada, own)
    text = page(ada, f"{BASE}{YEAR}/factors/")
    assert "0.19000" in text and "Piegādātāja mērījums" in text and "the town's own" in text


def test_the_editions_are_listed_with_who_uses_them(inventory: Inventory, ada: Client) -> None:
    text = page(ada, f"{BASE}factors/")
    assert "JRC national electricity factors, 2024 edition" in text and "BEI 2019" in text


def test_the_rows_of_an_edition_can_be_narrowed(inventory: Inventory, ada: Client) -> None:
    url = f"{BASE}factors/jrc_2024/"
    assert {row["country"] for row in ada.get(url).context["page"]} == {"LV"}, "the town's country first"
    rows = ada.get(f"{url}?country=EE&year=2008&approach=ipcc&gas_basis=co2").context["page"].object_list
    assert [(row["country"], row["year"]) for row in rows] == [("EE", 2008)]
    assert ada.get(f"{BASE}factors/nothing/").status_code == 404


def test_unverified_rows_are_marked(inventory: Inventory, ada: Client) -> None:
    assert "unverified" in page(ada, f"{BASE}factors/com_2017/")


def test_a_reader_sees_results_without_ways_to_change_them(
    example: Municipality, cast: Cast, sign_in
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(cast.cy)
    for path in (
        "",
        "2008/",
        "2008/findings/",
        "2008/supply/",
        "2008/quality/",
        "compare/",
        "profile/",
        "2008/uses/",
    ):
        text = page(client, f"/{example.slug}/baseline/{path}")
        for closed in ("2008/settings/", "2008/energy/", "2008/estimate/", "/new/", "2022/settings/"):
            assert closed not in text, (path, closed)
