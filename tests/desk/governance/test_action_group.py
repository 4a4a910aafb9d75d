"""The yearly round: a proposal from its entry to the evaluation, and what a decision needs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from secap.desk.actions.models import Action
from secap.desk.governance.models import Appointment, Group, Proposal, Round
from tests.cast import Cast

ROUND = "/upesciems/administration/action-group/"


@pytest.fixture
def ada(cast: Cast, sign_in) -> Client:  # type: ignore[no-untyped-def]
    return sign_in(cast.ada)


def proposal(cast: Cast, **values: Any) -> Proposal:
    record = cast.keep(cast.ada, Proposal(**{"title": "Saules paneļi", "year": 2026, **values}))
    assert isinstance(record, Proposal)
    return record


def appraised(cast: Cast, **values: Any) -> Proposal:
    return proposal(cast, **{"financial_result": "feasible", "technical_result": "feasible", **values})


def send(client: Client, record: Proposal, stage: str, **values: Any) -> Any:
    record.refresh_from_db()
    sent = {"revision": str(record.revision), **values}
    return client.post(f"{ROUND}{record.uid}/?stage={stage}", sent, follow=True)


def test_a_proposal_goes_through_every_stage(cast: Cast, ada: Client) -> None:
    created = ada.post("/upesciems/administration/proposals/new/", {"year": "2026", "title": "Saules paneļi"})
    record = Proposal.objects.get()
    assert created.headers["Location"] == f"{ROUND}{record.uid}/"
    steps = [
        ("financial", {"financial_result": "feasible", "cost_eur": "186 000"}, "Next: Technical appraisal"),
        ("technical", {"technical_result": "conditional", "technical_note": "Jumts"}, "Next: Decided"),
        ("decided", {"decision": "approved", "decided_on": "2026-09-16", "votes_for": "5",
                     "votes_against": "1", "minutes": "Protokols Nr. 4"}, "Next: In next year’s budget"),
        ("budgeted", {"budget_year": "2027", "budget_eur": "95000"}, "Next: Evaluated"),
        ("evaluated", {"evaluation": "Uzstādīts", "update_proposal": "Vēl trīs jumti"}, "nothing is left"),
    ]  # fmt: skip
    for stage, values, follows in steps:
        text = send(ada, record, stage, **values).content.decode()
        assert follows in text, stage
    record.refresh_from_db()
    assert (record.votes_for, record.budget_year, record.budget_eur) == (5, 2027, 95000.0)
    text = ada.get(f"{ROUND}?year=2026").content.decode()
    assert "95,000" in text and "100" in text and "5 : 1" in text


def test_a_decision_needs_both_appraisals_or_a_reason(cast: Cast, ada: Client) -> None:
    record = proposal(cast, financial_result="feasible")
    answer = send(ada, record, "decided", decision="approved", decided_on="2026-09-16")
    assert answer.status_code == 422 and "Both appraisals come before the decision" in answer.content.decode()
    record.refresh_from_db()
    assert record.decision == ""
    send(ada, record, "decided", decision="approved", decided_on="2026-09-16", minutes="Avārija")
    record.refresh_from_db()
    assert record.decision == "approved"


def test_what_is_not_feasible_is_approved_with_a_reason_only(cast: Cast, ada: Client) -> None:
    record = appraised(cast, technical_result="not_feasible")
    answer = send(ada, record, "decided", decision="approved", decided_on="2026-09-16")
    assert answer.status_code == 422 and "why it is approved nonetheless" in answer.content.decode()
    assert send(ada, record, "decided", decision="rejected", decided_on="2026-09-16").status_code == 200


def test_the_rules_hold_in_the_whole_form_as_well(cast: Cast, ada: Client) -> None:
    record = proposal(cast)
    page = f"/upesciems/administration/proposals/{record.uid}/"
    sent = {"revision": "1", "year": "2026", "title": "Saules paneļi", "decision": "approved"}
    assert ada.post(page, sent).status_code == 422
    answer = ada.post(page, {**sent, "decision": "", "budget_eur": "100"})
    assert answer.status_code == 422 and "Only an approved proposal" in answer.content.decode()


def test_votes_that_do_not_carry_are_saved_and_marked(cast: Cast, ada: Client) -> None:
    record = appraised(cast)
    answer = send(ada, record, "decided", decision="approved", decided_on="2026-09-16", votes_for="2",
                  votes_against="4")  # fmt: skip
    assert "the votes do not carry the decision" in answer.content.decode()
    assert "look again" in ada.get(f"{ROUND}?year=2026").content.decode()


def test_money_comes_after_the_approval(cast: Cast, ada: Client) -> None:
    record = appraised(cast)
    text = ada.get(f"{ROUND}{record.uid}/?stage=budgeted").content.decode()
    assert "Next: Decided" in text and 'name="budget_eur"' not in text
    record = appraised(cast, title="Siltumtrase", decision="approved", cost_eur=42_000.0)
    text = ada.get(f"{ROUND}{record.uid}/").content.decode()
    assert 'name="budget_year" value="2027"' in text, "next year's budget unless said otherwise"
    assert "Approved, but in no budget" in ada.get(f"{ROUND}?year=2026").content.decode()
    early = send(ada, record, "budgeted", budget_year="2024", budget_eur="1")
    assert early.status_code == 422


def test_a_stage_that_was_passed_can_be_corrected(cast: Cast, ada: Client) -> None:
    record = appraised(cast)
    text = ada.get(f"{ROUND}{record.uid}/?stage=financial").content.decode()
    assert 'name="financial_note"' in text
    send(ada, record, "financial", financial_result="conditional", financial_note="Ar aizdevumu")
    record.refresh_from_db()
    assert (record.financial_result, record.technical_result) == ("conditional", "feasible")
    assert send(ada, record, "financial", financial_result="").status_code == 422


def test_two_people_at_once_see_each_other(cast: Cast, ada: Client) -> None:
    record = appraised(cast)
    cast.keep(cast.bo, Proposal.objects.get(pk=record.pk))
    sent = {"revision": "1", "financial_result": "conditional"}
    answer = ada.post(f"{ROUND}{record.uid}/?stage=financial", sent)
    assert answer.status_code == 409 and "saved this while you had it open" in answer.content.decode()


def test_the_council_reads_the_round_and_has_no_forms(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    record = appraised(cast)
    cy = sign_in(cast.cy)
    for page in (f"{ROUND}?year=2026", f"{ROUND}{record.uid}/"):
        text = cy.get(page).content.decode()
        assert "Saules paneļi" in text and "/new/" not in text and "?stage=" not in text
    assert cy.post(f"{ROUND}{record.uid}/?stage=decided", {"decision": "approved"}).status_code == 403


def test_a_proposal_knows_its_action_or_becomes_one(cast: Cast, ada: Client) -> None:
    record = proposal(cast, cost_eur=1500.5, description="Seši jumti", action_number="2.1")
    text = ada.get(f"{ROUND}{record.uid}/").content.decode()
    assert "2.1: no such action in the plan" in text
    assert "actions/new/?title=Saules+pane" in text and "investment_eur=1500.5" in text
    action = cast.keep(cast.ada, Action(number="2.1", title="Jumti"))
    text = ada.get(f"{ROUND}{record.uid}/").content.decode()
    assert f"/upesciems/action/{action.uid}/" in text and "Make an action of it" not in text


def test_a_round_shows_its_meeting_group_and_manager(cast: Cast, ada: Client) -> None:
    text = ada.get(ROUND).content.decode()
    assert "No proposals in the round of" in text and "No action group is entered yet" in text
    cast.keep(cast.ada, Group(name="Rīcības grupa", kind="action_group", mandate="Lemj par projektiem"))
    cast.keep(cast.ada, Round(year=2024, evaluation="Sāktas četras rīcības"))
    post = Appointment(post="energy_manager", person="Toms", act="Rīkojums 7", date=date(2023, 5, 1))
    cast.keep(cast.ada, post)
    text = ada.get(f"{ROUND}?year=2024").content.decode()
    for words in ("Lemj par projektiem", "Sāktas četras", "Toms", "Rīkojums 7"):
        assert words in text
    assert "Sāktas četras" not in ada.get(f"{ROUND}?year=nope").content.decode()


def test_a_deleted_proposal_is_gone_from_its_page_and_its_round(cast: Cast, ada: Client) -> None:
    record = appraised(cast)
    ada.post(f"/upesciems/records/governance.proposal/{record.uid}/delete/", follow=True)
    assert ada.get(f"{ROUND}{record.uid}/").status_code == 404
    assert ada.get("/upesciems/administration/action-group/nothing/").status_code == 404
