"""Effect calculators: chosen, filled in, calculated, saved, changed."""

from __future__ import annotations

import pytest
from django.test import Client

from secap.desk.actions.models import Action, Effect
from secap.method.actions.effects import CALCULATORS
from tests.cast import Cast
from tests.desk.actions.conftest import GAS_T_PER_MWH, add_effect, page_of


def new(action: Action, calculator: str = "") -> str:
    return f"{page_of(action)}effects/new/" + (f"?calculator={calculator}" if calculator else "")


@pytest.fixture
def homes(actions: list[Action]) -> Action:
    return actions[2]


SAVING = {"carrier": "natural_gas", "saving_mwh": "1 000"}


def test_every_calculator_is_offered_and_opens(homes: Action, ada: Client) -> None:
    page = ada.get(new(homes)).content.decode()
    for code in CALCULATORS:
        assert f"?calculator={code}" in page
        assert ada.get(new(homes, code)).status_code == 200, code


def test_the_preview_equals_the_books_number_and_shows_the_way(homes: Action, ada: Client) -> None:
    answer = ada.post(new(homes, "energy_saving"), {**SAVING, "calculate": "1"})
    assert answer.context["result"].central.t == pytest.approx(1000 * GAS_T_PER_MWH, rel=1e-3)
    page = answer.content.decode()
    assert "1,000" in page and "MWh" in page and 'class="formula"' in page
    assert not Effect.objects.filter(action=homes).exists(), "nothing is saved by looking"


def test_a_share_of_the_sectors_use(homes: Action, ada: Client) -> None:
    cells = {"carrier": "natural_gas", "saving_percent": "30"}
    result = ada.post(new(homes, "energy_saving"), cells).context["result"]
    assert result.central.saved_mwh == {"natural_gas": pytest.approx(3000.0)}


def test_a_range_gives_low_and_high(homes: Action, ada: Client) -> None:
    cells = {**SAVING, "saving_mwh__low": "800", "saving_mwh__high": "1 100"}
    result = ada.post(new(homes, "energy_saving"), cells).context["result"]
    assert result.low.t == pytest.approx(0.8 * result.central.t)
    assert result.high.t == pytest.approx(1.1 * result.central.t)


def test_an_own_factor_is_used_and_named(homes: Action, ada: Client) -> None:
    own = {"own_carrier_1": "natural_gas", "own_factor_1": "0,25", "factor_source": "Piegādātāja vēstule"}
    answer = ada.post(new(homes, "energy_saving"), {**SAVING, **own})
    assert answer.context["result"].central.t == pytest.approx(250.0)
    assert "Piegādātāja vēstule" in answer.content.decode()


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"saving_mwh": "1000"}, "carrier"),
        ({"carrier": "natural_gas", "saving_mwh": "daudz"}, "saving_mwh"),
        ({"carrier": "natural_gas", "saving_mwh": "100", "saving_mwh__low": "200"}, "saving_mwh"),
        ({**SAVING, "own_factor_1": "0.2"}, "own_carrier_1"),
    ],
)
def test_errors_stand_at_their_field_and_what_was_typed_stays(
    cells: dict[str, str], field: str, homes: Action, ada: Client
) -> None:
    answer = ada.post(new(homes, "energy_saving"), {**cells, "note": "Pēc audita", "save": "1"})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    page = answer.content.decode()
    assert "Pēc audita" in page and (cells.get("saving_mwh") or "") in page
    assert not Effect.objects.filter(action=homes).exists()


def test_saving_stores_the_inputs_and_the_action_shows_the_tonnes(homes: Action, bo: Client) -> None:
    answer = bo.post(new(homes, "energy_saving"), {**SAVING, "note": "Audits", "save": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == page_of(homes)
    effect = Effect.objects.get(action=homes)
    assert effect.inputs == {"carrier": "natural_gas", "saving_mwh": 1000.0}
    assert (effect.note, effect.accepted) == ("Audits", False)
    assert answer.context["book"].t == pytest.approx(1000 * GAS_T_PER_MWH, rel=1e-3)


def test_an_effect_is_changed_in_place(homes: Action, cast: Cast, ada: Client) -> None:
    effect = add_effect(cast, homes, t=12.0)
    url = f"{page_of(homes)}effects/{effect.uid}/"
    page = ada.get(url).content.decode()
    assert 'value="12"' in page and "Energoaudits" in page
    cells = {"avoided_t": "15", "reason": "Jauns audits", "revision": str(effect.revision), "save": "1"}
    ada.post(url, cells)
    effect.refresh_from_db()
    assert effect.inputs == {"avoided_t": 15.0, "reason": "Jauns audits"}


def test_two_people_do_not_overwrite_each_other(homes: Action, cast: Cast, ada: Client) -> None:
    effect = add_effect(cast, homes, t=12.0)
    opened = effect.revision
    effect.note = "Bo raksta"
    cast.keep(cast.bo, effect)
    url = f"{page_of(homes)}effects/{effect.uid}/"
    cells = {"avoided_t": "15", "reason": "Mans", "revision": str(opened), "save": "1"}
    answer = ada.post(url, cells)
    assert answer.status_code == 409 and "Bo changed this effect" in answer.content.decode()
    assert 'value="15"' in answer.content.decode()
    effect.refresh_from_db()
    assert effect.inputs["avoided_t"] == 12.0


def test_what_the_sector_uses_is_suggested(homes: Action, ada: Client) -> None:
    uses = ada.get(new(homes, "energy_saving")).context["uses"]
    assert [(use["carrier"], use["mwh"]) for use in uses] == [
        ("natural_gas", 10_000.0),
        ("electricity", 3000.0),
    ]
