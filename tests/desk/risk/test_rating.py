"""Choosing hazards and rating them all in one table."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from secap.desk.registry.models import Wording
from secap.desk.risk.models import Hazard, RiskAssessment
from tests.cast import Cast
from tests.desk.risk.conftest import RISK, add, fresh, text_of

RATE = f"{RISK}rate/"


def opened(client: Client) -> dict[str, str]:
    """Return the form as the browser would send it without a change."""
    page = client.get(RATE).content.decode()
    form = dict(re.findall(r'<input type="hidden" name="(\w+:\w+)" value="([^"]*)"', page))
    for name, inside in re.findall(r'<select class="form-select" name="(\w+:\w+)".*?>(.*?)</select>', page):
        chosen = re.search(r'value="(\w*)" selected', inside)
        form[name] = chosen[1] if chosen else ""
    return {html.unescape(name): html.unescape(value) for name, value in form.items()}


def test_ticked_hazards_become_records_that_wait_for_rating(ada: Client, cast: Cast) -> None:
    answer = ada.post(f"{RISK}choose/", {"hazard": ["heat_wave", "storms", "no_such_thing"]}, follow=True)
    assert set(Hazard.objects.values_list("hazard", flat=True)) == {"heat_wave", "storms"}
    assert "2 hazards are in the list. Rate them now." in text_of(answer)
    assert answer.redirect_chain[-1][0] == RATE


def test_choosing_again_doubles_nothing(ada: Client, hazards: dict[str, Hazard]) -> None:
    ada.post(f"{RISK}choose/", {"hazard": ["drought", "hail"]})
    assert Hazard.objects.filter(hazard="drought").count() == 1
    assert Hazard.objects.count() == 6


def test_a_choice_is_undone_but_for_what_was_filled_in_since(ada: Client, cast: Cast) -> None:
    answer = ada.post(f"{RISK}choose/", {"hazard": ["heat_wave", "storms"]}, follow=True)
    undo = re.search(rf'action="({RISK}choose/\w+/undo/)"', answer.content.decode())
    assert undo
    storms = Hazard.objects.get(hazard="storms")
    storms.impact = "high"
    cast.keep(cast.ada, storms)
    text = text_of(ada.post(undo[1], follow=True))
    assert "1 hazard taken back." in text and "stay" in text
    assert [one.hazard for one in Hazard.objects.all()] == ["storms"]


def test_only_the_co_ordinator_sees_which_names_are_unverified(ada: Client, bo: Client, cast: Cast) -> None:
    mine, theirs = text_of(ada.get(f"{RISK}choose/")), text_of(bo.get(f"{RISK}choose/"))
    assert "unverified" in mine and "/wording/?list=hazards" in mine
    assert "unverified" not in theirs
    before = mine.count("unverified")
    add(cast, Wording(table="hazards", code="fog", lang="en", name="Dense fog"))
    page = text_of(ada.get(f"{RISK}choose/"))
    assert "Dense fog" in page and page.count("unverified") == before - 1


def test_only_changed_rows_are_saved(ada: Client, hazards: dict[str, Hazard]) -> None:
    uid = hazards["forest_fire"].uid
    answer = ada.post(RATE, opened(ada) | {f"{uid}:probability": "low", f"{uid}:impact": "high"}, follow=True)
    assert "1 hazard rated." in text_of(answer)
    fire = fresh(hazards["forest_fire"])
    assert (fire.probability, fire.impact, fire.revision) == ("low", "high", 2)
    assert fresh(hazards["drought"]).revision == 1
    assert fire.accepted


def test_a_contributors_rating_counts_and_awaits_acceptance(bo: Client, hazards: dict[str, Hazard]) -> None:
    uid = hazards["forest_fire"].uid
    answer = bo.post(RATE, opened(bo) | {f"{uid}:probability": "high", f"{uid}:impact": "high"}, follow=True)
    fire = fresh(hazards["forest_fire"])
    assert fire.probability == "high" and not fire.accepted
    page = text_of(answer)
    assert "marked until the co-ordinator accepts it" in page and "awaiting acceptance" in page


def test_what_somebody_else_rated_meanwhile_is_told_and_not_overwritten(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    form = opened(ada)
    drought, flood = hazards["drought"], hazards["river_flood"]
    drought.impact = "high"
    cast.keep(cast.bo, drought)
    form |= {f"{drought.uid}:impact": "low", f"{flood.uid}:impact": "low"}
    answer = ada.post(RATE, form)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Nothing is saved yet" in page and "now: High" in page and "Bo" in page
    assert fresh(drought).impact == "high" and fresh(flood).impact == "high", "all or nothing"
    again = {**form, f"{drought.uid}:revision": "2", f"{drought.uid}:opened": "moderate|high|||"}
    assert ada.post(RATE, again).status_code == 302
    assert fresh(drought).impact == "low" and fresh(flood).impact == "low"
    assert [row.impact for row in drought.history.order_by("history_id")] == ["moderate", "high", "low"]


def test_a_row_that_only_somebody_else_touched_is_no_conflict(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    form = opened(ada)
    drought = hazards["drought"]
    drought.impact = "high"
    cast.keep(cast.bo, drought)
    fire = hazards["forest_fire"]
    assert ada.post(RATE, form | {f"{fire.uid}:impact": "low"}).status_code == 302
    assert fresh(drought).impact == "high" and fresh(fire).impact == "low"


def test_nothing_changed_is_said(ada: Client, hazards: dict[str, Hazard]) -> None:
    assert "Nothing was changed." in text_of(ada.post(RATE, opened(ada), follow=True))


@pytest.mark.parametrize("wrong", ["very high", "", None])
def test_a_level_that_is_none_is_not_taken(
    ada: Client, hazards: dict[str, Hazard], wrong: str | None
) -> None:
    uid = hazards["river_flood"].uid
    form = opened(ada)
    if wrong is None:
        del form[f"{uid}:impact"]
    else:
        form[f"{uid}:impact"] = wrong
    ada.post(RATE, form)
    assert fresh(hazards["river_flood"]).impact == ("" if wrong == "" else "high")


def test_timeframes_are_those_of_the_chosen_scale(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    def offered(url: str) -> set[str]:
        page = ada.get(url).content.decode()
        inside = re.search(r'<select[^>]*name="[^"]*timeframe".*?</select>', page, re.DOTALL)
        assert inside
        return set(re.findall(r'value="(\w+)"', inside[0]))

    edit = f"{RISK}hazards/{hazards['drought'].uid}/"
    assert offered(RATE) == offered(edit) == {
        "current", "years_0_5", "years_5_15", "years_over_15", "not_known",
    }  # fmt: skip
    add(cast, RiskAssessment(timeframe_scale="gcom_crf"))
    assert offered(RATE) == offered(edit) == {
        "immediately", "by_2025", "by_2050", "after_2050", "not_known",
    }  # fmt: skip


def test_a_timeframe_of_the_other_scale_stays_until_it_is_changed(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    drought = hazards["drought"]
    drought.timeframe = "by_2050"
    cast.keep(cast.ada, drought)
    ada.post(RATE, opened(ada) | {f"{drought.uid}:impact": "low"})
    assert (fresh(drought).timeframe, fresh(drought).impact) == ("by_2050", "low")


def test_the_form_says_what_the_levels_mean(ada: Client, hazards: dict[str, Hazard]) -> None:
    page = text_of(ada.get(f"{RISK}hazards/{hazards['drought'].uid}/"))
    assert "<strong>High</strong>: will almost certainly happen" in page
