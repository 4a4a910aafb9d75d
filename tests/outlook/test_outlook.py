"""Uncertainty and the least-cost choice as jobs whose results are kept and go stale; the bridge."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from secap.desk.actions.models import Action
from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.registry.whole import whole
from secap.desk.risk.models import Hazard
from secap.desk.scenarios.models import ActionSwitch, PathPoint, Scenario, StoredResult
from secap.desk.targets.models import Target
from secap.jobs.models import Job
from secap.jobs.progress import ask_to_stop
from secap.jobs.running import carry_out
from secap.plan.chances import own_ranges, uncertain_inputs
from tests.cast import Cast

CHOICE = "/upesciems/outlook/least-cost/"
WHY = "/upesciems/outlook/why/"


def sure(uid: str) -> str:
    return f"/upesciems/outlook/uncertainty/{uid}/"


def run(client: Client, url: str, data: dict[str, Any], capture: Any) -> Job:
    """Post the form and let the worker do the job."""
    with capture(execute=True):
        answer = client.post(url, data)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    job = Job.objects.order_by("-pk")[0]
    assert answer.headers["Location"] == job.get_absolute_url()
    return job


def test_uncertainty_is_computed_kept_and_marked_when_inputs_move(
    ada: Client, town: Cast, actions: list[Action], django_capture_on_commit_callbacks: Any
) -> None:
    assert "90 of 100" not in ada.get(sure("plan")).content.decode()
    data = {"draws": "300", "seed": "7"}
    job = run(ada, sure("plan") + "start/", data, django_capture_on_commit_callbacks)
    assert job.state == "done", job.error
    assert job.result_url == sure("plan")
    page = ada.get(sure("plan"))
    target = page.context["targets"][0]
    assert target["year"] == "2030" and 0 <= target["one"]["chance"] <= 1
    assert {row["uid"] for row in target["dropped"]} == {actions[0].uid, actions[1].uid}
    assert f"In {target['of_hundred']} of 100 draws" in page.content.decode()
    assert page.context["fan"] and target["tornado"]
    assert page.context["is_stale"] is False
    first = StoredResult.objects.get().result
    run(ada, sure("plan") + "start/", data, django_capture_on_commit_callbacks)
    assert StoredResult.objects.get().result == first  # the same seed gives the same numbers
    actions[0].refresh_from_db()
    actions[0].full_effect_year = 2029
    town.keep(town.ada, actions[0])
    page = ada.get(sure("plan"))
    assert page.context["is_stale"] is True and "Out of date" in page.content.decode()


def test_another_scenarios_change_does_not_make_a_result_stale(
    ada: Client, town: Cast, warm: Scenario, django_capture_on_commit_callbacks: Any
) -> None:
    run(ada, sure("plan") + "start/", {"draws": "100", "seed": "1"}, django_capture_on_commit_callbacks)
    run(ada, sure(warm.uid) + "start/", {"draws": "100", "seed": "1"}, django_capture_on_commit_callbacks)
    point = PathPoint.objects.get()
    point.value = 40
    town.keep(town.ada, point)
    assert ada.get(sure("plan")).context["is_stale"] is False
    assert ada.get(sure(warm.uid)).context["is_stale"] is True


def test_low_and_high_values_of_a_path_decide_its_range(town: Cast, warm: Scenario) -> None:
    point = PathPoint.objects.get()  # homes use 50 % in 2050, down from 100
    point.low, point.high = 40, 75
    town.keep(town.ada, point)
    plan = whole(town.town)
    records = plan.scenarios[0]
    model = plan.scenario_model(records)
    homes = model.frame.sectors.index("residential_buildings")
    own = {(one.kind, one.targets[0]): one for one in uncertain_inputs(plan, model, records)}
    shape = own["intensity", homes].distribution
    assert (shape.low, shape.central, shape.high) == pytest.approx((0.5, 1.0, 1.2))
    point.low = point.high = None
    town.keep(town.ada, point)
    assert own_ranges(model, whole(town.town).scenarios[0]) == {}


def test_wrong_draws_are_refused(ada: Client, actions: list[Action]) -> None:
    answer = ada.post(sure("plan") + "start/", {"draws": "5", "seed": "1"})
    assert answer.status_code == 422 and not Job.objects.exists()
    assert ada.get(sure("nobody")).status_code == 404


def test_a_job_can_be_stopped_before_it_writes_anything(
    ada: Client, town: Cast, actions: list[Action]
) -> None:
    ada.post(sure("plan") + "start/", {"draws": "20000", "seed": "1"})  # no worker: it stays queued
    job = Job.objects.get()
    page = ada.get(job.get_absolute_url()).content.decode()
    assert f"{job.get_absolute_url()}stop/" in page
    ask_to_stop(job.pk)
    carry_out.func(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and "Stopped" in job.error
    assert not StoredResult.objects.exists()


def test_a_queued_job_is_stopped_at_once(ada: Client, actions: list[Action]) -> None:
    ada.post(sure("plan") + "start/", {"draws": "100", "seed": "1"})
    job = Job.objects.get()
    ada.post(f"{job.get_absolute_url()}stop/")
    job.refresh_from_db()
    assert job.is_over
    carry_out.func(job.pk)
    assert not StoredResult.objects.exists()


@pytest.fixture
def priced(town: Cast, actions: list[Action]) -> list[Action]:
    """The second action costs far more for less; either alone is not enough for the target."""
    Target.objects.all().delete()
    base = whole(town.town).bei.result.total_t
    usual = whole(town.town)
    town.keep(town.ada, Target(target_year=2030, reduction_percent=10))
    planned = usual.scenario_model(usual.usual_scenarios[1]).pathway().total_t[0]
    assert planned[-1] < base
    actions[1].refresh_from_db()
    actions[1].investment_eur = 900_000.0
    town.keep(town.ada, actions[1])
    return actions


def wish(**changes: Any) -> dict[str, Any]:
    data = {
        "scenario": "plan", "objective": "least_cost", "year": "2030", "confidence": "", "budget_eur": "",
        "budget_year_eur": "",
    }  # fmt: skip
    return {**data, **changes}


def test_a_high_climate_risk_asks_for_an_action_against_it(
    ada: Client, town: Cast, priced: list[Action], django_capture_on_commit_callbacks: Any
) -> None:
    """The dear second action is the only one against the flood; without the wish it is left out."""
    town.keep(town.ada, Hazard(hazard="river_flood", probability="high", impact="high"))
    priced[1].refresh_from_db()
    priced[1].kinds, priced[1].hazards = "mitigation adaptation", "river_flood"
    town.keep(town.ada, priced[1])
    chosen = {}
    for asked in ({}, {"high_risks": "on"}):
        job = run(ada, CHOICE + "start/", wish(**asked), django_capture_on_commit_callbacks)
        assert job.state == "done", job.error
        chosen[bool(asked)] = {
            one["id"] for one in StoredResult.objects.get().result["result"]["en"]["chosen"]
        }
    assert chosen[True] - chosen[False] == {priced[1].number}


def test_a_high_risk_that_nothing_meets_is_named_as_the_obstacle(
    ada: Client, town: Cast, priced: list[Action], django_capture_on_commit_callbacks: Any
) -> None:
    town.keep(town.ada, Hazard(hazard="severe_wind", probability="high", impact="high"))
    run(ada, CHOICE + "start/", wish(high_risks="on"), django_capture_on_commit_callbacks)
    page = ada.get(CHOICE).content.decode()
    assert "At least one action for Severe wind" in page
    priced_in = Hazard.objects.get()
    priced_in.tolerated_reason = "Insured"
    town.keep(town.ada, priced_in)
    run(ada, CHOICE + "start/", wish(high_risks="on"), django_capture_on_commit_callbacks)
    assert "At least one action for Severe wind" not in ada.get(CHOICE).content.decode()


def test_the_choice_is_found_shown_and_taken_over(
    ada: Client, town: Cast, priced: list[Action], django_capture_on_commit_callbacks: Any
) -> None:
    job = run(ada, CHOICE + "start/", wish(), django_capture_on_commit_callbacks)
    assert job.state == "done", job.error
    page = ada.get(CHOICE)
    context = page.context
    assert context["found"]["is_found"]
    assert context["real_t"] <= context["target_t"] * (1 + 1e-9)
    assert context["is_stale"] is False
    chosen = {row["record"].uid for row in context["chosen"]}
    assert chosen == {priced[0].uid}  # dear actions stay away where the cheap one is enough
    ada.post(f"{CHOICE}plan/take-over/")
    scenario = Scenario.objects.get()
    on = {switch.action_uid: switch.is_on for switch in ActionSwitch.objects.filter(scenario=scenario)}
    assert on == {priced[0].uid: True, priced[1].uid: False, priced[2].uid: False}
    plan = whole(town.town)
    total = plan.scenario_model(plan.scenarios[0]).pathway().total_t[0, 2030 - 2019]
    assert total == pytest.approx(context["real_t"])


def test_what_must_not_be_chosen_is_not_and_the_reason_is_told(
    ada: Client, priced: list[Action], django_capture_on_commit_callbacks: Any
) -> None:
    data = wish(**{f"must-{priced[0].uid}": "must_not", f"must-{priced[1].uid}": "must_not"})
    run(ada, CHOICE + "start/", data, django_capture_on_commit_callbacks)
    context = ada.get(CHOICE).context
    assert not context["found"]["is_found"] and context["result"]["reasons"]
    assert ada.post(f"{CHOICE}plan/take-over/").status_code == 302
    assert not Scenario.objects.exists()


def test_with_a_confidence_more_is_needed(
    ada: Client, priced: list[Action], django_capture_on_commit_callbacks: Any
) -> None:
    job = run(ada, CHOICE + "start/", wish(confidence="60"), django_capture_on_commit_callbacks)
    assert job.state == "done", job.error
    result = ada.get(CHOICE).context["result"]
    assert result["confidence"] == pytest.approx(0.6)


def test_wishes_that_can_not_be_meant_are_refused(ada: Client, priced: list[Action]) -> None:
    for wrong in (
        {"year": "2031"}, {"confidence": "120"}, {"budget_eur": "-1"}, {"objective": "most_tonnes"},
        {"scenario": "frozen"},
    ):  # fmt: skip
        answer = ada.post(CHOICE + "start/", wish(**wrong))
        assert answer.status_code == 422, wrong
    assert not Job.objects.exists()


def test_the_bridge_adds_up_and_says_when_it_can_not_be_built(ada: Client, town: Cast) -> None:
    assert "Two inventories are needed" in ada.get(WHY).content.decode()
    later = town.keep(town.ada, Inventory(year=2022))
    for sector, carrier, amount, scope in (
        ("residential_buildings", "natural_gas", 8_000.0, 1),
        ("residential_buildings", "electricity", 3500.0, 2),
        ("municipal_buildings", "natural_gas", 2100.0, 1),
    ):
        use = EnergyUse(inventory=later, sector=sector, carrier=carrier, amount=amount, scope=scope)
        town.keep(town.ada, use)
    town.keep(town.ada, ProfileValue(indicator="population", year=2022, value=9_800))
    page = ada.get(WHY)
    found = page.context["bridge"]
    assert sum(t or 0 for t in found.terms.values()) == pytest.approx(found.change_t)
    assert found.terms["population"] < 0
    assert page.context["figure"]
    assert ada.get(WHY, {"from": "2022", "to": "2019"}).context["problem"]
    assert "weather" not in ada.get(WHY, {"weather": "0"}).context["bridge"].terms
