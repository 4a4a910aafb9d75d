"""The contact log and its follow-ups, issues with replies, opponents, conflict, plan, methods, evaluation."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from secap.desk.stakeholders.models import (
    Contact,
    ContactEntry,
    EngagementObjective,
    Event,
    Issue,
    Stakeholder,
)
from tests.cast import Cast

BASE = "/upesciems/stakeholders/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


def named(cast: Cast, name: str = "SIA Siltums", **values: object) -> Stakeholder:
    return cast.keep(cast.ada, Stakeholder(name=name, **values))  # type: ignore[return-value]


def logged(cast: Cast, who: Stakeholder, days_ago: int, **values: object) -> ContactEntry:
    day = timezone.localdate() - timedelta(days=days_ago)
    given = {"channel": "email", "response": "no_answer", **values}
    return cast.keep(cast.ada, ContactEntry(stakeholder=who, date=day, **given))  # type: ignore[return-value]


def text_of(client: Client, page: str) -> str:
    answer = client.get(BASE + page)
    assert answer.status_code == 200
    return plain(answer)


def plain(answer: object) -> str:
    return " ".join(html.unescape(answer.content.decode()).replace("\u00a0", " ").split())  # type: ignore[attr-defined]


def test_silence_is_not_a_no_and_another_way_is_suggested(cast: Cast, ada: Client) -> None:
    who = named(cast)
    logged(cast, who, 30)
    logged(cast, who, 16, channel="phone")
    logged(cast, named(cast, "Biedrība"), 2)
    text = text_of(ada, "log/")
    assert "2 tries without an answer" in text
    assert "Silence is not a no: try once more, by another way. <strong>Try: Letter" in text
    assert f"log/new/?stakeholder={who.pk}&channel=letter" in text
    assert "Later (1)" in text, "the other one's day has not come"
    form = text_of(ada, f"log/new/?stakeholder={who.pk}&channel=letter")
    assert '<option value="letter" selected>' in form and f'value="{who.pk}" selected' in form
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in form


def test_a_line_is_added_in_one_go_and_closes_the_follow_up(cast: Cast, ada: Client) -> None:
    who = named(cast)
    logged(cast, who, 30)
    today = timezone.localdate().isoformat()
    sent = {"stakeholder": who.pk, "date": today, "channel": "phone", "response": "yes", "revision": "0"}
    ada.post(BASE + "log/new/", sent)
    assert ContactEntry.objects.count() == 2
    assert "To come back to" not in text_of(ada, "log/")


@pytest.mark.parametrize(
    ("missing", "told"),
    [("refusal", "Don't take just a no"), ("follow_up_on", "Say when to come back")],
)
def test_a_no_has_a_reason_and_a_day_to_return(cast: Cast, ada: Client, missing: str, told: str) -> None:
    who = named(cast)
    sent = {"stakeholder": who.pk, "date": "2026-03-02", "channel": "phone", "response": "no",
            "refusal": "commitment", "follow_up_on": "2026-03-20", "revision": "0"}  # fmt: skip
    answer = ada.post(BASE + "log/new/", {**sent, missing: ""})
    assert answer.status_code == 422 and told in plain(answer)
    assert ada.post(BASE + "log/new/", sent).status_code == 302
    assert "Too much was asked: ask for less" in text_of(ada, "log/")


def test_the_person_must_be_of_the_stakeholder(cast: Cast, ada: Client) -> None:
    who, other = named(cast), named(cast, "Biedrība")
    person = cast.keep(cast.ada, Contact(stakeholder=other, name="Māra"))
    sent = {"stakeholder": who.pk, "contact": person.pk, "date": "2026-03-02", "channel": "phone"}
    answer = ada.post(BASE + "log/new/", {**sent, "revision": "0"})
    assert answer.status_code == 422 and "belongs to another stakeholder" in plain(answer)


def test_whoever_was_deleted_is_not_waited_for(cast: Cast, ada: Client) -> None:
    who = named(cast)
    logged(cast, who, 30)
    who.remove(cast.ada)
    assert "To come back to" not in text_of(ada, "log/")


def test_issues_stand_by_what_is_to_be_done_and_a_reply_answers(cast: Cast, ada: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    late = cast.keep(cast.ada, Issue(text="Troksnis", due=yesterday, raised_by="Valdis"))
    cast.keep(cast.ada, Issue(text="Parks", state="parked"))
    cast.keep(cast.ada, Issue(text="Tarifs", state="answered", reply="Neaugs", due=yesterday))
    text = text_of(ada, "issues/")
    assert text.index("Overdue (1)") < text.index("Parked for another time (1)") < text.index("Answered (1)")
    empty = ada.post(f"{BASE}issues/{late.uid}/reply/", {"reply": "", "revision": late.revision})
    assert empty.status_code == 422
    ada.post(
        f"{BASE}issues/{late.uid}/reply/",
        {"reply": "Mērījumi martā", "replied_on": "2026-03-02", "revision": late.revision},
    )
    late.refresh_from_db()
    assert (late.state, late.reply, late.replied_on) == ("answered", "Mērījumi martā", date(2026, 3, 2))
    assert "Overdue" not in text_of(ada, "issues/").partition("<main")[2]


def test_a_powerful_opponent_without_a_talk_raises_the_alarm_and_ticks_are_kept(
    cast: Cast, ada: Client
) -> None:
    foe = named(cast, "Ciems", support="opposed", power="high")
    named(cast, "Draugs", support="supportive", power="high")
    text = text_of(ada, "opponents/")
    assert "nobody met it one to one in the last 180 days" in text and "Draugs" not in text
    ada.post(f"{BASE}opponents/{foe.uid}/", {"done": ["listen", "watch", "nonsense"]})
    foe.refresh_from_db()
    assert foe.opponent_done == "watch listen"
    logged(cast, foe, 10, channel="one_to_one", response="answered")
    assert "nobody met it one to one" not in text_of(ada, "opponents/")


def test_both_preventive_lists_are_ticked_per_stakeholder(cast: Cast, ada: Client) -> None:
    tense = named(cast, "Ciems", conflict_sources="Ainava")
    named(cast, "Mierīgie")
    text = text_of(ada, "conflicts/")
    assert "Ainava" in text and "0 of 7 done" in text and "Mierīgie" not in text
    ada.post(f"{BASE}conflicts/{tense.uid}/", {"done": ["study", "talk_before"]})
    tense.refresh_from_db()
    assert tense.conflict_done == "study talk_before"
    assert "2 of 7 done" in text_of(ada, "conflicts/")


def test_the_plan_proposes_levels_and_a_row_is_changed(cast: Cast, ada: Client) -> None:
    who = named(cast, power="very_high", interest="high", is_primary=True)
    text = text_of(ada, "plan/")
    assert "Collaborate" in text and "proposed, template: High" in text
    assert "Powerful stakeholders whom nobody has contacted yet: SIA Siltums" in text
    form = text_of(ada, f"plan/{who.uid}/")
    assert "Power and interest propose the level “Collaborate”." in form
    ada.post(f"{BASE}plan/{who.uid}/", {"level": "involve", "form": "formal", "steps": ["vision"],
             "methods": ["workshops"], "contact_every_days": "30", "revision": who.revision})  # fmt: skip
    who.refresh_from_db()
    assert (who.level, who.steps, who.contact_every_days) == ("involve", "vision", 30)
    assert who.power == "very_high" and who.is_primary, "what the form does not ask stays"
    text = text_of(ada, "plan/?level=involve")
    assert "Establishment of the vision" in text and "Workshops and focus groups" in text


def test_the_recommender_answers_a_deep_link_and_says_why(cast: Cast, ada: Client) -> None:
    who = named(cast)
    query = f"?level=involve&audience=20&direction=two&cost=medium&form=formal&for={who.uid}"
    text = text_of(ada, "methods/" + query)
    body = text.partition("<tbody>")[2]
    first = body.partition("</tr>")[0]
    assert "100 %" in first and "suits the level “Involve”" in first and "suits 20 people" in first
    assert f"&invited={who.uid}" in first, "the event is planned with this stakeholder"
    assert body.count("<tr") == 52
    assert text_of(ada, "methods/?q=interv").partition("<tbody>")[2].count("<tr") == 1


@pytest.mark.parametrize(
    "query", ["level=nonsense", "audience=-3", "audience=9999999999", "audience=²", "cost=%00", "for=x'"]
)
def test_nonsense_asks_for_nothing(cast: Cast, ada: Client, query: str) -> None:
    assert text_of(ada, "methods/?" + query).partition("<tbody>")[2].count("<tr") == 52


def test_levels_are_marked_as_unverified(cast: Cast, ada: Client) -> None:
    text = text_of(ada, "levels/")
    assert text.count("unverified") >= 2 and "We carry out what you decide" in text
    assert "Report on the engagement" in text


def test_an_objective_says_which_letters_it_lacks(cast: Cast, ada: Client) -> None:
    one = cast.keep(cast.ada, EngagementObjective(statement="Dati", due=date(2027, 1, 1)))
    text = text_of(ada, f"objectives/{one.uid}/page/")
    assert "What it lacks to be SMART" in text and "Name the stakeholders." in text
    assert "Time-bound</strong>: met" in text
    assert f"events/new/?objective={one.pk}" in text
    assert "Dati" in text_of(ada, "objectives/")


def test_the_evaluation_counts_what_is_known(cast: Cast, ada: Client) -> None:
    assert "Nothing to evaluate yet" in text_of(ada, "evaluation/")
    who = named(cast, type="business", steps="vision")
    logged(cast, who, 5)
    logged(cast, who, 3, response="yes")
    cast.keep(cast.ada, Event(title="A", state="held", date=date(2026, 1, 2), step="vision",
                              attended=who.uid, minutes="x"))  # fmt: skip
    cast.keep(cast.ada, EngagementObjective(statement="Dati", intended="trust", obtained="trust needs",
                                            result="reached", lessons="Agrāk"))  # fmt: skip
    text = text_of(ada, "evaluation/")
    assert "50 %" in text and "1 of 2" in text and "Agrāk" in text
    assert "<dt>People present</dt><dd>–</dd>" in text, "not counted is not zero"


def test_the_council_sees_every_page_without_forms(cast: Cast, sign_in: Callable[..., Client]) -> None:
    named(cast, "Ciems", support="opposed", power="high", conflict_sources="Ainava")
    cast.keep(cast.ada, Issue(text="Troksnis"))
    cy = sign_in(cast.cy)
    for page in (
        "plan/",
        "objectives/",
        "events/",
        "log/",
        "issues/",
        "evaluation/",
        "methods/",
        "opponents/",
        "conflicts/",
    ):
        main = text_of(cy, page).partition("<main")[2].partition("</main>")[0]
        assert 'method="post"' not in main, page
        assert "/new/" not in main, page
