"""The table of actions: narrowed, sorted, added up; several changed at once and taken back."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secap.desk.actions.models import Action, Goal, StageMove
from secap.desk.registry.history import versions
from tests.cast import Cast
from tests.desk.actions.conftest import TABLE, keep

BULK = f"{TABLE}several/"


def titles(answer: Any) -> list[str]:
    return [row.action.title for row in answer.context["rows"]]


def rows(*actions: Action) -> str:
    return " ".join(f"{action.uid}:{action.revision}" for action in actions)


def set_in(client: Client, actions: list[Action], field: str, value: Any, **more: Any) -> Any:
    data = {"rows": rows(*actions), "field": field, "value": value, "apply": "1", **more}
    return client.post(BULK, data, follow=True)


def undo_url(answer: Any) -> str:
    found = re.search(r'action="([^"]*/undo/)"', answer.content.decode())
    assert found, "the message offers to undo"
    return html.unescape(found.group(1))


def now(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)  # type: ignore[no-any-return]


def test_an_empty_plan_offers_ways_to_begin(cast: Cast, ada: Client) -> None:
    page = ada.get(TABLE).content.decode()
    assert "No actions yet" in page and f"{TABLE}new/" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Skolas siltināšana", "Ielu apgaismojums", "Māju atjaunošana"]),
        ("q=SILTIN", ["Skolas siltināšana"]),
        ("sector=public_lighting", ["Ielu apgaismojums"]),
        ("status=ongoing", ["Ielu apgaismojums"]),
        ("stage=commitment", ["Skolas siltināšana"]),
        ("responsible=ALTUM", ["Māju atjaunošana"]),
        ("responsible=-", ["Ielu apgaismojums"]),
        ("goal=-&sector=residential_buildings", ["Māju atjaunošana"]),
        ("kinds=adaptation", []),
        ("sector=nonsense", ["Skolas siltināšana", "Ielu apgaismojums", "Māju atjaunošana"]),
    ],
)
def test_filters(query: str, found: list[str], actions: list[Action], ada: Client) -> None:
    assert sorted(titles(ada.get(f"{TABLE}?{query}"))) == sorted(found)


def test_filters_stay_in_sorting_tabs_and_pages(actions: list[Action], ada: Client) -> None:
    page = html.unescape(ada.get(f"{TABLE}?sector=public_lighting&sort=-t").content.decode())
    assert f'href="{TABLE}?sector=public_lighting&sort=t"' in page
    assert f'href="{TABLE}?sector=public_lighting"' in page, "the tab of the table keeps the filter"


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("number", ["1", "2", "10"]),
        ("-number", ["10", "2", "1"]),
        ("-t", ["1", "2", "10"]),
        ("t", ["2", "1", "10"]),
        ("responsible", ["10", "1", "2"]),
    ],
)
def test_sorting_leaves_the_unknown_to_the_end(
    sort: str, numbers: list[str], actions: list[Action], ada: Client
) -> None:
    answer = ada.get(f"{TABLE}?sort={sort}")
    assert [row.number for row in answer.context["rows"]] == numbers


def test_totals_of_what_is_shown_and_of_all(actions: list[Action], ada: Client) -> None:
    answer = ada.get(f"{TABLE}?sector=public_lighting")
    assert answer.context["shown"].total_t == 20.0
    assert answer.context["everything"].total_t == 85.0
    assert answer.context["everything"].cost_eur == 450_000.0


def test_the_gap_to_the_target_stands_above(actions: list[Action], ada: Client) -> None:
    page = ada.get(TABLE).content.decode()
    assert "missing to the target of 2030" in page


def test_the_preview_says_from_what_to_what(actions: list[Action], ada: Client) -> None:
    data = {"rows": rows(*actions), "field": "status", "value": "ongoing", "preview": "1"}
    page = ada.post(BULK, data).content.decode()
    assert "2 actions would change" in page and "Not started" in page and "Ongoing" in page
    assert now(actions[0]).status == "not_started", "nothing is saved yet"


def test_several_are_changed_with_history_and_taken_back_together(
    actions: list[Action], goal: Goal, cast: Cast, ada: Client
) -> None:
    answer = set_in(ada, actions, "goal", goal.pk)
    assert "2 actions changed." in answer.content.decode(), "one had the goal already"
    assert {now(one).goal for one in actions} == {goal}
    latest = versions(now(actions[1]))[0]
    assert (latest.who, latest.changes[0].label, latest.accepted) == ("Ada", "Goal", True)
    ada.post(undo_url(answer))
    assert [now(one).goal for one in actions] == [goal, None, None]
    assert now(actions[1]).revision == 3


def test_all_that_the_filters_show_can_be_chosen(actions: list[Action], ada: Client) -> None:
    data = {"everything": "1", "query": "status=not_started", "field": "is_key", "value": "1", "preview": "1"}
    answer = ada.post(BULK, data)
    assert answer.context["differing"] == 2
    ada.post(BULK, {"rows": answer.context["rows"], "field": "is_key", "value": "1", "apply": "1"})
    assert [now(one).is_key for one in actions] == [True, False, True]


def test_a_stale_choice_is_refused_as_a_whole_and_told(
    actions: list[Action], cast: Cast, ada: Client
) -> None:
    opened = list(actions)
    school = now(actions[0])
    school.title = "Skolas pilna atjaunošana"
    cast.keep(cast.bo, school)
    answer = set_in(ada, opened, "status", "ongoing")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Skolas siltināšana" in page and "Skolas pilna atjaunošana" in page
    assert {now(one).status for one in actions} == {"not_started", "ongoing"}
    again = {"rows": answer.context["rows"], "field": "status", "value": "ongoing", "apply": "1"}
    ada.post(BULK, again)
    assert {now(one).status for one in actions} == {"ongoing"}


def test_a_change_after_it_is_not_taken_back(actions: list[Action], cast: Cast, ada: Client) -> None:
    answer = set_in(ada, actions, "responsible", "Būvvalde")
    street = now(actions[1])
    street.person = "Anna"
    cast.keep(cast.bo, street)
    ada.post(undo_url(answer))
    assert {now(one).responsible for one in actions} == {"Būvvalde"}


def test_a_contributors_changes_await_acceptance_until_taken_back(actions: list[Action], bo: Client) -> None:
    answer = set_in(bo, actions, "origin", "national")
    assert "marked until the co-ordinator accepts it" in answer.content.decode()
    assert {now(one).accepted for one in actions} == {False}
    bo.post(undo_url(answer))
    assert {now(one).accepted for one in actions} == {True}


def test_a_value_that_cannot_stand_is_refused(actions: list[Action], ada: Client) -> None:
    answer = set_in(ada, actions, "end", "2026-05-01")
    assert answer.status_code == 422 and "must not lie before" in answer.content.decode()
    assert now(actions[1]).end is None, "all or none"


def test_a_stage_is_written_down_with_its_day(actions: list[Action], ada: Client) -> None:
    answer = set_in(ada, actions, "stage", "financing", date="2026-09-01")
    moves = StageMove.objects.filter(action__in=actions)
    assert {(move.stage, move.date, move.who) for move in moves} == {("financing", date(2026, 9, 1), "Ada")}
    assert len(moves) == 3
    ada.post(undo_url(answer))
    assert not StageMove.objects.filter(action__in=actions).exists()
    assert now(actions[0]).stage == "commitment"


def test_nothing_ticked_is_told(actions: list[Action], ada: Client) -> None:
    answer = ada.post(BULK, {"field": "status"}, follow=True)
    assert "Tick the actions" in answer.content.decode()


def test_another_town_cannot_be_reached(actions: list[Action], cast: Cast, ada: Client) -> None:
    foreign = keep(cast, title="Sveša", municipality=cast.elsewhere)
    set_in(ada, [actions[0], foreign], "responsible", "Es")
    assert now(foreign).responsible == ""


def test_more_actions_ask_the_database_no_more_often(
    actions: list[Action], cast: Cast, ada: Client, django_assert_num_queries: Any
) -> None:
    ada.get(TABLE)
    with CaptureQueriesContext(connection) as few:
        ada.get(TABLE)
    for number in range(20):
        keep(cast, number=f"3.{number}", title=f"Ēka {number}", sector="residential_buildings")
    with django_assert_num_queries(len(few)):
        assert len(titles(ada.get(TABLE))) == 23
