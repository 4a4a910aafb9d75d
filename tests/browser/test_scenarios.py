"""Scenarios in real Chromium: the editor follows without reloading, chance, least-cost choice, bridge."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files

import pytest
from playwright.sync_api import Page, expect

from secap.desk.scenarios.models import PathPoint, Scenario
from tests.browser.conftest import NARROW, WIDE, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
TOWN = "/upesciems/"
OWN = json.loads(files("secap.examples").joinpath("upesciems.json").read_text(encoding="utf-8"))["scenarios"][
    0
]["uid"]


def whole(page: Page) -> None:
    assert violations(page) == []
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    assert not page.evaluate(sideways)


def test_the_editor_computes_anew_without_reloading_and_saves_when_asked(open_page: OpenPage) -> None:
    page = open_page("ada", "en")
    page.goto(f"{TOWN}scenario/{OWN}/")
    result = page.locator("#scenario-result")
    before = result.inner_text()
    page.evaluate("window.stillHere = true")
    box = page.locator(".editor-inputs input[type=checkbox]").first
    box.focus()
    page.keyboard.press("Space")
    expect(result).not_to_have_text(before)
    assert page.evaluate("window.stillHere") is True, "the page was not loaded again"
    expect(page.locator("[data-unsaved]")).to_be_visible()
    whole(page)
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_load_state()
    expect(page.locator(".messages, [role=status]").first).to_be_visible()


def test_a_value_that_is_none_is_named_and_nothing_is_saved(open_page: OpenPage) -> None:
    page = open_page("ada", "en")
    page.goto(f"{TOWN}scenario/{OWN}/")
    count = PathPoint.objects.count()
    value = page.locator("input[name$=value]").first
    value.fill("much")
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("much")
    assert PathPoint.objects.count() == count
    assert Scenario.objects.filter(municipality__slug="upesciems").count() == 2


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_the_chance_of_meeting_the_target_is_told_in_words(open_page: OpenPage, lang: str) -> None:
    page = open_page("ada", lang, NARROW)
    page.goto(f"{TOWN}outlook/uncertainty/plan/")
    page.locator("input[name=draws]").fill("200")
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state()
    page.goto(f"{TOWN}outlook/uncertainty/plan/")
    expect(page.locator("#chance")).to_be_visible()
    expect(page.locator(".chance").first).to_contain_text("100")
    expect(page.locator("figure.chart").first).to_be_visible()
    whole(page)


def test_the_least_cost_choice_becomes_a_scenario(open_page: OpenPage) -> None:
    page = open_page("ada", "en", WIDE)
    page.goto(f"{TOWN}outlook/least-cost/")
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state()
    page.goto(f"{TOWN}outlook/least-cost/")
    expect(page.locator("main")).to_contain_text("2.1.1")
    whole(page)
    page.get_by_role("button", name="Take over as a scenario").click()
    page.wait_for_load_state()
    assert Scenario.objects.filter(municipality__slug="upesciems").count() == 3


def test_why_emissions_changed(open_page: OpenPage) -> None:
    page = open_page("cy", "lv", NARROW)
    page.goto(f"{TOWN}outlook/why/")
    expect(page.locator("figure.chart").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("12")
    whole(page)
