"""Comparing years: loud where settings differ, with the recalculation beside and undoable on request."""

from __future__ import annotations

import html

import pytest
from django.test import Client

from secap.desk.inventory.models import Inventory
from tests.cast import Cast
from tests.desk.inventory.conftest import BASE, YEAR, add

URL = f"{BASE}compare/"


@pytest.fixture
def later(inventory: Inventory, cast: Cast) -> Inventory:
    """An inventory of 2021 that counts CO2 equivalents with another electricity edition."""
    mei = cast.keep(cast.ada, Inventory(year=2021, gas_basis="co2eq", electricity_edition="jrc_2022"))
    add(cast, mei, carrier="electricity", amount=400.0)
    add(cast, mei, carrier="natural_gas", amount=900.0)
    return mei  # type: ignore[return-value]


def page(client: Client, url: str = URL) -> str:
    return html.unescape(client.get(url).content.decode())


def test_different_gases_and_editions_warn_loudly(later: Inventory, ada: Client) -> None:
    text = page(ada)
    assert "These inventories can't be compared as they stand" in text
    assert "Compared inventories count different gases" in text
    assert "different electricity editions" in text
    assert "see what differs" in page(ada, BASE).lower()


def test_same_settings_can_be_compared(inventory: Inventory, ada: Client, cast: Cast) -> None:
    mei = cast.keep(cast.ada, Inventory(year=2021))
    add(cast, mei, carrier="natural_gas", amount=900.0)
    text = page(ada, f"{URL}?by=carrier")
    assert "they can be compared" in text and "−10.0\u00a0%" in text


def test_both_are_shown_side_by_side(later: Inventory, ada: Client) -> None:
    [other] = ada.get(URL).context["others"]
    recalculated = other["recalculated"]
    gas_t = {"before": 900 * 0.20196, "after": 900 * 0.20196}
    assert recalculated.after.by_carrier_t["natural_gas"] == pytest.approx(gas_t["after"])
    assert recalculated.before.by_carrier_t["natural_gas"] > gas_t["before"], "CH4 and N2O count before"
    assert Inventory.objects.get(year=2021).gas_basis == "co2eq", "nothing is stored by looking"


def test_the_settings_are_taken_over_after_a_question_and_can_be_undone(
    later: Inventory, ada: Client
) -> None:
    url = f"{URL}2021/settings/?base={YEAR}"
    asked = ada.get(url)
    assert "Change the settings of MEI 2021" in html.unescape(asked.content.decode())
    done = ada.post(url, {"base": YEAR, "revision": later.revision}, follow=True)
    assert "Undo" in done.content.decode()
    changed = Inventory.objects.get(year=2021)
    assert (changed.gas_basis, changed.electricity_edition) == ("co2", "jrc_2024")
    first = changed.history.earliest()
    ada.post(f"/upesciems/records/inventory.inventory/{changed.uid}/history/{first.history_id}/restore/")
    assert Inventory.objects.get(year=2021).gas_basis == "co2eq"


def test_settings_somebody_changed_meanwhile_are_not_overwritten(later: Inventory, ada: Client) -> None:
    answer = ada.post(f"{URL}2021/settings/", {"base": YEAR, "revision": later.revision - 1})
    assert "Somebody has just changed this inventory" in answer.content.decode()
    assert Inventory.objects.get(year=2021).gas_basis == "co2eq"


@pytest.mark.parametrize(
    "query", ["?by=carrier&quantity=mwh", "?by=scope&quantity=mwh", "?by=x&quantity=y&base=1"]
)
def test_the_table_follows_the_choice(query: str, later: Inventory, ada: Client) -> None:
    assert ada.get(URL + query).status_code == 200


def test_a_new_inventory_takes_the_settings_of_the_bei(later: Inventory, ada: Client) -> None:
    form = ada.get(f"{BASE}new/").context["form"]
    assert form["gas_basis"].value() == "co2" and form["electricity_edition"].value() == "jrc_2024"
    assert not form["is_bei"].value()


def test_one_inventory_alone_has_nothing_to_be_compared_with(inventory: Inventory, ada: Client) -> None:
    assert "nothing to compare yet" in page(ada)
