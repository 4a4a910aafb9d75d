"""What the data propose for hazards, beside what a person decided: both are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from secap.desk.risk.models import Hazard
from tests.cast import Cast
from tests.desk.climate.series import keep_series, yearly_values

PAGE = "/upesciems/climate/proposals/"
TAKE = "/upesciems/climate-data/take-over/"
SignIn = Callable[..., Client]


def test_without_a_measured_series_there_are_no_proposals(cast: Cast, sign_in: SignIn) -> None:
    keep_series(cast, kind="projected", model="ALPHA", codes={"tm": yearly_values(5.0, 0.02, last=2100)})
    page = sign_in(cast.ada).get(PAGE).content.decode()
    assert "A measured series is missing" in page


def test_the_proposal_stands_beside_the_decision(cast: Cast, sign_in: SignIn) -> None:
    keep_series(cast)
    cast.keep(cast.ada, Hazard(hazard="extreme_heat", probability="low"))
    answer = sign_in(cast.ada).get(PAGE)
    row = next(one for one in answer.context["rows"] if one.hazard == "extreme_heat")
    assert row.proposal.probability == "high" and row.differs("probability")
    assert "differs" in answer.content.decode()
    assert "assumed: moderate from 3, high from 10" in answer.content.decode()


def test_taking_over_fills_what_is_empty_and_keeps_both(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    cast.keep(cast.ada, Hazard(hazard="extreme_heat", probability="low", evidence="Slimnīcas dati"))
    ada = sign_in(cast.ada)
    ada.post(TAKE, {"series": series.uid, "hazard": "extreme_heat"})
    hazard = Hazard.objects.get(hazard="extreme_heat")
    assert hazard.probability == "low", "what a person decided stays"
    assert hazard.change_frequency == "increase"
    assert hazard.evidence == "Slimnīcas dati"
    assert hazard.proposed["probability"] == "high"
    assert hazard.proposed["series"] == series.uid
    assert hazard.proposed["series_title"] == "Upesciems"
    assert set(hazard.proposed["reason"]) == {"lv", "en"}
    assert len(hazard.proposed["date"]) == 10


def test_a_decision_is_replaced_only_where_that_is_ticked(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    cast.keep(cast.ada, Hazard(hazard="extreme_heat", probability="low"))
    ada = sign_in(cast.ada)
    ada.post(TAKE, {"series": series.uid, "hazard": "extreme_heat", "replace": "1"})
    assert Hazard.objects.get(hazard="extreme_heat").probability == "high"


def test_all_open_answers_at_once_and_back_again(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    cast.keep(cast.ada, Hazard(hazard="extreme_heat", probability="low", confidence="high"))
    ada = sign_in(cast.ada)
    answer = ada.post(TAKE, {"series": series.uid, "hazard": ""}, follow=True)
    hazards = {one.hazard: one for one in Hazard.objects.all()}
    assert hazards["heat_wave"].probability and hazards["heat_wave"].source.startswith("Upesciems")
    assert hazards["extreme_heat"].probability == "low"
    undo = next(
        str(one.extra_tags).removeprefix("undo:") for one in answer.context["messages"] if one.extra_tags
    )
    answer = ada.post(undo, {"next": PAGE}, follow=True)
    assert "Taken back" in answer.content.decode()
    left = Hazard.objects.get()
    assert (left.hazard, left.probability, left.change_frequency, left.proposed) == (
        "extreme_heat",
        "low",
        "",
        {},
    )
    assert left.confidence == "high"


def test_what_was_changed_since_is_not_taken_back(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    ada = sign_in(cast.ada)
    answer = ada.post(TAKE, {"series": series.uid, "hazard": "heat_wave"}, follow=True)
    undo = next(str(one.extra_tags).removeprefix("undo:") for one in answer.context["messages"])
    hazard = Hazard.objects.get()
    hazard.impact = "high"
    cast.keep(cast.bo, hazard)
    answer = ada.post(undo, {"next": PAGE}, follow=True)
    assert "somebody changed a part of it since" in answer.content.decode()
    assert Hazard.objects.get().impact == "high"
    assert ada.post(undo.replace(undo.split("/")[-2], "ffffffff")).status_code == 404


@pytest.mark.parametrize(("who", "accepted"), [("ada", True), ("bo", False)])
def test_a_contributors_take_over_awaits_acceptance(
    cast: Cast, sign_in: SignIn, who: str, accepted: bool
) -> None:
    series = keep_series(cast)
    sign_in(getattr(cast, who)).post(TAKE, {"series": series.uid, "hazard": "heat_wave"})
    assert Hazard.objects.get().accepted is accepted


def test_a_proposal_without_an_answer_decides_nothing(cast: Cast, sign_in: SignIn) -> None:
    """Severe rain without days above 20 mm: no probability is proposed, and none is written."""
    series = keep_series(cast, codes={"rx1day": yearly_values(40.0, 0.0)})
    sign_in(cast.ada).post(TAKE, {"series": series.uid, "hazard": "heavy_rainfall"})
    hazard = Hazard.objects.get()
    assert hazard.probability == ""
    assert hazard.proposed["probability"] == "not_known"
