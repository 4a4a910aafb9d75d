"""The energy grid: typed or pasted figures are shown as they were read, and only then saved."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from secap.desk.inventory.models import EnergyUse, Inventory, NotationKey
from tests.cast import Cast
from tests.desk.inventory.conftest import BASE, YEAR, add

URL = f"{BASE}{YEAR}/energy/"
GAS = "residential_buildings:natural_gas"
ELECTRICITY = "residential_buildings:electricity"
LIGHTING = "public_lighting:electricity"


def opened(client: Client) -> dict[str, str]:
    """Return the form as the browser would send it without a change."""
    page = client.get(URL).content.decode()
    return {
        html.unescape(name): html.unescape(value)
        for name, value in re.findall(r'name="((?:cell|before|revision)-[^"]+)" value="([^"]*)"', page)
    }


def send(client: Client, form: dict[str, str], *, apply: bool = True, **changes: str):  # type: ignore[no-untyped-def]
    extra = {"apply": "1"} if apply else {}
    return client.post(
        URL, form | {f"cell-{name}": text for name, text in changes.items()} | extra, follow=True
    )


def type_in(client: Client, cells: dict[str, str], **extra: str):  # type: ignore[no-untyped-def]
    """Open the grid, type, and apply."""
    typed = {f"cell-{name}": text for name, text in cells.items()}
    return client.post(URL, opened(client) | typed | {"apply": "1"} | extra, follow=True)


def amount(carrier: str = "electricity", sector: str = "public_lighting") -> float | None:
    use = EnergyUse.objects.filter(sector=sector, carrier=carrier).first()
    return use.amount if use else None


def test_nothing_is_saved_before_it_was_shown(inventory: Inventory, ada: Client) -> None:
    answer = ada.post(URL, opened(ada) | {f"cell-{LIGHTING}": "12,5"})
    assert "This is how your figures were read" in answer.content.decode()
    assert amount() is None


def test_a_figure_is_entered_with_source_and_grade(inventory: Inventory, ada: Client) -> None:
    answer = type_in(ada, {LIGHTING: "1250"}, source="Sadales tīkls", quality="measured_local")
    assert "1 cell saved" in answer.content.decode()
    use = EnergyUse.objects.get(sector="public_lighting")
    assert (use.amount, use.unit, use.scope, use.source) == (1250.0, "mwh", 2, "Sadales tīkls")
    assert use.data_quality == "measured_local" and use.accepted
    assert use.history.latest().history_change_reason == "grid"


def test_a_pasted_block_with_decimal_comma_and_dots_for_thousands(inventory: Inventory, ada: Client) -> None:
    """Another figure of the block proves the comma, so 42.178 is forty-two thousand and nobody is asked."""
    cells = {
        LIGHTING: "1.234,5",
        "municipal_buildings:electricity": "42.178",
        "municipal_buildings:heat_cold": "7 650",
    }
    checked = ada.post(URL, opened(ada) | {f"cell-{name}": text for name, text in cells.items()})
    assert "two readings" not in checked.content.decode()
    type_in(ada, cells)
    assert amount() == 1234.5
    assert amount("electricity", "municipal_buildings") == 42178.0
    assert amount("heat_cold", "municipal_buildings") == 7650.0


def test_an_ambiguous_number_alone_shows_its_other_reading(inventory: Inventory, ada: Client) -> None:
    answer = ada.post(URL, opened(ada) | {f"cell-{LIGHTING}": "42.178"}, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert "two readings" in page and "It could also be 42,178" in page
    type_in(ada, {LIGHTING: "42.178"}, decimal=",")
    assert amount() == 42178.0


def test_what_is_no_number_is_named_and_nothing_is_saved(inventory: Inventory, ada: Client) -> None:
    answer = type_in(ada, {LIGHTING: "12 kWh", GAS: "1100"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "“12 kWh” is not a number" in page and "the unit has its own column" in page
    assert amount("natural_gas", "residential_buildings") == 1000.0


def test_negative_energy_is_refused(inventory: Inventory, ada: Client) -> None:
    assert "negative" in type_in(ada, {LIGHTING: "-5"}).content.decode()
    assert amount() is None


def test_a_notation_key_stands_instead_of_a_number_and_gives_way_to_one(
    inventory: Inventory, ada: Client
) -> None:
    type_in(ada, {LIGHTING: "ne"})
    assert NotationKey.objects.get().key == "NE"
    type_in(ada, {LIGHTING: "17"})
    assert amount() == 17.0 and not NotationKey.objects.exists()


def test_an_emptied_cell_can_be_brought_back(inventory: Inventory, ada: Client) -> None:
    type_in(ada, {GAS: ""})
    assert not EnergyUse.objects.filter(carrier="natural_gas").exists()
    assert EnergyUse.everything.get(carrier="natural_gas").deleted_at is not None


def test_what_somebody_else_saved_meanwhile_is_shown_and_not_overwritten(
    inventory: Inventory, ada: Client, bo: Client
) -> None:
    form = opened(ada)
    type_in(bo, {GAS: "1111"})
    answer = ada.post(URL, form | {f"cell-{GAS}": "2222", "apply": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "changed by somebody else" in page and "Bo" in page
    assert 'value="2222"' in page, "what was typed is kept"
    assert amount("natural_gas", "residential_buildings") == 1111.0
    type_in(ada, {GAS: "2222"})
    assert amount("natural_gas", "residential_buildings") == 2222.0


def test_two_people_who_fill_the_same_empty_cell(inventory: Inventory, ada: Client, bo: Client) -> None:
    form = opened(ada)
    type_in(bo, {LIGHTING: "10"})
    assert ada.post(URL, form | {f"cell-{LIGHTING}": "20", "apply": "1"}).status_code == 422
    assert EnergyUse.objects.filter(sector="public_lighting").count() == 1


def test_a_cell_that_became_several_amounts_meanwhile_is_not_lost_silently(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    form = opened(ada)
    add(cast, inventory, carrier="natural_gas", amount=50.0)
    answer = ada.post(URL, form | {f"cell-{GAS}": "2222", "apply": "1"})
    assert answer.status_code == 422 and "several amounts" in answer.content.decode()
    assert sorted(EnergyUse.objects.filter(carrier="natural_gas").values_list("amount", flat=True)) == [
        50.0,
        1000.0,
    ]


def test_several_amounts_and_other_units_open_as_a_list(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    add(cast, inventory, carrier="diesel", amount=1.0, unit="toe")
    page = ada.get(URL).content.decode()
    assert "cell-residential_buildings:diesel" not in page
    assert f"{BASE}{YEAR}/uses/?sector=residential_buildings&amp;carrier=diesel" in page


def test_a_contributors_figure_counts_and_is_marked(inventory: Inventory, bo: Client) -> None:
    answer = type_in(bo, {GAS: "1200"})
    assert "until the co-ordinator accepts it" in html.unescape(answer.content.decode())
    assert not EnergyUse.objects.get(carrier="natural_gas").accepted
    page = bo.get(URL).content.decode()
    assert "Natural gas, awaiting acceptance" in page


def test_a_contributors_emptied_cell_waits_for_acceptance(inventory: Inventory, bo: Client) -> None:
    type_in(bo, {GAS: ""})
    assert EnergyUse.everything.get(carrier="natural_gas").accepted is False


def test_figures_are_shown_with_all_their_digits_and_come_back_unchanged(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    add(cast, inventory, sector="municipal_buildings", carrier="natural_gas", amount=1234.56789)
    form = opened(ada)
    assert form["cell-municipal_buildings:natural_gas"] == "1234.56789"
    assert "Nothing was changed" in ada.post(URL, form | {"apply": "1"}).content.decode()


@pytest.mark.parametrize("who", ["cy"])
def test_readers_do_not_get_the_grid(who: str, inventory: Inventory, cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(getattr(cast, who))
    assert client.get(URL).status_code == 403
    assert URL not in client.get(f"{BASE}{YEAR}/").content.decode()
