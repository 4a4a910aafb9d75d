"""The measure catalogue, programmes to begin from, the eight ambitious measures."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secap.desk.actions.chapter import load_actions
from secap.desk.actions.models import Action, AmbitionReview
from secap.method.actions.measures import measures, templates
from tests.cast import Cast

URL = "/upesciems/actions/catalogue/"
AMBITION = "/upesciems/actions/ambition/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


def found(client: Client, **query: str) -> list[str]:
    return [item["measure"].code for item in client.get(URL, query).context["found"]]


def test_filters_narrow_the_catalogue(ada: Client) -> None:
    assert len(found(ada)) == len(measures())
    assert set(found(ada, sector="waste")) == {
        code for code, one in measures().items() if one.sector == "waste"
    }
    assert all("adaptation" in measures()[code].kinds for code in found(ada, kind="adaptation"))
    assert all(measures()[code].ambitious for code in found(ada, ambitious="any"))
    assert found(ada, ambitious="ev_charging")
    assert "light_led" in found(ada, q="LED")
    assert found(ada, q="no such thing at all") == []


def test_values_that_are_assumed_are_marked(ada: Client) -> None:
    text = ada.get(URL, {"q": "mun_envelope"}).content.decode()
    assert "150 to 400, usually 250" in html.unescape(text)
    assert "assumed" in text
    assert f"actions/new/?measure={found(ada, q='mun_envelope')[0]}" in text


@pytest.mark.parametrize("code", list(templates()))
def test_a_template_creates_all_its_parts_and_can_be_undone(code: str, ada: Client, cast: Cast) -> None:
    template = templates()[code]
    answer = ada.post(URL + "template/", {"template": code}, follow=True)
    (one,) = load_actions(cast.town)
    assert one.action.title == template.name
    assert [part.title for part in one.activities] == list(template.activities)
    assert [part.name for part in one.bodies] == list(template.responsible)
    assert [part.source for part in one.financing] == list(template.financing)
    assert [part.name for part in one.indicators] == [part.name for part in template.indicators]
    assert one.action.start is not None and one.action.end is not None
    assert one.action.start.year == timezone.localdate().year + 1
    assert one.action.end.year - one.action.start.year == template.end_year - template.start_year
    undo = reverse("registry:delete", args=["upesciems", "actions.action", one.action.uid])
    assert undo in answer.content.decode()
    ada.post(undo)
    assert load_actions(cast.town) == []


def test_an_unknown_template_is_not_there(ada: Client) -> None:
    assert ada.post(URL + "template/", {"template": "nothing"}).status_code == 404


def test_decisions_on_ambitious_measures(ada: Client, cast: Cast) -> None:
    action = cast.keep(cast.ada, Action(title="Chargers", measure="tr_public_charging"))
    items = {item.code: item for item in ada.get(AMBITION).context["items"]}
    assert len(items) == 8
    assert items["ev_charging"].actions == (action,)
    form = {"measure": "smart_districts", "decision": "rejected", "revision": "0", "reason": ""}
    answer = ada.post(AMBITION + "decide/", form, follow=True)
    assert "Add the reason" in answer.content.decode()
    ada.post(AMBITION + "decide/", {**form, "revision": "1", "reason": "The grid is another town's"})
    review = AmbitionReview.objects.get()
    assert (review.decision, review.reason) == ("rejected", "The grid is another town's")
    ada.post(AMBITION + "decide/", {**form, "measure": "ev_charging", "decision": "adopted"})
    assert ada.get(AMBITION).context["decided"] == 2
    answer = ada.post(AMBITION + "decide/", {**form, "revision": "1", "reason": "late"}, follow=True)
    assert "Somebody has just changed this" in answer.content.decode()
