"""Targets: what they come to, the form that asks for what the kind needs, and where inventories stand."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from secap.desk.inventory.models import Inventory
from secap.desk.targets.models import Target
from tests.cast import Cast
from tests.desk.targets.conftest import BASE_T, STRATEGY, action, inventory, joined, target, text_of

TARGETS = f"{STRATEGY}targets/"


def test_a_target_per_inhabitant_shows_its_equivalent_percentage(
    cast: Cast, ada: Client, bei: Inventory
) -> None:
    one = target(cast, kind="emissions_per_capita", reduction_percent=40.0, population_in_target_year=8_000.0)
    text = text_of(ada, TARGETS)
    assert "52.0 %" in text, "1 - (1 - 0.4) × 8000 / 10 000"
    assert "−40.0 %" in text
    explained = text_of(ada, f"{TARGETS}{one.uid}/explain/")
    assert "E_T = E_B / P_B (1 - r) P_T" in explained and "52.0 %" in explained
    assert f'{BASE_T * 0.48:.0f} <span class="unit">t CO₂' in explained


def test_a_target_without_its_inventory_says_what_is_missing(cast: Cast, ada: Client) -> None:
    one = target(cast, base_year=2015)
    assert "The value of the base year 2015 is not known." in text_of(ada, TARGETS)
    assert "Nothing can be computed yet" in text_of(ada, f"{TARGETS}{one.uid}/explain/")


def test_inventories_stand_against_the_path(cast: Cast, ada: Client, bei: Inventory) -> None:
    inventory(cast, 2024, 950.0)
    target(cast, reduction_percent=55.0)
    answer = ada.get(TARGETS)
    standing = answer.context["course"].standings[-1]
    allowed_t = BASE_T * (1 - 0.55 * 5 / 11)
    assert standing.path == pytest.approx(allowed_t)
    text = text_of(ada, TARGETS)
    row = text[text.index('id="standing-title"') :]
    assert "−5.0 %" in row and "above the line" in row and "9 %" in row


def test_the_path_is_a_chart_with_table_and_words(cast: Cast, ada: Client, bei: Inventory) -> None:
    target(cast, reduction_percent=50.0)
    target(cast, reduction_percent=90.0, target_year=2050)
    action(cast, 60.0)
    figure = ada.get(TARGETS).context["figures"][0]
    assert "From 202 t CO₂ in 2019 to 101 t CO₂ in 2030." in figure.alt
    assert "With the actions, 2030: 142 t CO₂." in figure.alt
    by_year = {row[0]: row[1:] for row in figure.rows}
    assert by_year["2019"] == pytest.approx((BASE_T, BASE_T, None, None), nan_ok=True)
    assert by_year["2030"] == pytest.approx((BASE_T / 2, None, BASE_T / 2, BASE_T - 60.0))
    assert by_year["2050"][0] == pytest.approx(BASE_T / 10)


def test_no_path_is_drawn_without_a_target(cast: Cast, ada: Client, bei: Inventory) -> None:
    assert ada.get(TARGETS).context["figures"] == []


def test_the_form_says_the_minimum_and_takes_what_the_link_gives(cast: Cast, ada: Client) -> None:
    joined(cast, date(2018, 5, 1))
    text = text_of(ada, f"{TARGETS}new/?target_year=2030&kind=emissions_per_capita")
    assert "The Covenant asks for at least 40 % by 2030 (Europe)." in text
    assert "Newer commitments refer to 55 %." in text
    assert 'value="2030"' in text and '<option value="emissions_per_capita" selected' in text


def test_every_field_is_there_without_scripts_and_told_by_kind(cast: Cast, ada: Client) -> None:
    page = ada.get(f"{TARGETS}new/").content.decode()
    form = page[page.index("data-target-form") :]
    assert "targets/target_form" in page, "the module that hides what the kind does not use"
    assert not re.search(r"data-kinds=\"[^\"]*\"[^>]*hidden", form)
    kinds = {
        name: kinds
        for kinds, name in re.findall(r'data-kinds="([^"]*)"[^>]*>.*?name="(\w+)"', form, re.DOTALL)
    }
    assert kinds["bau_coefficient"] == "emissions_bau"
    assert kinds["population_in_target_year"] == "emissions_per_capita"
    assert "renewable_share" not in kinds["reduction_percent"].split()
    for name in ("value_percent", "residual_t", "removals_t", "kind", "target_year"):
        assert f'name="{name}"' in form


def test_each_kind_asks_for_its_own_number(cast: Cast, ada: Client) -> None:
    given = {"kind": "emissions_bau", "target_year": "2030", "reduction_percent": "30"}
    answer = ada.post(f"{TARGETS}new/", given)
    assert answer.status_code == 422 and "how emissions would grow" in answer.content.decode()
    assert ada.post(f"{TARGETS}new/", {**given, "bau_coefficient": "1,2"}).status_code == 302
    assert Target.objects.get().bau_coefficient == pytest.approx(1.2)


def test_what_the_kind_does_not_use_is_not_kept(cast: Cast, ada: Client) -> None:
    given = {
        "kind": "renewable_share", "target_year": "2030", "value_percent": "42,5", "reduction_percent": "40",
        "bau_coefficient": "1.1", "sector": "transport",
    }  # fmt: skip
    assert ada.post(f"{TARGETS}new/", given).status_code == 302
    made = Target.objects.get()
    assert (made.value_percent, made.reduction_percent, made.bau_coefficient, made.sector) == (
        42.5, None, None, "",
    )  # fmt: skip


def test_a_target_of_another_town_is_not_explained(cast: Cast, ada: Client) -> None:
    other = cast.keep(cast.eve, Target(municipality=cast.elsewhere, target_year=2030, reduction_percent=40.0))
    assert ada.get(f"{TARGETS}{other.uid}/explain/").status_code == 404
