"""Board, schedule, workload, priorities, coverage, finance, checks."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from secap.desk.actions.models import (
    Action,
    Appraisal,
    Effect,
    Financing,
    FundingProgramme,
    Goal,
    StageMove,
)
from tests.cast import Cast

BASE = "/upesciems/actions/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


def add(cast: Cast, number: str, *, t: float | None = None, **values: object) -> Action:
    given = {"title": f"Action {number}", "sector": "residential_buildings", **values}
    action = Action(number=number, **given)
    cast.keep(cast.ada, action)
    if t is not None:
        effect = Effect(calculator="stated", inputs={"avoided_t": t, "reason": "study"}, action=action)
        cast.keep(cast.ada, effect)
    return action


def move(client: Client, action: Action, stage: str, **more: str) -> str:
    answer = client.post(f"{BASE}board/{action.uid}/move/", {"stage": stage, **more}, follow=True)
    return html.unescape(answer.content.decode())


def columns(client: Client, **query: str) -> dict[str, list[str]]:
    found = client.get(f"{BASE}board/", query).context["columns"]
    return {column.code: [line.action.id for line in column.lines] for column in found if column.lines}


def test_a_move_on_the_board_is_recorded_with_day_and_name(ada: Client, cast: Cast) -> None:
    action = add(cast, "1")
    assert columns(ada) == {"": ["1"]}
    assert "now in the stage “Research / development”" in move(ada, action, "research")
    assert columns(ada) == {"research": ["1"]}
    one = StageMove.objects.get()
    assert (one.action, one.stage, one.date, one.who) == (action, "research", timezone.localdate(), "Ada")


def test_a_move_can_be_undone_once(ada: Client, cast: Cast) -> None:
    action = add(cast, "1", stage="commitment")
    text = move(ada, action, "financing")
    undo = f"{BASE}board/{action.uid}/undo/"
    assert undo in text
    ada.post(undo)
    assert columns(ada) == {"commitment": ["1"]}
    assert not StageMove.objects.exists()
    answer = ada.post(undo, follow=True)
    assert "changed since" in answer.content.decode()
    assert columns(ada) == {"commitment": ["1"]}


def test_back_to_not_begun_and_nowhere(ada: Client, cast: Cast) -> None:
    action = add(cast, "1", stage="commitment")
    move(ada, action, "")
    assert columns(ada) == {"": ["1"]}
    assert not StageMove.objects.exists()
    assert "already" in move(ada, action, "no such stage")


def test_the_board_keeps_the_filters(ada: Client, cast: Cast) -> None:
    first, _second = add(cast, "1"), add(cast, "2", sector="transport")
    assert columns(ada, sector="transport") == {"": ["2"]}
    here = f"{BASE}board/?sector=residential_buildings"
    answer = ada.post(f"{BASE}board/{first.uid}/move/", {"stage": "approval", "next": here})
    assert answer.headers["Location"] == f"{here}#action-{first.uid}"


def test_a_contributors_move_waits_for_acceptance(cast: Cast, sign_in: Callable[..., Client]) -> None:
    action = add(cast, "1")
    move(sign_in(cast.bo), action, "approval")
    action.refresh_from_db()
    assert (action.stage, action.accepted) == ("approval", False)


def test_the_schedule_shows_dated_actions_and_names_the_others(ada: Client, cast: Cast) -> None:
    today = timezone.localdate()
    add(cast, "1", start=today - timedelta(days=500), end=today - timedelta(days=100))
    add(cast, "2", start=today - timedelta(days=5), end=today + timedelta(days=100), stage="implementation")
    add(cast, "3")
    context = ada.get(f"{BASE}schedule/").context
    assert {line.action.id: state for _group, line, _full, state in context["rows"]} == {
        "1": "late",
        "2": "running",
    }
    assert [line.action.id for line in context["undated"]] == ["3"]
    figure = context["figure"]
    assert "2 actions" in figure.alt
    assert "in work: 1; past their end and not completed: 1" in figure.alt
    assert len(figure.rows) == 2


def test_many_actions_are_paged(ada: Client, cast: Cast) -> None:
    for number in range(45):
        add(cast, f"{number:02}", start=date(2027, 1, 1), end=date(2028, 1, 1))
    assert len(ada.get(f"{BASE}schedule/").context["rows"]) == 40
    assert len(ada.get(f"{BASE}schedule/", {"page": 2}).context["rows"]) == 5


def test_workload_by_person_structure_source_and_year(ada: Client, cast: Cast) -> None:
    action = add(
        cast, "1", responsible="Housing", person="Ilze", staff_fte=0.5, investment_eur=100_000.0,
        start=date(2027, 1, 1), end=date(2028, 12, 31),
    )  # fmt: skip
    cast.keep(cast.ada, Financing(action=action, source="own", percent=60))
    context = ada.get(f"{BASE}workload/").context
    (_code, people), (_code, structures) = context["staff_tables"]
    assert [(row.name, row.values) for row in people.rows] == [("Ilze", (0.5, 0.5))]
    assert [(row.name, row.total) for row in structures.rows] == [("Housing", 0.5)]
    money = context["by_source"]
    assert money.years == [2027, 2028]
    assert [row.total for row in money.rows] == [pytest.approx(60_000), pytest.approx(40_000)]


def weights(**given: float) -> dict[str, str]:
    return {
        "revision": "0", "discount_rate_percent": "4", "price_year": "2026",
        **{f"weight-{code}": str(value) for code, value in given.items()},
    }  # fmt: skip


def ranked(client: Client) -> list[str]:
    return [row.action.id for row in client.get(f"{BASE}priorities/").context["rows"]]


def test_weights_change_the_ranking(ada: Client, cast: Cast) -> None:
    add(cast, "big", t=1000.0, investment_eur=5_000_000.0)
    add(cast, "cheap", t=100.0, investment_eur=1_000.0)
    ada.post(f"{BASE}priorities/weights/", weights(emissions_t=10))
    assert ranked(ada) == ["big", "cheap"]
    revision = str(Appraisal.objects.get().revision)
    ada.post(f"{BASE}priorities/weights/", {**weights(eur_per_t=10), "revision": revision})
    assert ranked(ada) == ["cheap", "big"]
    assert Appraisal.objects.get().price_year == 2026


def test_wrong_weights_are_refused(ada: Client, cast: Cast) -> None:
    add(cast, "1", t=1.0)
    for wrong in (weights(emissions_t=-1), weights(), {**weights(), "weight-speed": "much"}):
        assert ada.post(f"{BASE}priorities/weights/", wrong).status_code == 422
    assert not Appraisal.objects.exists()


def test_scores_are_saved_and_an_open_one_stays_unknown(ada: Client, cast: Cast) -> None:
    action = add(cast, "1", t=1.0)
    form = {
        f"{action.uid}:revision": "1",
        f"{action.uid}:feasibility": "high",
        f"{action.uid}:policy_alignment": "5",
        f"{action.uid}:best_technology": "",
        f"{action.uid}:avoids_lock_in": "9",
    }
    ada.post(f"{BASE}priorities/scores/", form)
    action.refresh_from_db()
    assert (action.feasibility, action.scores) == ("high", {"policy_alignment": 5})
    (row,) = ada.get(f"{BASE}priorities/").context["rows"]
    assert 0 < row.known_share < 1
    answer = ada.post(
        f"{BASE}priorities/scores/", {**form, f"{action.uid}:policy_alignment": "1"}, follow=True
    )
    assert "Somebody has just changed this" in answer.content.decode()


def test_key_actions_are_counted(ada: Client, cast: Cast) -> None:
    action = add(cast, "1")
    ada.post(f"{BASE}priorities/{action.uid}/key/", {"key": "1"})
    assert ada.get(f"{BASE}priorities/").context["key_count"] == 1
    ada.post(f"{BASE}priorities/{action.uid}/key/", {"key": "0"})
    assert ada.get(f"{BASE}priorities/").context["key_count"] == 0


def test_coverage_counts(ada: Client, cast: Cast) -> None:
    add(cast, "1", t=10.0, sector="municipal_buildings")
    add(cast, "2", t=30.0, kinds="mitigation adaptation", hazards="heat_wave", vulnerable_groups="elderly")
    add(cast, "3", kinds="adaptation", hazards="heat_wave", sector="other", is_maladaptive=True)
    add(cast, "4", status="cancelled", hazards="heat_wave", t=99.0)
    context = ada.get(f"{BASE}coverage/").context
    sectors = {one.sector: one for _label, one in context["sectors"]}
    assert sectors["residential_buildings"].actions == 1
    assert sectors["residential_buildings"].share_of_actions == pytest.approx(0.75)
    assert {one.code: one.count for one in context["hazards"] if one.count} == {"heat_wave": 2}
    assert {one.code: one.count for one in context["groups"] if one.count} == {"elderly": 1}
    assert {one.kinds: one.count for one in context["overlaps"] if one.count} == {
        ("mitigation",): 1,
        ("adaptation",): 1,
        ("mitigation", "adaptation"): 1,
    }
    assert [one.id for one in context["maladaptive"]] == ["3"]
    assert all(rule.is_met for _label, rule, _plans in context["rules"])
    assert len(context["components"]) == 7


def test_finance_tells_what_is_covered_and_which_programme_fits(ada: Client, cast: Cast) -> None:
    today = timezone.localdate()
    action = add(cast, "1", investment_eur=1000.0, area="building_envelope")
    cast.keep(cast.ada, Financing(action=action, source="own", eur=400.0, is_secured=True))
    for title, days in (("Late", 300), ("Soon", 30), ("Over", -3)):
        record = FundingProgramme(
            title=title, areas="building_envelope", deadline=today + timedelta(days=days)
        )
        cast.keep(cast.ada, record)
    cast.keep(cast.ada, FundingProgramme(title="Roads", sectors="transport"))
    context = ada.get(f"{BASE}finance/").context
    assert (context["cost"], context["covered"], context["secured"], context["gap"]) == (1000, 400, 400, 600)
    rows = [(row.record.title, [one.number for one in row.actions]) for row in context["programmes"]]
    assert rows == [("Soon", ["1"]), ("Late", ["1"]), ("Roads", []), ("Over", ["1"])]


def test_findings_name_the_action_and_lead_to_it(ada: Client, cast: Cast) -> None:
    action = add(cast, "1")
    cast.keep(cast.ada, Effect(calculator="energy_saving", inputs={"carrier": "coal"}, action=action))
    cast.keep(cast.ada, Goal(title="Less heat"))
    answer = ada.get(f"{BASE}checks/")
    text = html.unescape(answer.content.decode())
    found = [finding for _severity, rows in answer.context["groups"] for finding, _ways in rows]
    assert "actions.effect" in {finding.id for finding in found}
    assert f"/upesciems/action/{action.uid}/" in text
    severities = [severity.value for severity, _rows in answer.context["groups"]]
    assert severities == [one for one in ("error", "warning", "info") if one in severities]
    keys = [(finding.id, finding.place(), str(finding.message)) for finding in found]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "page", ["board", "schedule", "workload", "priorities", "coverage", "finance", "checks"]
)
@pytest.mark.parametrize("language", ["lv", "en"])
def test_pages_open_without_actions_and_in_both_languages(page: str, language: str, ada: Client) -> None:
    answer = ada.get(f"{BASE}{page}/", headers={"accept-language": language})
    assert answer.status_code == 200
