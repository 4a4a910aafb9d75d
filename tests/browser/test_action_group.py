"""The action group, self-assessments and hearings in real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secap.desk.governance.models import Assessment, Group, Hearing, Proposal
from tests.browser.conftest import FRAMES, scrolls_sideways, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
BASE = "/upesciems/administration/"
PAGES = ["self-assessment/", "self-assessment/guarantees/", "self-assessment/lead_person/", "action-group/",
         "action-group/?year=2025", "bodies/", "bodies/?action=4.1.1"]  # fmt: skip
EMPTIED = ["self-assessment/", "self-assessment/success/", "action-group/", "bodies/"]


@pytest.mark.parametrize(("lang", "viewport"), FRAMES)
def test_every_page_is_whole_filled_and_empty(
    open_page: OpenPage, lang: str, viewport: dict[str, int]
) -> None:
    page = open_page("ada", lang, viewport)
    stages = [f"action-group/{one.uid}/" for one in Proposal.objects.filter(municipality__slug="upesciems")]
    assert stages
    for address in [*PAGES, *stages, "../strategy/regional-priorities/"]:
        page.goto(BASE + address)
        assert violations(page) == [] and not scrolls_sideways(page), address
    for model in (Assessment, Group, Hearing, Proposal):
        model.everything.all().delete()
    for address in EMPTIED:
        page.goto(BASE + address)
        assert violations(page) == [] and not scrolls_sideways(page), address


def test_a_proposal_from_its_entry_to_its_budget_line(open_page: OpenPage) -> None:
    page = open_page("ada", "en")
    page.goto(f"{BASE}action-group/?year=2026")
    page.get_by_role("link", name="Add a proposal").click()
    assert page.get_by_label("Round of the year").input_value() == "2026"
    page.get_by_label("Project").fill("Skolas jumts")
    page.get_by_label("Cost, EUR").fill("60 000")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("heading", name="Next: Financial appraisal")).to_be_visible()
    page.get_by_label("Financial appraisal", exact=True).select_option("feasible")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Next: Technical appraisal")).to_be_visible()
    page.get_by_label("Technical appraisal", exact=True).select_option("not_feasible")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Next: Decided")).to_be_visible()
    page.get_by_label("Decision", exact=True).select_option("approved")
    page.get_by_label("Votes for").fill("5")
    page.get_by_label("Votes against").fill("1")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".notice-error")).to_contain_text("why it is approved nonetheless")
    assert violations(page) == []
    page.get_by_label("Minutes").fill("Protokols Nr. 5: jumts vispirms tiek pastiprināts")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Next: In next year’s budget")).to_be_visible()
    assert page.get_by_label("Budget of the year").input_value() == "2027"
    page.get_by_label("In that budget, EUR").fill("25 000")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Next: Evaluated")).to_be_visible()
    made = Proposal.objects.get(title="Skolas jumts")
    assert (made.votes_for, made.votes_against, made.budget_year, made.budget_eur) == (5, 1, 2027, 25_000.0)

    page.get_by_role("link", name="Action group 2026").click()
    row = page.get_by_role("row", name="Skolas jumts").first
    expect(row).to_contain_text("5 : 1")
    expect(row).to_contain_text("25,000")


def test_answers_are_given_by_keyboard_and_only_the_change_is_kept(open_page: OpenPage) -> None:
    Assessment.everything.all().delete()
    page = open_page("ada", "en")
    page.goto(f"{BASE}self-assessment/guarantees/")
    group = page.get_by_role("group", name="Adequate staff capacity and budget")
    group.get_by_label("not answered").focus()
    page.keyboard.press("ArrowUp")
    expect(group.get_by_label("No", exact=True)).to_be_checked()
    page.get_by_role("button", name="Save the answers").click()
    expect(page.locator("#messages")).to_contain_text("1 answer saved.")
    kept = Assessment.objects.get()
    assert (kept.item, kept.answer) == ("capacity", "no")
