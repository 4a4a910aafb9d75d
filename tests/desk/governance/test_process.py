"""The pages of the ten steps: board, step, roles matrix, what is asked of whom, the gates of the forms."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secap.desk.actions.models import Action
from secap.desk.governance.models import Approval, StepState, Submission, Task
from secap.desk.inventory.models import EnergyUse, Inventory
from secap.desk.risk.models import Hazard
from tests.cast import Cast

STEPS = "/upesciems/steps/"
SignIn = Callable[..., Client]
APPROVAL = {"body": "Dome", "act": "12", "date": "2026-05-20", "budget_year": "2026", "budget_eur": "50 000"}


@pytest.fixture
def ada(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def cy(cast: Cast, sign_in: SignIn) -> Client:
    """Of the council: reads."""
    return sign_in(cast.cy)


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.content.decode()).replace("\u00a0", " ").split())


def main_of(page: str) -> str:
    """Return the page without its frame, which holds the way to every page."""
    return page.split("<main")[1].split("</main>")[0]


def make_ready(cast: Cast) -> None:
    """Give the town what its council wants to see before it decides."""
    year = cast.keep(cast.ada, Inventory(year=2019, is_bei=True))
    use = EnergyUse(inventory=year, sector="residential_buildings", carrier="natural_gas", amount=10.0)
    cast.keep(cast.ada, use)
    cast.keep(cast.ada, Hazard(hazard="river_flood", probability="high", impact="high"))
    for title, kind in [("Skolas", "mitigation"), ("Dambis", "adaptation")]:
        cast.keep(cast.ada, Action(title=title, kinds=kind))


def test_the_board_shows_ten_steps_and_what_the_gate_lacks(ada: Client) -> None:
    page = text_of(ada, STEPS)
    assert page.count('class="step-card ') == 10
    assert "0 of 3" in page
    assert "There is no adaptation action." in page
    assert "Nobody has set a date yet" in page


def test_the_tasks_of_a_step_are_taken_with_who_and_when(ada: Client) -> None:
    sent = {
        "support_council-use": "on",
        "support_administration-responsible": "Anna",
        "support_administration-email": "anna@example.org",
        "support_administration-due": "2026-06-01",
    }
    answer = ada.post(f"{STEPS}support/take/", sent, follow=True)
    assert "2 tasks taken." in answer.content.decode()
    tasks = {one.template: one for one in Task.objects.all()}
    assert set(tasks) == {"support_council", "support_administration"}
    assert tasks["support_administration"].responsible == "Anna"
    assert tasks["support_administration"].due == date(2026, 6, 1)
    assert tasks["support_council"].actors == "council"
    ada.post(f"{STEPS}support/take/", sent)  # the page was open twice
    assert Task.objects.count() == 2


@pytest.mark.parametrize("sent", [{}, {"support_council-email": "anna"}])
def test_nothing_is_taken_without_a_tick_or_with_a_wrong_address(ada: Client, sent: dict[str, str]) -> None:
    answer = ada.post(f"{STEPS}support/take/", sent)
    assert answer.status_code == 422
    assert "Nothing is saved." in answer.content.decode()
    assert not Task.objects.exists()


def test_a_task_is_ticked_off_and_the_message_takes_it_back(ada: Client, cast: Cast) -> None:
    task = cast.keep(cast.ada, Task(step="support", template="support_council", actors="council"))
    answer = ada.post(f"{STEPS}tasks/{task.uid}/tick/", {"next": f"{STEPS}support/"}, follow=True)
    task.refresh_from_db()
    assert (task.state, task.done_on) == ("done", timezone.localdate())
    assert f"{STEPS}tasks/{task.uid}/untick/" in answer.content.decode()
    ada.post(f"{STEPS}tasks/{task.uid}/untick/")
    task.refresh_from_db()
    assert (task.state, task.done_on) == ("open", None)


def test_a_tick_never_leads_to_another_site(ada: Client, cast: Cast) -> None:
    task = cast.keep(cast.ada, Task(step="support", title="Darbs", actors="council"))
    answer = ada.post(f"{STEPS}tasks/{task.uid}/tick/", {"next": "https://example.com/"})
    assert answer["Location"] == f"{STEPS}support/#task-{task.uid}"


def test_a_contributors_tick_counts_and_waits_for_acceptance(cast: Cast, sign_in: SignIn) -> None:
    task = cast.keep(cast.ada, Task(step="support", title="Darbs", actors="council"))
    sign_in(cast.bo).post(f"{STEPS}tasks/{task.uid}/tick/")
    task.refresh_from_db()
    assert (task.state, task.accepted) == ("done", False)


def test_an_approval_is_refused_until_inventory_risks_and_actions_exist(ada: Client, cast: Cast) -> None:
    answer = ada.post(f"{STEPS}approvals/new/", APPROVAL)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "The plan can't be approved yet." in page
    assert "There is no mitigation action." in page
    assert "Rate the hazards: Risk and vulnerability > Hazards." in page
    assert not Approval.objects.exists()
    make_ready(cast)
    assert ada.post(f"{STEPS}approvals/new/", APPROVAL).status_code == 302
    assert Approval.objects.get().budget_eur == 50_000


def test_an_approval_that_stands_can_be_corrected_whatever_the_plan_lacks(ada: Client, cast: Cast) -> None:
    record = cast.keep(cast.ada, Approval(body="Dome", act="1", date=date(2026, 5, 20)))
    sent = {**APPROVAL, "act": "12/3", "revision": str(record.revision)}
    assert ada.post(f"{STEPS}approvals/{record.uid}/", sent).status_code == 302
    assert Approval.objects.get().act == "12/3"


def test_a_submission_needs_an_approval_of_that_day_with_a_budget(ada: Client, cast: Cast) -> None:
    make_ready(cast)
    url = f"{STEPS}submissions/new/"
    assert ada.post(url, {"date": "2026-05-21"}).status_code == 422
    approval = cast.keep(cast.ada, Approval(body="Dome", act="1", date=date(2026, 5, 20)))
    assert b"No decision holds the budget" in ada.post(url, {"date": "2026-05-21"}).content
    approval.budget_eur = 9.0
    cast.keep(cast.ada, approval)
    assert ada.post(url, {"date": "2026-05-19"}).status_code == 422
    assert ada.post(url, {"date": "2026-05-21"}).status_code == 302
    assert Submission.objects.count() == 1


def test_the_step_of_the_approval_is_not_done_against_its_gate(ada: Client, cast: Cast) -> None:
    sent = {"step": "approval", "round": "1", "state": "done"}
    answer = ada.post(f"{STEPS}step-states/new/", sent)
    assert answer.status_code == 422
    assert b"The step can&#x27;t be done yet." in answer.content
    answer = ada.post(f"{STEPS}step-states/new/", {**sent, "state": "under_way", "due": "2026-09-01"})
    assert answer["Location"] == f"{STEPS}approval/"
    assert StepState.objects.get().due == date(2026, 9, 1)


def test_a_step_page_leads_to_where_each_proof_is_entered(ada: Client) -> None:
    page = text_of(ada, f"{STEPS}assessment/")
    for name in ["inventory:index", "risk:index", "inventory:data-sets"]:
        assert f'href="{reverse(name, args=["upesciems"])}">' in main_of(page), name
    assert "Not met:" in page
    assert "Not known:" in page
    assert ada.get(f"{STEPS}nonsense/").status_code == 404


def test_the_step_of_the_work_leads_to_exchange_and_funding(ada: Client) -> None:
    page = main_of(text_of(ada, f"{STEPS}implementation/"))
    for name in ["targets:cooperation", "actions:funding"]:
        assert f'href="{reverse(name, args=["upesciems"])}">' in page, name


def test_the_council_reads_without_forms(cy: Client, cast: Cast) -> None:
    cast.keep(cast.ada, StepState(step="commitment", state="under_way", due=date(2026, 9, 1)))
    cast.keep(cast.ada, Task(step="commitment", template="commitment_council", actors="council",
                             responsible="Priekšsēdētāja", due=date(2026, 8, 1)))  # fmt: skip
    page = text_of(cy, f"{STEPS}for/council/")
    assert "Give the administration the first impulse to start the process" in page
    assert "Priekšsēdētāja" in page
    for url in [STEPS, f"{STEPS}commitment/", f"{STEPS}roles/", f"{STEPS}for/council/"]:
        assert 'method="post"' not in main_of(text_of(cy, url)), url
    assert "for/council/" in text_of(cy, "/upesciems/")


def test_the_roles_matrix_tells_what_is_taken_and_can_be_narrowed(ada: Client, cast: Cast) -> None:
    cast.keep(cast.ada, Task(step="support", template="support_council", actors="council", state="done"))
    cast.keep(cast.ada, Task(step="support", title="Sava doma", actors="administration council"))
    page = text_of(ada, f"{STEPS}roles/")
    assert page.count("Sava doma") == 2
    done = text_of(ada, f"{STEPS}roles/?actor=council&state=done")
    assert "Give the impulse for stakeholder participation" in done
    assert "Sava doma" not in done
    assert "No task is like that" in text_of(ada, f"{STEPS}roles/?state=not_applicable")


def test_a_new_round_begins_after_the_tenth_step_and_the_old_one_stays(ada: Client, cast: Cast) -> None:
    ada.post(f"{STEPS}next-round/")
    assert not StepState.objects.exists()
    cast.keep(cast.ada, StepState(step="vision", state="under_way", evidence="Protokols 7"))
    cast.keep(cast.ada, StepState(step="reporting", state="not_applicable"))
    assert "Begin the next round" in text_of(ada, STEPS)
    ada.post(f"{STEPS}next-round/")
    assert StepState.objects.get(round=2).step == "commitment"
    assert "Protokols 7" not in text_of(ada, f"{STEPS}vision/")
    old = text_of(ada, f"{STEPS}vision/?round=1")
    assert "Protokols 7" in old
    assert "It can be read, not changed" in old
    assert ada.get(f"{STEPS}?round=99").status_code == 200
    ada.post(f"{STEPS}next-round/")
    assert not StepState.objects.filter(round=3).exists()


def test_home_tells_where_the_process_stands_and_what_is_mine(cast: Cast, sign_in: SignIn) -> None:
    cast.keep(cast.ada, Task(step="vision", title="Uzrakstīt vīziju", actors="administration",
                             email="bo@example.org", due=date(2026, 6, 1)))  # fmt: skip
    mine = text_of(sign_in(cast.bo), "/upesciems/")
    assert "Step 1 of 10" in mine
    assert "My tasks" in mine
    assert "Uzrakstīt vīziju" in mine
    assert "My tasks" not in text_of(sign_in(cast.cy), "/upesciems/")


def test_no_page_asks_the_database_once_per_task(
    ada: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        cast.keep(cast.ada, Task(step="support", title=f"Darbs {number}", actors="council"))
    for url in [STEPS, f"{STEPS}support/", f"{STEPS}roles/", f"{STEPS}for/council/"]:
        ada.get(url)
        with django_assert_max_num_queries(150):
            ada.get(url)
