"""What the climate data propose, beside what a person decided: taking it over keeps both."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from secap.desk.risk.models import Hazard
from tests.cast import Cast
from tests.desk.risk.conftest import RISK, add, fresh, text_of

PROPOSED = {
    "probability": "high",
    "change_intensity": "increase",
    "change_frequency": "no_change",
    "reason": {"en": "3.4 heat-wave days a year.", "lv": "3,4 karstuma viļņu dienas gadā."},
    "series": "abc123",
    "series_title": "Rīga 1961-2020",
    "date": "2026-05-20",
}


@pytest.fixture
def heat(cast: Cast) -> Hazard:
    one = Hazard(hazard="heat_wave", probability="moderate", impact="high", proposed=PROPOSED)
    return add(cast, one)  # type: ignore[no-any-return]


def take(client: Client, hazard: Hazard, *fields: str, **more: str) -> Any:
    url = f"{RISK}hazard/{hazard.uid}/take-over/"
    return client.post(url, {"field": list(fields), "revision": str(hazard.revision), **more}, follow=True)


def test_both_stand_side_by_side_with_the_reason(ada: Client, heat: Hazard) -> None:
    page = text_of(ada.get(f"{RISK}hazard/{heat.uid}/"))
    assert "3.4 heat-wave days a year." in page and "Rīga 1961-2020" in page and "20/05/2026" in page
    proposal = ada.get(f"{RISK}hazard/{heat.uid}/").context["proposal"]
    assert [(offer.proposed, offer.decided, offer.state) for offer in proposal.offers] == [
        ("High", "Moderate", "other"), ("Increase", "", "open"), ("No change", "", "open"),
    ]  # fmt: skip


def test_the_reason_is_told_in_the_readers_language(ada: Client, heat: Hazard) -> None:
    page = text_of(ada.get(f"{RISK}hazard/{heat.uid}/", headers={"accept-language": "lv"}))
    assert "3,4 karstuma viļņu dienas gadā." in page


def test_one_level_is_taken_over_and_the_old_one_stays_in_the_history(ada: Client, heat: Hazard) -> None:
    assert "1 level taken over." in text_of(take(ada, heat, "probability"))
    now = fresh(heat)
    assert (now.probability, now.change_intensity) == ("high", "")
    assert now.proposed == PROPOSED
    rows = list(heat.history.order_by("history_id"))
    assert [row.probability for row in rows] == ["moderate", "high"]
    assert rows[-1].history_change_reason == "climate data: Rīga 1961-2020"


def test_all_of_it_at_once(ada: Client, heat: Hazard) -> None:
    take(ada, heat, "probability", "change_intensity", "change_frequency")
    now = fresh(heat)
    assert (now.probability, now.change_intensity, now.change_frequency) == ("high", "increase", "no_change")
    assert "Take over" not in text_of(ada.get(f"{RISK}hazard/{heat.uid}/"))


def test_what_nobody_proposed_is_not_taken_over(ada: Client, heat: Hazard) -> None:
    assert "Nothing was changed." in text_of(take(ada, heat, "impact", "timeframe", "uid"))
    assert fresh(heat).revision == 1


def test_a_contributors_taking_over_awaits_acceptance(bo: Client, heat: Hazard) -> None:
    take(bo, heat, "probability")
    assert fresh(heat).probability == "high" and not fresh(heat).accepted


def test_a_hazard_that_changed_meanwhile_is_left_alone(ada: Client, cast: Cast, heat: Hazard) -> None:
    other = fresh(heat)
    other.probability = "low"
    cast.keep(cast.bo, other)
    assert "Somebody has just changed this" in text_of(take(ada, heat, "probability"))
    assert fresh(heat).probability == "low"


def test_those_who_read_see_no_button(cy: Client, heat: Hazard) -> None:
    page = text_of(cy.get(f"{RISK}hazard/{heat.uid}/"))
    assert "3.4 heat-wave days a year." in page and "Take over" not in page


@pytest.mark.parametrize(
    "broken",
    [
        [], "high", {"probability": 3}, {"probability": "enormous", "reason": 5},
        {"probability": "high", "reason": ["x"], "date": "soon", "series": None},
    ],
)  # fmt: skip
def test_a_proposal_that_nobody_can_read_breaks_no_page(ada: Client, cast: Cast, broken: Any) -> None:
    hazard = add(cast, Hazard(hazard="drought", proposed=broken))
    assert ada.get(f"{RISK}hazard/{hazard.uid}/").status_code == 200
    assert ada.get(RISK).status_code == 200
