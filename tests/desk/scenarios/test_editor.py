"""The pages of the scenarios: side by side, a new one, the editor with its preview, and saving."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from secap.desk.actions.models import Action
from secap.desk.registry.whole import whole
from secap.desk.scenarios.models import ActionSwitch, PathPoint, Scenario, ScenarioSettings
from tests.cast import Cast
from tests.desk.scenarios.conftest import ALL, page_of


def typed(client: Client, scenario: Scenario, **changes: Any) -> dict[str, Any]:
    """Return what a browser would send from the editor as it is opened, with changes (None: left out)."""
    context = client.get(page_of(scenario)).context
    data: dict[str, Any] = {
        "stamp": context["stamp"],
        "shown-actions": context["shown_actions"],
        "point-count": str(context["row_count"]),
    }
    for field in context["form"]:
        value = field.value()
        data[field.html_name] = "" if value is None else str(value)
    for row in context["rows"]:
        for field in row:
            value = field.value()
            data[field.html_name] = "" if value is None else str(value)
        data[row.uid] = row.instance.uid if row.instance.pk else ""
    for row in context["switch_rows"]:
        if row.switch.is_on:
            data[f"on-{row.switch.uid}"] = "1"
        data[f"year-{row.switch.uid}"] = row.switch.year
    data.update(changes)
    return {name: value for name, value in data.items() if value is not None}


def test_side_by_side_shows_the_usual_scenarios_and_own_ones(ada: Client, warm: Scenario) -> None:
    answer = ada.get(ALL)
    assert answer.status_code == 200
    rows = {row["one"].uid: row for row in answer.context["rows"]}
    assert list(rows) == ["frozen", "bau", "plan", warm.uid]
    frozen, usual, planned = (rows[uid]["one"] for uid in ("frozen", "bau", "plan"))
    assert frozen.total_t(2030) == pytest.approx(frozen.total_t(2019))
    assert usual.total_t(2050) < frozen.total_t(2050)
    assert planned.total_t(2030) < usual.total_t(2030)
    assert rows["frozen"]["distances"][0].distance_t == pytest.approx(0.2 * frozen.total_t(2019))
    assert planned.cost_eur > 0 and frozen.cost_eur == 0
    assert "Nothing changes" in answer.content.decode()
    figure = answer.context["figure"]
    assert len(figure.header) == 6 and "2030" in {row[0] for row in figure.rows}


def test_without_an_inventory_the_page_says_what_to_do(cast: Cast, sign_in: Any) -> None:
    client = sign_in(cast.ada)
    for url in (
        ALL,
        ALL + "compare/",
        page_of("plan"),
        page_of("plan") + "actions/",
        page_of("plan") + "iamc/",
    ):
        answer = client.get(url)
        assert answer.status_code == 200 and b"Inventories" in answer.content, url


def test_a_new_one_from_an_archetype_shows_what_is_copied(ada: Client, town: Cast) -> None:
    page = ada.get(ALL + "new/", {"from": "archetype:energy_efficiency"})
    assert {point["year"] for point in page.context["points"]} == {"2050"}
    assert not Scenario.objects.exists()
    answer = ada.post(ALL + "new/?from=archetype:energy_efficiency", {"title": "Taupīgā"})
    scenario = Scenario.objects.get()
    assert answer.headers["Location"] == page_of(scenario)
    assert scenario.archetype == "energy_efficiency"
    assert scenario.pathpoints.count() == len(page.context["points"])
    assert ada.post(ALL + "new/?from=archetype:energy_efficiency", {"title": ""}).status_code == 422
    assert ada.get(ALL + "new/?from=archetype:nonsense").status_code == 404
    assert ada.get(ALL + "new/?from=copy:nonsense").status_code == 404


def test_a_copy_has_the_same_result_and_can_be_deleted_and_brought_back(
    ada: Client, town: Cast, warm: Scenario
) -> None:
    ada.post(page_of(warm) + "copy/")
    copy = Scenario.objects.exclude(pk=warm.pk).get()
    rows = {row["one"].uid: row["one"] for row in ada.get(ALL).context["rows"]}
    assert rows[copy.uid].total_t(2040) == pytest.approx(rows[warm.uid].total_t(2040))
    kind = ["upesciems", "scenarios.scenario", copy.uid]
    ada.post(reverse("registry:delete", args=kind))
    copy.refresh_from_db()
    assert copy.deleted_at
    assert copy.uid not in {row["one"].uid for row in ada.get(ALL).context["rows"]}
    ada.post(reverse("registry:restore", args=kind))
    assert copy.uid in {row["one"].uid for row in ada.get(ALL).context["rows"]}


def test_a_usual_scenario_can_be_copied_not_changed(ada: Client, town: Cast) -> None:
    page = ada.get(page_of("plan"))
    assert page.status_code == 200 and b"data-editor" not in page.content
    assert ada.post(page_of("plan") + "save/", {}).status_code == 404
    ada.post(page_of("plan") + "copy/")
    scenario = Scenario.objects.get()
    plan = whole(town.town)
    assert plan.scenario_model(plan.scenarios[0]).pathway().total_t[0, -1] == pytest.approx(
        plan.scenario_model(plan.usual_scenarios[2]).pathway().total_t[0, -1]
    )
    assert scenario.title == "The plan (copy)"


def test_the_preview_follows_the_form_and_saves_nothing(
    ada: Client, warm: Scenario, actions: list[Action]
) -> None:
    before = ada.get(page_of(warm)).context["one"].total_t(2050)
    data = typed(ada, warm, **{"point-0-value": "25", f"on-{actions[0].uid}": "1"})
    answer = ada.post(page_of(warm) + "preview/", data, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert b"<html" not in answer.content and b'id="scenario-result"' in answer.content
    assert answer.context["shown"].total_t(2050) < before
    assert PathPoint.objects.get().value == 50
    assert ActionSwitch.objects.get().is_on is False
    # the figures agree with those of the saved form
    ada.post(page_of(warm) + "save/", data)
    assert ada.get(page_of(warm)).context["one"].total_t(2050) == pytest.approx(
        answer.context["shown"].total_t(2050)
    )


def test_without_script_the_whole_page_comes_back_with_what_was_typed(ada: Client, warm: Scenario) -> None:
    before = ada.get(page_of(warm)).context["one"].total_t(2050)
    answer = ada.post(page_of(warm) + "preview/", typed(ada, warm, **{"point-0-value": "25"}))
    assert answer.context["one"].total_t(2050) < before
    assert 'value="25"' in answer.content.decode() and "Not saved yet" in answer.content.decode()
    assert answer.context["stamp"] == ada.get(page_of(warm)).context["stamp"]
    assert PathPoint.objects.get().value == 50


def test_the_preview_says_what_is_wrong(ada: Client, warm: Scenario) -> None:
    data = typed(ada, warm, **{"point-1-quantity": "factor", "point-1-year": "2040", "point-1-value": "x"})
    text = ada.post(page_of(warm) + "preview/", data).content.decode()
    assert "Row 2 of the paths, Value" in text and "Row 2 of the paths, Energy carrier" in text


def test_saving_changes_points_and_switches_at_once(
    ada: Client, warm: Scenario, actions: list[Action]
) -> None:
    data = typed(
        ada, warm,
        **{
            "title": "Cita",
            "point-0-remove": "1",
            "point-1-quantity": "factor", "point-1-carrier": "electricity", "point-1-year": "2040",
            "point-1-value": "0,05", "point-1-low": "0,02", "point-1-high": "0,1", "point-1-source": "TSO",
            f"on-{actions[0].uid}": "1",
            f"year-{actions[1].uid}": "2031",
        },
    )  # fmt: skip
    answer = ada.post(page_of(warm) + "save/", data)
    assert answer.headers["Location"] == page_of(warm)
    warm.refresh_from_db()
    assert warm.title == "Cita"
    point = PathPoint.objects.get()
    assert (point.quantity, point.carrier, point.year, point.value) == ("factor", "electricity", 2040, 0.05)
    assert (point.low, point.high, point.source) == (0.02, 0.1, "TSO")
    switch = ActionSwitch.objects.get()
    assert (switch.action_uid, switch.is_on, switch.start_year) == (actions[1].uid, True, 2031)
    # nothing is written where nothing changed
    assert ada.post(page_of(warm) + "save/", typed(ada, warm)).status_code == 302
    warm.refresh_from_db()
    assert warm.revision == 2


def test_a_wrong_row_saves_nothing_and_keeps_what_was_typed(ada: Client, warm: Scenario) -> None:
    data = typed(ada, warm, **{"title": "Cita", "point-0-value": "abc", "point-0-low": "80"})
    answer = ada.post(page_of(warm) + "save/", data)
    assert answer.status_code == 422
    assert "abc" in answer.content.decode()
    warm.refresh_from_db()
    assert warm.title == "Siltāka nākotne"


def test_a_range_that_does_not_hold_its_value_is_refused(ada: Client, warm: Scenario) -> None:
    data = typed(ada, warm, **{"point-0-low": "80", "point-0-high": "20"})
    answer = ada.post(page_of(warm) + "save/", data)
    assert answer.status_code == 422
    assert "must not exceed the value" in answer.content.decode()


def test_somebody_elses_change_is_not_overwritten_silently(ada: Client, bo: Client, warm: Scenario) -> None:
    mine = typed(ada, warm, title="Mana")
    bo.post(page_of(warm) + "save/", typed(bo, warm, **{"point-0-value": "70"}))
    answer = ada.post(page_of(warm) + "save/", mine)
    assert answer.status_code == 409
    assert "Mana" in answer.content.decode()
    warm.refresh_from_db()
    assert warm.title == "Siltāka nākotne"
    assert PathPoint.objects.get().value == 70
    # on purpose it can be replaced
    mine["stamp"] = answer.context["stamp"]
    assert ada.post(page_of(warm) + "save/", mine).status_code == 302
    assert PathPoint.objects.get().value == 50


def test_a_contributors_scenario_is_marked_until_accepted(bo: Client, warm: Scenario) -> None:
    bo.post(page_of(warm) + "save/", typed(bo, warm, title="Bo"))
    warm.refresh_from_db()
    assert (warm.title, warm.accepted) == ("Bo", False)


def test_what_the_scenario_says_moves_only_actions_that_nobody_switched(
    ada: Client, warm: Scenario, actions: list[Action]
) -> None:
    """Without script the boxes still show what the plan says when another choice is sent."""
    data = typed(ada, warm, actions="none")
    ada.post(page_of(warm) + "save/", data)
    warm.refresh_from_db()
    assert warm.actions == "none"
    assert not ActionSwitch.objects.exists()  # off is now what the scenario says anyway
    assert not ada.get(page_of(warm)).context["one"].model.on.any()


def test_contributions_add_up(ada: Client, warm: Scenario, actions: list[Action]) -> None:
    answer = ada.get(page_of("plan") + "actions/", {"year": "2030"})
    assert answer.status_code == 200
    rows = answer.context["rows"]
    assert len(rows) == 2  # the cancelled one is not there
    total = answer.context["total"]
    assert sum(row["fair"] for row in rows) == pytest.approx(total)
    assert sum(row["wedge"] for row in rows) == pytest.approx(total)
    assert all(row["last"] <= row["alone"] for row in rows)
    assert ada.get(page_of("frozen") + "actions/").status_code == 200


def test_weights_rank_and_are_kept(ada: Client, town: Cast, warm: Scenario) -> None:
    page = ada.get(ALL + "compare/")
    assert {row["one"].uid for row in page.context["rows"]} == {"bau", "plan", warm.uid}
    data = {f"weight-{box['code']}": "0" for box in page.context["boxes"]}
    data |= {"weight-emissions_t": "10", "revision": str(page.context["revision"])}
    ada.post(ALL + "compare/weights/", data)
    assert ScenarioSettings.objects.get().weights["emissions_t"] == 10
    ranked = ada.get(ALL + "compare/").context["rows"]
    totals = [row["line"].values["emissions_t"] for row in ranked]
    assert totals == sorted(totals)
    wrong = ada.post(ALL + "compare/weights/", {**data, "weight-jobs": "-1"})
    assert wrong.status_code == 422 and "must not be negative" in wrong.content.decode()
    ada.post(ALL + "compare/weights/", {"usual": "1", "revision": "1"})
    assert ScenarioSettings.objects.get().weights == {}


def test_the_table_for_other_programs(ada: Client, warm: Scenario) -> None:
    answer = ada.get(page_of(warm) + "iamc/")
    assert answer.headers["Content-Type"].startswith("text/csv")
    lines = answer.content.decode().splitlines()
    assert lines[0].startswith("Model,Scenario,Region,Variable,Unit,2019")
    assert any(",Emissions|CO2" in line for line in lines[1:])


def test_the_assumed_paths_are_drawn() -> None:
    """What moves is a line with the start year at 100; a world that stands still has no such chart."""
    from secap.desk.scenarios.driver_chart import drivers
    from secap.plan.file import loads

    text = files("secap.examples").joinpath("upesciems.json").read_text(encoding="utf-8")
    plan = loads(text)
    frozen, usual, _planned = plan.usual_scenarios
    assert drivers(plan.scenario_model(frozen), "en") is None
    figure = drivers(plan.scenario_model(usual), "en")
    assert figure is not None and "Electricity" in " ".join(figure.header)
    assert all(value == 100 for value in figure.rows[0][1:])
