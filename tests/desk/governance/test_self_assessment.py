"""Answering a self-assessment: only what changed is kept, a day at a time."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from secap.desk.governance.models import Assessment
from tests.cast import Cast

PAGE = "/upesciems/administration/self-assessment/"
TODAY = localdate()
EARLIER = TODAY - timedelta(days=40)


@pytest.fixture
def ada(cast: Cast, sign_in) -> Client:  # type: ignore[no-untyped-def]
    return sign_in(cast.ada)


def stamp(client: Client, kind: str = "guarantees") -> str:
    found = re.search(r'name="stamp" value="(\w*)"', client.get(f"{PAGE}{kind}/").content.decode())
    assert found
    return found[1]


def save(client: Client, day: date = TODAY, kind: str = "guarantees", seen: str | None = None, **said: str):  # type: ignore[no-untyped-def]
    sent = {"date": day.isoformat(), "stamp": stamp(client, kind) if seen is None else seen}
    sent |= {key.replace("__", "-"): value for key, value in said.items()}
    return client.post(f"{PAGE}{kind}/", sent, follow=True)


def kept() -> list[tuple[str, date, str]]:
    return [(one.item, one.date, one.answer) for one in Assessment.objects.order_by("date", "id")]


def test_an_answer_is_kept_with_its_day_and_the_score_counts_what_is_answered(
    cast: Cast, ada: Client
) -> None:
    text = save(ada, coordination__answer="yes", capacity__answer="no").content.decode()
    assert "2 answers saved." in text
    assert kept() == [("coordination", TODAY, "yes"), ("capacity", TODAY, "no")]
    assert re.search(r"Score today</dt><dd>50", text)
    assert "of 6" in text


def test_what_was_not_changed_makes_no_new_record(cast: Cast, ada: Client) -> None:
    save(ada, EARLIER, coordination__answer="yes", capacity__answer="no")
    save(ada, coordination__answer="yes", capacity__answer="partly")
    assert kept()[2:] == [("capacity", TODAY, "partly")]
    text = save(ada, coordination__answer="yes", capacity__answer="partly").content.decode()
    assert "Nothing was changed." in text and len(kept()) == 3
    assert "What changed on" in text and "better" in text


def test_an_answer_of_the_same_day_is_corrected_and_may_go_back(cast: Cast, ada: Client) -> None:
    save(ada, EARLIER, capacity__answer="no")
    save(ada, capacity__answer="yes")
    save(ada, capacity__answer="partly")
    assert kept()[1:] == [("capacity", TODAY, "partly")]
    save(ada, capacity__answer="no")
    assert kept() == [("capacity", EARLIER, "no")], "the day says nothing new any more"


def test_an_answer_can_be_taken_back(cast: Cast, ada: Client) -> None:
    save(ada, EARLIER, capacity__answer="no")
    text = save(ada, capacity__answer="").content.decode()
    assert kept()[1:] == [("capacity", TODAY, "")]
    assert re.search(r"Score today</dt><dd>–", text)


def test_evidence_alone_is_a_reason_to_keep_a_record(cast: Cast, ada: Client) -> None:
    save(ada, EARLIER, capacity__answer="yes")
    save(ada, capacity__answer="yes", capacity__evidence="Divi amati")
    assert Assessment.objects.get(date=TODAY).evidence == "Divi amati"


def test_days_to_come_and_no_day_are_refused_and_nothing_is_lost(cast: Cast, ada: Client) -> None:
    answer = save(ada, TODAY + timedelta(days=1), capacity__answer="no", capacity__evidence="Divi amati")
    assert answer.status_code == 422 and "lies in the future" in answer.content.decode()
    assert "Divi amati" in answer.content.decode() and kept() == []
    sent = {"date": "soon", "stamp": ""}
    assert ada.post(f"{PAGE}guarantees/", sent).status_code == 422


def test_somebody_elses_answers_are_not_overwritten_silently(cast: Cast, ada: Client) -> None:
    seen = stamp(ada)
    cast.keep(cast.bo, Assessment(list="guarantees", item="capacity", date=TODAY, answer="yes"))
    answer = save(ada, seen=seen, capacity__answer="no")
    assert answer.status_code == 409 and "Somebody saved answers" in answer.content.decode()
    assert kept() == [("capacity", TODAY, "yes")]
    fresh = re.search(r'name="stamp" value="(\w*)"', answer.content.decode())
    assert fresh
    assert save(ada, seen=fresh[1], capacity__answer="no").status_code == 200
    assert kept() == [("capacity", TODAY, "no")]


def test_a_contributors_answer_counts_and_waits(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    text = save(sign_in(cast.bo), capacity__answer="no").content.decode()
    assert "1 answer waits" in text and not Assessment.objects.get().accepted


def test_the_council_reads_the_answers_without_a_form(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    cast.keep(cast.ada, Assessment(list="lead_person", item="open", date=EARLIER, answer="no"))
    cy = sign_in(cast.cy)
    text = cy.get(f"{PAGE}lead_person/").content.decode()
    assert "Is open to trying" in text and "<fieldset" not in text and "trainings/new" not in text
    assert cy.post(f"{PAGE}lead_person/", {"date": TODAY.isoformat()}).status_code == 403


def test_gaps_lead_to_where_they_are_closed(cast: Cast, ada: Client) -> None:
    text = save(ada, kind="lead_person", knowledge__answer="partly", contact__answer="yes").content.decode()
    assert text.count("trainings/new/?subject=technical") == 1 and text.count("trainings/new/") == 1
    text = save(ada, kind="recommendations", coordinator__answer="no", roles__answer="no").content.decode()
    assert "appointments/new/?post=coordinator" in text and "/administration/raci/" in text


def test_guarantees_stand_beside_what_the_plan_shows(cast: Cast, ada: Client) -> None:
    text = ada.get(f"{PAGE}guarantees/").content.decode()
    assert "0 departments" in text and "No vision is written" in text
    assert "What the plan shows" not in ada.get(f"{PAGE}success/").content.decode()


def test_an_earlier_day_shows_what_held_then(cast: Cast, ada: Client) -> None:
    save(ada, EARLIER, capacity__answer="no")
    save(ada, capacity__answer="yes")
    text = ada.get(f"{PAGE}guarantees/?date={EARLIER.isoformat()}").content.decode()
    assert "The answers as they stood on" in text
    assert re.search(r'value="no"[^>]*checked', text) and not re.search(r'value="yes"[^>]*checked', text)
    assert ada.get(f"{PAGE}guarantees/?date=whenever").status_code == 200
    assert ada.get(f"{PAGE}nobody/").status_code == 404


def test_the_overview_names_every_list_with_its_score(cast: Cast, ada: Client) -> None:
    text = ada.get(PAGE).content.decode()
    assert "9 items, not answered yet." in text
    save(ada, coordination__answer="yes", capacity__answer="partly")
    text = ada.get(PAGE).content.decode()
    assert "75" in text and "Adequate staff capacity and budget" in text
