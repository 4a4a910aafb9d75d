"""An event in real Chromium, from the recommender to the minutes, and every page of the engagement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from secap.desk.stakeholders import models
from tests.browser.conftest import FRAMES, NARROW, scrolls_sideways, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
BASE = "/upesciems/stakeholders/"
PAGES = ["plan/", "methods/?level=involve&audience=25&direction=two", "levels/", "objectives/", "events/",
         "events/new/", "log/", "issues/", "opponents/", "conflicts/", "evaluation/"]  # fmt: skip


@pytest.mark.parametrize(("lang", "viewport"), FRAMES, ids=["lv-390", "en-1280"])
def test_every_page_is_whole(open_page: OpenPage, lang: str, viewport: dict[str, int]) -> None:
    page = open_page("ada", lang, viewport)
    event = models.Event.objects.filter(state="planned").first()
    goal, who = models.EngagementObjective.objects.first(), models.Stakeholder.objects.first()
    issue = models.Issue.objects.first()
    assert event and goal and who and issue
    steps = [f"events/{event.uid}/{step}/" for step in ("page", "invite", "hold", "close")]
    wrong = []
    for address in [*PAGES, *steps, f"objectives/{goal.uid}/page/", f"plan/{who.uid}/",
                    f"issues/{issue.uid}/reply/"]:  # fmt: skip
        page.goto(BASE + address)
        wrong += [f"{address}: {one}" for one in violations(page)]
        if scrolls_sideways(page):
            wrong.append(f"{address}: scrolls sideways")
    assert wrong == []


def test_an_event_from_the_recommender_to_its_minutes(open_page: OpenPage) -> None:
    page = open_page("ada", "en", NARROW)
    page.goto(BASE + "methods/")
    page.get_by_label("Level", exact=True).select_option("involve")
    page.get_by_label("How many people").fill("20")
    page.get_by_label("Who speaks").select_option("two")
    page.get_by_role("button", name="Recommend").click()
    first = page.locator("tbody tr").first
    expect(first).to_contain_text("suits 20 people")
    first.get_by_role("link", name="Plan an event").click()
    expect(page.get_by_label("Level of engagement optional")).to_have_value("involve")
    page.get_by_label("Title").fill("Ielas darbnīca")
    page.get_by_label("Date optional").fill((timezone.localdate() - timedelta(days=1)).isoformat())
    page.get_by_label("Purpose optional").fill("Vienoties par ielu")
    page.get_by_label("Uzņēmēju klubs").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Ielas darbnīca")

    steps = page.get_by_role("navigation", name="Steps of the event")
    steps.get_by_role("link", name="Hold").click()
    page.get_by_label("Acknowledge and document every issue raised").check()
    page.get_by_role("button", name="Save the checklist").click()
    page.get_by_label("Issue", exact=True).fill("Kur bērni šķērsos ielu?")
    page.get_by_role("button", name="Write it down").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Kur bērni šķērsos ielu?")).to_be_visible()

    steps.get_by_role("link", name="Close").click()
    page.get_by_label("Uzņēmēju klubs").check()
    page.get_by_label("Minutes").fill("Vienojās par diviem variantiem.")
    page.get_by_label("Purpose met").select_option("yes")
    page.get_by_role("button", name="Save: the event was held").click()
    expect(page.locator("h1")).to_contain_text("Held")

    event = models.Event.objects.get(title="Ielas darbnīca")
    assert (event.state, event.resolution, event.purpose_met) == ("held", "document", "yes")
    assert models.Issue.objects.get(event=event).state == "open"


def test_a_refusal_asks_why_and_when_to_return(open_page: OpenPage) -> None:
    page = open_page("ada", "en")
    page.goto(BASE + "log/")
    quick = page.locator("#quick")
    expect(quick.get_by_label("Why not")).to_be_hidden()
    quick.get_by_label("Stakeholder").select_option(label="Uzņēmēju klubs")
    quick.get_by_label("Channel").select_option("phone")
    quick.get_by_label("Response").select_option("no")
    expect(quick.get_by_label("Why not")).to_be_visible()
    quick.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("Don't take just a no")
    page.get_by_label("Why not").select_option("commitment")
    page.get_by_label("Come back on").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Later (")).to_be_visible()
