"""A poll from its questions to its sums: one answer a link, changeable; single answers erased at the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from secap.desk.stakeholders.models import Poll, PollQuestion
from secap.participation import tally
from secap.participation.models import PollAnswer
from tests.cast import Cast
from tests.participation.outside import Ask, thing, today


def names(poll: Poll) -> list[str]:
    return [f"q-{one.uid}" for one in PollQuestion.objects.filter(poll=poll).order_by("place")]


def filled(poll: Poll, *, choice: int = 0, text: str = "") -> dict[str, str]:
    """A complete answer: the choice, Vējš before Koks, 7 + 3 points."""
    single, ranking, budget, free = names(poll)
    return {
        single: str(choice), f"{ranking}-1": "1", f"{ranking}-2": "2", f"{budget}-0": "7", f"{budget}-1": "3",
        free: text,
    }  # fmt: skip


@pytest.fixture
def poll(cast: Cast) -> Poll:
    return thing(cast, "poll")  # type: ignore[return-value]


def test_a_personal_link_answers_once_and_may_change_it(poll: Poll, ask: Ask, visitor: Client) -> None:
    _link, path = ask("poll", poll)
    assert visitor.post(path, filled(poll)).status_code == 302
    assert visitor.post(path, filled(poll, choice=1)).status_code == 302
    answer = PollAnswer.objects.get()
    assert list(answer.values.values()) == ["Ielas", ["Vējš", "Koks"], {"Skolas": 7, "Ielas": 3}]
    assert b"You have answered already" in visitor.get(path).content


def test_a_shared_link_takes_many_answers_and_shows_nobodys(poll: Poll, ask: Ask, visitor: Client) -> None:
    _link, path = ask("poll", poll, is_shared=True, title="")
    for _ in range(3):
        visitor.post(path, filled(poll, text="Slepens"))
    assert PollAnswer.objects.count() == 3
    assert "Slepens" not in visitor.get(path).content.decode()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda n: {f"{n[1]}-1": "1", f"{n[1]}-2": "1"}, "place 1"),
        (lambda n: {f"{n[1]}-1": "9"}, "from 1 to 3"),
        (lambda n: {f"{n[2]}-0": "9", f"{n[2]}-1": "9"}, "You gave 18 points"),
        (lambda n: {f"{n[2]}-0": "-3"}, "whole numbers"),
        (lambda n: {f"{n[2]}-0": "٣"}, "whole numbers"),
        (lambda n: {n[0]: "7"}, "Answer at least one question"),
        (lambda n: {n[3]: "x" * 2001}, "longer than 2000"),
        (lambda n: {}, "Answer at least one question"),
    ],
)
def test_an_answer_that_does_not_add_up_is_explained(
    change, word, poll: Poll, ask: Ask, visitor: Client
) -> None:  # type: ignore[no-untyped-def]
    page = visitor.post(ask("poll", poll)[1], change(names(poll)))
    assert page.status_code == 422 and word in page.content.decode()
    assert not PollAnswer.objects.exists()


def test_a_required_question_must_be_answered(poll: Poll, ask: Ask, visitor: Client) -> None:
    PollQuestion.objects.filter(kind="single").update(is_required=True)
    said = filled(poll)
    del said[names(poll)[0]]
    assert b"must be answered" in visitor.post(ask("poll", poll)[1], said).content


def test_outside_its_days_a_poll_takes_no_answer(poll: Poll, ask: Ask, visitor: Client) -> None:
    _link, path = ask("poll", poll)
    for dates in (
        {"opens": today() + timedelta(days=2)},
        {"opens": None, "closes": today() - timedelta(days=1)},
    ):
        Poll.objects.update(**dates)
        assert visitor.get(path).status_code == 200
        assert visitor.post(path, filled(poll)).status_code == 409
    assert not PollAnswer.objects.exists()


def test_closing_keeps_sums_and_erases_answers(
    poll: Poll, ask: Ask, cast: Cast, sign_in, visitor: Client
) -> None:  # type: ignore[no-untyped-def]
    _link, path = ask("poll", poll, is_shared=True)
    for number in range(5):
        visitor.post(path, filled(poll, choice=number % 2, text=f"Teksts {number}"))
    ada = sign_in(cast.ada)
    assert "Teksts 1" in ada.get("/upesciems/participation/moderation/").content.decode()
    first, second = PollAnswer.objects.order_by("pk")[:2]
    ada.post(f"/upesciems/participation/moderation/texts/{first.pk}/", {"state": "shown"})
    ada.post(f"/upesciems/participation/moderation/texts/{second.pk}/", {"state": "erased"})
    ada.post(f"/upesciems/participation/polls/{poll.uid}/close/")
    assert not PollAnswer.objects.exists()
    kept = Poll.objects.get()
    counts = [one["counts"] for one in kept.results["questions"]]
    assert kept.is_closed and kept.results["answers"] == 5
    assert counts == [
        {"Skolas": 3, "Ielas": 2}, {"Saule": 0, "Vējš": 15, "Koks": 10},
        {"Skolas": 35, "Ielas": 15, "Mājas": 0}, {},
    ]  # fmt: skip
    for page in (visitor.get(path), ada.get(f"/upesciems/participation/polls/{poll.uid}/")):
        text = page.content.decode()
        assert "Teksts 0" in text and "Teksts 1" not in text and "Teksts 2" not in text
    assert visitor.post(path, filled(poll)).status_code == 409


def test_sums_of_fewer_than_five_are_not_kept(
    poll: Poll, ask: Ask, cast: Cast, sign_in, visitor: Client
) -> None:  # type: ignore[no-untyped-def]
    _link, path = ask("poll", poll, is_shared=True)
    for _ in range(4):
        visitor.post(path, filled(poll))
    ada = sign_in(cast.ada)
    before = ada.get(f"/upesciems/participation/polls/{poll.uid}/").content.decode()
    ada.post(f"/upesciems/participation/polls/{poll.uid}/close/")
    assert [one["counts"] for one in Poll.objects.get().results["questions"]] == [{}, {}, {}, {}]
    assert "Fewer than 5 answers" in ada.get(f"/upesciems/participation/polls/{poll.uid}/").content.decode()
    assert "<progress" not in before  # nor while it is open


def test_questions_are_made_ordered_and_stand_once_answered(
    cast: Cast, poll: Poll, ask: Ask, sign_in, visitor: Client
) -> None:  # type: ignore[no-untyped-def]
    ada, base = sign_in(cast.ada), f"/upesciems/participation/polls/{poll.uid}/"
    said = {"text": "Jauns", "kind": "single", "options": "A\nB", "points": "10"}
    assert ada.post(f"{base}questions/", {**said, "options": "A"}).status_code == 422
    assert ada.post(f"{base}questions/", said).status_code == 302
    new = PollQuestion.objects.get(text="Jauns")
    assert new.place == 5
    ada.post(f"{base}questions/{new.uid}/move/", {"to": "up"})
    assert [one.text for one in PollQuestion.objects.filter(poll=poll).order_by("place")][3] == "Jauns"
    new.refresh_from_db()
    ada.post(f"{base}questions/{new.uid}/", {**said, "text": "Jaunāks", "revision": new.revision})
    assert PollQuestion.objects.filter(text="Jaunāks").exists()
    PollQuestion.objects.get(text="Jaunāks").remove(cast.ada)
    visitor.post(ask("poll", poll)[1], filled(poll))
    ada.post(f"{base}questions/", {**said, "text": "Par vēlu"})
    assert not PollQuestion.objects.filter(text="Par vēlu").exists()


OPTIONS = ("a", "b", "c")


@given(st.lists(st.permutations(OPTIONS), min_size=5, max_size=12))
def test_a_complete_ranking_gives_every_answer_the_same_points(orders: list[list[str]]) -> None:
    question = tally.Question("q", "ranking", OPTIONS)
    told = tally.results([question], [{"q": list(order)} for order in orders])["questions"][0]
    assert sum(told["counts"].values()) == 6 * len(orders)
    assert max(told["counts"].values()) <= 3 * len(orders)


@given(st.lists(st.sampled_from([*OPTIONS, ""]), max_size=12))
def test_votes_are_those_given_or_not_told_at_all(votes: list[str]) -> None:
    question = tally.Question("q", "single", OPTIONS)
    told = tally.results([question], [{"q": vote} for vote in votes])["questions"][0]
    given_votes = [vote for vote in votes if vote]
    assert told["answered"] == len(given_votes)
    expected = len(given_votes) if len(given_votes) >= tally.MIN_ANSWERS else 0
    assert sum(told["counts"].values()) == expected
