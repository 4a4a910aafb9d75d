"""The SMART assistant on a poor action and on a goal."""

from __future__ import annotations

from django.test import Client

from secap.desk.actions.models import Action, Goal
from tests.cast import Cast
from tests.desk.actions.conftest import edit_of, keep, page_of


def test_a_poor_action_is_told_what_is_missing_with_links(inventory: object, cast: Cast, ada: Client) -> None:
    poor = keep(cast, title="Kaut ko darīt")
    answer = ada.get(f"{page_of(poor)}smart/")
    page = answer.content.decode()
    assert answer.context["assessment"].score is None, "what nobody answered is not scored"
    for name in ("description", "why", "responsible", "risks", "investment_eur", "start"):
        assert f'href="{edit_of(poor)}#id_{name}"' in page
    assert f'href="{page_of(poor)}indicators/"' in page
    assert page.count("<fieldset") == 17


def test_answers_are_saved_scored_and_come_back(actions: list[Action], bo: Client) -> None:
    url = f"{page_of(actions[0])}smart/"
    cells = {"answer-S1": "yes", "text-S1": "Siltinām skolu", "answer-S2": "no", "text-M1": "Vēl nezinām"}
    page = bo.post(url, {**cells, "revision": str(actions[0].revision)}, follow=True)
    assert page.status_code == 200
    saved = Action.objects.get(pk=actions[0].pk)
    assert saved.smart["S1"] == {"answer": "yes", "text": "Siltinām skolu"}
    assert saved.smart["M1"] == {"answer": "", "text": "Vēl nezinām"}
    assert not saved.accepted
    assert page.context["assessment"].letter("S").score == 0.5
    assert "Siltinām skolu" in page.content.decode()


def test_other_peoples_answers_are_not_overwritten_but_other_fields_may_change(
    actions: list[Action], cast: Cast, ada: Client
) -> None:
    school = actions[0]
    opened = school.revision
    url = f"{page_of(school)}smart/"
    school.person = "Anna"
    cast.keep(cast.bo, school)
    assert ada.post(url, {"answer-S1": "yes", "revision": str(opened)}).status_code == 302
    fresh = Action.objects.get(pk=school.pk)
    assert (fresh.person, fresh.smart["S1"]["answer"]) == ("Anna", "yes")
    answer = ada.post(url, {"answer-S1": "no", "text-S1": "Mans", "revision": str(opened)})
    assert answer.status_code == 409 and "Mans" in answer.content.decode()
    assert Action.objects.get(pk=school.pk).smart["S1"]["answer"] == "yes"


def test_a_goal_is_assessed_too(goal: Goal, inventory: object, ada: Client) -> None:
    url = f"/upesciems/strategy/goals/{goal.uid}/smart/"
    page = ada.get(url).content.decode()
    assert f"/upesciems/strategy/goals/{goal.uid}/#id_indicator" in page
    ada.post(url, {"answer-T1": "yes", "revision": str(goal.revision)})
    assert Goal.objects.get(pk=goal.pk).smart == {"T1": {"answer": "yes", "text": ""}}


def test_readers_read_and_cannot_answer(actions: list[Action], cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    council = sign_in(cast.cy)
    url = f"{page_of(actions[0])}smart/"
    assert council.get(url).status_code == 200
    assert council.post(url, {"answer-S1": "yes"}).status_code == 403
