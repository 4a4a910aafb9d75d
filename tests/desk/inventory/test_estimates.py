"""Estimates: calculated with their way, changed, saved as amounts, opened again."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from secap.desk.inventory.estimating import METHODS
from secap.desk.inventory.estimating.saving import calculated_again
from secap.desk.inventory.models import EnergyUse, Inventory, NotationKey, StatedTotal
from tests.cast import Cast
from tests.desk.inventory.conftest import BASE, YEAR, add

CARS = {"count.passenger_car.diesel": "1 000", "count.passenger_car.gasoline": "500", "level": "local"}
SECTOR = "private_commercial_transport"
# What each method needs at the least, and the MWh that follow with the defaults of the book.
LEAST: dict[str, tuple[dict[str, str], float]] = {
    "vehicle_registry": ({"count.passenger_car.diesel": "1000"}, 1000 * 15_000 * 0.6 / 1000),
    "traffic_counts": (
        {
            "road.0.length_km": "10",
            "road.0.vehicles_per_day": "1000",
            "mix.passenger_car": "1",
            "driven.passenger_car.diesel": "1",
        },
        10 * 1000 * 365 * 0.6 / 1000,
    ),
    "fuel_sales": ({"sold.diesel": "100", "unit.diesel": "toe"}, 1163.0),
    "floor_area": (
        {"area.apartment_new": "1000", "heat.all.district_heating": "1", "heating_electricity": "in_bills"},
        1000 * (45 + 32) / 1000,
    ),
    "difference": ({"total.natural_gas": "1500"}, 500.0),
    "scaled": ({"driver": "population", "local": "10000", "reference": "20000", "area.diesel": "300"}, 150.0),
    "between": (
        {"before_year": "2018", "after_year": "2020", "before.diesel": "100", "after.diesel": "200"},
        150.0,
    ),
    "carried": ({"known_year": "2018", "known.diesel": "123"}, 123.0),
}
SECTORS = {"floor_area": "residential_buildings", "difference": "tertiary_buildings"}


def url(method: str = "vehicle_registry") -> str:
    return f"{BASE}{YEAR}/estimate/{method}/"


def hidden(page: str, name: str) -> str:
    return html.unescape(re.search(rf'name="{name}"[^>]* value="([^"]*)"', page).group(1))  # type: ignore[union-attr]


def calculate(client: Client, cells: dict[str, str], method: str = "vehicle_registry", sector: str = SECTOR):  # type: ignore[no-untyped-def]
    return client.post(url(method), {"level": METHODS[method].levels[0], "sector": sector} | cells)


def save(client: Client, answer: Any, cells: dict[str, str], **extra: str):  # type: ignore[no-untyped-def]
    """Press `save` on the page that `answer` shows."""
    page = answer.content.decode()
    kept = {
        "state": hidden(page, "state"),
        "estimate": hidden(page, "estimate"),
        "sector": SECTOR,
        "save": "1",
    }
    source = {"source": hidden(page, "source")}
    return client.post(url(), cells | source | kept | extra, follow=True)


def saved(client: Client, cells: dict[str, str] = CARS, **extra: str) -> list[EnergyUse]:
    save(client, calculate(client, cells), cells, **extra)
    return list(EnergyUse.objects.filter(sector=SECTOR).order_by("carrier"))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_opens_calculates_and_tells_how(method: str, inventory: Inventory, ada: Client) -> None:
    assert ada.get(url(method)).status_code == 200
    cells, expected_mwh = LEAST[method]
    answer = calculate(ada, cells, method, SECTORS.get(method, SECTOR))
    run = answer.context["run"]
    assert run.problem == "" and not run.form.errors
    assert run.estimate.total_mwh == pytest.approx(expected_mwh)
    page = answer.content.decode()
    assert "How it was made, line by line" in page and "Save as amounts" in page
    assert run.estimate.quality.startswith(("estimated", "calculated"))


def test_saving_makes_amounts_that_remember_everything(inventory: Inventory, ada: Client) -> None:
    diesel, gasoline = saved(ada)
    assert (diesel.amount, diesel.unit, diesel.data_quality) == (9000.0, "mwh", "estimated_local")
    assert gasoline.amount == pytest.approx(500 * 10_000 * 0.66 / 1000)
    assert diesel.estimate == gasoline.estimate
    assert diesel.estimate["method"] == "vehicle_registry"
    assert diesel.estimate["inputs"]["count.passenger_car.diesel"] == 1000.0
    assert diesel.source.startswith("Estimate:")
    assert diesel.history.latest().history_change_reason == "estimate: vehicle_registry"


def test_opened_again_changed_and_saved_in_place(inventory: Inventory, ada: Client) -> None:
    first = saved(ada)
    again = ada.get(f"{url()}?saved={first[0].estimate['id']}")
    assert again.context["run"].estimate.total_mwh == pytest.approx(sum(use.amount for use in first))
    assert 'value="1000"' in again.content.decode()
    half = CARS | {"assume-territory_share": "0.5"}
    save(ada, again, half)
    diesel, gasoline = EnergyUse.objects.filter(sector=SECTOR).order_by("carrier")
    assert diesel.amount == 4500.0 and diesel.estimate["assumptions"] == {"territory_share": 0.5}
    third = ada.get(f"{url()}?saved={diesel.estimate['id']}").context["run"]
    assert third.estimate.assumptions["territory_share"].changed
    assert third.estimate.total_mwh == pytest.approx(diesel.amount + gasoline.amount)


def test_a_carrier_that_left_the_estimate_is_removed_undoably(inventory: Inventory, ada: Client) -> None:
    first = saved(ada)
    again = ada.get(f"{url()}?saved={first[0].estimate['id']}")
    save(ada, again, {"count.passenger_car.diesel": "1000", "level": "local"})
    assert [use.carrier for use in EnergyUse.objects.filter(sector=SECTOR)] == ["diesel"]
    assert EnergyUse.everything.filter(carrier="gasoline", deleted_at__isnull=False).exists()


def test_figures_that_stand_there_ask_for_a_decision(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(cast, inventory, sector=SECTOR, carrier="diesel", amount=77.0)
    answer = calculate(ada, CARS)
    assert "energy would be counted twice" in answer.content.decode()
    undecided = save(ada, answer, CARS)
    assert undecided.status_code == 422 and "nothing is saved yet" in undecided.content.decode()
    assert EnergyUse.objects.filter(sector=SECTOR).count() == 1
    save(ada, undecided, CARS, others="replace")
    assert sorted(EnergyUse.objects.filter(sector=SECTOR).values_list("carrier", flat=True)) == [
        "diesel",
        "gasoline",
    ]
    assert EnergyUse.everything.get(amount=77.0).deleted_at is not None


def test_adding_on_top_keeps_what_stands_there(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(cast, inventory, sector=SECTOR, carrier="diesel", amount=77.0)
    save(ada, calculate(ada, CARS), CARS, others="add")
    assert EnergyUse.objects.filter(sector=SECTOR, carrier="diesel").count() == 2


def test_somebody_changed_the_cells_meanwhile(inventory: Inventory, ada: Client, cast: Cast) -> None:
    answer = calculate(ada, CARS)
    add(cast, inventory, sector=SECTOR, carrier="diesel", amount=77.0)
    refused = save(ada, answer, CARS, others="replace")
    assert "Somebody has just changed figures" in refused.content.decode()
    assert EnergyUse.objects.get(sector=SECTOR).amount == 77.0


def test_a_notation_key_of_the_cell_gives_way(inventory: Inventory, ada: Client, cast: Cast) -> None:
    cast.keep(cast.ada, NotationKey(inventory=inventory, sector=SECTOR, carrier="diesel", key="NE"))
    saved(ada)
    assert not NotationKey.objects.exists()


def test_a_contributors_estimate_waits_for_acceptance(inventory: Inventory, bo: Client) -> None:
    assert not any(use.accepted for use in saved(bo))


def test_a_figure_changed_by_hand_is_no_estimate_any_more(inventory: Inventory, ada: Client) -> None:
    use = saved(ada)[0]
    edit = f"{BASE}{YEAR}/uses/{use.uid}/"
    form = ada.get(edit).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    ada.post(edit, data | {"revision": use.revision, "amount": "1"})
    use.refresh_from_db()
    assert use.amount == 1.0 and use.estimate is None


def test_wrong_numbers_are_marked_and_what_was_typed_stays(inventory: Inventory, ada: Client) -> None:
    answer = calculate(ada, {"count.passenger_car.diesel": "many", "count.bus.diesel": "12"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "“many” is not a number" in page and 'value="many"' in page and 'value="12"' in page


def test_shares_that_do_not_add_up_say_by_how_much(inventory: Inventory, ada: Client) -> None:
    cells = LEAST["floor_area"][0] | {"heat.all.district_heating": "0.8"}
    page = html.unescape(calculate(ada, cells, "floor_area", "residential_buildings").content.decode())
    assert "the shares add up to 0.8000, not to 1" in page and "0.2000" in page


def test_an_assumption_outside_the_usual_range_is_marked(inventory: Inventory, ada: Client) -> None:
    answer = calculate(ada, CARS | {"assume-specific_use.passenger_car.diesel": "2"})
    assert "outside the usual range" in answer.content.decode()
    back = ada.post(url(), CARS | {"sector": SECTOR, "assume-territory_share": "0.1", "defaults": "1"})
    assert back.context["run"].overrides == {}


def test_the_difference_starts_from_the_stated_total(inventory: Inventory, ada: Client, cast: Cast) -> None:
    cast.keep(cast.ada, StatedTotal(inventory=inventory, carrier="natural_gas", mwh=1500.0))
    page = ada.get(f"{url('difference')}?sector=tertiary_buildings").content.decode()
    assert 'name="total.natural_gas" value="1500"' in page


def test_a_total_below_the_known_sectors_is_told_and_gives_nothing(inventory: Inventory, ada: Client) -> None:
    answer = calculate(ada, {"total.natural_gas": "900"}, "difference", "tertiary_buildings")
    page = html.unescape(answer.content.decode())
    assert "the known sectors exceed the town's total" in page
    assert "Save as amounts" not in page


def test_a_missing_year_takes_figures_of_other_inventories(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    later = cast.keep(cast.ada, Inventory(year=2021))
    add(cast, later, carrier="natural_gas", amount=800.0)
    page = ada.get(f"{url('carried')}?sector=residential_buildings&from=2021").content.decode()
    assert 'name="known_year" value="2021"' in page and 'name="known.natural_gas" value="800"' in page


def test_a_saved_estimate_is_calculated_again_where_a_figure_is_explained(
    inventory: Inventory, ada: Client
) -> None:
    use = saved(ada)[0]
    again = calculated_again(use, YEAR)
    assert again is not None and again.mwh["diesel"] == use.amount
    page = ada.get(f"{BASE}{YEAR}/explain/cell/?sector={SECTOR}&carrier=diesel").content.decode()
    assert "Estimates behind these figures" in page and "15000 km/a" in page


def test_a_damaged_estimate_does_not_break_the_page(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(
        cast,
        inventory,
        sector=SECTOR,
        carrier="diesel",
        amount=1.0,
        estimate={"id": "x", "method": "between", "inputs": {}},
    )
    assert ada.get(f"{BASE}{YEAR}/explain/total/").status_code == 200
    assert ada.get(f"{BASE}{YEAR}/estimate/between/?saved=x").status_code == 200
