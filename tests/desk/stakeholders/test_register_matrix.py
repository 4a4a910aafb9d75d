"""Moving somebody in a matrix, taking it back, snapshots and who moved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from secap.desk.stakeholders.models import MappingSnapshot, Stakeholder
from tests.cast import Cast
from tests.desk.stakeholders.test_register import BASE, named, text_of

MATRIX = BASE + "matrix/"
JSON = {"accept": "application/json"}


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


def move(client: Client, one: Stakeholder, **values: str) -> Any:
    sent = {"who": f"{one.uid}:{one.revision}", "matrix": "power", **values}
    return client.post(f"{MATRIX}move/", sent, headers=JSON)


def test_each_stands_in_its_cell_and_the_unknown_beside(cast: Cast, ada: Client) -> None:
    named(cast, power="high", interest="low", support="opposed")
    drawn = {one["kind"].code: one for one in ada.get(MATRIX).context["matrices"]}
    cells = [cell for _down, cells in drawn["power"]["rows"] for cell in cells if cell.views]
    assert [(cell.down, cell.across, cell.zone.code) for cell in cells] == [
        ("high", "low", "context_setters")
    ]
    assert [one.name for one in drawn["support"]["unplaced"]] == ["SIA Siltums"]


def test_every_zone_is_named_once_and_the_highest_step_is_on_top(cast: Cast, ada: Client) -> None:
    named(cast)
    for one in ada.get(MATRIX).context["matrices"]:
        corners = [cell for _down, cells in one["rows"] for cell in cells if cell.is_corner]
        assert len({cell.zone.code for cell in corners}) == len(corners) == len(one["zones"])
        assert one["rows"][0][0].code == "very_high"
    power = next(one for one in ada.get(MATRIX).context["matrices"] if one["kind"].code == "power")
    at = {
        cell.zone.code: (cell.down, cell.across)
        for _d, cells in power["rows"]
        for cell in cells
        if cell.is_corner
    }
    assert at["key_players"] == ("very_high", "very_high") and at["crowd"] == ("very_low", "very_low")


def test_a_move_is_saved_with_its_history_and_taken_back(cast: Cast, ada: Client) -> None:
    heat = named(cast, power="low", interest="low", support="neutral")
    answer = move(ada, heat, power="high", interest="very_high").json()
    heat.refresh_from_db()
    assert (heat.power, heat.interest, heat.support) == ("high", "very_high", "neutral")
    assert "Key players: manage closely" in answer["text"]
    assert answer["revision"] == heat.revision
    assert heat.history.order_by("-history_id")[0].history_change_reason == "matrix"
    back = ada.post(answer["undo"], headers=JSON).json()
    heat.refresh_from_db()
    assert (heat.power, heat.interest) == ("low", "low")
    assert back["values"]["power"] == "low" and back["revision"] == heat.revision


def test_a_stale_move_is_told_and_overwrites_nothing(cast: Cast, ada: Client) -> None:
    heat = named(cast, power="low", interest="low")
    move(ada, heat, power="high", interest="low")
    answer = move(ada, heat, power="very_low", interest="low")
    assert answer.status_code == 409
    assert "nothing was saved" in answer.json()["text"]
    heat.refresh_from_db()
    assert heat.power == "high"


def test_what_changed_since_is_not_undone(cast: Cast, ada: Client) -> None:
    heat = named(cast, power="low", interest="low")
    undo = move(ada, heat, power="high", interest="low").json()["undo"]
    heat.refresh_from_db()
    heat.note = "Jauns vadītājs"
    cast.keep(cast.bo, heat)
    assert ada.post(undo, headers=JSON).status_code == 409
    heat.refresh_from_db()
    assert (heat.power, heat.note) == ("high", "Jauns vadītājs")


def test_back_to_not_known_and_steps_that_do_not_exist(cast: Cast, ada: Client) -> None:
    heat = named(cast, power="low", interest="low")
    assert move(ada, heat, power="gigantic", interest="low").status_code == 422
    assert move(ada, heat, power="", interest="").status_code == 200
    heat.refresh_from_db()
    assert (heat.power, heat.interest) == ("", "")
    assert move(ada, heat, matrix="other").status_code == 404


def test_an_axis_that_is_left_as_it_is_keeps_its_step(cast: Cast, ada: Client) -> None:
    heat = named(cast, power="low", interest="high")
    move(ada, heat, power="very_high", interest="same")
    heat.refresh_from_db()
    assert (heat.power, heat.interest) == ("very_high", "high")


def test_without_a_script_the_form_goes_back_and_offers_to_undo(cast: Cast, ada: Client) -> None:
    heat = named(cast)
    sent = {"who": f"{heat.uid}:1", "matrix": "support", "support": "opposed", "affectedness": "high"}
    answer = ada.post(f"{MATRIX}move/", sent, follow=True)
    assert answer.redirect_chain[-1][0] == f"{MATRIX}?who={heat.uid}"
    assert f"{MATRIX}undo/{heat.uid}/2/" in answer.content.decode()
    ada.post(f"{MATRIX}undo/{heat.uid}/2/")
    heat.refresh_from_db()
    assert heat.support == ""


def test_a_contributors_move_waits_for_acceptance(cast: Cast, sign_in: Callable[..., Client]) -> None:
    heat = named(cast, power="low", interest="low")
    move(sign_in(cast.bo), heat, power="high", interest="low")
    heat.refresh_from_db()
    assert heat.power == "high" and not heat.accepted


def test_a_snapshot_shows_later_who_moved_joined_and_left(cast: Cast, ada: Client) -> None:
    heat = named(cast, power="high", interest="low")
    left = named(cast, "Banka", power="low", interest="low")
    named(cast, "Paliek", power="low", interest="low")
    ada.post(f"{MATRIX}keep/", {"title": "Sākums"})
    move(ada, heat, power="high", interest="high")
    left.remove(cast.ada)
    named(cast, "Jauns")
    answer = ada.get(f"{BASE}movement/")
    rows = {row["one"].name: row for row in answer.context["rows"]}
    assert set(rows) == {"SIA Siltums", "Banka", "Jauns"}
    assert [tuple(map(str, axis)) for axis in rows["SIA Siltums"]["axes"]] == [
        ("Interest", "Low (2)", "High (4)")
    ]
    assert rows["Banka"]["one"].after is None and rows["Jauns"]["one"].before is None
    assert answer.context["stayed"] == 1
    text = text_of(ada, f"{BASE}movement/")
    assert "SIA Siltums came from: Context setters: keep satisfied" in text
    assert "SIA Siltums went to: Key players: manage closely" in text


def test_two_snapshots_are_compared_and_now_is_left_out(cast: Cast, ada: Client) -> None:
    heat = named(cast, power="high", interest="low")
    ada.post(f"{MATRIX}keep/", {"title": "Pirmais"})
    ada.post(f"{MATRIX}keep/", {"title": "Otrais"})
    move(ada, heat, power="low", interest="low")
    first, second = MappingSnapshot.objects.order_by("id")
    assert ada.get(f"{BASE}movement/?since={first.uid}&until={second.uid}").context["rows"] == []
    assert len(ada.get(f"{BASE}movement/?since={first.uid}").context["rows"]) == 1


def test_nobody_makes_no_snapshot(cast: Cast, ada: Client) -> None:
    ada.post(f"{MATRIX}keep/")
    assert not MappingSnapshot.objects.exists()
    assert "No snapshot yet" in text_of(ada, f"{BASE}movement/")
