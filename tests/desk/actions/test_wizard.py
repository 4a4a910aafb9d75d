"""The four steps, end to end with plain forms: sectors, target, actions, duties and indicators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from secap.desk.actions.models import Action, Effect, Indicator, SectorChoice
from secap.desk.inventory.models import EnergyUse, Inventory
from secap.desk.registry.whole import whole
from secap.desk.targets.models import Target
from tests.cast import Cast

URL = "/upesciems/actions/four-steps/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    """Ada in a town whose homes use 1,000 MWh of gas, 202 t."""
    bei = Inventory(year=2019, is_bei=True)
    cast.keep(cast.ada, bei)
    use = EnergyUse(sector="residential_buildings", carrier="natural_gas", amount=1000.0, scope=1)
    use.inventory = bei
    cast.keep(cast.ada, use)
    return sign_in(cast.ada)


def text_of(client: Client, step: int) -> str:
    answer = client.get(URL, {"step": step})
    assert answer.status_code == 200
    return answer.content.decode()


def choose_homes(client: Client) -> Any:
    return client.post(
        URL + "sectors/",
        {
            "chosen-residential_buildings": "1",
            "feasibility-residential_buildings": "high",
            "feasibility-transport": "very_high",
            "note-residential_buildings": "Many old houses",
            "continue": "1",
        },
    )


def test_the_steps_lead_from_sectors_to_complete_actions(ada: Client, cast: Cast) -> None:
    assert ada.get(URL).context["number"] == 1

    answer = choose_homes(ada)
    assert answer.headers["Location"] == f"{URL}?step=2"
    assert {choice.sector for choice in SectorChoice.objects.all()} == {"residential_buildings", "transport"}
    rows = {row.code: row for row in ada.get(URL, {"step": 1}).context["rows"]}
    assert rows["residential_buildings"].rank == 1
    assert rows["residential_buildings"].score == pytest.approx(4.0)  # all emissions x feasibility 4
    assert rows["waste"].rank is None  # nobody said how feasible it is

    assert ada.get(URL).context["number"] == 2
    answer = ada.post(URL + "target/", {"reduction_percent": "50", "note": "", "revision": "0"})
    assert answer.status_code == 302
    target = Target.objects.get()
    assert (target.target_year, target.kind, target.reduction_percent) == (2030, "emissions_absolute", 50)
    base_t = whole(cast.town).bei.result.total_t
    page = ada.get(URL, {"step": 2})
    assert page.context["main"].reach.needed == pytest.approx(base_t / 2)
    assert page.context["is_between"] is True  # above the minimum of 40, below 55

    assert ada.get(URL).context["number"] == 3
    answer = ada.post(
        URL + "add/",
        {"sector": "residential_buildings", "title": "Advice", "t": "20,5", "reason": "Study of 2025"},
    )
    assert answer.headers["Location"].endswith("#sector-residential_buildings")
    gap = ada.get(URL, {"step": 3}).context["course"].gap
    assert gap.actions_t == pytest.approx(20.5)
    assert gap.gap_t == pytest.approx(base_t / 2 - 20.5)

    action = Action.objects.get()
    item = ada.get(URL, {"step": 4}).context["items"][0]
    assert "indicator" in item["one"].missing
    answer = ada.post(
        f"{URL}duties/{action.uid}/",
        {
            "revision": f"{action.revision}-",
            "responsible": "Energy office",
            "name": "Gas saved",
            "unit": "MWh/a",
            "target": "1 000",
            "method": "meters, yearly",
        },
    )
    assert answer.status_code == 302
    action.refresh_from_db()
    indicator = Indicator.objects.get()
    assert action.responsible == "Energy office"
    assert (indicator.name, indicator.target_value, indicator.target_year) == ("Gas saved", 1000.0, 2030)
    missing = ada.get(URL, {"step": 4}).context["items"][0]["one"].missing
    assert set(missing) == {"start and end", "cost"}

    assert "What to do next" in text_of(ada, 5)


def test_a_measure_with_an_amount_brings_effect_cost_and_indicator(ada: Client) -> None:
    choose_homes(ada)
    ada.post(
        URL + "add/",
        {"sector": "residential_buildings", "measure": "res_apartment_renovation", "amount": "1000"},
    )
    action, effect = Action.objects.get(), Effect.objects.get()
    assert action.measure == "res_apartment_renovation"
    assert action.investment_eur == pytest.approx(280_000)
    assert effect.inputs["saving_mwh"]["central"] == pytest.approx(75)
    assert "saving_percent" not in effect.inputs
    assert Indicator.objects.filter(action=action).exists()


def test_a_form_that_lacks_something_says_so_and_keeps_what_was_typed(ada: Client) -> None:
    choose_homes(ada)
    answer = ada.post(URL + "add/", {"sector": "residential_buildings", "t": "5", "reason": ""})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Choose a measure or write a title." in text
    assert "Say where the estimate comes from." in text
    assert 'value="5"' in text
    assert ada.post(URL + "add/", {"sector": "nowhere", "title": "x"}).status_code == 404
    assert ada.post(URL + "target/", {"reduction_percent": "400", "revision": "0"}).status_code == 422
    assert not Target.objects.exists()
    assert not Action.objects.exists()


def test_adding_can_be_undone(ada: Client) -> None:
    choose_homes(ada)
    answer = ada.post(URL + "add/", {"sector": "residential_buildings", "title": "Advice"}, follow=True)
    action = Action.objects.get()
    undo = reverse("registry:delete", args=["upesciems", "actions.action", action.uid])
    assert undo in answer.content.decode()
    ada.post(undo)
    assert not Action.objects.exists()


def test_nobody_overwrites_what_somebody_saved_meanwhile(ada: Client, cast: Cast) -> None:
    choose_homes(ada)
    ada.post(URL + "add/", {"sector": "residential_buildings", "title": "Advice"})
    action = Action.objects.get()
    action.responsible = "Bo's office"
    cast.keep(cast.bo, action)
    answer = ada.post(
        f"{URL}duties/{action.uid}/", {"revision": "1-", "responsible": "Ada's office"}, follow=True
    )
    assert "Somebody has just changed this" in answer.content.decode()
    assert Action.objects.get().responsible == "Bo's office"


def test_a_wrong_duty_is_told_beside_its_form(ada: Client, cast: Cast) -> None:
    actions = [cast.keep(cast.ada, Action(title=f"Action {number:02}")) for number in range(55)]
    assert len(ada.get(URL, {"step": 4}).context["items"]) == 50
    assert len(ada.get(URL, {"step": 4, "page": 2}).context["items"]) == 5
    last = actions[-1]
    answer = ada.post(f"{URL}duties/{last.uid}/", {"revision": "1-", "unit": "MWh", "target": "many"})
    assert answer.status_code == 422
    (item,) = answer.context["items"]
    assert item["one"].line.records.action == last
    assert set(item["form"].errors) == {"name", "target"}


def test_readers_see_the_steps_without_forms(ada: Client, cast: Cast, sign_in: Callable[..., Client]) -> None:
    choose_homes(ada)
    cy = sign_in(cast.cy)
    for step in range(1, 6):
        text = text_of(cy, step)
        assert "four-steps/add/" not in text
        assert "four-steps/target/" not in text


def test_steps_work_before_there_is_anything(cast: Cast, sign_in: Callable[..., Client]) -> None:
    client = sign_in(cast.ada)
    for step in range(1, 6):
        text_of(client, step)
    assert client.get(URL, {"step": "99"}).context["number"] == 1
